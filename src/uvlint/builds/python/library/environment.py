"""Environment variables."""

from __future__ import annotations

import re

from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.values import (
    UNKNOWN,
    External,
    Value,
    known,
)

_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))|%(\w+)%")


def _expand_variables(call: Call) -> Value:
    path = call.argument(0, "path")
    found = [m for text in call.machine.texts(path) for m in _VARIABLE.finditer(text)]
    if not found:
        return path
    origins = path.origins
    for match in found:
        origins |= call.machine.variable(known(match[match.lastindex or 0]), call.site)
    return Value((UNKNOWN,), origins)


def _variable(call: Call) -> Value:
    name = call.argument(0, "key")
    default = call.get(1, "default") or known(None)
    origins = call.machine.variable(name, call.site)
    return Value((UNKNOWN, *default.options), origins | default.origins)


def _environment(_: Call) -> Value:
    return known(External("os.environ"))


def _set_variables(call: Call) -> Value:
    for value in call.arguments.positional:
        items, _ = call.machine.items(value)
        for name in items or [value]:
            call.machine.notes.assigned_variables.update(call.machine.texts(name))
    call.machine.notes.assigned_variables.update(call.arguments.keywords)
    return known(None)


KNOWN: dict[str, Handler] = {
    "os.environ.__contains__": _variable,
    "os.environ.__getitem__": _variable,
    "os.environ.copy": _environment,
    "os.environ.get": _variable,
    "os.environ.has_key": _variable,
    "os.environ.keys": _environment,
    "os.environ.pop": _variable,
    "os.environ.setdefault": _variable,
    "os.environ.update": _set_variables,
    "os.environb.get": _variable,
    "os.environb.pop": _variable,
    "os.environb.setdefault": _variable,
    "os.getenv": _variable,
    "os.getenvb": _variable,
    "os.path.expandvars": _expand_variables,
    "os.putenv": _set_variables,
}
