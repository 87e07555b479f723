"""UVL106: a git key that watches the commit without the tags, or the reverse."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Fix, Git, Place, Replace, Severity
from uvlint.phrases import fields
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST, toml

HALVES = {
    Git(commit=True, tags=False): "a new tag",
    Git(commit=False, tags=True): "a new commit",
}


def check(facts: Facts) -> Iterator[Finding]:
    """Report the git key of a project whose build needs more of git than the key watches."""
    item = next((item for item in facts.unwatched if isinstance(item.key, Git)), None)
    if item is None or not isinstance(item.key, Git):
        return
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, Git) or key not in HALVES:
            continue
        whole = Git(commit=True, tags=True)
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"uv keeps the old {fields(item.feeds)} after {HALVES[key]}: "
            f"this key watches {'commits' if key.commit else 'tags'} only, and {item.why}",
            confidence=item.certainty,
            related=facts.blame(item)[1],
            fix=Fix(title=f"watch {toml(whole)}", ops=(Replace(key, (whole,)),)),
        )
        return


RULE = Rule(
    code="UVL106",
    name="incomplete-git",
    summary="A git key watches only half of what the version depends on",
    severity=Severity.ERROR,
    check=check,
    about="unwatched",
)
