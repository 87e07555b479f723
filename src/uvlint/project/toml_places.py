"""Where the keys and values of a TOML file stand."""

from __future__ import annotations

import re
from functools import lru_cache

from uvlint.model import Route
from uvlint.named_tuple import NamedTuple

# The text was accepted by tomli, so these need not tell good TOML from bad.
_BLANK = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*")
_BETWEEN_ITEMS = re.compile(r"(?:[ \t\r\n,]++|#[^\n]*+)*")
_KEY = re.compile(r""" "(?:[^"\\\n]++|\\.)*" | '[^'\n]*+' | [\w-]++ """, re.VERBOSE)
_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_EQUALS = re.compile(r"[ \t]*+=[ \t]*+")
_HEADER = re.compile(r"\[\[?[ \t]*+")
_HEADER_END = re.compile(r"[ \t]*+\]\]?")
_SCALAR = re.compile(
    r'''
    """(?:[^"\\]++|\\.|"(?!""))*"{3,5}
    | \'\'\'(?:[^']++|'(?!\'\'))*'{3,5}
    | "(?:[^"\\\n]++|\\.)*"
    | '[^'\n]*+'
    | \d{4}-\d\d-\d\d[ ]\d[^\s,\]}#]*+
    | [^\s,\]}#]++
    ''',
    re.VERBOSE | re.DOTALL,
)


class _Span(NamedTuple):
    """A stretch of the text: offsets, the end exclusive."""

    start: int
    end: int


class _Node:
    """A value of the document: where its name and itself stand, and the values in it.

    An item of an array has no name.
    """

    __slots__ = ("children", "key", "value")

    def __init__(self, key: _Span | None, value: _Span) -> None:
        self.key = key
        self.value = value
        self.children: dict[str | int, _Node] = {}


class _Part(NamedTuple):
    """One name of a dotted key; `end` is the offset after it."""

    name: str
    end: int


def locate(text: str, route: Route, *, key: bool = False) -> tuple[int, int, int, int] | None:
    """Return line, column, end line and end column of the value at a route, or of its key.

    The value of a table is its header with the brackets. A table or an array of
    tables without a header of its own stands where a header or dotted key first
    mentions it. The key of a value is its dotted name as far as the route goes; the
    item of an array has none, and stands for it itself. None where nothing stands at
    the route, or where the text is no TOML.
    """
    try:
        node = _document(text)
    except ValueError:
        return None
    for part in route:
        below = node.children.get(part)
        if below is None:
            return None
        node = below
    if not route:
        return None
    start, end = (key and node.key) or node.value
    return *_position(text, start), *_position(text, end)


def _position(text: str, offset: int) -> tuple[int, int]:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


# Findings of one file are located one after the other.
@lru_cache(maxsize=1)
def _document(text: str) -> _Node:
    """Return the root of the document; raises `ValueError` for what is no TOML."""
    root = table = _Node(_Span(0, 0), _Span(0, len(text)))
    pos = _skip(_BLANK, text, 0)
    while pos < len(text):
        if text[pos] == "[":
            table, pos = _read_header(text, pos, root)
        else:
            pos = _read_value(text, *_read_key(text, pos, table))
        pos = _skip(_BLANK, text, pos)
    return root


def _skip(pattern: re.Pattern[str], text: str, pos: int) -> int:
    match = pattern.match(text, pos)
    if match is None:
        message = f"not TOML at offset {pos}"
        raise ValueError(message)
    return match.end()


def _read_header(text: str, start: int, root: _Node) -> tuple[_Node, int]:
    """Return the table that a header opens, and the offset after the header."""
    begin = _skip(_HEADER, text, start)
    parts = _read_parts(text, begin)
    end = _skip(_HEADER_END, text, parts[-1].end)
    brackets = _Span(start, end)
    name = _Span(begin, parts[-1].end)
    parent = _descend(root, parts[:-1], begin, brackets)
    last = parts[-1].name
    if text.startswith("[[", start):
        array = parent.children.setdefault(last, _Node(name, brackets))
        table = array.children[len(array.children)] = _Node(name, brackets)
    else:
        table = parent.children.setdefault(last, _Node(name, brackets))
        table.key, table.value = name, brackets
    return table, end


def _read_key(text: str, start: int, table: _Node) -> tuple[int, _Node]:
    """Return the offset of the value that follows a key, and a node to hold it."""
    parts = _read_parts(text, start)
    end = parts[-1].end
    parent = _descend(table, parts[:-1], start, _Span(start, end))
    node = parent.children[parts[-1].name] = _Node(_Span(start, end), _Span(end, end))
    return _skip(_EQUALS, text, end), node


def _read_parts(text: str, pos: int) -> list[_Part]:
    parts = []
    while True:
        end = _skip(_KEY, text, pos)
        parts.append(_Part(_name(text[pos:end]), end))
        dot = _DOT.match(text, end)
        if dot is None:
            return parts
        pos = dot.end()


def _name(key: str) -> str:
    if "\\" in key:
        import tomli

        return str(tomli.loads(f"key = {key}")["key"])
    return key[1:-1] if key[0] in "\"'" else key


def _descend(node: _Node, parts: list[_Part], start: int, mention: _Span) -> _Node:
    """Return the table that a dotted name below a node leads to, made where it is missing."""
    for part in parts:
        key = _Span(start, part.end)
        node = node.children.setdefault(part.name, _Node(key, mention))
        if 0 in node.children:  # an array of tables: its last table is meant
            node = next(reversed(node.children.values()))
    return node


def _read_value(text: str, pos: int, node: _Node) -> int:
    """Note where a value and everything in it stands; return the offset after it."""
    around: list[_Node] = []
    while True:
        if text[pos : pos + 1] in ("[", "{"):
            node.value = _Span(pos, pos)
            around.append(node)
            pos += 1
        else:
            end = _skip(_SCALAR, text, pos)
            node.value = _Span(pos, end)
            pos = end
        pos = _close(text, pos, around)
        if not around:
            return pos
        holder = around[-1]
        if text[holder.value.start] == "{":
            pos, node = _read_key(text, pos, holder)
        else:
            node = _Node(None, _Span(pos, pos))
            holder.children[len(holder.children)] = node


def _close(text: str, pos: int, around: list[_Node]) -> int:
    """Take from the open arrays and inline tables those that end here."""
    while around:
        pos = _skip(_BETWEEN_ITEMS, text, pos)
        if text[pos : pos + 1] not in ("]", "}"):
            break
        pos += 1
        holder = around.pop()
        holder.value = _Span(holder.value.start, pos)
    return pos
