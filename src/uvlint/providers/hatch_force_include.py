"""hatchling copies files into the wheel, into an editable one as well.

What is not there, or what git ignores, is none of the inputs where a build hook may make it.
"""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling import hooks
from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    ignored_by_git,
    section,
    wheel_option,
)
from uvlint.backends.trees import path_in_project, whole
from uvlint.claims import claimed
from uvlint.model import WHEEL, Input, Output, Place
from uvlint.plugin import Provider
from uvlint.project import Project

_COPIED = ("shared-data", "shared-scripts", "extra-metadata")
_DEEPEST = 8


def inputs(project: Project) -> Iterator[Input]:
    """Yield each source that no build hook makes."""
    for source, at in _sources(project):
        key = whole(project, source)
        if key is not None and not (_makes_files(project) and _is_made(project, source)):
            why = "hatchling copies this into the wheel"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what git ignores of the sources where a build hook may be what makes it."""
    for source, _ in _sources(project):
        path = path_in_project(source)
        if path not in (None, ".") and _makes_files(project):
            for file in _ignored(project, path):
                yield Output(file=file, why="a build hook may make this for the wheel")


def _sources(project: Project) -> Iterator[tuple[str, Place]]:
    """Yield what hatchling 1.33 copies for `build_editable`, and nothing else."""
    target = section(project, "build").table("targets", "wheel")
    forced = wheel_option(project, "force-include").table("force-include")
    for table in (forced, *map(target.table, _COPIED)):
        for source, _ in table.arrays():
            yield source, Place(table.file, (*table.route, source))
    for item in target.strings("sbom-files"):
        yield item.value, item.at


def _makes_files(project: Project) -> bool:
    """Tell whether a build hook may make files that are then copied."""
    return any(
        hooks.makes_files(project, hook)
        if name == "custom"
        else name not in claimed().version_hooks
        for name, hook in build_hooks(project).items()
    )


def _is_made(project: Project, source: str) -> bool:
    there = project.is_file(source) or project.is_dir(source)
    return not there or ignored_by_git(project)(source)


def _ignored(project: Project, path: str, deep: int = 0) -> Iterator[str]:
    """Yield globs for what git ignores of a path."""
    ignores = ignored_by_git(project)
    below = [f"{path}/{name}" for name, _ in project.listing(path)]
    new = f"{path}/x"
    if hooks.is_file(project, path):
        yield from [path] if ignores(path) else []
    elif all(map(ignores, (new, *below))):
        yield f"{path}/**/*"
    elif deep < _DEEPEST:
        yield from [f"{path}/*"] if ignores(new) else []
        for child in below:
            yield from _ignored(project, child, deep + 1)


PROVIDER = Provider(name="hatch-force-include", about=WITH_SETTINGS, inputs=inputs, outputs=outputs)
