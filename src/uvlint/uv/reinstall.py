"""The settings by which uv builds a project at every sync and run (uv 0.13.9, observed).

`uv lock` takes no notice of them.
"""

from __future__ import annotations

from uvlint.model import Place, Unreadable
from uvlint.project import Project, normalized
from uvlint.project.table import Table
from uvlint.uv.version import Version
from uvlint.uv.workspace import workspace_root

LOCKED = frozenset({"dependencies", "optional-dependencies", "requires-python"})
"""The computed fields that `uv lock` writes down."""

OF_BUILDS = (
    "reinstall",
    "reinstall-package",
    "config-settings",
    "config-settings-package",
    "extra-build-variables",
    "extra-build-dependencies",
    "no-build-isolation",
    "no-build-isolation-package",
)
"""The settings that decide when and how a project is built."""


def reinstalled_by(project: Project, version: Version) -> Place | None:
    """Return the setting that asks for a build each time, None where there is none.

    That is the name of the project in `reinstall-package`, or `reinstall`, at the root
    of its workspace: in uv.toml if there is one, else in `[tool.uv]`, unless that is
    dropped for a mistake.
    """
    try:
        top = workspace_root(project)
        root = project if top == project.root else Project(top)
        in_file = root.is_file("uv.toml")
        table = root.toml("uv.toml") if in_file else root.pyproject.table("tool", "uv")
        found = _setting(table, project.name)
    except Unreadable:
        return None
    if found is None or _is_dropped(table, version):
        return None
    if root is project:
        return found
    return Place(f"{project.relative(top)}/{found.file}", found.route)


def _setting(table: Table, name: str | None) -> Place | None:
    whole = table.flag("reinstall")
    if whole is not None:
        return Place(table.file, (*table.route, "reinstall")) if whole else None
    for item in table.strings("reinstall-package"):
        if name and normalized(item.value) == normalized(name):
            return item.at
    return None


def _is_dropped(table: Table, version: Version) -> bool:
    from uvlint.uv.schema import mistake

    return mistake(table, version) is not None
