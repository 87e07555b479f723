"""hatch-una puts members of a workspace of uv, and their dependencies, into a wheel."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, metadata_hooks
from uvlint.model import WHEEL, File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

_WHO = "hatch-una"
_MOST_FOLDERS = 20


def inputs(project: Project) -> Iterator[Input]:
    """Yield the workspace, and the files and dependencies of the members depended on (0.7)."""
    builds, computes = (
        build_hooks(project).get("una-build"),
        metadata_hooks(project).get("una-meta"),
    )
    hook = builds if builds is not None else computes
    wanted = set(_internal(project.pyproject))
    root = _workspace(project) if hook is not None and wanted else None
    if hook is None or root is None:
        return
    feeds = ("dependencies",) if computes is not None else (WHEEL,)
    why = f"{_WHO} looks for the members of the workspace here"
    yield Input(key=File(native.at(root, PYPROJECT)), feeds=feeds, why=why, at=hook.at)
    for member in _members(project, root):
        settings = project.toml(native.at(member, PYPROJECT))
        name = settings.string("project", "name")
        if name is None or _plain(name.value) not in wanted:
            continue
        why = f"{_WHO} takes dependencies from this member of the workspace"
        yield Input(key=File(settings.file), feeds=feeds, why=why, at=hook.at)
        if builds is not None:
            files = [file for file in project.walk(member) if native.suffix(file)]
            for key in native.sets(project, files):
                why = f"{_WHO} copies this member of the workspace into the wheel"
                yield Input(key=key, feeds=(WHEEL,), why=why, at=builds.at)


def _internal(settings: Table) -> Iterator[str]:
    """Yield the dependencies that are members of the workspace."""
    sources = {
        _plain(name)
        for name, source in settings.table("tool", "uv", "sources").named_tables()
        if source.flag("workspace")
    }
    for item in settings.strings("project", "dependencies"):
        if (name := _plain(item.value)) in sources:
            yield name


def _plain(requirement: str) -> str:
    return re.sub(r"[^a-zA-Z0-9_].*", "", requirement.replace("-", "_"))


def _workspace(project: Project) -> str | None:
    """Return the folder, this one or one above, whose pyproject.toml lists members."""
    folder = "."
    for _ in range(_MOST_FOLDERS):
        name = native.at(folder, PYPROJECT)
        if project.is_file(name) and _globs(project, folder):
            return folder
        folder = posixpath.normpath(f"../{folder}")
    return None


def _globs(project: Project, root: str) -> tuple[str, ...]:
    settings = project.toml(native.at(root, PYPROJECT))
    return tuple(item.value for item in settings.strings("tool", "uv", "workspace", "members"))


def _members(project: Project, root: str) -> Iterator[str]:
    for pattern in _globs(project, root):
        first, star, rest = pattern.partition("*")
        if not star:
            yield native.at(root, pattern)
        elif not rest.strip("/*"):
            parent = native.at(root, first)
            for name, is_folder in project.listing(parent):
                if is_folder and project.is_file(native.at(parent, f"{name}/{PYPROJECT}")):
                    yield native.at(parent, name)


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    claims=Claims(build_hooks=("una-build",), metadata_hooks=("una-meta",)),
)
