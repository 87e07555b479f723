"""Native code that setuptools compiles, declared in setup.py or in pyproject.toml."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from uvlint.backends import cython, native, trees
from uvlint.backends.python.in_tree import backend_files
from uvlint.backends.setuptools.settings import builds_with_setuptools, package_folders
from uvlint.backends.setuptools.setup_py import studied
from uvlint.model import WHEEL, Certainty, Input, Output, Spot
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension

_GENERATED = (".c", ".cpp")


def declared(project: Project) -> tuple[Extension, ...]:
    """Return the extensions of a project that setuptools builds; raises `Unreadable`."""
    if not builds_with_setuptools(project):
        return ()
    found = studied(project)
    return (*(found.extensions if found else ()), *_in_pyproject(project))


def _in_pyproject(project: Project) -> Iterator[Extension]:
    tables = project.pyproject.tables("tool", "setuptools", "ext-modules")
    if not tables:
        return
    from uvlint.backends.python.study import Extension

    for table in tables:
        name, sources = table.string("name"), table.strings("sources")
        yield Extension(
            kind="Extension",
            name=name.value if name else None,
            sources=tuple(native.at(".", item.value) for item in sources),
            depends=tuple(
                native.at(".", item.value)
                for name in ("depends", "extra-objects")
                for item in table.strings(name)
            ),
            include_dirs=tuple(
                native.at(".", item.value) for item in table.strings("include-dirs")
            ),
            at=sources[0].at if sources else table.at,
        )


def native_inputs(
    project: Project, extensions: Iterable[Extension], compiler: str
) -> Iterator[Input]:
    """Yield the sources in C and the like of extensions, and the headers they lead to."""
    sources = Sources()
    for extension in extensions:
        listed, opened = files_of(project, extension)
        sources.add(
            project,
            [file for file in listed if not native.is_kind(file, cython.SUFFIXES)],
            [file for file in opened if not native.is_kind(file, cython.SUFFIXES)],
            extension,
        )
    yield from sources.inputs(project, compiler)


class Sources:
    """Files that are compiled: listed ones and those of open sets, each with its declaration."""

    def __init__(self) -> None:
        self.listed: dict[str, Extension] = {}
        self.opened: dict[str, Extension] = {}

    def add(
        self,
        project: Project,
        listed: Iterable[str],
        opened: Iterable[str],
        extension: Extension,
    ) -> None:
        """Take the files of an extension in, with what they include from the project."""
        for file in opened:
            self.opened.setdefault(file, extension)
        folders = [posixpath.normpath(folder) for folder in extension.include_dirs]
        start = dict.fromkeys((*listed, *opened, *_included_by(project, extension)))
        for file in native.with_includes(project, start, folders):
            self.listed.setdefault(file, extension)

    def inputs(self, project: Project, compiler: str) -> Iterator[Input]:
        """Yield the files by name, and open sets by patterns."""
        plain = (file for file in self.listed if file not in self.opened)
        for key in (*native.sets(project, self.opened), *native.named(plain)):
            extension = self._declaration(key.pattern)
            yield Input(
                key=key,
                feeds=(WHEEL,),
                why=f"{compiler} compiles this",
                at=extension.at,
                certainty=extension.certainty,
            )

    def _declaration(self, pattern: str) -> Extension:
        """Return the first declaration of a file that a key stands for."""
        base, _, last = pattern.partition("/**/")
        return next(
            extension
            for files in (self.listed, self.opened)
            for file, extension in files.items()
            if file == pattern or (last and file.startswith(f"{base}/") and file.endswith(last[1:]))
        )


def files_of(project: Project, extension: Extension) -> tuple[list[str], list[str]]:
    """Return the files of the tree that an extension lists, and those its patterns find.

    C that Cython writes beside its source is left out; the source stands in its place,
    unless nothing in the build translates it.
    """
    listed: list[str] = []
    opened: list[str] = []
    translates = extension.kind == "cythonize" or _mentions_cython(project)
    for path in (*extension.sources, *extension.depends):
        if "*" in path:
            opened.extend(trees.matching(project, path))
            continue
        stem, suffix = posixpath.splitext(path)
        is_there = project.is_file(path)
        if suffix in _GENERATED and (translates or not is_there) and project.is_file(f"{stem}.pyx"):
            listed.append(f"{stem}.pyx")
        elif is_there:
            listed.append(path)
    if not translates:
        return listed, opened
    names = {*extension.sources, *listed, *opened}
    return (
        [file for file in listed if not _is_generated(project, file, names)],
        [file for file in opened if not _is_generated(project, file, names)],
    )


def _mentions_cython(project: Project) -> bool:
    """Tell whether Cython is required, or spoken of in setup.py, setup.cfg or a back end in the tree."""
    files = ("setup.py", "setup.cfg", *backend_files(project))
    return project.requirement("cython") is not None or any(
        b"cython" in (project.data(file) or b"").lower() for file in files
    )


def _is_generated(project: Project, file: str, names: Collection[str]) -> bool:
    stem, suffix = posixpath.splitext(file)
    return suffix in _GENERATED and (f"{stem}.pyx" in names or project.is_file(f"{stem}.pyx"))


_INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]', re.MULTILINE)


def _included_by(project: Project, extension: Extension) -> Iterator[str]:
    """Yield the headers that are included by source code in a declaration itself, or in what
    the code makes a source of.
    """
    texts = (extension.text, *(native.text(project, file) for file in extension.made_of))
    beside = dict.fromkeys(native.folder_of(source) for source in extension.sources)
    for name in (name for text in texts for name in _INCLUDE.findall(text)):
        for folder in (".", *beside, *extension.include_dirs):
            header = native.at(folder, name.strip())
            if project.is_file(header):
                yield header


def outputs_of(project: Project, extensions: Iterable[Extension]) -> Iterator[Output]:
    """Yield the compiled modules that an editable build leaves beside the sources."""
    named = [e.name for e in extensions if e.name and "*" not in e.name]
    if not named:
        return
    roots = dict.fromkeys((package_folders(project).get("", "."), "."))
    yield from dict.fromkeys(
        output for name in named for output in native.libraries(project, name, roots)
    )


def likely(files: Iterable[str], at: Spot, why: str) -> Iterator[Input]:
    """Yield files that are compiled in a way that could not be followed."""
    for key in native.named(files):
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at, certainty=Certainty.LIKELY)
