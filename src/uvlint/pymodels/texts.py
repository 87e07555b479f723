"""Text: `re`, `string`, `textwrap`, `shlex` and what else depends on plain arguments alone."""

from __future__ import annotations

import ast
import base64
import fnmatch
import html
import json
import math
import re
import shlex
import string
import textwrap
from collections.abc import Callable
from typing import Any
from urllib import parse as urllib_parse

from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    UNKNOWN,
    Arguments,
    Content,
    Dict,
    Made,
    Option,
    Tuple,
    Value,
    depending,
    known,
)
from uvlint.pyeval.machine import Call, Handler, Machine
from uvlint.pyeval.operators import lifted, plain
from uvlint.pymodels.builtins import purely

# --- regular expressions --------------------------------------------------------------

_LONG_TEXT = 1000
_NESTED = re.compile(r"[*+}?]\)[*+{]|\)[*+{]")
_QUANTIFIER = re.compile(r"[*+]|\{\d*,")
_PLAIN_FLAGS = {
    "re.A": re.ASCII, "re.ASCII": re.ASCII, "re.I": re.IGNORECASE, "re.IGNORECASE": re.IGNORECASE, "re.M": re.MULTILINE,
    "re.MULTILINE": re.MULTILINE, "re.S": re.DOTALL, "re.DOTALL": re.DOTALL, "re.X": re.VERBOSE, "re.VERBOSE": re.VERBOSE,
    "re.U": re.UNICODE, "re.UNICODE": re.UNICODE,
}  # fmt: skip
FLAGS: dict[str, Option] = {name: int(flag) for name, flag in _PLAIN_FLAGS.items()}
"""The flags of patterns, as numbers."""

_POSITIONS = {
    "findall": (1, 2), "finditer": (1, 2), "fullmatch": (1, 2), "match": (1, 2), "search": (1, 2),
    "split": (1, 3), "sub": (2, 4), "subn": (2, 4),
}  # fmt: skip
"""Where a function of `re` has its text and its flags."""


def compiled(pattern: object, flags: object) -> re.Pattern[str] | None:
    """Return a pattern, None for one that is not known or may take very long."""
    if not isinstance(pattern, str) or not isinstance(flags, int) or len(pattern) > 300:
        return None
    if _NESTED.search(pattern) or len(_QUANTIFIER.findall(pattern)) > 4:
        return None
    try:
        return re.compile(pattern, flags)
    except (re.error, OverflowError, RecursionError):
        return None


def _function(name: str) -> Handler:
    def handler(call: Call) -> Value:
        machine = call.machine
        pattern = call.argument(0, "pattern")
        _, flags_at = _POSITIONS[name]
        flags = plain(machine, call.get(flags_at, "flags") or known(0))
        found = compiled(plain(machine, pattern), flags)
        option = pattern.options[0]
        rest = Arguments(call.arguments.positional[1:], _without_flags(call), call.arguments.rest)
        inner = Call(machine, rest, call.site)
        if len(pattern.options) == 1 and isinstance(option, Made):
            return pattern_method(option, name, inner) or call.opaque()
        return searched(found, name, inner, call.opaque().origins)

    return handler


def _without_flags(call: Call) -> dict[str, Value]:
    return {k: v for k, v in call.arguments.keywords.items() if k not in ("flags", "pattern")}


def searched(
    pattern: re.Pattern[str] | None, name: str, call: Call, origins: frozenset[int]
) -> Value:
    """Return what a method of a pattern says of plain text."""
    machine = call.machine
    index = 1 if name in ("sub", "subn") else 0
    text = plain(machine, call.argument(index, "string"))
    if pattern is None or not isinstance(text, str) or len(text) > _LONG_TEXT:
        return _unclear(machine, name, call, origins)
    machine.spend(len(text) // 4)
    if name in ("sub", "subn"):
        return _replaced(pattern, name, call, text, origins)
    if call.arguments.positional[1:] and name != "split":
        return _unclear(machine, name, call, origins)
    if name == "findall":
        return lifted(machine, pattern.findall(text), origins)
    if name == "finditer":
        matches = [_match(machine, match, origins) for match in pattern.finditer(text)]
        return Value((Tuple(tuple(matches)),), origins)
    if name == "split":
        most = plain(machine, call.get(1, "maxsplit") or known(0))
        if isinstance(most, int):
            return lifted(machine, pattern.split(text, most), origins)
        return _unclear(machine, name, call, origins)
    match = getattr(pattern, name)(text)
    return Value((None,), origins) if match is None else _match(machine, match, origins)


def _unclear(machine: Machine, name: str, call: Call, origins: frozenset[int]) -> Value:
    machine.doubt()
    if name in ("sub", "subn"):
        call_back = call.argument(0)
        if any(type(option) not in CONSTANTS for option in call_back.options):
            given = Arguments((ANYTHING,), {})
            machine.maybe(lambda: _ran(machine.apply(call_back, given, call.site)))
        return Value((UNKNOWN,), origins)
    if name in ("findall", "finditer", "split"):
        return depending(machine.list_of((), Value((UNKNOWN,), origins)), origins)
    return machine.made("a match", Arguments((Value((UNKNOWN,), origins),), {}), origins)


def _ran(_: Value) -> int:
    return 0


def _replaced(
    pattern: re.Pattern[str], name: str, call: Call, text: str, origins: frozenset[int]
) -> Value:
    machine = call.machine
    count = plain(machine, call.get(2, "count") or known(0))
    filler = plain(machine, call.argument(0, "repl"))
    if not isinstance(count, int):
        return _unclear(machine, name, call, origins)
    if isinstance(filler, str):
        try:
            answer = getattr(pattern, name)(filler, text, count)
        except (re.error, IndexError):
            return _unclear(machine, name, call, origins)
        return lifted(machine, answer, origins)
    pieces: list[Value] = []
    end = 0
    for match in list(pattern.finditer(text))[: count or None]:
        pieces.append(known(text[end : match.start()]))
        given = Arguments((_match(machine, match, origins),), {})
        pieces.append(machine.apply(call.argument(0, "repl"), given, call.site))
        end = match.end()
    pieces.append(known(text[end:]))
    if name == "subn":
        return Value((UNKNOWN,), origins)
    return depending(machine.fold(pieces, lambda *texts: "".join(texts)), origins)


def _match(machine: Machine, match: re.Match[str], origins: frozenset[int]) -> Value:
    groups = Tuple(tuple(lifted(machine, group, origins) for group in match.groups()))
    names = machine.dict_of(
        type_entries({k: lifted(machine, v, origins) for k, v in match.groupdict().items()})
    )
    span = (known(match.start()), known(match.end()))
    arguments = Arguments((known(match[0]), known(groups), names, *span), {})
    return machine.made("a known match", arguments, origins)


def type_entries(names: dict[str, Value]) -> Any:
    """Return names as the content of a dictionary."""
    from uvlint.pyeval.domain import Constant, Entries

    items: dict[Constant, Value] = {}
    items.update(names)
    return Entries(items)


def match_method(made: Made, name: str, call: Call) -> Value | None:
    """Return what a method of a match gives, None for other things."""
    machine = call.machine
    if made.name == "a match":
        machine.doubt()
        return machine.opaque([known(made), *call.arguments.all()])
    if made.name != "a known match":
        return None
    whole, groups, names, start, end = made.arguments.positional
    option, named = groups.options[0], names.options[0]
    assert isinstance(option, Tuple)
    assert isinstance(named, Dict)
    match name:
        case "group" | "__getitem__":
            found = [
                _group(machine, whole, option, named, plain(machine, key))
                for key in call.arguments.positional or (known(0),)
            ]
            return found[0] if len(found) == 1 else Value((Tuple(tuple(found)),))
        case "groups" if not call.arguments.positional:
            return groups
        case "groupdict" if not call.arguments.positional:
            return machine.dict_of(machine.entries_of(named))
        case "start" if not call.arguments.positional:
            return start
        case "end" if not call.arguments.positional:
            return end
        case "span" if not call.arguments.positional:
            return Value((Tuple((start, end)),))
        case _:
            return machine.opaque([known(made), *call.arguments.all()])


def _group(machine: Machine, whole: Value, groups: Tuple, names: Dict, key: object) -> Value:
    if key == 0:
        return whole
    if isinstance(key, int) and 0 < key <= len(groups.items):
        return groups.items[key - 1]
    if isinstance(key, str):
        return machine.entries_of(names).items.get(key, ANYTHING)
    return ANYTHING


def _compile(call: Call) -> Value:
    return call.machine.made("a pattern", call.arguments, call.opaque().origins)


def pattern_method(made: Made, name: str, call: Call) -> Value | None:
    """Return what a method of a compiled pattern gives, None for other things."""
    if made.name != "a pattern" or name not in _POSITIONS:
        return None
    machine = call.machine
    pattern = made.arguments.get(0, "pattern") or ANYTHING
    flags = plain(machine, made.arguments.get(1, "flags") or known(0))
    origins = machine.origins_of(made) | call.opaque().origins
    return searched(compiled(plain(machine, pattern), flags), name, call, origins)


# --- templates ------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))")


def _template(call: Call) -> Value:
    return call.machine.made("string.Template", call.arguments, call.opaque().origins)


def template_method(made: Made, name: str, call: Call) -> Value | None:
    """Return what a `string.Template` makes of its arguments, None for other things."""
    if made.name != "string.Template" or name not in ("substitute", "safe_substitute"):
        return None
    machine, arguments = call.machine, call.arguments
    named = dict(arguments.keywords)
    for value in arguments.positional:
        for option in value.options:
            if isinstance(option, Dict):
                entries = machine.entries_of(option)
                named = {**{str(k): v for k, v in entries.items.items()}, **named}
    template = made.arguments.get(0, "template") or ANYTHING
    text = plain(machine, template)
    if not isinstance(text, str) or "$$" in text:
        return machine.opaque([template, *arguments.all()])
    names = _PLACEHOLDER.findall(text)
    values = [named.get(first or second, ANYTHING) for first, second in names]
    if not values:
        return template
    if name == "safe_substitute" and ANYTHING in values:
        machine.doubt()
        return machine.opaque([template, *arguments.all()])

    def make(*texts: str) -> Option:
        fillers = iter(texts)
        return _PLACEHOLDER.sub(lambda _: next(fillers), text)

    return machine.fold(values, make)


# --- the rest -------------------------------------------------------------------------


def _words(call: Call) -> Value:
    text = plain(call.machine, call.argument(0, "s"))
    if not isinstance(text, str):
        return call.machine.list_of((), call.opaque())
    try:
        words = shlex.split(text)
    except ValueError:
        words = text.split()
    return lifted(call.machine, words, call.argument(0, "s").origins)


def _literal(call: Call) -> Value:
    return purely(call, ast.literal_eval, 1)


def _json_loads(call: Call) -> Value:
    value = call.argument(0, "s")
    if any(isinstance(option, Content) for option in value.options):
        return call.opaque()
    return purely(call.given(value), json.loads, 1)


def _pure(function: Callable[..., Any], most: int = 6) -> Handler:
    def handler(call: Call) -> Value:
        return purely(call, function, most)

    return handler


_OF_MATH = ("ceil", "floor", "sqrt", "trunc", "fabs", "gcd", "isqrt", "log2", "fsum", "hypot")
_OF_TEXTWRAP = ("dedent", "shorten", "wrap", "fill")
_OF_URLLIB = ("quote", "unquote", "quote_plus", "urljoin")

FUNCTIONS: dict[str, Handler] = {
    **{f"re.{name}": _function(name) for name in _POSITIONS},
    **{f"math.{name}": _pure(getattr(math, name)) for name in _OF_MATH},
    **{f"textwrap.{name}": _pure(getattr(textwrap, name)) for name in _OF_TEXTWRAP},
    **{f"urllib.parse.{name}": _pure(getattr(urllib_parse, name)) for name in _OF_URLLIB},
    "ast.literal_eval": _literal,
    "base64.b64decode": _pure(base64.b64decode),
    "base64.b64encode": _pure(base64.b64encode),
    "bytes.fromhex": _pure(bytes.fromhex),
    "fnmatch.translate": _pure(fnmatch.translate),
    "html.escape": _pure(html.escape),
    "html.unescape": _pure(html.unescape),
    "json.dumps": _pure(json.dumps),
    "json.loads": _json_loads,
    "re.compile": _compile,
    "re.escape": _pure(re.escape),
    "shlex.join": _pure(shlex.join),
    "shlex.quote": _pure(shlex.quote),
    "shlex.split": _words,
    "string.Template": _template,
    "string.capwords": _pure(string.capwords),
    "textwrap.indent": _pure(lambda text, prefix: textwrap.indent(text, prefix)),
}

CONSTANTS_OF_STRING: dict[str, Option] = {
    f"string.{name}": getattr(string, name)
    for name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "punctuation")
}
