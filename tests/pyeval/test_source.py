"""Python source: encodings, mistakes, and places in characters."""

from __future__ import annotations

import ast

import pytest

from uvlint.model import Location, Unreadable
from uvlint.pyeval.source import parse


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"x = 'a'", "a"),
        ("x = 'é'".encode(), "é"),
        (b"\xef\xbb\xbfx = '\xc3\xa9'", "é"),
        (b"# coding: latin-1\nx = '\xe9'", "é"),
        (b"#!/usr/bin/python\n# -*- coding: cp1252 -*-\nx = '\x80'", "€"),
        (b"x = '\xc3\xa9'\n# coding: latin-1\n", "é"),
        (b"\n\n# coding: latin-1\nx = '\xc3\xa9'", "é"),
        (b"x = '\\d'", "\\d"),
        (b"x = 'a'\r\ny = 1\r", "a"),
    ],
)
def test_parse(data: bytes, text: str) -> None:
    first = parse("a.py", data).tree.body[0]
    assert isinstance(first, ast.Assign)
    assert ast.literal_eval(first.value) == text


@pytest.mark.parametrize(
    ("data", "place"),
    [
        pytest.param(b"x = 1\nprint 'x'\n", (2, 1), id="Python 2"),
        pytest.param(b"x = (\n", (1, 5), id="an open bracket"),
        pytest.param(b"if x:\ny\n", (2, 1), id="indentation"),
        pytest.param(b"x = 1\0", (1, 1), id="NUL"),
        pytest.param(b"x = 1\n'\xff'", (2, 1), id="not UTF-8"),
        pytest.param(b"# coding: none\n", (1, 1), id="unknown encoding"),
        pytest.param(b"# coding: hex\n", (1, 1), id="an encoding of bytes"),
        pytest.param(b"# coding: undefined\n", (1, 1), id="an encoding that fails"),
        pytest.param(b"(" * 5000, None, id="too many brackets"),
    ],
)
def test_mistakes_have_a_place(data: bytes, place: tuple[int, int] | None) -> None:
    with pytest.raises(Unreadable) as caught:
        parse("a.py", data)
    assert caught.value.at.file == "a.py"
    if place:
        assert (caught.value.at.line, caught.value.at.column) == place
    assert caught.value.at.end_line >= caught.value.at.line


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"x = " + b"-" * 5000 + b"1", id="nested deeply"),
        pytest.param(b"x" + b".a" * 5000, id="a long chain"),
    ],
)
def test_depth_is_read_or_refused_by_the_version_of_python(data: bytes) -> None:
    try:
        assert parse("a.py", data).tree.body
    except Unreadable as error:
        assert (error.at, error.reason) == (Location("a.py"), "nested too deeply")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("open(x)", (1, 1, 1, 8)),
        ("y = open(x)", (1, 5, 1, 12)),
        ("é = 'ü'; open(x)", (1, 10, 1, 17)),
        ("é = '𝄞'; open(\n  'ß')", (1, 10, 2, 7)),
        ("a\r\nb\r\nopen(x)", (3, 1, 3, 8)),
        ("a\x0c\nopen(x)", (2, 1, 2, 8)),
        ("a\u2028='b'; open(x)", None),
        ("a = '\u2028'; open(x)", (1, 10, 1, 17)),
    ],
)
def test_places(text: str, place: tuple[int, int, int, int] | None) -> None:
    if place is None:
        with pytest.raises(Unreadable):
            parse("a.py", text.encode())
        return
    source = parse("a.py", text.encode())
    call = next(node for node in ast.walk(source.tree) if isinstance(node, ast.Call))
    assert source.place(call) == Location("a.py", *place)
