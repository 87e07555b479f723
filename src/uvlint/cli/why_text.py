"""Verdicts on the next build for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from uvlint.analysis.rebuild import Part, Unnoticed, Why
from uvlint.model import Dir, Env, File, Git, Key
from uvlint.phrases import fields
from uvlint.plugin import Screen
from uvlint.rendering import ADDED, EMPHASIS, FAINT, REMOVED, Line, count, painted, printable, short
from uvlint.uv.keys import toml
from uvlint.uv.record import SECOND

_VERDICTS = {
    True: ("uv will rebuild", EMPHASIS),
    False: ("uv will not rebuild", ADDED),
    None: ("it cannot be told whether uv will build", REMOVED),
}
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def drawn(verdicts: Iterable[Why], screen: Screen, now: int, *, details: bool = False) -> str:
    """Return the verdicts as text; `now` in nanoseconds; with details, all parts of the record."""
    lines = [line for item in verdicts for line in _project(item, screen, now, details=details)]
    return painted(lines, color=screen.color)


def _project(verdict: Why, screen: Screen, now: int, *, details: bool) -> Iterator[Line]:
    name = printable(verdict.name or short(verdict.root, screen))
    text, style = _VERDICTS[verdict.rebuilds]
    if verdict.rebuilds and not verdict.installed:
        text = "uv will build"
    yield [(EMPHASIS, name), ("", ": "), (style, text), ("", f": {printable(verdict.reason)}.")]
    for part in verdict.parts:
        if part.changed or details:
            yield from _part(part, verdict.newest if part.part == "timestamp" else None)
    for index, item in enumerate(verdict.unnoticed):
        yield _unnoticed(item, now, rebuilds=verdict.rebuilds, first=index == 0)
    if not screen.brief and verdict.environment:
        where = "installed in" if verdict.installed else "not installed in"
        yield [(FAINT, f"  {where} {short(verdict.environment, screen)}")]
    yield []


def _part(part: Part, newest: str | None) -> Iterator[Line]:
    """Yield a line for each value of a part that changed, or one for a part that did not."""
    stored, now = part.stored, part.now
    if not part.changed:
        yield [(FAINT, f"  {part.part}: {_value(now, newest)}")]
    elif isinstance(stored, dict) and isinstance(now, dict):
        for name in sorted(stored.keys() | now.keys()):
            before, after = stored.get(name), now.get(name)
            # A variable may hold a secret.
            change = "" if part.part == "env" else f": {_value(before)} -> {_value(after)}"
            if before != after or (name in stored) is not (name in now):
                yield [(FAINT, f"  {part.part} {printable(name)}{change}")]
    else:
        shift = f"{_value(stored)} -> {_value(now, newest)}"
        yield [(FAINT, f"  {part.part}: {shift}")]


def _value(value: object, newest: str | None = None) -> str:
    if isinstance(value, dict):
        return printable(", ".join(value)) or "nothing"
    if value is None:
        return "nothing"
    return printable(f"{value} ({newest})" if newest else str(value))


def _unnoticed(item: Unnoticed, now: int, *, rebuilds: bool | None, first: bool) -> Line:
    lead = "Besides, no key noticed that" if rebuilds else "But" if first else "And"
    return [
        ("", f"  {lead} {printable(_event(item.key))} {ago(now - item.changed)}"),
        ("", f" and feeds {fields(item.feeds)}: add "),
        (ADDED, printable(toml(item.key))),
        ("", f" (needs uv {item.needs})" if item.needs else ""),
    ]


def _event(key: Key) -> str:
    match key:
        case File(text):
            return f"{text} changed"
        case Dir(text):
            return f"the folder {text} appeared"
        case Git(commit=True):
            return "the commit or a tag changed" if key.tags else "the commit changed"
        case Git():
            return "a tag changed"
        case Env(name):
            return f"${name} changed"


def ago(nanoseconds: int) -> str:
    """Return "3 minutes ago" for a span of time."""
    seconds = nanoseconds // SECOND
    for unit, name in _UNITS:
        if seconds >= unit:
            return f"{count(seconds // unit, name)} ago"
    return "just now"
