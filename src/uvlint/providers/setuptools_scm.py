"""setuptools-scm counts the version from git, and writes it into a file."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm import setuptools_scm
from uvlint.backends.setuptools.settings import attr_file, has_literal, readable_path
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, and what else decides on the version."""
    found = setuptools_scm.use(project)
    if found and not _is_replaced(project, tuple(setuptools_scm.outputs(found.options))):
        yield from setuptools_scm.inputs(project, found.options, found.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the files that receive the version."""
    found = setuptools_scm.use(project)
    for file in setuptools_scm.outputs(found.options) if found else ():
        yield Output(file=file, why="setuptools-scm writes the version into this file")


def _is_replaced(project: Project, written: tuple[str, ...]) -> bool:
    """Tell whether setuptools takes the version from something that is not written.

    `tool.setuptools.dynamic.version` has the last word (observed); it may name the
    very file that setuptools-scm wrote a moment before.
    """
    stated = project.pyproject.table("tool", "setuptools", "dynamic", "version")
    if not stated or "version" not in project.dynamic:
        return False
    if "file" in stated:
        return not any(readable_path(path.value) in written for path in stated.strings("file"))
    attr = stated.string("attr")
    file = attr_file(project, attr.value) if attr else None
    if attr is None or file is None or file in written:
        return False
    return not written or has_literal(project, file, attr.value.rpartition(".")[2])


PROVIDER = Provider(
    name="setuptools-scm",
    about=("setuptools-scm", "tool.setuptools_scm", "tool.vcs-versioning", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(neutral=("setuptools-scm",)),
)
