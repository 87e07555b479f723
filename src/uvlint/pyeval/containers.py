"""Lists, tuples, sets, dictionaries and iterators: items that are read and set, and methods."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    MANY_ITEMS,
    NO_ARGUMENTS,
    NOTHING,
    UNKNOWN,
    WORD,
    Arguments,
    Class,
    Constant,
    Content,
    Cursor,
    Dict,
    Entries,
    External,
    Instance,
    Items,
    Lazy,
    List,
    ListKind,
    Made,
    Method,
    NamesView,
    Option,
    Path,
    Slice,
    Stage,
    Tuple,
    Unknown,
    Value,
    View,
    ViewKind,
    depending,
    is_single,
    join,
    known,
    one_of,
    optional,
    present,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import (
    ENVIRONMENTS,
    distinct,
    is_constant,
    is_environment,
    may_equal,
    of_environment,
    updated,
    with_entry,
)
from uvlint.pyeval.expressions import collect
from uvlint.pyeval.iteration import cursor_item, guarded, iterate, stopping
from uvlint.pyeval.machine import FALL, Call, Machine, Raised
from uvlint.pyeval.operators import compare, operate, plain, plain_option
from uvlint.pyeval.symbolic_paths import absolute, is_wild

# --- items ----------------------------------------------------------------------------


def item(machine: Machine, value: Value, key: Value, site: Site) -> Value:
    """Return what a container holds under a key."""
    if len(value.options) == 1:
        found = _item_of(machine, value.options[0], key, site)
    else:
        found = machine.each(value, lambda option: _item_of(machine, option, key, site), site.scope)
    if value.origins or key.origins:
        return depending(found, value.origins | key.origins)
    return found


def _item_of(machine: Machine, option: Option, key: Value, site: Site) -> Value:
    match option:
        case Dict() | NamesView():
            return _entry(machine, option, key, site)
        case List() | Tuple():
            return _element(machine, option, key)
        case str():
            return _part_of_text(machine, option, key)
        case External(name=name):
            return _item_of_external(machine, name, key, site)
        case Instance():
            method = option.kind.find("__getitem__")
            if method is not None:
                given = Arguments((known(option), key), {})
                return machine.apply(method, given, site)
            machine.doubt()
            return machine.opaque([known(option)])
        case Class():
            method = option.find("__class_getitem__")
            text = key.options[0]
            if isinstance(text, str) and option.foreign().endswith("Enum"):
                member = option.find(text)
                if member is not None:
                    return member
            return machine.apply(method, Arguments((key,), {}), site) if method else known(option)
        case Made() | Method(owner=Made()):
            made = option.owner if isinstance(option, Method) else option
            assert isinstance(made, Made)
            for text in machine.texts(key):
                if f"[{text}]" in made.names:
                    return made.names[f"[{text}]"]
            return machine.models.method(
                made, "__getitem__", Call(machine, Arguments((key,), {}), site)
            )
        case Content(path=path):
            return known(Content(path, whole=False))
        case Unknown():
            machine.doubt()
            return known(option) if isinstance(option, type(WORD)) else ANYTHING
        case None:
            if machine.tries:
                raise Raised("TypeError")
            return ANYTHING
        case _:
            machine.doubt()
            return machine.opaque([known(option)])


def _entry(machine: Machine, option: Dict | NamesView, key: Value, site: Site) -> Value:
    entries = machine.entries_of(option)
    if of_environment(entries):
        names = [o for o in key.options if o in entries.items]
        if not names:
            return machine.models.environment_item(machine, key, site)
    found: list[Value] = []
    for name in key.options:
        given = _looked_up(machine, option, entries, name, key, site)
        if given is not None:
            found.append(given)
    if not found:
        _raise(machine, "KeyError")
        return machine.opaque([known(option)])
    if len(found) < len(key.options):
        machine.doubt()
    result = join(*found)
    if key.default and len(found) == len(key.options) and len(result.options) > 1:
        return Value(result.options, result.origins, is_single(found[0]))
    return result


def _looked_up(
    machine: Machine,
    option: Dict | NamesView,
    entries: Entries,
    name: Option,
    key: Value,
    site: Site,
) -> Value | None:
    """Return what is under one key, None where there is surely nothing."""
    if is_constant(name) and name in entries.items:
        if name in entries.unsure:
            machine.doubt()
            return optional(entries.items[name], entries.rest)
        value = entries.items[name]
        if of_environment(entries):
            return value
        if entries.rest is not None and entries.keys is not None and may_equal(entries.keys, name):
            return join(value, entries.rest)
        return value
    if is_constant(name) and isinstance(option, Dict) and option.factory is not None:
        made = machine.apply(option.factory, NO_ARGUMENTS, site)
        if entries.rest is not None:
            return join(made, entries.rest)
        if len(key.options) == 1:
            machine.change(option, with_entry(machine.entries_of(option), key, made))
        else:
            machine.havoc([known(option)])
        return made
    if is_constant(name):
        if entries.rest is not None:
            machine.doubt()
            return entries.rest
        return None
    machine.doubt()
    choices = [*entries.items.values(), *present(entries.rest)]
    return join(*choices, ANYTHING) if choices else ANYTHING


def _raise(machine: Machine, kind: str) -> None:
    """Raise an exception where something may catch it; elsewhere the build fails."""
    if machine.tries:
        raise Raised(kind)
    machine.doubt()


def _element(machine: Machine, option: List | Tuple, key: Value) -> Value:
    content = machine.items_of(option) if isinstance(option, List) else option
    items, rest = content.items, content.rest
    if len(key.options) == 1 and isinstance(key.options[0], Slice):
        return _slice_of(machine, option, items, rest, key.options[0])
    found: list[Value] = []
    for index in key.options:
        if not isinstance(index, int):
            machine.doubt()
            found.extend(items)
            if rest is not None:
                found.append(rest)
            if not items or not isinstance(index, Unknown):
                found.append(ANYTHING)
            continue
        if rest is None:
            if -len(items) <= index < len(items):
                found.append(items[index])
            elif len(key.options) == 1:
                _raise(machine, "IndexError")
                return ANYTHING
            else:
                machine.doubt()
        elif 0 <= index < len(items):
            found.append(items[index])
        else:
            machine.doubt()
            found.append(rest)
            if index < 0:
                found.extend(items[max(0, len(items) + index) :])
    return one_of(found)


def _slice_of(
    machine: Machine,
    option: List | Tuple,
    items: tuple[Value, ...],
    rest: Value | None,
    bounds: Slice,
) -> Value:
    given = plain_option(machine, bounds)
    if not isinstance(given, slice) or given.step == 0:
        machine.doubt()
        whole = [*items, *present(rest)]
        return _like(machine, option, (), one_of(whole))
    try:
        if rest is None:
            return _like(machine, option, items[given], None)
        start, stop = given.start or 0, given.stop
        if (
            given.step in (None, 1)
            and start >= 0
            and (stop is None or stop < 0 or stop > len(items))
        ):
            kept = items[start:]
            if isinstance(stop, int) and stop < 0:
                whole = [*kept, rest]
                return _like(machine, option, (), join(*whole))
            return _like(machine, option, kept, rest)
        if given.step in (None, 1) and start >= 0 and isinstance(stop, int) and stop <= len(items):
            return _like(machine, option, items[given], None)
    except TypeError:
        machine.doubt()
    return _like(machine, option, (), join(*items, rest) if rest is not None else ANYTHING)


def _like(
    machine: Machine, option: List | Tuple, items: tuple[Value, ...], rest: Value | None
) -> Value:
    if isinstance(option, Tuple):
        return Value((Tuple(items, rest),))
    return machine.list_of(items, rest)


def _part_of_text(machine: Machine, text: str, key: Value) -> Value:
    found: list[Option] = []
    for option in key.options:
        part = plain_option(machine, option)
        if is_wild(text) and not _cuts_literal_end(text, part):
            found.append(UNKNOWN)
            continue
        try:
            found.append(text[part])  # type: ignore[index]
        except IndexError:
            if len(key.options) == 1:
                _raise(machine, "IndexError")
            found.append(UNKNOWN)
        except (TypeError, ValueError):
            machine.doubt()
            found.append(UNKNOWN)
    return Value(tuple(dict.fromkeys(found)), key.origins)


def _cuts_literal_end(text: str, part: object) -> bool:
    """Tell whether a slice takes off no more than the known end of an open name."""
    if not isinstance(part, slice) or part.start or part.step is not None:
        return False
    upper = part.stop
    if not isinstance(upper, int) or upper >= 0:
        return False
    return not is_wild(text[upper:]) and len(text) > -upper


def _item_of_external(machine: Machine, name: str, key: Value, site: Site) -> Value:
    index = key.options[0] if len(key.options) == 1 else UNKNOWN
    match name, index:
        case _ if name in ENVIRONMENTS:
            return machine.models.environment_item(machine, key, site)
        case "sys.modules", str() if index in _own_names(site):
            return known(site.scope.module)
        case "sys.path", 0 if machine.sys_path:
            return known(absolute(machine.sys_path[0]))
        case "sys.version_info", 0:
            return known(3)
        case "sys.version_info", Slice():
            return known(External(name))
        case "sys.argv", 0:
            return known(absolute(site.scope.module.file))
        case "sys.argv", Slice():
            return machine.list_of((), known(WORD))
        case "sys.argv", _:
            machine.doubt()
            return known(WORD)
        case _:
            machine.doubt()
            return machine.opaque([key])


def _own_names(site: Site) -> tuple[object, ...]:
    """Return the names under which the present module may stand in `sys.modules`."""
    module = site.scope.module
    stated = module.names.get("__name__", ANYTHING).options[0]
    return (stated, "__main__", module.file.rpartition("/")[2].removesuffix(".py"))


def set_item(machine: Machine, held: Value, key: Value, value: Value, site: Site) -> None:
    """Put a value into a container."""
    weakly = len(held.options) > 1
    for option in held.options:
        match option:
            case Dict():
                content = with_entry(machine.entries_of(option), key, value)
                machine.change(option, content, weakly=weakly)
            case NamesView():
                for text in machine.texts(key):
                    machine.bind(option.names, text, value)
                if not is_single(key):
                    machine.blur()
            case List():
                _set_element(machine, option, key, value, site, weakly=weakly)
            case External() if is_environment(option):
                machine.models.environment_set(machine, key, value)
            case External():
                machine.models.assigned(machine, option, "[]", value)
            case Instance():
                method = option.kind.find("__setitem__")
                if method is not None:
                    given = Arguments((known(option), key, value), {})
                    machine.apply(method, given, site)
                else:
                    machine.doubt()
                    machine.havoc([known(option)])
            case Made():
                given = Arguments((key, value), {})
                machine.models.method(option, "__setitem__", Call(machine, given, site))
            case Method(owner=Made() as made):
                given = Arguments((key, value), {})
                machine.models.method(made, "__setitem__", Call(machine, given, site))
            case Unknown():
                machine.doubt()
            case _:
                machine.doubt()
                machine.havoc([known(option)])


def _set_element(
    machine: Machine, option: List, key: Value, value: Value, site: Site, *, weakly: bool
) -> None:
    content = machine.items_of(option)
    items, rest = content.items, content.rest
    index = key.options[0] if len(key.options) == 1 else UNKNOWN
    if isinstance(index, Slice):
        _set_slice(machine, option, index, value, site, weakly=weakly)
    elif isinstance(index, int) and rest is None and -len(items) <= index < len(items):
        changed = list(items)
        changed[index] = value
        machine.change(option, Items(tuple(changed)), weakly=weakly)
    elif isinstance(index, int) and rest is not None and 0 <= index < len(items):
        changed = list(items)
        changed[index] = value
        machine.change(option, Items(tuple(changed), rest), weakly=weakly)
    elif isinstance(index, int) and rest is None:
        _raise(machine, "IndexError")
    else:
        machine.doubt()
        changed = [join(item, value) for item in items]
        more = join(rest, value) if rest is not None else None
        machine.change(option, Items(tuple(changed), more), weakly=weakly)


def _set_slice(
    machine: Machine, option: List, bounds: Slice, value: Value, site: Site, *, weakly: bool
) -> None:
    content = machine.items_of(option)
    given = plain_option(machine, bounds)
    further, more = collect(machine, value, site)
    if isinstance(given, slice) and content.rest is None and more is None:
        items = list(content.items)
        try:
            items[given] = further
        except (ValueError, TypeError):
            _raise(machine, "ValueError")
            return
        machine.change(option, Items(tuple(items)), weakly=weakly)
        return
    if isinstance(given, slice) and given == slice(None, None, None):
        machine.change(option, Items(tuple(further), more), weakly=weakly)
        return
    machine.doubt()
    whole = join(*content.items, *further, *present(content.rest), *present(more), ANYTHING)
    machine.change(option, Items((), whole), weakly=weakly)


def remove_item(machine: Machine, held: Value, key: Value, site: Site) -> None:
    """Remove what a container holds under a key: `del x[key]`."""
    weakly = len(held.options) > 1
    for option in held.options:
        match option:
            case Dict():
                _remove_entry(machine, option, key, weakly=weakly)
            case NamesView():
                for text in machine.texts(key):
                    if is_single(key):
                        machine.state.remove(option.names, text)
            case List():
                content = machine.items_of(option)
                index = plain(machine, key)
                if isinstance(index, int | slice) and content.rest is None:
                    items = list(content.items)
                    try:
                        del items[index]
                    except (IndexError, ValueError):
                        _raise(machine, "IndexError")
                        continue
                    machine.change(option, Items(tuple(items)), weakly=weakly)
                else:
                    machine.doubt()
                    _shrink(machine, option)
            case External() if is_environment(option):
                machine.models.environment_delete(machine, key)
            case Instance():
                method = option.kind.find("__delitem__")
                if method is not None:
                    machine.apply(method, Arguments((known(option), key), {}), site)
            case _:
                machine.doubt()
                machine.havoc([known(option)])


def _remove_entry(machine: Machine, option: Dict, key: Value, *, weakly: bool) -> None:
    entries = machine.entries_of(option)
    name = key.options[0]
    if len(key.options) == 1 and is_constant(name):
        if name not in entries.items and entries.rest is None:
            _raise(machine, "KeyError")
            return
        if name in entries.unsure or name not in entries.items:
            machine.doubt()
        items = {k: v for k, v in entries.items.items() if k != name}
        content = Entries(items, entries.rest, entries.keys, entries.unsure - {name})
        machine.change(option, content, weakly=weakly)
        return
    machine.doubt()
    content = Entries(entries.items, entries.rest, entries.keys, frozenset(entries.items))
    machine.change(option, content, weakly=weakly)


def _shrink(machine: Machine, option: List) -> None:
    """Let any item of a list be gone."""
    content = machine.items_of(option)
    whole = [*content.items, *present(content.rest)]
    machine.change(option, Items((), join(*whole)) if whole else Items(()))


# --- lists ----------------------------------------------------------------------------


def extended(machine: Machine, option: List, items: list[Value], rest: Value | None) -> Items:
    """Return the content of a list with more items at its end, of a set with more items."""
    content = machine.items_of(option)
    if machine.control:
        items = [depending(value, machine.control) for value in items]
    machine.spend(len(content.items) // 16)
    if content.rest is None:
        found = [*content.items, *items]
        if option.is_set:
            found = distinct(found)
        if len(found) > MANY_ITEMS:
            return Items(tuple(found[:MANY_ITEMS]), join(*found[MANY_ITEMS:]))
        return Items(tuple(found), rest)
    more = join(content.rest, *items, *present(rest)) if items or rest else content.rest
    return Items(content.items, more)


def _of_list(option: List, name: str, call: Call) -> Value:
    handler = (_SET_METHODS if option.is_set else _LIST_METHODS).get(name)
    if handler is None:
        call.machine.doubt()
        call.machine.havoc([known(option), *call.arguments.all()])
        return call.machine.opaque([known(option), *call.arguments.all()])
    return handler(option, call)


def _append(option: List, call: Call) -> Value:
    value = call.argument(0)
    call.machine.change(option, extended(call.machine, option, [value], None))
    return NOTHING


def _append_left(option: List, call: Call) -> Value:
    return _insert(option, call.given(known(0), call.argument(0)))


def _insert(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    index, value = call.argument(0), depending(call.argument(1), machine.control)
    where = index.options[0] if len(index.options) == 1 else UNKNOWN
    if isinstance(where, int) and (content.rest is None or 0 <= where <= len(content.items)):
        items = list(content.items)
        items.insert(where, value)
        machine.change(option, Items(tuple(items), content.rest))
    else:
        whole = join(*content.items, *present(content.rest), value)
        machine.change(option, Items((), whole))
    return NOTHING


def _extend(option: List, call: Call) -> Value:
    for value in call.arguments.positional:
        items, rest = collect(call.machine, value, call.site)
        call.machine.change(option, extended(call.machine, option, items, rest))
    return NOTHING


def _extend_left(option: List, call: Call) -> Value:
    items, rest = collect(call.machine, call.argument(0), call.site)
    content = call.machine.items_of(option)
    if rest is None:
        call.machine.change(option, Items((*reversed(items), *content.items), content.rest))
    else:
        whole = join(*items, rest, *content.items, *present(content.rest))
        call.machine.change(option, Items((), whole))
    return NOTHING


def _pop(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    given = call.get(0)
    index = -1 if given is None else plain(machine, given)
    items = content.items
    if content.rest is None and isinstance(index, int):
        if not -len(items) <= index < len(items):
            _raise(machine, "IndexError")
            return ANYTHING
        left = list(items)
        value = left.pop(index)
        machine.change(option, Items(tuple(left)))
        return value
    if content.rest is not None and isinstance(index, int) and 0 <= index < len(items):
        left = list(items)
        value = left.pop(index)
        machine.change(option, Items(tuple(left), content.rest))
        return value
    machine.doubt()
    if content.rest is not None and index == -1:
        last = items[-1:]
        machine.change(option, Items(items[:-1], join(content.rest, *last)))
        return join(content.rest, *last)
    whole = [*items, *present(content.rest)]
    _shrink(machine, option)
    return one_of(whole)


def _pop_left(option: List, call: Call) -> Value:
    return _pop(option, call.given(known(0)))


def _find(machine: Machine, items: tuple[Value, ...], wanted: Value, site: Site) -> int | None:
    """Return where a value is in a sequence, -1 for nowhere, None where that is not known."""
    for index, value in enumerate(items):
        same = machine.truth(compare(machine, ast.Eq(), wanted, value, site))
        if same:
            return index
        if same is None:
            return None
    return -1


def _remove(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    index = _find(machine, content.items, call.argument(0), call.site)
    if index is None or (index == -1 and content.rest is not None):
        machine.doubt()
        _shrink(machine, option)
    elif index == -1:
        _raise(machine, "ValueError")
    else:
        left = (*content.items[:index], *content.items[index + 1 :])
        machine.change(option, Items(left, content.rest))
    return NOTHING


def _index(option: List | Tuple, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option) if isinstance(option, List) else option
    index = _find(machine, content.items, call.argument(0), call.site)
    if len(call.arguments.positional) > 1 or index is None:
        machine.doubt()
        return call.opaque()
    if index == -1:
        if content.rest is None:
            _raise(machine, "ValueError")
        machine.doubt()
        return call.opaque()
    return known(index)


def _count(option: List | Tuple, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option) if isinstance(option, List) else option
    found = [
        machine.truth(compare(machine, ast.Eq(), call.argument(0), value, call.site))
        for value in content.items
    ]
    if None in found or content.rest is not None:
        return call.opaque()
    return known(found.count(True))


def _reverse(option: List, call: Call) -> Value:
    content = call.machine.items_of(option)
    if content.rest is None:
        call.machine.change(option, Items(content.items[::-1]))
    else:
        _shrink(call.machine, option)
    return NOTHING


def _rotate(option: List, call: Call) -> Value:
    content = call.machine.items_of(option)
    steps = plain(call.machine, call.arguments.get(0) or known(1))
    if content.rest is None and isinstance(steps, int) and content.items:
        cut = -steps % len(content.items)
        call.machine.change(option, Items((*content.items[cut:], *content.items[:cut])))
    elif content.items or content.rest:
        _shrink(call.machine, option)
    return NOTHING


def _clear(option: List, call: Call) -> Value:
    call.machine.change(option, Items(()))
    return NOTHING


def _copy(option: List, call: Call) -> Value:
    content = call.machine.items_of(option)
    return call.machine.list_of(content.items, content.rest, option.kind)


def _sort(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    made = in_order(machine, list(content.items), content.rest, call)
    machine.change(option, machine.items_of(made))
    return NOTHING


def in_order(machine: Machine, items: list[Value], rest: Value | None, call: Call) -> List:
    """Return a new list with items in the order that `sort` gives them."""
    key, descending = call.get(-1, "key"), call.get(-1, "reverse")
    reverse = machine.truth(descending) if descending is not None else False
    if rest is None and len(items) <= 1 and key is None:
        made = machine.list_of(items).options[0]
        assert isinstance(made, List)
        return made
    marks = [
        value
        if key is None or key.options == (None,)
        else machine.apply(key, Arguments((value,), {}), call.site)
        for value in items
    ]
    is_clear = rest is None and reverse is not None
    order = sorted_by(machine, marks, reverse=bool(reverse)) if is_clear else None
    if order is not None:
        made = machine.list_of([items[index] for index in order]).options[0]
    else:
        machine.doubt()
        whole = [*items, *present(rest)]
        if rest is None:
            joined = join(*whole)
            made = machine.list_of([joined] * len(items)).options[0]
        else:
            made = machine.list_of((), join(*whole)).options[0]
    assert isinstance(made, List)
    return made


class _Mark:
    """Compares plain values as Python does."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __lt__(self, other: _Mark) -> bool:
        return bool(self.value < other.value)


def sorted_by(machine: Machine, marks: list[Value], *, reverse: bool = False) -> list[int] | None:
    """Return the order of values by their marks, equal ones as they came; None if not known."""
    found = [_comparable(machine, mark) for mark in marks]
    if any(mark is UNKNOWN for mark in found):
        return None
    machine.spend(len(found))
    try:
        return sorted(range(len(found)), key=lambda i: _Mark(found[i]), reverse=reverse)
    except TypeError:
        return None


def _comparable(machine: Machine, mark: Value) -> object:
    option = mark.options[0] if len(mark.options) == 1 else UNKNOWN
    if isinstance(option, Path) and not is_wild(option.text):
        return tuple(option.text.split("/"))
    return plain(machine, mark)


def _add(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    value = call.argument(0)
    if is_single(value) and content.rest is None and _is_plain(value):
        items = distinct([*content.items, depending(value, machine.control)])
        machine.change(option, Items(tuple(items)))
    else:
        machine.change(option, extended(machine, option, [value], None))
    return NOTHING


def _is_plain(value: Value) -> bool:
    return type(value.options[0]) in CONSTANTS


def _discard(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    index = _find(machine, content.items, call.argument(0), call.site)
    if index is None or content.rest is not None:
        _shrink(machine, option)
    elif index >= 0:
        left = (*content.items[:index], *content.items[index + 1 :])
        machine.change(option, Items(left))
    return NOTHING


def _pop_any(option: List, call: Call) -> Value:
    machine = call.machine
    content = machine.items_of(option)
    if len(content.items) == 1 and content.rest is None:
        machine.change(option, Items(()))
        return content.items[0]
    if not content.items and content.rest is None:
        _raise(machine, "KeyError")
        return ANYTHING
    machine.doubt()
    whole = join(*content.items, *present(content.rest))
    _shrink(machine, option)
    return whole


def _by_operator(operator: ast.operator) -> Callable[[List, Call], Value]:
    """Return the method of sets that is also an operator."""

    def method(option: List, call: Call) -> Value:
        result = known(option)
        for value in call.arguments.positional or (call.machine.list_of(()),):
            items, rest = collect(call.machine, value, call.site)
            other = call.machine.list_of(distinct(items), rest, ListKind.SET)
            result = operate(call.machine, operator, result, other, call.site)
        return result

    return method


def _in_place(operator: ast.operator) -> Callable[[List, Call], Value]:
    made = _by_operator(operator)

    def method(option: List, call: Call) -> Value:
        result = made(option, call).options[0]
        if isinstance(result, List):
            call.machine.change(option, call.machine.items_of(result))
        else:
            call.machine.havoc([known(option)])
        return NOTHING

    return method


def _compares(operator: ast.cmpop, *, swapped: bool = False) -> Callable[[List, Call], Value]:
    """Return the method of sets that is also a comparison."""

    def method(option: List, call: Call) -> Value:
        items, rest = collect(call.machine, call.argument(0), call.site)
        other = call.machine.list_of(distinct(items), rest, ListKind.SET)
        left, right = (other, known(option)) if swapped else (known(option), other)
        return compare(call.machine, operator, left, right, call.site)

    return method


def _is_disjoint(option: List, call: Call) -> Value:
    common = _by_operator(ast.BitAnd())(option, call)
    truth = call.machine.truth(common)
    return call.opaque() if truth is None else known(not truth)


_LIST_METHODS: dict[str, Callable[[List, Call], Value]] = {
    "append": _append,
    "appendleft": _append_left,
    "clear": _clear,
    "copy": _copy,
    "count": _count,
    "extend": _extend,
    "extendleft": _extend_left,
    "index": _index,
    "insert": _insert,
    "pop": _pop,
    "popleft": _pop_left,
    "remove": _remove,
    "reverse": _reverse,
    "rotate": _rotate,
    "sort": _sort,
    "__contains__": lambda option, call: compare(
        call.machine, ast.In(), call.argument(0), known(option), call.site
    ),
    "__getitem__": lambda option, call: item(
        call.machine, known(option), call.argument(0), call.site
    ),
    "__iter__": lambda option, call: iterator(call.machine, known(option), call.site),
    "__len__": lambda option, call: length(call.machine, known(option), call.site),
}

_SET_METHODS: dict[str, Callable[[List, Call], Value]] = {
    "add": _add,
    "clear": _clear,
    "copy": _copy,
    "difference": _by_operator(ast.Sub()),
    "difference_update": _in_place(ast.Sub()),
    "discard": _discard,
    "intersection": _by_operator(ast.BitAnd()),
    "intersection_update": _in_place(ast.BitAnd()),
    "isdisjoint": _is_disjoint,
    "issubset": _compares(ast.LtE()),
    "issuperset": _compares(ast.LtE(), swapped=True),
    "pop": _pop_any,
    "remove": _remove,
    "symmetric_difference": _by_operator(ast.BitXor()),
    "union": _by_operator(ast.BitOr()),
    "update": _extend,
}


def length(machine: Machine, value: Value, site: Site) -> Value:
    """Return how many items a value has."""
    found: list[Option] = []
    origins = value.origins
    for option in value.options:
        answer: Option = UNKNOWN
        match option:
            case List() | Tuple():
                content = machine.items_of(option) if isinstance(option, List) else option
                plain_set = not (isinstance(option, List) and option.is_set) or all(
                    is_single(v) and _is_plain(v) for v in content.items
                )
                if content.rest is None and plain_set:
                    answer = len(content.items)
            case Dict() | NamesView():
                entries = machine.entries_of(option)
                if entries.rest is None and not entries.unsure:
                    answer = len(entries.items)
            case str() if not is_wild(option):
                answer = len(option)
            case bytes():
                answer = len(option)
            case Instance() if (method := option.kind.find("__len__")) is not None:
                made = machine.apply(method, Arguments((known(option),), {}), site)
                answer = made.options[0] if len(made.options) == 1 else UNKNOWN
                origins |= made.origins
            case _:
                machine.doubt()
        found.append(answer)
    if found == [UNKNOWN]:
        return machine.opaque([value])
    default = value.default and found[0] is not UNKNOWN and len(set(found)) > 1
    return Value(tuple(dict.fromkeys(found)), origins, default)


# --- tuples ---------------------------------------------------------------------------


def _of_tuple(option: Tuple, name: str, call: Call) -> Value:
    machine = call.machine
    match name:
        case "index":
            return _index(option, call)
        case "count":
            return _count(option, call)
        case "_replace" if option.fields and call.arguments.rest is None:
            items = list(option.items)
            for field, value in call.arguments.keywords.items():
                if field in option.fields:
                    items[option.fields.index(field)] = value
            return Value((Tuple(tuple(items), option.rest, option.fields, option.kind),))
        case "_asdict" if option.fields:
            named = zip(option.fields, option.items, strict=False)
            return machine.dict_of(Entries(dict[Constant, Value](named)))
        case "__iter__":
            return iterator(machine, known(option), call.site)
        case _:
            machine.doubt()
            return call.opaque()


# --- dictionaries ---------------------------------------------------------------------


def _of_dict(option: Dict | NamesView, name: str, call: Call) -> Value:
    handler = _DICT_METHODS.get(name)
    if handler is None:
        call.machine.doubt()
        call.machine.havoc([known(option), *call.arguments.all()])
        return call.machine.opaque([known(option), *call.arguments.all()])
    return handler(option, call)


def _get(option: Dict | NamesView, call: Call) -> Value:
    key = call.argument(0, "key")
    default = call.get(1, "default") or NOTHING
    found = _maybe(call, key, default, call.machine.entries_of(option))
    return depending(found, key.origins)


def _maybe(call: Call, key: Value, default: Value, entries: Entries) -> Value:
    """Return what is under a key, or a default."""
    found: list[Value] = []
    machine = call.machine
    for name in key.options:
        if is_constant(name) and name in entries.items:
            value = entries.items[name]
            if name in entries.unsure:
                value = join(value, default)
            if entries.rest is not None and may_equal(entries.keys or ANYTHING, name):
                value = join(value, entries.rest)
            found.append(value)
        elif of_environment(entries):
            texts = known(name)
            return machine.models.functions["os.environ.get"](call.given(texts, default))
        elif is_constant(name) and entries.rest is None:
            found.append(default)
        elif is_constant(name):
            assert entries.rest is not None
            found.append(join(entries.rest, default))
        else:
            found.append(join(*entries.items.values(), *present(entries.rest), default, ANYTHING))
    result = join(*found)
    if key.default and is_single(found[0]) and len(result.options) > 1:
        return Value(result.options, result.origins, True)
    if len(found) == 1 and found[0].default:
        return found[0]
    return result


def _pop_entry(option: Dict | NamesView, call: Call) -> Value:
    machine = call.machine
    key = call.argument(0)
    entries = machine.entries_of(option)
    default = call.get(1, "default")
    name = key.options[0]
    sure = (
        len(key.options) == 1
        and is_constant(name)
        and (
            (name in entries.items and name not in entries.unsure)
            or (name not in entries.items and entries.rest is None)
        )
    )
    if sure and name not in entries.items and default is None:
        _raise(machine, "KeyError")
        return ANYTHING
    if not sure and default is None:
        machine.doubt()
    value = _maybe(call, key, default or ANYTHING, entries)
    if isinstance(option, NamesView):
        for text in machine.texts(key):
            machine.state.remove(option.names, text)
        return value
    if len(key.options) == 1 and is_constant(name):
        items = {k: v for k, v in entries.items.items() if k != name}
        machine.change(option, Entries(items, entries.rest, entries.keys, entries.unsure - {name}))
    else:
        content = Entries(entries.items, entries.rest, entries.keys, frozenset(entries.items))
        machine.change(option, content)
    return value


def _pop_item(option: Dict | NamesView, call: Call) -> Value:
    machine = call.machine
    entries = machine.entries_of(option)
    last = call.get(0, "last")
    at_end = machine.truth(last) if last is not None else True
    if (
        entries.rest is not None
        or entries.unsure
        or at_end is None
        or isinstance(option, NamesView)
    ):
        machine.doubt()
        machine.havoc([known(option)])
        return machine.opaque([known(option)])
    if not entries.items:
        _raise(machine, "KeyError")
        return ANYTHING
    names = list(entries.items)
    name = names[-1] if at_end else names[0]
    items = {k: v for k, v in entries.items.items() if k != name}
    machine.change(option, Entries(items))
    return Value((Tuple((known(name), entries.items[name])),))


def _set_default(option: Dict | NamesView, call: Call) -> Value:
    machine = call.machine
    key = call.argument(0)
    default = call.get(1, "default") or NOTHING
    entries = machine.entries_of(option)
    value = _maybe(call, key, default, entries)
    name = key.options[0]
    if isinstance(option, NamesView):
        for text in machine.texts(key):
            if text not in option.names:
                machine.bind(option.names, text, default)
    elif len(key.options) == 1 and is_constant(name):
        if name not in entries.items or name in entries.unsure:
            machine.change(option, with_entry(entries, key, value))
    else:
        machine.change(option, with_entry(entries, key, default))
    return value


def _update(option: Dict | NamesView, call: Call) -> Value:
    machine = call.machine
    content = machine.entries_of(option)
    for value in call.arguments.positional:
        content = merged(machine, content, value, call.site)
    for name, value in call.arguments.keywords.items():
        content = with_entry(content, known(name), depending(value, machine.control))
    if call.arguments.rest is not None:
        content = with_entry(content, ANYTHING, call.arguments.rest)
    if isinstance(option, NamesView):
        for key, value in content.items.items():
            if option.names.get(str(key)) is not value:
                machine.bind(option.names, str(key), value)
        if content.rest is not None:
            machine.blur()
    else:
        machine.change(option, content)
    return NOTHING


def merged(machine: Machine, content: Entries, value: Value, site: Site) -> Entries:
    """Return entries with those of a dictionary, or of a sequence of pairs."""
    option = value.options[0]
    if len(value.options) == 1 and isinstance(option, List | Tuple | Lazy | Cursor):
        return with_pairs(machine, content, value, site)
    return updated(machine, content, value)


def with_pairs(machine: Machine, content: Entries, value: Value, site: Site) -> Entries:
    """Return entries with those of a sequence of pairs."""
    items, rest = collect(machine, value, site)
    for one in items:
        pair = machine.sequence(one)
        if pair is not None and len(pair) == 2:
            content = with_entry(content, pair[0], depending(pair[1], value.origins))
        else:
            content = with_entry(content, ANYTHING, machine.opaque([one]))
    if rest is not None:
        content = with_entry(content, ANYTHING, machine.opaque([rest]))
    return content


def _viewed(shown: ViewKind) -> Callable[[Dict | NamesView, Call], Value]:
    def method(option: Dict | NamesView, call: Call) -> Value:
        del call
        return known(View(option, shown))

    return method


def _copy_dict(option: Dict | NamesView, call: Call) -> Value:
    factory = option.factory if isinstance(option, Dict) else None
    return call.machine.dict_of(call.machine.entries_of(option), factory)


def _clear_dict(option: Dict | NamesView, call: Call) -> Value:
    if isinstance(option, NamesView):
        call.machine.blur()
    else:
        call.machine.change(option, Entries({}))
    return NOTHING


def _from_keys(option: Dict | NamesView, call: Call) -> Value:
    del option
    return from_keys(call)


def from_keys(call: Call) -> Value:
    """Return the dictionary that `dict.fromkeys` makes."""
    items, rest = collect(call.machine, call.argument(0), call.site)
    value = call.get(1) or NOTHING
    content = Entries({})
    for key in items:
        content = with_entry(content, key, value)
    if rest is not None:
        content = with_entry(content, Value((*rest.options, UNKNOWN), rest.origins), value)
    return call.machine.dict_of(content)


def _move_to_end(option: Dict | NamesView, call: Call) -> Value:
    machine = call.machine
    key = plain(machine, call.argument(0))
    last = call.get(1, "last")
    at_end = machine.truth(last) if last is not None else True
    entries = machine.entries_of(option)
    if (
        isinstance(option, Dict)
        and is_constant(key)
        and key in entries.items
        and at_end is not None
    ):
        value = entries.items[key]
        others = {k: v for k, v in entries.items.items() if k != key}
        items = {**others, key: value} if at_end else {key: value, **others}
        machine.change(option, Entries(items, entries.rest, entries.keys, entries.unsure))
    else:
        machine.doubt()
        machine.havoc([known(option)])
    return NOTHING


_DICT_METHODS: dict[str, Callable[[Dict | NamesView, Call], Value]] = {
    "clear": _clear_dict,
    "copy": _copy_dict,
    "fromkeys": _from_keys,
    "get": _get,
    "items": _viewed(ViewKind.ITEMS),
    "iteritems": _viewed(ViewKind.ITEMS),
    "itervalues": _viewed(ViewKind.VALUES),
    "keys": _viewed(ViewKind.KEYS),
    "move_to_end": _move_to_end,
    "pop": _pop_entry,
    "popitem": _pop_item,
    "setdefault": _set_default,
    "update": _update,
    "values": _viewed(ViewKind.VALUES),
    "__contains__": lambda option, call: compare(
        call.machine, ast.In(), call.argument(0), known(option), call.site
    ),
    "__getitem__": lambda option, call: item(
        call.machine, known(option), call.argument(0), call.site
    ),
}


# --- iterators ------------------------------------------------------------------------


def iterator(machine: Machine, value: Value, site: Site) -> Value:
    """Return what `iter` makes of a value."""
    option = value.options[0]
    if len(value.options) == 1:
        if isinstance(option, Lazy | Cursor):
            return value
        if isinstance(option, List | Tuple | Dict | NamesView | str):
            cursor = Cursor(value)
            return Value((machine.allocate(cursor, 0, site.node),), value.origins)  # type: ignore[arg-type]
        if isinstance(option, Instance) and option.kind.find("__iter__") is not None:
            method = machine.attribute(value, "__iter__", site)
            return machine.apply(method, NO_ARGUMENTS, site)

    def produce(consumer: Callable[[Value], Value]) -> None:
        iterate(machine, value, consumer, site)

    lazy = Lazy(produce, (value,))
    return Value((machine.allocate(lazy, Stage.FRESH),), value.origins)  # type: ignore[arg-type]


def next_item(machine: Machine, value: Value, default: Value | None, site: Site) -> Value:
    """Return what `next` takes from an iterator, a default where it has ended."""
    found = [_next_of(machine, option, default, site) for option in value.options]
    return depending(join(*found), value.origins)


def _next_of(machine: Machine, option: Option, default: Value | None, site: Site) -> Value:
    match option:
        case Cursor():
            value = cursor_item(machine, option)
            if value is None:
                return _ended(machine, default)
            if value is ANYTHING:
                machine.doubt()
                items, _ = machine.items(option.source)
                machine.state.set(machine.state.heap, option, -1)
                return join(*items, *present(default)) if items else ANYTHING
            return value
        case Lazy():
            return _next_lazy(machine, option, default, site)
        case Instance() if option.kind.find("__next__") is not None:
            method = machine.attribute(known(option), "__next__", site)
            if default is None:
                return machine.apply(method, NO_ARGUMENTS, site)
            level = machine.level
            given = guarded(
                machine, lambda: machine.apply(method, NO_ARGUMENTS, site), "StopIteration"
            )
            if given is None:
                return default
            return join(given, default) if machine.level > level else given
        case _:
            machine.doubt()
            return join(machine.opaque([known(option)]), *present(default))


def _ended(machine: Machine, default: Value | None) -> Value:
    if default is not None:
        return default
    _raise(machine, "StopIteration")
    return ANYTHING


def _next_lazy(machine: Machine, option: Lazy, default: Value | None, site: Site) -> Value:
    stage = machine.state.heap.get(option, Stage.BEGUN)
    if stage is Stage.SPENT:
        return _ended(machine, default)
    if stage is Stage.BEGUN or option.many:
        found: list[Value] = []

        def note(value: Value) -> Value:
            found.append(value)
            return ANYTHING

        def rerun() -> int:
            option.produce(note)
            return FALL

        machine.doubt()
        machine.maybe(rerun, site.scope)
        return join(ANYTHING, *found, *present(default))
    machine.state.set(machine.state.heap, option, Stage.BEGUN)
    first: list[Value] = []
    ended = False
    finals, machine.finals = machine.finals, []
    level = machine.level
    try:
        with stopping(machine, site) as stop:

            def take(value: Value) -> Value:
                first.append(value)
                stop()
                return NOTHING

            option.produce(take)
            ended = True
    finally:
        machine.finals = finals
    if not first:
        machine.state.set(machine.state.heap, option, Stage.SPENT)
        return _ended(machine, default)
    if len(first) == 1 and not ended and machine.level <= level:
        return first[0]
    machine.doubt()
    return join(*first, *(present(default) if ended else []))


def _of_lazy(option: Lazy, name: str, call: Call) -> Value:
    machine = call.machine
    if name == "__next__":
        return next_item(machine, known(option), None, call.site)
    if name == "__iter__":
        return known(option)
    if name == "close":
        machine.state.set(machine.state.heap, option, Stage.SPENT)
        return NOTHING
    machine.doubt()
    if name in ("send", "throw"):
        machine.state.set(machine.state.heap, option, Stage.BEGUN)
        value = _next_lazy(machine, option, None, call.site)
        return join(value, ANYTHING)
    return call.opaque()


def _of_cursor(option: Cursor, name: str, call: Call) -> Value:
    if name == "__next__":
        return next_item(call.machine, known(option), None, call.site)
    if name == "__iter__":
        return known(option)
    call.machine.doubt()
    return call.opaque()


METHODS: dict[type, Callable[[Any, str, Call], Value]] = {
    Cursor: _of_cursor,
    Dict: _of_dict,
    Lazy: _of_lazy,
    List: _of_list,
    NamesView: _of_dict,
    Tuple: _of_tuple,
    View: _of_list,
}
"""What calls the methods of each kind of container."""
