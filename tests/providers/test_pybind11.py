"""Extensions made by the helpers of pybind11."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build
from uvlint.providers.pybind11 import PROVIDER

HEAD = (
    "from glob import glob\nfrom setuptools import Extension, setup\n"
    "from pybind11.setup_helpers import Pybind11Extension\n"
)


def ext(arguments: str, kind: str = "Pybind11Extension") -> dict[str, str]:
    text = f"{HEAD}setup(ext_modules=[{kind}('demo._b', {arguments})])\n"
    return {"pyproject.toml": build("pybind11"), "setup.py": text}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": build("pybind11")}, [], id="none"),
        pytest.param(ext("['cpp/b.cpp']", "Extension"), [], id="an extension without helpers"),
        pytest.param(
            ext("['cpp/b.cpp']"), ["cpp/b.cpp -> wheel", "cpp/b.hpp -> wheel"], id="a list"
        ),
        pytest.param(
            ext("glob('cpp/*.cpp')"), ["cpp/**/*.cpp -> wheel", "cpp/b.hpp -> wheel"], id="a glob"
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    tree = {"demo/__init__.py": "", "cpp/b.cpp": '#include "b.hpp"\n', "cpp/b.hpp": ""}
    assert found(PROVIDER, lay_out({**tree, **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    project = lay_out({"demo/__init__.py": "", **ext("['cpp/b.cpp']")})
    assert written(PROVIDER, project) == ["demo/*.so", "demo/*.pyd"]
