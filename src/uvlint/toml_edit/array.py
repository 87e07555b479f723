"""A list in brackets: what changes in it, and what stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from uvlint.model import CannotFix, Key
from uvlint.toml_edit.document import Document, Statement
from uvlint.toml_edit.layout import (
    WIDTH,
    Style,
    indent_of,
    item_text,
    layout_of,
    line_start,
    newline_of,
    style_of,
    unit_of,
)
from uvlint.toml_edit.plan import Plan
from uvlint.toml_edit.syntax import comments, items

_REST_OF_LINE = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?=\r?\n)")


class _Chunk:
    """An item and all around it: blanks and comments before it, up to its comma, on its line."""

    def __init__(
        self, value: str, *, lead: str = "", gap: str = "", tail: str = "", new: bool = False
    ) -> None:
        self.value = value
        self.lead = lead
        self.gap = gap
        self.tail = tail
        self.new = new
        self.gone = False


def changed_array(
    document: Document, pair: Statement, plan: Plan, entries: Sequence[Key | None]
) -> str:
    """Return the document with another array as the value of a pair."""
    text = document.text
    old = text[pair.value : pair.end]
    opener, chunks, closer, trailing = _chunks(old)
    if len(chunks) != len(entries):
        raise CannotFix("the list is not the one that was examined")
    around = (closer.lead, *(chunk.lead + chunk.gap for chunk in chunks))
    broken = any("\n" in blanks for blanks in around)
    column = pair.value - line_start(text, pair.value)
    if not chunks and not broken:
        new = layout_of(document, pair).array(plan.inserted[0], column)
        return text[: pair.value] + new + text[pair.end :]
    newline = newline_of(old, text)
    base = newline + indent_of(text, pair.start)
    indents = [chunk.lead.rpartition("\n")[2] for chunk in chunks if "\n" in chunk.lead]
    fresh = newline + indents[0] if indents else base + unit_of(document)
    between = chunks[1].lead if len(chunks) > 1 and not broken else " "

    style = style_of([chunk.value for chunk in chunks], entries)
    arranged = [*_arranged(chunks, plan, style, fresh), closer]
    _give_leads(arranged, fresh if broken else None, between)
    left = _without_gone(arranged, fresh, base)[:-1]
    new = opener + _joined(left, trailing=trailing or (broken and not chunks))
    new += closer.lead + closer.value
    grown = len(new) > len(old) and "\n" not in new
    if grown and column + len(new) > WIDTH and not document.is_nested(pair):
        for chunk in left:
            chunk.lead = fresh
        new = f"[{_joined(left, trailing=True)}{base}]"
    return text[: pair.value] + new + text[pair.end :]


def _chunks(array: str) -> tuple[str, list[_Chunk], _Chunk, bool]:
    """Return an array as its opening, its items, its closing, and whether a comma ends it."""
    found, close = items(array, 0)
    pos = _comment_end(array, 1)
    opener = array[:pos]
    chunks = []
    for item in found:
        behind = item.end if item.comma is None else item.comma + 1
        end = _comment_end(array, behind)
        chunks.append(
            _Chunk(
                lead=array[pos : item.start],
                value=array[item.start : item.end],
                gap="" if item.comma is None else array[item.end : item.comma],
                tail=array[behind:end],
            )
        )
        pos = end
    closer = _Chunk(lead=array[pos:close], value="]")
    return opener, chunks, closer, bool(found) and found[-1].comma is not None


def _comment_end(text: str, pos: int) -> int:
    """Return the end of the line where no more than a comment follows, else the same offset."""
    match = _REST_OF_LINE.match(text, pos)
    return match.end() if match else pos


def _arranged(chunks: Sequence[_Chunk], plan: Plan, style: Style, fresh: str) -> Iterator[_Chunk]:
    """Yield the items in their new order, with those that go."""

    def new(keys: Sequence[Key]) -> Iterator[_Chunk]:
        return (_Chunk(value=item_text(key, style), new=True) for key in keys)

    yield from new(plan.inserted[0])
    for chunk, keys, behind in zip(chunks, plan.replaced, plan.inserted[1:], strict=True):
        chunk.gone = keys == ()
        if keys:
            chunk.lead += "".join(note + fresh for note in comments(chunk.value))
            chunk.value = item_text(keys[0], style)
        yield chunk
        yield from new((*(keys or ())[1:], *behind))


def _give_leads(chunks: Sequence[_Chunk], fresh: str | None, between: str) -> None:
    """Give new items what stands before them: `fresh` puts them on lines of their own."""
    for index, chunk in enumerate(chunks):
        if not chunk.new:
            continue
        ahead = next(other for other in chunks[index:] if not other.new)
        is_last = ahead is chunks[-1]
        if fresh is not None and (is_last or "\n" in ahead.lead):
            chunk.lead = fresh
        elif index == 0:
            chunk.lead = ahead.lead
            ahead.lead = ahead.lead if is_last else between
        else:
            chunk.lead = between


def _without_gone(chunks: Sequence[_Chunk], fresh: str, closing: str) -> list[_Chunk]:
    """Return the items that stay, with the comments of the others.

    A comment goes with its item only behind it on a line that holds nothing else.
    """
    left = []
    first: str | None = None  # what stood before the first of a row of items that go
    notes = ""
    for chunk in chunks:
        if chunk.gone:
            first = chunk.lead if first is None else first
            inner = "".join(f" {note}" for note in comments(chunk.value))
            tail = "" if "\n" in chunk.lead else chunk.tail
            texts = (chunk.lead, inner, chunk.gap, tail)
            notes += "".join(text.rstrip() for text in texts if "#" in text)
            continue
        if first is not None:
            if "\n" in chunk.lead:
                chunk.lead = notes + chunk.lead
            elif chunk is chunks[-1]:
                chunk.lead = notes + closing if notes or "\n" in first else chunk.lead
            else:
                chunk.lead = notes + fresh if notes else first
            first, notes = None, ""
        left.append(chunk)
    return left


def _joined(chunks: Sequence[_Chunk], *, trailing: bool) -> str:
    parts = []
    for chunk in chunks:
        comma = "," if trailing or chunk is not chunks[-1] else ""
        parts.append(f"{chunk.lead}{chunk.value}{chunk.gap}{comma}{chunk.tail}")
    return "".join(parts)
