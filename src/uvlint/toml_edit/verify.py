"""The proof that nothing but the key list changed, and that uv reads it as intended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from uvlint.model import CannotFix, Key, KeyList, ListSource, Unreadable
from uvlint.project import PYPROJECT, Project
from uvlint.toml_edit.diff import shared
from uvlint.toml_edit.document import LIST, Kind, document
from uvlint.toml_edit.layout import COMMENT_LINE, line_end
from uvlint.uv import keys
from uvlint.uv.version import NEWEST


def prove(before_text: str, after_text: str, expected: tuple[Key, ...]) -> None:
    """Raise `CannotFix` unless only the key list differs and uv reads it as expected.

    Entries that uv refused before, and that nothing was done about, may stay.
    """
    before, after = (without(settings(text), LIST) for text in (before_text, after_text))
    # As text, 1 differs from 1.0 and from true, and one NaN equals another.
    if repr(before) != repr(after):
        raise CannotFix("other settings would change")
    if not _same_outside(before_text, after_text):
        raise CannotFix("text outside the key list would change")
    found = read(after_text)
    known = [refusal.reason for refusal in read(before_text).refusals]
    for refusal in found.refusals:
        if refusal.reason not in known:
            message = f"uv would refuse the list: {refusal.reason}"
            raise CannotFix(message)
        known.remove(refusal.reason)
    if found.source not in (ListSource.CONFIGURED, ListSource.INVALID):
        raise CannotFix("uv would find no list")
    if found.keys != expected:
        raise CannotFix("the list would not read as intended")


@lru_cache(maxsize=4)
def read(text: str) -> KeyList:
    """Return the key list of a document."""
    return keys.read(_project(text), NEWEST)


@lru_cache(maxsize=4)
def _project(text: str) -> Project:
    return Project("", {PYPROJECT: text.encode()})


def settings(text: str) -> Mapping[str, object]:
    """Return the values of a document; raises `CannotFix` for what is no TOML."""
    try:
        return _project(text).pyproject.data
    except Unreadable as error:
        message = f"pyproject.toml would be no TOML: {error.reason}"
        raise CannotFix(message) from error


def without(table: object, route: Sequence[str]) -> object:
    """Return a table without the value at a route, and without tables that hold nothing else."""
    if not isinstance(table, dict):
        return table
    name, *below = route
    rest = {key: value for key, value in table.items() if key != name}
    inner = without(table[name], below) if below and name in table else {}
    return rest if inner == {} else {**rest, name: inner}


def _same_outside(before: str, after: str) -> bool:
    """Tell whether two documents are equal, their key lists left out."""
    parts = document(before).list_parts
    if not parts:  # all of the old text is there, parted once at most
        return after.endswith(before[shared(before, after) :])
    old, new = _outside(before), _outside(after)
    if parts[0][0].kind is Kind.PAIR:
        return old == new
    # Tables come and go with blank lines, and leave their comments behind.
    awaited = _full_lines(old)
    for line in _full_lines(new):
        if awaited and line == awaited[0]:
            del awaited[0]
        elif not COMMENT_LINE.match(line):
            return False
    return not awaited


def _full_lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _outside(text: str) -> str:
    found, pos = [], 0
    for part in document(text).list_parts:
        found.append(text[pos : part[0].start])
        is_pair = part[0].kind is Kind.PAIR
        pos = part[-1].end if is_pair else line_end(text, part[-1].end)
    return "".join(found) + text[pos:]
