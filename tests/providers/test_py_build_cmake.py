"""The module, the settings beside pyproject.toml and the sources of py-build-cmake."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.py_build_cmake import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["py-build-cmake"]\nbuild-backend = "py_build_cmake.build"\n'
    '[project]\nname = "my-demo"\n'
)
STATIC = HEAD + 'version = "1"\ndescription = "x"\n'
DYNAMIC = HEAD + 'dynamic = ["version", "description"]\n'
TABLE = "[tool.py-build-cmake"
MODULE = '"""A demo."""\n__version__ = "1"\n'
SETTINGS = [f"likely py-build-cmake.{name}.toml" for name in ("local", "cross")]
LOCAL = [f"{name} -> wheel" for name in SETTINGS]

LISTS = {"CMakeLists.txt": "add_library(x a.c)", "a.c": ""}
NATIVE = ["CMakeLists.txt -> wheel", "a.c -> wheel"]


def described(fields: str) -> list[str]:
    """Return the settings that may name another module."""
    return [f"{name} -> {fields}" for name in SETTINGS]


@pytest.mark.parametrize(
    ("pyproject", "files", "expected"),
    [
        pytest.param(STATIC, {"my_demo.py": MODULE, **LISTS}, [], id="a static pure project"),
        pytest.param(DYNAMIC, {}, [], id="no module"),
        pytest.param(
            DYNAMIC.replace("py_build_cmake.build", "x.y"), {"my_demo.py": MODULE}, [], id="other"
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}.module]\ngenerated = "package"\n',
            {"my_demo.py": MODULE},
            [],
            id="a module that CMake makes",
        ),
        pytest.param(
            STATIC + f"{TABLE}.cmake]\n{TABLE}.editable]\nbuild_hook = true\n",
            LISTS,
            [],
            id="imports rebuild",
        ),
        pytest.param(
            DYNAMIC,
            {"my_demo.py": MODULE},
            ["my_demo.py -> version description", *described("version description")],
            id="a module",
        ),
        pytest.param(
            DYNAMIC,
            {"src/my_demo/__init__.py": MODULE},
            ["src/my_demo/__init__.py -> version description", *described("version description")],
            id="a package in src",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}.module]\nname = "other"\ndirectory = "py"\n',
            {"py/other.py": MODULE},
            ["py/other.py -> version description", *described("version description")],
            id="a named module",
        ),
        pytest.param(
            DYNAMIC,
            {"my_demo.py": "__version__ = '.'.join('123')"},
            ["run my_demo.py -> version description", *described("version description")],
            id="a module that is imported",
        ),
        pytest.param(
            HEAD + 'description = "x"\ndynamic = ["version"]\n',
            {"my_demo.py": "__version__ = '1'"},
            ["my_demo.py -> version", *described("version")],
            id="only the version",
        ),
        pytest.param(
            STATIC + f'{TABLE}.cmake]\nbuild_type = "Release"\n', LISTS, LOCAL + NATIVE, id="CMake"
        ),
        pytest.param(
            STATIC + f'{TABLE}.cmake]\nsource_path = "cpp"\n',
            {"cpp/CMakeLists.txt": "if(NOT DEFINED PY_BUILD_CMAKE_VERSION)\ninclude(x)\nendif()"},
            [*LOCAL, "cpp/CMakeLists.txt -> wheel"],
            id="CMake elsewhere",
        ),
        pytest.param(
            STATIC + f'{TABLE}.cmake.0]\nsource_path = "a"\n{TABLE}.cmake.1]\nsource_path = "b"\n',
            {"a/CMakeLists.txt": "", "b/CMakeLists.txt": "", **LISTS},
            [*LOCAL, "a/CMakeLists.txt -> wheel", "b/CMakeLists.txt -> wheel"],
            id="CMake twice",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}.cmake]\nbuild_type = "x"\n{TABLE}.editable]\nbuild_hook = true\n',
            {"my_demo.py": MODULE, **LISTS},
            ["my_demo.py -> version description", *described("version description")],
            id="imports rebuild, but for the metadata",
        ),
        pytest.param(
            DYNAMIC + f'{TABLE}.cmake]\nbuild_type = "x"\n',
            {"my_demo.py": MODULE, "py-build-cmake.local.pbc": "", "CMakeLists.txt": ""},
            [
                "my_demo.py -> version description",
                "likely py-build-cmake.local.toml -> version description wheel",
                "likely py-build-cmake.local.pbc -> version description wheel",
                "likely py-build-cmake.cross.toml -> version description wheel",
                "CMakeLists.txt -> wheel",
            ],
            id="settings of its own format",
        ),
        pytest.param(
            STATIC + f'{TABLE}.linux.cmake]\nbuild_type = "x"\n', LISTS, LOCAL + NATIVE, id="Linux"
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, pyproject: str, files: dict[str, str], expected: list[str]
) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject, **files})) == expected


def test_outputs(lay_out: LayOut) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": STATIC})) == [".py-build-cmake_cache/**"]
    other = STATIC.replace("py_build_cmake.build", "x.y")
    assert written(PROVIDER, lay_out({"pyproject.toml": other})) == []


MISFITS = (
    WrongType("py_build_cmake.build", "", "py-build-cmake.module.name = <3>", "a string"),
    WrongType("py_build_cmake.build", "", "py-build-cmake.cmake.source_path = <3>", "a string"),
)
