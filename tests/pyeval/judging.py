"""Compares what is said about a build script with what it does."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.pyeval.programs import FILES
from tests.pyeval.running import SCRIPT, Run, Runner
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import Certainty, File, Location
from uvlint.project import Project
from uvlint.uv.globs import is_glob, matcher
from uvlint.uv.version import NEWEST


class Verdict(NamedTuple):
    """Files of the project with which a report is at odds.

    `missed` were opened, though the report names them at no certainty and says nothing of
    unknown inputs; `vague` likewise, but it does. `wrong` are called certain, though they
    were not opened.
    """

    missed: tuple[str, ...]
    wrong: tuple[str, ...]
    vague: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether the report says nothing untrue."""
        return not self.missed and not self.wrong

    def __str__(self) -> str:
        told = self._asdict().items()
        return ", ".join(f"{name} {' '.join(files)}" for name, files in told if files) or "right"


def reported(folder: Path) -> tuple[dict[str, Certainty], bool]:
    """Return the files and globs that the setup.py of a folder is said to read, and whether
    there are unknown inputs beside them.
    """
    named: dict[str, Certainty] = {}
    unknown = False
    at = Location(SCRIPT)
    project = Project(str(folder))
    for item in code_inputs(project, SCRIPT, feeds=("version",), at=at, why="", sys_path=(".",)):
        match item.key:
            case File(pattern):
                named[pattern] = max(item.certainty, named.get(pattern, item.certainty))
            case None:
                unknown = True
            case _:
                pass
    return named, unknown


def judged(runner: Runner, text: str) -> tuple[Run, Verdict | None]:
    """Run a script and compare it with the report; no verdict where it ends with an error."""
    run = runner.run(text)
    if run.error is not None:
        return run, None
    named, unknown = reported(runner.folder)
    covers = matcher(tuple(named), NEWEST)
    unnamed = tuple(sorted(file for file in run.opened if file in FILES and not covers(file)))
    wrong = tuple(
        sorted(
            pattern
            for pattern, certainty in named.items()
            if certainty >= Certainty.CERTAIN
            and not is_glob(pattern)
            and pattern != SCRIPT
            and pattern not in run.opened
        )
    )
    missed, vague = ((), unnamed) if unknown else (unnamed, ())
    return run, Verdict(missed, wrong, vague)
