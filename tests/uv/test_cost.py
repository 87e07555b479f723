from __future__ import annotations

import pytest

from uvlint.uv.cost import microseconds, together
from uvlint.uv.globs import Seen


@pytest.mark.parametrize(
    ("pattern", "matched", "walked", "cost"),
    [
        ("a.txt", 0, 0, 0.0),
        ("a.txt", 1, 0, 3.4),
        ("!a.txt", 1, 0, 3.4),
        ("*.py", 0, 100, 80.0),
        ("*.py", 10, 100, 106.0),
        ("**/*", 10, 10, 34.0),
        ("!**/sub", 5, 100, 80.0),
    ],
)
def test_of_a_key(pattern: str, matched: int, walked: int, cost: float) -> None:
    assert microseconds(pattern, matched, walked) == pytest.approx(cost)


def test_a_shared_walk_counts_once() -> None:
    seen = Seen(files=("a.py", "b.c", "setup.cfg"), matched=(1, 1, 1), walked=(9, 9, 0), passed=7)
    assert together(seen) == pytest.approx(3 * 3.4 + 7 * 0.8)
