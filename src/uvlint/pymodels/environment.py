"""Environment variables: those that the program sets itself, and those that it reads."""

from __future__ import annotations

import re

from uvlint.pyeval.domain import (
    ANYTHING,
    NOTHING,
    UNBOUND,
    UNKNOWN,
    Constant,
    Dict,
    Entries,
    External,
    NamesView,
    Option,
    Tuple,
    Value,
    depending,
    is_single,
    join,
    known,
    present,
    without_unbound,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import is_environment, of_environment
from uvlint.pyeval.machine import Call, Handler, Machine, Raised
from uvlint.pyeval.symbolic_paths import is_wild
from uvlint.pymodels.common import nothing, texts

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))")
_USUAL = frozenset({"HOME", "LANG", "LOGNAME", "PATH", "PWD", "SHELL", "TERM", "TMPDIR", "USER"})
"""Variables that are set nearly everywhere."""

_ANY = "\0"
"""Stands for a variable whose name is not known."""

# --- one variable ---------------------------------------------------------------------


def read(machine: Machine, key: Value, default: Value | None, site: Site) -> Value:
    """Return a variable, or a default; without one, a variable that is missing raises."""
    found = [_variable(machine, option, key, default, site) for option in key.options]
    if len(found) == 1:
        return found[0]
    return join(*found)


def _variable(
    machine: Machine, name: Option, key: Value, default: Value | None, site: Site
) -> Value:
    if isinstance(name, bytes):
        name = name.decode("ascii", "replace")
    if not isinstance(name, str) or is_wild(name):
        machine.doubt()
        others = [value for value in machine.state.environment.values() if value is not None]
        found = join(ANYTHING, *others, *present(default))
        return depending(without_unbound(found), key.origins)
    environment = machine.state.environment
    if name not in environment:
        return _from_outside(machine, name, key, default, site, _ANY in environment)
    value = environment[name]
    if value is None:
        if default is not None:
            return depending(default, key.origins)
        if machine.tries:
            raise Raised("KeyError")
        return ANYTHING
    if value.options[-1] is UNBOUND:
        outside = _from_outside(machine, name, key, default, site, True)
        return join(without_unbound(value), outside) if len(value.options) > 1 else outside
    return depending(value, key.origins)


def _from_outside(
    machine: Machine, name: str, key: Value, default: Value | None, site: Site, is_open: bool
) -> Value:
    """Return a variable that the program has not set itself: by default nobody has."""
    origins = machine.variable(known(name), site) | key.origins
    if default is None:
        machine.doubt()
        return Value((UNKNOWN,), origins)
    options = dict.fromkeys((*default.options, UNKNOWN))
    if name in _USUAL or is_open:
        return Value((UNKNOWN, *default.options), origins | default.origins)
    has_default = default.default or is_single(default)
    return Value(tuple(options), origins | default.origins, has_default)


def item(machine: Machine, key: Value, site: Site) -> Value:
    """Return what `os.environ[key]` is."""
    return read(machine, key, None, site)


def set_item(machine: Machine, key: Value, value: Value) -> None:
    """Set variables for the rest of the program, and for the programs that it starts."""
    state = machine.state
    if machine.control and not machine.control <= value.origins:
        value = depending(value, machine.control)
    names = texts(key)
    if names is None or len(key.options) != 1:
        for name, before in list(state.environment.items()):
            if names is None or name in names:
                state.set(state.environment, name, value if before is None else join(before, value))
        for name in names or [_ANY]:
            if name not in state.environment:
                state.set(state.environment, name, Value((*value.options, UNBOUND), value.origins))
        return
    state.set(state.environment, names[0], value)


def delete(machine: Machine, key: Value) -> None:
    """Remove variables for the rest of the program."""
    state = machine.state
    names = texts(key)
    if names is not None and len(names) == 1 == len(key.options):
        state.set(state.environment, names[0], None)
        return
    for name, before in list(state.environment.items()):
        if before is not None and (names is None or name in names):
            state.set(state.environment, name, Value((*before.options, UNBOUND), before.origins))


# --- functions ------------------------------------------------------------------------


def _get(call: Call) -> Value:
    default = call.get(1, "default") or NOTHING
    return read(call.machine, call.argument(0, "key"), default, call.site)


def _item(call: Call) -> Value:
    return read(call.machine, call.argument(0, "key"), None, call.site)


def _pop(call: Call) -> Value:
    key = call.argument(0, "key")
    found = read(call.machine, key, call.get(1, "default"), call.site)
    delete(call.machine, key)
    return found


def _set_default(call: Call) -> Value:
    key, default = call.argument(0, "key"), call.get(1, "default") or NOTHING
    found = read(call.machine, key, default, call.site)
    set_item(call.machine, key, found)
    return found


def _put(call: Call) -> Value:
    """Set a variable for other programs; `os.environ` does not see it."""
    state = call.machine.state
    value = call.argument(1, "value")
    for name in call.machine.texts(call.argument(0, "key")):
        before = state.environment.get(name)
        found = value if before is None else join(before, value)
        options = dict.fromkeys((*without_unbound(found).options, UNBOUND))
        state.set(state.environment, name, Value(tuple(options), found.origins))
    return NOTHING


def _set(call: Call) -> Value:
    set_item(call.machine, call.argument(0, "key"), call.argument(1, "value"))
    return NOTHING


def _delete(call: Call) -> Value:
    delete(call.machine, call.argument(0, "key"))
    return NOTHING


def _update(call: Call) -> Value:
    for value in call.arguments.positional:
        update(call.machine, value)
    for name, value in call.arguments.keywords.items():
        set_item(call.machine, known(name), value)
    if call.arguments.rest is not None:
        set_item(call.machine, ANYTHING, call.machine.opaque([call.arguments.rest]))
    return NOTHING


def update(machine: Machine, value: Value) -> None:
    """Set the variables of a dictionary, or of pairs."""
    for option in value.options:
        if isinstance(option, Dict | NamesView):
            entries = machine.entries_of(option)
            for name, new in entries.items.items():
                unsure = name in entries.unsure or len(value.options) > 1
                key = Value((name, UNKNOWN)) if unsure else known(name)
                set_item(machine, key, depending(new, value.origins))
            if entries.rest is not None and not of_environment(entries):
                set_item(machine, entries.keys or ANYTHING, entries.rest)
        elif not is_environment(option):
            set_item(machine, ANYTHING, machine.opaque([value]))


def _copy(call: Call) -> Value:
    """Return a dictionary of the environment, the variables that the program has set first."""
    machine = call.machine
    items: dict[Constant, Value] = {}
    unsure: set[Constant] = set()
    for name, value in machine.state.environment.items():
        if name == _ANY or value is None:
            continue
        items[name] = without_unbound(value)
        if value.options[-1] is UNBOUND:
            unsure.add(name)
    rest = known(External("os.environ"))
    return machine.dict_of(Entries(items, rest, ANYTHING, frozenset(unsure)))


def _environment(_: Call) -> Value:
    return known(External("os.environ"))


def _items(call: Call) -> Value:
    pair = Value((Tuple((ANYTHING, ANYTHING)),))
    return call.machine.list_of((), pair)


def _values(call: Call) -> Value:
    return call.machine.list_of((), ANYTHING)


def _expand_variables(call: Call) -> Value:
    """Return a path with variables in it filled in."""
    machine = call.machine
    path = call.argument(0, "path")
    options: list[Option] = []
    origins = path.origins
    for option in path.options:
        text = option if isinstance(option, str) else ""
        matches = list(_VARIABLE.finditer(text))
        values = [
            read(machine, known(match[match.lastindex or 0]), known(match[0]), call.site)
            for match in matches
        ]
        if not matches:
            options.append(option)
            continue
        pieces = _VARIABLE.sub("\0", text).split("\0")

        def make(*fillers: str, pieces: list[str] = pieces) -> str:
            ends = (filler + piece for filler, piece in zip(fillers, pieces[1:], strict=True))
            return pieces[0] + "".join(ends)

        filled = machine.fold(values, make)
        options.extend(filled.options)
        origins |= filled.origins
    return Value(tuple(dict.fromkeys(options)), origins)


def _contains(call: Call) -> Value:
    key = call.argument(0)
    found = read(call.machine, key, known(False), call.site)
    if found.options == (False,):
        return found
    if any(option is UNKNOWN or option is False for option in found.options):
        return Value((False, True), found.origins, found.default)
    return Value((True,), found.origins)


def _clear(call: Call) -> Value:
    delete(call.machine, ANYTHING)
    return NOTHING


FUNCTIONS: dict[str, Handler] = {
    "os.environ.__contains__": _contains,
    "os.environ.__delitem__": _delete,
    "os.environ.__getitem__": _item,
    "os.environ.__setitem__": _set,
    "os.environ.clear": _clear,
    "os.environ.copy": _copy,
    "os.environ.get": _get,
    "os.environ.has_key": _contains,
    "os.environ.items": _items,
    "os.environ.keys": _environment,
    "os.environ.pop": _pop,
    "os.environ.setdefault": _set_default,
    "os.environ.update": _update,
    "os.environ.values": _values,
    "os.environb.get": _get,
    "os.environb.pop": _pop,
    "os.environb.setdefault": _set_default,
    "os.getenv": _get,
    "os.getenvb": _get,
    "os.path.expandvars": _expand_variables,
    "os.putenv": _put,
    "os.unsetenv": nothing,
}
"""What is understood of the environment, by dotted name."""
