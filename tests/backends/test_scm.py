"""Repositories around a project, and the variables that replace a version."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.scm.versions import counted, repository, setuptools_scm_overrides
from uvlint.model import Env, Git, Location
from uvlint.project import Project

AT = Location("pyproject.toml")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, None, id="none"),
        pytest.param({".git/HEAD": ""}, "git", id="git"),
        pytest.param({".git": "gitdir: ../x\n"}, "git", id="a linked work tree"),
        pytest.param({".hg/requires": ""}, "mercurial", id="mercurial"),
        pytest.param({".jj/repo": ""}, "jujutsu", id="jujutsu"),
        pytest.param({".jj/repo": "", ".git/HEAD": ""}, "git", id="jujutsu beside git"),
    ],
)
@pytest.mark.parametrize("below", ["a", "a/b/c"])
def test_repository(
    lay_out: LayOut, files: dict[str, str], expected: str | None, below: str
) -> None:
    outer = lay_out({**files, f"{below}/pyproject.toml": ""})
    assert repository(Project(outer.path(below))) == expected


def test_the_nearest_repository_counts(lay_out: LayOut) -> None:
    outer = lay_out({".git/HEAD": "", "a/.hg/requires": "", "a/pyproject.toml": ""})
    assert repository(Project(outer.path("a"))) == "mercurial"


@pytest.mark.parametrize(
    ("files", "dirty", "expected"),
    [
        pytest.param({}, True, [Git(commit=True, tags=True), None], id="git to come"),
        pytest.param({".git/HEAD": ""}, False, [Git(commit=True, tags=True)], id="commits only"),
        pytest.param({".hg/requires": ""}, True, [None], id="nothing for uv to watch"),
    ],
)
def test_counted(
    lay_out: LayOut, files: dict[str, str], dirty: bool, expected: list[Git | None]
) -> None:
    project = lay_out({**files, "pyproject.toml": ""})
    assert [item.key for item in counted(project, "x", AT, dirty=dirty)] == expected


@pytest.mark.parametrize(
    ("name", "suffix"),
    [
        pytest.param("demo", "DEMO", id="plain"),
        pytest.param("My-Demo.x__y", "MY_DEMO_X_Y", id="separators"),
    ],
)
def test_overrides_of_one_distribution(name: str, suffix: str) -> None:
    keys = [item.key for item in setuptools_scm_overrides(name, AT)]
    assert Env(f"SETUPTOOLS_SCM_PRETEND_VERSION_FOR_{suffix}") in keys
    assert Env(f"VCS_VERSIONING_PRETEND_VERSION_FOR_{suffix}") in keys
