from __future__ import annotations

import pytest

from uvlint.uv.version import NEWEST, Version, parse


@pytest.mark.parametrize(
    ("text", "version"),
    [
        *(("0.7.2", (0, 7, 2)), (" v1.2 ", (1, 2, 0)), ("3", (3, 0, 0))),
        *((None, None), ("", None), ("0.7.2a1", None), ("0.7.2.1", None), (">=0.7", None)),
        *(("9" * 7, None), ("0.٣.1", None), ("0..1", None)),
    ],
)
def test_parse(text: str | None, version: tuple[int, int, int] | None) -> None:
    assert parse(text) == version


def test_versions_are_ordered_by_number() -> None:
    assert Version(0, 4, 30) < Version(0, 5, 0) < Version(0, 11, 2) < NEWEST
    assert str(NEWEST) == "0.13.9"
