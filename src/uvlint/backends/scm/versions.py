"""Versions that are counted from git, and the variables that replace them by hand."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.model import Certainty, Env, File, Git, Input, Spot
from uvlint.project import Project, normalized

VERSION = ("version",)
ARCHIVAL = ".git_archival.txt"

_PREFIXES = {
    "setuptools-scm": ("SETUPTOOLS_SCM", "VCS_VERSIONING"),
    "vcs-versioning": ("VCS_VERSIONING",),
}
_REPOSITORIES = ((".git", "git"), (".hg", "mercurial"), (".jj", "jujutsu"))


def from_git(why: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Input:
    """Return the input of a field that depends on the commit and on the tags."""
    return Input(key=Git(commit=True, tags=True), feeds=feeds, why=why, at=at)


def dirty_tree(why: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Input:
    """Return the input that uv has no key for: changes that are not committed."""
    return Input(key=None, feeds=feeds, why=why, at=at)


def counted(project: Project, who: str, at: Spot, *, dirty: bool = True) -> Iterator[Input]:
    """Yield what a version depends on that `who` counts from the history.

    Git where there is no repository yet; no key where it is one that uv cannot watch.
    `dirty` tells whether changes count that are not committed.
    """
    system = repository(project) or "git"
    if system == "git":
        yield from_git(f"{who} counts `version` from commits and tags", at)
        if dirty:
            yield dirty_tree(f"{who} marks a dirty work tree in `version`", at)
    else:
        why = f"{who} counts `version` from the {system} history"
        yield Input(key=None, feeds=VERSION, why=why, at=at)


def repository(project: Project) -> str | None:
    """Return the version control system that holds the project, None where there is none."""
    folder = "."
    while True:
        for name, system in _REPOSITORIES:
            if project.is_dir(f"{folder}/{name}") or project.is_file(f"{folder}/{name}"):
                return system
        above = posixpath.normpath(f"{folder}/..")
        if project.path(above) == project.path(folder):
            return None
        folder = above


def archival(project: Project, who: str, at: Spot, *folders: str) -> Iterator[Input]:
    """Yield the file with the version of an exported tree: it counts without a repository."""
    if repository(project) is not None:
        return
    names = (posixpath.normpath(posixpath.join(folder, ARCHIVAL)) for folder in (".", *folders))
    for name in dict.fromkeys(names):
        if project.is_file(name):
            why = f"{who} reads `version` from this file where there is no repository"
            yield Input(key=File(name), feeds=VERSION, why=why, at=at, certainty=Certainty.LIKELY)


def overrides(*names: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Iterator[Input]:
    """Yield variables that only serve to replace a value by hand."""
    for name in names:
        why = f"the variable {name} replaces the computed value"
        yield Input(key=Env(name), feeds=feeds, why=why, at=at, override=True)


def setuptools_scm_overrides(
    name: str | None, at: Spot, who: str = "setuptools-scm"
) -> Iterator[Input]:
    """Yield the overrides of setuptools-scm 10, with the form for one distribution if named.

    vcs-versioning 2.6, asked in its place, knows only those with its own name (observed).
    """
    suffix = f"_FOR_{normalized(name).replace('-', '_').upper()}" if name else ""
    for prefix in _PREFIXES[who]:
        pretend = f"{prefix}_PRETEND_VERSION"
        yield from overrides(pretend, *([pretend + suffix] if suffix else []), at=at)
