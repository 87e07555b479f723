"""unidep takes dependencies from requirements.yaml, for hatchling and for setuptools."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, metadata_hooks
from uvlint.backends.scm.versions import overrides
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs
from uvlint.model import File, Input, Place, Unreadable
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

_FILE = "requirements.yaml"
_TABLE = ("tool", "unidep")
_LISTS = ("local_dependencies", "includes")
_KEY = re.compile(r"(\w+)[ \t]*:[ \t]*(.*)")
_ITEM = re.compile(
    r"""\s*(?:-\s*)?local\s*:\s*["']?([^"'#\s]+)|\s*-\s*["']?([^"'#:\s]+)["']?\s*(?:\#|$)"""
)
_INLINE = re.compile(r"""[^\s"'\[\],]+""")
_MANY = 100


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file of dependencies, and those of the local packages it names (unidep 3.4)."""
    found = _asked(project)
    if found is None:
        return
    feeds, at = found
    start = _requirements(project, ".")
    seen: dict[str, None] = {}
    waiting = [start or _FILE]
    while waiting and len(seen) < _MANY:
        file = waiting.pop(0)
        if file not in seen:
            seen[file] = None
            waiting += _led_to(project, file)
    for file in seen:
        if file != PYPROJECT:
            why = f"unidep reads `{feeds[0]}` from this file"
            yield Input(key=File(file), feeds=feeds, why=why, at=at)
    yield from overrides("UNIDEP_SKIP_LOCAL_DEPS", at=at, feeds=feeds)


def _asked(project: Project) -> tuple[tuple[str, ...], Place] | None:
    """Return the fields that unidep computes, and where it is asked for them."""
    if not project.computed("dependencies"):
        return None
    feeds = tuple(
        field for field in ("dependencies", "optional-dependencies") if project.computed(field)
    )
    if project.backend.startswith("hatchling"):
        hook = metadata_hooks(project).get("unidep")
        return None if hook is None else (feeds, hook.at)
    if not builds_with_setuptools(project) or not installs(project, "unidep"):
        return None
    if _requirements(project, ".") is None:
        return None
    requirement = project.requirement("unidep")
    return feeds, requirement.at if requirement else project.backend_at


def _requirements(project: Project, path: str) -> str | None:
    """Return the file that unidep takes for a path: of a folder requirements.yaml comes first."""
    path = posixpath.normpath(path)
    if project.is_file(path):
        return None if path.endswith((".whl", ".zip")) else path
    file = posixpath.normpath(f"{path}/{_FILE}")
    if project.is_file(file):
        return file
    other = posixpath.normpath(f"{path}/{PYPROJECT}")
    return other if _settings(project, other) else None


def _settings(project: Project, file: str) -> Table | None:
    try:
        return project.toml(file).table(*_TABLE) or None
    except Unreadable:
        return None


def _led_to(project: Project, file: str) -> list[str]:
    folder = posixpath.dirname(file) or "."
    found = []
    for path in _local(project, file):
        name = path.strip().partition("[")[0]
        if name and not name.startswith(("/", "~")):
            found.append(_requirements(project, posixpath.join(folder, name)))
    return [name for name in found if name]


def _local(project: Project, file: str) -> Iterator[str]:
    """Yield the paths of local packages, as far as a glance at YAML tells."""
    if file.endswith(".toml"):
        table = _settings(project, file)
        for option in _LISTS if table else ():
            assert table is not None
            yield from (item.value for item in table.strings(option))
            for item in table.tables(option):
                if local := item.string("local"):
                    yield local.value
        return
    yield from _listed(project.text(file) or "")


def _listed(text: str) -> Iterator[str]:
    listing = False
    for line in text.splitlines():
        if key := _KEY.match(line):
            listing = key[1] in _LISTS
            if listing and key[2].startswith("["):
                yield from _INLINE.findall(key[2].partition("#")[0])
        elif listing and (item := _ITEM.match(line)):
            yield item[1] or item[2]


PROVIDER = Provider(
    name="unidep",
    about=("unidep", *WITH_SETTINGS),
    inputs=inputs,
    claims=Claims(metadata_hooks=("unidep",)),
)
