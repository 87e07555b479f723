"""whey reads dynamic dependencies from requirements.txt."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Input, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file, whose name is fixed; whey 0.1 computes other fields from its settings."""
    if "dependencies" in project.dynamic:
        yield Input(
            key=File("requirements.txt"),
            feeds=("dependencies",),
            why="whey reads `dependencies` from this file",
            at=Place(PYPROJECT, ("project", "dynamic")),
        )


PROVIDER = Provider(
    name="whey",
    about=("whey",),
    inputs=inputs,
    claims=Claims(backends=("whey",)),
)
