"""What a real build read, for people."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from uvlint.advice.key_selection import MANY
from uvlint.named_tuple import NamedTuple
from uvlint.phrases import listed, named
from uvlint.plugin import Screen
from uvlint.project import Project
from uvlint.rendering import (
    ADDED,
    EMPHASIS,
    FAINT,
    REMOVED,
    Line,
    count,
    padded,
    painted,
    printable,
    short,
    width,
)
from uvlint.trace.comparison import Comparison

AGREED, MISSED, UNREAD, IDLE = "agreed", "missed", "not read", "no effect"
_STYLES = {AGREED: ADDED, MISSED: REMOVED, UNREAD: FAINT, IDLE: FAINT}
_MANY = 5


class Traced(NamedTuple):
    """A project with what its build read; where there is nothing, `failed` tells why."""

    project: Project
    name: str | None
    comparison: Comparison | None
    failed: str = ""


def drawn(traced: Iterable[Traced], screen: Screen, *, brief: bool = False) -> str:
    """Return a verdict and a table for each project, only of what is missed if that is asked."""
    lines = [line for one in traced for line in _project(one, screen, brief=brief)]
    return painted(lines, color=screen.color)


def _project(traced: Traced, screen: Screen, *, brief: bool) -> Iterator[Line]:
    head = (EMPHASIS, printable(traced.name or short(traced.project.root, screen)))
    found = traced.comparison
    if found is None:
        first, *rest = traced.failed.splitlines() or ["failed"]
        yield [head, ("", ": "), (REMOVED, printable(first))]
        yield from ([(FAINT, f"  {printable(line)}")] for line in rest)
        yield []
        return
    if not found.hooks:
        yield [head, ("", ": uv does not build it")]
        yield []
        return
    yield [head, ("", ": "), _verdict(found)]
    yield from _table([row for row in _rows(found) if not brief or row.result == MISSED])
    if not brief:
        yield from _remarks(found)
    yield []


def _verdict(found: Comparison) -> tuple[str, str]:
    if found.missed:
        return (
            REMOVED,
            f"the build reads {count(len(found.missed), 'input')} that uvlint does not know",
        )
    return ADDED, f"uvlint knows all {len(found.observed)} inputs that the build reads"


class _Row(NamedTuple):
    name: str
    feeds: str
    result: str
    by: str


def _rows(found: Comparison) -> Sequence[_Row]:
    missed = set(found.missed)
    rows = [
        _Row(
            printable(named(one.key)),
            ", ".join(one.feeds),
            MISSED if one in missed else IDLE if one.confirmed is False else AGREED,
            f"read by {one.by}",
        )
        for one in sorted(found.observed, key=lambda one: one not in missed)
    ]
    rows += [
        _Row(
            printable(named(item.key)),
            ", ".join(item.feeds),
            UNREAD,
            f"predicted by {item.provider}",
        )
        for item in found.unread
        if item.key is not None
    ]
    alike: dict[object, list[_Row]] = {}
    for row in rows:
        kind = posixpath.dirname(row.name), posixpath.splitext(row.name)[1], row._replace(name="")
        alike.setdefault(kind if kind[1] else row, []).append(row)
    return [
        row for some in alike.values() for row in ([_united(some)] if len(some) > MANY else some)
    ]


def _united(rows: Sequence[_Row]) -> _Row:
    folder, name = posixpath.split(rows[0].name)
    wild = posixpath.join(folder, f"*{posixpath.splitext(name)[1]}")
    return rows[0]._replace(name=f"{wild} ({count(len(rows), 'file')})")


def _table(rows: Sequence[_Row]) -> Iterator[Line]:
    first = max((width(row.name) for row in rows), default=0)
    second = max((width(row.feeds) for row in rows), default=0)
    third = max((width(row.result) for row in rows), default=0)
    for row in rows:
        yield [
            ("", f"  {padded(row.name, first)}  {padded(row.feeds, second)}  "),
            (_STYLES[row.result], padded(row.result, third)),
            (FAINT, f"  {printable(row.by)}"),
        ]


def _remarks(found: Comparison) -> Iterator[Line]:
    yield [(FAINT, f"  Ran {listed(found.hooks)}.")]
    open_ones = sum(one.confirmed is None for one in found.observed)
    if 0 < open_ones < len(found.observed):
        yield [("", f"  Too many builds: {count(open_ones, 'input')} could not be confirmed.")]
    if found.outputs:
        yield [(FAINT, printable(f"  The build writes {_some(found.outputs)}."))]
    if found.needed:
        names = _some(found.needed)
        yield [("", printable(f"  The build looks for {names}, which git ignores: try --include."))]
    if found.absent is None:
        yield [
            ("", "  strace cannot be used here: what other programs than Python read is not seen,"),
        ]
        yield [("", "  nor which missing files the build looks for.")]


def _some(names: Sequence[str]) -> str:
    others = len(names) - _MANY
    return listed([*names[:_MANY], *([f"{others} more"] if others > 0 else [])])
