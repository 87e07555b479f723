"""UVL307: the build rewrites pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Applicability, Drop, File, Finding, Fix, Key, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file
from uvlint.uv.keys import LIST, toml, watched


def check(facts: Facts) -> Iterator[Finding]:
    """Report a back end that writes pyproject.toml: uv watches it, or its edits go unnoticed."""
    writer = next((output for output in facts.outputs if output.file == PYPROJECT), None)
    if writer is None or facts.keys.refusals:
        return
    key = covers_file(PYPROJECT, watched(facts.keys, facts.uv), facts.uv)
    if key is None:
        yield Finding(
            at=Place(PYPROJECT, LIST, key=True),
            message="uv does not notice an edit of pyproject.toml, and a key for it would "
            f"rebuild at every sync and run: {writer.why}",
            severity=Severity.INFO,
        )
        return
    is_listed = facts.has_list and not facts.keys.dropped
    yield Finding(
        at=Place(PYPROJECT, (*LIST, facts.keys.entries.index(key)))
        if is_listed
        else facts.project.backend_at,
        message=f"uv rebuilds at every sync and run: it watches pyproject.toml, and {writer.why}",
        fix=_dropped(key) if is_listed and len(facts.keys.keys) > 1 else None,
    )


def _dropped(key: Key) -> Fix | None:
    if key != File(PYPROJECT):
        return None
    return Fix(
        title=f"drop {toml(key)}, after which edits go unnoticed",
        ops=(Drop(key),),
        applicability=Applicability.UNSAFE,
    )


RULE = Rule(
    code="UVL307",
    name="touched-pyproject",
    summary="The build rewrites pyproject.toml, which uv watches",
    severity=Severity.WARNING,
    check=check,
    about="outputs",
)
