"""setuptools takes the version from a name in a module."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import attr_inputs, builds_with_setuptools
from uvlint.model import Input
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module, and all that it reads and imports where setuptools has to run it."""
    table = project.pyproject.table("tool", "setuptools", "dynamic", "version")
    attr = table.string("attr")
    if (
        attr
        and "file" not in table
        and "version" in project.dynamic
        and builds_with_setuptools(project)
    ):
        yield from attr_inputs(project, attr.value, attr.at)


PROVIDER = Provider(name="setuptools-attr", about=("setuptools",), inputs=inputs)
