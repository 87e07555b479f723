"""What Bazel reads: its own files, and the packages that the targets lead to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.tools.work import Command, Work
from uvlint.project import Project

_PROGRAMS = frozenset({"bazel", "bazelisk"})
_BUILDS = frozenset({"build", "run"})
_LISTS = ("BUILD.bazel", "BUILD")
_OF_WORKSPACE = (".bazelrc", ".bazelversion", "MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel")
_LABEL = re.compile(r"(?:@{1,2})?//([\w./+-]*)(?::[\w./+-]*)?")
_LOADED = re.compile(r"""["']//([\w./+-]*):([\w./+-]+\.bzl)["']""")
_MOST_PACKAGES = 500


def work(project: Project, command: Command) -> Work | None:
    """Return what a build reads, None for other programs."""
    if command.program not in _PROGRAMS:
        return None
    if _BUILDS.isdisjoint(command.words):
        return Work()
    top = _top(project, command.folder)
    packages = _packages(project, top, command)
    of_workspace = (native.at(top, name) for name in _OF_WORKSPACE)
    files = [file for file in of_workspace if project.is_file(file)]
    for package in packages:
        files += _files(project, top, package)
    return Work(reads=native.named(dict.fromkeys(files)))


def _top(project: Project, folder: str) -> str:
    """Return the workspace that a folder lies in."""
    while folder != "." and not any(
        project.is_file(native.at(folder, name)) for name in _OF_WORKSPACE[2:]
    ):
        folder = native.folder_of(folder)
    return folder


def _packages(project: Project, top: str, command: Command) -> tuple[str, ...]:
    """Return the folders of the packages that targets lead to; `//a/...` means all below."""
    found: dict[str, None] = {}
    waiting = [package for word in command.words for package in _LABEL.findall(word)]
    while waiting and len(found) < _MOST_PACKAGES:
        name = waiting.pop(0)
        folder = native.at(top, name.removesuffix("...").rstrip("/"))
        if name.endswith("..."):
            waiting += [
                posixpath.relpath(native.folder_of(file), top)
                for file in native.below(project, folder)
                if file.rpartition("/")[2] in _LISTS
            ]
        elif folder not in found and _list(project, folder):
            found[folder] = None
            waiting += _LABEL.findall(native.text(project, _list(project, folder)))
    return tuple(found)


def _list(project: Project, folder: str) -> str:
    """Return the file that makes a folder a package, empty where there is none."""
    places = (native.at(folder, name) for name in _LISTS)
    return next((place for place in places if project.is_file(place)), "")


def _files(project: Project, top: str, package: str) -> Iterator[str]:
    """Yield the files of a package, but for those of packages below it and of Python."""
    here = _list(project, package)
    yield here
    for folder, name in _LOADED.findall(native.text(project, here)):
        if project.is_file(loaded := native.at(native.at(top, folder), name)):
            yield loaded
    for file in native.below(project, package, native.SOURCES | native.HEADERS):
        folder = native.folder_of(file)
        while folder != package and not _list(project, folder):
            folder = native.folder_of(folder)
        if folder == package:
            yield file
