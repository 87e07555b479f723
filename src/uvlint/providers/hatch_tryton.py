"""hatch-tryton takes fields from the configuration of a Tryton module."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, metadata_hooks
from uvlint.backends.trees import path_in_project
from uvlint.model import File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located

_CONFIGURED = ("version", "dependencies", "optional-dependencies")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the configuration, the readme and the notice of copyright (hatch-tryton 0.1.1)."""
    hook = metadata_hooks(project).get("tryton")
    if hook is None:
        return
    config = hook.string("config")
    default = Located("tryton.cfg", hook.at)
    yield from _read(project, config if config and config.value else default, *_CONFIGURED)
    if readme := hook.string("readme"):
        yield from _read(project, readme, "readme")
    if notice := hook.string("copyright"):
        yield from _read(project, notice, "authors")


def _read(project: Project, file: Located[str], *fields: str) -> Iterator[Input]:
    feeds = tuple(field for field in fields if field in project.dynamic)
    name = path_in_project(file.value)
    if feeds and name and name != ".":
        why = f"hatch-tryton reads {' and '.join(f'`{field}`' for field in feeds)} from this file"
        yield Input(key=File(name), feeds=feeds, why=why, at=file.at)


PROVIDER = Provider(
    name="hatch-tryton",
    about=(*WITH_SETTINGS, "hatch-tryton"),
    inputs=inputs,
    claims=Claims(metadata_hooks=("tryton",)),
)
