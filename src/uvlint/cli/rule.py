"""`uvlint rule`: the pages of rules, which lie in the package beside the code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.resources import files

from uvlint.analysis import checker
from uvlint.cli.asked import Asked
from uvlint.cli.console import OK, Stop, emit, wants_color
from uvlint.model import Severity
from uvlint.plugin import Rule
from uvlint.rendering import EMPHASIS, FAINT, STYLES, painted


def rule(names: Sequence[str], *, every: bool, as_json: bool, color: str) -> int:
    """Explain the named rules, or list all of them; return the exit code."""
    chosen = tuple(map(_named, names)) if names and not every else checker.rules()
    if as_json:
        emit(_document(chosen))
    elif names or every:
        _show("\n".join(map(_page, chosen)), color)
    else:
        emit(_listing(chosen, color=wants_color(color, sys.stdout)))
    return OK


def _named(name: str) -> Rule:
    """Return a rule by its name or code; raises `Stop` with the nearest name."""
    wanted = name.strip().lower().replace("_", "-")
    known = {alias: rule for rule in checker.rules() for alias in (rule.name, rule.code.lower())}
    if found := known.get(wanted):
        return found
    from difflib import get_close_matches

    near = get_close_matches(wanted, known, n=1)
    hint = f"did you mean {near[0]}?" if near else "`uvlint rule` lists them"
    message = f"no rule {name!r}; {hint}"
    raise Stop(message)


def _page(rule: Rule) -> str:
    page = files("uvlint") / "pages" / f"{rule.name}.md"
    return page.read_text(encoding="utf-8")


def _show(text: str, color: str) -> None:
    """Print Markdown, drawn on a terminal and as it is elsewhere."""
    if not (sys.stdout.isatty() and wants_color(color, sys.stdout)):
        emit(text)
        return
    from rich.console import Console
    from rich.markdown import Markdown

    console = Console()
    with console.capture() as drawn:
        console.print(Markdown(text))
    emit(drawn.get())


def _listing(rules: Sequence[Rule], *, color: bool) -> str:
    """Return a line for each rule, with its level by the settings of the working directory."""
    longest = max(len(rule.name) for rule in rules)
    levels = {
        ruling.rule.name: ruling.level or ruling.rule.severity
        for ruling in checker.rulings(Asked().here())
    }
    return painted(
        [
            [
                ("", f"{rule.code}  "),
                (EMPHASIS, f"{rule.name:{longest}}  "),
                _level(levels.get(rule.name)),
                ("", rule.summary),
            ]
            for rule in rules
        ],
        color=color,
    )


def _level(level: Severity | None) -> tuple[str, str]:
    return (STYLES[level], f"{level.name.lower():7}  ") if level else (FAINT, f"{'off':7}  ")


def _document(rules: Sequence[Rule]) -> str:
    import json

    items = [
        {
            "code": rule.code,
            "name": rule.name,
            "summary": rule.summary,
            "severity": rule.severity.name.lower(),
            "explanation": _page(rule),
        }
        for rule in rules
    ]
    return json.dumps(items, indent=2) + "\n"
