"""Commands of the project's own that pyproject.toml or setup.cfg hand to setuptools."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.setuptools.commands import command_modules
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module of each command, and what it reads and imports."""
    for command, file, at in command_modules(project):
        yield from code_inputs(
            project,
            file,
            feeds=(WHEEL,),
            at=at,
            why=f"setuptools runs this module for the command {command}",
            sys_path=project.backend_folders,
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the commands write inside the tree."""
    for _, file, _ in command_modules(project):
        yield from code_outputs(project, file, project.backend_folders)


PROVIDER = Provider(
    name="setuptools-cmdclass",
    about=("tool.setuptools", "setup.cfg"),
    inputs=inputs,
    outputs=outputs,
)
