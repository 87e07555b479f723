"""Cython compiles modules for setuptools."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.cython import with_cimports
from uvlint.backends.python.in_tree import backend_files
from uvlint.backends.setuptools.extensions import declared, likely, outputs_of
from uvlint.backends.setuptools.settings import builds_with_setuptools, package_folders
from uvlint.backends.setuptools.setup_py import studied
from uvlint.backends.setuptools.translated import (
    is_translated,
    translated_inputs,
    translated_outputs,
)
from uvlint.claims import claimed
from uvlint.model import Input, Output, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import BACKEND_PATH, Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_MORE = frozenset({"cmdclass", "configuration", "distclass", "ext_modules"})
"""What hides extensions among the arguments of `setup()`."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield the sources with the declarations and headers they lead to."""
    extensions, at = _extensions(project), _used_at(project)
    roots = ("", *package_folders(project).values())
    found = tuple(translated_inputs(project, extensions, roots, "Cython"))
    yield from found
    if at and not found and builds_with_setuptools(project) and _may_use(project):
        sources = [file for file in project.walk() if file.endswith(".pyx") and "/" in file]
        files = native.with_includes(project, with_cimports(project, sources, roots), ())
        yield from likely(files, at, "Cython, which the build uses, compiles such files")


def _used_at(project: Project) -> Spot | None:
    """Return where it is said that the build uses Cython."""
    if required := project.requirement("cython"):
        return required.at
    files = backend_files(project)
    mentions = any(b"cython" in (project.data(file) or b"").lower() for file in files)
    return project.backend_at if mentions else None


def _may_use(project: Project) -> bool:
    """Tell whether setup.py may compile what is not to be seen: it hands on more than constants."""
    found = studied(project)
    calls = found.setup_calls if found else ()
    return not calls or any(call.is_open or not _MORE.isdisjoint(call.values) for call in calls)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the C or C++ that Cython writes beside its sources, and the compiled modules."""
    extensions = _extensions(project)
    yield from outputs_of(project, extensions)
    yield from translated_outputs(project, extensions, "Cython")


def _extensions(project: Project) -> tuple[Extension, ...]:
    return tuple(
        e
        for e in declared(project)
        if e.kind == "cythonize"
        or (e.kind not in claimed().translators and is_translated(project, e))
    )


PROVIDER = Provider(
    name="cython",
    about=("cython", "setup.py", "tool.setuptools", BACKEND_PATH),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(extensions=("cythonize",), neutral=("cython",)),
)
