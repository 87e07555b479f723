"""hatch-docstring-description takes the description from a docstring."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks, wheel_packages
from uvlint.model import File, Input, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project, normalized


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module with the docstring: named, or the package of the wheel."""
    hook = metadata_hooks(project).get("docstring-description")
    if hook is None or not project.computed("description"):
        return
    if path := hook.string("path"):
        yield _module(path.value, path.at)
        return
    packages = wheel_packages(project)
    if len(packages) > 1:
        name = normalized(project.name or "")
        packages = tuple(p for p in packages if normalized(p.rpartition("/")[2]) == name)
    for package in packages[:1]:
        file = f"{package}/__init__.py" if project.is_dir(package) else f"{package}.py"
        yield _module(file, hook.at)


def _module(file: str, at: Spot) -> Input:
    why = "hatch-docstring-description reads `description` from this file"
    return Input(key=File(file), feeds=("description",), why=why, at=at)


PROVIDER = Provider(
    name="hatch-docstring-description",
    about=("hatch-docstring-description",),
    inputs=inputs,
    claims=Claims(metadata_hooks=("docstring-description",)),
)
