"""UVL104: compiled, generated or copied sources that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import WHEEL, Add, Dir, File, Finding, Fix, Input, Key, Related, Severity, Spot
from uvlint.plugin import Facts, Rule
from uvlint.uv.keys import DEFAULTS
from uvlint.words import changes, several


def check(facts: Facts) -> Iterator[Finding]:
    """Report the unwatched files that only the content of the wheel depends on.

    Files that one place is to blame for are one finding: a crate has dozens.
    """
    groups: dict[Spot, list[tuple[Key, Input, tuple[Related, ...]]]] = {}
    for item in facts.unwatched:
        if (
            isinstance(item.key, File | Dir)
            and item.key not in DEFAULTS
            and not item.runs
            and set(item.feeds) == {WHEEL}
        ):
            at, related = facts.blame(item)
            groups.setdefault(at, []).append((item.key, item, related))
    for at, group in groups.items():
        keys = tuple(key for key, _, _ in group)
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old build when {changes(keys)}: {group[0][1].why}",
            confidence=min(item.certainty for _, item, _ in group),
            related=tuple(dict.fromkeys(r for _, _, related in group for r in related)),
            fix=Fix(title=f"watch {several(keys)}", ops=tuple(map(Add, keys))),
        )


RULE = Rule(
    code="UVL104",
    name="unwatched-native",
    summary="Compiled, generated or copied sources are not watched",
    severity=Severity.WARNING,
    check=check,
)
