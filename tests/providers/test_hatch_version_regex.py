"""hatchling's own way to find a version."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_version_regex import PROVIDER

ABOUT = '[tool.hatch.version]\npath = "src/demo/__about__.py"\n'


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no settings"),
        pytest.param(
            {"pyproject.toml": hatchling(dynamic=()) + ABOUT}, [], id="the version is static"
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + '[tool.hatch.version]\nsource = "vcs"\npath = "x"\n'},
            [],
            id="another source",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + "[tool.hatch.version]\npath = 3\n"},
            [],
            id="a path that is a number",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + '[tool.hatch.version]\npath = ""\n'},
            [],
            id="an empty path",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + 'tool.hatch = "x"\n'}, [], id="settings that are text"
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling() + ABOUT,
                "hatch.toml": '[version]\nsource = "env"\nvariable = "X"\n',
            },
            [],
            id="hatch.toml replaces the table",
        ),
        pytest.param(
            {
                "pyproject.toml": '[build-system]\nrequires = ["setuptools"]\n'
                '[project]\nname = "demo"\ndynamic = ["version"]\n' + ABOUT
            },
            [],
            id="hatch is used for environments only",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + ABOUT},
            ["src/demo/__about__.py -> version"],
            id="path",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling()
                + '[tool.hatch.version]\nsource = "regex"\npath = "V"\npattern = "(?P<version>.+)"\n'
            },
            ["V -> version"],
            id="source and pattern",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + '[tool.hatch]\nversion = { path = "../VERSION" }\n'},
            ["../VERSION -> version"],
            id="outside the project",
        ),
        pytest.param(
            {"pyproject.toml": hatchling(), "hatch.toml": '[version]\npath = "demo.py"\n'},
            ["demo.py -> version"],
            id="hatch.toml",
        ),
        pytest.param(
            {"pyproject.toml": hatchling() + ABOUT, "hatch.toml": "[envs.default]\n"},
            ["src/demo/__about__.py -> version"],
            id="hatch.toml holds environments",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": hatchling(), **files})) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param("[tool.hatch.build.hooks.version]\n", [], id="no path"),
        pytest.param(
            '[tool.hatch.build.hooks.version]\npath = "a.py"\nenable-by-default = false\n',
            [],
            id="not enabled",
        ),
        pytest.param(
            '[tool.hatch.build.targets.sdist.hooks.version]\npath = "a.py"\n',
            [],
            id="for source distributions only",
        ),
        pytest.param(
            '[tool.hatch.build.hooks.version]\npath = "a.py"\n', ["a.py"], id="for all targets"
        ),
        pytest.param(
            '[tool.hatch.build.hooks.version]\npath = "a.py"\n'
            '[tool.hatch.build.targets.wheel.hooks.version]\npath = "b.py"\n',
            ["b.py"],
            id="the wheel has its own",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": hatchling() + settings})) == expected


MISFITS = (
    WrongType("hatchling.build", "", "hatch.build.hooks.version.path = <3>", "a string"),
    WrongType("hatchling.build", "", "hatch.version.path = <3>", "a string"),
)
