"""Expressions in the settings of pdm-backend."""

from __future__ import annotations

import pytest

from uvlint.backends.pdm import VersionCall, parse_call


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("a.b", None, id="no function"),
        pytest.param("a b:c", None, id="no module"),
        pytest.param("a.b:c", VersionCall("a.b", ()), id="a function"),
        pytest.param("a:b.c()", VersionCall("a", ()), id="no arguments"),
        pytest.param(
            "a:b('x', 1, \"y\")", VersionCall("a", ("x", "y")), id="texts among arguments"
        ),
        pytest.param("a:b(x=1)", VersionCall("a", ()), id="arguments that are no literals"),
        pytest.param("a:b(" + "[" * 500 + ")", VersionCall("a", ()), id="nested too deeply"),
    ],
)
def test_parse_call(text: str, expected: VersionCall | None) -> None:
    assert parse_call(text) == expected
