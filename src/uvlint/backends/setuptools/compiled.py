"""Native code that scripts of other back ends than setuptools have compiled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.python.inputs import study
from uvlint.backends.setuptools.extensions import native_inputs
from uvlint.backends.setuptools.translated import translated_inputs, translated_outputs
from uvlint.model import Input, Output
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_ROOTS = ("", "src")


def compiled_inputs(project: Project, script: str, sys_path: tuple[str, ...]) -> Iterator[Input]:
    """Yield the sources of all extensions that a script declares, and what they include."""
    extensions = _extensions(project, script, sys_path)
    yield from native_inputs(project, extensions, script)
    yield from translated_inputs(project, extensions, _ROOTS, script)


def compiled_outputs(project: Project, script: str, sys_path: tuple[str, ...]) -> Iterator[Output]:
    """Yield the compiled modules, the C of Cython, and the folder that setuptools builds in."""
    extensions = _extensions(project, script, sys_path)
    yield from translated_outputs(project, extensions, f"Cython, run by {script},")
    for extension in extensions:
        if extension.name and "*" not in extension.name:
            yield from native.libraries(project, extension.name, (".", "src"))
    if extensions:
        yield Output(file="build/**", why=f"setuptools, run by {script}, builds in this folder")


def _extensions(project: Project, script: str, sys_path: tuple[str, ...]) -> tuple[Extension, ...]:
    return study(project, script, sys_path).extensions if project.is_file(script) else ()
