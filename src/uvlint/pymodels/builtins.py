"""Built-in functions: those of containers, numbers, text, attributes and classes."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from itertools import islice
from typing import Any

from uvlint.pyeval.attributes import set_attribute
from uvlint.pyeval.containers import (
    from_keys,
    in_order,
    iterator,
    length,
    merged,
    next_item,
    sorted_by,
)
from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    LONG,
    MANY_ITEMS,
    NONE,
    NOTHING,
    TESTS,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Bound,
    Cached,
    Class,
    Content,
    Cursor,
    Descriptor,
    Dict,
    Entries,
    External,
    Function,
    Handle,
    Instance,
    Lazy,
    List,
    ListKind,
    Method,
    Module,
    Namespace,
    Option,
    Path,
    Slice,
    Stage,
    Tuple,
    Unknown,
    Value,
    Wrapping,
    depending,
    join,
    known,
    one_of,
    present,
)
from uvlint.pyeval.entries import distinct, with_entry
from uvlint.pyeval.expressions import collect
from uvlint.pyeval.iteration import cursor_item, iterate, repeat, stopping
from uvlint.pyeval.machine import FALL, Call, Handler, Machine, Raised
from uvlint.pyeval.operators import compare, formatted, lifted, operate, plain, text_of
from uvlint.pyeval.statements import is_instance

# --- containers -----------------------------------------------------------------------


def _collection(kind: ListKind) -> Handler:
    def handler(call: Call) -> Value:
        first = call.get(0, "iterable")
        if first is None:
            return call.machine.list_of([], None, kind, call.site.node)
        items, rest = collect(call.machine, first, call.site)
        if kind in (ListKind.SET, ListKind.FROZENSET):
            items = distinct(items)
        made = call.machine.list_of(items, rest, kind, call.site.node)
        return depending(made, first.origins)

    return handler


def _tuple(call: Call) -> Value:
    first = call.get(0, "iterable")
    if first is None:
        return Value((Tuple(()),))
    items, rest = collect(call.machine, first, call.site)
    return Value((Tuple(tuple(items), rest),), first.origins)


def as_dict(call: Call) -> Value:
    """Return what `dict` makes of a dictionary, of pairs, and of keywords."""
    machine = call.machine
    content = Entries({})
    for value in call.arguments.positional:
        content = merged(machine, content, value, call.site)
    for name, value in call.arguments.keywords.items():
        content = with_entry(content, known(name), value)
    if call.arguments.rest is not None:
        content = with_entry(content, ANYTHING, call.arguments.rest)
    return machine.dict_of(content, node=call.site.node)


def _sorted(call: Call) -> Value:
    items, rest = collect(call.machine, call.argument(0), call.site)
    return Value((in_order(call.machine, items, rest, call),), call.argument(0).origins)


def _reversed(call: Call) -> Value:
    value = call.argument(0)
    option = value.options[0]
    if isinstance(option, Instance):
        method = option.kind.find("__reversed__")
        if method is not None:
            return call.machine.apply(method, Arguments((value,), {}), call.site)
    items, rest = collect(call.machine, value, call.site)
    if rest is not None:
        return iterator(call.machine, call.machine.list_of((), join(*items, rest)), call.site)
    made = Value((Tuple(tuple(reversed(items))),), value.origins)
    return iterator(call.machine, made, call.site)


def _extreme(*, largest: bool) -> Handler:
    def handler(call: Call) -> Value:
        machine = call.machine
        key, default = call.arguments.keywords.get("key"), call.arguments.keywords.get("default")
        rest: Value | None
        if len(call.arguments.positional) == 1:
            items, rest = collect(machine, call.arguments.positional[0], call.site)
        else:
            items, rest = list(call.arguments.positional), call.arguments.rest
        if not items and rest is None:
            if default is not None:
                return default
            if machine.tries:
                raise Raised("ValueError")
            return ANYTHING
        marks = [
            item if key is None else machine.apply(key, Arguments((item,), {}), call.site)
            for item in items
        ]
        order = sorted_by(machine, marks, reverse=largest) if rest is None else None
        if order is None:
            machine.doubt()
            return join(*items, *present(rest), *present(default))
        return items[order[0]]

    return handler


def _sum(call: Call) -> Value:
    machine = call.machine
    result = call.get(1, "start") or known(0)
    items, rest = collect(machine, call.argument(0), call.site)
    for item in items:
        result = operate(machine, ast.Add(), result, item, call.site)
    if rest is not None:
        made = operate(machine, ast.Add(), result, rest, call.site)
        return join(result, made, machine.opaque([rest]))
    return result


def _quantified(*, wanted: bool) -> Handler:
    """Return `any` (or `all`), which stop at the first true (or false) item."""

    def handler(call: Call) -> Value:
        machine = call.machine
        origins = call.argument(0).origins
        unclear = False

        class Found(Exception):
            pass

        def take(value: Value) -> Value:
            nonlocal unclear, origins
            origins |= value.origins
            truth = machine.truth(value)
            if truth is wanted and machine.level == level:
                raise Found
            if truth is None or truth is wanted:
                unclear = True
                machine.doubt()
            return NOTHING

        level = machine.level
        try:
            iterate(machine, call.argument(0), take, call.site)
        except Found:
            return Value((wanted,), origins)
        if unclear:
            return Value((UNKNOWN,), origins)
        return Value((not wanted,), origins)

    return handler


def _len(call: Call) -> Value:
    return length(call.machine, call.argument(0), call.site)


def _range(call: Call) -> Value:
    given = [plain(call.machine, value) for value in call.arguments.positional]
    bounds = [number for number in given if isinstance(number, int)]
    if not 1 <= len(bounds) <= 3 or len(bounds) != len(given) or 0 in bounds[2:]:
        call.machine.doubt()
        return Value((Tuple((), call.opaque()),))
    try:
        numbers = list(islice(range(*bounds), MANY_ITEMS + 1))
    except OverflowError:
        return Value((Tuple((), ANYTHING),))
    call.machine.spend(len(numbers) // 8)
    items = tuple(known(number) for number in numbers[:MANY_ITEMS])
    return Value((Tuple(items, ANYTHING if len(numbers) > MANY_ITEMS else None),))


def _lazily(
    call: Call, produce: Callable[[Callable[[Value], Value]], None], *inputs: Value
) -> Value:
    machine = call.machine
    lazy = Lazy(produce, inputs or tuple(call.arguments.all()))
    return known(machine.allocate(lazy, Stage.FRESH))  # type: ignore[arg-type]


def enumerated(call: Call) -> Value:
    """Return what `enumerate` gives."""
    machine = call.machine
    start = plain(machine, call.get(1, "start") or known(0))

    def produce(consumer: Callable[[Value], Value]) -> None:
        index = start
        level = machine.level

        def take(value: Value) -> Value:
            nonlocal index
            if machine.level > level or not isinstance(index, int):
                index = UNKNOWN
            number = known(index) if isinstance(index, int) else ANYTHING
            if isinstance(index, int):
                index += 1
            return consumer(Value((Tuple((number, value)),)))

        iterate(machine, call.argument(0, "iterable"), take, call.site)

    return _lazily(call, produce)


def _map(call: Call) -> Value:
    machine = call.machine
    function, *iterables = call.arguments.positional or (ANYTHING,)

    def produce(consumer: Callable[[Value], Value]) -> None:
        def take(*values: Value) -> Value:
            return consumer(machine.apply(function, Arguments(values, {}), call.site))

        together(call, iterables, take)

    return _lazily(call, produce)


def together(
    call: Call,
    iterables: list[Value],
    take: Callable[..., Value],
) -> None:
    """Give the items of several iterables to a function, those at the same place together.

    They are taken one by one, in order; the first that has no more ends all.
    """
    machine = call.machine
    if len(iterables) == 1:
        iterate(machine, iterables[0], take, call.site)
        return
    sources = [iterator(machine, iterable, call.site) for iterable in iterables]
    lazy = [i for i, source in enumerate(sources) if not isinstance(source.options[0], Cursor)]
    for index in lazy[1:]:
        machine.level += 1
        items, rest = collect(machine, sources[index], call.site)
        machine.level -= 1
        machine.doubt()
        sources[index] = iterator(machine, machine.list_of(items, rest), call.site)
    if any(len(source.options) > 1 for source in sources):
        _any_order(call, sources, take)
    elif not lazy:
        _pull(machine, sources, take)
    else:
        _push(call, sources, lazy[0], take)


def _pulled(machine: Machine, sources: list[Value]) -> list[Value] | None:
    """Return the next item of each iterator over a list, None where one has no more."""
    found: list[Value] = []
    for source in sources:
        option = source.options[0]
        assert isinstance(option, Cursor)
        value = cursor_item(machine, option)
        if value is None:
            return None
        found.append(depending(value, source.origins) if value is not ANYTHING else value)
    return found


def _pull(machine: Machine, sources: list[Value], take: Callable[..., Value]) -> None:
    for _ in range(MANY_ITEMS):
        row = _pulled(machine, sources)
        if row is None:
            return
        if any(value is ANYTHING for value in row):
            _many_rows(machine, sources, take)
            return
        take(*row)


def _many_rows(machine: Machine, sources: list[Value], take: Callable[..., Value]) -> None:
    """Give any number of rows to a function, of what iterators over lists may give."""
    row = [_any_item(machine, source) for source in sources]
    repeat(machine, partial(_take, take, row), NONE)


def _any_item(machine: Machine, source: Value) -> Value:
    """Return what an iterator over a list may give, and leave it anywhere in it."""
    option = source.options[0]
    assert isinstance(option, Cursor)
    items, _ = machine.items(option.source)
    machine.state.set(machine.state.heap, option, -1)
    return join(*items, ANYTHING)


def _any_order(call: Call, sources: list[Value], take: Callable[..., Value]) -> None:
    row: list[Value] = []
    for source in sources:
        items, rest = collect(call.machine, source, call.site)
        row.append(one_of([*items, *present(rest)]))
    call.machine.doubt()
    repeat(call.machine, partial(_take, take, row), NONE)


def _take(take: Callable[..., Value], row: list[Value]) -> int:
    take(*row)
    return FALL


def _push(call: Call, sources: list[Value], index: int, take: Callable[..., Value]) -> None:
    """Let what makes its items only now give them, and pull the others beside it."""
    machine = call.machine
    before, after = sources[:index], sources[index + 1 :]
    waiting = _pulled(machine, before)
    if waiting is None:
        return
    level = machine.level
    with stopping(machine, call.site) as stop:

        def taken(value: Value) -> Value:
            nonlocal waiting
            if machine.level > level or waiting is None:
                machine.doubt()
                row = (
                    value if i == index else _any_item(machine, s) for i, s in enumerate(sources)
                )
                machine.maybe(partial(_take, take, list(row)))
                return NOTHING
            others = _pulled(machine, after)
            if others is None:
                stop()
                return NOTHING
            take(*waiting, value, *others)
            waiting = _pulled(machine, before)
            if waiting is None:
                stop()
            return NOTHING

        iterate(machine, sources[index], taken, call.site)


def _zip(call: Call) -> Value:
    def produce(consumer: Callable[[Value], Value]) -> None:
        iterables = list(call.arguments.positional)
        if iterables:
            together(call, iterables, lambda *values: consumer(Value((Tuple(values),))))

    return _lazily(call, produce)


def _filter(call: Call) -> Value:
    machine = call.machine
    function = call.argument(0)

    def test(value: Value) -> Value:
        if function.options == (None,) or External("bool") in function.options:
            return value
        return machine.apply(function, Arguments((value,), {}), call.site)

    return filtered(call, call.argument(1), test, wanted=True)


def filtered(call: Call, iterable: Value, test: Callable[[Value], Value], *, wanted: bool) -> Value:
    """Return the items of an iterable for which a test is true, or false."""
    machine = call.machine

    def produce(consumer: Callable[[Value], Value]) -> None:
        def take(value: Value) -> Value:
            answer = test(value)
            truth = machine.truth(answer)
            if truth is (not wanted):
                return NOTHING
            if truth is wanted:
                return consumer(value)

            def passed() -> int:
                consumer(_narrowed(machine, call.argument(0), value))
                return FALL

            by_default = machine.default_truth(answer)
            default = None if by_default is None else by_default is wanted
            machine.maybe(passed, None, answer.origins, default)
            return NOTHING

        iterate(machine, iterable, take, call.site)

    return _lazily(call, produce)


def _narrowed(machine: Machine, function: Value, value: Value) -> Value:
    """Return an item as it is where a lambda is true for it."""
    from uvlint.pyeval.domain import Scope
    from uvlint.pyeval.narrowing import narrow

    option = function.options[0]
    if isinstance(option, Function) and isinstance(option.node, ast.Lambda):
        names = [parameter.arg for parameter in option.node.args.args]
        if len(names) == 1:
            scope = Scope({names[0]: value}, option.scope.module, option.scope)
            narrow(machine, option.node.body, scope, holds=True)
            return scope.names[names[0]]
    return value


def _iter(call: Call) -> Value:
    if len(call.arguments.positional) == 2:
        machine = call.machine
        function, _ = call.arguments.positional
        machine.doubt()
        value = machine.apply(function, Arguments((), {}), call.site)
        return machine.list_of((), join(value, ANYTHING))
    return iterator(call.machine, call.argument(0), call.site)


def _next(call: Call) -> Value:
    return next_item(call.machine, call.argument(0), call.get(1), call.site)


def _slice(call: Call) -> Value:
    given = list(call.arguments.positional)
    bounds = {
        1: (NOTHING, *given, NOTHING),
        2: (*given, NOTHING),
        3: tuple(given),
    }.get(len(given))
    if bounds is None:
        return call.opaque()
    lower, upper, step = bounds
    return known(Slice((lower, upper, step)))


# --- text and numbers -----------------------------------------------------------------


def _str(call: Call) -> Value:
    first = call.get(0, "object")
    if first is None:
        return known("")
    found: list[Option] = []
    origins = first.origins
    for option in first.options:
        if isinstance(option, Content | str):
            found.append(option)
        elif isinstance(option, bytes) and len(call.arguments.positional) > 1:
            found.append(option.decode("utf-8", "replace"))
        elif isinstance(option, Instance):
            made = text_of(call.machine, option, call.site)
            found.extend(made.options)
            origins |= made.origins
        elif isinstance(option, Class | Function) or type(option) in CONSTANTS:
            found.extend(formatted(call.machine, known(option), "", call.site).options)
        elif isinstance(option, Path):
            found.append(option.text)
        else:
            thing = plain(call.machine, known(option))
            found.append(UNKNOWN if thing is UNKNOWN else _text(thing))
    options = tuple(dict.fromkeys(found))
    return Value(options, origins, first.default and len(options) > 1)


def _text(thing: object) -> Option:
    text = str(thing)
    return text if len(text) < LONG else UNKNOWN


def _repr(call: Call) -> Value:
    value = call.argument(0)
    thing = plain(call.machine, value)
    if thing is UNKNOWN:
        return call.opaque()
    text = repr(thing)
    return Value((text,), value.origins) if len(text) < LONG else call.opaque()


def _bytes(call: Call) -> Value:
    first = call.argument(0)
    option = first.options[0]
    if len(first.options) == 1 and isinstance(option, Content | str):
        return Value((option,), first.origins)
    return call.opaque()


def _purely(function: Callable[..., Any], most: int = 4) -> Handler:
    """Return the handler of a function that depends on plain arguments alone."""

    def handler(call: Call) -> Value:
        return purely(call, function, most)

    return handler


def purely(call: Call, function: Callable[..., Any], most: int = 4) -> Value:
    """Return what a function without effects makes of plain arguments."""
    machine, arguments = call.machine, call.arguments
    values = list(arguments.all())
    if arguments.rest is not None or len(values) > most or not _are_small(machine, values):
        machine.doubt()
        return call.opaque()
    if len(values) == 1 and len(values[0].options) > 1 and not arguments.keywords:

        def made(option: Option) -> Option:
            thing = plain(machine, known(option))
            if thing is UNKNOWN:
                return UNKNOWN
            try:
                found = lifted(machine, function(thing)).options[0]
            except Exception:  # noqa: BLE001 - whatever the function says to odd arguments
                return UNKNOWN
            return found

        return machine.combine(values, made)
    given = [plain(machine, value) for value in arguments.positional]
    named = {name: plain(machine, value) for name, value in arguments.keywords.items()}
    if any(thing is UNKNOWN for thing in (*given, *named.values())):
        machine.doubt()
        return call.opaque()
    try:
        answer = function(*given, **named)
    except Exception as error:  # noqa: BLE001 - whatever the function says to odd arguments
        if machine.tries:
            raise Raised(type(error).__name__) from None
        machine.blur()
        return call.opaque()
    return lifted(machine, answer, call.opaque().origins)


def _are_small(machine: Machine, values: list[Value]) -> bool:
    for value in values:
        for option in value.options:
            if isinstance(option, int) and option.bit_length() > 64:
                return False
            if isinstance(option, str | bytes) and len(option) > LONG:
                return False
    machine.spend(len(values))
    return True


def _bool(call: Call) -> Value:
    first = call.get(0)
    if first is None:
        return known(False)
    truth = call.machine.truth(first)
    if truth is not None:
        return Value((truth,), first.origins)
    by_default = call.machine.default_truth(first)
    if by_default is None:
        return Value((False, True), first.origins)
    return Value((by_default, not by_default), first.origins, True)


def _format(call: Call) -> Value:
    spec = plain(call.machine, call.get(1) or known(""))
    if not isinstance(spec, str):
        return call.opaque()
    return formatted(call.machine, call.argument(0), spec, call.site)


def _print(call: Call) -> Value:
    if "file" in call.arguments.keywords:
        call.machine.hand_on(call.arguments.positional)
    for value in call.arguments.positional:
        for option in value.options:
            if isinstance(option, Instance):
                text_of(call.machine, option, call.site)
    return NOTHING


# --- attributes and classes -----------------------------------------------------------


def _getattr(call: Call) -> Value:
    owner, name, default = call.get(0), call.get(1), call.get(2)
    machine = call.machine
    texts = list(machine.texts(name)) if name else []
    if owner is None or name is None or len(texts) < len(name.options):
        machine.doubt()
        return call.opaque() if default is None else join(call.opaque(), default)
    found: list[Value] = []
    for text in texts:
        has = _has(owner, text)
        if has is False and default is not None:
            found.append(default)
            continue
        try:
            value = machine.attribute(owner, text, call.site)
        except Raised as raised:
            if default is None or raised.kind != "AttributeError":
                raise
            found.append(default)
            continue
        found.append(value if default is None or has else join(value, default))
    return depending(join(*found), name.origins)


def _has(owner: Value, name: str) -> bool | None:
    """Tell whether a value has an attribute, None where that is not known."""
    answers = {_option_has(option, name) for option in owner.options}
    return answers.pop() if len(answers) == 1 else None


def _option_has(option: Option, name: str) -> bool | None:
    match option:
        case Instance():
            held = option.names.get(name)
            if held is not None:
                return None if UNBOUND in held.options else True
            if option.kind.find(name) is not None:
                return True
            dynamic = option.kind.foreign() or option.kind.find("__getattr__") or option.many
            return None if dynamic else hasattr(object, name)
        case Class():
            if option.find(name) is not None:
                return True
            return None if option.foreign() else hasattr(object, name)
        case Module():
            held = option.names.get(name)
            if held is not None:
                return None if UNBOUND in held.options else True
            return None if option.stars or option.file.endswith("__init__.py") else False
        case Tuple():
            return name in option.fields or hasattr((), name) or (None if option.kind else False)
        case List():
            return hasattr(
                {"set": set(), "frozenset": frozenset()}.get(option.kind.value, []), name
            )
        case Dict():
            return hasattr({}, name) if option.factory is None else None
        case Path():
            import pathlib

            return hasattr(pathlib.PurePosixPath(), name) or hasattr(pathlib.Path, name)
        case External(name=owner):
            return None if owner not in ("sys", "os", "os.path") else _of_stdlib(owner, name)
        case None | bool() | int() | float() | str() | bytes():
            return hasattr(option, name)
        case _:
            return None


def _of_stdlib(owner: str, name: str) -> bool | None:
    """Tell whether a module of Python has a name on each system, by the one that runs here."""
    import os
    import sys

    if owner == "sys":
        if name in ("pypy_version_info", "real_prefix", "frozen"):
            return False
        return True if hasattr(sys, name) else None
    return True if hasattr(os if owner == "os" else os.path, name) else None


def _hasattr(call: Call) -> Value:
    owner, name = call.argument(0), call.argument(1)
    texts = list(call.machine.texts(name))
    if len(texts) == 1 == len(name.options):
        has = _has(owner, texts[0])
        if has is not None:
            return Value((has,), owner.origins | name.origins)
    return call.opaque()


def _setattr(call: Call) -> Value:
    if len(call.arguments.positional) == 3:
        owner, name, value = call.arguments.positional
        texts = list(call.machine.texts(name))
        if len(texts) == 1 == len(name.options):
            set_attribute(call.machine, owner, texts[0], value, call.site)
            return NOTHING
    call.machine.havoc(call.arguments.positional[:1])
    call.machine.blur()
    return NOTHING


def _delattr(call: Call) -> Value:
    owner, name = call.argument(0), call.argument(1)
    for option in owner.options:
        for text in call.machine.texts(name):
            if isinstance(option, Instance | Class | Module):
                call.machine.state.remove(option.names, text)
    if len(owner.options) > 1 or len(name.options) > 1:
        call.machine.blur()
    return NOTHING


def _isinstance(call: Call) -> Value:
    value, kinds = call.argument(0), call.argument(1)
    answer = is_instance(call.machine, value, kinds)
    if answer is None:
        return call.opaque()
    return Value((answer,), value.origins)


def _issubclass(call: Call) -> Value:
    kind, wanted = call.argument(0), call.argument(1)
    one, other = kind.options[0], wanted.options[0]
    single = len(kind.options) == len(wanted.options) == 1
    if single and isinstance(one, Class) and isinstance(other, Class):
        found = other in one.lineage()
        if found or one.foreign() != "?":
            return known(found)
    return call.opaque()


def _type(call: Call) -> Value:
    if len(call.arguments.positional) == 3:
        return _new_class(call)
    value = call.argument(0)
    found: list[Option] = []
    for option in value.options:
        match option:
            case Instance(kind=kind):
                found.append(kind)
            case Tuple(kind=Class() as kind):
                found.append(kind)
            case List(kind=kind):
                found.append(External(kind.value))
            case Tuple():
                found.append(External("tuple"))
            case Dict(factory=None):
                found.append(External("dict"))
            case None | bool() | int() | float() | str() | bytes():
                found.append(External(type(option).__name__))
            case Function():
                found.append(External("types.FunctionType"))
            case _:
                found.append(UNKNOWN)
    return Value(tuple(dict.fromkeys(found)), value.origins)


def _new_class(call: Call) -> Value:
    name, bases, names = call.arguments.positional
    parents = call.machine.sequence(bases)
    option = names.options[0]
    text = plain(call.machine, name)
    if parents is None or not isinstance(option, Dict) or not isinstance(text, str):
        call.machine.doubt()
        return call.opaque()
    entries = call.machine.entries_of(option)
    held = {str(key): value for key, value in entries.items.items()}
    found = tuple(parent.options[0] for parent in parents)
    return known(Class(text, call.site.scope.module, found, held))


def _callable(call: Call) -> Value:
    answers: set[bool | None] = set()
    for option in call.argument(0).options:
        match option:
            case Function() | Class() | Bound() | Cached():
                answers.add(True)
            case Instance():
                answers.add(option.kind.find("__call__") is not None)
            case List() | Tuple() | Dict() | Path() | Module() | Namespace():
                answers.add(False)
            case None | bool() | int() | float() | str() | bytes():
                answers.add(False)
            case _:
                answers.add(None)
    answer = answers.pop() if len(answers) == 1 else None
    return call.opaque() if answer is None else known(answer)


def _id(call: Call) -> Value:
    option = call.argument(0).options[0]
    if len(call.argument(0).options) == 1 and isinstance(option, List | Dict | Instance):
        return ANYTHING if option.many else known(id(option))
    return call.opaque()


def _descriptor(wrapping: Wrapping) -> Handler:
    def handler(call: Call) -> Value:
        function = call.argument(0, "fget")
        setter = call.get(1, "fset")
        return Value((Descriptor(wrapping, function, setter),))

    return handler


def other_method(owner: Option, name: str, call: Call) -> Value:
    """Return what a method of something else comes to: `@x.setter`, say."""
    match owner, name:
        case Descriptor(), "setter":
            return known(Descriptor(owner.wrapping, owner.function, call.argument(0)))
        case Descriptor(), ("getter" | "deleter"):
            return known(owner)
        case Method(), _:
            call.machine.doubt()
            return call.machine.opaque([known(owner), *call.arguments.all()])
        case Unknown(), ("iterdir" | "open" | "read_bytes" | "read_text"):
            machine = call.machine
            machine.doubt()
            origins = machine.untold(
                "opens a file whose name is only known when it runs", call.site
            )
            return Value((UNKNOWN,), origins | call.opaque().origins)
        case Unknown(), _ if name in TESTS:
            call.machine.doubt()
            return Value((False, True), call.opaque().origins)
        case ((Unknown() | External() | Handle()), _):
            call.machine.doubt()
            call.machine.havoc(call.arguments.all())
            return call.opaque()
        case _:
            call.machine.doubt()
            call.machine.havoc([known(owner), *call.arguments.all()])
            return call.opaque()


def _of_builtin(method: str) -> Handler:
    """Return the handler of a method that is called by its class: `str.upper(x)`, `list.append`."""

    def handler(call: Call) -> Value:
        first, *others = call.arguments.positional or (ANYTHING,)
        rest = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
        found = call.machine.attribute(first, method, call.site)
        return call.machine.apply(found, rest, call.site)

    return handler


def _methods(kind: type) -> dict[str, Handler]:
    return {
        f"{kind.__name__}.{name}": _of_builtin(name)
        for name in dir(kind)
        if not name.startswith("_") and name not in ("fromkeys", "maketrans", "fromhex")
    }


def _set_plainly(call: Call) -> Value:
    owner, name, value = call.argument(0), call.argument(1), call.argument(2)
    for option in owner.options:
        for text in call.machine.texts(name):
            if isinstance(option, Instance):
                weakly = len(owner.options) > 1
                call.machine.set_name(option, option.names, text, value, weakly=weakly)
    return NOTHING


def _new_object(call: Call) -> Value:
    kind = call.get(0)
    option = kind.options[0] if kind is not None else External("object")
    if isinstance(option, Class):
        made = Instance(option)
        return known(call.machine.allocate(made, None))  # type: ignore[arg-type]
    return call.machine.made("object", call.arguments)


def _super(call: Call) -> Value:
    from uvlint.pyeval.domain import Super

    kind, instance = call.get(0), call.get(1)
    option = kind.options[0] if kind is not None else None
    if isinstance(option, Class) and instance is not None:
        return known(Super(option, instance))
    return ANYTHING


def _equal(call: Call) -> Value:
    return compare(call.machine, ast.Eq(), call.argument(0), call.argument(1), call.site)


FUNCTIONS: dict[str, Handler] = {
    **_methods(str),
    **_methods(list),
    **_methods(dict),
    **_methods(set),
    "abs": _purely(abs),
    "all": _quantified(wanted=False),
    "any": _quantified(wanted=True),
    "ascii": _purely(ascii),
    "bin": _purely(bin),
    "bool": _bool,
    "bytes": _bytes,
    "callable": _callable,
    "chr": _purely(chr),
    "classmethod": _descriptor(Wrapping.CLASS),
    "delattr": _delattr,
    "dict": as_dict,
    "dict.fromkeys": from_keys,
    "divmod": _purely(divmod),
    "enumerate": enumerated,
    "filter": _filter,
    "float": _purely(float),
    "format": _format,
    "frozenset": _collection(ListKind.FROZENSET),
    "getattr": _getattr,
    "hasattr": _hasattr,
    "hex": _purely(hex),
    "id": _id,
    "int": _purely(int),
    "isinstance": _isinstance,
    "issubclass": _issubclass,
    "iter": _iter,
    "len": _len,
    "list": _collection(ListKind.LIST),
    "map": _map,
    "max": _extreme(largest=True),
    "min": _extreme(largest=False),
    "next": _next,
    "object": _new_object,
    "object.__new__": _new_object,
    "object.__setattr__": _set_plainly,
    "object.__eq__": _equal,
    "oct": _purely(oct),
    "ord": _purely(ord),
    "print": _print,
    "property": _descriptor(Wrapping.PROPERTY),
    "range": _range,
    "repr": _repr,
    "reversed": _reversed,
    "round": _purely(round),
    "set": _collection(ListKind.SET),
    "setattr": _setattr,
    "slice": _slice,
    "sorted": _sorted,
    "staticmethod": _descriptor(Wrapping.STATIC),
    "str": _str,
    "str.maketrans": _purely(str.maketrans),
    "sum": _sum,
    "super": _super,
    "tuple": _tuple,
    "type": _type,
    "unicode": _str,
    "xrange": _range,
    "zip": _zip,
}
