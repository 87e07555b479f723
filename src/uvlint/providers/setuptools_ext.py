"""setuptools compiles extensions written in C and the like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends.setuptools.extensions import declared, native_inputs, outputs_of
from uvlint.backends.setuptools.setup_py import studied
from uvlint.claims import claimed
from uvlint.model import Input, Location, Output
from uvlint.plugin import Provider
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension


def inputs(project: Project) -> Iterator[Input]:
    """Yield the sources, what they depend on and include, and what CMake reads for them."""
    yield from native_inputs(project, _extensions(project), "setuptools")
    for folder in _cmake_folders(project):
        from uvlint.backends.tools import cmake

        yield from cmake.inputs(project, folder, at=Location("setup.py"), true=frozenset())


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules of an editable build."""
    yield from outputs_of(project, _extensions(project))


def _extensions(project: Project) -> tuple[Extension, ...]:
    return tuple(e for e in declared(project) if e.kind not in claimed().extensions)


def _cmake_folders(project: Project) -> tuple[str, ...]:
    """Return the folders in which a command of setup.py has CMake build extensions.

    Those that its command names are for the provider of setup.py.
    """
    found = studied(project)
    runs = [run for run in found.commands if "cmake" in run.words[:2]] if found else []
    if not found or not runs:
        return ()
    from uvlint.backends.python.subprocess_inputs import cmake_folder

    if any(cmake_folder(project, run) for run in runs):
        return ()
    named = [folder for extension in found.extensions for folder in extension.folders]
    folders = [place for place in (*named, ".") if project.is_file(f"{place}/CMakeLists.txt")]
    return tuple(folders[:1])


PROVIDER = Provider(
    name="setuptools-ext",
    about=("setup.py", "tool.setuptools"),
    inputs=inputs,
    outputs=outputs,
)
