"""Where the statements of a TOML document begin and end, and the items of its arrays.

Made for text that parses (TOML 1.1): nothing is checked, only measured. Offsets
count characters from 0.
"""

from __future__ import annotations

import re
from enum import Enum

from uvlint.named_tuple import NamedTuple

_STRING = (
    r'"""(?:[^"\\]++|\\.|"(?!""))*"{3,5}|'
    r"'''(?:[^']++|'(?!''))*'{3,5}|"
    r'"(?:[^"\\\n]++|\\.)*"|'
    r"'[^'\n]*+'"
)
_TRIVIA = re.compile(r"(?:[ \t\r\n]++|#[^\n]*+)*")
_KEY = re.compile(r"""[ \t]*+("(?:[^"\\\n]++|\\.)*"|'[^'\n]*+'|[^\s.=\]"'#]++)[ \t]*+(\.?)""")
_SCALAR = re.compile(rf"(?:{_STRING})|[^,\]}}#\r\n]*[^,\]}}#\s]", re.DOTALL)
_TOKEN = re.compile(rf"#[^\n]*+|(?:{_STRING})|[\[{{\]}}]|[^#\"'\[\]{{}}]++", re.DOTALL)
_COMMENT = re.compile(rf"(?:{_STRING})|(#[^\r\n]*+)", re.DOTALL)


class Kind(Enum):
    """What a statement is: `[table]`, `[[table]]` or `key = value`."""

    TABLE = 1
    ARRAY_TABLE = 2
    PAIR = 3


class Statement(NamedTuple):
    """A header or a pair. `text[start:end]` is the whole, `text[value:end]` the value of a pair.

    `route` leads to it from the root, without indices; its first `scope` parts are
    those of the header it stands under.
    """

    kind: Kind
    route: tuple[str, ...]
    scope: int
    start: int
    value: int
    end: int


class Item(NamedTuple):
    """An item of an array: where it stands, and the comma behind it, if any."""

    start: int
    end: int
    comma: int | None


def statements(text: str) -> tuple[Statement, ...]:
    """Return the statements of a document in their order; raises `ValueError` for what is none."""
    found = []
    table: tuple[str, ...] = ()
    pos = skip(text, 0)
    while pos < len(text):
        if text[pos] == "[":
            brackets = 2 if text.startswith("[[", pos) else 1
            table, end = _keys(text, pos + brackets)
            kind = Kind.ARRAY_TABLE if brackets == 2 else Kind.TABLE
            end += brackets
            found.append(
                Statement(kind=kind, route=table, scope=len(table), start=pos, value=end, end=end)
            )
        else:
            found.append(_pair(text, pos, table))
        pos = skip(text, found[-1].end)
    return tuple(found)


def members(text: str, table: Statement) -> tuple[Statement, ...]:
    """Return the pairs of the inline table that is the value of a pair."""
    found: list[Statement] = []
    pos = skip(text, table.value + 1)
    while text[pos] != "}":
        found.append(_pair(text, pos, table.route))
        pos = skip(text, found[-1].end)
        if text[pos] == ",":
            pos = skip(text, pos + 1)
    return tuple(found)


def items(text: str, start: int) -> tuple[tuple[Item, ...], int]:
    """Return the items of the array that begins there, and where its closing bracket stands."""
    found = []
    pos = skip(text, start + 1)
    while text[pos] != "]":
        end = _value_end(text, pos)
        behind = skip(text, end)
        comma = behind if text[behind] == "," else None
        found.append(Item(start=pos, end=end, comma=comma))
        pos = behind if comma is None else skip(text, comma + 1)
    return tuple(found), pos


def comments(text: str) -> tuple[str, ...]:
    """Return the comments of a stretch of a document that begins outside a string."""
    return tuple(match[1] for match in _COMMENT.finditer(text) if match[1])


def skip(text: str, pos: int) -> int:
    """Return the first offset from `pos` on that is no blank, line end or comment."""
    match = _TRIVIA.match(text, pos)
    return match.end() if match else pos


def _pair(text: str, pos: int, table: tuple[str, ...]) -> Statement:
    keys, equals = _keys(text, pos)
    value = skip(text, equals + 1)
    return Statement(
        kind=Kind.PAIR,
        route=(*table, *keys),
        scope=len(table),
        start=pos,
        value=value,
        end=_value_end(text, value),
    )


def _keys(text: str, pos: int) -> tuple[tuple[str, ...], int]:
    """Return the parts of a dotted key and the offset behind it."""
    parts = []
    while match := _KEY.match(text, pos):
        parts.append(_plain(match[1]))
        pos = match.end()
        if not match[2]:
            return tuple(parts), pos
    message = f"no TOML key at offset {pos}"
    raise ValueError(message)


def _plain(key: str) -> str:
    if key[0] == "'":
        return key[1:-1]
    if key[0] != '"':
        return key
    import tomli

    (name,) = tomli.loads(f"{key} = 0")
    return name


def _value_end(text: str, pos: int) -> int:
    if text[pos] not in "[{":
        match = _SCALAR.match(text, pos)
        if match is None:
            message = f"no TOML value at offset {pos}"
            raise ValueError(message)
        return match.end()
    depth = 0
    for token in _TOKEN.finditer(text, pos):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token[0], 0)
        if depth == 0:
            return token.end()
    message = f"no end of the TOML value at offset {pos}"
    raise ValueError(message)
