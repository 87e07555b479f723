"""UVL201: uv refuses the list, and with it every sync and run, or drops it without an error."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Finding, Fix, Key, Place, Refusal, Replace, Rewrite, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.features import STRICT
from uvlint.uv.globs import refusal as glob_refusal
from uvlint.uv.keys import LIST, key_of, toml
from uvlint.uv.version import Version

KINDS = {"files": "file", "fiel": "file", "path": "file", "paths": "file", "glob": "file"}
KINDS |= {"directory": "dir", "folder": "dir", "environment": "env", "variable": "env"}


def check(facts: Facts) -> Iterator[Finding]:
    """Report each part that uv refuses, in uv's own words."""
    outcome = (
        f"uv {facts.uv} drops the whole list and goes on with its defaults"
        f" (since {STRICT} it stops with an error)"
        if facts.keys.dropped
        else "uv stops with an error at every sync and run"
    )
    for refusal in facts.keys.refusals:
        op = _remedy(facts, refusal)
        yield Finding(
            at=Place(PYPROJECT, refusal.route),
            message=f"{outcome}: {refusal.reason}",
            fix=None if op is None else Fix(title=_title(op), ops=(op,)),
        )


def _title(op: Rewrite | Replace) -> str:
    return f"write {', '.join(map(toml, op.keys))}" if op.keys else "drop the empty entry"


def _remedy(facts: Facts, refusal: Refusal) -> Rewrite | Replace | None:
    """Return the operation that says what was meant, where only one thing can be meant."""
    found = facts.project.pyproject.get(*LIST)
    if found is None:
        return None
    if refusal.route == LIST:
        keys = _meant(found.value, facts.uv)
        return None if keys is None else Rewrite(keys)
    index = refusal.route[len(LIST)] if len(refusal.route) > len(LIST) else None
    if not isinstance(index, int) or not isinstance(found.value, list):
        return None
    keys = _meant(found.value[index], facts.uv)
    return None if keys is None else Replace(index, keys)


def _meant(value: object, version: Version) -> tuple[Key, ...] | None:
    """Return the keys an entry of the wrong shape plainly stands for."""
    match value:
        case str():
            keys: tuple[Key, ...] | None = (File(value),)
        case {"file": [*names], **rest} if not rest and all(isinstance(n, str) for n in names):
            keys = tuple(File(str(name)) for name in names)
        case {"git": "commit" | "tags" as word, **rest} if not rest:
            keys = _one({"git": {word: True}})
        case {"git": {"tag": tags, **others}, **rest} if not rest and "tags" not in others:
            keys = _one({"git": {**others, "tags": tags}})
        case {**parts}:
            keys = _each(parts)
        case _:
            keys = None
    if keys is None:
        return None
    broken = any(isinstance(key, File) and glob_refusal(key.pattern, version) for key in keys)
    return None if broken else keys


def _each(parts: dict[object, object]) -> tuple[Key, ...] | None:
    """Return a key for each part of a table, with the names of keys set right."""
    found = [_one({KINDS.get(str(name), name): inner}) for name, inner in parts.items()]
    if any(keys is None for keys in found):
        return None
    return tuple(key for keys in found if keys for key in keys)


def _one(value: object) -> tuple[Key, ...] | None:
    key = key_of(value)
    return None if key is None else (key,)


RULE = Rule(
    code="UVL201",
    name="refused-list",
    summary="uv refuses the list and stops",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
)
