"""UVL105: code that the build runs and that no key watches."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Add, File, Finding, Fix, Input, Key, Related, Severity, Spot
from uvlint.phrases import changes, fields, reason, several
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import DEFAULTS


def check(facts: Facts) -> Iterator[Finding]:
    """Report the unwatched hooks, build scripts, back ends and modules that the build imports.

    Files that one place of pyproject.toml is to blame for are one finding, and so are those
    that only code is to blame for: an import leads to many.
    """
    groups: dict[tuple[Spot | None, tuple[str, ...]], list[tuple[Key, Input, Spot]]] = {}
    for item in facts.unwatched:
        if isinstance(item.key, File) and item.key not in DEFAULTS and item.runs:
            at, _ = facts.blame(item)
            shared = at if at.file == PYPROJECT else None
            groups.setdefault((shared, item.feeds), []).append((item.key, item, at))
    for (_, feeds), group in groups.items():
        at = group[0][2]
        keys = tuple(key for key, _, _ in group)
        why = reason([item.why for _, item, _ in group], "the build runs all of them")
        yield Finding(
            at=at,
            message=f"uv {facts.keeps} the old {fields(feeds)} when {changes(keys)}: {why}",
            severity=facts.at_risk,
            confidence=min(item.certainty for _, item, _ in group),
            related=tuple(dict.fromkeys(Related(i.why, i.at) for _, i, _ in group if i.at != at)),
            fix=Fix(title=f"watch {several(keys)}", ops=tuple(map(Add, keys))),
        )


RULE = Rule(
    code="UVL105",
    name="unwatched-build-code",
    summary="Code that the build runs is not watched",
    severity=Severity.ERROR,
    check=check,
    about="unwatched",
)
