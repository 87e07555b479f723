"""Modules that mypyc compiles for setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.setuptools_family import build
from uvlint.providers.mypyc import PROVIDER

HEAD = "from glob import glob\nfrom setuptools import setup\nfrom mypyc.build import mypycify\n"


def script(modules: str) -> dict[str, str]:
    return {
        "pyproject.toml": build("mypy"),
        "setup.py": f"{HEAD}setup(ext_modules=mypycify({modules}))\n",
    }


TREE = {"demo/__init__.py": "", "demo/hot.py": "", "demo/sub/cold.py": ""}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": build("mypy"), "setup.py": "setup()\n"}, [], id="none"),
        pytest.param(script("[]"), [], id="no modules"),
        pytest.param(script("['--strict', 'demo/hot.py']"), ["demo/hot.py -> wheel"], id="a list"),
        pytest.param(script("glob('demo/*.py')"), ["demo/**/*.py -> wheel"], id="a glob"),
        pytest.param(script("['demo/sub']"), ["demo/sub/**/*.py -> wheel"], id="a folder"),
        pytest.param(
            {**script("['demo/hot.py']"), "mypy.ini": ""},
            ["demo/hot.py -> wheel", "mypy.ini -> wheel"],
            id="settings of mypy",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**TREE, **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    outputs = written(PROVIDER, lay_out({**TREE, **script("['demo/hot.py']")}))
    libraries = ["demo/hot.*.so", "*__mypyc.*.so", "demo/hot.*.pyd", "*__mypyc.*.pyd"]
    assert outputs == [*libraries, "build/**", ".mypy_cache/**"]
    assert written(PROVIDER, lay_out(script("[]") | {"setup.py": ""})) == []
