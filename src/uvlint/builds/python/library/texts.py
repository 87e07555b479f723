"""Text and numbers."""

from __future__ import annotations

import re

from uvlint.builds.python import methods
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.values import (
    UNKNOWN,
    Content,
    Items,
    PathObject,
    Value,
    known,
)


def _as_text(call: Call) -> Value:
    first = call.get(0, "object")
    if first is None:
        return known("")
    found: list[object] = []
    for option in first.options:
        if isinstance(option, Content | str):
            found.append(option)
        elif isinstance(option, PathObject):
            found.append(option.text)
        elif isinstance(option, int) and option.bit_length() < 64:
            found.append(str(option))
        else:
            found.append(UNKNOWN)
    return Value(tuple(found), first.origins)


def _number(call: Call) -> Value:
    first = call.argument(0)
    option = first.options[0]
    is_number = isinstance(option, int) or (isinstance(option, str) and _DIGITS.fullmatch(option))
    if is_number and len(call.arguments.positional) == len(first.options) == 1:
        return Value((int(option),), first.origins)  # type: ignore[call-overload]
    return call.opaque()


_DIGITS = re.compile(r"[0-9]{1,9}")


def _words(call: Call) -> Value:
    text = call.argument(0, "s")
    plain = text.options[0]
    if len(text.options) > 1 or not isinstance(plain, str):
        return call.opaque()
    words = [Value((word.strip("'\""),), text.origins) for word in plain.split()]
    return known(Items(words))


KNOWN: dict[str, Handler] = {
    "bytes": _as_text,
    "int": _number,
    "shlex.join": lambda call: methods.perform(" ", "join", call),
    "shlex.split": _words,
    "str": _as_text,
    "unicode": _as_text,
}
