"""UVL206: a negation that takes nothing away."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Sequence

from uvlint.model import File, Finding, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import examples
from uvlint.uv.globs import base, finder, host, is_glob, matcher
from uvlint.uv.keys import LIST
from uvlint.uv.version import Version


def check(facts: Facts) -> Iterator[Finding]:
    """Report negated patterns after which all still counts that they are meant to leave out."""
    if not facts.has_list or facts.keys.refusals:
        return
    patterns = [k.pattern if isinstance(k, File) else "" for k in facts.keys.entries]
    for index, pattern in enumerate(patterns):
        if not pattern.startswith("!") or not is_glob(pattern):
            continue
        if why := _void(facts, patterns, pattern):
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message=f"this negation leaves nothing out: {why}",
            )


def _void(facts: Facts, patterns: Sequence[str], pattern: str) -> str | None:
    """Return why a negation is void, None for one that has an effect or may have one."""
    folder = base(pattern, facts.uv)
    taken = folder and host(pattern, patterns)
    # A pattern of the project folder takes it into its walk, in which it is a negation.
    if folder and (taken is None or base(taken, facts.uv)) and not facts.project.is_dir(folder):
        return f"uv takes {folder} for the name of a folder"
    wanted = [p for p in patterns if is_glob(p) and not p.startswith("!")]
    if not wanted:
        return "the list has no pattern that it could narrow"
    index_of = finder([p if is_glob(p) else "" for p in patterns], facts.uv)
    there = filter(matcher((pattern[1:],), facts.uv), facts.seen.files)
    rivals = [index for name in there if (index := index_of(name)) is not None]
    if not rivals:
        names = _left_out(pattern[1:], wanted, facts.uv)
        rivals = [index for name in names if (index := index_of(name)) is not None]
        if not names or len(rivals) < len(names):
            return None
    rival = patterns[rivals[0]]
    if start := base(rival, facts.uv):
        return f"{rival} comes after it, as uv sorts keys below a folder such as {start} last"
    return f"{rival} comes after it in the list, and the last match counts"


def _left_out(meant: str, wanted: Sequence[str], version: Version) -> list[str]:
    """Return names that a negation is meant to leave out of what some patterns match."""
    is_meant = matcher((meant,), version)
    found: dict[str, None] = {}
    for pattern in wanted:
        matches = matcher((pattern,), version)
        start = base(pattern, version)
        inside = [posixpath.basename(name) for name in examples(pattern)]
        for name in examples(meant):
            beside = [
                posixpath.join(posixpath.dirname(i), posixpath.basename(name))
                for i in examples(pattern)
            ]
            for own in (name, posixpath.join(start, name), *beside):
                below = [posixpath.join(own, other) for other in inside]
                if is_meant(own):
                    found.update(dict.fromkeys(n for n in (own, *below) if matches(n)))
    return list(found)


RULE = Rule(
    code="UVL206",
    name="useless-negation",
    summary="A negation takes nothing away",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
    yields_to=("refused-list",),
)
