"""The README speaks of every rule, and of nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from uvlint.analysis import checker

TOP = Path(__file__).parents[1]
README = (TOP / "README.md").read_text(encoding="utf-8")


def test_every_rule_is_listed() -> None:
    rows = re.findall(
        r"^\| (UVL\d+) \| \[([a-z-]+)\]\(docs/rules/\2\.md\) \| ", README, re.MULTILINE
    )
    assert rows == [(rule.code, rule.name) for rule in checker.rules()]


def test_links_lead_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README)
    assert links
    assert [link for link in links if not (TOP / link).exists()] == []
