"""UVL107: a list of its own replaced a default that the project needs."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file
from uvlint.uv.keys import DEFAULTS, LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report pyproject.toml, and setup.py and setup.cfg where the build reads them."""
    if not facts.has_list or facts.keys.dropped:
        return
    reads = {item.key for item in facts.unwatched}
    for key in DEFAULTS:
        if not isinstance(key, File) or covers_file(key.pattern, facts.keys.keys, facts.uv):
            continue
        written = any(output.file == key.pattern for output in facts.outputs)
        if not written and (key.pattern == PYPROJECT or key in reads):
            yield _lost(key)


def _lost(key: File) -> Finding:
    return Finding(
        at=Place(PYPROJECT, LIST, key=True),
        message=f"uv does not notice an edit of {key.pattern}: "
        "a list of its own replaces the defaults, and this one leaves it out",
        fix=Fix(title=f"watch {toml(key)}", ops=(Add(key),)),
    )


RULE = Rule(
    code="UVL107",
    name="lost-default",
    summary="The list replaces the defaults and leaves out one that is needed",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
    yields_to=("empty-list",),
)
