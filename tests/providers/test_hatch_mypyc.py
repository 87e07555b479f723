"""Modules that hatch-mypyc compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_mypyc import PROVIDER

HOOK = "[tool.hatch.build.targets.wheel.hooks.mypyc]\n"
MODULES = ["demo/**/*.so", "demo/**/*.pyd"]
SHARED = ["*__mypyc.*.so", "*__mypyc.*.pyd"]
WRITTEN = ["pyproject.toml", *MODULES, *SHARED, ".mypy_cache/**"]
FILES = dict.fromkeys(
    ["demo/__init__.py", "demo/hot.py", "demo/sub/warm.py", "demo/data.txt", "tests/test.py"], ""
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK + "enable-by-default = false\n", [], id="not enabled"),
        pytest.param("[tool.hatch.build.targets.sdist.hooks.mypyc]\n", [], id="sdist"),
        pytest.param(HOOK + 'include = ["nothing/*.py"]\n', [], id="no module is included"),
        pytest.param(
            HOOK, ["demo/__init__.py", "demo/hot.py", "demo/sub/warm.py"], id="the package"
        ),
        pytest.param(HOOK + 'include = ["demo/hot.py"]\n', ["demo/hot.py"], id="include"),
        pytest.param(
            HOOK + 'include = ["hot.py", "/demo/sub/"]\nexclude = ["w?rm.py"]\n',
            ["demo/hot.py"],
            id="exclude",
        ),
        pytest.param(
            '[tool.hatch.build.targets.wheel]\nonly-include = ["demo/sub"]\n' + HOOK,
            ["demo/sub/warm.py"],
            id="what the wheel holds",
        ),
        pytest.param(
            '[tool.hatch.build.targets.wheel]\ninclude = ["tests"]\n' + HOOK,
            ["tests/test.py"],
            id="what the wheel includes",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert found(PROVIDER, project) == [f"{file} -> wheel" for file in expected]


def test_configuration_of_mypy(lay_out: LayOut) -> None:
    settings = hatchling() + HOOK + 'include = ["demo/hot.py"]\n'
    project = lay_out({**FILES, "pyproject.toml": settings, "mypy.ini": ""})
    assert found(PROVIDER, project) == ["demo/hot.py -> wheel", "mypy.ini -> wheel"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK, [*WRITTEN], id="beside the sources"),
        pytest.param(
            HOOK + 'options = { build-dir = "out" }\n',
            [*WRITTEN, "out/**/*"],
            id="a folder of its own",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert written(PROVIDER, project) == expected


def test_shared_library_beside_the_package(lay_out: LayOut) -> None:
    settings = '[tool.hatch.build.targets.wheel]\npackages = ["lib/py/demo"]\n' + HOOK
    project = lay_out({"lib/py/demo/__init__.py": "", "pyproject.toml": hatchling() + settings})
    assert {f"lib/py/{name}" for name in SHARED} < set(written(PROVIDER, project))


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-mypyc",
        "hatch.build.hooks.mypyc.include = <3>",
        "an array of strings",
    ),
)
