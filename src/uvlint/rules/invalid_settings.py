"""UVL903: settings of uvlint that mean nothing."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Severity
from uvlint.plugin import Facts, Rule


def check(facts: Facts) -> Iterator[Finding]:
    """Report what was wrong in the settings of a project and was left out."""
    project = facts.project
    for problem in facts.settings.problems:
        at = problem.at._replace(file=project.relative(problem.at.file))
        yield Finding(at=at, message=problem.message)


RULE = Rule(
    code="UVL903",
    name="invalid-settings",
    summary="A setting of uvlint means nothing",
    severity=Severity.ERROR,
    check=check,
)
