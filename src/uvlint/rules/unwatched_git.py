"""UVL101: a field is computed from git, and no key watches git."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, Applicability, Finding, Fix, Git, Severity
from uvlint.phrases import fields
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report each input from git where the list has no git key at all."""
    if any(isinstance(key, Git) and (key.commit or key.tags) for key in facts.keys.keys):
        return
    for item in facts.unwatched:
        if not isinstance(item.key, Git):
            continue
        at, related = facts.blame(item)
        slow = facts.compiles
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old {fields(item.feeds)} after a commit or a tag: {item.why}",
            severity=Severity.WARNING if slow else facts.at_risk,
            confidence=item.certainty,
            related=related,
            fix=Fix(
                title=f"watch {toml(item.key)}"
                + (", which compiles anew after every commit" if slow else ""),
                ops=(Add(item.key),),
                applicability=Applicability.UNSAFE if slow else Applicability.SAFE,
            ),
        )


RULE = Rule(
    code="UVL101",
    name="unwatched-git",
    summary="A field comes from git, but no key watches git",
    severity=Severity.ERROR,
    check=check,
    about="unwatched",
)
