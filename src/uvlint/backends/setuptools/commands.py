"""Commands that a project adds to setuptools: the code behind them."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, package_folders, sets
from uvlint.model import Place
from uvlint.project import SETUP_PY, Project
from uvlint.pyeval.finder import find_module


def command_code(project: Project) -> str:
    """Return the text of all that defines commands, an empty one where there are none.

    Raises `Unreadable`.
    """
    files = [file for _, file, _ in command_modules(project)]
    if project.is_file(SETUP_PY) and sets(project, "cmdclass"):
        files.append(SETUP_PY)
    return "\n".join(project.text(file) or "" for file in files)


def command_modules(project: Project) -> Iterator[tuple[str, str, Place]]:
    """Yield each command with the file of its module, which is loaded without its packages."""
    if not builds_with_setuptools(project):
        return
    folders = dict.fromkeys((package_folders(project).get("", "."), ".", *project.backend_folders))
    for command, dotted, at in commands(project):
        module = dotted.strip().replace(":", ".").rpartition(".")[0]
        if all(part.isidentifier() for part in module.split(".")):
            files = (find_module(project, module, folder) for folder in folders)
            if file := next((file for file in files if file), None):
                yield command, file, at


def commands(project: Project) -> Iterator[tuple[str, str, Place]]:
    """Yield each command that settings name, with the dotted name of its class."""
    for command, found in project.pyproject.table("tool", "setuptools", "cmdclass").arrays():
        for name in found:
            yield command, name.value, name.at
    listed = project.setup_cfg.get("options", "cmdclass")
    for line in listed.value.splitlines() if listed else ():
        command, sign, dotted = line.partition("=")
        if listed and sign:
            yield command.strip(), dotted, listed.at
