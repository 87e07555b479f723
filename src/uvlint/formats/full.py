"""Findings as compilers draw them: the message, the source with a mark below, the fix as a diff."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import Applicability, Location, Severity, Unreadable
from uvlint.plugin import Change, Entry, Format, Report, Screen
from uvlint.project import PYPROJECT, Project
from uvlint.rendering import (
    ADDED,
    EMPHASIS,
    FAINT,
    FIXABLE,
    REMOVED,
    STYLES,
    Line,
    is_fixable,
    painted,
    place,
    printable,
    short,
    summary,
    width,
)

WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "info"}
REMARKS = {
    Applicability.SAFE: "",
    Applicability.UNSAFE: " (with --unsafe-fixes)",
    Applicability.DISPLAY: "",
}
TALLEST = 4
"""So many lines of a place are shown."""
WIDEST = 160
"""Longer lines are cut around the place."""

_HUNK = r"@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@"


def render(report: Report, screen: Screen) -> str:
    """Return a drawing of each finding and a summary."""
    lines = [line for entry in report.entries for line in _drawing(entry, report, screen)]
    if not screen.brief:
        lines += [[("", line)] for line in summary(report)]
    return painted(lines, color=screen.color)


def _drawing(entry: Entry, report: Report, screen: Screen) -> Iterator[Line]:
    diagnostic, project = entry.diagnostic, entry.project
    style = STYLES[diagnostic.severity]
    related = [(message, at) for message, at in diagnostic.related if at != diagnostic.location]
    hunks = [tuple(_hunks(change)) for change in entry.changes]
    margin = max(
        len(str(number))
        for number in (
            _last_shown(diagnostic.location),
            *(_last_shown(at) for _, at in related),
            *(number for lines in hunks for number, _, _ in lines),
        )
    )
    yield [
        (style, f"{WORDS[diagnostic.severity]}[{diagnostic.name}]"),
        (EMPHASIS, f": {printable(diagnostic.finding.message)}"),
    ]
    yield from _excerpt(project, diagnostic.location, style, margin, screen)
    for message, at in related:
        yield [(STYLES[Severity.INFO], "note"), ("", f": {printable(message)}")]
        yield from _excerpt(project, at, STYLES[Severity.INFO], margin, screen)
    if fix := diagnostic.finding.fix:
        mark = f" {FIXABLE}" if is_fixable(entry, unsafe=report.unsafe) else ""
        title = f"{mark}: {printable(fix.title)}{REMARKS[fix.applicability]}"
        yield [(STYLES[Severity.INFO], "help"), ("", title)]
    for change, lines in zip(entry.changes, hunks, strict=True):
        if change.file != PYPROJECT:
            name = short(project.path(change.file), screen)
            yield [(FAINT, " " * margin + "--> "), ("", printable(name))]
        yield from _diff(lines, margin)
    yield []


def _excerpt(
    project: Project, at: Location, style: str, margin: int, screen: Screen
) -> Iterator[Line]:
    """Yield the name of a place and, unless it is a file as a whole, its lines with marks."""
    yield [(FAINT, " " * margin + "--> "), ("", place(project.path(at.file), at, screen))]
    lines = _lines(project, at.file)
    if at == Location(at.file) or at.line > len(lines):
        return
    blank: Line = [(FAINT, " " * margin + " |")]
    yield blank
    for number, line in enumerate(lines[at.line - 1 : _last_shown(at)], start=at.line):
        start = at.column - 1 if number == at.line else len(line) - len(line.lstrip())
        end = at.end_column - 1 if number == at.end_line else len(line)
        before, marked, after = _cut(line, start, end)
        yield [(FAINT, f"{number:>{margin}} | "), ("", before + marked + after)]
        if marked or number == at.line:
            marks = " " * width(before) + "^" * max(1, width(marked))
            yield [(FAINT, " " * margin + " | "), (style, marks)]
    if _last_shown(at) < _last(at):
        yield [(FAINT, " " * margin + " | "), ("", "...")]
    yield blank


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


def _cut(line: str, start: int, end: int) -> tuple[str, str, str]:
    """Return what stands before, in and after a stretch of a line, shortened if need be."""
    before, marked, after = line[:start], line[start:end], line[end:]
    if len(line) > WIDEST:
        before = f"...{before[-20:]}" if len(before) > 20 else before
        marked = marked[:WIDEST]
        room = max(0, WIDEST - len(before) - len(marked))
        after = f"{after[:room]}..." if len(after) > room else after
    return printable(before), printable(marked), printable(after)


def _hunks(change: Change) -> Iterator[tuple[int, str, str]]:
    """Yield line number, sign and text of the lines that a fix touches and of their neighbours."""
    from uvlint.toml_edit import unified

    old = new = 0
    for line in unified(change.before, change.after, change.file).split("\n"):
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


def _diff(hunks: tuple[tuple[int, str, str], ...], margin: int) -> Iterator[Line]:
    if not hunks:
        return
    blank: Line = [(FAINT, " " * margin + " |")]
    yield blank
    previous = hunks[0][0]
    for number, sign, text in hunks:
        if number > previous + 1:
            yield [(FAINT, "...")]
        previous = number
        style = {"+": ADDED, "-": REMOVED}.get(sign, "")
        yield [(FAINT, f"{number:>{margin}} | "), (style, f"{sign} {printable(text)}")]
    yield blank


FORMAT = Format(name="full", render=render, changes=True)
