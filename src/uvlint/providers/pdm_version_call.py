"""pdm-backend calls a function to get the version."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.pdm import called_code, parse_call, version_file, version_settings
from uvlint.model import Certainty, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the code of the function, and the files that its arguments name."""
    settings = version_settings(project, "call")
    getter = settings.string("getter") if settings else None
    call = parse_call(getter.value) if getter else None
    if not getter or not call:
        return
    why = "pdm-backend runs this code to get `version`"
    yield from called_code(project, call.module, getter, ("version",), why)
    for argument in call.arguments:
        if project.is_file(argument):
            yield Input(
                key=File(posixpath.normpath(argument)),
                feeds=("version",),
                why="the function that pdm-backend calls to get `version` is given this file",
                at=getter.at,
                certainty=Certainty.LIKELY,
            )


def outputs(project: Project) -> Iterator[Output]:
    """Yield the file that receives the version."""
    if settings := version_settings(project, "call"):
        yield from version_file(project, settings)


PROVIDER = Provider(
    name="pdm-version-call", about=("pdm", "pdm-backend"), inputs=inputs, outputs=outputs
)
