"""UVL904: a file that the build reads and uvlint cannot."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Severity
from uvlint.plugin import Facts, Rule


def check(facts: Facts) -> Iterator[Finding]:  # noqa: ARG001 - the signature of a rule
    """Report nothing: the checker reports files that providers could not read."""
    return iter(())


RULE = Rule(
    code="UVL904",
    name="unreadable-file",
    summary="A file of the build cannot be read or understood",
    severity=Severity.WARNING,
    check=check,
)
