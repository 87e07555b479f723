"""UVL108: a build requirement of which nobody knows what it reads."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.unknown_requirements import plug_ins
from uvlint.model import Applicability, Certainty, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule


def check(facts: Facts) -> Iterator[Finding]:
    """Report each build requirement that no provider answers for, unless inputs are stated."""
    if not facts.project.is_package or facts.settings.inputs:
        return
    unknown = plug_ins(
        facts.project, facts.unknown_requirements, facts.inputs, compiles=facts.compiles
    )
    for requirement in unknown:
        name = requirement.name
        yield Finding(
            at=requirement.at,
            message=f"uv may keep an old build: what {name} makes of this project "
            "is not known to uvlint, and was not examined",
            confidence=Certainty.POSSIBLE,
            fix=Fix(
                title=f"name what {name} reads in `inputs` of [tool.uvlint]",
                applicability=Applicability.DISPLAY,
            ),
        )


RULE = Rule(
    code="UVL108",
    name="unexamined-plug-in",
    summary="Nobody knows what a build requirement reads",
    severity=Severity.INFO,
    check=check,
    about="unknown_requirements",
)
