"""UVL306: an env key for a variable that holds a secret."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.secrets import is_secret
from uvlint.model import Drop, Env, Finding, Fix, Place, Related, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report env keys whose names say that the value must not be written down."""
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, Env) or not is_secret(key.name):
            continue
        readers = [item for item in facts.inputs if item.key == key]
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"uv writes the value of {key.name} in clear text into the environment "
            "and into its cache (uv_cache.json)",
            related=tuple(Related(item.why, item.at) for item in readers[:1]),
            fix=Fix(title=f"drop {toml(key)}", ops=(Drop(key),)),
        )


RULE = Rule(
    code="UVL306",
    name="secret-in-key",
    summary="uv stores the value of a secret variable in clear text",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
)
