"""UVL105: code that the build runs and that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, Input, Key, Related, Severity, Spot
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS
from uvlint.words import changes, fields, reason, several


def check(facts: Facts) -> Iterator[Finding]:
    """Report the unwatched hooks, build scripts, back ends and modules that the build imports.

    Files that one place is to blame for are one finding: an import leads to many.
    """
    groups: dict[tuple[Spot, tuple[str, ...]], list[tuple[Key, Input, tuple[Related, ...]]]] = {}
    for item in facts.unwatched:
        if isinstance(item.key, File) and item.key not in DEFAULTS and item.runs:
            at, related = facts.blame(item)
            groups.setdefault((at, item.feeds), []).append((item.key, item, related))
    for (at, feeds), group in groups.items():
        keys = tuple(key for key, _, _ in group)
        why = reason([item.why for _, item, _ in group], "the build runs all of them")
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old {fields(feeds)} when {changes(keys)}: {why}",
            severity=facts.at_risk,
            confidence=min(item.certainty for _, item, _ in group),
            related=tuple(dict.fromkeys(r for _, _, related in group for r in related)),
            fix=Fix(title=f"watch {several(keys)}", ops=tuple(map(Add, keys))),
        )


RULE = Rule(
    code="UVL105",
    name="unwatched-build-code",
    summary="Code that the build runs is not watched",
    severity=Severity.ERROR,
    check=check,
)
