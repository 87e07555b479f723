"""katversion counts the version from git."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm.versions import VERSION, counted, repository
from uvlint.backends.setuptools.settings import builds_with_setuptools, keyword
from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project

_FILE = "___version___"


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, or the file that stands in for it (katversion 1.3, source read)."""
    asked = keyword(project, "use_katversion")
    if asked is None or asked.empty or not builds_with_setuptools(project):
        return
    if not project.computed("version"):
        return
    if repository(project) is None and project.is_file(_FILE):
        why = "katversion reads `version` from this file where there is no repository"
        yield Input(key=File(_FILE), feeds=VERSION, why=why, at=asked.at)
    else:
        yield from counted(project, "katversion", asked.at)


PROVIDER = Provider(name="katversion", about=("katversion", "setup.py"), inputs=inputs)
