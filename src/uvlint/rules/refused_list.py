"""UVL201: uv refuses the list, and with it every sync and run."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Finding, Fix, Key, Place, Refusal, Replace, Rewrite, Severity
from uvlint.plugin import LIST, Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.globs import refusal as glob_refusal
from uvlint.uv.keys import key_of, toml

KINDS = {"files": "file", "fiel": "file", "path": "file", "paths": "file", "glob": "file"}
KINDS |= {"directory": "dir", "folder": "dir", "environment": "env", "variable": "env"}


def check(facts: Facts) -> Iterator[Finding]:
    """Report each part that uv refuses, in uv's own words."""
    for refusal in facts.keys.refusals:
        op = _remedy(facts, refusal)
        yield Finding(
            at=Place(PYPROJECT, refusal.route),
            message=f"uv stops with an error at every sync and run: {refusal.reason}",
            fix=None if op is None else Fix(title=_title(op), ops=(op,)),
        )


def _title(op: Rewrite | Replace) -> str:
    return f"write {', '.join(map(toml, op.keys))}" if op.keys else "drop the empty entry"


def _remedy(facts: Facts, refusal: Refusal) -> Rewrite | Replace | None:
    """Return the operation that says what was meant, where only one thing can be meant."""
    found = facts.project.pyproject.get(".".join(map(str, LIST)))
    if found is None:
        return None
    if refusal.route == LIST:
        keys = _meant(found.value)
        return None if keys is None else Rewrite(keys)
    index = refusal.route[len(LIST)] if len(refusal.route) > len(LIST) else None
    if not isinstance(index, int) or not isinstance(found.value, list):
        return None
    keys = _meant(found.value[index])
    return None if keys is None else Replace(index, keys)


def _meant(value: object) -> tuple[Key, ...] | None:
    """Return the keys an entry of the wrong shape plainly stands for."""
    match value:
        case str():
            keys: tuple[Key, ...] = (File(value),)
        case {} if value == {}:
            return ()
        case {"file": [*names]} if len(value) == 1 and all(isinstance(n, str) for n in names):
            keys = tuple(File(name) for name in names)
        case {"git": str(word)} if len(value) == 1 and word in ("commit", "tags"):
            return _one({"git": {word: True}})
        case {"git": {**parts}} if len(value) == 1 and "tag" in parts and "tags" not in parts:
            return _one({"git": {"tags" if k == "tag" else k: v for k, v in parts.items()}})
        case {**parts} if len(parts) == 1:
            ((name, inner),) = parts.items()
            return _one({KINDS[name]: inner}) if name in KINDS else None
        case {**parts}:
            singles = [_one({name: inner}) for name, inner in parts.items()]
            if any(single is None for single in singles):
                return None
            keys = tuple(key for single in singles if single for key in single)
        case _:
            return None
    broken = any(isinstance(key, File) and glob_refusal(key.pattern) for key in keys)
    return None if broken else keys


def _one(value: object) -> tuple[Key, ...] | None:
    key = key_of(value)
    return None if key is None else (key,)


RULE = Rule(
    code="UVL201",
    name="refused-list",
    summary="uv refuses the list and stops",
    severity=Severity.ERROR,
    check=check,
)
