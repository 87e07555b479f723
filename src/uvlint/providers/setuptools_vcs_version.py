"""setuptools-vcs-version, like its forerunner, takes the version from git."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint.backends.scm.versions import counted
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs, keyword
from uvlint.model import Input
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = ("setuptools-vcs-version", "better-setuptools-git-version")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, whatever `version_config` says of it."""
    asked = keyword(project, "version_config")
    who = next((name for name in _WHO if installs(project, name)), None)
    if asked is None or who is None or not builds_with_setuptools(project):
        return
    if not project.computed("version") or not isinstance(asked.value, Mapping):
        return
    yield from counted(project, who, asked.at)


PROVIDER = Provider(name="setuptools-vcs-version", about=(*_WHO, "setup.py"), inputs=inputs)
