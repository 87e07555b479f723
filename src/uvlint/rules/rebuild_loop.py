"""UVL301: a key matches what the build or the sync writes."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import (
    Add,
    Applicability,
    Drop,
    File,
    Finding,
    Fix,
    Key,
    Output,
    Place,
    Severity,
)
from uvlint.plugin import LIST, Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.globs import is_glob
from uvlint.uv.keys import toml

SYNC = (
    Output(
        file=".venv/lib/python3/site-packages/x.dist-info/uv_cache.json",
        why="uv writes its record into the environment",
    ),
)
"""What uv itself writes at every installation (uv 0.13.9, observed)."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report each file key that matches an output, given the negations of the whole list."""
    if not facts.has_list:
        return
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, File):
            continue
        output = _loops(facts, key)
        if output is None:
            continue
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"uv rebuilds at every sync and run: this key matches {_shown(output.file)}, "
            f"and {output.why}",
            fix=_fix(facts, key),
        )


def _loops(facts: Facts, key: File) -> Output | None:
    written = (*facts.outputs, *(SYNC if is_glob(key.pattern) else ()))
    return next((o for o in written if covers_file(o.file, facts.keys.keys) == key), None)


def _shown(file: str) -> str:
    return "the environment" if file == SYNC[0].file else file


def _fix(facts: Facts, key: File) -> Fix:
    """Return the fix: a plain name goes; of a glob, the inputs it watched stay."""
    if not is_glob(key.pattern):
        return Fix(title=f"drop {toml(key)}", ops=(Drop(key),))
    rest = tuple(other for other in facts.keys.keys if other != key)
    kept: list[Key] = []
    for item in facts.inputs:
        watched = item.key is not None and watcher(item.key, facts.keys.keys) == key
        if watched and not item.override and item.key is not None and not watcher(item.key, rest):
            kept.append(item.key)
    if watcher(File(PYPROJECT), rest) is None:
        kept.append(File(PYPROJECT))
    safe = [k for k in dict.fromkeys(kept) if not any(_covers(k, o) for o in facts.outputs)]
    return Fix(
        title=f"put the inputs themselves in place of {toml(key)}",
        ops=(Drop(key), *(Add(k) for k in safe)),
        applicability=Applicability.UNSAFE,
    )


def _covers(key: Key, output: Output) -> bool:
    return covers_file(output.file, (key,)) is not None


RULE = Rule(
    code="UVL301",
    name="rebuild-loop",
    summary="A key matches what the build or the sync writes",
    severity=Severity.ERROR,
    check=check,
)
