"""From tables to settings: what is wrong is noted with its place and left out."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from uvlint.config.choice import is_known, plain
from uvlint.config.keys import BY_NAME, KINDS, SELECTOR, Schema
from uvlint.config.settings import (
    LEVELS,
    ROUTE,
    TABLE,
    Globs,
    Origin,
    Problem,
    Selection,
    Settings,
    SettingsTable,
)
from uvlint.model import WHEEL, File, Input, Location, Output, Place, Route, Severity, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project
from uvlint.uv.globs import refusal
from uvlint.uv.keys import key_of
from uvlint.uv.version import NEWEST

COMMAND_LINE = "command line"


class Given(NamedTuple):
    """What the command line says: a table, the settings it makes, whether it names a file."""

    options: Mapping[str, object]
    settings: Settings
    has_file: bool


class _Layer(NamedTuple):
    """The sound values of one source; `base` is the folder that its patterns start from."""

    values: Mapping[str, object]
    source: str
    base: str
    file: str
    route: Route


Complain = Callable[[Route, str], None]

_BAD = object()
"""Stands for a value that is wrong."""


def settings(
    stated: SettingsTable,
    options: Mapping[str, object],
    known: Mapping[str, str],
    *,
    base: str = "",
) -> Settings:
    """Return the settings of a file and of those that it extends, below those of options."""
    problems: list[Problem] = []
    layers = [*_chain(stated, known, problems, base=base, seen=())]
    if options:
        layers.append(_Layer(options, COMMAND_LINE, os.getcwd(), "", ()))
    return _united(layers, problems)


def command_line(
    stated: Sequence[str], options: Mapping[str, object], known: Mapping[str, str]
) -> Given:
    """Return what `--config` and other options say; raises `ValueError` for a mistake in it."""
    merged: dict[str, object] = {}
    files = []
    for text in stated:
        if "=" in text and not os.path.isfile(text):
            merged |= _inline(text)
        else:
            files.append(text)
    if len(files) > 1:
        message = f"--config names two files: {', '.join(files)}"
        raise ValueError(message)
    merged |= options
    if "extend" in merged:
        message = "--config: only a file can extend another one"
        raise ValueError(message)
    problems: list[Problem] = []
    sound = _checked_table(merged, known, Place("", ()), problems)
    if files:
        found = _named(os.path.abspath(files[0]))
        if found is None:
            message = f"--config: there is no {files[0]}"
            raise ValueError(message)
        made = settings(found, sound, known, base=os.getcwd())
    else:
        made = _united([_Layer(sound, COMMAND_LINE, os.getcwd(), "", ())], [])
    for problem in (*problems, *made.problems):
        message = f"{_shown(problem)}{problem.message}"
        raise ValueError(message)
    return Given(sound, made, bool(files))


def _inline(text: str) -> Mapping[str, object]:
    import tomli

    try:
        return tomli.loads(text)
    except (tomli.TOMLDecodeError, RecursionError) as error:
        message = f"--config {text!r} is neither a file nor TOML: {error}"
        raise ValueError(message) from error


def _shown(problem: Problem) -> str:
    if not problem.at.file:
        return ""
    at = Project(os.path.dirname(problem.at.file)).locate(problem.at)
    return f"{at.file}:{at.line}:{at.column}: "


# --- files ------------------------------------------------------------------------


def _named(path: str) -> SettingsTable | None:
    """Return what a file states that was asked for by its name, None where there is none."""
    folder, name = os.path.split(path)
    project = Project(folder)
    try:
        if project.data(name) is None:
            return None
        table = project.toml(name)
    except Unreadable as error:
        return SettingsTable(folder, name, (), error)
    if name != PYPROJECT:
        return SettingsTable(folder, name, (), table.data)
    found = table.get(*ROUTE)
    return SettingsTable(folder, name, ROUTE, found.value if found else {})


def _chain(
    stated: SettingsTable,
    known: Mapping[str, str],
    problems: list[Problem],
    *,
    base: str,
    seen: tuple[str, ...],
) -> Iterator[_Layer]:
    """Yield the layers of a file: first those it extends, at last its own."""
    file = os.path.join(stated.folder, stated.file)
    if isinstance(stated.value, Unreadable):
        broken = stated.value.at._replace(file=file)
        problems.append(Problem(broken, stated.value.reason))
        return
    if not isinstance(stated.value, Mapping):
        problems.append(Problem(Place(file, stated.route), f"{TABLE} must be a table"))
        return
    values = _checked_table(stated.value, known, Place(file, stated.route), problems)
    extended = values.get("extend")
    if isinstance(extended, str):
        at = Place(file, (*stated.route, "extend"))
        path = os.path.normpath(os.path.join(stated.folder, os.path.expanduser(extended)))
        names = (*seen, file)
        if path in names:
            circle = " -> ".join(map(os.path.basename, (*names[names.index(path) :], path)))
            problems.append(Problem(at, f"settings extend themselves: {circle}"))
        elif (found := _named(path)) is None:
            problems.append(Problem(at, f"there is no {extended}"))
        else:
            yield from _chain(found, known, problems, base=base, seen=names)
    yield _Layer(values, file, base or stated.folder, file, stated.route)


# --- one table --------------------------------------------------------------------


def _checked_table(
    table: Mapping[str, object], known: Mapping[str, str], at: Place, problems: list[Problem]
) -> dict[str, object]:
    """Return what is sound in a table of settings."""
    sound = {}
    for name, value in table.items():
        key = BY_NAME.get(name)
        if key is None:
            near = _nearest(plain(name), BY_NAME)
            message = f"there is no setting {name}" + (f"; did you mean {near}?" if near else "")
            problems.append(Problem(Place(at.file, (*at.route, name), key=True), message))
            continue

        def complain(route: Route, message: str, name: str = name) -> None:
            place = Place(at.file, (*at.route, name, *route))
            problems.append(Problem(place, f"{_dotted((name, *route))} {message}"))

        cleaned = _checked(value, key.schema, (), known, complain)
        if cleaned is not _BAD:
            sound[name] = cleaned
    return sound


def _checked(
    value: object, schema: Schema, route: Route, known: Mapping[str, str], complain: Complain
) -> object:
    """Return what is sound in a value by its JSON schema, as far as our keys use such schemas."""
    match schema:
        case {"$ref": _}:
            return _selector(value, route, known, complain)
        case {"enum": list(words)}:
            if value in words:
                return value
            complain(route, f"must be one of {', '.join(words)}")
        case {"type": "boolean"}:
            if isinstance(value, bool):
                return value
            complain(route, "must be true or false")
        case {"type": "string"}:
            if isinstance(value, str) and value.strip():
                if re.search(str(schema.get("pattern", "")), value):
                    return value
                complain(route, f"cannot be {value!r}")
            else:
                complain(route, "must be a string that is not empty")
        case {"type": "array", "items": dict(items)}:
            if isinstance(value, list | tuple):
                cleaned = [
                    _checked(item, items, (*route, index), known, complain)
                    for index, item in enumerate(value)
                ]
                # Places of items are kept by their index.
                return tuple(None if item is _BAD else item for item in cleaned)
            complain(route, "must be an array")
        case {"type": "object"}:
            if isinstance(value, Mapping):
                return _checked_items(value, schema, route, known, complain)
            complain(route, "must be a table")
        case _:
            return value
    return _BAD


def _checked_items(
    table: Mapping[str, object],
    schema: Schema,
    route: Route,
    known: Mapping[str, str],
    complain: Complain,
) -> dict[str, object]:
    sound = {}
    properties = schema.get("properties")
    for name, value in table.items():
        if isinstance(properties, Mapping):
            items = properties.get(name)
            if items is None:
                complain((*route, name), f"is unknown; there are {', '.join(properties)}")
                continue
        else:
            items = schema["additionalProperties"]
            names = schema["propertyNames"]
            if names is SELECTOR and _selector(name, (*route, name), known, complain) is _BAD:
                continue
        assert isinstance(items, Mapping)
        cleaned = _checked(value, items, (*route, name), known, complain)
        if cleaned is not _BAD:
            sound[name] = cleaned
    return sound


def _selector(value: object, route: Route, known: Mapping[str, str], complain: Complain) -> object:
    if not isinstance(value, str):
        complain(route, "must be the name of a rule")
        return _BAD
    if is_known(value, known):
        return value
    near = _nearest(plain(value), (*known, *(code.lower() for code in known.values())))
    hint = f"; did you mean {_spelt(near, known)}?" if near else ""
    complain(route, f"names no rule: {value!r}{hint}")
    return _BAD


def _spelt(near: str, known: Mapping[str, str]) -> str:
    """Return a name as it is, a code in capitals."""
    return near if near in known else near.upper()


def _nearest(name: str, names: Iterable[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, [*names], n=1)), None)


def _dotted(route: Route) -> str:
    text = ""
    for part in route:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text


# --- all together -----------------------------------------------------------------


def _united(layers: Sequence[_Layer], problems: list[Problem]) -> Settings:
    made = Settings(
        selections=tuple(
            Selection(
                select=_texts(layer, "select") if "select" in layer.values else None,
                extend=_texts(layer, "extend-select"),
                ignore=_texts(layer, "ignore"),
            )
            for layer in layers
        ),
        fixing=tuple(
            Selection(
                select=_texts(layer, "fixable") if "fixable" in layer.values else None,
                ignore=_texts(layer, "unfixable"),
            )
            for layer in layers
        ),
        extend_exclude=tuple(
            Globs(layer.base, _texts(layer, "extend-exclude"))
            for layer in layers
            if "extend-exclude" in layer.values
        ),
        origins=tuple(
            Origin(name, value, layer.source)
            for layer in layers
            for name, value in layer.values.items()
        ),
    )
    for layer in layers:
        made = made._replace(**_plain(layer, problems))
    return made._replace(problems=tuple(problems))


def _plain(layer: _Layer, problems: list[Problem]) -> dict[str, Any]:
    """Return the fields of the settings that a layer replaces."""
    fields: dict[str, Any] = {}
    for name, value in layer.values.items():
        match name, value:
            case (("levels" | "ignores"), dict()):
                fields[name] = tuple(value.items())
            case "per-project-ignores", dict():
                fields["per_project_ignores"] = tuple(
                    (Globs(layer.base, (glob,)), tuple(filter(None, selectors)))
                    for glob, selectors in value.items()
                )
            case "exclude", _:
                fields["exclude"] = Globs(layer.base, _texts(layer, "exclude"))
            case "inputs", tuple():
                fields["inputs"] = tuple(_inputs(value, layer, problems))
            case "outputs", _:
                fields["outputs"] = tuple(
                    Output(file=file, why="the settings of uvlint name it", provider="settings")
                    for file in _texts(layer, "outputs")
                )
            case "fail-on", str():
                fields["fail_on"] = LEVELS[value] or Severity.WARNING
            case "baseline", str():
                fields["baseline"] = os.path.normpath(os.path.join(layer.base, value))
            case (
                (
                    "force-exclude"
                    | "respect-gitignore"
                    | "follow-sources"
                    | "uv-version"
                    | "unsafe-fixes"
                    | "output-format"
                    | "non-editable"
                ),
                _,
            ):
                fields[name.replace("-", "_")] = value
            case _:
                pass
    return fields


def _texts(layer: _Layer, name: str) -> tuple[str, ...]:
    found = layer.values.get(name, ())
    assert isinstance(found, tuple)
    return tuple(item for item in found if item is not None)


def _inputs(items: Sequence[object], layer: _Layer, problems: list[Problem]) -> Iterator[Input]:
    for index, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        at = Place(layer.file, (*layer.route, "inputs", index))
        kinds = [kind for kind in KINDS if kind in item]
        key = key_of({kinds[0]: item[kinds[0]]}) if len(kinds) == 1 else None
        if len(kinds) != 1:
            message = f"an input needs one of {', '.join(KINDS)}"
        elif key is None:
            message = f"uv knows no such {kinds[0]}"
        elif isinstance(key, File) and (refused := refusal(key.pattern, NEWEST)):
            message = f"uv would refuse this: {refused}"
        else:
            feeds = item.get("feeds", ())
            assert isinstance(feeds, tuple)
            yield Input(
                key=key,
                feeds=tuple(filter(None, feeds)) or (WHEEL,),
                why=str(item.get("why", "the settings of uvlint name it as an input")),
                at=at if layer.file else Location(PYPROJECT),
            )
            continue
        problems.append(Problem(at, message))
