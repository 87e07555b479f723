"""pyproject.toml with fields moved into `[project]`, proved to say nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from uvlint.migrate.literals import Remark
from uvlint.migrate.moves import Moves
from uvlint.model import CannotFix
from uvlint.project import normalized
from uvlint.toml_edit.document import Document, Kind, Statement, section_end
from uvlint.toml_edit.layout import WIDTH, line_end, line_start, newline_of, unit_of
from uvlint.toml_edit.syntax import items

_ORDER = (
    "name",
    "version",
    "description",
    "readme",
    "requires-python",
    "license",
    "authors",
    "maintainers",
    "keywords",
    "classifiers",
    "dynamic",
    "dependencies",
)
"""The fields that are pairs of `[project]`, as they follow one another."""

_TABLES = ("optional-dependencies", "urls", "scripts", "gui-scripts", "entry-points")
"""The fields that are tables of their own."""

_DYNAMIC = ("project", "dynamic")
_REQUIRES = ("build-system", "requires")
_SETTINGS = ("tool", "setuptools")
_REQUIREMENT = re.compile(r"[\"']\s*([A-Za-z0-9._-]+)")


def rewritten(text: str, moves: Moves) -> str:
    """Return the text after the moves; raises `CannotFix` where it cannot be proved right."""
    before = _parsed(text)
    after = text
    for route in moves.tables:
        after = _without(after, route)
    if moves.requirement:
        after = _without_items(after, _REQUIRES, lambda item: _required(item) == moves.requirement)
    if "project" in before:
        after = _without_items(after, _DYNAMIC, lambda item: item[1:-1] not in moves.dynamic)
        after = _extended(after, moves)
    else:
        after = _with_project(after, moves)
    if _parsed(after) != _expected(before, moves):
        raise CannotFix("other settings would change")
    return after


def _parsed(text: str) -> dict[str, object]:
    import tomli

    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        message = f"pyproject.toml would be no TOML: {error}"
        raise CannotFix(message) from error


def _expected(before: dict[str, object], moves: Moves) -> object:
    """Return what the new text must say."""
    after: object = before
    for route in moves.tables:
        after = _pruned(after, route)
    assert isinstance(after, dict)
    project = {**after.get("project", {}), **moves.fields}
    project.pop("dynamic", None)
    if moves.dynamic:
        project["dynamic"] = list(moves.dynamic)
    result = {**after, "project": project}
    if moves.without_data:
        tool = result.get("tool", {})
        result["tool"] = {**tool, "setuptools": {"include-package-data": False}}
    if moves.requirement:
        system = result["build-system"]
        rest = [r for r in system["requires"] if _required(f'"{r}"') != moves.requirement]
        result["build-system"] = {**system, "requires": rest}
    return result


def _pruned(table: object, route: tuple[str, ...]) -> object:
    """Return a table without what a route leads to, and without tables that are empty then."""
    assert isinstance(table, dict)
    name, *below = route
    rest = {key: value for key, value in table.items() if key != name}
    inner = _pruned(table[name], tuple(below)) if below else {}
    return {**rest, name: inner} if inner else rest


def _unclear(route: tuple[str, ...]) -> CannotFix:
    return CannotFix(f"{'.'.join(route)} is written in a way that is not understood")


def _required(item: str) -> str:
    match = _REQUIREMENT.match(item)
    return normalized(match[1]) if match else ""


# --- what goes ------------------------------------------------------------------------


def _without(text: str, route: tuple[str, ...]) -> str:
    """Return the document without a table or pair; a table that is empty then goes, too."""
    document = Document(text)
    gone = [item for item in document.top if item.route[: len(route)] == route]
    if not gone:
        raise _unclear(route)
    for item in reversed(gone):
        text = _cut(text, item)
    while (header := _empty_header(Document(text), route)) is not None:
        text = _cut(text, header)
    return text


def _empty_header(document: Document, route: tuple[str, ...]) -> Statement | None:
    """Return a header on the way to a route that has nothing below it."""
    for index, item in enumerate(document.top):
        depth = len(item.route)
        rest = document.top[:index] + document.top[index + 1 :]
        if (
            item.kind is Kind.TABLE
            and item.route == route[:depth]
            and not any(other.route[:depth] == item.route for other in rest)
        ):
            return item
    return None


def _cut(text: str, item: Statement) -> str:
    """Return the document without the lines of a statement, and the blank ones a header leaves."""
    start, end = line_start(text, item.start), line_end(text, item.end)
    end = text.find("\n", end) + 1 or len(text)
    if item.kind is not Kind.PAIR and (start == 0 or not text[:start].rsplit("\n", 2)[-2].strip()):
        while end < len(text) and not text[end : line_end(text, end)].strip():
            end = text.find("\n", end) + 1 or len(text)
    rest = text[end:]
    return text[:start] + rest if rest.strip() else text[:start].rstrip() + newline_of(text)


def _without_items(text: str, route: tuple[str, ...], goes: Callable[[str], bool]) -> str:
    """Return the document without some strings of a list, or without the list if none is left."""
    pair = next((item for item in Document(text).top if item.route == route), None)
    if pair is None or text[pair.value] != "[":
        raise _unclear(route)
    listed, _ = items(text, pair.value)
    going = [index for index, item in enumerate(listed) if goes(text[item.start : item.end])]
    if len(going) == len(listed):
        return _cut(text, pair)
    for index in reversed(going):
        listed, _ = items(text, pair.value)
        item = listed[index]
        end = item.end if item.comma is None else item.comma + 1
        start, below = line_start(text, item.start), line_end(text, end)
        behind = text[end:below].strip()
        if not text[start : item.start].strip() and (not behind or behind.startswith("#")):
            text = text[:start] + text[below:].removeprefix("\r").removeprefix("\n")
        elif index + 1 < len(listed):
            text = text[: item.start] + text[listed[index + 1].start :]
        else:
            text = text[: listed[index - 1].end] + text[end:]
    return text


# --- what comes -----------------------------------------------------------------------


def _with_project(text: str, moves: Moves) -> str:
    """Return the document with a table `[project]` below the build system."""
    document = Document(text)
    newline = newline_of(text)
    header = _header(document, "build-system")
    pos = line_end(text, document.top[section_end(document.top, header)].end)
    block = ["[project]", *_pairs(document, moves), *_sections(document, moves)]
    if moves.without_data:
        block += ["", f"[{'.'.join(_SETTINGS)}]", "include-package-data = false"]
    below = text[pos:]
    gap = "" if re.match(r"\r?\n[ \t]*\r?\n|\s*\Z", below) else newline
    return text[:pos] + newline * 2 + newline.join(block) + gap + (below or newline)


def _extended(text: str, moves: Moves) -> str:
    """Return the document with more in the table `[project]`."""
    document = Document(text)
    newline = newline_of(text)
    header = _header(document, "project")
    last = max(
        section_end(document.top, index)
        for index, item in enumerate(document.top)
        if item.kind is Kind.TABLE and item.route[:1] == ("project",)
    )
    pos = line_end(text, document.top[last].end)
    sections = "".join(newline + line for line in _sections(document, moves))
    text = text[:pos] + sections + text[pos:]
    own = document.top[header : section_end(document.top, header) + 1]
    below: dict[Statement, list[str]] = {}
    for name in _ORDER:
        if name in moves.fields:
            lines = _pair(document, name, moves.fields[name], moves.remarks.get(name, {}))
            below.setdefault(_above(own, name), []).extend(lines)
    for item in sorted(below, key=lambda item: item.end, reverse=True):
        pos = line_end(text, item.end)
        text = text[:pos] + "".join(newline + line for line in below[item]) + text[pos:]
    return text


def _above(own: Sequence[Statement], name: str) -> Statement:
    """Return the header or pair of `[project]` that a new pair goes below."""
    before = [("project", field) for field in _ORDER[: _ORDER.index(name)] if field != "dynamic"]
    present = {item.route: item for item in own if item.kind is Kind.PAIR}
    return next((present[route] for route in reversed(before) if route in present), own[-1])


def _header(document: Document, name: str) -> int:
    """Return the index of the statement `[name]`."""
    for index, item in enumerate(document.top):
        if item.kind is Kind.TABLE and item.route == (name,):
            return index
    raise _unclear((name,))


def _pairs(document: Document, moves: Moves) -> Iterator[str]:
    """Yield the lines of the pairs of a new `[project]`."""
    for name in _ORDER:
        if name == "dynamic":
            if moves.dynamic:
                yield from _pair(document, name, list(moves.dynamic), {})
        elif name in moves.fields:
            yield from _pair(document, name, moves.fields[name], moves.remarks.get(name, {}))


def _sections(document: Document, moves: Moves) -> Iterator[str]:
    """Yield the lines of the new tables below `[project]`, each with a blank line above."""
    for name in _TABLES:
        value = moves.fields.get(name)
        if not isinstance(value, dict):
            continue
        remarks = moves.remarks.get(name, moves.remarks.get("entry-points", {}))
        tables = value if name == "entry-points" else {"": value}
        for group, entries in tables.items():
            yield ""
            if group == next(iter(tables)):
                yield from remarks.get("", Remark()).above
            yield f"[project.{name}{f'.{_key(group)}' if group else ''}]"
            for key, item in entries.items():
                yield from _pair(document, key, item, {**remarks, "": Remark()})


def _pair(
    document: Document, name: str, value: object, remarks: Mapping[str, Remark]
) -> Iterator[str]:
    own = remarks.get("", Remark())
    yield from own.above
    first, *more = _value(document, f"{_key(name)} = ", value, remarks)
    lines = [first, *more]
    if own.beside:
        lines[-1] += f"  {own.beside}"
    yield from lines


def _value(
    document: Document, start: str, value: object, remarks: Mapping[str, Remark]
) -> list[str]:
    """Return the lines of a pair: a list on one line while that is short and without comments."""
    if not isinstance(value, list):
        return (start + _inline(value)).split("\n")
    noted = [remarks.get(item, Remark()) if isinstance(item, str) else Remark() for item in value]
    line = start + _inline(value)
    short = len(value) < 2 or (start.startswith(("keywords", "dynamic")) or len(line) <= 60)
    if short and len(line) <= WIDTH and not any(remark != Remark() for remark in noted):
        return [line]
    unit = unit_of(document)
    lines = [f"{start}["]
    for item, remark in zip(value, noted, strict=True):
        lines += [unit + note for note in remark.above]
        lines.append(f"{unit}{_inline(item)}," + (f"  {remark.beside}" if remark.beside else ""))
        lines += [unit + note for note in remark.below]
    return [*lines, "]"]


def _inline(value: object) -> str:
    import tomlkit

    if isinstance(value, dict):
        return f"{{ {', '.join(f'{_key(k)} = {_inline(v)}' for k, v in value.items())} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    if isinstance(value, str) and '"' in value and "'" not in value and value.isprintable():
        return tomlkit.string(value, literal=True).as_string()
    return tomlkit.item(value).as_string()


def _key(name: str) -> str:
    import tomlkit

    return tomlkit.key(name).as_string() if name else '""'
