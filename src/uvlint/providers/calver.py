"""calver makes the version from the date of the build."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm.versions import VERSION
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs, keyword
from uvlint.model import Input
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the clock, for which uv has no key."""
    asked = keyword(project, "use_calver")
    if asked is None or asked.empty or not project.computed("version"):
        return
    if builds_with_setuptools(project) and installs(project, "calver"):
        why = "calver makes `version` from the date of the build"
        yield Input(key=None, feeds=VERSION, why=why, at=asked.at)


PROVIDER = Provider(name="calver", about=("calver",), inputs=inputs)
