"""Causes are found by halving."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from uvlint.trace.confirmation import causes

MANY = tuple(range(200))


class Builds:
    """Tells whether a group holds a cause, and counts how often it is asked."""

    def __init__(self, *guilty: int) -> None:
        self._guilty = frozenset(guilty)
        self.number = 0

    def __call__(self, group: Sequence[int]) -> bool:
        self.number += 1
        return not self._guilty.isdisjoint(group)


@pytest.mark.parametrize(
    "guilty", [(), (0,), (199,), (3, 4), (7, 99, 150), tuple(range(0, 200, 40))]
)
def test_causes_among_many(guilty: tuple[int, ...]) -> None:
    builds = Builds(*guilty)
    decided = causes(MANY, builds, 100)
    assert decided == {one: one in guilty for one in MANY}
    assert builds.number <= 1 + 16 * len(guilty)


def test_nothing_to_decide() -> None:
    builds = Builds()
    assert causes((), builds, 10) == {}
    assert builds.number == 0


def test_one_is_asked_once() -> None:
    builds = Builds(0)
    assert causes((0,), builds, 10) == {0: True}
    assert builds.number == 1


def test_the_budget_ends_it() -> None:
    builds = Builds(*MANY)
    decided = causes(MANY, builds, 12)
    assert builds.number == 12
    assert 0 < len(decided) < 12
    assert all(decided.values())
