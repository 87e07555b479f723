"""A build back end that lies in the project itself."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.in_tree import asks_for_requirements_only, backend_files
from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.setuptools.setup_py import open_fields
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Provider
from uvlint.project import BACKEND_PATH, Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules of the back end, and what they read.

    What it is that they make is not told where there is no `[project]`.
    """
    told = "project" in project.pyproject and not asks_for_requirements_only(project)
    feeds = open_fields(project) if told else (WHEEL,)
    for file in backend_files(project):
        yield from code_inputs(
            project,
            file,
            feeds=feeds,
            at=project.backend_at,
            why="this is the back end, which lies in the project",
            sys_path=project.backend_folders,
            vague=True,
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the back end writes inside the tree."""
    for file in backend_files(project):
        yield from code_outputs(project, file, project.backend_folders)


PROVIDER = Provider(name="in-tree", about=(BACKEND_PATH,), inputs=inputs, outputs=outputs)
