"""Workspaces: the root that governs a project, and its members (uv 0.13.9, observed)."""

from __future__ import annotations

import os
import posixpath
import re
import stat
from contextlib import suppress
from functools import lru_cache

from uvlint.model import Unreadable
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

_WORKSPACE = ("tool", "uv", "workspace")


def root_of(folder: str, own: Table | None = None) -> str:
    """Return the root of the workspace that a project is a member of, else the project's own.

    The nearest pyproject.toml above the project decides; `own` is the project's, where
    it is at hand.
    """
    if (settings(folder) if own is None else own).has(*_WORKSPACE):
        return folder
    found = _nearest(os.path.dirname(folder))
    return found[0] if found and _is_member(*found, folder) else folder


def _nearest(folder: str) -> tuple[str, Table] | None:
    """Return the nearest folder upward with a pyproject.toml, and what it says of a workspace."""
    while True:
        with suppress(OSError):
            found = os.stat(os.path.join(folder, PYPROJECT))
            if stat.S_ISREG(found.st_mode):
                return folder, _workspace(folder, found.st_mtime_ns, found.st_size)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


@lru_cache(maxsize=64)
def _workspace(folder: str, _changed: int, _size: int) -> Table:
    """Read a file once for all members, as long as it is the same."""
    return settings(folder).table(*_WORKSPACE)


@lru_cache(maxsize=1)
def workspace_root(project: Project) -> str:
    """Return the root of the workspace that a project is a member of, else its own; once.

    Raises `Unreadable` where its pyproject.toml cannot be read.
    """
    return root_of(project.root, project.pyproject)


def members_of(project: Project) -> tuple[str, ...]:
    """Return the folders of the members of the workspace that a project is the root of, sorted.

    The root is left out. Empty where the project is no such root, or cannot be read.
    """
    root = project.root
    table = _read(project).table(*_WORKSPACE)
    patterns = [item.value for item in table.strings("members")]
    if not patterns:
        return ()
    from glob import glob

    found = {
        os.path.normpath(os.path.join(root, folder))
        for pattern in patterns
        for folder in glob(pattern, root_dir=root, recursive=True, include_hidden=True)
    }
    return tuple(
        folder
        for folder in sorted(found - {os.path.normpath(root)})
        if os.path.isfile(os.path.join(folder, PYPROJECT)) and _is_member(root, table, folder)
    )


def settings(folder: str) -> Table:
    """Return pyproject.toml of a folder, an empty table where it cannot be read."""
    return _read(Project(folder))


def _read(project: Project) -> Table:
    try:
        return project.pyproject
    except Unreadable:
        return Table(PYPROJECT, {})


def _is_member(root: str, table: Table, folder: str) -> bool:
    return _matches(root, folder, table, "members") and not _matches(root, folder, table, "exclude")


def _matches(root: str, folder: str, table: Table, name: str) -> bool:
    path = os.path.relpath(folder, root).replace(os.sep, "/")
    return any(_pattern(item.value).fullmatch(path) for item in table.strings(name))


_PIECE = r"\*\*/|\*\*|\*|\?|\[(?P<negated>!?)(?P<inside>\]?[^]]*)\]"


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    """Return a member pattern as an expression: stars stay within a name, `**` does not."""
    text = posixpath.normpath(text)
    parts: list[str] = []
    at = 0
    for piece in re.finditer(_PIECE, text):
        parts.append(re.escape(text[at : piece.start()]))
        at = piece.end()
        match piece[0]:
            case "**/":
                parts.append("(?:.*/)?")
            case "**":
                parts.append(".*")
            case "*":
                parts.append("[^/]*")
            case "?":
                parts.append("[^/]")
            case _:
                inside = re.escape(piece["inside"]).replace(r"\-", "-")
                parts.append(f"[{'^' if piece['negated'] else ''}{inside}]")
    parts.append(re.escape(text[at:]))
    try:
        return re.compile("".join(parts))
    except re.error:  # a range that runs backwards
        return re.compile(re.escape(text))
