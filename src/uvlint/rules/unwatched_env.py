"""UVL103: the build depends on a variable that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.secrets import is_secret
from uvlint.model import WHEEL, Add, Applicability, Env, Finding, Fix, Severity
from uvlint.phrases import fields
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report each unwatched variable; a secret, which no key should name, as info without a fix."""
    for item in facts.unwatched:
        if not isinstance(item.key, Env):
            continue
        at, related = facts.blame(item)
        secret = is_secret(item.key.name)
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old {fields(item.feeds)} "
            f"when the variable {item.key.name} changes: {item.why}"
            + (", and a key would write the secret down" if secret else ""),
            severity=Severity.INFO if secret or set(item.feeds) == {WHEEL} else None,
            confidence=item.certainty,
            related=related,
            fix=None
            if secret
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
    about="unwatched",
)
