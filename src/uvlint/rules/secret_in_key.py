"""UVL306: an env key for a variable that holds a secret."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import Applicability, Drop, Env, Finding, Fix, Place, Related, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST, toml

_SECRET = re.compile(
    r"(?i)(?:^|_)(?:credentials?|passphrase|passw(?:or)?d|pwd|secrets?|tokens?"
    r"|(?:access|account|api|auth|deploy|encryption|license|master|private|secret|signing|ssh)_?key"
    r"|apikey|pat)(?:_|$)"
)
_HARMLESS = re.compile(r"(?i)_(?:dir|file|id|name|path|ttl|type|url)$")
"""Endings of variables that say where a secret is, or what it is called."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report env keys whose names say that the value must not be written down."""
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, Env) or not _SECRET.search(key.name) or _HARMLESS.search(key.name):
            continue
        readers = [item for item in facts.inputs if item.key == key]
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"uv writes the value of {key.name} in clear text into the environment "
            "and into its cache (uv_cache.json)",
            related=tuple(Related(item.why, item.at) for item in readers[:1]),
            fix=Fix(
                title=f"drop {toml(key)}",
                ops=(Drop(key),),
                applicability=Applicability.UNSAFE if readers else Applicability.SAFE,
            ),
        )


RULE = Rule(
    code="UVL306",
    name="secret-in-key",
    summary="uv stores the value of a secret variable in clear text",
    severity=Severity.ERROR,
    check=check,
)
