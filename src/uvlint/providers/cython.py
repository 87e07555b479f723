"""Cython compiles modules for setuptools."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.cython import directives, headers, with_cimports
from uvlint.backends.setuptools.extensions import (
    CYTHON,
    Sources,
    declared,
    files_of,
    likely,
    outputs_of,
)
from uvlint.backends.setuptools.settings import builds_with_setuptools, package_folders
from uvlint.backends.setuptools.setup_py import studied
from uvlint.claims import claimed
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_SOURCES = frozenset({".pyx", ".py"})
_MORE = frozenset({"cmdclass", "configuration", "distclass", "ext_modules"})
"""What hides extensions among the arguments of `setup()`."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield the sources with the declarations and headers they lead to."""
    extensions, required = _extensions(project), project.requirement("cython")
    if not extensions and not required:
        return
    searched = dict.fromkeys(folder for e in extensions for folder in e.include_dirs)
    roots = ("", *package_folders(project).values(), *searched)
    found = Sources()
    for extension in extensions:
        listed, opened = files_of(project, extension)
        sources = [file for file in listed if native.is_kind(file, CYTHON)]
        sets = [file for file in opened if native.is_kind(file, CYTHON)]
        known = {*sources, *sets}
        further = (f for f in with_cimports(project, known, roots) if f not in known)
        told = {
            name: _told(project, known, name) for name in ("sources", "depends", "include_dirs")
        }
        searching = (*extension.include_dirs, *told["include_dirs"])
        found.add(
            project,
            (*sources, *further, *filter(project.is_file, (*told["sources"], *told["depends"]))),
            sets,
            extension._replace(include_dirs=searching),
        )
    yield from found.inputs(project, "Cython")
    if required and not found.listed and builds_with_setuptools(project) and _may_use(project):
        sources = [file for file in project.walk() if file.endswith(".pyx") and "/" in file]
        why = "Cython is required and compiles such files"
        yield from likely(with_cimports(project, sources, roots), required.at, why)


def _told(project: Project, files: Iterable[str], name: str) -> list[str]:
    """Return the paths that comments at the head of sources state under a name."""
    sources = (file for file in sorted(files) if native.is_kind(file, _SOURCES))
    return [path for file in sources for path in directives(project, file, name)]


def _may_use(project: Project) -> bool:
    """Tell whether setup.py may compile what is not to be seen: it hands on more than constants."""
    found = studied(project)
    calls = found.setup_calls if found else ()
    return not calls or any(call.is_open or not _MORE.isdisjoint(call.values) for call in calls)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the C or C++ that Cython writes beside its sources, and the compiled modules."""
    extensions = _extensions(project)
    yield from outputs_of(project, extensions)
    for extension in extensions:
        listed, opened = files_of(project, extension)
        for file in (*listed, *opened):
            stem, suffix = posixpath.splitext(file)
            if suffix in _SOURCES:
                for written in (f"{stem}.c", f"{stem}.cpp", *headers(project, file)):
                    yield Output(file=written, why="Cython writes this file")
                for kind in ("so", "pyd"):
                    yield Output(
                        file=f"{stem}.*.{kind}", why="an editable build leaves this module here"
                    )


def _extensions(project: Project) -> tuple[Extension, ...]:
    return tuple(
        e
        for e in declared(project)
        if e.kind == "cythonize"
        or (e.kind not in claimed().translators and _has_sources(project, e))
    )


def _has_sources(project: Project, extension: Extension) -> bool:
    listed, _ = files_of(project, extension)
    return any(native.is_kind(file, _SOURCES) for file in (*extension.sources, *listed))


PROVIDER = Provider(
    name="cython",
    about=("cython", "setup.py", "tool.setuptools"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(extensions=("cythonize",), neutral=("cython",)),
)
