"""A list where there is none yet, or in place of something that is no list."""

from __future__ import annotations

import re

from uvlint.model import CannotFix, Key
from uvlint.toml_edit.document import LIST, UV, Document, Kind, Statement, section_end
from uvlint.toml_edit.layout import Style, block_start, layout_of, line_end, line_start
from uvlint.toml_edit.syntax import comments, members
from uvlint.toml_edit.tables import changed_table, new_table

PACKAGING = (
    *("cython", "enscons", "flit", "hatch", "maturin", "meson", "pbr", "pdm", "poetry"),
    *("py-build", "scikit-build", "setuptools", "sip", "uv-", "uv_", "version", "whey"),
)
"""How the names of `[tool]` tables about packaging begin: a new `[tool.uv]` goes behind them."""

_BLANK_BELOW = re.compile(r"\r?\n[ \t]*(?:\r?\n|\Z)")
_COMMENT_BELOW = re.compile(r"\r?\n[ \t]*#[^\r\n]*")
_ENDS_BLANK = re.compile(r"(?:\A|\n)[ \t]*\r?\n[ \t]*\Z")


def made_list(document: Document, keys: tuple[Key, ...]) -> str:
    """Return the document with a list in place of what is no list."""
    text, parts = document.text, document.list_parts
    if len(parts) != 1 or not keys:
        raise CannotFix("cache-keys cannot become a list where it stands")
    first, *pairs = parts[0]
    if first.kind is Kind.PAIR:
        if pairs:
            raise CannotFix("cache-keys is spread over several lines")
        above = text[: first.value]
        if first.route != LIST:
            above = f"{text[: first.start]}{'.'.join(LIST[first.scope :])} = "
        notes = comments(text[first.value : first.end])
        column = len(above) - line_start(above, len(above))
        return above + layout_of(document, first).array(keys, column, notes) + text[first.end :]
    start, end = line_start(text, first.start), line_end(text, parts[0][-1].end)
    header = f"{text[start : first.start]}[{text[first.start : first.end]}]"
    rest = changed_table(text, parts[0], keys[0], Style())[first.end - start :]
    tables = [header + rest, *(new_table(text, first, key, Style()) for key in keys[1:])]
    return text[:start] + layout_of(document).newline.join(tables) + text[end:]


def with_list(document: Document, keys: tuple[Key, ...]) -> str:
    """Return the document with a list in the table `tool.uv`, however that is written."""
    top = document.top
    for index, item in enumerate(top):
        if item.kind is Kind.TABLE and item.route == UV:
            return _with_pair(document, top[section_end(top, index)], keys)
    about = [item for item in top if item.route[: len(UV)] == UV]
    dotted = [item for item in about if item.scope < len(UV) < len(item.route)]
    if dotted:
        return _with_pair(document, dotted[-1], keys)
    inline = [
        item
        for item in document.found
        if document.is_inline_table(item) and item.route in (UV[:1], UV)
    ]
    if inline:
        return _with_member(document, inline[-1], keys)
    if about:
        return _with_table_above(document, about[0], keys)
    return _with_table(document, keys)


def _with_pair(document: Document, above: Statement, keys: tuple[Key, ...]) -> str:
    text, layout = document.text, layout_of(document, above)
    new = layout.assigned(".".join(LIST[above.scope :]), keys)
    pos = line_end(text, above.end)
    return text[:pos] + layout.newline + new + text[pos:]


def _with_member(document: Document, table: Statement, keys: tuple[Key, ...]) -> str:
    text, layout = document.text, layout_of(document)._replace(inline=True)
    new = layout.assigned(".".join(LIST[len(table.route) :]), keys)
    if inside := members(text, table):
        return f"{text[: inside[-1].end]}, {new}{text[inside[-1].end :]}"
    pos = table.value + 1
    return f"{text[:pos]} {new}{'' if text[pos].isspace() else ' '}{text[pos:]}"


def _with_table_above(document: Document, below: Statement, keys: tuple[Key, ...]) -> str:
    text, layout = document.text, layout_of(document, below)
    newline, base = layout.newline, layout.base
    pos = block_start(text, below.start)
    above = newline if pos and not _ENDS_BLANK.search(text[:pos]) else ""
    new = f"{base}[tool.uv]{newline}{layout.assigned(LIST[-1], keys)}{newline}{newline}"
    return text[:pos] + above + new + text[pos:]


def _with_table(document: Document, keys: tuple[Key, ...]) -> str:
    text, top, layout = document.text, document.top, layout_of(document)
    newline = layout.newline
    new = f"[tool.uv]{newline}{layout.assigned(LIST[-1], keys)}"
    packaging = [
        index
        for index, item in enumerate(top)
        if len(item.route) > 1 and item.route[0] == "tool" and item.route[1].startswith(PACKAGING)
    ]
    last = section_end(top, packaging[-1]) if packaging else len(top) - 1
    if last + 1 < len(top):
        pos = _comments_end(text, line_end(text, top[last].end))
        below = "" if _BLANK_BELOW.match(text, pos) else newline
        return text[:pos] + newline * 2 + new + below + text[pos:]
    if not text.strip() or _ENDS_BLANK.search(text):
        return text + new + newline
    if text.endswith("\n"):
        return text + newline + new + newline
    return text + newline * 2 + new


def _comments_end(text: str, pos: int) -> int:
    """Return the end of the comment lines directly below a line, unless a header follows them."""
    end = pos
    while match := _COMMENT_BELOW.match(text, end):
        end = match.end()
    return end if _BLANK_BELOW.match(text, end) else pos
