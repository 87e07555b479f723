"""Which local projects uv installs as copies, not editable (uv 0.13.9, observed).

A source with `path` is a copy unless it says `editable = true`; a workspace member is
one only where its source says `editable = false`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

from uvlint.model import Place, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project, normalized
from uvlint.project.table import Table
from uvlint.uv.workspace import root_of, settings

_SOURCES = ("tool", "uv", "sources")


class Copy(NamedTuple):
    """A local project that is installed as a copy: its name and folder, and who says so."""

    name: str
    folder: str
    at: Place


def copies(project: Project) -> Iterator[Copy]:
    """Yield the local projects that a project asks uv to install as copies."""
    yield from _copies(project.root, project.pyproject)


def says_so(project: Project) -> Place | None:
    """Return where a project above asks for a copy of this one, as far as the repository reaches.

    The file of the place is relative to this project.
    """
    if _is_top(project.root):
        return None
    for folder in _speakers(os.path.dirname(project.root)):
        for copy in _copies(folder, settings(folder), project):
            if _is_same(copy.folder, project.root):
                return Place(project.relative(os.path.join(folder, PYPROJECT)), copy.at.route)
    return None


def _copies(root: str, table: Table, member: Project | None = None) -> Iterator[Copy]:
    sources = table.table(*_SOURCES)
    for name in sources.data:
        for source in sources.tables(name):
            path, editable = source.string("path"), source.flag("editable")
            if source.flag("package") is False:
                continue
            if path and editable is not True:
                yield Copy(name, os.path.normpath(os.path.join(root, path.value)), path.at)
            elif source.flag("workspace") and editable is False and member is not None:
                own = member.name
                if own and normalized(own) == normalized(name) and root_of(member.root) == root:
                    place = Place(source.file, (*source.route, "editable"))
                    yield Copy(name, member.root, place)


@lru_cache(maxsize=1024)
def _speakers(folder: str) -> tuple[str, ...]:
    """Return a folder and those above it in its repository whose file may name sources."""
    own = (folder,) if _may_say(folder) else ()
    return own if _is_top(folder) else (*own, *_speakers(os.path.dirname(folder)))


def _is_top(folder: str) -> bool:
    return folder == os.path.dirname(folder) or os.path.exists(os.path.join(folder, ".git"))


def _may_say(folder: str) -> bool:
    """Tell, without parsing it, whether a file may name sources."""
    try:
        return b"sources" in (Project(folder).data(PYPROJECT) or b"")
    except Unreadable:
        return False


def _is_same(first: str, second: str) -> bool:
    return os.path.realpath(first) == os.path.realpath(second)
