"""hatchling runs a file to get the version."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, version_settings
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file, and what it reads and imports."""
    settings = version_settings(project, "code")
    path = settings.string("path") if settings else None
    if settings and path and path.value:
        yield from code_inputs(
            project,
            path.value,
            feeds=("version",),
            at=path.at,
            why="hatchling runs this file to get `version`",
            sys_path=tuple(folder.value for folder in settings.strings("search-paths")),
        )


PROVIDER = Provider(
    name="hatch-version-code",
    about=WITH_SETTINGS,
    inputs=inputs,
    claims=Claims(version_sources=("code",)),
)
