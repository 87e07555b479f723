"""Versions of setuptools-git-versioning."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.providers.setuptools_git_versioning import PROVIDER

NAME = "setuptools-git-versioning"
TABLE = f"[tool.{NAME}]\n"
ON = TABLE + "enabled = true\n"
GIT = ["git:commit+tags -> version", "- -> version"]
OLD_KEYWORD = setup('version_config={"template": "{tag}"}')
KEYWORD = setup('setuptools_git_versioning={"enabled": True}')


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head(NAME)}, [], id="required only"),
        pytest.param({"pyproject.toml": head(NAME) + TABLE}, [], id="an empty table"),
        pytest.param(
            {"pyproject.toml": head(NAME) + TABLE + "enabled = false\n"}, [], id="switched off"
        ),
        pytest.param({"pyproject.toml": head(NAME, dynamic=()) + ON}, [], id="static version"),
        pytest.param({"pyproject.toml": head() + ON}, [], id="not installed"),
        pytest.param(
            {"pyproject.toml": head(NAME, backend="hatchling.build") + ON},
            [],
            id="another back end",
        ),
        pytest.param(
            {"pyproject.toml": build(NAME), "setup.py": setup("setuptools_git_versioning={}")},
            [],
            id="an empty keyword",
        ),
        pytest.param({"pyproject.toml": head(NAME) + ON}, GIT, id="table"),
        pytest.param(
            {"pyproject.toml": head(NAME) + TABLE + 'starting_version = "1"\n'},
            GIT,
            id="on unless it says otherwise",
        ),
        pytest.param({"pyproject.toml": build(NAME), "setup.py": KEYWORD}, GIT, id="keyword"),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": OLD_KEYWORD}, [], id="the keyword of another"
        ),
        pytest.param(
            {"pyproject.toml": build(NAME), "setup.py": OLD_KEYWORD}, GIT, id="keyword before 2.0"
        ),
        pytest.param(
            {
                "pyproject.toml": head(
                    "setuptools-git-versioning", backend="scikit_build_core.build"
                )
                + ON
                + "[[tool.dynamic-metadata]]\n"
                'provider = "setuptools_git_versioning.dynamic_metadata"\n'
            },
            GIT,
            id="dynamic-metadata",
        ),
        pytest.param(
            {"pyproject.toml": head(NAME) + ON + 'version_file = "VERSION"\n', "VERSION": "1"},
            ["VERSION -> version"],
            id="a file instead",
        ),
        pytest.param(
            {"pyproject.toml": head(NAME) + ON + 'version_file = "VERSION"\n'},
            ["VERSION -> version", *GIT],
            id="a file that is not there yet",
        ),
        pytest.param(
            {
                "pyproject.toml": head(NAME)
                + ON
                + 'version_file = "VERSION"\ncount_commits_from_version_file = true\n',
                "VERSION": "1",
            },
            ["VERSION -> version", *GIT],
            id="a file and the commits since",
        ),
        pytest.param(
            {
                "pyproject.toml": head(NAME) + ON + 'version_file = "VERSION"\nprefer_tag = true\n',
                "VERSION": "1",
            },
            ["VERSION -> version", *GIT],
            id="a file behind the tags",
        ),
        pytest.param(
            {
                "pyproject.toml": head(NAME) + ON + 'version_callback = "demo.v:get"\n',
                "demo/__init__.py": "",
                "demo/v.py": 'def get():\n    return "1"\n',
            },
            ["run demo/__init__.py -> version", "run demo/v.py -> version"],
            id="a function instead",
        ),
        pytest.param(
            {
                "pyproject.toml": head(NAME)
                + ON
                + 'tag_formatter = "util:tag"\nbranch_formatter = "^(?P<branch>.*)$"\n'
                'tag_filter = "(?:v).*"\n',
                "util.py": "def tag(t):\n    return t\n",
            },
            [*GIT, "run util.py -> version"],
            id="functions and patterns",
        ),
        pytest.param(
            {
                "pyproject.toml": head(NAME)
                + ON
                + 'template = "{tag}"\ndev_template = "{tag}.dev{env:BUILD:0}+{env:NODE}"\n'
                'dirty_template = "{tag}+{timestamp:%Y}"\n'
            },
            [*GIT, "env:BUILD -> version", "env:NODE -> version", "- -> version"],
            id="templates",
        ),
        pytest.param(
            {"pyproject.toml": head(NAME) + ON, ".git_archival.txt": ""},
            ["likely .git_archival.txt -> version", *GIT],
            id="an exported tree",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "setuptools-git-versioning",
        "setuptools-git-versioning = <true>",
        "a table",
    ),
    WrongType(
        "setuptools.build_meta",
        "setuptools-git-versioning",
        "setuptools-git-versioning.version_file = <3>",
        "a string",
    ),
)
