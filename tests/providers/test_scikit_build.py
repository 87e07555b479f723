"""What CMake reads for the classic scikit-build."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.scikit_build import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["setuptools", "scikit-build"]\n'
    'build-backend = "setuptools.build_meta"\n'
)
LISTS = {"CMakeLists.txt": "add_library(x a.c)", "a.c": "", "cpp/CMakeLists.txt": ""}
FOUND = ["CMakeLists.txt -> wheel", "a.c -> wheel"]


@pytest.mark.parametrize(
    ("pyproject", "script", "expected"),
    [
        pytest.param(HEAD, "from setuptools import setup\nsetup()", [], id="only required"),
        pytest.param(
            HEAD.replace(', "scikit-build"', ""), "from skbuild import setup", [], id="not required"
        ),
        pytest.param(HEAD, "# from skbuild import setup", [], id="only mentioned"),
        pytest.param(
            HEAD.replace("setuptools.build_meta", "hatchling.build"),
            "from skbuild import setup",
            [],
            id="another back end",
        ),
        pytest.param(HEAD, "from skbuild import setup\nsetup(name='x')", FOUND, id="the root"),
        pytest.param(HEAD, "import skbuild\nskbuild.setup()", FOUND, id="another import"),
        pytest.param(
            HEAD,
            "from skbuild import setup\nsetup(cmake_source_dir='cpp')",
            ["cpp/CMakeLists.txt -> wheel"],
            id="elsewhere",
        ),
        pytest.param(
            HEAD, "from skbuild import setup\nsetup(cmake_source_dir=f())", [], id="computed"
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, script: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": pyproject, "setup.py": script, **LISTS})
    assert found(PROVIDER, project) == expected
    assert written(PROVIDER, project) == (["_skbuild/**"] if expected else [])
