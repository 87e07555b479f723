"""UVL902: a comment that suppresses nothing."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Severity
from uvlint.plugin import Facts, Rule


def check(facts: Facts) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a rule
    """Report nothing: the checker knows at last which comments were of use."""
    return iter(())


RULE = Rule(
    code="UVL902",
    name="unused-suppression",
    summary="A comment suppresses nothing",
    severity=Severity.WARNING,
    check=check,
)
