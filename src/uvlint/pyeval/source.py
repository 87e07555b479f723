"""Python source code as a syntax tree that knows its places."""

from __future__ import annotations

import ast
import re
import warnings
from functools import cached_property

from uvlint.model import Location, Unreadable
from uvlint.pyeval import collector

_COOKIE = rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)"
_BLANK = rb"^[ \t\f]*(?:#.*)?$"
_MARK = b"\xef\xbb\xbf"
_LINE_ENDS = re.compile(r"\r\n|\r|\n")


_LONG_LINE = 20_000
"""In longer lines, which nobody wrote by hand, columns are those of `ast`."""


def _split(text: str) -> list[str]:
    return text.split("\n")


class Source:
    """The text of a Python file, its syntax tree, and the places of its nodes."""

    def __init__(self, file: str, text: str, tree: ast.Module) -> None:
        self.file = file
        self.text = text
        self.tree = tree

    @cached_property
    def _lines(self) -> list[str]:
        return (_LINE_ENDS.split if "\r" in self.text else _split)(self.text)

    def place(self, node: ast.expr | ast.stmt | ast.alias) -> Location:
        """Return where a node of the tree stands."""
        end_line = node.end_lineno or node.lineno
        end = node.col_offset if node.end_col_offset is None else node.end_col_offset
        return Location(
            self.file,
            node.lineno,
            self._column(node.lineno, node.col_offset),
            end_line,
            self._column(end_line, end),
        )

    def before(self, node: ast.expr | ast.stmt | ast.alias) -> str:
        """Return what stands before a node in its line, or more of the line."""
        line = self._lines[node.lineno - 1] if node.lineno <= len(self._lines) else ""
        return line[: node.col_offset]

    def _column(self, line: int, offset: int) -> int:
        """Return the column of an offset, which `ast` counts in bytes of UTF-8."""
        text = self._lines[line - 1] if line <= len(self._lines) else ""
        if text.isascii() or len(text) > _LONG_LINE:
            return offset + 1
        return len(text.encode(errors="replace")[:offset].decode(errors="ignore")) + 1


def parse(file: str, data: bytes) -> Source:
    """Return a Python file as source; raises `Unreadable` for what this Python cannot parse."""
    text = _decoded(file, data)
    try:
        with warnings.catch_warnings(), collector.paused():
            warnings.simplefilter("ignore")
            return Source(file, text, ast.parse(text, file))
    except SyntaxError as error:
        raise Unreadable(_place(file, error), error.msg or "invalid syntax") from error
    except ValueError as error:
        raise Unreadable(Location(file), str(error)) from error
    except (RecursionError, MemoryError) as error:
        raise Unreadable(Location(file), "nested too deeply") from error


def _decoded(file: str, data: bytes) -> str:
    """Return the text of a file by the rules of PEP 263."""
    encoding = "utf-8"
    for line in data.removeprefix(_MARK).split(b"\n", 2)[:2]:
        if match := re.match(_COOKIE, line):
            encoding = match[1].decode("ascii", "replace")
            break
        if not re.match(_BLANK, line):
            break
    try:
        return data.removeprefix(_MARK).decode(encoding)
    except UnicodeDecodeError as error:
        number = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(Location(file, number, 1, number, 1), f"invalid {encoding}") from error
    except (LookupError, ValueError) as error:
        raise Unreadable(Location(file), f"unknown encoding {encoding}") from error


def _place(file: str, error: SyntaxError) -> Location:
    line, column = max(error.lineno or 1, 1), max(error.offset or 1, 1)
    end = (max(error.end_lineno or 1, 1), max(error.end_offset or 1, 1))
    return Location(file, line, column, *max(end, (line, column)))
