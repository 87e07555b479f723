"""`collections`, `itertools`, `copy`, `enum`, `dataclasses`, `types`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from itertools import pairwise, product

from uvlint.pyeval.containers import iterator
from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    NOTHING,
    UNKNOWN,
    Arguments,
    Class,
    Constant,
    Dict,
    Entries,
    External,
    Instance,
    Lazy,
    List,
    ListKind,
    Made,
    Object,
    Option,
    Stage,
    Tuple,
    Value,
    entries_of_names,
    join,
    known,
    one_of,
    present,
)
from uvlint.pyeval.entries import updated, with_entry
from uvlint.pyeval.expressions import collect
from uvlint.pyeval.iteration import iterate, stopping
from uvlint.pyeval.machine import FALL, Call, Handler, Machine
from uvlint.pyeval.operators import operate, plain
from uvlint.pymodels.builtins import as_dict, filtered

_MANY = 500


def _lazily(call: Call, produce: Callable[[Callable[[Value], Value]], None]) -> Value:
    lazy = Lazy(produce, tuple(call.arguments.all()))
    return known(call.machine.allocate(lazy, Stage.FRESH))  # type: ignore[arg-type]


# --- collections ----------------------------------------------------------------------


def _deque(call: Call) -> Value:
    first = call.get(0, "iterable")
    items, rest = collect(call.machine, first, call.site) if first is not None else ([], None)
    limit = call.get(1, "maxlen")
    if limit is not None and limit.options != (None,):
        call.machine.doubt()
        whole = [*items, *present(rest)]
        rest = join(*whole, ANYTHING) if whole else ANYTHING
        items = []
    return call.machine.list_of(items, rest, ListKind.DEQUE, call.site.node)


def _default_dict(call: Call) -> Value:
    factory = call.get(0, "default_factory")
    others = Arguments(call.arguments.positional[1:], call.arguments.keywords)
    made = as_dict(Call(call.machine, others, call.site))
    option = made.options[0]
    if factory is not None and factory.options != (None,) and isinstance(option, Dict):
        return call.machine.dict_of(call.machine.entries_of(option), factory, call.site.node)
    return made


def _counter(call: Call) -> Value:
    machine = call.machine
    content = Entries({})
    for value in call.arguments.positional:
        option = value.options[0]
        if isinstance(option, Dict):
            content = updated(machine, content, value)
            continue
        items, rest = collect(machine, value, call.site)
        for item in items:
            key = item.options[0]
            if len(item.options) == 1 and type(key) in CONSTANTS:
                before = content.items.get(key, known(0))  # type: ignore[arg-type]
                value_now = operate(machine, ast.Add(), before, known(1), call.site)
                content = with_entry(content, item, value_now)
            else:
                content = with_entry(content, ANYTHING, ANYTHING)
        if rest is not None:
            content = with_entry(content, Value((*rest.options, UNKNOWN)), ANYTHING)
    for name, value in call.arguments.keywords.items():
        content = with_entry(content, known(name), value)
    return machine.dict_of(content, known(External("int")))


def _chain_map(call: Call) -> Value:
    content = Entries({})
    for value in reversed(call.arguments.positional):
        content = updated(call.machine, content, value)
    call.machine.doubt()  # which of the mappings a change goes to is not followed
    return call.machine.dict_of(content)


def _named_tuple(call: Call) -> Value:
    """Return the class that `collections.namedtuple` makes."""
    machine = call.machine
    names = call.argument(1, "field_names")
    given = plain(machine, names)
    if isinstance(given, str):
        fields = given.replace(",", " ").split()
    elif isinstance(given, list | tuple):
        fields = [str(name) for name in given]
    else:
        machine.doubt()
        return call.opaque()
    held: dict[str, Value] = {}
    defaults = call.get(-1, "defaults")
    values = machine.sequence(defaults) if defaults is not None else None
    if values:
        held.update(zip(fields[len(fields) - len(values) :], values, strict=False))
    title = next(machine.texts(call.argument(0, "typename")), "namedtuple")
    base = External("typing.NamedTuple")
    return known(Class(title, call.site.scope.module, (base,), held, fields))


def _namespace(call: Call) -> Value:
    kind = Class("SimpleNamespace", call.site.scope.module, (), {})
    made = Instance(kind)
    call.machine.allocate(made, None)
    for name, value in call.arguments.keywords.items():
        call.machine.bind(made.names, name, value)
    if call.arguments.rest is not None:
        call.machine.blur()
    return known(made)


# --- itertools ------------------------------------------------------------------------


def _chain(call: Call) -> Value:
    def produce(consumer: Callable[[Value], Value]) -> None:
        for value in call.arguments.positional:
            iterate(call.machine, value, consumer, call.site)
        if call.arguments.rest is not None:
            iterate(call.machine, call.arguments.rest, consumer, call.site)

    return _lazily(call, produce)


def _chain_from(call: Call) -> Value:
    def produce(consumer: Callable[[Value], Value]) -> None:
        def take(value: Value) -> Value:
            iterate(call.machine, value, consumer, call.site)
            return NOTHING

        iterate(call.machine, call.argument(0), take, call.site)

    return _lazily(call, produce)


def _product(call: Call) -> Value:
    machine = call.machine
    rows = [collect(machine, value, call.site) for value in call.arguments.positional]
    times = plain(machine, call.arguments.keywords.get("repeat", known(1)))
    count = 1
    if isinstance(times, int) and 0 < times < 4:
        rows = rows * times
    for items, _ in rows:
        count *= max(len(items), 1)
    if any(rest is not None for _, rest in rows) or count > _MANY or not isinstance(times, int):
        columns = [one_of([*items, *present(rest)]) for items, rest in rows]
        return machine.list_of((), Value((Tuple(tuple(columns)),)))
    found = [Value((Tuple(row),)) for row in product(*(items for items, _ in rows))]
    return iterator(machine, Value((Tuple(tuple(found)),)), call.site)


def _sliced(call: Call) -> Value:
    """Return what `itertools.islice` gives: no item beyond the last one is taken."""
    machine = call.machine
    bounds = [plain(machine, value) for value in call.arguments.positional[1:]]
    if not bounds or any(not isinstance(bound, int | None) for bound in bounds):
        machine.doubt()
        items, rest = collect(machine, call.argument(0), call.site)
        whole = [*items, *present(rest)]
        return machine.list_of((), one_of(whole))
    numbers = [bound if isinstance(bound, int) else None for bound in bounds]
    wanted = slice(*numbers)
    stop: int | None = wanted.stop
    start, step = wanted.start or 0, wanted.step or 1

    def produce(consumer: Callable[[Value], Value]) -> None:
        index = 0
        level = machine.level
        if stop == 0:
            return
        with stopping(machine, call.site) as end:

            def take(value: Value) -> Value:
                nonlocal index
                if machine.level > level:
                    machine.maybe(lambda: _given(consumer, value))
                    return NOTHING
                position = index
                index += 1
                if position >= start and (position - start) % step == 0:
                    consumer(value)
                if stop is not None and index >= stop:
                    end()
                return NOTHING

            iterate(machine, call.argument(0), take, call.site)

    return _lazily(call, produce)


def _given(consumer: Callable[[Value], Value], value: Value) -> int:
    consumer(value)
    return FALL


def _while_passing(*, takes: bool) -> Handler:
    """Return `takewhile`, or `dropwhile`."""

    def handler(call: Call) -> Value:
        machine = call.machine
        function = call.argument(0)

        def produce(consumer: Callable[[Value], Value]) -> None:
            passing: bool | None = True
            level = machine.level
            with stopping(machine, call.site) as end:

                def take(value: Value) -> Value:
                    nonlocal passing
                    if passing is True:
                        answer = machine.apply(function, Arguments((value,), {}), call.site)
                        passing = machine.truth(answer)
                        if machine.level > level:
                            passing = None
                    if passing is None:
                        machine.maybe(lambda: _given(consumer, value))
                    elif passing is takes:
                        consumer(value)
                    elif takes:
                        end()
                    return NOTHING

                iterate(machine, call.argument(1), take, call.site)

        return _lazily(call, produce)

    return handler


def _filter_false(call: Call) -> Value:
    function = call.argument(0)

    def test(value: Value) -> Value:
        if function.options == (None,):
            return value
        return call.machine.apply(function, Arguments((value,), {}), call.site)

    return filtered(call, call.argument(1), test, wanted=False)


def _star_map(call: Call) -> Value:
    machine = call.machine

    def produce(consumer: Callable[[Value], Value]) -> None:
        def take(value: Value) -> Value:
            items, rest = collect(machine, value, call.site)
            given = Arguments(tuple(items), {}, rest)
            return consumer(machine.apply(call.argument(0), given, call.site))

        iterate(machine, call.argument(1), take, call.site)

    return _lazily(call, produce)


def _zip_longest(call: Call) -> Value:
    machine = call.machine
    filler = call.arguments.keywords.get("fillvalue", NOTHING)
    rows = [collect(machine, value, call.site) for value in call.arguments.positional]
    count = max((len(items) for items, _ in rows), default=0)
    found: list[Value] = []
    for index in range(count):
        parts = [
            items[index] if index < len(items) else filler if rest is None else join(rest, filler)
            for items, rest in rows
        ]
        found.append(Value((Tuple(tuple(parts)),)))
    more = None
    if any(rest is not None for _, rest in rows):
        columns = tuple(join(*items, filler, *present(rest)) for items, rest in rows)
        more = Value((Tuple(columns),))
    return iterator(machine, Value((Tuple(tuple(found), more),)), call.site)


def _repeat(call: Call) -> Value:
    value = call.argument(0)
    times = plain(call.machine, call.get(1, "times") or ANYTHING)
    if isinstance(times, int) and times < _MANY:
        return iterator(call.machine, Value((Tuple((value,) * max(times, 0)),)), call.site)
    return call.machine.list_of((), value)


def _cycle(call: Call) -> Value:
    items, rest = collect(call.machine, call.argument(0), call.site)
    if rest is None and 0 < len(items) <= 20:
        rounds = 100 // len(items) + 1
        made = Value((Tuple(tuple(items * rounds), join(*items)),))
        return iterator(call.machine, made, call.site)
    whole = [*items, *present(rest)]
    return call.machine.list_of((), join(*whole)) if whole else call.machine.list_of(())


def _count(call: Call) -> Value:
    start = plain(call.machine, call.get(0, "start") or known(0))
    step = plain(call.machine, call.get(1, "step") or known(1))
    if isinstance(start, int) and isinstance(step, int):
        numbers = tuple(known(start + step * index) for index in range(200))
        return iterator(call.machine, Value((Tuple(numbers, ANYTHING),)), call.site)
    return call.machine.list_of((), ANYTHING)


def _accumulate(call: Call) -> Value:
    machine = call.machine
    items, rest = collect(machine, call.argument(0), call.site)
    function = call.get(1, "func")
    found: list[Value] = []
    start = call.arguments.keywords.get("initial")
    if start is not None and start.options != (None,):
        found.append(start)
    for item in items:
        if not found:
            found.append(item)
        elif function is None or function.options == (None,):
            found.append(operate(machine, ast.Add(), found[-1], item, call.site))
        else:
            given = Arguments((found[-1], item), {})
            found.append(machine.apply(function, given, call.site))
    more = None if rest is None else join(rest, ANYTHING)
    return iterator(machine, Value((Tuple(tuple(found), more),)), call.site)


def _group_by(call: Call) -> Value:
    machine = call.machine
    key = call.get(1, "key")
    items, rest = collect(machine, call.argument(0), call.site)
    marks = [
        item
        if key is None or key.options == (None,)
        else machine.apply(key, Arguments((item,), {}), call.site)
        for item in items
    ]
    plain_marks = [plain(machine, mark) for mark in marks]
    if rest is not None or any(mark is UNKNOWN for mark in plain_marks):
        machine.doubt()
        whole = one_of([*items, *present(rest)])
        mark = join(*marks, ANYTHING)
        return machine.list_of((), Value((Tuple((mark, machine.list_of((), whole))),)))
    groups: list[tuple[Value, list[Value]]] = []
    last: object = UNKNOWN
    for item, mark, plain_mark in zip(items, marks, plain_marks, strict=True):
        if groups and plain_mark == last:
            groups[-1][1].append(item)
        else:
            groups.append((mark, [item]))
        last = plain_mark
    found = [
        Value((Tuple((mark, iterator(machine, machine.list_of(group), call.site))),))
        for mark, group in groups
    ]
    return iterator(machine, Value((Tuple(tuple(found)),)), call.site)


def _tee(call: Call) -> Value:
    items, rest = collect(call.machine, call.argument(0), call.site)
    number = plain(call.machine, call.get(1, "n") or known(2))
    if not isinstance(number, int) or not 0 < number < 10:
        return call.opaque()
    source = Value((Tuple(tuple(items), rest),))
    copies = tuple(iterator(call.machine, source, call.site) for _ in range(number))
    return Value((Tuple(copies),))


def _pairs(call: Call) -> Value:
    items, rest = collect(call.machine, call.argument(0), call.site)
    found = tuple(Value((Tuple((a, b)),)) for a, b in pairwise(items))
    more = None
    if rest is not None:
        whole = join(*items, rest)
        more = Value((Tuple((whole, whole)),))
    return iterator(call.machine, Value((Tuple(found, more),)), call.site)


def _combined(make: Callable[..., object]) -> Handler:
    """Return the handler of `itertools.permutations` and its like."""

    def handler(call: Call) -> Value:
        machine = call.machine
        items, rest = collect(machine, call.argument(0), call.site)
        size = plain(machine, call.get(1, "r") or NOTHING)
        if rest is None and len(items) <= 5 and (size is None or isinstance(size, int)):
            given = [items] if size is None else [items, size]
            rows = list(make(*given))  # type: ignore[call-overload]
            found = tuple(Value((Tuple(tuple(row)),)) for row in rows)
            return iterator(machine, Value((Tuple(found),)), call.site)
        machine.doubt()
        whole = join(*items, *present(rest), ANYTHING)
        return machine.list_of((), Value((Tuple((), whole),)))

    return handler


# --- copies ---------------------------------------------------------------------------


def _copied(call: Call) -> Value:
    value = call.argument(0)
    return Value(
        tuple(_copy(call, option, None) for option in value.options), value.origins, value.default
    )


def _copied_deeply(call: Call) -> Value:
    value = call.argument(0)
    seen: dict[Object, Option] = {}
    return Value(
        tuple(_copy(call, option, seen) for option in value.options), value.origins, value.default
    )


def _copy(call: Call, option: Option, seen: dict[Object, Option] | None) -> Option:
    """Return a copy of an option, of all that is in it too where `seen` says what was copied."""
    machine = call.machine
    if seen is not None and isinstance(option, Object) and option in seen:
        return seen[option]

    def inner(value: Value) -> Value:
        if seen is None:
            return value
        options = tuple(_copy(call, part, seen) for part in value.options)
        return Value(options, value.origins, value.default)

    match option:
        case List():
            made = machine.list_of((), None, option.kind).options[0]
            assert isinstance(made, List)
            if seen is not None:
                seen[option] = made
            content = machine.items_of(option)
            rest = None if content.rest is None else inner(content.rest)
            copied = machine.list_of([inner(item) for item in content.items], rest, option.kind)
            new = copied.options[0]
            assert isinstance(new, List)
            machine.change(made, machine.items_of(new))
            return made
        case Dict():
            made_dict = machine.dict_of(Entries({}), option.factory).options[0]
            assert isinstance(made_dict, Dict)
            if seen is not None:
                seen[option] = made_dict
            entries = machine.entries_of(option)
            items: dict[Constant, Value] = {k: inner(v) for k, v in entries.items.items()}
            rest = None if entries.rest is None else inner(entries.rest)
            machine.change(made_dict, Entries(items, rest, entries.keys, entries.unsure))
            return made_dict
        case Tuple():
            if seen is None:
                return option
            rest = None if option.rest is None else inner(option.rest)
            return Tuple(tuple(map(inner, option.items)), rest, option.fields, option.kind)
        case Instance():
            return _copied_instance(machine, option, seen, inner, call)
        case Made():
            return UNKNOWN if option.name.startswith("a managed") else option
        case _:
            return option


def _copied_instance(
    machine: Machine,
    option: Instance,
    seen: dict[Object, Option] | None,
    inner: Callable[[Value], Value],
    call: Call,
) -> Option:
    name = "__copy__" if seen is None else "__deepcopy__"
    method = option.kind.find(name)
    if method is not None:
        given = (known(option),) if seen is None else (known(option), ANYTHING)
        result = machine.apply(method, Arguments(given, {}), call.site)
        return result.options[0] if len(result.options) == 1 else UNKNOWN
    made = Instance(option.kind)
    made.made = option.made
    made.many = option.many
    machine.allocate(made, None)
    if seen is not None:
        seen[option] = made
    for attribute, value in list(option.names.items()):
        machine.bind(made.names, attribute, inner(value))
    return made


# --- classes --------------------------------------------------------------------------


def _data_class(call: Call) -> Value:
    """Return a class whose `__init__` is made of what its body annotates."""
    value = call.get(0)
    if value is None:
        return known(External("dataclasses.dataclass"))
    for option in value.options:
        if isinstance(option, Class):
            option.is_record = True
    return value


def _unchanged(call: Call) -> Value:
    return call.argument(0)


def _decorator(call: Call) -> Value:
    """Return a class as it is, or what will do that."""
    return call.get(0) or known(External("enum.unique"))


def _as_entries(call: Call) -> Value:
    option = call.argument(0).options[0]
    if isinstance(option, Instance):
        return call.machine.dict_of(entries_of_names(option.names))
    return call.opaque()


def _replaced(call: Call) -> Value:
    value = call.argument(0)
    option = value.options[0]
    if len(value.options) != 1 or not isinstance(option, Instance):
        call.machine.doubt()
        return call.opaque()
    made = Instance(option.kind)
    call.machine.allocate(made, None)
    for name, held in {**option.names, **call.arguments.keywords}.items():
        call.machine.bind(made.names, name, held)
    return known(made)


def _fields(call: Call) -> Value:
    option = call.argument(0).options[0]
    kind = option.kind if isinstance(option, Instance) else option
    if not isinstance(kind, Class):
        return call.opaque()
    names = [name for base in reversed(kind.lineage()) for name in base.fields]
    made = [call.machine.made("a field", Arguments((), {"name": known(n)})) for n in names]
    return Value((Tuple(tuple(made)),))


def _combinations() -> dict[str, Handler]:
    import itertools

    return {
        f"itertools.{make.__name__}": _combined(make)
        for make in (
            itertools.combinations,
            itertools.combinations_with_replacement,
            itertools.permutations,
        )
    }


def _compressed(call: Call) -> Value:
    machine = call.machine
    items, rest = collect(machine, call.argument(0), call.site)
    selectors, more = collect(machine, call.argument(1), call.site)
    sure: list[Value] = []
    rests: list[Value] = [] if rest is None else [rest]
    for value, selector in zip(items, selectors, strict=False):
        truth = machine.truth(selector)
        if truth and not rests:
            sure.append(value)
        elif truth is not False:
            rests.append(value)
    if more is not None:
        rests += items[len(selectors) :]
    made = Value((Tuple(tuple(sure), join(*rests) if rests else None),))
    return iterator(machine, made, call.site)


FUNCTIONS: dict[str, Handler] = {
    **_combinations(),
    "collections.ChainMap": _chain_map,
    "collections.Counter": _counter,
    "collections.OrderedDict": as_dict,
    "collections.UserDict": as_dict,
    "collections.defaultdict": _default_dict,
    "collections.deque": _deque,
    "collections.namedtuple": _named_tuple,
    "copy.copy": _copied,
    "copy.deepcopy": _copied_deeply,
    "dataclasses.asdict": _as_entries,
    "dataclasses.dataclass": _data_class,
    "dataclasses.fields": _fields,
    "dataclasses.replace": _replaced,
    "enum.unique": _decorator,
    "itertools.accumulate": _accumulate,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": _chain_from,
    "itertools.compress": _compressed,
    "itertools.count": _count,
    "itertools.cycle": _cycle,
    "itertools.dropwhile": _while_passing(takes=False),
    "itertools.filterfalse": _filter_false,
    "itertools.groupby": _group_by,
    "itertools.islice": _sliced,
    "itertools.pairwise": _pairs,
    "itertools.product": _product,
    "itertools.repeat": _repeat,
    "itertools.starmap": _star_map,
    "itertools.takewhile": _while_passing(takes=True),
    "itertools.tee": _tee,
    "itertools.zip_longest": _zip_longest,
    "types.MappingProxyType": _unchanged,
    "types.SimpleNamespace": _namespace,
}
