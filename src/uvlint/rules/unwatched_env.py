"""UVL103: the build depends on a variable that no key watches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import WHEEL, Add, Applicability, Env, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import toml
from uvlint.words import fields

SECRET = re.compile(r"(?i)(^|_)(auth|credentials?|key|passw(or)?d|secret|token)s?($|_)")
"""Names whose values should not stand in `uv_cache.json`, where uv writes them in clear text."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report each unwatched variable; a secret gets no fix."""
    for item in facts.unwatched:
        if not isinstance(item.key, Env):
            continue
        at, related = facts.blame(item)
        yield Finding(
            at=at,
            message=f"uv keeps the old {fields(item.feeds)} "
            f"when the variable {item.key.name} changes: {item.why}",
            severity=Severity.INFO if set(item.feeds) == {WHEEL} else None,
            confidence=item.certainty,
            related=related,
            fix=None
            if SECRET.search(item.key.name)
            else Fix(
                title=f"watch {toml(item.key)}, which rebuilds wherever the variable differs",
                ops=(Add(item.key),),
                applicability=Applicability.UNSAFE,
            ),
        )


RULE = Rule(
    code="UVL103",
    name="unwatched-env",
    summary="The build depends on a variable that no key watches",
    severity=Severity.WARNING,
    check=check,
)
