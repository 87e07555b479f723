"""Whole small projects: what they hold, what their build reads, and a like one that is silent.

Each file in `projects` says in its first line what it is about. `=== name ===` begins
a file of the project, the first being the one that the build runs; then come the
inputs as `key | fields | certainty`, and the same file once more in a form from
which nothing follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import WHEEL, Certainty, Env, File, Git, Input, Location
from uvlint.project import Project

FOLDER = Path(__file__).with_name("projects")
SECTION = re.compile(r"^=== (.*) ===\n", re.MULTILINE)


@dataclass(frozen=True, kw_only=True)
class Case:
    """A project, the file of it that the build runs, and what is expected."""

    main: str
    files: dict[str, str]
    inputs: list[str]
    silent: str


def read(path: Path) -> Case:
    _, *parts = SECTION.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(parts[::2], parts[1::2], strict=True))
    main = parts[0]
    silent = sections.pop(f"silent: {main}")
    inputs = sections.pop("inputs").splitlines()
    return Case(main=main, files=sections, inputs=inputs, silent=silent)


CASES = [pytest.param(read(path), id=path.stem) for path in sorted(FOLDER.glob("*.txt"))]


def found(project: Project, main: str) -> list[Input]:
    inputs = code_inputs(
        project,
        main,
        feeds=("version",) if main == "setup.py" else (WHEEL,),
        at=Location("pyproject.toml"),
        why="the build runs this file",
        sys_path=(".",),
    )
    return [item for item in inputs if item.key != File(main)]


def shown(item: Input) -> str:
    match item.key:
        case File(pattern):
            key = pattern
        case Env(name):
            key = f"${name}"
        case Git():
            key = "git"
        case _ if item.certainty is Certainty.POSSIBLE:
            key = "cannot be told"
        case _:
            key = "nothing uv can watch"
    return f"{key} | {', '.join(sorted(item.feeds))} | {item.certainty.name.lower()}"


def test_there_are_enough() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("case", CASES)
def test_inputs(lay_out: LayOut, case: Case) -> None:
    assert case.inputs
    assert list(map(shown, found(lay_out(case.files), case.main))) == case.inputs


@pytest.mark.parametrize("case", CASES)
def test_stays_silent(lay_out: LayOut, case: Case) -> None:
    project = lay_out({**case.files, case.main: case.silent})
    assert list(map(shown, found(project, case.main))) == []
