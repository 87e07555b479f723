"""hatchling reads hatch.toml in place of the same tables of pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import SETTINGS, hook_fields, metadata_hooks
from uvlint.model import WHEEL, File, Input, Place
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield hatch.toml if it has a say in a wheel: environments of Hatch have none."""
    if "hatchling" not in project.signs:
        return
    own = project.toml(SETTINGS)
    fields: list[str] = []
    if "version" in own.data and project.computed("version"):
        fields.append("version")
    if own.table("metadata", "hooks") and metadata_hooks(project):
        fields.extend(hook_fields(project))
    build = own.table("build")
    if any(name != "targets" for name in build.data) or build.table("targets", "wheel"):
        fields.append(WHEEL)
    if fields:
        yield Input(
            key=File(SETTINGS),
            feeds=tuple(dict.fromkeys(fields)),
            why="hatchling takes its settings from this file",
            at=Place(SETTINGS, ()),
        )


PROVIDER = Provider(name="hatch-toml", about=(SETTINGS,), inputs=inputs)
