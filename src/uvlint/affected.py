"""Which projects a change of files concerns: those whose builds read one of them."""

from __future__ import annotations

from collections.abc import Iterable

from uvlint.model import File
from uvlint.plugin import Facts
from uvlint.uv.coverage import covers_file
from uvlint.uv.keys import DEFAULTS


def is_affected(facts: Facts, changed: Iterable[str]) -> bool:
    """Tell whether the build of a project reads one of the changed files.

    `changed` are paths on disk; a file that is gone counts as well as a new one.
    What uv watches without a list and what any provider names as possible is read.
    """
    read = (
        *(key for key in DEFAULTS if isinstance(key, File)),
        *(item.key for item in facts.inputs if isinstance(item.key, File)),
    )
    return any(
        covers_file(facts.project.relative(path), (key,)) is not None
        for path in changed
        for key in read
    )
