"""UVL105: code that the build runs and that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS, toml
from uvlint.words import change, fields


def check(facts: Facts) -> Iterator[Finding]:
    """Report each unwatched hook, build script, back end or module that the build imports."""
    for item in facts.unwatched:
        if not isinstance(item.key, File) or item.key in DEFAULTS or not item.runs:
            continue
        at, related = facts.blame(item)
        yield Finding(
            at=at,
            message=f"uv keeps the old {fields(item.feeds)} when {change(item.key)}: {item.why}",
            severity=facts.at_risk,
            confidence=item.certainty,
            related=related,
            fix=Fix(title=f"watch {toml(item.key)}", ops=(Add(item.key),)),
        )


RULE = Rule(
    code="UVL105",
    name="unwatched-build-code",
    summary="Code that the build runs is not watched",
    severity=Severity.ERROR,
    check=check,
)
