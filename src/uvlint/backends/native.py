"""Which native sources a build compiles."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from uvlint.model import File, Output, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.folders import stands_for

HEADERS = frozenset({".cuh", ".h", ".h++", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ipp", ".tpp"})
SOURCES = frozenset(
    {".asm", ".c", ".c++", ".cc", ".cpp", ".cu", ".cxx", ".f", ".f03", ".f08", ".f90", ".f95"}
    | {".for", ".i", ".m", ".mm", ".pxd", ".pxi", ".pyf", ".pyx", ".rs", ".s", ".swg", ".td"}
)
"""The suffixes of what compilers read, in lower case."""

_MANIFESTS = frozenset({"CMakeLists.txt", "Cargo.toml", "SConscript", "meson.build"})
_MOST_FILES = 2_000
_INCLUDE = (
    r"(?m)^[ \t]*(?:[#%][ \t]*(?:include|import)|include|(?:cdef[ \t]+)?extern[ \t]+from)[ \t]*"
    r'(?P<quote>["\'<])(?P<name>[^"\'<>\n]+)["\'>]'
)


def at(folder: str, path: str) -> str:
    """Return a path that a file of a folder names, relative to the project."""
    return posixpath.normpath(posixpath.join(folder, path.replace("\\", "/")))


def folder_of(file: str) -> str:
    """Return the folder of a file, `.` for the root of the project."""
    return posixpath.dirname(file) or "."


def text(project: Project, file: str) -> str:
    """Return the text of a source file, empty where there is none.

    Compilers do not insist on UTF-8: foreign bytes are replaced.
    """
    try:
        data = project.data(file)
    except Unreadable:
        return ""
    return data.decode("utf-8-sig", "replace") if data else ""


def suffix(file: str) -> str:
    """Return the suffix of a file name as it is written: `.cpp`, or nothing."""
    return posixpath.splitext(file)[1]


def is_kind(file: str, suffixes: Collection[str]) -> bool:
    """Tell whether a file name has one of some suffixes, whatever their case."""
    return suffix(file).lower() in suffixes


def below(
    project: Project,
    folder: str,
    suffixes: Collection[str] | None = None,
    without: Collection[str] = (),
) -> tuple[str, ...]:
    """Return the files below a folder with one of some suffixes; `without` are folders.

    The whole disk, and folders that hold the project, are nobody's sources.
    """
    if posixpath.isabs(folder) or (folder != "." and not folder.strip("./")):
        return ()
    return tuple(
        file
        for file in project.walk(folder)
        if (suffixes is None or is_kind(file, suffixes))
        and not any(file.startswith(f"{other}/") for other in without)
    )


def named(files: Iterable[str]) -> tuple[File, ...]:
    """Return keys that name files of the project or beside it, each once; none of this machine."""
    return tuple(File(file) for file in dict.fromkeys(files) if not posixpath.isabs(file))


def sets(project: Project, files: Iterable[str]) -> tuple[File, ...]:
    """Return patterns for sets that grow with files of the kinds that are there.

    A pattern stands below a literal folder, never at the root of the project, and only
    where it matches mainly these files and nothing that builds leave there; else the
    files are named.
    """
    kinds: dict[str, list[str]] = {}
    for key in named(files):
        kinds.setdefault(_kind(key.pattern), []).append(key.pattern)
    return tuple(key for kind, alike in kinds.items() for key in _cover(project, kind, alike))


def _kind(file: str) -> str:
    name = posixpath.basename(file)
    return name if name in _MANIFESTS else suffix(file)


def _cover(project: Project, kind: str, files: Sequence[str]) -> Iterator[File]:
    folder = posixpath.commonpath([posixpath.dirname(file) for file in files])
    if not kind:
        yield from map(File, sorted(files))
    elif folder.replace("..", "").strip("/") and stands_for(project, folder, kind, files):
        yield File(f"{folder}/**/{kind if kind in _MANIFESTS else f'*{kind}'}")
    else:
        start = len(folder) + 1 if folder else 0
        children: dict[str, list[str]] = {}
        for file in sorted(files):
            child, slash, _ = file[start:].partition("/")
            children.setdefault(child + slash, []).append(file)
        for child, names in children.items():
            yield from _cover(project, kind, names) if child.endswith("/") else map(File, names)


def libraries(project: Project, module: str, roots: Iterable[str]) -> Iterator[Output]:
    """Yield the compiled libraries that an editable build leaves beside a module's package."""
    package = module.rpartition(".")[0].replace(".", "/") or module
    for root in roots:
        folder = at(root, package)
        if package and project.is_dir(folder):
            for kind in ("so", "pyd"):
                why = "an editable build leaves the compiled library here"
                yield Output(file=f"{folder}/*.{kind}", why=why)


class _Include(NamedTuple):
    name: str
    local: bool


def _includes(source: str) -> Iterator[_Include]:
    for match in re.finditer(_INCLUDE, source):
        yield _Include(match["name"].strip(), match["quote"] != "<")


def with_includes(
    project: Project, sources: Collection[str], folders: Collection[str] = ()
) -> tuple[str, ...]:
    """Return sources and what they include from the project, directly or not.

    Names in quotes are looked for beside the including file, all names in the
    folders given. A `.pyx` brings the `.pxd` of its name along. What is included is
    read whatever its name; headers of C++ need no suffix.
    """
    others = {file for file in sources if not is_kind(file, SOURCES | HEADERS)}

    def mentioned(file: str) -> Iterable[str]:
        return () if file in others else _mentioned(project, file, folders)

    return closure(project, sources, mentioned)


def closure(
    project: Project, sources: Iterable[str], mentioned: Callable[[str], Iterable[str]]
) -> tuple[str, ...]:
    """Return sources and the files of the project that they lead to, one mentioning the next."""
    found = dict.fromkeys(sources)
    waiting = list(found)
    while waiting and len(found) < _MOST_FILES:
        for candidate in mentioned(waiting.pop()):
            if candidate not in found and project.is_file(candidate):
                found[candidate] = None
                waiting.append(candidate)
    return tuple(found)


def _mentioned(project: Project, file: str, folders: Collection[str]) -> Iterator[str]:
    if file.endswith(".pyx"):
        yield f"{file[:-4]}.pxd"
    for include in _includes(text(project, file)):
        if include.local:
            yield at(folder_of(file), include.name)
        for folder in folders:
            yield at(folder, include.name)
