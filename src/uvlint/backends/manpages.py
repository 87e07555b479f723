"""Manual pages that argparse-manpage, or its sibling for hatchling, makes of parsers of arguments."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from uvlint.backends.python.imported import imported
from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, File, Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.table import Located

_FOLDERS = (".", "src")
_OPTION = r'([^:=]+)=(?:"([^"]*)"|([^:]*))'


class Page(NamedTuple):
    """The file of a manual page, and the options behind it: `pyfile=...`, `module=...`."""

    file: str
    options: dict[str, str]
    at: Spot


def pages(stated: Iterable[Located[str]]) -> Iterator[Page]:
    """Yield the pages of settings, one a line; a page that lies there already is none."""
    for text, at in stated:
        for line in text.strip().splitlines():
            file, _, rest = line.strip().partition(":")
            options = {name: quoted or plain for name, quoted, plain in re.findall(_OPTION, rest)}
            if file and "manfile" not in options:
                yield Page(posixpath.normpath(file), options, at)


def inputs(project: Project, found: Iterable[Page], who: str) -> Iterator[Input]:
    """Yield the code with the parsers, and what is put into the pages."""
    why = f"{who} runs this code for a manual page"
    for page in found:
        file, module = page.options.get("pyfile"), page.options.get("module")
        if file and path_in_project(file):
            yield from code_inputs(
                project, file, feeds=(WHEEL,), at=page.at, why=why, sys_path=_FOLDERS
            )
        elif module:
            yield from imported(
                project, module, feeds=(WHEEL,), at=page.at, why=why, folders=_FOLDERS
            )
        if included := page.options.get("include"):
            shown = f"{who} puts this file into a manual page"
            yield Input(key=File(included), feeds=(WHEEL,), why=shown, at=page.at)


def outputs(found: Iterable[Page], who: str) -> Iterator[Output]:
    """Yield the pages."""
    for page in found:
        if name := path_in_project(page.file):
            yield Output(file=name, why=f"{who} writes this manual page")
