"""mypyc compiles Python modules for setuptools."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.setuptools.extensions import declared, files_of
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_SETTINGS = ("mypy.ini", ".mypy.ini")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules, and the settings of mypy."""
    for extension in _extensions(project):
        listed, opened = _modules(project, extension)
        for key in (*native.named(listed), *native.sets(project, opened)):
            why = "mypyc compiles this"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=extension.at)
        for file in _SETTINGS:
            if project.is_file(file):
                why = "mypy, which mypyc runs, reads this file"
                yield Input(key=File(file), feeds=(WHEEL,), why=why, at=extension.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules, the library they share, and the folders of mypy and its C."""
    for extension in _extensions(project):
        listed, opened = _modules(project, extension)
        stems = [posixpath.splitext(file)[0] for file in (*listed, *opened)]
        for kind in ("so", "pyd"):
            for stem in (*stems, "*__mypyc"):
                yield Output(file=f"{stem}.*.{kind}", why="mypyc writes compiled modules")
    if _extensions(project):
        yield Output(file="build/**", why="mypyc writes C into this folder")
        yield Output(file=".mypy_cache/**", why="mypy, which mypyc runs, keeps its cache here")


def _modules(project: Project, extension: Extension) -> tuple[list[str], list[str]]:
    listed, opened = files_of(project, extension)
    for path in extension.sources:
        if project.is_dir(path) and path != ".":
            opened.extend(native.below(project, path, (".py",)))
    return listed, opened


def _extensions(project: Project) -> tuple[Extension, ...]:
    return tuple(e for e in declared(project) if e.kind == "mypycify")


PROVIDER = Provider(
    name="mypyc",
    about=("mypy", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(extensions=("mypycify",), translators=("mypycify",)),
)
