"""The local projects that a project takes its packages from (uv 0.13.9, observed).

They are named in `tool.uv.sources`, by path or as members of the workspace; for what it
needs and names no source of, a member goes by the workspace root.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator

from uvlint.model import Unreadable
from uvlint.project import PYPROJECT, Project, normalized
from uvlint.project.table import Table
from uvlint.uv.workspace import members_of, settings, workspace_root

_SOURCES = ("tool", "uv", "sources")
_NEEDS = (
    ("build-system", "requires"),
    ("project", "dependencies"),
    ("tool", "uv", "dev-dependencies"),
)
_NEEDS_BY_NAME = (("project", "optional-dependencies"), ("dependency-groups",))
_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def sources_of(project: Project) -> Iterator[str]:
    """Yield the absolute folders of the local projects that a project names as its sources."""
    try:
        own = project.pyproject
    except Unreadable:
        return
    top = workspace_root(project)
    named = own.table(*_SOURCES)
    found = [*_folders(project.root, top, named, named.data)]
    if top != project.root:
        inherited = settings(top).table(*_SOURCES)
        wanted = _needed(own) - {normalized(name) for name in named.data}
        names = [name for name in inherited.data if normalized(name) in wanted]
        found += _folders(top, top, inherited, names)
    yield from dict.fromkeys(folder for folder in found if _is_project(folder))


def _folders(root: str, top: str, sources: Table, names: Iterable[str]) -> Iterator[str]:
    members: dict[str, str] | None = None
    for name in names:
        for source in sources.tables(name):
            path = source.string("path")
            if source.flag("package") is False:
                continue
            if path:
                yield os.path.normpath(os.path.join(root, path.value))
            elif source.flag("workspace"):
                members = _members(top) if members is None else members
                if folder := members.get(normalized(name)):
                    yield folder


def _members(top: str) -> dict[str, str]:
    """Return the folders of a workspace by the names of their projects."""
    folders = (top, *members_of(Project(top)))
    named = ((settings(folder).string("project", "name"), folder) for folder in folders)
    return {normalized(name.value): folder for name, folder in named if name}


def _needed(table: Table) -> set[str]:
    """Return the names of all requirements of a project, whatever they are for."""
    texts = [item.value for route in _NEEDS for item in table.strings(*route)]
    for route in _NEEDS_BY_NAME:
        texts += [item.value for _, items in table.table(*route).arrays() for item in items]
    return {normalized(match[1]) for text in texts if (match := _NAME.match(text))}


def _is_project(folder: str) -> bool:
    return any(os.path.isfile(os.path.join(folder, name)) for name in (PYPROJECT, "setup.py"))
