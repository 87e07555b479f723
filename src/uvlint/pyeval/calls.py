"""Calls of functions and classes of the project, and of what lies outside."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    NO_ARGUMENTS,
    NONE,
    NOTHING,
    UNKNOWN,
    Arguments,
    Bound,
    Cached,
    Class,
    Descriptor,
    Entries,
    External,
    Frame,
    Function,
    Instance,
    Lazy,
    Made,
    Method,
    Names,
    Option,
    Scope,
    Stage,
    Tuple,
    Unknown,
    Value,
    Wrapping,
    depending,
    either,
    entries_of_names,
    join,
    known,
    present,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import DEPTH, FALL, RETURN, Call, Dead, Machine, Raised, usual
from uvlint.pyeval.operators import plain

_RECURSION = 12
_OPEN_RECURSION = 2


def apply(machine: Machine, callee: Value, arguments: Arguments, site: Site) -> Value:
    """Return what a call comes to."""
    if len(callee.options) == 1:
        option = callee.options[0]
        result = _CALLS.get(type(option), _no_callable)(machine, option, arguments, site)
        return depending(result, callee.origins) if callee.origins else result
    return machine.each(callee, lambda option: _apply(machine, option, arguments, site), site.scope)


def _apply(machine: Machine, option: Option, arguments: Arguments, site: Site) -> Value:
    return _CALLS.get(type(option), _no_callable)(machine, option, arguments, site)


def _no_callable(machine: Machine, option: Option, arguments: Arguments, site: Site) -> Value:
    """Call what is not known, or what cannot be called."""
    machine.doubt()
    if isinstance(option, Unknown):
        return _unknown(machine, arguments, site)
    if machine.tries and (option is None or type(option) in CONSTANTS):
        raise Raised("TypeError")
    return machine.opaque(arguments.all())


def _unknown(machine: Machine, arguments: Arguments, site: Site) -> Value:
    """Call something of which nothing is known: it may read what it is given, and change it."""
    result = machine.opaque(arguments.all())
    result = depending(result, machine.models.unknown(machine, arguments, site))
    machine.hand_on(arguments.all())
    machine.havoc(arguments.all())
    if isinstance(site.node, ast.Call) and not isinstance(site.node.func, ast.Attribute):
        machine.untold("calls something that is not known", site)
        machine.blur()
    return result


def _external(machine: Machine, option: External, arguments: Arguments, site: Site) -> Value:
    handler = machine.models.functions.get(option.name)
    call = Call(machine, arguments, site)
    return handler(call) if handler is not None else machine.models.fallback(option.name, call)


def _method(machine: Machine, option: Method, arguments: Arguments, site: Site) -> Value:
    return machine.language.method(
        machine, option.owner, option.name, Call(machine, arguments, site)
    )


def _bound(machine: Machine, option: Bound, arguments: Arguments, site: Site) -> Value:
    merged = Arguments(
        (*option.first, *arguments.positional),
        {**option.keywords, **arguments.keywords},
        arguments.rest,
    )
    return _apply(machine, option.function, merged, site)


def _made(machine: Machine, option: Made, arguments: Arguments, site: Site) -> Value:
    return machine.models.called(option, Call(machine, arguments, site))


def _descriptor(machine: Machine, option: Descriptor, arguments: Arguments, site: Site) -> Value:
    return apply(machine, option.function, arguments, site)


def _callable(machine: Machine, option: Instance, arguments: Arguments, site: Site) -> Value:
    called = option.kind.find("__call__")
    if called is None:
        machine.doubt()
        machine.havoc(arguments.all())
        return machine.opaque(arguments.all())
    return apply(machine, called, with_first(known(option), arguments), site)


def _cached(machine: Machine, option: Cached, arguments: Arguments, site: Site) -> Value:
    """Call a function that keeps its results: what it gave for the same arguments."""
    key = plain(machine, Value((Tuple(arguments.positional),)))
    named = {name: plain(machine, value) for name, value in arguments.keywords.items()}
    entries = machine.state.heap.get(option)
    if (
        key is UNKNOWN
        or UNKNOWN in named.values()
        or arguments.rest is not None
        or not isinstance(entries, Entries)
    ):
        result = apply(machine, option.function, arguments, site)
        machine.state.set(machine.state.heap, option, Entries({}, join(result, ANYTHING), ANYTHING))
        return result
    mark = repr((key, sorted(named.items())))
    if mark in entries.items and mark not in entries.unsure:
        return entries.items[mark]
    result = apply(machine, option.function, arguments, site)
    if mark in entries.items:
        result = join(result, entries.items[mark])
    if entries.rest is not None:
        result = join(result, entries.rest)
    after = machine.state.heap.get(option)
    if isinstance(after, Entries):
        machine.state.set(
            machine.state.heap,
            option,
            Entries({**after.items, mark: result}, after.rest, after.keys, after.unsure - {mark}),
        )
    return result


# --- functions ------------------------------------------------------------------------


def _function(machine: Machine, option: Function, arguments: Arguments, site: Site) -> Value:
    if option.yields:
        return _generator(machine, option, arguments, site)
    return run(machine, option, arguments, site)


def _generator(machine: Machine, function: Function, arguments: Arguments, site: Site) -> Value:
    names = parameters(machine, function, arguments)

    def produce(consumer: Callable[[Value], Value]) -> Value:
        return _run(machine, function, arguments, dict(names), consumer, site)

    lazy = Lazy(produce, tuple(arguments.all()))
    machine.allocate(lazy, Stage.FRESH)
    if function.manages:
        return known(
            machine.allocate(  # type: ignore[arg-type]
                Made("a managed generator", NO_ARGUMENTS, {"generator": known(lazy)}), NONE
            )
        )
    return known(lazy)


def run(machine: Machine, function: Function, arguments: Arguments, site: Site) -> Value:
    """Return what a function of the project returns."""
    names = parameters(machine, function, arguments)
    return _run(machine, function, arguments, names, None, site)


def _run(
    machine: Machine,
    function: Function,
    arguments: Arguments,
    names: Names,
    consumer: Callable[[Value], Value] | None,
    site: Site,
) -> Value:
    node = function.node
    machine.foreign += 1
    active = machine.active.get(node, 0)
    machine.called.add(node)
    begun = machine.extra.get(("level", node), 0)
    limit = _RECURSION if machine.level <= begun else _OPEN_RECURSION
    if machine.depth >= DEPTH or (active >= limit):
        machine.untold("calls functions too deep to be followed", site)
        machine.havoc(arguments.all())
        machine.blur()
        return machine.opaque(arguments.all())
    frame = Frame(machine.state.mark(), len(machine.finals), consumer)
    scope = Scope(names, function.scope.module, function.scope, function=function, frame=frame)
    path, leaves = machine.path, machine.leaves
    loops, machine.loops = machine.loops, []
    machine.depth += 1
    machine.active[node] = active + 1
    if active == 0:
        machine.extra["level", node] = machine.level
    try:
        if isinstance(node, ast.Lambda):
            frame.value = machine.evaluate(node.body, scope)
            end: object = RETURN
        else:
            end = machine.attempt_block(node.body, scope)
    finally:
        machine.active[node] = active
        machine.depth -= 1
        machine.loops = loops
    return _returned(machine, frame, end, path, leaves, scope)


def _returned(
    machine: Machine, frame: Frame, end: Any, path: Any, leaves: int, scope: Scope
) -> Value:
    """Join all paths through a function, and return what they give."""
    falls = isinstance(end, int) and end in (FALL, RETURN)
    value = (frame.value if end == RETURN else NOTHING) if falls else None
    if not frame.pending:
        if value is None:
            if isinstance(end, int):
                raise Dead
            raise end
        machine.settle(path, leaves)
        return value
    if value is None and not isinstance(end, int):
        machine.leave(end, scope)
    reaches = [payload[1] for _, payload in frame.pending]
    if falls:
        reaches.append(machine.reach)
    default = usual(reaches)
    given = [payload for payload, _ in machine.arrive(frame, falls=falls)]
    values: list[Value] = [item for item in given if isinstance(item, Value)]
    if value is not None:
        # What decided against the other ends decides about this one.
        values.append(depending(value, machine.control))
    chosen = values[default] if default is not None and default < len(values) else None
    if chosen is not None:
        values.remove(chosen)
        values.insert(0, chosen)
    result = values[0]
    for other in values[1:]:
        result = either(result, other, result if chosen is not None else None)
    machine.settle(path, leaves)
    return result


def parameters(machine: Machine, function: Function, arguments: Arguments) -> Names:
    """Return the parameters of a function by name, as a call sets them."""
    declared = function.node.args
    names = [p.arg for p in (*declared.posonlyargs, *declared.args)]
    found: Names = {}
    first_default = len(names) - len(function.defaults)
    for index, name in enumerate(names):
        default = function.defaults[index - first_default] if index >= first_default else None
        if index < len(arguments.positional):
            found[name] = arguments.positional[index]
        else:
            found[name] = _by_name(machine, name, default, arguments)
    for parameter, default in zip(declared.kwonlyargs, function.keyword_defaults, strict=True):
        found[parameter.arg] = _by_name(machine, parameter.arg, default, arguments)
    if declared.vararg:
        further = arguments.positional[len(names) :]
        found[declared.vararg.arg] = Value((Tuple(further, arguments.rest),))
    elif len(arguments.positional) > len(names) and machine.tries:
        raise Raised("TypeError")
    if declared.kwarg:
        others = {k: v for k, v in arguments.keywords.items() if k not in found}
        rest = arguments.rest
        found[declared.kwarg.arg] = machine.dict_of(entries_of_names(others, rest))
    return found


def _by_name(
    machine: Machine,
    name: str,
    default: Value | None,
    arguments: Arguments,
) -> Value:
    given = arguments.keywords.get(name)
    if given is not None:
        return given
    if arguments.rest is None:
        if default is None:
            if machine.tries:
                raise Raised("TypeError")
            return ANYTHING
        return default
    return join(default, arguments.rest) if default else arguments.rest


def with_first(first: Value, arguments: Arguments) -> Arguments:
    """Return arguments with one more in front."""
    return Arguments((first, *arguments.positional), arguments.keywords, arguments.rest)


# --- classes --------------------------------------------------------------------------

_RECORDS = frozenset({"", "object", "pydantic.BaseModel", "typing.NamedTuple"})
"""The bases of classes whose `__init__` is made from what their body annotates."""


def make_class(machine: Machine, node: ast.ClassDef, scope: Scope) -> Value:
    """Return the class that a statement makes."""
    bases = [option for base in node.bases for option in machine.evaluate(base, scope).options]
    made = Class(node.name, scope.module, tuple(bases), {})
    machine.spaces.append(made.names)
    # A class is a scope of its own, but its functions do not see it.
    body = Scope(made.names, scope.module, scope, function=scope.function, owner=made)
    machine.execute(node.body, body)
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, scope)
        if keyword.arg == "metaclass" and value.options not in _PLAIN_METACLASSES:
            _leave_to_metaclass(machine, made)
    if any(isinstance(option, External) and option.name.endswith(_ENUMS) for option in bases):
        _make_members(machine, made)
    site = Site(node, scope)
    value = known(made)
    for base in made.lineage()[1:]:
        hook = base.names.get("__init_subclass__")
        if hook is not None:
            given = {k.arg: machine.evaluate(k.value, scope) for k in node.keywords if k.arg}
            function = hook.options[0]
            if isinstance(function, Descriptor):
                hook = function.function
            apply(machine, hook, Arguments((value,), given), site)
            break
    for name, item in list(made.names.items()):
        for option in item.options:
            if isinstance(option, Instance) and option.kind.find("__set_name__") is not None:
                method = option.kind.find("__set_name__")
                assert method is not None
                apply(machine, method, Arguments((known(option), value, known(name)), {}), site)
    for decorator in reversed(node.decorator_list):
        wrapper = machine.evaluate(decorator, scope)
        value = apply(machine, wrapper, Arguments((value,), {}), Site(decorator, scope))
    return value


_PLAIN_METACLASSES = ((External("abc.ABCMeta"),), (External("type"),))


def _leave_to_metaclass(machine: Machine, kind: Class) -> None:
    """Let a class be anything that a metaclass may make of it."""
    kind.bases = (*kind.bases, UNKNOWN)
    for name, value in list(kind.names.items()):
        machine.bind(kind.names, name, join(value, ANYTHING))


_ENUMS = ("Enum", "Flag")


def _make_members(machine: Machine, kind: Class) -> None:
    """Make members of an enumeration of the values in its body."""
    counted = 0
    for name, value in list(kind.names.items()):
        option = value.options[0]
        if name.startswith("_") or isinstance(option, Function | Descriptor | Class):
            continue
        if isinstance(option, Made) and option.name.endswith("auto"):
            counted += 1
            value = known(counted)
        elif isinstance(option, int):
            counted = option
        member = Instance(kind)
        machine.allocate(member, None)
        member.names.update({"name": known(name), "value": value, "_value_": value})
        machine.bind(kind.names, name, known(member))


def _instantiate(machine: Machine, kind: Class, arguments: Arguments, site: Site) -> Value:
    foreign = kind.foreign()
    if foreign.endswith(_ENUMS):
        return _member(machine, kind, arguments)
    if foreign == "typing.NamedTuple":
        return _tuple(machine, kind, arguments)
    made = Instance(kind)
    allocated = machine.allocate(made, None, (site.node, kind))
    me = known(allocated)  # type: ignore[arg-type]
    new = kind.find("__new__")
    if new is not None:
        created = apply(machine, new, with_first(known(kind), arguments), site)
        if not all(isinstance(o, Instance) and kind in o.kind.lineage() for o in created.options):
            return created
        me = created
    initialize = kind.find("__init__")
    if initialize is not None:
        apply(machine, initialize, with_first(me, arguments), site)
    elif (fields := _fields(kind)) and (kind.is_record or foreign in _RECORDS):
        _fill(machine, kind, made, fields, arguments, site)
        after = kind.find("__post_init__")
        if after is not None:
            apply(machine, after, Arguments((me,), {}), site)
    elif foreign and isinstance(allocated, Instance):
        initialize_foreign(allocated, foreign, Call(machine, arguments, site))
    return me


def _member(machine: Machine, kind: Class, arguments: Arguments) -> Value:
    wanted = arguments.get(0) or ANYTHING
    members = [value for value in kind.names.values() if isinstance(value.options[0], Instance)]
    for member in members:
        option = member.options[0]
        assert isinstance(option, Instance)
        value = option.names.get("value", ANYTHING)
        if len(wanted.options) == 1 and wanted.options == value.options:
            return depending(member, wanted.origins)
    machine.doubt()
    return depending(join(*members), wanted.origins) if members else ANYTHING


def _fields(kind: Class) -> list[str]:
    """Return the names that a class and its bases annotate, in the order of `__init__`."""
    found = [name for base in reversed(kind.lineage()) for name in base.fields]
    return list(dict.fromkeys(found))


def _fill(
    machine: Machine,
    kind: Class,
    made: Instance,
    fields: list[str],
    arguments: Arguments,
    site: Site,
) -> None:
    """Set the attributes of a record from the arguments it is made with."""
    for name in arguments.keywords:
        machine.bind(made.names, name, arguments.keywords[name])
    for index, name in enumerate(fields):
        if index < len(arguments.positional):
            machine.bind(made.names, name, arguments.positional[index])
        elif name not in made.names:
            machine.bind(made.names, name, _field_default(machine, kind, name, arguments, site))


def _field_default(
    machine: Machine, kind: Class, name: str, arguments: Arguments, site: Site
) -> Value:
    default = kind.find(name)
    option = default.options[0] if default is not None else UNKNOWN
    if isinstance(option, Made) and option.name == "dataclasses.field":
        factory = option.arguments.keywords.get("default_factory")
        if factory is not None:
            default = machine.apply(factory, NO_ARGUMENTS, site)
        else:
            default = option.arguments.keywords.get("default", ANYTHING)
    if arguments.rest is not None:
        return join(arguments.rest, *present(default))
    return default or ANYTHING


def _tuple(machine: Machine, kind: Class, arguments: Arguments) -> Value:
    """Return a named tuple."""
    fields = _fields(kind)
    items: list[Value] = []
    for index, name in enumerate(fields):
        given = arguments.get(index, name)
        items.append(given or kind.find(name) or ANYTHING)
    if arguments.rest is not None:
        machine.doubt()
    return Value((Tuple(tuple(items), None, tuple(fields), kind),))


def initialize_foreign(made: Instance, foreign: str, call: Call) -> None:
    """Note with which arguments the base from outside the project is initialized."""
    if made.made is None:
        made.made = Made(foreign, call.arguments)
        call.machine.models.initialized(made, foreign, call)


_CALLS: dict[type, Callable[[Machine, Any, Arguments, Site], Value]] = {
    Bound: _bound,
    Cached: _cached,
    Class: _instantiate,
    Descriptor: _descriptor,
    External: _external,
    Function: _function,
    Instance: _callable,
    Made: _made,
    Method: _method,
}
"""What calls each kind of option."""


def bound(machine: Machine, value: Value, instance: Value, kind: Class, site: Site) -> Value:
    """Return what a class has under a name as its instance hands it out."""
    if len(value.options) == 1:
        found = _bound_option(machine, value.options[0], instance, kind, site)
    else:
        found = join(
            *(_bound_option(machine, option, instance, kind, site) for option in value.options)
        )
    return depending(found, value.origins)


def _bound_option(
    machine: Machine, option: Option, instance: Value, kind: Class, site: Site
) -> Value:
    match option:
        case Function():
            return known(Bound(option, (instance,)))
        case Cached():
            return known(Bound(option, (instance,)))
        case Descriptor(wrapping=Wrapping.PROPERTY, function=function):
            return apply(machine, function, Arguments((instance,), {}), site)
        case Descriptor(wrapping=Wrapping.CACHED_PROPERTY, function=function):
            value = apply(machine, function, Arguments((instance,), {}), site)
            for owner in instance.options:
                if isinstance(owner, Instance) and len(instance.options) == 1:
                    name = getattr(site.node, "attr", None)
                    if isinstance(name, str):
                        machine.set_name(owner, owner.names, name, value, weakly=False)
            return value
        case Descriptor(wrapping=Wrapping.STATIC, function=function):
            return function
        case Descriptor(wrapping=Wrapping.CLASS, function=function):
            bound_to = [Bound(o, (known(kind),)) for o in function.options]
            return Value(tuple(bound_to), function.origins)
        case Instance() if option.kind.find("__get__") is not None:
            method = option.kind.find("__get__")
            assert method is not None
            given = Arguments((known(option), instance, known(kind)), {})
            return apply(machine, method, given, site)
        case _:
            return known(option)
