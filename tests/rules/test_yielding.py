"""Rules that give way to one another where both would speak of one entry."""

from __future__ import annotations

from uvlint.analysis import checker

RIVALS = {rule.name: rule.yields_to for rule in checker.rules()}


def test_only_rules_are_yielded_to() -> None:
    assert not {name for rivals in RIVALS.values() for name in rivals} - RIVALS.keys()


def test_two_rules_never_silence_each_other() -> None:
    settled: set[str] = set()
    waiting = set(RIVALS)
    while free := {name for name in waiting if settled.issuperset(RIVALS[name])}:
        settled |= free
        waiting -= free
    assert not waiting
