"""More tables for an array of a TOML document; the rest of the text stays as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from uvlint.model import CannotFix
from uvlint.toml_edit.layout import newline_of

_INDENT = "    "


def appended(text: str, route: Sequence[str], items: Sequence[Mapping[str, object]]) -> str:
    """Return a document with inline tables appended to the array at a route, which may be missing.

    Raises `CannotFix` where the outcome would not be the document with these tables.
    """
    import tomli

    wanted = tomli.loads(text)
    _array(wanted, route).extend(dict(item) for item in items)
    written = [_written(item) for item in items]
    after = _in_place(text, route, written) or _with_table(text, route, written)
    try:
        is_right = tomli.loads(after) == wanted
    except tomli.TOMLDecodeError:
        is_right = False
    if not is_right:
        message = f"{'.'.join(route)} cannot be added to"
        raise CannotFix(message)
    return after


def _array(data: dict[str, Any], route: Sequence[str]) -> list[Any]:
    *tables, name = route
    table: Any = data
    for part in tables:
        table = table.setdefault(part, {}) if isinstance(table, dict) else None
    array = table.setdefault(name, []) if isinstance(table, dict) else None
    if not isinstance(array, list):
        message = f"{'.'.join(route)} is no array"
        raise CannotFix(message)
    return array


def _written(value: object) -> str:
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_written(part)}' for name, part in value.items())} }}"
    import tomlkit

    return tomlkit.item(value).as_string()


def _in_place(text: str, route: Sequence[str], items: Sequence[str]) -> str | None:
    """Return a text with more items in a table that is there, None where there is none."""
    import tomlkit

    *tables, name = route
    document = tomlkit.parse(text)
    table: Any = document
    for part in tables:
        table = table.get(part)
        if table is None:
            return None
    if name not in table:
        table[name] = tomlkit.array()
    array = table[name]
    if isinstance(array, tomlkit.items.Array):
        for item in items:
            array.append(tomlkit.parse(f"item = {item}")["item"])
        array.multiline(multiline=True)
    else:
        for item in items:
            array.append(tomlkit.item(dict(tomlkit.parse(f"item = {item}")["item"].unwrap())))
    return tomlkit.dumps(document)


def _with_table(text: str, route: Sequence[str], items: Sequence[str]) -> str:
    """Return a text with a new table at its end."""
    *tables, name = route
    newline = newline_of(text)
    lines = (f"[{'.'.join(tables)}]", f"{name} = [", *(f"{_INDENT}{item}," for item in items), "]")
    start = text if not text or text.endswith("\n") else text + newline
    return start + (newline if start else "") + "".join(line + newline for line in lines)
