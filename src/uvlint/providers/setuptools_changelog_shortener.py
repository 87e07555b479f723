"""setuptools-changelog-shortener writes the newest part of a changelog, for the readme."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, installs, readable_path
from uvlint.model import File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Table

_WHO = "setuptools-changelog-shortener"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the changelog where the readme is left to the build (version 0.2, source read)."""
    settings = _settings(project)
    read = settings.string("read_from") if settings else None
    if read and read.value and project.computed("readme"):
        why = f"{_WHO} makes a part of `readme` from this file"
        yield Input(key=File(read.value), feeds=("readme",), why=why, at=read.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the shortened changelog."""
    settings = _settings(project)
    written = settings.string("write_to") if settings else None
    if written and (name := readable_path(written.value)):
        yield Output(file=name, why=f"{_WHO} writes this file")


def _settings(project: Project) -> Table | None:
    acts = builds_with_setuptools(project) and installs(project, _WHO)
    return project.pyproject.table("tool", "setuptools_changelog_shortener") if acts else None


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs, outputs=outputs)
