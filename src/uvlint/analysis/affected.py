"""Which projects a change of files concerns: those whose builds read one of them."""

from __future__ import annotations

from collections.abc import Iterable
from os.path import abspath

from uvlint.analysis.checker import Examination
from uvlint.model import File
from uvlint.uv.coverage import covers_file
from uvlint.uv.keys import DEFAULTS
from uvlint.uv.version import NEWEST


def is_affected(found: Examination, changed: Iterable[str]) -> bool:
    """Tell whether the build of a project reads one of the changed files.

    `changed` are paths on disk; a file that is gone counts as well as a new one.
    What uv watches without a list and what any provider names as possible is read.
    """
    inputs = found.facts.inputs if found.facts else ()
    version = found.facts.uv if found.facts else NEWEST
    read = (
        *(key for key in DEFAULTS if isinstance(key, File)),
        *(item.key for item in inputs if isinstance(item.key, File)),
    )
    return any(
        covers_file(found.project.relative(abspath(path)), (key,), version) is not None
        for path in changed
        for key in read
    )
