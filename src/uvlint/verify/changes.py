"""How inputs are changed in a copy, and which cannot be."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from uvlint.advice.loops import covers_any
from uvlint.model import Certainty, Dir, Env, File, Git, Input, Output
from uvlint.sandbox.copies import IDENTITY, Copy, git
from uvlint.uv.globs import is_glob, walk
from uvlint.uv.version import NEWEST, Version

_NAME = "uvlint-verify"
Undo = Callable[[], None]


def obstacle(
    item: Input, copy: Copy, outputs: Sequence[Output], version: Version, *, real: bool
) -> str:
    """Return why the change of an input is not tested, empty where it is.

    A `real` build may fail without what is there, or with a made-up value.
    """
    if item.certainty <= Certainty.POSSIBLE:
        return "it is not known whether the build reads it"
    if item.override:
        return "it only replaces a value by hand"
    if item.price:
        return item.price
    match item.key:
        case None:
            return "uv has no key for it"
        case Git():
            return "" if copy.is_repository else "there is no git repository"
        case Env():
            return "a made-up value might break the build" if real else ""
        case Dir():
            return "the build might need it" if real else ""
        case File(pattern):
            if covers_any(item.key, outputs, version):
                return "the build writes it"
            if not _path(copy, pattern).startswith(copy.top + os.sep):
                return "it lies outside of the repository"
            if not _files(copy, pattern) and (real or is_glob(pattern)):
                return "nothing matches it" if is_glob(pattern) else "it is not there"
    return ""


def change(key: File | Dir | Git, copy: Copy) -> Undo | None:
    """Change an input as an edit does; return how to undo what must not stay."""
    match key:
        case File(pattern):
            files = _files(copy, pattern)
            if files:
                os.utime(files[0])
                return None
            return _created(_path(copy, pattern))
        case Dir(name):
            return _moved(_path(copy, name))
        case Git(commit, _):
            what = ("commit", "-q", "--allow-empty", "-m", _NAME) if commit else ("tag", _NAME)
            git(copy.top, *IDENTITY, *what)
            return None


def _path(copy: Copy, name: str) -> str:
    return os.path.normpath(os.path.join(copy.root, name))


def _files(copy: Copy, pattern: str) -> tuple[str, ...]:
    names = walk(copy.root, (pattern,), NEWEST).files
    return tuple(os.path.join(copy.root, name) for name in names)


def _created(path: str) -> Undo:
    made = []
    folder = os.path.dirname(path)
    while not os.path.isdir(folder):
        made.append(folder)
        folder = os.path.dirname(folder)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "xb"):
        pass

    def undo() -> None:
        os.remove(path)
        for folder in made:
            os.rmdir(folder)

    return undo


def _moved(path: str) -> Undo:
    """Take a folder away, or make it where there is none."""
    aside = f"{path}.{_NAME}"
    if os.path.isdir(path):
        os.rename(path, aside)
        return lambda: os.rename(aside, path)
    os.makedirs(path)
    return lambda: os.rmdir(path)
