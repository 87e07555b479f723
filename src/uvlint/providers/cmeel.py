"""cmeel has CMake build a project whose metadata is static."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.tools import cmake
from uvlint.model import Input, Output, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield what CMake reads."""
    if _applies(project):
        folder, at = _source(project)
        yield from cmake.inputs(project, folder, at=at, true=frozenset())


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder of an editable build, and what CMake writes among the sources."""
    if _applies(project):
        yield Output(file="build-editable/**", why="cmeel builds in this folder")
        yield from cmake.outputs(project, _source(project)[0], frozenset())


def _applies(project: Project) -> bool:
    return project.backend.partition(".")[0] == "cmeel"


def _source(project: Project) -> tuple[str, Spot]:
    """Return the folder that CMake starts from; older projects name it in `[build-system]`."""
    stated = project.pyproject.string("tool", "cmeel", "source") or project.pyproject.string(
        "build-system", "source"
    )
    return (native.at(".", stated.value), stated.at) if stated else (".", project.backend_at)


PROVIDER = Provider(
    name="cmeel",
    about=("cmeel",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("cmeel",)),
)
