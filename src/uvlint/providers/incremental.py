"""incremental takes the version from a file of its own inside the package."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.scm.versions import VERSION
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    distribution_name,
    installs,
    keyword,
    package_folders,
)
from uvlint.model import Input, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_TABLE = ("tool", "incremental")
FILE = "_version.py"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the version, which is run."""
    if not project.computed("version"):
        return
    found = _by_table(project) or _by_keyword(project)
    if found:
        file, at = found
        why = "incremental runs this file to get `version`"
        yield from code_inputs(project, file, feeds=VERSION, at=at, why=why)


def _by_table(project: Project) -> tuple[str, Spot] | None:
    """Return the file that `[tool.incremental]`, or the plug-in for hatchling, means."""
    table = project.pyproject.table(*_TABLE)
    source = project.pyproject.string("tool", "hatch", "version", "source")
    hatch = source if source and source.value == "incremental" else None
    asked = project.pyproject.has(*_TABLE) and builds_with_setuptools(project)
    name = table.string("name") or project.pyproject.string("project", "name")
    if name is None or not (hatch or (asked and installs(project, "incremental"))):
        return None
    at = hatch.at if hatch else table.at
    for folder in (f"src/{name.value.lower()}", name.value.lower()):
        if project.is_dir(folder):
            file = f"{folder}/{FILE}"
            return (file, at) if project.is_file(file) else None
    return None


def _by_keyword(project: Project) -> tuple[str, Spot] | None:
    """Return the file that `setup(use_incremental=True)` means: the first in a package."""
    asked = keyword(project, "use_incremental")
    if asked is None or asked.empty or not builds_with_setuptools(project):
        return None
    folder = package_folders(project).get("", ".")
    prefix = "" if folder == "." else f"{folder}/"
    name = (distribution_name(project) or "").lower()
    packages = [package for package, is_folder in project.listing(folder) if is_folder]
    packages.sort(key=lambda package: package.lower() != name)
    for package in packages:
        if project.is_file(f"{prefix}{package}/{FILE}"):
            return f"{prefix}{package}/{FILE}", asked.at
    return None


PROVIDER = Provider(
    name="incremental",
    about=("incremental", "tool.incremental", "setup.py"),
    inputs=inputs,
    claims=Claims(version_sources=("incremental",)),
)
