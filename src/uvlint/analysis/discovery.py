"""Which folders are projects.

A project is a folder with a pyproject.toml or a setup.py, as for uv; a setup.cfg
alone makes none. Below a folder that is asked for, those are passed over that
nobody means: hidden ones, environments, what builds and package managers leave,
unpacked source distributions, packages inside of packages with a module called setup,
what git ignores, and the small projects in tests, examples, templates and docs -
unless they are members of a workspace.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project
from uvlint.project.gitignore import GITIGNORE, Ignored, ignored_above
from uvlint.uv.workspace import members_of

_LEFT_BY_TOOLS = {
    "__pycache__",
    "_skbuild",
    "build",
    "dist",
    "node_modules",
    "site-packages",
    "target",
}
_SAMPLES = {
    "demos",
    "doc",
    "docs",
    "example",
    "examples",
    "fixture",
    "fixtures",
    "samples",
    "template",
    "templates",
    "test",
    "testing",
    "tests",
}
_SAMPLE = (
    r"(?:demo|example|sample)(?:s|_?apps?|_?packages?|_?projects?|\d+)?(?:[-_.].*)?"
    r"|tests?[-_.].*|.*[-_.](?:demo|example|fixture|sample|test)s?|.*test[-_]?data"
)
"""Other names of folders for such projects: `demoapp`, `test-crates`, `integration-tests`."""

_MOST_FOLDERS = 2_000
"""So many folders of samples are searched for projects that were passed over."""


class Exclusion(NamedTuple):
    """What is left out besides: the folders that `excludes` takes, and by default `samples`.

    Samples are the folders of tests, examples, templates and docs, and what builds
    leave. What is asked for by name is left out only by `force`. `gitignore` leaves out what
    git ignores.
    """

    excludes: Callable[[str], bool] | None = None
    samples: bool = True
    force: bool = False
    gitignore: bool = True


def nothing(_: str) -> Exclusion:
    """Leave out no more than usual."""
    return Exclusion()


def projects(
    paths: Iterable[str],
    *,
    onerror: Callable[[OSError], object] | None = None,
    onsample: Callable[[str], object] | None = None,
    exclusion: Callable[[str], Exclusion] = nothing,
) -> tuple[str, ...]:
    """Return the absolute folders of all projects that the paths mean, sorted, each once.

    A folder means every project below it, a file the project it belongs to;
    `exclusion` tells what is left out in a folder.
    Raises `OSError` for a path that is not there or may not be read; a folder
    below it that may not be read is given to `onerror` and left out, one of samples
    to `onsample`.
    """
    found: dict[str, str] = {}
    for path in paths:
        top = os.path.abspath(path)
        if path and os.path.isdir(top):
            below: Iterable[str] = _below(top, exclusion(top), onerror, onsample)
        elif path and os.path.lexists(top):
            below = _owner(top)
        else:
            raise FileNotFoundError(2, "No such file or directory", path)
        real = os.path.realpath(top)
        inside = os.path.join(top, "")
        for root in below:
            wish = exclusion(os.path.dirname(root))
            if wish.excludes and (wish.force or root.startswith(inside)) and wish.excludes(root):
                continue
            # Links are not followed below `top`, so its real name gives theirs.
            name = real + root[len(top) :] if root.startswith(top) else os.path.realpath(root)
            found.setdefault(name, root)
    return tuple(sorted(found.values()))


def samples_in(folders: Iterable[str]) -> Iterator[str]:
    """Yield the projects in folders of samples, as far as a search of some length finds them."""
    seen = 0

    def is_beyond(folder: str) -> bool:
        nonlocal seen
        seen += 1
        return seen > _MOST_FOLDERS or os.path.basename(folder).lower() in _LEFT_BY_TOOLS

    for folder in folders:
        with suppress(OSError):
            yield from _below(folder, Exclusion(excludes=is_beyond, samples=False))


def with_members(
    found: Iterable[Project],
    paths: Iterable[str],
    roots: Iterable[str],
    exclusion: Callable[[str], Exclusion] = nothing,
) -> Iterator[Project]:
    """Yield projects, and after each the members of its workspace that were passed over.

    `roots` are all the projects of the paths; only what lies in a folder among the
    paths is a member that was passed over.
    """
    known: set[str] = set()
    for project in found:
        yield project
        for member in members_of(project):
            known = known or {os.path.realpath(root) for root in roots}
            real = os.path.realpath(member)
            wish = exclusion(os.path.dirname(member))
            if real in known or (wish.excludes and wish.excludes(member)):
                continue
            if any(member.startswith(os.path.join(os.path.abspath(path), "")) for path in paths):
                known.add(real)
                yield Project(member)


def with_sources(
    found: Iterable[Project],
    roots: Iterable[str],
    follows: Callable[[Project], bool],
    exclusion: Callable[[str], Exclusion] = nothing,
) -> Iterator[Project]:
    """Yield projects, each once, and after one that `follows` all the local projects it takes
    its packages from, theirs included.

    `roots` are projects that come in any case.
    """
    known: set[str] | None = None
    added: set[str] = set()
    followed: set[str] = set()
    for project in found:
        if added and os.path.realpath(project.root) in added:
            continue
        yield project
        waiting = [project] if follows(project) else []
        while waiting:
            from uvlint.uv.sources import sources_of

            for folder in sources_of(waiting.pop()):
                real = os.path.realpath(folder)
                wish = exclusion(os.path.dirname(folder))
                if real in followed or (wish.excludes and wish.excludes(folder)):
                    continue
                followed.add(real)
                source = Project(folder)
                waiting.append(source)
                if known is None:
                    known = {os.path.realpath(root) for root in roots}
                if real not in known:
                    added.add(real)
                    yield source


def _owner(file: str) -> Iterator[str]:
    """Yield the nearest folder above a file that is a project, if any."""
    folder = os.path.dirname(file)
    while not (
        os.path.lexists(os.path.join(folder, PYPROJECT))
        or os.path.isfile(os.path.join(folder, "setup.py"))
    ):
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)
    yield folder


def _below(
    top: str,
    wish: Exclusion,
    onerror: Callable[[OSError], object] | None = None,
    onsample: Callable[[str], object] | None = None,
) -> Iterator[str]:
    """Yield the projects in a folder and below it; `top` itself is never passed over."""
    waiting = [(top, ignored_above(top) if wish.gitignore else Ignored(), False)]
    while waiting:
        folder, ignored, in_package = waiting.pop()
        names: set[str] = set()
        folders = []
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if not entry.is_dir(follow_symlinks=False):
                        names.add(entry.name)
                    elif entry.name == PYPROJECT:
                        names.add(entry.name)  # wrong, and worth a report
                    elif _is_passed_over(entry.name, wish) or (
                        wish.excludes and wish.excludes(entry.path)
                    ):
                        continue
                    elif not (wish.samples and _is_of_samples(entry.name.lower())):
                        folders.append(entry.path)
                    elif onsample is not None:
                        onsample(entry.path)
        except OSError as error:
            if folder == top:
                raise
            if onerror is not None:
                onerror(error)
            continue
        is_package = "__init__.py" in names
        is_module = is_package and in_package
        is_project = PYPROJECT in names or ("setup.py" in names and not is_module)
        if folder != top and ("pyvenv.cfg" in names or (is_project and "PKG-INFO" in names)):
            continue
        if is_project and (folder == top or folder not in ignored):
            yield folder
        if wish.gitignore and GITIGNORE in names:
            ignored = ignored.within(folder)
        waiting += [
            (path, ignored, is_package)
            for path in folders
            if not ignored.by_name(os.path.basename(path))
        ]


def _is_of_samples(name: str) -> bool:
    return name in _SAMPLES or re.fullmatch(_SAMPLE, name) is not None


def _is_passed_over(name: str, wish: Exclusion) -> bool:
    return (
        name.startswith(".")
        or (wish.samples and name.lower() in _LEFT_BY_TOOLS)
        or name.endswith((".egg-info", ".dist-info"))
        or "{{" in name
    )
