"""Calls in a script, with those of their arguments that are plain to see."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from uvlint.builds.modules import assigned, source_of
from uvlint.model import Location
from uvlint.project import Project
from uvlint.views.python_source import Source

_JOINS = frozenset({"join", "pjoin"})
_SAME = frozenset({"Path", "PurePath", "abspath", "fspath", "normpath", "realpath", "str"})
_METHODS = frozenset({"absolute", "as_posix", "resolve"})
_CWD = frozenset({"cwd", "getcwd"})
_DEEPEST = 20


class Call(NamedTuple):
    """A call of a function by its last name; an argument that is not plain is None."""

    name: str
    arguments: Sequence[str | None]
    keywords: Mapping[str, str | None]
    at: Location

    def argument(self, index: int, name: str) -> str | None:
        """Return an argument by its place or its name."""
        if index < len(self.arguments):
            return self.arguments[index]
        return self.keywords.get(name)


def calls(project: Project, file: str, names: frozenset[str]) -> Iterator[Call]:
    """Yield the calls of some functions in a script.

    Paths are relative to the folder of the script where they are made from its own.
    """
    source = source_of(project, file)
    for node in ast.walk(source.tree) if source else ():
        if isinstance(node, ast.Call) and (name := _last(node.func)) in names:
            assert source is not None
            yield Call(
                name=name,
                arguments=tuple(_text(source, item) for item in node.args),
                keywords={k.arg: _text(source, k.value) for k in node.keywords if k.arg},
                at=source.place(node),
            )


def _last(node: ast.expr) -> str:
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _text(source: Source, node: ast.expr, depth: int = 0) -> str | None:
    """Return the text, or the path, that an expression makes from literals."""
    if depth > _DEEPEST:
        return None
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.Name("__file__"):
            return "__file__"
        case ast.Name(name):
            value = assigned(source, name)
            return None if value is None else _text(source, value, depth + 1)
        case ast.BinOp(op=ast.Div(), left=left, right=right):
            return _joined(source, (left, right), depth)
        case ast.Attribute(attr="parent", value=value):
            return _folder(_text(source, value, depth + 1))
        case ast.Call(func=ast.Attribute(attr=name), args=[]) if name in _CWD:
            return "."
        case ast.Call(func=ast.Attribute(attr=name, value=value), args=[]) if name in _METHODS:
            return _text(source, value, depth + 1)
        case ast.Call(func=function, args=[value]) if _last(function) == "dirname":
            return _folder(_text(source, value, depth + 1))
        case ast.Call(func=function, args=[value]) if _last(function) in _SAME:
            return _text(source, value, depth + 1)
        case ast.Call(func=ast.Attribute(attr="joinpath", value=value), args=parts):
            return _joined(source, (value, *parts), depth)
        case ast.Call(func=function, args=parts) if _last(function) in _JOINS:
            return _joined(source, parts, depth)
        case _:
            return None


def _folder(path: str | None) -> str | None:
    return None if path is None else posixpath.dirname(path) or "."


def _joined(source: Source, parts: Sequence[ast.expr], depth: int) -> str | None:
    texts = [_text(source, part, depth + 1) for part in parts]
    known = [text for text in texts if text is not None]
    return (
        posixpath.normpath(posixpath.join(*known)) if known and len(known) == len(texts) else None
    )
