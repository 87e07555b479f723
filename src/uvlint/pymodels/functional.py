"""`functools`, `operator`, `contextlib` and decorators."""

from __future__ import annotations

import ast
import operator as op
from collections.abc import Callable

from uvlint.pyeval.calls import apply
from uvlint.pyeval.containers import item, remove_item, set_item
from uvlint.pyeval.domain import (
    ANYTHING,
    NOTHING,
    UNKNOWN,
    Arguments,
    Bound,
    Cached,
    Descriptor,
    Entries,
    External,
    Function,
    Made,
    Method,
    Option,
    Tuple,
    Value,
    Wrapping,
    join,
    known,
)
from uvlint.pyeval.expressions import collect
from uvlint.pyeval.machine import Call, Handler
from uvlint.pyeval.operators import compare, operate, plain


def _partial(call: Call) -> Value:
    if not call.arguments.positional or call.arguments.rest is not None:
        call.machine.doubt()
        return call.opaque()
    function, *first = call.arguments.positional
    bound = (Bound(option, tuple(first), call.arguments.keywords) for option in function.options)
    return Value(tuple(bound), function.origins)


def _reduce(call: Call) -> Value:
    machine = call.machine
    function = call.argument(0)
    items, rest = collect(machine, call.argument(1), call.site)
    start = call.get(2)
    if start is not None:
        items = [start, *items]
    if not items:
        machine.doubt()
        return call.opaque()
    result, *others = items
    for value in others[:500]:
        result = apply(machine, function, Arguments((result, value), {}), call.site)
    if rest is not None or len(others) > 500:
        machine.havoc([result])
        return join(result, ANYTHING)
    return result


def _cache(call: Call) -> Value:
    """Return a function that keeps its results, or what makes one of a function."""
    function = call.get(0, "user_function")
    if function is None or not any(
        isinstance(option, Function | Bound | Cached | External) for option in function.options
    ):
        return known(External("functools.cache"))
    made = Cached(function)
    return known(call.machine.allocate(made, Entries({})))  # type: ignore[arg-type]


def _wraps(_: Call) -> Value:
    return known(External("functools.update_wrapper"))


def _first(call: Call) -> Value:
    return call.argument(0)


def _keeps(call: Call) -> Value:
    """Return what a decorator leaves as it is."""
    return call.get(0) or known(External("abc.abstractmethod"))


def _cached_property(call: Call) -> Value:
    return known(Descriptor(Wrapping.CACHED_PROPERTY, call.argument(0)))


def _manager(call: Call) -> Value:
    """Return a generator function as one that makes contexts."""
    value = call.argument(0)
    options: list[Option] = []
    for option in value.options:
        if isinstance(option, Function):
            options.append(
                Function(
                    option.node,
                    option.scope,
                    option.defaults,
                    option.keyword_defaults,
                    option.owner,
                    option.yields,
                    manages=True,
                )
            )
        else:
            options.append(UNKNOWN)
    return Value(tuple(options), value.origins)


def _single_dispatch(call: Call) -> Value:
    return call.machine.made("functools.singledispatch", call.arguments)


# --- operator -------------------------------------------------------------------------


def _binary(operator: ast.operator) -> Handler:
    def handler(call: Call) -> Value:
        return operate(call.machine, operator, call.argument(0), call.argument(1), call.site)

    return handler


def _comparison(operator: ast.cmpop) -> Handler:
    def handler(call: Call) -> Value:
        return compare(call.machine, operator, call.argument(0), call.argument(1), call.site)

    return handler


def _getter(name: str) -> Handler:
    """Return what makes a getter: a thing that is called later."""

    def handler(call: Call) -> Value:
        return call.machine.made(name, call.arguments)

    return handler


def getter_called(made: Made, call: Call) -> Value | None:
    """Return what calling an `itemgetter` and its like gives, None for other things."""
    machine = call.machine
    value = call.argument(0)
    match made.name:
        case "operator.itemgetter":
            found = [item(machine, value, key, call.site) for key in made.arguments.positional]
        case "operator.attrgetter":
            found = []
            for name in made.arguments.positional:
                text = plain(machine, name)
                part = value
                for step in str(text).split(".") if isinstance(text, str) else ():
                    part = machine.attribute(part, step, call.site)
                found.append(part if isinstance(text, str) else ANYTHING)
        case "operator.methodcaller":
            name, *others = made.arguments.positional or (ANYTHING,)
            text = plain(machine, name)
            if not isinstance(text, str):
                return ANYTHING
            method = machine.attribute(value, text, call.site)
            given = Arguments(tuple(others), made.arguments.keywords)
            return machine.apply(method, given, call.site)
        case _:
            return None
    return found[0] if len(found) == 1 else Value((Tuple(tuple(found)),))


def _get(call: Call) -> Value:
    return item(call.machine, call.argument(0), call.argument(1), call.site)


def _set(call: Call) -> Value:
    set_item(call.machine, call.argument(0), call.argument(1), call.argument(2), call.site)
    return NOTHING


def _remove(call: Call) -> Value:
    remove_item(call.machine, call.argument(0), call.argument(1), call.site)
    return NOTHING


def _truth(call: Call) -> Value:
    truth = call.machine.truth(call.argument(0))
    return call.opaque() if truth is None else Value((truth,), call.argument(0).origins)


def _not(call: Call) -> Value:
    truth = call.machine.truth(call.argument(0))
    return call.opaque() if truth is None else Value((not truth,), call.argument(0).origins)


def _contains(call: Call) -> Value:
    return compare(call.machine, ast.In(), call.argument(1), call.argument(0), call.site)


def _method(name: str) -> Callable[[Call], Value]:
    def handler(call: Call) -> Value:
        return call.machine.apply(
            known(Method(call.argument(0).options[0], name)),
            Arguments(call.arguments.positional[1:], {}),
            call.site,
        )

    return handler


_BINARY: dict[str, ast.operator] = {
    op.add.__name__: ast.Add(),
    "concat": ast.Add(),
    op.sub.__name__: ast.Sub(),
    op.mul.__name__: ast.Mult(),
    op.truediv.__name__: ast.Div(),
    op.floordiv.__name__: ast.FloorDiv(),
    op.mod.__name__: ast.Mod(),
    op.or_.__name__: ast.BitOr(),
    op.and_.__name__: ast.BitAnd(),
    op.xor.__name__: ast.BitXor(),
    op.pow.__name__: ast.Pow(),
}
_COMPARISONS: dict[str, ast.cmpop] = {
    "eq": ast.Eq(),
    "ne": ast.NotEq(),
    "lt": ast.Lt(),
    "le": ast.LtE(),
    "gt": ast.Gt(),
    "ge": ast.GtE(),
    "is_": ast.Is(),
    "is_not": ast.IsNot(),
}

FUNCTIONS: dict[str, Handler] = {
    **{f"operator.{name}": _binary(kind) for name, kind in _BINARY.items()},
    **{f"operator.{name}": _comparison(kind) for name, kind in _COMPARISONS.items()},
    "abc.abstractmethod": _keeps,
    "cached_property.cached_property": _cached_property,
    "contextlib.asynccontextmanager": _manager,
    "contextlib.contextmanager": _manager,
    "functools.cache": _cache,
    "functools.cached_property": _cached_property,
    "functools.lru_cache": _cache,
    "functools.partial": _partial,
    "functools.partialmethod": _partial,
    "functools.reduce": _reduce,
    "functools.singledispatch": _single_dispatch,
    "functools.total_ordering": _first,
    "functools.update_wrapper": _first,
    "functools.wraps": _wraps,
    "operator.attrgetter": _getter("operator.attrgetter"),
    "operator.contains": _contains,
    "operator.delitem": _remove,
    "operator.getitem": _get,
    "operator.itemgetter": _getter("operator.itemgetter"),
    "operator.methodcaller": _getter("operator.methodcaller"),
    "operator.not_": _not,
    "operator.setitem": _set,
    "operator.truth": _truth,
    "reduce": _reduce,
    "typing.cast": lambda call: call.argument(1, "val"),
    "typing.final": _first,
    "typing.no_type_check": _first,
    "typing.overload": _first,
    "typing.override": _first,
    "typing.runtime_checkable": _first,
}
