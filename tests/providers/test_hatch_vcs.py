"""Versions that hatch-vcs counts from git."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_vcs import PROVIDER

VCS = '[tool.hatch.version]\nsource = "vcs"\n'
FROM_GIT = [
    "git:commit+tags -> version",
    "- -> version",
    "override env:SETUPTOOLS_SCM_PRETEND_VERSION -> version",
    "override env:VCS_VERSIONING_PRETEND_VERSION -> version",
]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": hatchling("hatch-vcs")}, [], id="no settings"),
        pytest.param(
            {"pyproject.toml": hatchling("hatch-vcs", dynamic=()) + VCS}, [], id="static version"
        ),
        pytest.param(
            {"pyproject.toml": hatchling("hatch-vcs") + '[tool.hatch.version]\npath = "a.py"\n'},
            [],
            id="another source",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling("hatch-vcs", dynamic=())
                + '[tool.hatch.metadata.hooks.vcs.urls]\nHome = "https://a.b/{commit_hash}"\n'
            },
            [],
            id="no hook runs where nothing is dynamic",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling("hatch-vcs", dynamic=("urls",))
                + '[tool.hatch.metadata.hooks.vcs.urls]\nHome = "https://a.b"\n'
            },
            [],
            id="links without the commit",
        ),
        pytest.param({"pyproject.toml": hatchling("hatch-vcs") + VCS}, FROM_GIT, id="vcs"),
        pytest.param(
            {"pyproject.toml": hatchling("hatch-vcs"), "hatch.toml": '[version]\nsource = "vcs"\n'},
            FROM_GIT,
            id="hatch.toml",
        ),
        pytest.param(
            {"pyproject.toml": hatchling("hatch_vcs") + VCS + 'raw-options = { root = ".." }\n'},
            FROM_GIT,
            id="a repository above",
        ),
        pytest.param(
            {"pyproject.toml": hatchling("hatch-vcs") + VCS, ".hg/store": ""},
            FROM_GIT[1:],
            id="a Mercurial repository has no key",
        ),
        pytest.param(
            {"pyproject.toml": hatchling("hatch-vcs") + VCS, ".git_archival.txt": ""},
            [*FROM_GIT[:2], "likely .git_archival.txt -> version", *FROM_GIT[2:]],
            id="an exported tree",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling("hatch-vcs")
                + VCS
                + 'raw-options = { version_scheme = "towncrier-fragments" }\n'
            },
            [
                *FROM_GIT[:2],
                "changelog.d/* -> version",
                "likely towncrier.toml -> version",
                *FROM_GIT[2:],
            ],
            id="a version from news fragments",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling("hatch-vcs", dynamic=("urls",))
                + '[tool.hatch.metadata.hooks.vcs.urls]\nSource = "https://a.b/{commit_hash}"\n'
            },
            ["git:commit -> urls"],
            id="links with the commit",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out(files)) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(VCS, [], id="no hook"),
        pytest.param(VCS + 'raw-options = { write_to = "a.py" }\n', [], id="write_to is dropped"),
        pytest.param(VCS + "[tool.hatch.build.hooks.vcs]\nversion-file = 1\n", [], id="a number"),
        pytest.param(
            VCS + '[tool.hatch.build.hooks.vcs]\nversion-file = "a.py"\n', ["a.py"], id="hook"
        ),
        pytest.param(
            '[tool.hatch.build.targets.wheel.hooks.vcs]\nversion-file = "a.py"\n',
            ["a.py"],
            id="hook of the wheel, with another source",
        ),
        pytest.param(
            VCS + 'raw-options = { version_file = "a.py" }\n', ["a.py"], id="option version_file"
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": hatchling("hatch-vcs") + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-vcs",
        'hatch.version = {source = "vcs", raw-options = <"x">}',
        "a table",
    ),
    WrongType(
        "hatchling.build",
        "hatch-vcs",
        'hatch.version = {source = "vcs", raw-options.version_file = <3>}',
        "a string",
    ),
    WrongType(
        "hatchling.build", "hatch-vcs", "hatch.build.hooks.vcs.version-file = <3>", "a string"
    ),
)
