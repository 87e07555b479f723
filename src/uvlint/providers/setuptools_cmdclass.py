"""Commands of the project's own that pyproject.toml or setup.cfg hand to setuptools."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.code import code_inputs, code_outputs
from uvlint.builds.in_tree import backend_folders
from uvlint.builds.modules import find_module
from uvlint.builds.setuptools import builds_with_setuptools, package_folders
from uvlint.model import WHEEL, Input, Output, Place
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module of each command, and what it reads and imports."""
    for command, file, at in _modules(project):
        yield from code_inputs(
            project,
            file,
            feeds=(WHEEL,),
            at=at,
            why=f"setuptools runs this module for the command {command}",
            sys_path=backend_folders(project),
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the commands write inside the tree."""
    for _, file, _ in _modules(project):
        yield from code_outputs(project, file, backend_folders(project))


def _modules(project: Project) -> Iterator[tuple[str, str, Place]]:
    """Yield each command with the file of its module, which is loaded without its packages."""
    if not builds_with_setuptools(project):
        return
    folders = dict.fromkeys((package_folders(project).get("", "."), ".", *backend_folders(project)))
    for command, dotted, at in _commands(project):
        module = dotted.strip().replace(":", ".").rpartition(".")[0]
        if all(part.isidentifier() for part in module.split(".")):
            files = (find_module(project, module, folder) for folder in folders)
            if file := next((file for file in files if file), None):
                yield command, file, at


def _commands(project: Project) -> Iterator[tuple[str, str, Place]]:
    for command, value in project.pyproject.table("tool.setuptools.cmdclass").items():
        if isinstance(value.value, str):
            yield command, value.value, value.at
    listed = project.setup_cfg.get("options", "cmdclass")
    for line in listed.value.splitlines() if listed else ():
        command, sign, dotted = line.partition("=")
        if listed and sign:
            yield command.strip(), dotted, listed.at


PROVIDER = Provider(
    name="setuptools-cmdclass",
    about=("tool.setuptools", "setup.cfg"),
    inputs=inputs,
    outputs=outputs,
)
