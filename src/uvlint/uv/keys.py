"""`tool.uv.cache-keys`: TOML values and keys, and what uv refuses (uv 0.13.9, observed).

Before 0.13.5 uv went on with its defaults in place of a list that it could not read
(0.4.8 to 0.13.4, observed); only a mistake in a glob always stopped it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, time

from uvlint.model import (
    Dir,
    Env,
    File,
    Git,
    Key,
    KeyList,
    ListSource,
    Place,
    Refusal,
    Route,
    Unreadable,
)
from uvlint.project import PYPROJECT, Project
from uvlint.uv.features import FOLDERS, LISTS, STRICT, taken_since
from uvlint.uv.globs import is_glob, refusals
from uvlint.uv.version import Version

LIST = ("tool", "uv", "cache-keys")
"""Where uv reads the list."""

DEFAULTS: tuple[Key, ...] = (
    File("pyproject.toml"),
    File("setup.py"),
    File("setup.cfg"),
    Dir("src"),
)
"""What uv watches where a project has no list (uv 0.13.9, observed)."""

UNLISTED = KeyList(entries=DEFAULTS, source=ListSource.DEFAULT)
"""The list of a project without one."""

_NAMES = frozenset({"cache-keys", "cache_keys", "cache-key", "cache_key"})
_NEAR: tuple[Route, ...] = (("tool",), ("tool", "uv"), ("uv",), ("project",))
_SOURCES: Route = ("tool", "uv", "sources")
_DATE_FIELD = "$__toml_private_datetime"


def read(project: Project, version: Version) -> KeyList:
    """Return what uv watches for a project, with a refusal for each part no uv takes.

    Raises `Unreadable` where pyproject.toml cannot be read.
    """
    found = project.pyproject.get("tool", "uv", "cache-keys")
    if found is None:
        blocked = _blocked(project.pyproject.data)
        ignored = not blocked and stray(project) is not None
        return KeyList(
            entries=defaults(version),
            source=ListSource.IGNORED if ignored else ListSource.DEFAULT,
            refusals=blocked,
        )
    lenient = version < STRICT
    if not isinstance(found.value, list):
        reason = wrong_type(found.value, "a sequence")
        whole = Refusal(route=LIST, reason=reason)
        return KeyList(entries=(), source=ListSource.INVALID, refusals=(whole,), dropped=lenient)
    shaped = [_entry(item) for item in found.value]
    dropped = lenient and (
        version < LISTS
        or any(
            isinstance(part, Refusal) or taken_since(part, item) > version
            for part, item in zip(shaped, found.value, strict=True)
        )
    )
    broken = _broken_globs(shaped, version)
    parts = [broken.get(index, part) for index, part in enumerate(shaped)]
    refused = tuple(
        Refusal(route=(*LIST, index, *part.route), reason=part.reason)
        for index, part in enumerate(parts)
        if isinstance(part, Refusal)
    )
    return KeyList(
        entries=tuple(None if isinstance(part, Refusal) else part for part in parts),
        source=ListSource.INVALID if refused or dropped else ListSource.CONFIGURED,
        refusals=refused,
        dropped=dropped,
    )


def defaults(version: Version) -> tuple[Key, ...]:
    """Return what uv watches where a project has no list."""
    return DEFAULTS if version >= FOLDERS else DEFAULTS[:-1]


def watched(listed: KeyList, version: Version) -> tuple[Key, ...]:
    """Return the keys that uv goes by in the end: its defaults in place of a list that it
    drops, none where it stops.
    """
    if listed.dropped:
        return defaults(version)
    return () if listed.refusals else listed.keys


def stray(project: Project) -> Place | None:
    """Return the first list that stands where uv does not read it, None where there is none."""
    return next(strays(project), None)


def strays(project: Project) -> Iterator[Place]:
    """Yield the lists that stand where uv does not read them.

    Misspelt names count, and uv.toml, which uv reads for other settings only.
    """
    for file in (PYPROJECT, "uv.toml"):
        try:
            data = project.toml(file).data if "cache" in (project.text(file) or "") else {}
        except Unreadable:
            continue
        for route in _strays(data):
            if (file, route) != (PYPROJECT, LIST):
                yield Place(file, route, key=True)


def defaults_here(project: Project, version: Version) -> tuple[Key, ...]:
    """Return those of uv's defaults that exist in the project."""
    return tuple(
        key
        for key in defaults(version)
        if (isinstance(key, File) and project.is_file(key.pattern))
        or (isinstance(key, Dir) and project.is_dir(key.path))
    )


def key_of(value: object) -> Key | None:
    """Return the key that an entry of the list stands for, None where uv refuses its shape."""
    key = _entry(value)
    return None if isinstance(key, Refusal) else key


def as_value(key: Key) -> dict[str, object]:
    """Return the TOML (and JSON) value of a key, in its full form."""
    match key:
        case File(pattern):
            return {"file": pattern}
        case Dir(path):
            return {"dir": path}
        case Git(commit, tags):
            return {"git": {"commit": commit, "tags": tags}}
        case Env(name):
            return {"env": name}


def toml(key: Key) -> str:
    """Return the text of a key as an inline table; what a git key does not watch is left out."""
    match key:
        case File(text) | Dir(text) | Env(text):
            (name,) = as_value(key)
            return f"{{ {name} = {_quoted(text)} }}"
        case Git(commit=True, tags=True):
            return "{ git = { commit = true, tags = true } }"
        case Git(commit=True):
            return "{ git = { commit = true } }"
        case Git(tags=True):
            return "{ git = { tags = true } }"
        case Git():
            return "{ git = false }"


def _quoted(text: str) -> str:
    return '"' + "".join(_ESCAPES.get(char, char) for char in text) + '"'


_ESCAPES = {chr(code): f"\\u{code:04x}" for code in (*range(0x20), 0x7F)}
_ESCAPES |= {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


# --- where lists stand --------------------------------------------------------------


def _strays(data: Mapping[str, object]) -> Iterator[Route]:
    """Yield the routes of all that is named like the list, in tables that are near uv's."""
    waiting: list[tuple[Route, object, bool]] = [((), data, False)]
    while waiting:
        route, table, inside = waiting.pop(0)
        if not isinstance(table, Mapping):
            continue
        for name, value in table.items():
            below = (*route, name)
            if name in _NAMES and isinstance(value, list):
                yield below
            elif (inside or below in _NEAR) and below != _SOURCES:
                waiting.append((below, value, inside or below == LIST[:2]))


def _blocked(data: Mapping[str, object]) -> tuple[Refusal, ...]:
    """Return the refusal of a `tool` or `tool.uv` that is no table."""
    found: object = data
    for depth, name in enumerate(LIST[:2], start=1):
        if not isinstance(found, Mapping) or name not in found:
            return ()
        found = found[name]
        if not isinstance(found, Mapping | date | time):
            reason = wrong_type(found, "a table")
            return (Refusal(route=LIST[:depth], reason=reason),)
    return ()


# --- what uv takes ------------------------------------------------------------------


def _broken_globs(parts: list[Key | Refusal], version: Version) -> dict[int, Refusal]:
    """Return what uv says against the syntax of globs, by their index in the list."""
    files = [(index, part.pattern) for index, part in enumerate(parts) if isinstance(part, File)]
    if not any(is_glob(pattern) for _, pattern in files):
        return {}
    found = refusals([pattern for _, pattern in files], version)
    return {
        files[position][0]: Refusal(route=(), reason=reason) for position, reason in found.items()
    }


def _entry(value: object) -> Key | Refusal:
    """Return the key of an entry, or what uv says against it, the route relative to the entry."""
    if isinstance(value, str):
        return File(value)
    table = _table(value)
    if table is None:
        return Refusal(route=(), reason=wrong_type(value, "a path or a cache key table"))
    if not table:
        return Refusal(route=(), reason="empty cache key table")
    name, inner = next(iter(table.items()))
    key = _key(name, inner)
    if isinstance(key, Refusal) and name in _place(value):
        key = Refusal(route=(name, *key.route), reason=key.reason)
    if not isinstance(key, Refusal) and len(table) > 1:
        return Refusal(route=(), reason="extra cache key field")
    return key


def _key(name: str, value: object) -> Key | Refusal:
    match name, value:
        case "file", str():
            return File(value)
        case "dir", str():
            return Dir(value)
        case "env", str():
            return Env(value)
        case (("file" | "dir" | "env"), _):
            return Refusal(route=(), reason=wrong_type(value, "a string"))
        case "git", bool():
            return Git(commit=value, tags=False)
        case "git", _:
            return _git(value)
        case _:
            known = "one of `file`, `dir`, `git`, `env`"
            return Refusal(route=(), reason=f"unknown field `{name}`, expected {known}")


def _git(value: object) -> Key | Refusal:
    table = _table(value)
    if table is None:
        return Refusal(route=(), reason=wrong_type(value, "a boolean or a Git cache key table"))
    for name, inner in table.items():
        route = (name,) if name in _place(value) else ()
        if name not in ("commit", "tags"):
            reason = f"unknown field `{name}`, expected `commit` or `tags`"
            return Refusal(route=route, reason=reason)
        if not isinstance(inner, bool):
            return Refusal(route=route, reason=wrong_type(inner, "a boolean"))
    return Git(commit=bool(table.get("commit")), tags=bool(table.get("tags")))


def _table(value: object) -> Mapping[str, object] | None:
    """Return a value as a table; a date is one of a single field to uv."""
    if isinstance(value, date | time):
        return {_DATE_FIELD: str(value)}
    return value if isinstance(value, Mapping) else None


def _place(value: object) -> Mapping[str, object]:
    """Return the fields of a value that stand in the file."""
    return value if isinstance(value, Mapping) else {}


def wrong_type(value: object, expected: str) -> str:
    """Say as uv does that a value has the wrong type."""
    match value:
        case bool():
            found = f"boolean `{str(value).lower()}`"
        case int():
            found = f"integer `{value}`"
        case float():
            found = f"floating point `{_decimal(value)}`"
        case str():
            found = f'string "{"".join(map(_debug, value))}"'
        case list():
            found = "sequence"
        case _:
            found = "map"
    return f"invalid type: {found}, expected {expected}"


def _decimal(value: float) -> str:
    """Return a number as Rust writes it: never with an exponent."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return str(value)
    from decimal import Decimal

    text = format(Decimal(repr(value)), "f")
    return text if "." in text else f"{text}.0"


def _debug(char: str) -> str:
    """Return a character as Rust quotes it."""
    if char in _RUST_ESCAPES:
        return _RUST_ESCAPES[char]
    return char if char.isprintable() else f"\\u{{{ord(char):x}}}"


_RUST_ESCAPES = {"\0": "\\0", "\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
