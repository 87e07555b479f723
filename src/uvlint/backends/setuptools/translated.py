"""What Cython translates for setuptools, and what it leaves beside its sources."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from uvlint.backends import native
from uvlint.backends.cython import SUFFIXES, directives, headers, with_cimports
from uvlint.backends.setuptools.extensions import Sources, files_of
from uvlint.model import Input, Output
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_SOURCES = frozenset({".pyx", ".py"})


def translated_inputs(
    project: Project, extensions: Iterable[Extension], roots: Iterable[str], by: str
) -> Iterator[Input]:
    """Yield the Cython sources of extensions with the declarations and headers they lead to.

    `roots` are the folders that packages are found in.
    """
    extensions = tuple(extensions)
    searched = dict.fromkeys((*roots, *(f for e in extensions for f in e.include_dirs)))
    found = Sources()
    for extension in extensions:
        listed, opened = files_of(project, extension)
        sources = [file for file in listed if native.is_kind(file, SUFFIXES)]
        sets = [file for file in opened if native.is_kind(file, SUFFIXES)]
        known = {*sources, *sets}
        further = (f for f in with_cimports(project, known, searched) if f not in known)
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
    yield from found.inputs(project, by)


def translated_outputs(
    project: Project, extensions: Iterable[Extension], by: str
) -> Iterator[Output]:
    """Yield the C or C++ that Cython writes beside its sources, and the compiled modules."""
    for extension in extensions:
        listed, opened = files_of(project, extension)
        for file in (*listed, *opened):
            stem, suffix = posixpath.splitext(file)
            if suffix in _SOURCES:
                for written in (f"{stem}.c", f"{stem}.cpp", *headers(project, file)):
                    yield Output(file=written, why=f"{by} writes this file")
                for kind in ("so", "pyd"):
                    yield Output(
                        file=f"{stem}.*.{kind}", why="an editable build leaves this module here"
                    )


def is_translated(project: Project, extension: Extension) -> bool:
    """Tell whether an extension has sources of Cython."""
    listed, _ = files_of(project, extension)
    return any(native.is_kind(file, _SOURCES) for file in (*extension.sources, *listed))


def _told(project: Project, files: Iterable[str], name: str) -> list[str]:
    """Return the paths that comments at the head of sources state under a name."""
    sources = (file for file in sorted(files) if native.is_kind(file, _SOURCES))
    return [path for file in sources for path in directives(project, file, name)]
