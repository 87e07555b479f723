"""A table notes what nobody could take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from uvlint.project.table import Table

DATA = {"text": "a", "list": ["a", 3, {"b": 1}], "table": {"text": "a"}, "number": 3}
Ask = Callable[[Table], object]


def wrong_types(*asked: Ask) -> list[tuple[object, ...]]:
    table = Table("pyproject.toml", DATA, ("tool",))
    for ask in asked:
        ask(table)
    return [
        (*misfit.at.route, misfit.wanted) for misfit in table.reading.wrong_types("pyproject.toml")
    ]


@pytest.mark.parametrize(
    "ask",
    [
        pytest.param(lambda t: t.string("text"), id="text"),
        pytest.param(lambda t: t.string("none"), id="nothing"),
        pytest.param(lambda t: t.string("none", "below"), id="nothing below nothing"),
        pytest.param(lambda t: t.strings("text"), id="text for an array"),
        pytest.param(lambda t: t.tables("table"), id="a table for an array"),
        pytest.param(lambda t: t.get("number"), id="whatever it is"),
        pytest.param(lambda t: t.has("text", "below"), id="whether it is there"),
        pytest.param(lambda t: [t.string("table"), t.table("table")], id="the second"),
        pytest.param(lambda t: [t.table("table"), t.string("table")], id="the first"),
        pytest.param(lambda t: [t.string("table"), t.string("table", "none")], id="below"),
        pytest.param(lambda t: [t.string("table"), t.table("table").string("text")], id="in it"),
        pytest.param(lambda t: [t.string("text", "below"), t.string("text")], id="by itself"),
        pytest.param(lambda t: [t.flag("number"), t.get("number")], id="at last anything"),
    ],
)
def test_silent(ask: Ask) -> None:
    assert wrong_types(ask) == []


@pytest.mark.parametrize(
    ("ask", "found"),
    [
        pytest.param(lambda t: t.string("number"), ("number", "a string"), id="a number"),
        pytest.param(lambda t: t.flag("text"), ("text", "true or false"), id="no flag"),
        pytest.param(lambda t: t.table("text"), ("text", "a table"), id="no table"),
        pytest.param(lambda t: t.tables("text"), ("text", "an array of tables"), id="no tables"),
        pytest.param(lambda t: t.string("text", "below"), ("text", "a table"), id="nothing below"),
        pytest.param(
            lambda t: t.table("table").flag("text"), ("table", "text", "true or false"), id="deep"
        ),
        pytest.param(
            lambda t: [t.flag("number"), t.string("number")],
            ("number", "a string or true or false"),
            id="neither",
        ),
    ],
)
def test_found(ask: Ask, found: tuple[object, ...]) -> None:
    assert wrong_types(ask) == [("tool", *found)]


def test_items() -> None:
    strings = ("tool", "list", 1, "a string"), ("tool", "list", 2, "a string")
    assert wrong_types(lambda t: t.strings("list")) == [*strings]
    assert wrong_types(lambda t: t.strings("list"), lambda t: t.tables("list")) == [
        ("tool", "list", 1, "a string or a table")
    ]
    assert wrong_types(lambda t: list(t.arrays())) == [
        *strings,
        ("tool", "table", "an array of strings"),
        ("tool", "number", "an array of strings"),
    ]


def test_named_tables() -> None:
    table = Table("pyproject.toml", DATA)
    assert [(name, below.route) for name, below in table.named_tables()] == [("table", ("table",))]
    assert [misfit.at.route for misfit in table.reading.wrong_types("pyproject.toml")] == [
        ("text",),
        ("list",),
        ("number",),
    ]


def test_many_items_are_not_all_noted() -> None:
    table = Table("pyproject.toml", {"list": [0] * 100_000})
    assert table.strings("list") == ()
    assert 10 < len(list(table.reading.wrong_types("pyproject.toml"))) < 100
