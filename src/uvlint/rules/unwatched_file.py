"""UVL102: a field is read from a file that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.gaps import TEXTS
from uvlint.model import WHEEL, Add, Dir, File, Finding, Fix, Input, Key, Related, Severity, Spot
from uvlint.phrases import changes, fields, several
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS


def check(facts: Facts) -> Iterator[Finding]:
    """Report the unwatched files that feed metadata; code of the build has its own rule.

    Files that one place is to blame for in the same words are one finding.
    """
    groups: dict[tuple[Spot, tuple[str, ...], str], list[tuple[Key, Input, tuple[Related, ...]]]]
    groups = {}
    for item in facts.unwatched:
        if (
            isinstance(item.key, File | Dir)
            and item.key not in DEFAULTS
            and not item.runs
            and set(item.feeds) != {WHEEL}
        ):
            at, related = facts.blame(item)
            groups.setdefault((at, item.feeds, item.why), []).append((item.key, item, related))
    for (at, feeds, why), group in groups.items():
        keys = tuple(key for key, _, _ in group)
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old {fields(feeds)} when {changes(keys)}: {why}",
            severity=Severity.WARNING if TEXTS.issuperset(feeds) else facts.at_risk,
            confidence=min(item.certainty for _, item, _ in group),
            related=tuple(dict.fromkeys(r for _, _, related in group for r in related)),
            fix=Fix(title=f"watch {several(keys)}", ops=tuple(map(Add, keys))),
        )


RULE = Rule(
    code="UVL102",
    name="unwatched-file",
    summary="A field is read from a file that no key watches",
    severity=Severity.ERROR,
    check=check,
    about="unwatched",
)
