"""Methods of text, bytes and numbers, and of the contents of files."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from itertools import islice, product
from typing import Any

from uvlint.pyeval.containers import item
from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    LONG,
    UNKNOWN,
    Arguments,
    Content,
    Dict,
    Entries,
    Handle,
    NamesView,
    Option,
    Path,
    Value,
    depending,
    join,
    known,
    present,
    union,
)
from uvlint.pyeval.expressions import collect
from uvlint.pyeval.machine import Call, Machine, Raised
from uvlint.pyeval.operators import formatted, lifted, plain
from uvlint.pyeval.symbolic_paths import is_wild

_KEEPS_CONTENT = frozenset(
    {"decode", "encode", "expandtabs", "replace", "rstrip", "strip", "lstrip", "__str__"}
)
_KEEPS_TEXT = frozenset({"decode", "encode", "as_posix", "__str__", "__fspath__"})
_GROWS = frozenset({"center", "expandtabs", "ljust", "rjust", "zfill"})
_ON_WILD = frozenset({"removesuffix", "removeprefix"})
_PLAIN = frozenset(
    {"capitalize", "casefold", "center", "count", "endswith", "expandtabs", "find", "index"}
    | {"isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower"}
    | {"isnumeric", "isprintable", "isspace", "istitle", "isupper", "ljust", "lower", "lstrip"}
    | {"partition", "removeprefix", "removesuffix", "replace", "rfind", "rindex", "rjust"}
    | {"rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip"}
    | {"swapcase", "title", "translate", "upper", "zfill", "__len__", "__contains__", "__eq__"}
    | {"__add__", "__getitem__", "__hash__"}
)
_NUMBER = re.compile(r"[0-9]{1,4}")
_FIELD = re.compile(
    r"\{\{|\}\}|\{(?P<name>\w*)(?P<path>(?:\.\w+|\[\w+\])*)(?P<as>!s|!r)?"
    r"(?::(?P<spec>[^{}]*))?\}|(?P<odd>[{}])"
)
_STEP = re.compile(r"\.(\w+)|\[(\w+)\]")


def _of_text(text: str, name: str, call: Call) -> Value:
    machine, arguments = call.machine, call.arguments
    if name in _KEEPS_TEXT:
        origins = machine.opaque(arguments.all()).origins
        return Value((text,), origins)
    if name == "join":
        return _joined(text, call)
    if name == "format":
        return _filled_in(call, text, arguments)
    if name == "format_map":
        return _filled_in(call, text, _as_keywords(call))
    if name in _PLAIN:
        return _asked(machine, text, name, call)
    machine.doubt()
    return machine.opaque(arguments.all())


def _as_keywords(call: Call) -> Arguments:
    merged: dict[str, Value] = {}
    rest: Value | None = None
    for option in call.argument(0).options:
        if isinstance(option, Dict | NamesView):
            entries: Entries = call.machine.entries_of(option)
            merged.update({str(k): v for k, v in entries.items.items()})
            rest = entries.rest
        else:
            rest = ANYTHING
    return Arguments((), merged, rest)


def _asked(machine: Machine, text: str, name: str, call: Call) -> Value:
    """Return what Python itself says where all arguments are plain."""
    arguments = call.arguments
    if arguments.rest is not None:
        return machine.opaque(arguments.all())
    given = list(arguments.positional)
    keywords = arguments.keywords
    if all(len(value.options) == 1 for value in (*given, *keywords.values())):
        return _answer(machine, text, name, given, keywords)
    values = [*given, *keywords.values()]
    answers: list[Value] = []
    for options in islice(product(*(value.options for value in values)), 32):
        singles = [
            Value((option,), value.origins) for option, value in zip(options, values, strict=True)
        ]
        named = dict(zip(keywords, singles[len(given) :], strict=True))
        answers.append(_answer(machine, text, name, singles[: len(given)], named))
    return join(*answers)


def _answer(
    machine: Machine, text: str, name: str, given: list[Value], keywords: dict[str, Value]
) -> Value:
    values = (*given, *keywords.values())
    plain_given = [plain(machine, value) for value in given]
    plain_named = {key: plain(machine, value) for key, value in keywords.items()}
    origins = machine.opaque(values).origins if values else frozenset()
    unknown = Value((UNKNOWN,), origins)
    if any(thing is UNKNOWN for thing in (*plain_given, *plain_named.values())):
        if name in ("replace", "strip", "rstrip", "lstrip", "split", "partition"):
            machine.doubt()
        return unknown
    if is_wild(text):
        return _of_open_name(text, name, plain_given, unknown)
    if name in _GROWS and any(isinstance(n, int) and n > LONG for n in plain_given):
        return unknown
    if name == "replace" and sum(len(str(g)) for g in plain_given) * (len(text) + 1) > 4 * LONG:
        return unknown
    try:
        answer = getattr(text, name)(*plain_given, **plain_named)
    except (IndexError, KeyError) as error:
        return _raises(machine, type(error).__name__, unknown)
    except (OverflowError, TypeError, ValueError) as error:
        return _raises(machine, type(error).__name__, unknown)
    if answer is NotImplemented:
        return unknown
    return lifted(machine, answer, origins)


def _of_open_name(text: str, name: str, given: list[object], unknown: Value) -> Value:
    """Return what is known of a name of an open set of files."""
    match name, given:
        case "endswith", [str() | tuple() as suffix]:
            return Value((True,), unknown.origins) if text.endswith(suffix) else unknown
        case (("removesuffix" | "removeprefix"), [str(part)]):
            made = text.removesuffix(part) if name == "removesuffix" else text.removeprefix(part)
            ending = text[-len(part) :] if name == "removesuffix" else text[: len(part)]
            return unknown if is_wild(ending) else Value((made,), unknown.origins)
        case "replace", [str(old), str(new)] if len(old) == 1 and old in "/\\.-_":
            return unknown if old != "\\" or new != "/" else Value((text,), unknown.origins)
        case _:
            return unknown


def _raises(machine: Machine, kind: str, otherwise: Value) -> Value:
    if machine.tries:
        raise Raised(kind)
    machine.blur()
    return otherwise


def _joined(separator: str, call: Call) -> Value:
    machine = call.machine
    iterable = call.argument(0)
    items, rest = collect(machine, iterable, call.site)
    if rest is not None or len(items) > 200:
        machine.doubt()
        return machine.opaque([iterable, *items, *present(rest)])

    def make(*texts: str) -> Option:
        whole = separator.join(texts)
        return whole if len(whole) < LONG else UNKNOWN

    if not items:
        return Value(("",), iterable.origins)
    if any(not isinstance(o, str) for item_ in items for o in item_.options):
        machine.doubt()
    found = machine.fold([_no_path(item_) for item_ in items], make)
    return depending(found, iterable.origins)


def _no_path(value: Value) -> Value:
    """Return a value in which paths, which `join` refuses, are unknown."""
    if not any(isinstance(option, Path) for option in value.options):
        return value
    options = tuple(UNKNOWN if isinstance(o, Path) else o for o in value.options)
    return Value(options, value.origins)


def _filled_in(call: Call, template: str, arguments: Arguments) -> Value:
    """Return what `format` makes of a template that fills in plain text."""
    machine = call.machine
    if arguments.rest is not None or len(template) > LONG:
        return machine.opaque(arguments.all())
    values: list[Value] = []
    automatic = 0
    for match in _FIELD.finditer(template):
        if match[0] in ("{{", "}}"):
            continue
        name = match["name"] or str(automatic)
        value = arguments.get(int(name) if _NUMBER.fullmatch(name) else -1, name)
        if match["odd"] or value is None:
            machine.doubt()
            return machine.opaque(arguments.all())
        automatic += not match["name"]
        reached = _reached(call, value, match["path"])
        values.append(
            formatted(machine, reached, match["spec"] or "", call.site, as_code=match["as"] == "!r")
        )

    def make(*texts: str) -> Option:
        fillers = iter(texts)
        whole = _FIELD.sub(lambda m: m[0][0] if m["name"] is None else next(fillers), template)
        return whole if len(whole) < LONG else UNKNOWN

    return machine.fold(values, make) if values else known(make())


def _reached(call: Call, value: Value, path: str) -> Value:
    """Return what a path of attributes and items in a field of a template leads to."""
    for name, key in _STEP.findall(path):
        if name:
            value = call.machine.attribute(value, name, call.site)
        else:
            found = known(int(key) if _NUMBER.fullmatch(key) else key)
            value = item(call.machine, value, found, call.site)
    return value


def _of_content(content: Content, name: str, call: Call) -> Value:
    if name not in _KEEPS_CONTENT:
        call.machine.doubt()
        if name in ("splitlines", "split"):
            return call.machine.list_of((), call.opaque())
        return call.opaque()
    return Value((Content(content.path, content.whole),), call.opaque().origins)


def _of_handle(handle: Handle, name: str, call: Call) -> Value:
    machine = call.machine
    match name:
        case "read":
            whole = not call.arguments.positional
            exact = whole and _is_first_read(handle, call)
            return known(Content(handle.path, whole, exact)) if handle.path else ANYTHING
        case "readlines" | "__iter__":
            return machine.list_of((), ANYTHING)
        case "write" | "writelines":
            machine.hand_on(call.arguments.all())
            if handle.written:
                machine.fill(handle.written, union(machine.contained(call.arguments.all())))
            return call.opaque()
        case _:
            return ANYTHING


def _is_first_read(handle: Handle, call: Call) -> bool:
    """Tell whether text is read at once where the file is opened: `open(f).read()`, or by `with`."""
    match call.site.node:
        case ast.Call(func=ast.Attribute(value=receiver)) as node if handle.opened is not None:
            return receiver is handle.opened or node is call.machine.extra.get("first read")
        case _:
            return False


def _of_number(number: Any, name: str, call: Call) -> Value:
    given = [plain(call.machine, value) for value in call.arguments.positional]
    small = isinstance(number, bool | int | float | bytes | None)
    if name in ("bit_length", "is_integer", "decode", "conjugate", "hex") and small and not given:
        try:
            return lifted(call.machine, getattr(number, name)())
        except (AttributeError, ValueError):
            pass
    if number is None and name == "cache_clear":
        return known(None)
    if call.machine.tries and number is None:
        raise Raised("AttributeError")
    call.machine.doubt()
    return call.opaque()


METHODS: dict[type, Callable[[Any, str, Call], Value]] = {
    **dict.fromkeys(CONSTANTS, _of_number),
    Content: _of_content,
    Handle: _of_handle,
    str: _of_text,
}
"""What calls the methods of text, numbers and files."""
