"""How keys and lists are written, in the style of their surroundings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.named_tuple import NamedTuple
from uvlint.toml_edit.document import Document, Kind, Statement
from uvlint.toml_edit.plan import LEADERS

WIDTH = 100
"""A list on one line stays there while the line is no longer than this."""

COMMENT_LINE = re.compile(r"[ \t]*#[^\n]*")

_BLANKS = re.compile(r"[ \t]*")
_FIRST_ITEM = re.compile(r"\[[ \t]*(?:#[^\n]*)?\r?\n([ \t]*)[^\s#\]]")
_PAIR = re.compile(r"(?:\{([ \t]*))?[\w-]+([ \t]*=[ \t]*)")


# --- lines ----------------------------------------------------------------------------


def newline_of(*texts: str) -> str:
    """Return the commoner line end of the first text that has any."""
    for text in texts:
        if lines := text.count("\n"):
            return "\r\n" if 2 * text.count("\r\n") > lines else "\n"
    return "\n"


def line_start(text: str, pos: int) -> int:
    """Return the start of the line of an offset."""
    return text.rfind("\n", 0, pos) + 1


def line_end(text: str, pos: int) -> int:
    """Return the end of the line of an offset, in front of the line end."""
    end = text.find("\n", pos)
    if end < 0:
        return len(text)
    return end - 1 if end > pos and text[end - 1] == "\r" else end


def block_start(text: str, pos: int) -> int:
    """Return the start of a line, or of the comment lines directly above it."""
    start = line_start(text, pos)
    while start and COMMENT_LINE.match(text, above := line_start(text, start - 1)):
        start = above
    return start


def indent_of(text: str, pos: int) -> str:
    """Return the blanks that begin the line of an offset."""
    match = _BLANKS.match(text, line_start(text, pos), pos)
    return match[0] if match else ""


def unit_of(document: Document) -> str:
    """Return the indentation that the arrays of a document give their items, else four blanks."""
    from collections import Counter

    seen: Counter[str] = Counter()
    for item in document.top:
        if item.kind is Kind.PAIR and (match := _FIRST_ITEM.match(document.text, item.value)):
            base = indent_of(document.text, item.start)
            if match[1].startswith(base) and match[1] != base:
                seen[match[1].removeprefix(base)] += 1
    return seen.most_common(1)[0][0] if seen else "    "


# --- keys -----------------------------------------------------------------------------


class Style(NamedTuple):
    """How keys are written: `bare` is a string for a file, `literal` quotes are single ones."""

    bare: bool = False
    literal: bool = False
    pad: str = " "
    equals: str = " = "


def style_of(written: Sequence[str], entries: Sequence[Key | None]) -> Style:
    """Return the style of the items of a list, or of the pairs of its tables."""
    files = [text for text, key in zip(written, entries, strict=True) if isinstance(key, File)]
    everything = "".join(written)
    pair = next((match for text in written if (match := _PAIR.match(text))), None)
    return Style(
        bare=bool(files) and all(text[0] in "\"'" for text in files),
        literal="'" in everything and '"' not in everything,
        pad=" " if pair is None or pair[1] is None else pair[1],
        equals=pair[2] if pair else " = ",
    )


def item_text(key: Key, style: Style) -> str:
    """Return an item of an array."""
    if style.bare and isinstance(key, File):
        return _string(key.pattern, style)
    return f"{{{style.pad}{pair_text(key, style)}{style.pad}}}"


def pair_text(key: Key, style: Style) -> str:
    """Return the pair of a table."""
    equals, pad = style.equals, style.pad
    match key:
        case File(pattern):
            return f"file{equals}{_string(pattern, style)}"
        case Dir(path):
            return f"dir{equals}{_string(path, style)}"
        case Git(commit, tags):
            watched = [name for name, on in (("commit", commit), ("tags", tags)) if on]
            inner = ", ".join(f"{name}{equals}true" for name in watched)
            return f"git{equals}{{{pad}{inner}{pad}}}" if watched else f"git{equals}false"
        case Env(name):
            return f"env{equals}{_string(name, style)}"


def _string(value: str, style: Style) -> str:
    if not style.literal and value.isascii() and value.isprintable() and not {*'"\\'} & {*value}:
        return f'"{value}"'
    import tomlkit

    literal = style.literal and "'" not in value and value.isprintable()
    return tomlkit.string(value, literal=literal).as_string()


# --- lists ----------------------------------------------------------------------------


class Layout(NamedTuple):
    """How a new list stands in a document: its indentation, that of its items, its line end."""

    newline: str
    base: str
    unit: str
    inline: bool

    def array(self, keys: Sequence[Key], column: int, notes: Sequence[str] = ()) -> str:
        """Return a list that begins in a column, broken over lines if it is more than short.

        Notes are comments that must find a place in it.
        """
        written = [item_text(key, Style()) for key in keys]
        line = f"[{', '.join(written)}]"
        short = sum(key != LEADERS[0] for key in keys) <= 1 and column + len(line) <= WIDTH
        if (self.inline or short) and not notes:
            return line
        lines = [*notes, *(f"{item}," for item in written)]
        inner = "".join(f"{self.newline}{self.base}{self.unit}{item}" for item in lines)
        return f"[{inner}{self.newline}{self.base}]"

    def assigned(self, name: str, keys: Sequence[Key]) -> str:
        """Return a list with its name, from the start of a line."""
        start = f"{self.base}{name} = "
        return start + self.array(keys, len(start))


def layout_of(document: Document, near: Statement | None = None) -> Layout:
    """Return the layout of a list that comes next to a statement, or under a header of its own."""
    return Layout(
        newline=newline_of(document.text),
        base=indent_of(document.text, near.start) if near else "",
        unit=unit_of(document),
        inline=near is not None and document.is_nested(near),
    )
