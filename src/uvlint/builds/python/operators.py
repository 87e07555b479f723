"""What operators, comparisons and templates make of values."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from uvlint.builds.python.places import is_wild
from uvlint.builds.python.values import (
    ANYTHING,
    MANY_ITEMS,
    UNKNOWN,
    Entries,
    External,
    Items,
    Made,
    Method,
    PathObject,
    Unknown,
    Value,
    join,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine


LONG = 4000
"""Text is not followed beyond this length, nor whole numbers beyond as many bits."""


_MANY_PAIRS = 32


def operate(machine: Machine, operator: ast.operator, left: Value, right: Value) -> Value:
    """Return what a binary operator makes of two values."""
    make = _OPERATORS.get(type(operator))
    if make is None:
        return machine.opaque((left, right))
    origins = left.origins | right.origins
    found: list[object] = []
    for first in left.options:
        for second in right.options:
            if len(found) < _MANY_PAIRS:
                found.append(make(first, second))
            if isinstance(first, Items | Entries):
                machine.spend(len(first.items) // 8)
    if all(option is UNKNOWN for option in found):
        return machine.opaque((left, right))
    if len(found) == 1:
        return Value((found[0],), origins)
    return join(*(Value((option,), origins) for option in found))


def _add(left: object, right: object) -> object:
    match left, right:
        case str(), str() if len(left) + len(right) < LONG:
            return left + right
        case Items(), Items():
            items = [*left.items, *right.items]
            rest = [r for r in (left.rest, right.rest) if r is not None]
            if len(items) > MANY_ITEMS:
                rest.append(ANYTHING)
            return Items(items[:MANY_ITEMS], join(*rest) if rest else None, left.is_tuple)
        case Items(), External("sys.path"):
            return left
        case Items(), External() | Made() | Unknown():
            return Items(left.items, _with_more(left), left.is_tuple)
        case External() | Made() | Unknown(), Items():
            return Items(right.items, _with_more(right), right.is_tuple)
        case int(), int() if left.bit_length() < 64:
            return left + right
        case _:
            return UNKNOWN


def _subtract(left: object, right: object) -> object:
    if isinstance(left, int) and isinstance(right, int) and left.bit_length() < 64:
        return left - right
    return UNKNOWN


def _multiply(left: object, right: object) -> object:
    match left, right:
        case str(), int() if len(left) * right < LONG:
            return left * right
        case Items(items, None), int() if len(items) * right <= MANY_ITEMS:
            return Items(items * right, is_tuple=left.is_tuple)
        case _:
            return UNKNOWN


def _divide(left: object, right: object) -> object:
    match left, right:
        case PathObject(text), str(other) | PathObject(other):
            return PathObject(posixpath.join(text, other))
        case str(text), PathObject(other):
            return PathObject(posixpath.join(text, other))
        case _:
            return UNKNOWN


def _merge(left: object, right: object) -> object:
    if isinstance(left, Entries) and isinstance(right, Entries):
        return Entries({**left.items, **right.items}, left.rest or right.rest)
    return UNKNOWN


def _with_more(items: Items) -> Value:
    """Return the rest of a list that is put together with one that is not known."""
    return ANYTHING if items.rest is None else join(items.rest, ANYTHING)


_PERCENT = re.compile(r"%(?:\((?P<name>[^)]*)\))?(?P<width>0?\d{0,2})(?P<kind>[srd%])|%")


def _percent(template: object, right: object) -> object:
    """Return `template % right` if it only fills in plain text, unknown otherwise."""
    if not isinstance(template, str):
        return UNKNOWN
    if isinstance(right, Entries):
        named = {str(name): _plain(value) for name, value in right.items.items()}
        queue: list[str | None] = []
    else:
        named = {}
        queue = [_plain(v) for v in right.items] if isinstance(right, Items) else [_text(right)]
    parts: list[str] = []
    end = 0
    for match in _PERCENT.finditer(template):
        parts.append(template[end : match.start()])
        end = match.end()
        if match["kind"] == "%":
            parts.append("%")
            continue
        filler = (
            named.get(match["name"])
            if match["name"] is not None
            else (queue.pop(0) if queue else None)
        )
        if match["kind"] not in ("s", "d") or filler is None:
            return UNKNOWN
        width = int(match["width"] or 0)
        parts.append(filler.zfill(width) if match["width"][:1] == "0" else filler.rjust(width))
    text = "".join([*parts, template[end:]])
    return text if len(text) < LONG and not queue else UNKNOWN


_OPERATORS: dict[type[ast.operator], Callable[[Any, Any], object]] = {
    ast.Add: _add,
    ast.BitOr: _merge,
    ast.Div: _divide,
    ast.Mod: _percent,
    ast.Mult: _multiply,
    ast.Sub: _subtract,
}
"""What makes one option of two; what the others make is not known."""


def _plain(value: Value) -> str | None:
    return _text(value.options[0]) if len(value.options) == 1 else None


def _text(option: object) -> str | None:
    """Return an option as `str()` writes it, None where that is not known."""
    if isinstance(option, PathObject):
        return option.text
    if isinstance(option, int) and option.bit_length() > 64:
        return None
    return str(option) if isinstance(option, str | int | float) else None


def compare(operator: ast.cmpop, left: Value, right: Value) -> Value:
    """Return what a comparison says where both sides are known, anything elsewhere."""
    if len(left.options) == 1 and len(right.options) == 1:
        answer = _answer(operator, left.options[0], right.options[0])
        if answer is not None:
            return Value((answer,), left.origins | right.origins)
    return ANYTHING


def _answer(operator: ast.cmpop, left: object, right: object) -> bool | None:
    """Return what a comparison says where both sides are known."""
    if isinstance(operator, ast.Is | ast.IsNot):
        if isinstance(left, Unknown) or right is not None or isinstance(left, Method | External):
            return None
        return (left is None) is isinstance(operator, ast.Is)
    if left == External("sys.version_info"):
        return _version_answer(operator, right)
    if isinstance(operator, ast.In | ast.NotIn) and isinstance(right, Items):
        choices = [item.options[0] for item in right.items if len(item.options) == 1]
        if len(choices) < len(right.items) or right.rest or not _comparable(left):
            return None
        if not all(_comparable(choice) for choice in choices):
            return None
        return (left in choices) is isinstance(operator, ast.In)
    if not (_comparable(left) and _comparable(right)):
        return None
    match operator:
        case ast.Eq():
            return left == right
        case ast.NotEq():
            return left != right
        case ast.In() if isinstance(left, str) and isinstance(right, str):
            return left in right
        case ast.Lt() | ast.Gt() if isinstance(left, int) and isinstance(right, int):
            return left < right if isinstance(operator, ast.Lt) else left > right
        case ast.LtE() | ast.GtE() if isinstance(left, int) and isinstance(right, int):
            return left <= right if isinstance(operator, ast.LtE) else left >= right
        case _:
            return None


def _comparable(option: object) -> bool:
    if isinstance(option, str):
        return not is_wild(option)
    return option is None or isinstance(option, int | float | bytes)


_OLDEST = (3, 11)
"""Of the Pythons that build today, older ones are taken to be gone."""


def _version_answer(operator: ast.cmpop, right: object) -> bool | None:
    """Return what a test of `sys.version_info` says in every Python that still builds."""
    if not isinstance(right, Items) or not right.is_tuple:
        return None
    wanted = tuple(item.options[0] for item in right.items)
    if not wanted or not all(isinstance(part, int) for part in wanted[:2]):
        return None
    if wanted[:2] > _OLDEST:
        return None
    match operator:
        case ast.Lt() | ast.LtE() | ast.Eq():
            return False
        case ast.Gt() | ast.GtE() | ast.NotEq():
            return True
        case _:
            return None


_SPEC = re.compile(r"(?:[<>^]?[1-9]\d?|0\d{1,2})?[ds]?")
"""What fills up to a width, which is small."""


def formatted(value: Value, spec: str = "") -> Value:
    """Return a value as text of a template, unknown where that is not plain."""
    return Value(tuple(_filled(option, spec) for option in value.options), value.origins)


def _filled(option: object, spec: str) -> object:
    text = _text(option)
    if text is None or not spec:
        return UNKNOWN if text is None else text
    if not _SPEC.fullmatch(spec) or not isinstance(option, str | int):
        return UNKNOWN
    try:
        return format(option, spec)
    except ValueError:
        return UNKNOWN
