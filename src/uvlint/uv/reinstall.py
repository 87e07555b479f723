"""The settings by which uv builds a project at every sync and run (uv 0.13.9, observed).

`uv lock` takes no notice of them.
"""

from __future__ import annotations

from uvlint.model import Place, Unreadable
from uvlint.project import Project, normalized
from uvlint.uv.workspace import governor_of
from uvlint.views.table import Table

LOCKED = frozenset({"dependencies", "optional-dependencies", "requires-python"})
"""The computed fields that `uv lock` writes down."""


def reinstalled_by(project: Project) -> Place | None:
    """Return the setting that asks for a build each time, None where there is none.

    That is the name of the project in `reinstall-package`, or `reinstall`, at the root
    of its workspace: in uv.toml if there is one, else in `[tool.uv]`.
    """
    try:
        top = governor_of(project)
        root = project if top == project.root else Project(top)
        table = root.toml("uv.toml") or root.pyproject.table("tool.uv")
        found = _setting(table, project.name)
    except Unreadable:
        return None
    if found is None or root is project:
        return found
    return Place(f"{project.relative(top)}/{found.file}", found.route)


def _setting(table: Table, name: str | None) -> Place | None:
    if table.flag("reinstall"):
        return Place(table.file, (*table.route, "reinstall"))
    for item in table.strings("reinstall-package"):
        if name and normalized(item.value) == normalized(name):
            return item.at
    return None
