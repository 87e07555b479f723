"""flit_scm counts the version from git before flit_core reads it from the module."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm import setuptools_scm
from uvlint.backends.scm.versions import archival, counted, setuptools_scm_overrides
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_SETTINGS = ("tool", "setuptools_scm")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, if the settings of setuptools-scm are there: flit_scm 1.7 asks for no more."""
    if project.pyproject.has(*_SETTINGS) and project.computed("version"):
        settings = project.pyproject.table(*_SETTINGS)
        yield from counted(project, "flit_scm", settings.at)
        yield from archival(project, "flit_scm", settings.at)
        options = setuptools_scm.options_in(settings)
        yield from setuptools_scm.fragments(project, options, settings.at)
        yield from setuptools_scm_overrides(None, settings.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the file that every step of a build writes."""
    for file in setuptools_scm.outputs(project.pyproject.table(*_SETTINGS).data):
        yield Output(file=file, why="flit_scm writes the version into this file")


PROVIDER = Provider(
    name="flit-scm",
    about=("flit-scm",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("flit-scm",)),
)
