"""UVL104: compiled, generated or copied sources that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import WHEEL, Add, File, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS, toml
from uvlint.words import change


def check(facts: Facts) -> Iterator[Finding]:
    """Report each unwatched file that only the content of the wheel depends on."""
    for item in facts.unwatched:
        if (
            not isinstance(item.key, File)
            or item.key in DEFAULTS
            or item.runs
            or set(item.feeds) != {WHEEL}
        ):
            continue
        at, related = facts.blame(item)
        yield Finding(
            at=at,
            message=f"uv keeps the old build when {change(item.key)}: {item.why}",
            confidence=item.certainty,
            related=related,
            fix=Fix(title=f"watch {toml(item.key)}", ops=(Add(item.key),)),
        )


RULE = Rule(
    code="UVL104",
    name="unwatched-native",
    summary="Compiled, generated or copied sources are not watched",
    severity=Severity.WARNING,
    check=check,
)
