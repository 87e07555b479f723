"""When all files of a kind below a folder may stand for some of them."""

from __future__ import annotations

import posixpath
from collections.abc import Collection

from uvlint.project import Project

ASIDE = frozenset(
    {"bench", "benchmark", "benchmarks", "doc", "docs", "example", "examples", "test", "testing"}
    | {"tests"}
)
"""Folders of what no wheel is made of, as a rule."""

_MOST_FILES = 2_000


def stands_for(
    project: Project, folder: str, ending: str, files: Collection[str], *, few: int = 0
) -> bool:
    """Tell whether all files below a folder with an ending are mainly some files, and stay so.

    No folder in which builds leave such files, or may, lies below it. With tests in the
    folder that are not meant, and `few` or fewer of the files directly there, narrower
    patterns are better.
    """
    if _has_tests(project, folder, ending, files):
        direct = sum(posixpath.dirname(file) == folder for file in files)
        if direct <= few:
            return False
    return _is_mainly(project, folder, ending, len(files))


def _has_tests(project: Project, folder: str, ending: str, files: Collection[str]) -> bool:
    """Tell whether a folder has one of tests, or the like, with files that are not meant."""
    paths = [
        f"{folder}/{name}"
        for name, is_folder in project.listing(folder)
        if is_folder and name.lower() in ASIDE
    ]
    return any(
        _may_hold(project, path, ending) and not any(file.startswith(f"{path}/") for file in files)
        for path in paths
    )


def _is_mainly(project: Project, folder: str, ending: str, count: int) -> bool:
    """Tell whether a folder is clean and about half of its files with an ending are meant."""
    found = 0
    folders = [folder]
    while folders:
        current = folders.pop()
        for name, is_folder in project.listing(current):
            path = f"{current}/{name}"
            if not is_folder:
                found += name.endswith(ending)
            elif not project.passes_over(path):
                folders.append(path)
            elif _may_hold(project, path, ending):
                return False
    return found <= 2 * count


def _may_hold(project: Project, folder: str, ending: str) -> bool:
    """Tell whether files with an ending lie in a folder of builds, or may at any time."""
    if project.is_file(f"{folder}/pyvenv.cfg"):
        return True
    folders = [folder]
    seen = 0
    while folders:
        current = folders.pop()
        for name, is_folder in project.listing(current):
            seen += 1
            if seen > _MOST_FILES or (not is_folder and name.endswith(ending)):
                return True
            if is_folder:
                folders.append(f"{current}/{name}")
    return False
