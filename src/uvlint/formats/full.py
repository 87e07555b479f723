"""Findings as compilers draw them: the message, the source with a mark below, and at the end
of each project what the fixes would write together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from uvlint.model import Applicability, Location, Severity, Unreadable
from uvlint.plugin import Change, Entry, Format, Offer, Report, Screen
from uvlint.project import Project
from uvlint.rendering import (
    ADDED,
    EMPHASIS,
    FAINT,
    FIXABLE,
    REMOVED,
    STYLES,
    Line,
    count,
    is_fixable,
    painted,
    place,
    printable,
    short,
    summary,
    width,
    wrapped,
)

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
TALLEST = 3
"""So many lines of a place are shown."""
WIDEST = 160
"""Longer lines are cut around the place."""
NARROWEST = 20

_CONTEXT = 1
_HUNK = r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@"
_Hunks = tuple[tuple[int, str, str], ...]


def render(report: Report, screen: Screen) -> str:
    """Return a drawing of each finding, the fixes of each project, and a summary."""
    offers = {offer.project.root: offer for offer in report.offers}
    by_project: dict[str, list[Entry]] = {}
    for entry in report.entries:
        by_project.setdefault(entry.project.root, []).append(entry)
    lines: list[Line] = []
    for root, entries in by_project.items():
        lines += (line for entry in entries for line in _drawing(entry, report, screen))
        if root in offers:
            lines += _offer(offers[root], screen, unsafe=report.unsafe)
    if not screen.brief:
        lines += [[("", line)] for line in summary(report)]
    return painted(lines, color=screen.color)


def _drawing(entry: Entry, report: Report, screen: Screen) -> Iterator[Line]:
    diagnostic, project = entry.diagnostic, entry.project
    finding = diagnostic.finding
    style = STYLES[diagnostic.severity]
    head = f"{WORDS[diagnostic.severity]}[{diagnostic.name}]"
    mark = f"{FIXABLE} " if is_fixable(entry, unsafe=report.unsafe) else ""
    first, *others = wrapped(f"{head}: {mark}{printable(finding.message)}", screen.width)
    yield [(style, first[: len(head)]), (EMPHASIS, first[len(head) :])]
    yield from ([(EMPHASIS, f"  {line}")] for line in others)
    at = diagnostic.location
    further = [(text, where) for text, where in diagnostic.related if where != at]
    shown = further[0][1] if further else at
    margin = len(str(_last_shown(shown)))
    yield [(FAINT, " " * margin + "--> "), ("", place(project.path(at.file), at, screen))]
    if further:
        yield [(FAINT, " " * margin + "::: "), ("", place(project.path(shown.file), shown, screen))]
    yield from _excerpt(project, shown, style, margin, screen)
    note = _note(further, finding.message)
    fix = finding.fix
    if fix and fix.applicability is Applicability.DISPLAY:
        note = printable(fix.title)
    if note:
        first, *others = wrapped(note, screen.width, margin + 3)
        yield [(FAINT, " " * margin + " = "), ("", first)]
        yield from ([("", " " * (margin + 3) + line)] for line in others)
    yield []


def _note(further: Sequence[tuple[str, Location]], message: str) -> str:
    """Return what the places of a finding say that its message does not."""
    if not further:
        return ""
    text = "" if further[0][0] in message else printable(further[0][0])
    more = len(further) - 1
    return "; ".join(filter(None, (text, f"and {count(more, 'more place')}" if more else "")))


def _excerpt(
    project: Project, at: Location, style: str, margin: int, screen: Screen
) -> Iterator[Line]:
    """Yield the lines of a place with marks, nothing where it is a file as a whole."""
    lines = _lines(project, at.file)
    if at == Location(at.file) or at.line > len(lines):
        return
    room = max(NARROWEST, min(WIDEST, (screen.width or WIDEST) - margin - 3))
    for number, line in enumerate(lines[at.line - 1 : _last_shown(at)], start=at.line):
        start = at.column - 1 if number == at.line else len(line) - len(line.lstrip())
        end = at.end_column - 1 if number == at.end_line else len(line)
        before, marked, after = _cut(line, start, end, room)
        yield [(FAINT, f"{number:>{margin}} | "), ("", before + marked + after)]
        if marked or number == at.line:
            marks = " " * width(before) + "^" * max(1, width(marked))
            yield [(FAINT, " " * margin + " | "), (style, marks)]
    if _last_shown(at) < _last(at):
        yield [(FAINT, " " * margin + " | "), ("", "...")]


def _last(at: Location) -> int:
    """Return the last line that a place has a part of."""
    return at.end_line if at.end_column > 1 or at.end_line == at.line else at.end_line - 1


def _last_shown(at: Location) -> int:
    return min(_last(at), at.line + TALLEST - 1)


def _lines(project: Project, file: str) -> list[str]:
    try:
        text = project.text(file)
    except Unreadable:
        return []
    return [line.rstrip("\r") for line in (text or "").split("\n")]


def _cut(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Return what stands before, in and after a stretch of a line, shortened to fit."""
    before, marked, after = line[:start], line[start:end], line[end:]
    if width(printable(line)) > room:
        before = f"...{before[-room // 4 :]}" if len(before) > room // 4 else before
        marked = _fitting(marked, room - width(printable(before)))
        left = room - width(printable(before + marked))
        after = f"{_fitting(after, left - 3)}..." if left > 3 and len(after) > left else ""
    return printable(before), printable(marked), printable(after)


def _fitting(text: str, room: int) -> str:
    """Return as much of a text as fits into so many cells."""
    used = 0
    for index, character in enumerate(text):
        used += width(printable(character))
        if used > room:
            return text[:index]
    return text


# --- fixes ----------------------------------------------------------------------------


def _offer(offer: Offer, screen: Screen, *, unsafe: bool) -> Iterator[Line]:
    command = "`uvlint fix --unsafe-fixes`" if unsafe else "`uvlint fix`"
    for change in offer.safe:
        yield from _change(offer.project, change, f"{command} would write", screen)
    also = "also " if offer.safe else ""
    for change in offer.unsafe:
        text = f"`uvlint fix --unsafe-fixes` would {also}write"
        yield from _change(offer.project, change, text, screen)


def _change(project: Project, change: Change, text: str, screen: Screen) -> Iterator[Line]:
    hunks = tuple(_hunks(change))
    if not hunks:
        return
    margin = max(len(str(number)) for number, _, _ in hunks)
    room = max(NARROWEST, (screen.width or WIDEST) - margin - 5)
    yield [
        (STYLES[Severity.INFO], text),
        ("", f" {printable(short(project.path(change.file), screen))}"),
    ]
    previous = hunks[0][0]
    for number, sign, line in hunks:
        if number > previous + 1:
            yield [(FAINT, "...")]
        previous = number
        style = {"+": ADDED, "-": REMOVED}.get(sign, "")
        shown, _, rest = (
            _cut(line, len(line), len(line), room) if len(line) > room else (line, "", "")
        )
        yield [(FAINT, f"{number:>{margin}} | "), (style, f"{sign} {printable(shown + rest)}")]
    yield []


def _hunks(change: Change) -> Iterator[tuple[int, str, str]]:
    """Yield line number, sign and text of the lines that a fix touches and of their neighbours."""
    from uvlint.toml_edit import unified

    old = new = 0
    for line in unified(change.before, change.after, change.file, _CONTEXT).split("\n"):
        sign, text = line[:1], line[1:]
        if match := re.match(_HUNK, line):
            old, new = int(match[1]), int(match[2])
        elif not old and not new:
            continue  # the header with the names of the files
        elif sign == "-":
            yield old, sign, text
            old += 1
        elif sign in ("+", " "):
            yield new, sign, text
            new += 1
            old += sign == " "


FORMAT = Format(name="full", render=render, offers=True)
