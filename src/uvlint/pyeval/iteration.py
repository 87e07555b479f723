"""Iteration: the items of values one after the other, and loops of unknown length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    NONE,
    UNKNOWN,
    Class,
    Content,
    Cursor,
    Dict,
    External,
    Handle,
    Instance,
    Lazy,
    List,
    Made,
    Method,
    NamesView,
    Object,
    Option,
    Path,
    Stage,
    Tuple,
    Unknown,
    Value,
    depending,
    is_within,
    join,
    known,
    present,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import BREAK, FALL, Dead, Machine, Raised, TryBlock, Unwound
from uvlint.pyeval.state import MISSING
from uvlint.pyeval.symbolic_paths import is_wild

Consumer = Callable[[Value], Value]

_ROUNDS = 3
_MANY_ROUNDS = 200


def iterate(machine: Machine, value: Value, consumer: Consumer, site: Site) -> None:
    """Give all items of a value to a consumer, in order, as often as each may come."""
    if len(value.options) == 1:
        _iterate(machine, value.options[0], value.origins, consumer, site)
        return

    def of(option: Option) -> Callable[[], int]:
        def run() -> int:
            _iterate(machine, option, value.origins, consumer, site)
            return FALL

        return run

    default = 0 if value.default else None
    machine.choose([of(option) for option in value.options], site.scope, value.origins, default)


def _iterate(
    machine: Machine, option: Option, origins: frozenset[int], consumer: Consumer, site: Site
) -> None:
    match option:
        case List() if not option.is_set:
            index = 0
            while True:
                # A list may change while it is iterated over.
                content = machine.items_of(option)
                if index >= len(content.items):
                    break
                machine.spend(1)
                consumer(depending(content.items[index], origins))
                index += 1
                if index > _MANY_ROUNDS:
                    _many(machine, [*content.items[index:], *present(content.rest)], consumer)
                    return
            if content.rest is not None:
                _many(machine, [depending(content.rest, origins)], consumer)
        case Tuple(items=items, rest=rest):
            _sequence(machine, [depending(item, origins) for item in items], rest, consumer)
        case List() | Dict() | NamesView():
            items_found, complete = machine.items(Value((option,), origins))
            if complete:
                _sequence(machine, items_found, None, consumer)
            elif isinstance(option, List):
                _many(machine, items_found, consumer)
            else:
                _entries(machine, option, origins, consumer)
        case str() if not is_wild(option) and len(option) <= _MANY_ROUNDS:
            _sequence(machine, [Value((c,), origins) for c in option], None, consumer)
        case Lazy():
            _lazy(machine, option, consumer)
        case Cursor():
            _cursor(machine, option, consumer)
        case Instance():
            _instance(machine, option, consumer, site)
        case Class() if _members(option):
            _sequence(machine, _members(option), None, consumer)
        case Content() | Handle() | External() | Made() | Method() | Unknown():
            _many(machine, [depending(machine.opaque([known(option)]), origins)], consumer)
        case None | bool() | int() | float() | complex():
            if machine.tries:
                raise Raised("TypeError")
        case Path():
            _many(machine, [Value((UNKNOWN,), origins)], consumer)
        case _:
            machine.doubt()
            _many(machine, [depending(machine.opaque([known(option)]), origins)], consumer)


def _sequence(machine: Machine, items: list[Value], rest: Value | None, consumer: Consumer) -> None:
    machine.spend(len(items) // 8)
    for item in items[:_MANY_ROUNDS]:
        consumer(item)
    more = [*items[_MANY_ROUNDS:], *present(rest)]
    if more:
        _many(machine, more, consumer)


def _many(machine: Machine, items: list[Value], consumer: Consumer) -> None:
    """Give any number of items to a consumer, each of which may be any of these."""
    item = join(*items)

    def body() -> int:
        consumer(item)
        return FALL

    repeat(machine, body, item.origins)


def _entries(
    machine: Machine, option: Dict | NamesView, origins: frozenset[int], consumer: Consumer
) -> None:
    """Give the keys of a dictionary, of which some may be missing or not known."""
    entries = machine.entries_of(option)
    for key in entries.items:
        if key in entries.unsure:

            def give(key: Option = key) -> int:
                consumer(Value((key,), origins))
                return FALL

            machine.maybe(give, None, origins)
        else:
            consumer(Value((key,), origins))
    if entries.keys is not None:
        _many(machine, [depending(entries.keys, origins)], consumer)


def _lazy(machine: Machine, option: Lazy, consumer: Consumer) -> None:
    stage = machine.state.heap.get(option, Stage.BEGUN)
    if stage is Stage.SPENT:
        return
    if stage is Stage.FRESH and not option.many:
        machine.state.set(machine.state.heap, option, Stage.SPENT)
        option.produce(consumer)
        return
    # Some items are gone, no one knows which.
    found: list[Value] = []

    def note(value: Value) -> Value:
        found.append(value)
        return ANYTHING

    def rerun() -> int:
        option.produce(note)
        return FALL

    machine.maybe(rerun)
    _many(machine, [join(ANYTHING, *found)], consumer)


def _cursor(machine: Machine, option: Cursor, consumer: Consumer) -> None:
    index = machine.state.heap.get(option, -1)
    if index == -1 or option.many:
        items, _ = machine.items(option.source)
        if items:
            _many(machine, items, consumer)
        return
    while True:
        item = cursor_item(machine, option)
        if item is None:
            return
        if item is ANYTHING:
            items, _ = machine.items(option.source)
            _many(machine, [*items, *([] if items else [ANYTHING])], consumer)
            return
        consumer(item)


def cursor_item(machine: Machine, option: Cursor) -> Value | None:
    """Return the next item of an iterator over a list, anything where it is not known."""
    index: int = machine.state.heap.get(option, -1)
    source = option.source.options[0]
    if index == -1 or option.many or len(option.source.options) != 1:
        return ANYTHING
    if isinstance(source, List) and not source.is_set:
        content = machine.items_of(source)
        items, rest = content.items, content.rest
    elif isinstance(source, Tuple):
        items, rest = source.items, source.rest
    else:
        found, complete = machine.items(option.source)
        if not complete:
            return ANYTHING
        items, rest = tuple(found), None
    if index < len(items):
        machine.state.set(machine.state.heap, option, index + 1)
        taken: Value = items[index]
        return taken
    if rest is not None:
        machine.state.set(machine.state.heap, option, -1)
        return ANYTHING
    return None


def _instance(machine: Machine, option: Instance, consumer: Consumer, site: Site) -> None:
    me = known(option)
    begin, step = option.kind.find("__iter__"), option.kind.find("__next__")
    if begin is not None:
        iterator = machine.apply(machine.attribute(me, "__iter__", site), NO_ARGUMENTS, site)
        if iterator.options != (option,):
            iterate(machine, iterator, consumer, site)
            return
    if step is None:
        if option.kind.find("__getitem__") is not None:
            _by_index(machine, me, consumer, site)
            return
        _many(machine, [machine.opaque([me])], consumer)
        return
    method = machine.attribute(me, "__next__", site)

    def take() -> Value | None:
        return guarded(machine, lambda: machine.apply(method, NO_ARGUMENTS, site), "StopIteration")

    _until_none(machine, take, consumer)


def _by_index(machine: Machine, me: Value, consumer: Consumer, site: Site) -> None:
    index = 0

    def take() -> Value | None:
        nonlocal index
        key = known(index)
        index += 1
        return guarded(machine, lambda: machine.language.item(machine, me, key, site), "IndexError")

    _until_none(machine, take, consumer)


def _until_none(machine: Machine, take: Callable[[], Value | None], consumer: Consumer) -> None:
    """Give items to a consumer for as long as there are some."""
    for _ in range(_MANY_ROUNDS):
        level = machine.level
        item = take()
        if item is None:
            return
        if machine.level > level:
            break
        consumer(item)
    else:
        return

    def body() -> int:
        found = take()
        if found is not None:
            consumer(found)
        return FALL

    consumer(item)
    repeat(machine, body, NONE)


def guarded(machine: Machine, run: Callable[[], Value], kind: str) -> Value | None:
    """Return what a step of an iterator gives, None where it surely ends instead.

    Where that is not known, the level of the machine is raised.
    """
    block = TryBlock(machine.state.mark(), len(machine.finals), imports=False)
    path = machine.path
    leaves = machine.leaves
    machine.tries.append(block)
    try:
        found: Value | None = run()
    except Raised as raised:
        if raised.kind not in (kind, External(kind)):
            raise
        found = None
    except Dead:
        if not block.pending:
            raise
        found = None
    finally:
        machine.tries.pop()
    if block.pending:
        machine.arrive(block, falls=True)
        machine.settle(path, leaves)
        machine.level += 1
        machine.doubt()
    else:
        machine.settle(path, leaves)
    return found


@contextmanager
def stopping(machine: Machine, site: Site) -> Iterator[Callable[[], None]]:
    """Run an iteration; give what stops it before its end."""
    target = machine.target()
    here = machine.tries, machine.loops, machine.barriers
    path, leaves = machine.path, machine.leaves

    def stop() -> None:
        raise Unwound(target, BREAK, site.scope, here[0])

    falls = True
    try:
        yield stop
    except Unwound as unwound:
        if unwound.target is not target:
            raise
    except Dead:
        if not target.pending:
            raise
        falls = False
    finally:
        machine.tries, machine.loops, machine.barriers = here
    if target.pending:
        machine.arrive(target, falls=falls)
        machine.settle(path, leaves)


def _members(kind: Class) -> list[Value]:
    """Return the members of an enumeration."""
    if not kind.foreign().endswith(("Enum", "Flag")):
        return []
    return [
        value
        for value in kind.names.values()
        if isinstance(value.options[0], Instance) and value.options[0].kind is kind
    ]


def repeat(machine: Machine, body: Callable[[], int], origins: frozenset[int]) -> None:
    """Run the body of a loop any number of times, until the state no longer grows.

    After three rounds, all that the body changes becomes unknown.
    """
    state = machine.state
    start = state.mark()
    settled, machine.settled = machine.settled, None
    machine.widening.append({})
    try:
        for _ in range(_ROUNDS):
            mark = state.mark()
            foreign, leaves = machine.foreign, machine.leaves
            machine.maybe(body, None, origins)
            if not _has_grown(machine, mark):
                return
            if (
                settled is not None
                and machine.foreign == foreign
                and machine.leaves == leaves
                and settled(mark)
            ):
                return
        _widen(machine, start)
        machine.maybe(body, None, origins)
    finally:
        for made in machine.widening.pop().values():
            made.many = True


def _has_grown(machine: Machine, mark: int) -> bool:
    """Tell whether anything has changed since a mark, but for new objects."""
    return any(not _holds(old, new) for old, new in _changed(machine, mark))


def is_as_before(machine: Machine, mark: int) -> bool:
    """Tell whether all that was set since a mark is what it was, but for new objects."""
    return all(_holds(old, new) and _holds(new, old) for old, new in _changed(machine, mark))


def _changed(machine: Machine, mark: int) -> Iterator[tuple[object, object]]:
    """Yield what was in each place that was set since a mark, and what is there now."""
    seen: set[tuple[int, object]] = set()
    for mapping, key, old in machine.state.log[mark:]:
        spot = (id(mapping), key)
        if spot in seen:
            continue
        seen.add(spot)
        if old is not MISSING or not isinstance(key, Object):
            yield old, mapping.get(key, MISSING)


def _holds(whole: object, part: object) -> bool:
    """Tell whether what is in a place may be in it anyway."""
    return part is whole or (
        whole is not MISSING and part is not MISSING and is_within(part, whole)
    )


def _widen(machine: Machine, start: int) -> None:
    """Let all that has changed since the start of a loop be anything."""
    state = machine.state
    spots = {(id(mapping), key): (mapping, key) for mapping, key, _ in state.log[start:]}
    machine.spend(len(spots) // 4)
    for mapping, key in spots.values():
        now = mapping.get(key, MISSING)
        if mapping is state.heap and isinstance(key, Object):
            if not isinstance(key, Instance | Made):
                machine.havoc_option(key, NONE)  # type: ignore[arg-type]
        elif isinstance(now, Value):
            state.set(mapping, key, join(now, Value((UNKNOWN,), now.origins)))
        elif isinstance(now, tuple) and key == "folder":
            state.set(mapping, key, ())
        elif isinstance(now, bool):
            state.set(mapping, key, False)
