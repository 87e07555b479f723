"""Native code that scripts of other back ends than setuptools have compiled."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.cython import with_cimports
from uvlint.backends.python.inputs import study
from uvlint.backends.setuptools.extensions import CYTHON, Sources, files_of
from uvlint.model import Input, Output
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_ROOTS = ("", "src")


def compiled_inputs(project: Project, script: str, sys_path: tuple[str, ...]) -> Iterator[Input]:
    """Yield the sources of all extensions that a script declares, and what they include."""
    found = Sources()
    for extension in _extensions(project, script, sys_path):
        listed, opened = files_of(project, extension)
        cython = [file for file in (*listed, *opened) if native.is_kind(file, CYTHON)]
        led_to = with_cimports(project, cython, _ROOTS)
        found.add(project, (*listed, *led_to), opened, extension)
    yield from found.inputs(project, script)


def compiled_outputs(project: Project, script: str, sys_path: tuple[str, ...]) -> Iterator[Output]:
    """Yield the compiled modules, the C of Cython, and the folder that setuptools builds in."""
    extensions = _extensions(project, script, sys_path)
    for extension in extensions:
        listed, opened = files_of(project, extension)
        for file in (*listed, *opened):
            stem, suffix = posixpath.splitext(file)
            if suffix in (".pyx", ".py"):
                for written in (f"{stem}.c", f"{stem}.cpp"):
                    yield Output(file=written, why=f"{script} has Cython write this file")
                for kind in ("so", "pyd"):
                    yield Output(file=f"{stem}.*.{kind}", why=f"{script} leaves this module here")
        if extension.name and "*" not in extension.name:
            yield from native.libraries(project, extension.name, (".", "src"))
    if extensions:
        yield Output(file="build/**", why=f"setuptools, run by {script}, builds in this folder")


def _extensions(project: Project, script: str, sys_path: tuple[str, ...]) -> tuple[Extension, ...]:
    return study(project, script, sys_path).extensions if project.is_file(script) else ()
