"""Files that a build copies: single files, whole folders, patterns."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase

from uvlint.model import File
from uvlint.project import Project

_MAGIC = r"[*?\[]"


def path_in_project(path: str) -> str | None:
    """Return a path in normal form, None where it leads out of the project: no place to walk."""
    name = posixpath.normpath(path)
    return None if name.startswith(("/", "~")) or name.split("/")[0] == ".." else name


def whole(project: Project, path: str) -> File | None:
    """Return the key of a file, or of all below a folder.

    None where no key is fit: the home folder of somebody, and a folder that holds
    the project itself, its environment and what the build writes.
    """
    name = posixpath.normpath(path)
    if not path or name.startswith("~"):
        return None
    if not project.is_dir(name):
        return File(name)
    if set(name.split("/")) <= {".", ".."} or name == "/":
        return None
    return File(f"{name}/**/*")


def matching(project: Project, pattern: str, folder: str = ".") -> Iterator[str]:
    """Yield the files of the project that a pattern of `pathlib.Path.glob` finds below a folder."""
    if path_in_project(pattern) is None:
        return
    first, _, rest = posixpath.normpath(pattern).partition("/")
    if not rest:
        for name, is_folder in project.listing(folder):
            if not is_folder and fnmatchcase(name, first):
                yield _joined(folder, name)
    elif first == "**":
        yield from (file for file in project.walk(folder) if _below(file, rest, folder))
    elif not re.search(_MAGIC, first):
        yield from matching(project, rest, _joined(folder, first))
    else:
        for name, is_folder in project.listing(folder):
            if is_folder and fnmatchcase(name, first):
                yield from matching(project, rest, _joined(folder, name))


def pattern_key(pattern: str) -> File | None:
    """Return a pattern of `pathlib.Path.glob` as the key of an open set of files.

    None where the pattern has no literal folder to begin with.
    """
    parts = posixpath.normpath(pattern).split("/")
    if not re.search(_MAGIC, pattern):
        return File("/".join(parts))
    start = next(i for i, part in enumerate(parts) if re.search(_MAGIC, part))
    if set(parts[:start]) <= {".."}:
        return None
    last = parts[-1] if parts[-1] != "**" else "*"
    return File("/".join([*parts[:start], "**", last]))


def _below(file: str, pattern: str, folder: str) -> bool:
    relative = file if folder == "." else file[len(folder) + 1 :]
    tail = pattern.removeprefix("**/")
    depth = tail.count("/") + 1
    return fnmatchcase("/".join(relative.split("/")[-depth:]), tail)


def _joined(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
