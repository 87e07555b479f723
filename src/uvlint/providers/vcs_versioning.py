"""vcs-versioning, the heart of setuptools-scm, gives the version to other back ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint.backends.scm import setuptools_scm
from uvlint.backends.setuptools.settings import builds_with_setuptools, readable_path
from uvlint.model import Input, Output, Place
from uvlint.plugin import Provider
from uvlint.project import Project

_TABLE = ("tool", "vcs-versioning")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, and what else decides on the version."""
    if at := _asked(project):
        yield from setuptools_scm.inputs(project, _settings(project), at, "vcs-versioning")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the files that receive the version."""
    if _asked(project):
        for file in setuptools_scm.outputs(_settings(project)):
            if readable_path(file):
                yield Output(file=file, why="vcs-versioning writes the version into this file")


def _asked(project: Project) -> Place | None:
    """Return where vcs-versioning is asked for the version.

    A build of setuptools asks setuptools-scm, which reads the same table.
    """
    if not project.computed("version") or builds_with_setuptools(project):
        return None
    for entry in project.pyproject.tables("tool", "dynamic-metadata"):
        provider = entry.string("provider")
        if provider and provider.value.partition(".")[0] == "vcs_versioning":
            return provider.at
    if project.pyproject.has(*_TABLE) and project.requirement("vcs-versioning"):
        return project.pyproject.table(*_TABLE).at
    return None


def _settings(project: Project) -> Mapping[str, object]:
    return setuptools_scm.options_in(project.pyproject.table(*_TABLE))


PROVIDER = Provider(
    name="vcs-versioning",
    about=("vcs-versioning", "tool.vcs-versioning", "tool.dynamic-metadata"),
    inputs=inputs,
    outputs=outputs,
)
