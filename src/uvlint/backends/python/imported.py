"""The project's own modules that a build imports by their dotted names."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.python.modules import parent_packages
from uvlint.model import Input, Spot
from uvlint.project import Project
from uvlint.pyeval.finder import find_module


def imported(
    project: Project,
    dotted: str,
    *,
    feeds: tuple[str, ...],
    at: Spot,
    why: str,
    folders: tuple[str, ...] = (".",),
) -> Iterator[Input]:
    """Yield a module and the packages around it, with all that they read and import.

    The first of `folders` that holds the module counts; nothing where none does, or
    where the text is no dotted name.
    """
    if not all(part.isidentifier() for part in dotted.split(".")):
        return
    for folder in folders:
        if file := find_module(project, dotted, folder):
            for name in (*parent_packages(project, file, folder), file):
                yield from code_inputs(project, name, feeds=feeds, at=at, why=why, sys_path=folders)
            return
