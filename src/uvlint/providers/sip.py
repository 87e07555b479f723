"""sip generates bindings from its own files, steered by project.py."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native, trees
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import WHEEL, File, Input, Output, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_SCRIPT = "project.py"


def inputs(project: Project) -> Iterator[Input]:
    """Yield project.py, the files that describe the bindings, and the sources they name."""
    if not _applies(project):
        return
    if project.is_file(_SCRIPT):
        feeds = ("version", WHEEL) if project.computed("version") else (WHEEL,)
        why = "sip runs this file"
        yield from code_inputs(project, _SCRIPT, feeds=feeds, at=project.backend_at, why=why)
    settings = project.pyproject.table("tool", "sip", "project")
    folder = settings.string("sip-files-dir")
    at = folder.at if folder else project.backend_at
    place = native.at(".", folder.value) if folder else "."
    described = native.below(project, place, {".sip"})
    yield from _read(native.sets(project, described), at)
    for include in settings.strings("sip-include-dirs"):
        shared = native.below(project, native.at(".", include.value), {".sip"})
        yield from _read(native.sets(project, shared), include.at)
    bindings = project.pyproject.table("tool", "sip", "bindings")
    for name in bindings.data:
        yield from _bound(project, bindings.table(name))
    for pattern in settings.strings("wheel-includes"):
        if key := trees.pattern_key(pattern.value):
            yield from _read((key,), pattern.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that sip builds in."""
    if _applies(project):
        stated = project.pyproject.string("tool", "sip", "project", "build-dir")
        folder = native.at(".", stated.value) if stated else "build"
        yield Output(file=f"{folder}/**", why="sip builds in this folder")


def _applies(project: Project) -> bool:
    return project.backend.partition(".")[0] == "sipbuild"


def _bound(project: Project, settings: Table) -> Iterator[Input]:
    folders = tuple(native.at(".", item.value) for item in settings.strings("include-dirs"))
    for option in ("sources", "headers", "extra-objects"):
        for pattern in settings.strings(option):
            named = tuple(trees.matching(project, pattern.value))
            found = native.with_includes(project, named, folders)
            yield from _read(native.named(found), pattern.at)


def _read(keys: tuple[File, ...], at: Spot) -> Iterator[Input]:
    for key in keys:
        yield Input(key=key, feeds=(WHEEL,), why="sip builds from this", at=at)


PROVIDER = Provider(
    name="sip",
    about=("sip", "sipbuild"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("sipbuild",)),
)
