"""One line for each finding, as compilers write them: for editors, logs and `grep`."""

from __future__ import annotations

from uvlint.plugin import Entry, Format, Report, Screen
from uvlint.rendering import FIXABLE, is_fixable, place, printable, summary


def render(report: Report, screen: Screen) -> str:
    """Return `path:line:column: rule [*] message` lines and a summary."""
    lines = [_line(entry, report, screen) for entry in report.entries]
    if not screen.brief:
        lines += summary(report)
    return "".join(f"{line}\n" for line in lines)


def _line(entry: Entry, report: Report, screen: Screen) -> str:
    where = place(entry.filename, entry.diagnostic.location, screen)
    mark = f"{FIXABLE} " if is_fixable(entry, unsafe=report.unsafe) else ""
    return f"{where}: {entry.diagnostic.name} {mark}{printable(entry.diagnostic.finding.message)}"


FORMAT = Format(name="concise", render=render)
