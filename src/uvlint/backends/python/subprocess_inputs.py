"""What programs read and write that the code of a build starts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from uvlint.backends.tools import folders, opaque, programs
from uvlint.backends.tools.work import Command
from uvlint.model import Input, Output
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Program


def inputs(project: Project, started: Iterable[Program]) -> Iterator[Input]:
    """Yield the recipes of programs and the sources that these lead to."""
    for program in started:
        if command := _command(program):
            for item in programs.inputs(project, [command], at=program.at, who=program.by):
                yield item._replace(certainty=min(item.certainty, program.certainty))


def outputs(project: Project, started: Iterable[Program]) -> Iterator[Output]:
    """Yield what programs install and build into."""
    for program in started:
        if command := _command(program):
            yield from programs.outputs(project, [command], who=program.by)


def may_make(project: Project, started: Iterable[Program], path: str) -> bool:
    """Tell whether a program may be what makes a file: git ignores it, and somebody has to."""
    return any(
        opaque.may_make(Command(program.words, program.folder or "")) for program in started
    ) and folders.is_ignored(project, path)


def cmake_folder(project: Project, program: Program) -> str | None:
    """Return the folder that CMake is told to configure, None where that is not known."""
    return programs.cmake_folder(project, program.words, program.folder)


def _command(program: Program) -> Command | None:
    """Return a program whose folder is known; CMake works in one and configures another."""
    if program.folder is None and "cmake" not in program.words[:2]:
        return None
    return Command(program.words, program.folder or "")
