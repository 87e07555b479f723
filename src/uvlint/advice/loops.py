"""Keys that match what a build writes, so that uv rebuilds for ever."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence

from uvlint.model import File, KeyList, Output
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import is_glob
from uvlint.uv.version import NEWEST, Version

ENVIRONMENT = Output(
    file=".venv/lib/python3/site-packages/x.dist-info/uv_cache.json",
    why="uv writes its record into the environment",
)
"""What uv itself writes at every installation (uv 0.13.9, observed)."""


def loops(keys: KeyList, outputs: Sequence[Output], version: Version) -> Mapping[int, Output]:
    """Return the first output that each entry of the list matches, for those that match one.

    The negations of the whole list count; the environment is an output for globs. What
    is written only once, or again only after an edit, comes last. A list that uv drops makes no loop.
    """
    if keys.dropped:
        return {}
    found: dict[int, Output] = {}
    for index, key in enumerate(keys.entries):
        if not isinstance(key, File):
            continue
        written = (*outputs, ENVIRONMENT) if is_glob(key.pattern) else outputs
        matched = (o for o in written if covers_file(o.file, keys.keys, version) == key)
        output = min(matched, key=lambda o: (o.once, o.incremental), default=None)
        if output is not None:
            found[index] = output
    return found


def writes(output: str, key: File) -> bool:
    """Tell whether a build writes a file: by its name, or as all below a folder."""
    if not is_glob(output):
        return posixpath.normpath(output) == posixpath.normpath(key.pattern)
    return (
        output.endswith(("/**", "/**/*"))
        and covers_file(key.pattern, (File(output),), NEWEST) is not None
    )


def covers_any(key: File, outputs: Sequence[Output], version: Version) -> bool:
    """Tell whether a key matches something that a build writes."""
    return any(covers_file(output.file, (key,), version) for output in outputs)
