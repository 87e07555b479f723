"""The inputs of projects as tables for people."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence

from uvlint.advice.key_selection import MANY
from uvlint.advice.loops import writes
from uvlint.cli.surveys import Survey
from uvlint.model import File, Input, ListSource
from uvlint.named_tuple import NamedTuple
from uvlint.phrases import listed, named
from uvlint.plugin import Facts, Screen
from uvlint.rendering import (
    ADDED,
    EMPHASIS,
    FAINT,
    REMOVED,
    Line,
    count,
    padded,
    painted,
    place,
    printable,
    short,
    width,
)
from uvlint.uv.coverage import watcher
from uvlint.uv.features import since
from uvlint.uv.globs import is_glob
from uvlint.uv.keys import toml
from uvlint.uv.version import NEWEST

_SOURCES = {
    ListSource.DEFAULT: "by default",
    ListSource.INVALID: "nothing, because it refuses the list",
    ListSource.IGNORED: "by default, because it does not read the list where it stands",
}
_DROPPED = "what it does by default, because it drops a list that it cannot read"
_HEAD = ("reads", "for", "watched by")


def drawn(
    surveys: Iterable[Survey], screen: Screen, *, files: bool = False, reasons: bool = False
) -> str:
    """Return a table for each project, with the files uv looks at and with reasons if wanted."""
    lines = [
        line
        for survey in surveys
        for line in _project(survey, screen, files=files, reasons=reasons)
    ]
    return painted(lines, color=screen.color)


def _project(survey: Survey, screen: Screen, *, files: bool, reasons: bool) -> Iterator[Line]:
    project, facts = survey.project, survey.facts
    folder = short(project.root, screen)
    if facts is None:
        yield [(EMPHASIS, folder), (REMOVED, f"  {printable(survey.trouble)}")]
        yield []
        return
    about = f"  {folder}, built by {project.backend}"
    if project.dynamic:
        about += f", computes {listed(sorted(project.dynamic))}"
    yield [(EMPHASIS, printable(project.name or folder)), (FAINT, printable(about))]
    yield from _table(survey, screen, facts, reasons=reasons)
    if facts.outputs:
        yield [("", f"  The build writes {_names(item.file for item in facts.outputs)}.")]
    if facts.unknown_requirements:
        yield [
            (
                "",
                f"  Not examined, being unknown: {_names(s.name for s in facts.unknown_requirements)}.",
            )
        ]
    yield from _keys(survey, files=files)
    if survey.suggested and survey.suggested != survey.listed.keys:
        yield [("", "  uv should watch:")]
        yield [(ADDED, "    cache-keys = [")]
        yield from ([(ADDED, f"        {printable(toml(key))},")] for key in survey.suggested)
        yield [(ADDED, "    ]")]
    yield []


def _table(survey: Survey, screen: Screen, facts: Facts, *, reasons: bool) -> Iterator[Line]:
    groups: dict[str, list[Input]] = {}
    for item in facts.inputs:
        groups.setdefault(named(item.key) if item.key else item.why, []).append(item)
    if not groups:
        yield [("", "  The build reads nothing that matters to uv but pyproject.toml.")]
        return
    rows = [
        _Row(printable(name), _feeds(items), _watch(survey, facts, items[0]), items)
        for name, items in groups.items()
    ]
    if not reasons:
        rows = _folded(rows)
    first = max(width(text) for text in (_HEAD[0], *(row.reads for row in rows)))
    second = max(width(text) for text in (_HEAD[1], *(row.feeds for row in rows)))
    yield [(FAINT, f"  {padded(_HEAD[0], first)}  {padded(_HEAD[1], second)}  {_HEAD[2]}")]
    for row in rows:
        yield [("", f"  {padded(row.reads, first)}  {padded(row.feeds, second)}  "), row.watched]
        for item in row.items if reasons else ():
            at = survey.where(item)
            where = place(survey.project.path(at.file), at, screen)
            yield [(FAINT, f"    {item.certainty.name.lower()}: {printable(item.why)} ({where})")]


class _Row(NamedTuple):
    reads: str
    feeds: str
    watched: tuple[str, str]
    items: Sequence[Input]


def _folded(rows: Iterable[_Row]) -> list[_Row]:
    """Return rows with one in place of many for files of one kind and folder, alike in all else."""
    alike: dict[tuple[object, ...], list[_Row]] = {}
    for row in rows:
        folder, name = posixpath.split(row.reads)
        suffix = posixpath.splitext(name)[1]
        is_file = isinstance(row.items[0].key, File) and not is_glob(row.items[0].key.pattern)
        kind = (folder, suffix) if is_file and suffix else row.reads
        alike.setdefault((kind, row.feeds, row.watched), []).append(row)
    return [
        row for some in alike.values() for row in ([_united(some)] if len(some) > MANY else some)
    ]


def _united(rows: Sequence[_Row]) -> _Row:
    folder, name = posixpath.split(rows[0].reads)
    wild = posixpath.join(folder, f"*{posixpath.splitext(name)[1]}")
    return rows[0]._replace(reads=f"{wild} ({count(len(rows), 'file')})")


def _feeds(items: Sequence[Input]) -> str:
    return ", ".join(dict.fromkeys(field for item in items for field in item.feeds))


def _watch(survey: Survey, facts: Facts, item: Input) -> tuple[str, str]:
    """Return the last cell of an input; red only where a fix would change it."""
    if item.key is None:
        return FAINT, "uv has no key for it"
    if key := survey.watched_by(item):
        return ADDED, printable(named(key))
    if watcher(item.key, survey.suggested, survey.uv):
        return REMOVED, "not watched"
    if (needed := since(item.key)) > survey.uv:
        return FAINT, f"not watched: needs uv {needed}"
    if item.price:
        return FAINT, "not watched, at a price"
    if isinstance(item.key, File) and any(writes(o.file, item.key) for o in facts.outputs):
        return FAINT, "not watched, the build writes it"
    return FAINT, "not watched (override by hand)" if item.override else "not watched, no need"


def _keys(survey: Survey, *, files: bool) -> Iterator[Line]:
    uv = "uv" if survey.uv == NEWEST else f"uv {survey.uv}"
    if survey.listed.source is not ListSource.CONFIGURED:
        how = _DROPPED if survey.listed.dropped else _SOURCES[survey.listed.source]
        keys = ", ".join(named(counted.key) for counted in survey.keys)
        yield [("", f"  {uv} watches {how}: {printable(keys)}")]
    else:
        yield [("", f"  {uv} watches:")]
        yield from _counted_keys(survey)
    if files:
        yield [("", f"  The timestamp is the newest of {count(len(survey.files), 'file')}:")]
        yield from ([("", f"    {printable(name)}")] for name in survey.files)


def _counted_keys(survey: Survey) -> Iterator[Line]:
    for counted in survey.keys:
        numbers = ""
        if counted.matched is not None:
            numbers = f"  {count(counted.matched, 'file')}"
            if counted.walked:
                numbers += f" of {counted.walked} visited"
        if counted.cost:
            numbers += f", {_cost(counted.cost)}"
        yield [("", f"    {printable(named(counted.key))}"), (FAINT, numbers)]
    if sum(1 for counted in survey.keys if counted.cost) > 1:
        yield [(FAINT, f"    together {count(len(survey.files), 'file')}, {_cost(survey.cost)}")]


def _cost(microseconds: float) -> str:
    """Return an estimate as people read it: "~40 µs per sync", "~1.3 ms per sync"."""
    if microseconds < 100:
        return f"~{microseconds:.0f} µs per sync"
    milliseconds = microseconds / 1000
    return f"~{milliseconds:.{1 if milliseconds < 10 else 0}f} ms per sync"


def _names(names: Iterable[str]) -> str:
    return printable(listed(list(dict.fromkeys(names))))
