"""pdm-backend finds the version in a file."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.pdm import version_settings
from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the version, `from` in the language of pdm-pep517."""
    settings = version_settings(project, "file")
    path = settings.string("path") or settings.string("from") if settings else None
    if path and path.value:
        why = "pdm-backend reads `version` from this file"
        yield Input(key=File(path.value), feeds=("version",), why=why, at=path.at)


PROVIDER = Provider(
    name="pdm-version-file", about=("pdm", "pdm-backend", "pdm-pep517"), inputs=inputs
)
