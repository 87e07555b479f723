"""Lists, tuples, dictionaries, and what goes through them."""

from __future__ import annotations

from itertools import islice, product

from uvlint.builds.python import calling
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.places import is_wild
from uvlint.builds.python.values import (
    Arguments,
    Class,
    Content,
    Entries,
    External,
    Items,
    Value,
    join,
    known,
)

_MANY_COMBINATIONS = 200


def _as_list(call: Call) -> Value:
    first = call.get(0, "iterable")
    if first is None:
        return known(Items([]))
    if any(isinstance(option, Content | str) for option in first.options):
        return call.machine.opaque([first])
    items, complete = call.machine.items(first)
    return known(Items(items, None if complete else call.machine.opaque([first])))


def _as_tuple(call: Call) -> Value:
    found = _as_list(call)
    for option in found.options:
        if isinstance(option, Items):
            option.is_tuple = True
    return found


def _as_dict(call: Call) -> Value:
    from uvlint.builds.python.expressions import merge

    found = Entries({})
    for value in call.arguments.positional:
        if External("os.environ") in value.options:
            return known(External("os.environ"))
        if any(isinstance(option, Items) for option in value.options):
            items, _ = call.machine.items(value)
            for item in items:
                pair = call.machine.sequence(item)
                key = pair[0].options[0] if pair and len(pair) == 2 else None
                if pair and isinstance(key, str | int):
                    found.items[key] = pair[1]
                else:
                    found.add(call.machine.opaque([item]))
        else:
            merge(call.machine, found, value)
    found.items.update(call.arguments.keywords)
    if call.arguments.rest is not None:
        found.add(call.arguments.rest)
    return known(found)


def _zip(call: Call) -> Value:
    rows = [call.machine.items(value) for value in call.arguments.positional]
    if not all(complete for _, complete in rows):
        return call.opaque()
    tuples = zip(*(items for items, _ in rows), strict=False)
    return known(Items([known(Items(list(row), is_tuple=True)) for row in tuples]))


def _product(call: Call) -> Value:
    rows = [call.machine.items(value) for value in call.arguments.positional]
    if not all(complete for _, complete in rows):
        return call.opaque()
    combinations = islice(product(*(items for items, _ in rows)), _MANY_COMBINATIONS)
    return known(Items([known(Items(list(row), is_tuple=True)) for row in combinations]))


def _enumerate(call: Call) -> Value:
    items, complete = call.machine.items(call.argument(0))
    pairs = [known(Items([known(i), item], is_tuple=True)) for i, item in enumerate(items)]
    return known(Items(pairs, None if complete else call.opaque()))


def _chain(call: Call) -> Value:
    found = Items([])
    for value in call.arguments.positional:
        items, complete = call.machine.items(value)
        for item in items:
            found.add(item)
        if not complete:
            found.rest = call.machine.opaque([value])
    return known(found)


def _sum(call: Call) -> Value:
    lists, complete = call.machine.items(call.argument(0))
    if not complete or len(call.arguments.positional) < 2:
        return call.opaque()
    return _chain(call.given(*lists, call.arguments.positional[1]))


def _range(call: Call) -> Value:
    bounds = [
        value.options[0]
        for value in call.arguments.positional
        if len(value.options) == 1 and isinstance(value.options[0], int)
    ]
    if (
        not 1 <= len(bounds) <= 3
        or len(bounds) != len(call.arguments.positional)
        or 0 in bounds[2:]
    ):
        return call.opaque()
    numbers = islice(range(*bounds), _MANY_COMBINATIONS + 1)
    found = [known(number) for number in numbers]
    call.machine.spend(len(found) // 8)
    return known(Items(found)) if len(found) <= _MANY_COMBINATIONS else call.opaque()


def _length(call: Call) -> Value:
    first = call.argument(0)
    option = first.options[0]
    if len(first.options) == 1:
        if isinstance(option, Items | Entries) and option.rest is None:
            return Value((len(option.items),), first.origins)
        if isinstance(option, str) and not is_wild(option):
            return Value((len(option),), first.origins)
    return call.opaque()


def _default_dict(call: Call) -> Value:
    factory = call.get(0, "default_factory")
    found = Entries({})
    if factory is not None:
        found.make = lambda: calling.apply(call.machine, factory, Arguments((), {}), call.site)
    for value in call.arguments.positional[1:]:
        merged = _as_dict(call.given(value))
        for option in merged.options:
            if isinstance(option, Entries):
                found.items.update(option.items)
    found.items.update(call.arguments.keywords)
    return known(found)


def _named_tuple(call: Call) -> Value:
    """Return the class that `collections.namedtuple` makes."""
    names = call.argument(1, "field_names")
    items, _ = call.machine.items(names)
    texts = [text for item in items or [names] for text in call.machine.texts(item)]
    fields = [name for text in texts for name in text.replace(",", " ").split()]
    base = External("typing.NamedTuple")
    return known(Class("namedtuple", call.site.scope.module, (base,), {}, fields))


def _next(call: Call) -> Value:
    items, complete = call.machine.items(call.argument(0))
    default = call.get(1)
    choices = [*items, *([default] if default is not None else [])]
    if not choices or not complete:
        choices.append(call.opaque())
    return join(*choices)


KNOWN: dict[str, Handler] = {
    "collections.OrderedDict": _as_dict,
    "collections.defaultdict": _default_dict,
    "collections.namedtuple": _named_tuple,
    "dict": _as_dict,
    "enumerate": _enumerate,
    "frozenset": _as_list,
    "iter": _as_list,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": lambda call: _sum(
        call.given(*call.arguments.positional, known(Items([])))
    ),
    "itertools.product": _product,
    "len": _length,
    "list": _as_list,
    "next": _next,
    "range": _range,
    "reversed": _as_list,
    "set": _as_list,
    "sorted": _as_list,
    "sum": _sum,
    "tuple": _as_tuple,
    "zip": _zip,
}
