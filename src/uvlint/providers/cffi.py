"""cffi compiles what the build scripts of `cffi_modules` describe."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends.python.inputs import code_inputs, code_outputs, study
from uvlint.backends.setuptools.extensions import native_inputs, outputs_of
from uvlint.backends.setuptools.setup_py import studied
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, Input, Output, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension


_FOLDERS = (".",)
_NAME = "__cffi__"
"""What a script is called, which is in no package then (cffi 2.1.1, source read)."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts, what they read, and the sources and headers they name."""
    for script, at in _scripts(project):
        yield from code_inputs(
            project,
            script,
            feeds=(WHEEL,),
            at=at,
            why="cffi runs this script",
            sys_path=_FOLDERS,
            name=_NAME,
        )
        yield from native_inputs(project, _sources(project, script), "cffi")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules, and what the scripts write."""
    for script, _ in _scripts(project):
        yield from outputs_of(project, _sources(project, script))
        yield from code_outputs(project, script, _FOLDERS, _NAME)


def _scripts(project: Project) -> Iterator[tuple[str, Spot]]:
    found = studied(project)
    for named in found.extensions if found else ():
        for source in named.sources if named.kind == "cffi_modules" else ():
            script = path_in_project(source)
            if script and project.is_file(script):
                yield script, named.at


def _sources(project: Project, script: str) -> tuple[Extension, ...]:
    found = study(project, script, _FOLDERS, _NAME).extensions
    return tuple(e for e in found if e.kind == "set_source")


PROVIDER = Provider(
    name="cffi",
    about=("cffi", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(extensions=("cffi_modules", "set_source"), neutral=("cffi",)),
)
