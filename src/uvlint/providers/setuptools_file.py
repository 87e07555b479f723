"""setuptools puts the text of files into fields that pyproject.toml leaves to the build."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, file_inputs
from uvlint.model import Input
from uvlint.plugin import Provider
from uvlint.project import Project

ENTRY_POINTS = ("entry-points", "scripts", "gui-scripts")
FIELDS = {
    **{
        name: (name,)
        for name in ("version", "readme", "description", "classifiers", "dependencies")
    },
    "entry-points": ENTRY_POINTS,
}
"""The tables that may name files, each with the fields of the project that it feeds."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield every named file, there or not: setuptools only warns of a missing one."""
    settings = project.pyproject.table("tool", "setuptools", "dynamic")
    if not settings or not builds_with_setuptools(project):
        return
    for name, fields in FIELDS.items():
        feeds = tuple(field for field in fields if field in project.dynamic)
        if feeds:
            for path in settings.strings(name, "file"):
                yield from file_inputs(project, path.value, feeds, path.at)
    if "optional-dependencies" in project.dynamic:
        for _, extra in settings.table("optional-dependencies").named_tables():
            for path in extra.strings("file"):
                yield from file_inputs(project, path.value, ("optional-dependencies",), path.at)


PROVIDER = Provider(name="setuptools-file", about=("setuptools",), inputs=inputs)
