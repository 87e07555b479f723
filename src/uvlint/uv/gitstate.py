"""Commit and tags as uv reads them, from the files of a repository and without running git.

What counts is what uv stores, not what git would say: uv 0.13.9 knows neither SHA-256
nor reftables, ignores `GIT_DIR`, and where it cannot read it says nothing (observed).
Older versions read less (0.4.18 to 0.11.19, observed).
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import TypeVar

from uvlint.named_tuple import NamedTuple
from uvlint.uv.version import Version

COMMITS = Version(0, 4, 19)
"""Since this version uv reads the commit of a branch."""

NESTED_TAGS = Version(0, 5, 19)
"""Since this version a slash in the name of a tag does not hide all tags."""

WORKTREES = Version(0, 11, 20)
"""Since this version uv reads packed references, and repositories that lie elsewhere."""

T = TypeVar("T")

_ID = r"[0-9A-Fa-f]{40}"
_LONG_ID = r"[0-9A-Fa-f]{64}"
_SURROGATE = "[\udc80-\udcff]"
_MOVE = (
    r"(?P<old>[0-9a-f]+) (?P<new>[0-9a-f]+) [^\t]*> (?P<seconds>[0-9]{1,12}) [-+][0-9]{4}(?:\t|$)"
)
_SECOND = 1_000_000_000
_TAGS = "refs/tags/"
_REFTABLE = "refs/heads/.invalid"  # what HEAD says for readers that know files only


class GitState(NamedTuple):
    """What uv stores for a `git` key.

    `repository` is the folder that holds `.git`, None where there is none. `commit`
    and `tags` are None where uv stores null; an annotated tag has the id of the tag
    itself. `trouble` is a clause that tells why uv reads less than git would.
    """

    repository: str | None = None
    commit: str | None = None
    tags: Mapping[str, str] | None = None
    trouble: str | None = None


class _Trouble(Exception):
    """Why uv reads nothing, as a clause."""


def read(root: str, version: Version) -> GitState:
    """Return the commit and the tags that uv sees from a folder."""
    repository = _discover(os.path.abspath(root))
    if repository is None:
        return GitState()
    commit_of, tags_of = _commit, _tags
    if version < WORKTREES:
        commit_of = partial(_commit_before, version=version)
        tags_of = partial(_tags_before, version=version)
    commit, no_commit = _attempt(commit_of, repository)
    tags, no_tags = _attempt(tags_of, repository)
    return GitState(repository=repository, commit=commit, tags=tags, trouble=no_commit or no_tags)


def moved_at(repository: str) -> int | None:
    """Return when another commit was checked out last, in nanoseconds, as far as git noted it."""
    try:
        log = os.path.join(_folders(repository)[0], "logs", "HEAD")
        lines = (_text(log) or "").splitlines()
        written = os.stat(log).st_mtime_ns
    except (_Trouble, OSError):
        return None
    for line in reversed(lines):
        if (move := re.match(_MOVE, line)) and move["old"] != move["new"]:
            moment = int(move["seconds"]) * _SECOND
            # The file knows it better, unless it was written again for another reason.
            return written if moment <= written < moment + 2 * _SECOND else moment
    return None


def tagged_at(repository: str) -> int | None:
    """Return when a tag was made or moved last, in nanoseconds; packed tags are old ones."""
    try:
        folder = os.path.join(_folders(repository)[1], _TAGS)
    except _Trouble:
        return None
    moments = []
    for path in _files(folder):
        try:
            moments.append(os.stat(path).st_mtime_ns)
        except OSError:
            continue
    return max(moments, default=None)


def _attempt(reader: Callable[[str], T], repository: str) -> tuple[T | None, str | None]:
    try:
        return reader(repository), None
    except _Trouble as trouble:
        return None, str(trouble)


def _discover(folder: str) -> str | None:
    """Return the nearest folder upward with a `.git` of any kind, even an empty one."""
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def _folders(repository: str) -> tuple[str, str]:
    """Return the folder of HEAD, and the folder that all worktrees share."""
    own = os.path.join(repository, ".git")
    if not os.path.isdir(own):
        link = _text(own) or ""
        if not link.startswith("gitdir:"):
            raise _Trouble("`.git` leads to no repository")
        own = os.path.join(repository, link.removeprefix("gitdir:").strip())
    shared = _text(os.path.join(own, "commondir"))
    return own, own if shared is None else os.path.join(own, shared.strip())


def _commit(repository: str) -> str:
    own, common = _folders(repository)
    head = _text(os.path.join(own, "HEAD"))
    if head is None:
        raise _Trouble("`.git` leads to no repository")
    words = head.split()
    if len(words) < 2:
        return _checked("".join(words), "HEAD")
    name = words[1]
    if name == _REFTABLE:
        raise _Trouble("the repository keeps its references in a reftable")
    for folder in (own, common):
        text = _text(os.path.join(folder, name))
        if text is not None:
            return _checked(text.strip(), name)
    packed = dict(_packed(common))
    if name in packed:
        return packed[name]
    clause = f"`{name}` has no commit yet"
    raise _Trouble(clause)


def _tags(repository: str) -> dict[str, str]:
    _, common = _folders(repository)
    tags = {
        name.removeprefix(_TAGS): commit
        for name, commit in _packed(common)
        if name.startswith(_TAGS)
    }
    folder = os.path.join(common, _TAGS)
    return dict(sorted((tags | _loose(folder, _files(folder))).items()))


def _loose(folder: str, paths: Iterable[str]) -> dict[str, str]:
    """Return the tags that have a file each."""
    tags: dict[str, str] = {}
    for path in paths:
        tag = path.removeprefix(folder)
        text = None if re.search(_SURROGATE, tag) else _text(path)
        if text is not None:
            tags[tag] = _checked(text.strip(), _TAGS + tag)
    return tags


def _commit_before(repository: str, *, version: Version) -> str:
    """Return the commit as versions did that looked into the folder `.git` alone."""
    own = os.path.join(repository, ".git")
    if not os.path.isdir(own):
        clause = f"uv before {WORKTREES} reads no commit where `.git` is a file"
        raise _Trouble(clause)
    words = (_text(os.path.join(own, "HEAD")) or "").split()
    if len(words) < 2:
        return _checked("".join(words), "HEAD")
    text = _text(os.path.join(own, words[1]))
    if text is None:
        clause = f"`{words[1]}` has no file of its own, and uv before {WORKTREES} reads no other"
        raise _Trouble(clause)
    if version < COMMITS and text != text.strip():
        clause = f"uv before {COMMITS} reads no branch"
        raise _Trouble(clause)
    return _checked(text.strip(), words[1])


def _tags_before(repository: str, *, version: Version) -> dict[str, str]:
    """Return the tags as versions did that knew no packed ones."""
    own = os.path.join(repository, ".git")
    if os.path.isdir(own):
        shared = own
        if not os.path.exists(os.path.join(own, "refs")):
            raise _Trouble("`.git` leads to no repository")
    else:
        label, _, link = (_text(own) or "").partition(":")
        above = os.path.dirname(link.strip())
        if label != "gitdir" or not above:
            raise _Trouble("`.git` leads to no repository")
        shared = os.path.dirname(above)  # seen from where uv was started
    folder = os.path.join(shared, _TAGS)
    paths = _files(folder) if version >= NESTED_TAGS else _entries(folder)
    return dict(sorted(_loose(folder, paths).items()))


def _entries(folder: str) -> Iterator[str]:
    """Yield all that lies in a folder, folders and links included."""
    try:
        names = os.listdir(folder)
    except OSError:
        return
    yield from (os.path.join(folder, name) for name in names)


def _packed(common: str) -> Iterator[tuple[str, str]]:
    """Yield the names and commits of `packed-refs`, without what annotated tags point to."""
    for line in (_text(os.path.join(common, "packed-refs")) or "").split("\n"):
        entry = line.strip()
        if entry and not entry.startswith(("#", "^")):
            commit, blank, name = entry.partition(" ")
            yield name, _checked(commit if blank else "", "packed-refs")


def _files(folder: str) -> Iterator[str]:
    """Yield the files below a folder; links are none to uv."""
    folders = [folder]
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                    elif entry.is_file(follow_symlinks=False):
                        yield entry.path
        except OSError:
            continue


def _text(path: str) -> str | None:
    """Return the text of a file, None where there is none."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:  # ValueError: no UTF-8, or a NUL byte in the path
        clause = f"`{os.path.basename(path)}` cannot be read"
        raise _Trouble(clause) from error


def _checked(commit: str, where: str) -> str:
    if re.fullmatch(_ID, commit):
        return commit
    if re.fullmatch(_LONG_ID, commit):
        raise _Trouble("the repository uses SHA-256")
    clause = f"`{where}` holds no commit"
    raise _Trouble(clause)
