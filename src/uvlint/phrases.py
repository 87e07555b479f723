"""How keys and fields read in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from uvlint.model import WHEEL, Dir, Env, File, Git, Key
from uvlint.uv.globs import is_glob
from uvlint.uv.keys import toml


def listed(items: Sequence[str], last: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def fields(names: Sequence[str]) -> str:
    """Return what the user sees of metadata fields; the wheel is "the build"."""
    return listed(["build" if name == WHEEL else name for name in names])


def change(key: Key) -> str:
    """Return the event a key watches, as it reads after "when"."""
    match key:
        case File(pattern) if is_glob(pattern):
            return f"a file of {pattern} changes"
        case File(pattern):
            return f"{pattern} changes"
        case Dir(path):
            return f"the folder {path} appears or goes"
        case Git(commit=True, tags=True):
            return "the commit or a tag changes"
        case Git(commit=True):
            return "the commit changes"
        case Git():
            return "a tag changes"
        case Env(name):
            return f"the variable {name} changes"


def changes(keys: Sequence[Key], shown: int = 3) -> str:
    """Return the event that any of several keys watches; more than a few are counted."""
    if len(keys) == 1:
        return change(keys[0])
    names = [_name(key) for key in keys[:shown]]
    others = len(keys) - len(names)
    if others:
        names.append(f"{others} {'others' if others > 1 else 'other'}")
    return f"any of {listed(names, 'or')} changes"


def reason(whys: Sequence[str], otherwise: str) -> str:
    """Return why several keys matter: the reason that they share, else another one."""
    return whys[0] if len(set(whys)) == 1 else otherwise


def several(keys: Sequence[Key]) -> str:
    """Return the first of several keys as it reads in a list, and how many more there are."""
    others = f" and {len(keys) - 1} more" if len(keys) > 1 else ""
    return f"{toml(keys[0])}{others}"


def _name(key: Key) -> str:
    match key:
        case File(pattern):
            return pattern
        case Dir(path):
            return path
        case Git():
            return "git"
        case Env(name):
            return name


def named(key: Key) -> str:
    """Return what people call a key."""
    match key:
        case File(pattern):
            return pattern
        case Dir(path):
            return f"{path}/ (appears or goes)"
        case Git(commit=True, tags=True):
            return "git commit and tags"
        case Git(commit=True):
            return "git commit"
        case Git(tags=True):
            return "git tags"
        case Git():
            return "nothing of git"
        case Env(name):
            return f"${name}"
