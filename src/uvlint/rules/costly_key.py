"""UVL303: a key for which uv looks at thousands of files at every sync."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Finding, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.cost import microseconds
from uvlint.uv.globs import base, host, is_glob
from uvlint.uv.keys import LIST

LIMIT = 10_000
"""Microseconds: about half of what a sync takes that finds nothing to do (uv 0.13.9, measured)."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report patterns above the limit; a walk that several share is that of the first."""
    if not facts.has_list or facts.keys.dropped or facts.keys.refusals:
        return
    patterns = [key.pattern for key in facts.keys.keys if isinstance(key, File)]
    paid: set[str] = set()
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, File) or not is_glob(key.pattern) or key.pattern.startswith("!"):
            continue
        matched, walked = facts.seen.matched[index], facts.seen.walked[index]
        walk = base(host(key.pattern, patterns) or key.pattern, facts.uv)
        cost = microseconds(key.pattern, matched, matched if walk in paid else walked)
        paid.add(walk)
        if cost >= LIMIT:
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message=f"this key costs about {cost / 1000:.0f} ms at every sync and run: "
                f"uv comes across {walked:,} files, of which {matched:,} match",
            )


RULE = Rule(
    code="UVL303",
    name="costly-key",
    summary="uv looks at thousands of files for a key at every sync",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=("rebuild-loop", "root-glob", "redundant-key"),
)
