"""UVL210: a list of nothing."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, ListSource, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST, defaults_here, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report a list without entries."""
    if facts.keys.source is not ListSource.CONFIGURED or facts.keys.entries:
        return
    written = {File(output.file) for output in facts.outputs}
    keys = [key for key in defaults_here(facts.project, facts.uv) if key not in written]
    yield Finding(
        at=Place(PYPROJECT, LIST, key=True),
        message="uv notices nothing at all: an empty list replaces the defaults",
        fix=Fix(
            title=f"watch what uv does without a list: {', '.join(map(toml, keys))}",
            ops=tuple(map(Add, keys)),
        )
        if keys
        else None,
    )


RULE = Rule(
    code="UVL210",
    name="empty-list",
    summary="An empty list watches nothing",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
)
