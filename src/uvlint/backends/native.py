"""Which native sources a build compiles, as the fewest and narrowest keys."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

from uvlint.model import File, Output, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

HEADERS = frozenset({".cuh", ".h", ".h++", ".hh", ".hpp", ".hxx", ".inc", ".inl", ".ipp", ".tpp"})
SOURCES = frozenset(
    {".asm", ".c", ".c++", ".cc", ".cpp", ".cu", ".cxx", ".f", ".f03", ".f08", ".f90", ".f95"}
    | {".for", ".i", ".m", ".mm", ".pxd", ".pxi", ".pyf", ".pyx", ".rs", ".s", ".swg"}
)
"""The suffixes of what compilers read, in lower case."""

MANY = 8
"""So many files of one kind in a folder tree are named one by one; more become a glob."""

ASIDE = frozenset(
    {"bench", "benchmark", "benchmarks", "doc", "docs", "example", "examples", "test", "testing"}
    | {"tests"}
)
"""Folders of what no wheel is made of, as a rule."""

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


def keys(project: Project, files: Iterable[str], many: int = MANY) -> tuple[File, ...]:
    """Return keys that watch files: their names, or globs where there are many of a kind.

    A glob stands below a literal folder, never at the root of the project, and only
    where it matches mainly these files and nothing that builds leave there. With
    `many=0` the set of files is open: one is enough for a glob.
    """
    kinds: dict[str, set[str]] = {}
    for file in files:
        if posixpath.isabs(file):
            continue
        kinds.setdefault(_kind(file), set()).add(file)
    return tuple(
        key for kind, names in kinds.items() for key in _cover(project, kind, sorted(names), many)
    )


def _kind(file: str) -> str:
    name = posixpath.basename(file)
    return name if name in _MANIFESTS else suffix(file)


def _cover(project: Project, kind: str, files: list[str], many: int) -> Iterator[File]:
    folder = posixpath.commonpath([posixpath.dirname(file) for file in files])
    if len(files) <= many or not kind:
        yield from map(File, files)
    elif folder.replace("..", "").strip("/") and _is_fit(project, folder, kind, files, many):
        yield File(f"{folder}/**/{kind if kind in _MANIFESTS else f'*{kind}'}")
    else:
        start = len(folder) + 1 if folder else 0
        children: dict[str, list[str]] = {}
        for file in files:
            child, slash, _ = file[start:].partition("/")
            children.setdefault(child + slash, []).append(file)
        for child, names in children.items():
            yield from (
                _cover(project, kind, names, many) if child.endswith("/") else map(File, names)
            )


def _is_fit(project: Project, folder: str, kind: str, files: list[str], many: int) -> bool:
    """Tell whether a glob below a folder may stand for files.

    With tests in the folder, and few of the files directly there, keys of their own are narrower.
    """
    few = sum(folder_of(file) == folder for file in files) <= many
    return not (few and _has_tests(project, folder, kind, files)) and _is_mainly(
        project, folder, kind, len(files)
    )


def _has_tests(project: Project, folder: str, kind: str, files: Sequence[str]) -> bool:
    """Tell whether a folder has one of tests, or the like, with files that are not meant."""
    paths = [
        f"{folder}/{name}"
        for name, is_folder in project.listing(folder)
        if is_folder and name.lower() in ASIDE
    ]
    return any(
        _may_hold(project, path, kind) and not any(file.startswith(f"{path}/") for file in files)
        for path in paths
    )


def _is_mainly(project: Project, folder: str, kind: str, count: int) -> bool:
    """Tell whether a folder is clean and about half of its files of a kind are meant."""
    found = 0
    folders = [folder]
    while folders:
        current = folders.pop()
        for name, is_folder in project.listing(current):
            path = f"{current}/{name}"
            if not is_folder:
                found += name.endswith(kind)
            elif not project.passes_over(path):
                folders.append(path)
            elif _may_hold(project, path, kind):
                return False
    return found <= 2 * count


def _may_hold(project: Project, folder: str, kind: str) -> bool:
    """Tell whether files of a kind lie in a folder of builds, or may at any time."""
    if project.is_file(f"{folder}/pyvenv.cfg"):
        return True
    folders = [folder]
    seen = 0
    while folders:
        current = folders.pop()
        for name, is_folder in project.listing(current):
            seen += 1
            if seen > _MOST_FILES or (not is_folder and name.endswith(kind)):
                return True
            if is_folder:
                folders.append(f"{current}/{name}")
    return False


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
    project: Project, sources: Iterable[str], folders: Collection[str] = ()
) -> tuple[str, ...]:
    """Return sources and what they include from the project, directly or not.

    Names in quotes are looked for beside the including file, all names in the
    folders given. A `.pyx` brings the `.pxd` of its name along.
    """
    return closure(project, sources, lambda file: _mentioned(project, file, folders))


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
    if is_kind(file, SOURCES | HEADERS):
        for include in _includes(text(project, file)):
            if include.local:
                yield at(folder_of(file), include.name)
            for folder in folders:
                yield at(folder, include.name)
