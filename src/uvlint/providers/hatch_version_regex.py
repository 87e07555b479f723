"""hatchling finds the version in a file with a regular expression."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, version_settings
from uvlint.model import File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the version."""
    settings = version_settings(project, "regex")
    path = settings.string("path") if settings else None
    if path and path.value:
        why = "hatchling reads `version` from this file"
        yield Input(key=File(path.value), feeds=("version",), why=why, at=path.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the file into which hatchling's own build hook writes the version."""
    hook = build_hooks(project).get("version")
    path = hook.string("path") if hook else None
    if path and path.value:
        yield Output(file=path.value, why="hatchling writes the version into this file")


PROVIDER = Provider(
    name="hatch-version-regex",
    about=WITH_SETTINGS,
    inputs=inputs,
    outputs=outputs,
    claims=Claims(version_sources=("regex",), build_hooks=("version",), version_hooks=("version",)),
)
