"""Values as plain Python, which outlive a run: what frozen facts are made of."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from uvlint.named_tuple import NamedTuple
from uvlint.pyeval.domain import (
    CONSTANTS,
    UNKNOWN,
    Content,
    Dict,
    List,
    NamesView,
    Object,
    Option,
    Path,
    Tuple,
    Value,
)
from uvlint.pyeval.symbolic_paths import AWAY, ROOT, is_wild, relative

if TYPE_CHECKING:
    from uvlint.pyeval.machine import Machine

_LEVEL = ROOT[-1]
_NESTED = 10


class Unclear:
    """A value that the evaluator cannot tell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNCLEAR"


UNCLEAR = Unclear()


class WholeFile(NamedTuple):
    """The text of a file of the project, all of it, read as UTF-8."""

    path: str


def plain(machine: Machine, value: Value, depth: int = 0) -> object:
    """Return a value as plain Python, with `UNCLEAR` for what is not known.

    Tuples and sets are lists, paths are text, relative to the project if made from its folder.
    What is nested more than ten levels deep, or in itself, is not known.
    """
    option = value.options[0] if len(value.options) == 1 else UNKNOWN
    if type(option) is str or type(option) is Path:
        return _text(option)
    if type(option) in CONSTANTS:
        return option
    if depth > _NESTED:
        return UNCLEAR
    machine.spend(1 + len(machine.parts(option)) // 8)
    match option:
        case List() | Tuple():
            content = machine.items_of(option) if isinstance(option, List) else option
            if content.rest is None:
                return [plain(machine, item, depth + 1) for item in content.items]
        case Dict() | NamesView():
            entries = machine.entries_of(option)
            return {key: plain(machine, v, depth + 1) for key, v in entries.items.items()}
        case _:
            pass
    return UNCLEAR


def _text(option: str | Path) -> object:
    text = option.text if isinstance(option, Path) else option
    if text.isascii():
        return text
    if is_wild(text):
        return UNCLEAR
    if text.startswith(ROOT[:2]):
        text = relative(text) or ROOT
    return UNCLEAR if _LEVEL in text else text


def constant(machine: Machine, value: Value, depth: int = 0) -> object:
    """Return a value that is the same in every build, `UNCLEAR` for any other.

    It is a constant, or a list or dictionary of constants, and depends on nothing; or it
    is a `WholeFile`, and depends on no other file.
    """
    option = value.options[0] if len(value.options) == 1 else UNKNOWN
    if type(option) is Content:
        return _whole(machine, option, value.origins)
    if value.origins or depth > _NESTED:
        return UNCLEAR
    if type(option) in CONSTANTS:
        return UNCLEAR if type(option) is str and _is_made(option) else option
    if isinstance(option, Object) and option.many:
        return UNCLEAR
    return _constants(machine, option, depth + 1)


def _constants(machine: Machine, option: Option, depth: int) -> object:
    machine.spend(1 + len(machine.parts(option)) // 8)
    match option:
        case List() | Tuple():
            content = machine.items_of(option) if isinstance(option, List) else option
            ordered = not isinstance(option, List) or not option.is_set
            if content.rest is None and ordered:
                found = list(_constant_while(machine, content.items, depth))
                return found if len(found) == len(content.items) else UNCLEAR
        case Dict():
            entries = machine.entries_of(option)
            if entries.rest is None and not entries.unsure:
                found = list(_constant_while(machine, entries.items.values(), depth))
                if len(found) == len(entries.items):
                    return dict(zip(entries.items, found, strict=True))
        case _:
            pass
    return UNCLEAR


def _constant_while(machine: Machine, values: Iterable[Value], depth: int) -> Iterator[object]:
    """Yield values that are the same in every build, up to the first that is not."""
    constants = (constant(machine, value, depth) for value in values)
    return itertools.takewhile(lambda found: found is not UNCLEAR, constants)


def _is_made(text: str) -> bool:
    """Tell whether text names an open set of files, or what lies elsewhere on every machine."""
    return is_wild(text) or _LEVEL in text or text.startswith(AWAY)


def _whole(machine: Machine, content: Content, origins: frozenset[int]) -> object:
    seen = machine.effects.observations
    is_alone = all(seen[number].name == content.path for number in origins)
    exact = content.exact and is_alone and not is_wild(content.path)
    return WholeFile(content.path) if exact else UNCLEAR


def as_plain(thing: object) -> object:
    """Return what Python itself has as a plain value: tuples and sets are lists."""
    match thing:
        case list() | tuple() | set() | frozenset():
            return [as_plain(item) for item in thing]
        case dict():
            return {key: as_plain(item) for key, item in thing.items()}
        case _:
            return thing


def told(value: object) -> object:
    """Return a plain value with None for what is not known."""
    match value:
        case Unclear():
            return None
        case list():
            return [told(item) for item in value]
        case dict():
            return {key: told(item) for key, item in value.items()}
        case _:
            return value
