from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from uvlint.analysis import checker

PAGES = Path(__file__).parents[2] / "src/uvlint/pages"


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def test_the_list(run: Run) -> None:
    code, out, _ = run("rule")
    assert code == 0
    names = [line.split()[1] for line in out.splitlines()]
    assert names == [rule.name for rule in checker.rules()]


@pytest.mark.parametrize(
    "name", ["unwatched-git", "Unwatched-Git", "unwatched_git", "UVL101", "uvl101"]
)
def test_a_rule_is_its_page(run: Run, name: str) -> None:
    assert run("rule", name) == (0, page("unwatched-git"), "")


def test_several_and_all(run: Run) -> None:
    several = run("rule", "dead-key", "root-glob").out
    assert several == f"{page('dead-key')}\n{page('root-glob')}"
    assert run("rule", "--all").out == "\n".join(page(rule.name) for rule in checker.rules())


def test_the_json_document(run: Run) -> None:
    (item,) = json.loads(run("rule", "dead-key", "--output-format=json").out)
    explanation = item.pop("explanation")
    assert explanation == page("dead-key")
    rule = next(rule for rule in checker.rules() if rule.name == "dead-key")
    assert item == {
        "code": rule.code,
        "name": "dead-key",
        "summary": rule.summary,
        "severity": rule.severity.name.lower(),
    }
    everything = json.loads(run("rule", "--all", "--output-format=json").out)
    assert [entry["name"] for entry in everything] == [rule.name for rule in checker.rules()]


@pytest.mark.parametrize(
    ("name", "hint"),
    [("unwatchd-git", "did you mean unwatched-git?"), ("zzz", "`uvlint rule` lists them")],
)
def test_an_unknown_rule(run: Run, name: str, hint: str) -> None:
    assert run("rule", name) == (2, "", f"uvlint: error: no rule {name!r}; {hint}\n")
