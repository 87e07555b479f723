"""UVL102: a field is read from a file that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice import TEXTS
from uvlint.model import WHEEL, Add, Dir, File, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS, toml
from uvlint.words import change, fields


def check(facts: Facts) -> Iterator[Finding]:
    """Report each unwatched file that feeds metadata; code of the build has its own rule."""
    for item in facts.unwatched:
        if (
            not isinstance(item.key, File | Dir)
            or item.key in DEFAULTS
            or item.runs
            or set(item.feeds) == {WHEEL}
        ):
            continue
        at, related = facts.blame(item)
        yield Finding(
            at=at,
            message=f"uv keeps the old {fields(item.feeds)} when {change(item.key)}: {item.why}",
            severity=Severity.WARNING if TEXTS.issuperset(item.feeds) else facts.at_risk,
            confidence=item.certainty,
            related=related,
            fix=Fix(title=f"watch {toml(item.key)}", ops=(Add(item.key),)),
        )


RULE = Rule(
    code="UVL102",
    name="unwatched-file",
    summary="A field is read from a file that no key watches",
    severity=Severity.ERROR,
    check=check,
)
