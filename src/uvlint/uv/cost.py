"""What keys cost at every sync (uv 0.13.9, measured with a warm disk cache)."""

from __future__ import annotations

from uvlint.model import File, Key
from uvlint.uv.globs import Seen, base, is_glob
from uvlint.uv.version import NEWEST

VISITED = 0.8
"""Microseconds for a file that the walk for a glob comes across."""

MATCHED = 3.4
"""Microseconds for a file that counts: uv asks the disk when it changed."""


def microseconds(pattern: str, matched: int, walked: int) -> float:
    """Return what a file key costs at every sync, from the numbers of `Seen`.

    What a negation matches is only walked.
    """
    if pattern.startswith("!") and is_glob(pattern):
        return walked * VISITED
    return matched * MATCHED + max(walked - matched, 0) * VISITED


def together(seen: Seen) -> float:
    """Return what the file keys of a list cost at every sync; a walk they share counts once."""
    return len(seen.files) * MATCHED + seen.passed * VISITED


def walks_everything(key: Key | None) -> bool:
    """Tell whether uv walks the whole folder of the project for a key."""
    return (
        isinstance(key, File)
        and is_glob(key.pattern)
        and not key.pattern.startswith("!")
        and base(key.pattern, NEWEST) in ("", ".")
    )
