"""Requirement files that include one another."""

from __future__ import annotations

import posixpath
import re

from uvlint.model import Unreadable
from uvlint.project import Project

_INCLUDE = re.compile(
    r"^[ \t]*(?:-[rc]|--(?:requirement|constraint))(?:[ \t]*=[ \t]*|[ \t]*)(?P<file>[^\s#=]+)",
    re.MULTILINE,
)
_MANY = 100


def included(project: Project, file: str) -> tuple[str, ...]:
    """Return the files that the `-r` and `-c` lines of a requirement file lead to.

    A name counts from the including file, as pip reads it, or from the project
    where only that leads to a file.
    """
    found: dict[str, None] = {}
    waiting = [file]
    while waiting and len(found) < _MANY:
        current = waiting.pop(0)
        try:
            text = project.text(current) or ""
        except Unreadable:
            continue
        for match in _INCLUDE.finditer(text):
            name = _named(project, current, match["file"])
            if name and name not in found and name != file:
                found[name] = None
                waiting.append(name)
    return tuple(found)


def _named(project: Project, file: str, name: str) -> str | None:
    if "://" in name or name.startswith(("/", "~", "$")):
        return None
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(file), name))
    at_top = posixpath.normpath(name)
    return at_top if project.is_file(at_top) and not project.is_file(beside) else beside
