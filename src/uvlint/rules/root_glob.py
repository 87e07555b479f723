"""UVL302: a pattern that walks the whole tree, environment included."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.key_selection import anchored
from uvlint.model import Applicability, File, Finding, Fix, Place, Replace, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.cost import walks_everything
from uvlint.uv.keys import LIST, toml

RARE = (".rs",)
"""Endings that environments hardly ever hold: such a pattern costs the walk only."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report patterns that begin with a wildcard."""
    is_read = facts.has_list and not facts.keys.dropped and not facts.keys.refusals
    if not is_read or _leaves_environment_out(facts):
        return
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, File) or not walks_everything(key):
            continue
        rare = key.pattern.endswith(RARE)
        keys = anchored(facts.project, key.pattern, facts.outputs, facts.uv)
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message="uv walks the whole folder at every sync and run for this key"
            + ("" if rare else ", the environment and what builds leave there included"),
            severity=Severity.INFO if rare else None,
            fix=Fix(
                title=f"write {', '.join(map(toml, keys))}",
                ops=(Replace(key, keys),),
                applicability=Applicability.UNSAFE,
            )
            if keys
            else None,
        )


def _leaves_environment_out(facts: Facts) -> bool:
    """Tell whether a negation keeps uv out of the environment."""
    return any(
        isinstance(key, File) and key.pattern.startswith("!") and ".venv" in key.pattern
        for key in facts.keys.keys
    )


RULE = Rule(
    code="UVL302",
    name="root-glob",
    summary="A pattern walks the whole tree, environment included",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=("rebuild-loop", "dead-key", "literal-path", "needs-newer-uv"),
)
