"""hatch-regex-commit finds the version in a file; git serves its commands only, no build."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import version_settings
from uvlint.model import File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the version."""
    settings = version_settings(project, "regex_commit")
    path = settings.string("path") if settings else None
    if path and path.value:
        why = "hatch-regex-commit reads `version` from this file"
        yield Input(key=File(path.value), feeds=("version",), why=why, at=path.at)


PROVIDER = Provider(
    name="hatch-regex-commit",
    about=("hatch-regex-commit",),
    inputs=inputs,
    claims=Claims(version_sources=("regex_commit",)),
)
