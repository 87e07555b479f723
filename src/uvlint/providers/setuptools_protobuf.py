"""setuptools-protobuf generates Python code from protocol buffers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends import native, trees
from uvlint.backends.setuptools.settings import builds_with_setuptools
from uvlint.backends.tools import generators
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Table
from uvlint.uv.globs import is_glob

_WHO = "setuptools-protobuf"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the protocols that are named or found, and what these import (version 0.1.17)."""
    table = _table(project)
    if table is None:
        return
    folder, stated = _folder(table), table.strings("protobufs")
    at = stated[0].at if stated else table.at
    sources = tuple(_sources(project, table))
    is_open = not stated or any(is_glob(item.value) for item in stated)
    led_to = native.closure(
        project, sources, lambda file: generators.imported(project, file, [folder])
    )
    others = native.named(file for file in led_to if file not in sources)
    keys = native.sets(project, sources) if is_open else native.named(sources)
    if is_open and folder != "." and not stated:
        keys = (File(f"{folder}/**/*.proto"),)
    for key in (*keys, *others):
        why = f"{_WHO} generates code from this"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the modules beside the protocols."""
    table = _table(project)
    if table is not None:
        folder, why = _folder(table), f"{_WHO} generates this"
        for file in _sources(project, table):
            for name in generators.generated("python", folder, [file], [folder]):
                yield Output(file=name, why=why)
            if table.flag("mypy") is not False:
                for name in generators.generated("mypy", folder, [file], [folder]):
                    yield Output(file=name, why=why)


def _table(project: Project) -> Table | None:
    """Return the settings where the plug-in takes notice of them: an empty table is none."""
    table = project.pyproject.table("tool", _WHO)
    is_used = table and project.requirement(_WHO) and builds_with_setuptools(project)
    return table if is_used else None


def _folder(table: Table) -> str:
    stated = table.string("proto_path")
    return posixpath.normpath(stated.value) if stated else "."


def _sources(project: Project, table: Table) -> Iterator[str]:
    folder = _folder(table)
    stated = table.strings("protobufs")
    if not stated:
        yield from native.below(project, folder, {".proto"})
    for item in stated:
        path = native.at(folder, item.value)
        yield from trees.matching(project, path) if is_glob(path) else (path,)


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs, outputs=outputs)
