"""What a stated uv is offered: keys that it understands, or a line that says which uv does."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.pages import Case, cases
from uvlint.analysis import checker
from uvlint.analysis.fixer import repaired, suggested
from uvlint.model import (
    Add,
    Applicability,
    Dir,
    Drop,
    Env,
    File,
    Finding,
    Fix,
    Git,
    Key,
    Location,
    Op,
    Replace,
    Rewrite,
)
from uvlint.plugin import Facts
from uvlint.project import PYPROJECT, Project
from uvlint.uv.features import since
from uvlint.uv.fix_compat import fitted
from uvlint.uv.version import NEWEST, Version, parse

OLD = ("0.4.8", "0.4.10", "0.4.22", "0.4.23", "0.5.11", "0.6.6", "0.7.20", "0.13.4")
GIT = Git(commit=True, tags=True)


def _version(text: str) -> Version:
    found = parse(text)
    assert found is not None
    return found


def _finding(*ops: Op) -> Finding:
    return Finding(at=Location(PYPROJECT), message="m", fix=Fix(title="do it", ops=ops))


@pytest.mark.parametrize(
    ("ops", "version"),
    [
        pytest.param((Add(Env("X")),), "0.5.12", id="variables are known"),
        pytest.param((Add(GIT),), "0.4.23", id="tags are known"),
        pytest.param((Add(File("src/**/*.c")),), "0.4.10", id="globs are known"),
        pytest.param((Add(File("../a.c")),), "0.4.10", id="names lead anywhere"),
        pytest.param((Drop(Env("X")),), "0.4.8", id="what goes needs no uv"),
        pytest.param((Replace(Dir("src/*.c"), (File("src/*.c"),)),), "0.5.0", id="away from dir"),
    ],
)
def test_what_a_uv_understands_stays(ops: tuple[Op, ...], version: str) -> None:
    finding = _finding(*ops)
    assert fitted(finding, _version(version)) == finding


@pytest.mark.parametrize(
    ("ops", "version", "needed"),
    [
        pytest.param((Add(Env("X")),), "0.5.11", "0.5.12", id="variable"),
        pytest.param((Add(GIT),), "0.4.22", "0.4.23", id="tags"),
        pytest.param((Add(Dir("x")),), "0.6.6", "0.6.7", id="folder"),
        pytest.param((Add(File("a")),), "0.4.9", "0.4.10", id="name"),
        pytest.param((Add(File("../x/**/*.c")),), "0.7.20", "0.7.21", id="glob elsewhere"),
        pytest.param((Add(File("a")), Add(Env("X"))), "0.5.0", "0.5.12", id="one of two"),
        pytest.param((Rewrite((GIT, Env("X"))),), "0.4.10", "0.5.12", id="the newest of several"),
        pytest.param((Replace(0, (Env("X"),)),), "0.5.0", "0.5.12", id="in place of a refused one"),
    ],
)
def test_what_it_does_not_is_said(ops: tuple[Op, ...], version: str, needed: str) -> None:
    fix = fitted(_finding(*ops), _version(version)).fix
    assert fix is not None
    assert fix.title == f"do it, once uv {needed} or newer is required"
    assert (fix.applicability, fix.ops) == (Applicability.DISPLAY, ())


@pytest.mark.parametrize("version", OLD)
@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_no_fix_writes_what_the_stated_uv_does_not_understand(
    case: Case, version: str, lay_out: LayOut
) -> None:
    project = lay_out(case.files)
    settings = checker.settings_for(project)._replace(uv_version=version)
    found = checker.examine(project, settings)
    assert not found.failures
    repair = repaired(found, unsafe=True)
    if repair is None:
        return
    after = checker.examine(repair.outcome(project), settings).facts
    assert found.facts is not None
    assert after is not None
    assert found.facts.uv == after.uv == _version(version)
    added = _keys(after) - _keys(found.facts)
    assert not [key for key in added if since(key) > after.uv and key not in _moved(project)]
    assert not after.keys.dropped or found.facts.keys.dropped


def _keys(facts: Facts) -> set[Key]:
    return set(facts.keys.keys)


def _moved(project: Project) -> set[Key]:
    """Return the keys of a list that stands elsewhere, and that a fix puts in its place."""
    from uvlint.uv.keys import key_of, strays

    found = (project.toml(at.file).get(*map(str, at.route)) for at in strays(project))
    items = (
        item for value in found if value and isinstance(value.value, list) for item in value.value
    )
    return {key for item in items if (key := key_of(item)) is not None}


VARIABLE = """\
[build-system]
requires = ["setuptools"]
build-backend = "setuptools.build_meta"
[project]
name = "demo"
dynamic = ["version"]
[tool.setuptools.dynamic]
version = { file = "VERSION" }
[tool.uvlint]
inputs = [{ env = "DEMO_EDITION" }, { file = "../shared/**/*.h" }]
"""


def test_the_list_for_an_old_uv_holds_what_it_understands(lay_out: LayOut) -> None:
    project = lay_out({PYPROJECT: VARIABLE, "VERSION": "1", "../shared/a.h": ""})
    base = checker.settings_for(project)
    wanted = {
        version: suggested(checker.examine(project, base._replace(uv_version=version)))
        for version in ("0.4.9", "0.5.11", "0.7.20", str(NEWEST))
    }
    files = (File(PYPROJECT), File("../shared/a.h"), File("VERSION"))
    assert wanted["0.4.9"] == ()
    assert set(wanted["0.5.11"]) == set(files)
    assert set(wanted["0.7.20"]) == {*files, Env("DEMO_EDITION")}
    assert File("../shared/**/*.h") in wanted[str(NEWEST)]
