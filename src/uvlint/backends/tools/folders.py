"""What a program may read of a folder that nobody names the files of: all kinds that lie there.

What git ignores there is what builds leave.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from uvlint.backends import native
from uvlint.model import File
from uvlint.project import Project
from uvlint.project.folders import ASIDE
from uvlint.project.gitignore import GITIGNORE, Ignored, ignored_above

TESTS = ASIDE | {"__mocks__", "__tests__", "coverage", "cypress", "e2e", "playwright", "stories"}
"""Folders of what is not built, as a rule."""

_NOT_READ = frozenset({".egg", ".lock", ".log", ".pdf", ".py", ".pyc", ".pyi", ".swp", ".toml"})
_PROSE = (
    r"(?i)(?:authors|change(?:s|log)|contribut\w+|copying|install|licen[cs]e|news|notice|readme"
    r"|thanks|todo)(?:[.-].*)?|.*\.(?:[1-9]|md|pod|rst)"
)
"""What is written for people, and not built from."""

_INSTALLED = "node_modules"
_MOST_FILES = 5_000


def holds_project(folder: str) -> bool:
    """Tell whether a folder is that of the project, or one above it."""
    return set(folder.split("/")) <= {".", ".."}


def is_prose(name: str) -> bool:
    """Tell whether a file of this name is written for people."""
    return re.fullmatch(_PROSE, name) is not None


def below(folder: str) -> str:
    """Return the glob of all that lies below a folder."""
    return f"{posixpath.normpath(folder)}/**/*"


def files(project: Project, folder: str, written: Collection[str] = ()) -> Iterator[str]:
    """Yield the files below a folder that neither builds nor git nor tests put there.

    `written` are globs of what is written.
    """
    for path, is_folder, is_made in _entries(project, folder):
        if not is_folder and not is_made and not _is_below(path, written):
            name = posixpath.basename(path)
            is_read = native.suffix(name).lower() not in _NOT_READ
            if is_read and not name.startswith(".") and not is_prose(name):
                yield path


def kinds(project: Project, folder: str, written: Collection[str] = ()) -> Iterator[File]:
    """Yield a glob for each kind of file below a folder; a file without a suffix is named.

    Nothing for a folder that holds the project itself.
    """
    if posixpath.isabs(folder) or holds_project(folder):
        return
    suffixes: dict[str, None] = {}
    for file in files(project, folder, written):
        if suffix := native.suffix(file):
            suffixes[suffix] = None
        else:
            yield File(file)
    for suffix in sorted(suffixes):
        yield File(f"{folder}/**/*{suffix}")


def ignored(project: Project, folder: str) -> Iterator[str]:
    """Yield what git ignores below a folder: what lies there, and what may come by name.

    Hidden files are those of a person, as a rule.
    """
    for path, is_folder, is_made in _entries(project, folder):
        if is_made and (is_folder or not posixpath.basename(path).startswith(".")):
            yield below(path) if is_folder else path
    for full in _rules(project, folder).named(project.path(folder)):
        path = project.relative(full)
        if not project.is_file(path) and not project.is_dir(path):
            yield path if native.suffix(path) else below(path)


def is_ignored(project: Project, path: str) -> bool:
    """Tell whether git ignores a file or folder."""
    rules, full = _rules(project, native.folder_of(path)), project.path(path)
    return full in rules if project.is_dir(path) else rules.has_file(full)


def _entries(project: Project, folder: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield what lies below a folder: path, whether it is a folder, whether it is made."""
    waiting = [(folder, _rules(project, folder))]
    seen = 0
    while waiting and seen < _MOST_FILES:
        current, rules = waiting.pop()
        if current != folder and (GITIGNORE, False) in project.listing(current):
            rules = rules.within(project.path(current))
        for name, is_folder in project.listing(current):
            path, seen = native.at(current, name), seen + 1
            full = project.path(path)
            if not is_folder:
                yield path, False, rules.has_file(full)
            elif name == _INSTALLED or full in rules:
                yield path, True, True
            elif name not in TESTS and not project.passes_over(path):
                waiting.append((path, rules))


def _is_below(path: str, written: Collection[str]) -> bool:
    return any(
        path == glob or (glob.endswith("/**/*") and path.startswith(glob[:-4])) for glob in written
    )


@lru_cache(maxsize=64)
def _rules(project: Project, folder: str) -> Ignored:
    """Return what speaks about the files of a folder."""
    top = "." if folder != ".." and not folder.startswith("../") else folder
    rules = ignored_above(project.path(top)).within(project.path(top))
    for index, char in enumerate(f"{folder}/") if top != folder else ():
        if char == "/":
            rules = rules.within(project.path(folder[:index]))
    return rules
