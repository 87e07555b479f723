"""Text that people read on a screen: harmless characters, short names, colours, counts."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from uvlint.model import Applicability, Location, Severity
from uvlint.plugin import Entry, Report, Screen

Line = Sequence[tuple[str, str]]
"""Pieces of one line, each a style of rich ("" for none) and a text."""

STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.INFO: "bold cyan"}
EMPHASIS = "bold"
FAINT = "blue"
ADDED = "green"
REMOVED = "red"
FIXABLE = "[*]"


def printable(text: str) -> str:
    """Return text of a user's file without characters that move the cursor or hide others.

    A tab becomes four spaces, so equal prefixes keep equal widths.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if character == "\t":
        return "    "
    return " " if character.isspace() else "\N{REPLACEMENT CHARACTER}"


def width(text: str) -> int:
    """Return how many cells of a terminal printable text takes."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(
        0 if combining(character) else 2 if east_asian_width(character) in "WF" else 1
        for character in text
    )


def wrapped(text: str, cells: int, indent: int = 2) -> list[str]:
    """Return the lines of a text that fit into so many cells, all but the first one indented.

    The indentation is not part of the lines; 0 cells do not limit them.
    """
    if not cells or width(text) + indent <= cells:
        return [text]
    from textwrap import wrap

    return wrap(text, max(cells - indent, 20), break_long_words=False, break_on_hyphens=False)


def padded(text: str, cells: int) -> str:
    """Return printable text with spaces behind it, so that it takes that many cells."""
    return text + " " * (cells - width(text))


def painted(lines: Iterable[Line], *, color: bool) -> str:
    """Return lines as text, with escape codes for their styles if colours are wanted."""
    if not color:
        return "".join("".join(text for _, text in line).rstrip() + "\n" for line in lines)
    from rich.color import ColorSystem
    from rich.style import Style

    def paint(style: str, text: str) -> str:
        return Style.parse(style).render(text, color_system=ColorSystem.STANDARD) if style else text

    return "".join("".join(paint(*piece) for piece in line) + "\n" for line in lines)


def painted_diff(text: str, *, color: bool) -> str:
    """Return a unified diff, with colours if wanted; else as it is, so that `patch` can read it."""
    if not color:
        return text
    styles = {"-": REMOVED, "+": ADDED, "@": FAINT}
    lines = text.removesuffix("\n").split("\n")
    return painted([[(styles.get(line[:1], ""), printable(line))] for line in lines], color=True)


def short(path: str, screen: Screen) -> str:
    """Return the name of a file for people, relative to the screen's folder where that is short."""
    if path.startswith(screen.folder):
        return printable(path.removeprefix(screen.folder)) or "."
    return printable(min(path, os.path.relpath(path, screen.folder), key=len))


def place(path: str, at: Location, screen: Screen) -> str:
    """Return `path:line:column`."""
    return f"{short(path, screen)}:{at.line}:{at.column}"


def count(number: int, noun: str) -> str:
    """Return "1 error", "2 errors"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def is_fixable(entry: Entry, *, unsafe: bool) -> bool:
    """Tell whether `fix` would apply the fix of a finding."""
    fix = entry.diagnostic.finding.fix
    if fix is None:
        return False
    return fix.applicability is Applicability.SAFE or (
        unsafe and fix.applicability is Applicability.UNSAFE
    )


def summary(report: Report) -> tuple[str, ...]:
    """Return the closing lines of a report for people, none where no project was found."""
    if not report.roots:
        return ()
    lines = [f"Fixed {count(report.fixed, 'finding')}."] if report.fixed else []
    hidden = f" ({report.suppressed} suppressed)" if report.suppressed else ""
    if not report.entries:
        checked = f"Checked {count(len(report.roots), 'project')}: nothing to report{hidden}."
        return (*lines, checked)
    levels = [entry.diagnostic.severity for entry in report.entries]
    numbers = [
        count(levels.count(level), noun)
        for level, noun in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.INFO, "remark"),
        )
        if level in levels
    ]
    lines.append(f"Found {', '.join(numbers)}{_spread(report)}{hidden}.")
    now = sum(is_fixable(entry, unsafe=report.unsafe) for entry in report.entries)
    more = sum(is_fixable(entry, unsafe=True) for entry in report.entries) - now
    option = " --unsafe-fixes" if report.unsafe else ""
    if now:
        lines.append(f"{FIXABLE} {now} fixable with `uvlint fix{option}`.")
    if more:
        lines.append(f"{more}{' more' if now else ''} fixable with `uvlint fix --unsafe-fixes`.")
    return tuple(lines)


def _spread(report: Report) -> str:
    everything = len(report.roots)
    if everything == 1:
        return ""
    return f" in {len({entry.project.root for entry in report.entries})} of {everything} projects"
