"""Paths inside the evaluator: absolute text below a root that no real path begins with.

So `posixpath` does all the arithmetic, and what comes out is made relative to the
project at the end. Wild characters stand for the open parts of a glob.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache

_LEVEL = "/\ufdd3"
ROOT = _LEVEL * 12
"""The folder of the project; far enough down that `..` stays below the top."""

AWAY = "/~"
"""A folder that is not in the project, for what lies there in every case."""

STAR = "\ufdd0"
_WILD = str.maketrans({"*": STAR, "?": "\ufdd1", "[": "\ufdd2"})
_GLOB = str.maketrans({STAR: "*", "\ufdd1": "?", "\ufdd2": "["})
_ESCAPED = str.maketrans({"*": "[*]", "?": "[?]", "[": "[[]"})


def wild(pattern: str) -> str:
    """Return a pattern of `glob` as text with wild characters."""
    return pattern.translate(_WILD)


def is_wild(text: str) -> bool:
    """Tell whether text stands for an open set of names."""
    return not text.isascii() and (STAR in text or "\ufdd1" in text or "\ufdd2" in text)


def is_key(option: object) -> bool:
    """Tell whether an option can be the key of a dictionary that is looked up later."""
    return isinstance(option, int) or (isinstance(option, str) and not is_wild(option))


def as_glob(text: str) -> str:
    """Return text with wild characters as a pattern in which the rest is literal."""
    return text.translate(_ESCAPED).translate(_GLOB) if is_wild(text) else text


_UNEVEN = re.compile(r"//|(?:^|/)\.\.?(?:/|$)|.(?:/$)")
"""What a path without `.` and `..` does not have."""


@lru_cache(maxsize=1024)
def absolute(path: str, folder: str = ROOT) -> str:
    """Return a path without `.` and `..`, from the root."""
    full = posixpath.join(folder, path)
    return posixpath.normpath(full) if _UNEVEN.search(full) else full


@lru_cache(maxsize=1024)
def relative(path: str, folder: str = ROOT) -> str | None:
    """Return a path relative to the project, None where it is far outside."""
    if folder == ROOT and path[:1] != "/" and path and not _UNEVEN.search(path):
        return path
    full = absolute(path, folder)
    if full == ROOT:
        return "."
    if full.startswith(f"{ROOT}/"):
        return full[len(ROOT) + 1 :]
    common = full
    ups = 0
    base = ROOT
    while base and not (common == base or common.startswith(f"{base}/")):
        base = base[: -len(_LEVEL)]
        ups += 1
    if not base:
        return None
    below = full[len(base) + 1 :]
    if below.startswith(_LEVEL[1:]):
        return None
    return "/".join([".."] * ups + ([below] if below else []))
