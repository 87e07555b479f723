"""hatch-argparse-manpage writes manual pages from parsers of arguments."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import NamedTuple

from uvlint.builds.code import code_inputs
from uvlint.builds.hatch import build_hooks
from uvlint.builds.imported import imported
from uvlint.builds.trees import inside
from uvlint.model import WHEEL, File, Input, Output, Place
from uvlint.plugin import Provider
from uvlint.project import Project

_FOLDERS = (".", "src")
_WHY = "hatch-argparse-manpage runs this code for a manual page"


class _Page(NamedTuple):
    """The file of a manual page, and the options behind it: `pyfile=...`, `module=...`."""

    file: str
    options: dict[str, str]
    at: Place


def inputs(project: Project) -> Iterator[Input]:
    """Yield the code with the parser, and what is put into the page (version 1.0)."""
    for page in _pages(project):
        file, module = page.options.get("pyfile"), page.options.get("module")
        if file and inside(file):
            yield from code_inputs(
                project, file, feeds=(WHEEL,), at=page.at, why=_WHY, sys_path=_FOLDERS
            )
        elif module:
            yield from imported(
                project, module, feeds=(WHEEL,), at=page.at, why=_WHY, folders=_FOLDERS
            )
        if included := page.options.get("include"):
            why = "hatch-argparse-manpage puts this file into a manual page"
            yield Input(key=File(included), feeds=(WHEEL,), why=why, at=page.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the manual pages."""
    for page in _pages(project):
        if name := inside(page.file):
            yield Output(file=name, why="hatch-argparse-manpage writes this manual page")


def _pages(project: Project) -> Iterator[_Page]:
    hook = build_hooks(project).get("argparse-manpage")
    for stated in hook.strings("manpages") if hook else ():
        file, *parts = stated.value.strip().split(":")
        pairs = (part.partition("=") for part in parts)
        if file:
            options = {name: value for name, _, value in pairs}
            yield _Page(posixpath.normpath(file), options, stated.at)


PROVIDER = Provider(
    name="hatch-argparse-manpage",
    about=("hatchling", "hatch-argparse-manpage"),
    inputs=inputs,
    outputs=outputs,
)
