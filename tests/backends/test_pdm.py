"""Expressions in the settings of pdm-backend."""

from __future__ import annotations

import pytest

from uvlint.backends.pdm import Call, parse_call


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("a.b", None, id="no function"),
        pytest.param("a b:c", None, id="no module"),
        pytest.param("a.b:c", Call("a.b", ()), id="a function"),
        pytest.param("a:b.c()", Call("a", ()), id="no arguments"),
        pytest.param("a:b('x', 1, \"y\")", Call("a", ("x", "y")), id="texts among arguments"),
        pytest.param("a:b(x=1)", Call("a", ()), id="arguments that are no literals"),
        pytest.param("a:b(" + "[" * 500 + ")", Call("a", ()), id="nested too deeply"),
    ],
)
def test_parse_call(text: str, expected: Call | None) -> None:
    assert parse_call(text) == expected
