"""Copies of work trees: the files that git tracks or would track, and a repository of their own.

The original is only read. Objects of git are borrowed from it, not copied.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator

from uvlint.named_tuple import NamedTuple
from uvlint.sandbox.processes import Failed, environment, found, run

IDENTITY = (
    *("-c", "user.name=uvlint", "-c", "user.email=uvlint@localhost"),
    *("-c", "commit.gpgsign=false", "-c", "tag.gpgsign=false"),
)
"""Who commits in a copy, as options of git."""

_SECONDS = 120.0
_LEFT_OUT = frozenset({".git", ".hg", ".tox", "__pycache__", "node_modules"})
_OF_COMMON = ("packed-refs", "refs", "shallow")
_OF_WORK_TREE = ("HEAD", "index")


class Copy(NamedTuple):
    """A copy of what belongs to a project: its top folder, and the folder of the project in it.

    `is_repository` tells that the copy is one of git.
    """

    top: str
    root: str
    is_repository: bool


def copied(root: str, top: str, target: str, besides: Iterable[str] = ()) -> Copy:
    """Copy the work tree around a project into a new folder.

    `root` is the folder of the project, `top` the one above it that belongs to it,
    where there is no repository. `besides` are files to copy although git ignores them,
    relative to the project. Raises `Failed` where git does, `OSError` where the disk does.
    """
    repository = _repository(root)
    if repository is None:
        _copy(top, target, _files(top))
    else:
        top = repository.top
        os.makedirs(target)
        _borrow(repository, target)
        _copy(top, target, _listed(top))
    wanted = (os.path.relpath(os.path.join(root, name), top) for name in besides)
    _copy(top, target, (name for name in wanted if not name.startswith(os.pardir)))
    place = os.path.normpath(os.path.join(target, os.path.relpath(root, top)))
    return Copy(target, place, is_repository=repository is not None)


class _Repository(NamedTuple):
    """A repository: its work tree, the folder of that work tree in git, the one all share."""

    top: str
    own: str
    common: str
    object_format: str


def git(folder: str, *arguments: str) -> str:
    """Return what git answers; no hook or monitor that a repository names is run.

    Raises `Failed` where it fails, or is not there.
    """
    program = found("git")
    if program is None:
        raise Failed("git is not installed")
    command = [
        program,
        "-c",
        f"core.hooksPath={os.devnull}",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "safe.directory=*",
        *arguments,
    ]
    environ = environment(os.environ) | {"GIT_OPTIONAL_LOCKS": "0"}
    done = run(command, folder, environ, _SECONDS)
    if done.code != 0:
        message = f"git {arguments[0]} failed: {done.output.strip()}"
        raise Failed(message)
    return done.output


def _repository(root: str) -> _Repository | None:
    asked = ("--show-toplevel", "--absolute-git-dir", "--git-common-dir", "--show-object-format")
    try:
        lines = git(root, "rev-parse", *asked).splitlines()
    except Failed:
        return None
    top, own, common, object_format = lines
    return _Repository(top, own, os.path.join(root, common), object_format)


def _borrow(repository: _Repository, target: str) -> None:
    """Make a repository that has the refs of another one, and reads its objects."""
    form = f"--object-format={repository.object_format}"
    git(target, "init", "-q", "--template=", form)
    place = os.path.join(target, ".git")
    for folder, names in ((repository.common, _OF_COMMON), (repository.own, _OF_WORK_TREE)):
        for name in names:
            source = os.path.join(folder, name)
            if os.path.isdir(source):
                shutil.copytree(source, os.path.join(place, name), dirs_exist_ok=True)
            elif os.path.exists(source):
                shutil.copy2(source, os.path.join(place, name))
    os.makedirs(os.path.join(place, "objects/info"), exist_ok=True)
    with open(os.path.join(place, "objects/info/alternates"), "w", encoding="utf-8") as file:
        file.write(os.path.join(repository.common, "objects") + "\n")


def _listed(top: str) -> Iterator[str]:
    """Yield what git tracks or would track, in submodules as well."""
    listed = git(top, "ls-files", "-z", "-co", "--exclude-standard")
    for name in filter(None, listed.split("\0")):
        path = os.path.join(top, name)
        if os.path.exists(os.path.join(path, ".git")) and not os.path.islink(path):
            yield from (os.path.join(name, inner) for inner in _listed(path))
        else:
            yield name


def _files(top: str) -> Iterator[str]:
    """Yield the files below a folder without a repository, but for environments and caches."""
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if _is_taken(folder, name)]
        links = [name for name in below if os.path.islink(os.path.join(folder, name))]
        for name in (*names, *links):
            yield os.path.relpath(os.path.join(folder, name), top)


def _is_taken(folder: str, name: str) -> bool:
    return name not in _LEFT_OUT and not os.path.exists(os.path.join(folder, name, "pyvenv.cfg"))


def _copy(top: str, target: str, names: Iterable[str]) -> None:
    """Copy plain files and links; what is none, or is gone, is passed over."""
    os.makedirs(target, exist_ok=True)
    for name in names:
        source, place = os.path.join(top, name), os.path.join(target, name)
        is_link = os.path.islink(source)
        if not is_link and not os.path.isfile(source):
            continue
        if os.path.lexists(place):
            continue
        os.makedirs(os.path.dirname(place), exist_ok=True)
        goal = os.readlink(source) if is_link else ""
        if goal.startswith(os.path.join(top, "")):
            # Or else what writes into the copy would write into the original.
            os.symlink(os.path.join(target, os.path.relpath(goal, top)), place)
        else:
            shutil.copy2(source, place, follow_symlinks=False)
