"""A key list that stands where uv does not read it, put where uv does."""

from __future__ import annotations

import re
from collections.abc import Mapping

from uvlint.model import CannotFix, File, ListSource, Reader
from uvlint.project import PYPROJECT
from uvlint.toml_edit.document import LIST, UV, Document, Kind, Statement, section_end
from uvlint.toml_edit.insert import with_list
from uvlint.toml_edit.layout import block_start, line_end, line_start
from uvlint.toml_edit.remove import array_at, lines_of, pair_at
from uvlint.toml_edit.verify import read, settings, without

_BLANK_LINE = re.compile(r"[ \t]*\r?\n")


def moved(file: str, route: tuple[str, ...], text_of: Reader) -> Mapping[str, str]:
    """Return the texts in which the list of a file and route is the one that uv reads.

    Nothing where the list has gone, or another one stands there already. Comments
    above, in and behind the list go with it. Raises `CannotFix`.
    """
    before = text_of(file)
    target = text_of(PYPROJECT) or ""
    if before is None or not array_at(before, route) or Document(target).list_parts:
        return {}
    if file == PYPROJECT and route[:-1] == UV:
        after = _renamed(before, pair_at(Document(before), route))
        _prove(before, after, route)
        return {file: after}
    above, value, rest = _taken(before, route)
    texts = {file: rest} if file != PYPROJECT else {}
    after = _put(rest if file == PYPROJECT else target, above, value)
    _prove(target, after, route if file == PYPROJECT else ())
    if texts and repr(settings(rest)) != repr(without(settings(before), route)):
        raise CannotFix("other settings would change")
    return {**texts, PYPROJECT: after}


def _renamed(text: str, pair: Statement) -> str:
    head, name, tail = text[pair.start : pair.value].rpartition(pair.route[-1])
    return f"{text[: pair.start]}{head}{LIST[-1] if name else ''}{tail}{text[pair.value :]}"


def _taken(text: str, route: tuple[str, ...]) -> tuple[str, str, str]:
    """Return the comments above a list, the list up to the end of its line, and the rest."""
    document = Document(text)
    pair = pair_at(document, route)
    index = document.top.index(pair)
    start, end = lines_of(text, pair)
    block = block_start(text, pair.start)
    above, value = text[block:start], text[pair.value : line_end(text, pair.end)]
    header = document.top[index - 1] if index else None
    alone = index == section_end(document.top, index)
    if header is not None and alone and header.kind is Kind.TABLE and header.route == route[:-1]:
        head = line_start(text, header.start)
        if not text[line_end(text, header.end) : block].strip():
            block = head
            while match := _BLANK_LINE.match(text, end):
                end = match.end()
    return above, value, text[:block] + text[end:]


def _put(text: str, above: str, value: str) -> str:
    text = with_list(Document(text), (File(PYPROJECT),))
    (pair,) = Document(text).list_parts[0]
    start = line_start(text, pair.start)
    return text[:start] + above + text[start : pair.value] + value + text[pair.end :]


def _prove(before: str, after: str, route: tuple[str, ...]) -> None:
    """Raise `CannotFix` unless the list alone has moved, and uv takes it."""
    old, new = settings(before), settings(after)
    if repr(without(old, route) if route else old) != repr(without(new, LIST)):
        raise CannotFix("other settings would change")
    if read(after).source is not ListSource.CONFIGURED:
        raise CannotFix("uv would refuse the list")
