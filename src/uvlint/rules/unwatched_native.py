"""UVL104: compiled, generated or copied sources that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import (
    WHEEL,
    Add,
    Applicability,
    Dir,
    File,
    Finding,
    Fix,
    Input,
    Key,
    Related,
    Severity,
    Spot,
)
from uvlint.phrases import change, changes, reason, several
from uvlint.plugin import Facts, Rule
from uvlint.project.gitignore import ignored_above
from uvlint.uv.coverage import watcher
from uvlint.uv.keys import DEFAULTS, toml


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
        why = reason([item.why for _, item, _ in group], "the build reads all of them")
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old build when {changes(keys)}: {why}",
            confidence=min(item.certainty for _, item, _ in group),
            related=tuple(dict.fromkeys(r for _, _, related in group for r in related)),
            fix=Fix(title=f"watch {several(keys)}", ops=tuple(map(Add, keys))),
        )
    yield from _dear(facts)


def _dear(facts: Facts) -> Iterator[Finding]:
    """Mention what has its price to watch, unless git ignores it: then nobody shares it."""
    project = facts.project
    for item in facts.inputs:
        if (
            item.price
            and isinstance(item.key, File)
            and watcher(item.key, facts.keys.keys, facts.uv) is None
            and project.path(item.key.pattern)
            not in ignored_above(project.root).within(project.root)
        ):
            at, related = facts.blame(item)
            yield Finding(
                at=at,
                message=f"uv {facts.keeps} the old build when {change(item.key)}: {item.why};"
                f" {item.price}",
                severity=Severity.INFO,
                confidence=item.certainty,
                related=related,
                fix=Fix(
                    title=f"watch {toml(item.key)}",
                    ops=(Add(item.key),),
                    applicability=Applicability.DISPLAY,
                ),
            )


RULE = Rule(
    code="UVL104",
    name="unwatched-native",
    summary="Compiled, generated or copied sources are not watched",
    severity=Severity.WARNING,
    check=check,
    about="inputs",
)
