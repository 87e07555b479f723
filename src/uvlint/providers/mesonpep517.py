"""mesonpep517 takes the version from meson.build, and compiles what stands there."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import meson, native
from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the version and the description come from."""
    if project.backend.partition(".")[0] != "mesonpep517":
        return
    settings = project.pyproject.table("tool", "mesonpep517", "metadata")
    if not settings.string("version"):
        yield from meson.inputs(project, ("version",), project.backend_at)
    for option in ("description-file", "pkg-info-file"):
        if file := settings.string(option):
            why = "mesonpep517 puts this file into the metadata"
            key = File(native.at(".", file.value))
            yield Input(key=key, feeds=("readme",), why=why, at=file.at)


PROVIDER = Provider(name="mesonpep517", about=("mesonpep517", "tool.mesonpep517"), inputs=inputs)
