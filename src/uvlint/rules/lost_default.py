"""UVL107: a list of its own replaced a default that the project needs."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, Output, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file
from uvlint.uv.keys import DEFAULTS, LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report pyproject.toml, and setup.py and setup.cfg where the build reads them."""
    if not facts.has_list:
        return
    reads = {item.key for item in facts.unwatched}
    for key in DEFAULTS:
        if not isinstance(key, File) or covers_file(key.pattern, facts.keys.keys):
            continue
        writer = next((output for output in facts.outputs if output.file == key.pattern), None)
        if key.pattern != PYPROJECT and (writer is not None or key not in reads):
            continue
        yield _touched(writer) if writer else _lost(key)


def _lost(key: File) -> Finding:
    return Finding(
        at=Place(PYPROJECT, LIST, key=True),
        message=f"uv does not notice an edit of {key.pattern}: "
        "a list of its own replaces the defaults, and this one leaves it out",
        fix=Fix(title=f"watch {toml(key)}", ops=(Add(key),)),
    )


def _touched(writer: Output) -> Finding:
    """Return what is lost where a key would make uv rebuild for ever."""
    return Finding(
        at=Place(PYPROJECT, LIST, key=True),
        message=f"uv does not notice an edit of {writer.file}, "
        f"and a key for it would rebuild at every sync: {writer.why}",
        severity=Severity.INFO,
    )


RULE = Rule(
    code="UVL107",
    name="lost-default",
    summary="The list replaces the defaults and leaves out one that is needed",
    severity=Severity.ERROR,
    check=check,
)
