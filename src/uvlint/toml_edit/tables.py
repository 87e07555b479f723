"""A list of `[[tool.uv.cache-keys]]` tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from uvlint.model import CannotFix, Key
from uvlint.toml_edit.document import Document, Statement
from uvlint.toml_edit.layout import (
    Style,
    block_start,
    indent_of,
    line_end,
    line_start,
    newline_of,
    pair_text,
    style_of,
)
from uvlint.toml_edit.plan import Plan
from uvlint.toml_edit.syntax import comments

_BLANK_LINES = re.compile(r"(?:[ \t]*\r?\n)*")
_ENDS_BLANK = re.compile(r"(?:\A|\n)[ \t]*\r?\n\Z")
_HAS_BLANK = re.compile(r"\n[ \t]*\r?\n")

Table = Sequence[Statement]


def changed_tables(document: Document, plan: Plan) -> str:
    """Return the document with tables added, changed and taken out."""
    text, tables = document.text, document.list_parts
    if len(tables) != len(plan.replaced):
        raise CannotFix("the list is not the one that was examined")
    style = _style(text, tables)
    newline, first = newline_of(text), tables[0][0]
    between = text[first.end : tables[-1][0].start]
    apart = newline * (2 if len(tables) == 1 or _HAS_BLANK.search(between) else 1)
    replaced, inserted = list(plan.replaced), list(plan.inserted)
    for index, keys in enumerate(replaced):
        if keys == ():  # the next new key takes the place of one that goes
            replaced[index], inserted[index + 1] = inserted[index + 1], ()
    if not any(inserted) and all(keys == () for keys in replaced):
        raise CannotFix("no table would be left, and without any uv watches its defaults")

    done, pos = "", 0
    if inserted[0]:
        pos = block_start(text, first.start)
        new = (new_table(text, first, key, style) + apart for key in inserted[0])
        done = text[:pos] + "".join(new)
    for table, keys, behind in zip(tables, replaced, inserted[1:], strict=True):
        start, end = line_start(text, table[0].start), line_end(text, table[-1].end)
        done += text[pos:start]
        if keys == ():
            indent = text[start : table[0].start]
            done += "".join(indent + note + newline for note in _own_comments(text, table))
            done, pos = _closed_up(done, text, text.find("\n", end) + 1 or len(text))
            continue
        done += text[start:end] if keys is None else changed_table(text, table, keys[0], style)
        more = (*(keys or ())[1:], *behind)
        done += "".join(apart + new_table(text, first, key, style) for key in more)
        pos = end
    return done + text[pos:]


def new_table(text: str, header: Statement, key: Key, style: Style) -> str:
    """Return the lines of a new table of the array, like the one with that header."""
    indent = indent_of(text, header.start)
    name = text[header.start : header.end].strip("[]")
    return f"{indent}[[{name}]]{newline_of(text)}{indent}{pair_text(key, style)}"


def changed_table(text: str, table: Table, key: Key, style: Style) -> str:
    """Return the lines of one table with another key in it."""
    newline = newline_of(text)
    header, *pairs = table
    start, end = line_start(text, header.start), line_end(text, table[-1].end)
    new = pair_text(key, style)
    if not pairs:
        return f"{text[start:end]}{newline}{indent_of(text, header.start)}{new}"
    indent = newline + indent_of(text, pairs[0].start)
    notes = "".join(indent + note for note in comments(text[pairs[0].start : pairs[-1].end]))
    return text[start : pairs[0].start] + new + text[pairs[-1].end : end] + notes


def _style(text: str, tables: Sequence[Table]) -> Style:
    pairs = [text[item.start : item.end] for table in tables for item in table[1:]]
    return style_of(pairs, [None] * len(pairs))


def _own_comments(text: str, table: Table) -> Iterator[str]:
    """Yield the comments in a table, except those behind a statement on its line."""
    for item, following in zip(table, [*table[1:], None], strict=True):
        yield from comments(text[item.start : item.end])
        if following is not None:
            yield from comments(text[item.end : following.start].partition("\n")[2])


def _closed_up(done: str, text: str, pos: int) -> tuple[str, int]:
    """Return what stands before and behind a table that goes, without doubled blank lines."""
    if not text[pos:].strip():
        return re.sub(r"(?<=\n)(?:[ \t]*\r?\n)+\Z", "", done), len(text)
    if (not done or _ENDS_BLANK.search(done)) and (match := _BLANK_LINES.match(text, pos)):
        pos = match.end()
    return done, pos
