"""Which uv a project is made for, by what it says."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from uvlint.project import PYPROJECT, Project
from uvlint.uv.version import NEWEST, Version, parse

if TYPE_CHECKING:
    from packaging.specifiers import SpecifierSet

_PATCHES = (45, 37, 5, 30, 31, 17, 22, 24, 30, 12, 33, 24, NEWEST.patch)
"""The last patch of each minor version from 0.1 to the newest."""

_REQUIRED = "required-version"
_CEILINGS = frozenset({"<", "<=", "!="})


def assumed(
    project: Project, stated: Version | None = None, *, seen: Version | None = None
) -> Version:
    """Return the version of uv by which a project is judged.

    That is the one `stated` in the settings of uvlint, else the lowest that
    `required-version` allows, else the newest known. `seen` is a version that left its
    traces: it counts where `required-version` allows it. Raises `Unreadable`.
    """
    if stated is not None:
        return stated
    required = required_version(project)
    if required is None:
        return NEWEST
    lowest, allowed = _bounds(required, seen)
    return seen if seen is not None and allowed else lowest


def required_version(project: Project) -> str | None:
    """Return the setting `required-version` that holds for a project (uv 0.13.9, observed).

    It is the one of the folder from which uv takes its settings: uv.toml before
    `[tool.uv]`, the root of a workspace before its members. Raises `Unreadable`.
    """
    if not _mentioned(project):
        return None
    from uvlint.uv.settings import nearest
    from uvlint.uv.workspace import root_of

    root = os.path.abspath(project.root)
    top = root_of(root)
    if top == root and not project.is_file("uv.toml"):
        table = project.pyproject.table("tool", "uv") or nearest(root)
    else:
        table = nearest(top)
    found = table.string(_REQUIRED)
    return found.value if found else None


def _mentioned(project: Project) -> bool:
    """Tell whether any file from which uv could take its settings speaks of a version."""
    folder = os.path.abspath(project.root)
    return (
        _REQUIRED in (project.text(PYPROJECT) or "")
        or (("uv.toml", False) in project.listing() and _mentions(os.path.join(folder, "uv.toml")))
        or _mentioned_above(folder)
    )


@lru_cache(maxsize=4096)
def _mentioned_above(folder: str) -> bool:
    """Tell it of the folders above one; they are looked at once in a process."""
    above = os.path.dirname(folder)
    return above != folder and (
        any(_mentions(os.path.join(above, name)) for name in (PYPROJECT, "uv.toml"))
        or _mentioned_above(above)
    )


def _mentions(path: str) -> bool:
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            return _REQUIRED.encode() in file.read()
    except OSError:
        return False


@lru_cache(maxsize=64)
def _bounds(required: str, seen: Version | None) -> tuple[Version, bool]:
    """Return the lowest version that a requirement allows, and whether it allows another.

    A requirement without lower bound stands for the newest version it allows, one that
    cannot be read for the newest of all: uv leaves it aside with a warning.
    """
    from packaging.specifiers import SpecifierSet

    plain = parse(required)
    try:
        allowed = SpecifierSet(f"=={plain}" if plain else required, prereleases=True)
        known = [
            Version(0, minor, patch)
            for minor, last in enumerate(_PATCHES, start=1)
            for patch in range(last + 1)
        ]
        if all(one.operator in _CEILINGS for one in allowed):
            known.reverse()
        lowest = next((v for v in known if str(v) in allowed), None) or _beyond(allowed)
        return lowest, seen is not None and str(seen) in allowed
    except ValueError:
        return NEWEST, False


def _beyond(allowed: SpecifierSet) -> Version:
    """Return the lowest version of a requirement that no known version meets."""
    from packaging.version import Version as Parsed

    named = (Parsed(one.version.removesuffix(".*")).release for one in allowed)
    found = [Version(*(*release, 0, 0)[:3]) for release in named]
    return min((v for v in found if v > NEWEST and str(v) in allowed), default=NEWEST)
