"""trampolim takes the version from git or an archive, and runs the project's tasks."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.scm.versions import from_git, overrides
from uvlint.model import WHEEL, File, Input, Output, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project

_TASKS = ".trampolim.py"
_ARCHIVE = ".git-archive.txt"


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, the archive that replaces it, and the tasks.

    Tasks that are not there are no reason for a list of its own.
    """
    at = Place(PYPROJECT, ("project", "dynamic"))
    dynamic = "version" in project.dynamic
    if dynamic:
        yield from_git("trampolim computes `version` from commits and tags", at)
        why = "trampolim takes `version` from this file where it is"
        yield Input(key=File(_ARCHIVE), feeds=("version",), why=why, at=at)
        yield from overrides("TRAMPOLIM_VCS_VERSION", at=at)
    build = Place(PYPROJECT, ("build-system",), key=True)
    if dynamic or project.is_file(_TASKS):
        why = "trampolim runs these tasks"
        yield from code_inputs(project, _TASKS, feeds=(WHEEL,), at=build, why=why)


def outputs(project: Project) -> Iterator[Output]:  # noqa: ARG001 - always the same
    """Yield the folder in which trampolim builds."""
    yield Output(file=".trampolim/**/*", why="trampolim builds in this folder")


PROVIDER = Provider(
    name="trampolim",
    about=("trampolim",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("trampolim",)),
)
