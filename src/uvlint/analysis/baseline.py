"""A baseline: how many findings of each rule each file had on a day, to be suppressed since.

Counts, not lines: code may move without a word. Files are named relative to the
baseline, which is written again as a whole.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from uvlint.model import Diagnostic
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

SCHEMA = 1

Counts = Mapping[tuple[str, str], int]
"""How many findings there are, by the absolute name of a file and the name of a rule."""


class Stale(NamedTuple):
    """An entry that allows more findings than there are."""

    file: str
    rule: str
    allowed: int
    found: int


def read(path: str) -> Counts:
    """Return what a baseline allows; raises `OSError`, or `ValueError` for what is none."""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    import json

    try:
        document = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    match document:
        case {"schema": 1, "files": dict(files)}:
            return dict(_entries(os.path.dirname(path), files))
        case _:
            message = f'expected {{"schema": {SCHEMA}, "files": {{...}}}}'
            raise ValueError(message)


def _entries(folder: str, files: Mapping[str, object]) -> Iterable[tuple[tuple[str, str], int]]:
    for file, rules in files.items():
        for rule, number in rules.items() if isinstance(rules, dict) else [("", None)]:
            if not isinstance(number, int) or isinstance(number, bool) or number < 0:
                message = f"{file}: expected counts by the names of rules"
                raise ValueError(message)
            yield (os.path.normpath(os.path.join(folder, file)), rule), number


def text(path: str, counts: Counts) -> str:
    """Return the content of a baseline of that name."""
    files: dict[str, dict[str, int]] = {}
    folder = os.path.dirname(path)
    for (file, rule), number in sorted(counts.items()):
        if number:
            name = os.path.relpath(file, folder).replace(os.sep, "/")
            files.setdefault(name, {})[rule] = number
    import json

    return json.dumps({"schema": SCHEMA, "files": files}, indent=2) + "\n"


def counted(project: Project, found: Iterable[Diagnostic]) -> Counts:
    """Count diagnostics by file and rule."""
    from collections import Counter

    return Counter((project.path(d.location.file), d.name) for d in found)


def within(
    project: Project, found: Iterable[Diagnostic], allowed: Counts, never: str
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that a baseline does not allow, and those it does: the first ones.

    A diagnostic of the rule `never` stays, whatever the baseline says.
    """
    left = dict(allowed)
    kept = []
    suppressed = []
    for diagnostic in found:
        entry = (project.path(diagnostic.location.file), diagnostic.name)
        if diagnostic.name != never and left.get(entry, 0):
            left[entry] -= 1
            suppressed.append(diagnostic)
        else:
            kept.append(diagnostic)
    return kept, suppressed


def stale(
    allowed: Counts, found: Counts, roots: Iterable[str], rules: Iterable[str]
) -> tuple[Stale, ...]:
    """Return the entries about examined projects and rules that allow too much."""
    folders = tuple(os.path.join(root, "") for root in roots)
    ran = frozenset(rules)
    return tuple(
        Stale(file, rule, number, found.get((file, rule), 0))
        for (file, rule), number in sorted(allowed.items())
        if rule in ran and file.startswith(folders) and found.get((file, rule), 0) < number
    )


def renewed(allowed: Counts, found: Counts, outdated: Iterable[Stale], *, grow: bool) -> Counts:
    """Return what to write: stale entries shrink, and where it may grow everything is in."""
    counts = {**allowed, **{(item.file, item.rule): item.found for item in outdated}}
    if grow:
        for entry, number in found.items():
            counts[entry] = max(number, counts.get(entry, 0))
    return counts
