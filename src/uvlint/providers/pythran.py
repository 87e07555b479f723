"""Pythran translates Python to C++ and has it compiled by setuptools."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.setuptools.extensions import Sources, declared, files_of, outputs_of
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_KIND = "PythranExtension"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules, and the files beside them that name what they export (0.18, observed)."""
    found = Sources()
    for extension in declared(project):
        if extension.kind == _KIND:
            listed, opened = files_of(project, extension)
            modules = [file for file in listed if file.endswith(".py")]
            exports = (f"{posixpath.splitext(file)[0]}.pythran" for file in modules)
            sets = [file for file in opened if file.endswith(".py")]
            found.add(project, (*modules, *filter(project.is_file, exports)), sets, extension)
    yield from found.inputs(project, "Pythran")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the C++ beside each module, and the compiled modules of an editable build."""
    extensions = [e for e in declared(project) if e.kind == _KIND]
    yield from outputs_of(project, extensions)
    for extension in extensions:
        listed, opened = files_of(project, extension)
        for file in (*listed, *opened):
            stem, suffix = posixpath.splitext(file)
            if suffix == ".py":
                yield Output(file=f"{stem}.cpp", why="Pythran writes this file")


PROVIDER = Provider(
    name="pythran",
    about=("pythran",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(translators=("PythranExtension",)),
)
