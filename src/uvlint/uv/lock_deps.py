"""Does a sync of one project install another one? (uv 0.13.9, observed)"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from uvlint.model import Unreadable
from uvlint.project import Project, normalized
from uvlint.project.table import Table
from uvlint.uv.workspace import settings

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)")


def needs(workspace: str, name: str) -> bool | None:
    """Tell whether a plain `uv sync` in a folder installs a package, None if unknown.

    A folder without `[project]` is a workspace that installs all its members.
    """
    stated = settings(workspace)
    if "project" not in stated:
        return True if stated.has("tool", "uv", "workspace") else None
    try:
        lock = Project(workspace).toml("uv.lock")
    except Unreadable:
        return None
    edges: dict[str, list[str]] = {}
    for package in lock.tables("package"):
        if called := package.string("name"):
            inner = (item.string("name") for item in package.tables("dependencies"))
            edges[normalized(called.value)] = [normalized(item.value) for item in inner if item]
    reached: set[str] = set()
    waiting = list(_asked(stated))
    while waiting:
        found = waiting.pop()
        if found not in reached:
            reached.add(found)
            waiting += edges.get(found, [])
    return normalized(name) in reached


def _asked(stated: Table) -> Iterator[str]:
    """Yield the packages that a project names for itself and for its default groups."""
    yield from _names(item.value for item in stated.strings("project", "dependencies"))
    yield from _names(item.value for item in stated.strings("tool", "uv", "dev-dependencies"))
    groups = stated.table("dependency-groups")
    wanted = stated.get("tool", "uv", "default-groups")
    if wanted is None:
        waiting = ["dev"]
    elif wanted.value == "all":
        waiting = list(groups.data)
    else:
        waiting = [item.value for item in stated.strings("tool", "uv", "default-groups")]
    seen: set[str] = set()
    while waiting:
        group = waiting.pop()
        if group in seen:
            continue
        seen.add(group)
        content = groups.data.get(group, [])
        for item in content if isinstance(content, list) else ():
            if isinstance(item, str):
                yield from _names([item])
            elif isinstance(item, dict) and isinstance(item.get("include-group"), str):
                waiting.append(item["include-group"])


def _names(requirements: Iterable[str]) -> Iterator[str]:
    for requirement in requirements:
        if match := _NAME.match(requirement):
            yield normalized(match[1])
