"""Members of a workspace that hatch-una takes in."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_una import PROVIDER

WHO = "hatch-una"
BUILD = "[tool.hatch.build.hooks.una-build]\n"
META = "[tool.hatch.metadata.hooks.una-meta]\n"
SOURCES = "[tool.uv.sources]\nother-lib = {workspace = true}\n"
MEMBERS = '[tool.uv.workspace]\nmembers = ["libs/*", "gone"]\n'
FILES = {
    "libs/other/pyproject.toml": '[project]\nname = "other_lib"\n',
    "libs/other/other_lib/__init__.py": "",
    "libs/third/pyproject.toml": '[project]\nname = "third"\n',
    "libs/README.md": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(SOURCES + MEMBERS, [], id="no hook"),
        pytest.param(BUILD + SOURCES, [], id="no workspace"),
        pytest.param(BUILD + MEMBERS, [], id="no member is depended on"),
        pytest.param(
            META + SOURCES + MEMBERS,
            ["pyproject.toml -> dependencies", "libs/other/pyproject.toml -> dependencies"],
            id="dependencies",
        ),
        pytest.param(
            BUILD + SOURCES + MEMBERS,
            [
                "pyproject.toml -> wheel",
                "libs/other/pyproject.toml -> wheel",
                "libs/other/**/*.toml -> wheel",
                "libs/other/other_lib/**/*.py -> wheel",
            ],
            id="files",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out(
        {
            **FILES,
            "pyproject.toml": hatchling(WHO, project='dependencies = ["other-lib"]\n') + settings,
        }
    )
    assert found(PROVIDER, project) == expected


MISFITS = (WrongType("hatchling.build", WHO, "hatch.build.hooks.una-build = <3>", "a table"),)
