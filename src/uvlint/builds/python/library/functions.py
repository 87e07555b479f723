"""Functions that are called for others, attributes by name, and what gives nothing new."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from uvlint.builds.python import calling
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.narrowing import narrow
from uvlint.builds.python.values import (
    Arguments,
    Bound,
    Class,
    External,
    Function,
    Instance,
    Items,
    Made,
    Method,
    Module,
    Scope,
    Unknown,
    Value,
    join,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine


_MANY_ROUNDS = 200


def _map(call: Call) -> Value:
    function = call.argument(0)
    rows = [call.machine.items(value) for value in call.arguments.positional[1:]]
    found = Items([])
    if not rows or not all(complete for _, complete in rows):
        given = [call.machine.opaque([value]) for value in call.arguments.positional[1:]]
        found.rest = calling.apply(call.machine, function, Arguments(tuple(given), {}), call.site)
        return known(found)
    for combination in zip(*(items for items, _ in rows), strict=False):
        found.add(calling.apply(call.machine, function, Arguments(combination, {}), call.site))
    return known(found)


def _filter(call: Call) -> Value:
    function = call.argument(0)
    iterable = call.argument(1)
    items, complete = call.machine.items(iterable)
    for index, item in enumerate(items):
        calling.apply(call.machine, function, Arguments((item,), {}), call.site)
        items[index] = _passed(call.machine, function, item)
    return known(Items(items, None if complete else call.machine.opaque([iterable])))


def _passed(machine: Machine, function: Value, item: Value) -> Value:
    """Return an item as it is where a lambda is true for it."""
    option = function.options[0]
    if isinstance(option, Function) and isinstance(option.node, ast.Lambda):
        names = [parameter.arg for parameter in option.node.args.args]
        if len(names) == 1:
            scope = Scope({names[0]: item}, option.scope.module, option.scope)
            narrow(machine, option.node.body, scope, holds=True)
            return scope.names[names[0]]
    return item


def _reduce(call: Call) -> Value:
    function, iterable = call.argument(0), call.argument(1)
    items = call.machine.sequence(iterable)
    start = call.get(2)
    if start is not None and items is not None:
        items = [start, *items]
    if not items:
        return call.opaque()
    result, *others = items
    for item in others[:_MANY_ROUNDS]:
        given = Arguments((result, item), {})
        result = calling.apply(call.machine, function, given, call.site)
    return result


def _getattr(call: Call) -> Value:
    from uvlint.builds.python.expressions import attribute

    owner, name = call.get(0), call.get(1)
    text = next(call.machine.texts(name), None) if name else None
    if owner is None or text is None:
        return call.opaque()
    found = attribute(call.machine, owner, text, call.site)
    default = call.get(2)
    if default is None or not any(
        isinstance(o, Unknown | Method | External) for o in found.options
    ):
        return found
    return join(found, default)


def _setattr(call: Call) -> Value:
    if len(call.arguments.positional) == 3:
        owner, name, value = call.arguments.positional
        for option in owner.options:
            for text in call.machine.texts(name):
                if isinstance(option, Class | Instance | Made | Module):
                    option.names[text] = value
    return known(None)


def _partial(call: Call) -> Value:
    if not call.arguments.positional or call.arguments.rest is not None:
        return call.opaque()
    function, *first = call.arguments.positional
    bound = (Bound(option, tuple(first), call.arguments.keywords) for option in function.options)
    return Value(tuple(bound), function.origins)


def _first(call: Call) -> Value:
    return call.argument(0)


def _nothing(_: Call) -> Value:
    return known(None)


def _depends(call: Call) -> Value:
    return call.opaque()


KNOWN: dict[str, Handler] = {
    "Cython.Shadow.inline": _depends,
    "all": _depends,
    "any": _depends,
    "ast.literal_eval": _depends,
    "bool": _depends,
    "compile": _first,
    "copy.copy": _first,
    "copy.deepcopy": _first,
    "distutils.util.convert_path": _first,
    "eval": _depends,
    "filter": _filter,
    "float": _depends,
    "format": _depends,
    "functools.partial": _partial,
    "functools.reduce": _reduce,
    "getattr": _getattr,
    "glob.escape": _first,
    "hasattr": _depends,
    "isinstance": _depends,
    "issubclass": _depends,
    "json.load": _depends,
    "map": _map,
    "max": _depends,
    "min": _depends,
    "os.path.isdir": _depends,
    "os.remove": _nothing,
    "print": _nothing,
    "repr": _depends,
    "setattr": _setattr,
    "shutil.rmtree": _nothing,
    "type": _depends,
}
