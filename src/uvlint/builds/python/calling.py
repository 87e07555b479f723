"""Calls of functions and classes of the project, and of those a tool would call."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from uvlint.builds.python import library, methods
from uvlint.builds.python.call import Call
from uvlint.builds.python.notes import Site
from uvlint.builds.python.values import (
    ANYTHING,
    Arguments,
    Bound,
    Class,
    Entries,
    External,
    Function,
    Instance,
    Items,
    Made,
    Managed,
    Method,
    Scope,
    Value,
    contained,
    join,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine

HOOK = "the argument of a hook"
"""The name of what a tool hands to the project's code."""

COPIED = (
    *("force_include", "force_include_editable", "shared_data", "shared_scripts"),
    "extra_metadata",
)
LISTED = ("artifacts", "sbom_files")
"""What a build hook of hatchling can name: files by where they go, and lists."""

_DEPTH = 20
_RECURSION = 2
_FIRST = ("__init__", "initialize_options", "finalize_options", "run")
_NEVER = frozenset({"__repr__", "__str__", "__eq__", "__hash__", "__del__", "clean", "sdist"})


def apply(machine: Machine, callee: Value, arguments: Arguments, site: Site) -> Value:
    """Return what a call comes to."""
    if len(callee.options) == 1:
        result = _apply(machine, callee.options[0], arguments, site)
    else:
        with machine.undecided():
            result = join(*(_apply(machine, o, arguments, site) for o in callee.options))
    if callee.origins:
        return Value(result.options, result.origins | callee.origins)
    return result


def _apply(machine: Machine, option: object, arguments: Arguments, site: Site) -> Value:
    call = _CALLS.get(type(option))
    return call(machine, option, arguments, site) if call else machine.opaque(arguments.all())


def _external(machine: Machine, option: External, arguments: Arguments, site: Site) -> Value:
    return library.perform(option.name, Call(machine, arguments, site))


def _method(machine: Machine, option: Method, arguments: Arguments, site: Site) -> Value:
    return methods.perform(option.owner, option.name, Call(machine, arguments, site))


def _bound(machine: Machine, option: Bound, arguments: Arguments, site: Site) -> Value:
    merged = Arguments(
        (*option.first, *arguments.positional),
        {**option.keywords, **arguments.keywords},
        arguments.rest,
    )
    return _apply(machine, option.function, merged, site)


def _callable(machine: Machine, option: Instance, arguments: Arguments, site: Site) -> Value:
    called = option.kind.find("__call__")
    if called is None:
        return machine.opaque(arguments.all())
    return apply(machine, called, _with_first(known(option), arguments), site)


def _function(machine: Machine, option: Function, arguments: Arguments, _: Site) -> Value:
    return run(machine, option, arguments)


def run(machine: Machine, function: Function, arguments: Arguments) -> Value:
    """Return what a function of the project returns, or the items it yields."""
    node = function.node
    active = machine.active.get(node, 0)
    machine.called.add(node)
    if machine.depth >= _DEPTH or active >= _RECURSION:
        return machine.opaque(arguments.all())
    scope = Scope(
        _parameters(function, arguments),
        function.scope.module,
        function.scope,
        function=function,
    )
    loops, machine.loops = machine.loops, 0
    machine.depth += 1
    machine.active[node] = active + 1
    try:
        if isinstance(node, ast.Lambda):
            return machine.evaluate(node.body, scope)
        ended = machine.execute(node.body, scope)
    finally:
        machine.active[node] = active
        machine.depth -= 1
        machine.loops = loops
    if scope.yielded is not None:
        if "contextmanager" in function.decorators:
            entered = join(*scope.yielded.items) if scope.yielded.items else known(None)
            return known(Managed(entered, scope.folder or machine.folder))
        return known(scope.yielded)
    if not scope.returned or not ended:
        scope.returned.append(known(None))
    return join(*scope.returned)


def _parameters(function: Function, arguments: Arguments) -> dict[str, Value]:
    """Return the parameters of a function by name, as a call sets them."""
    parameters = function.node.args
    names = [p.arg for p in (*parameters.posonlyargs, *parameters.args)]
    found: dict[str, Value] = {}
    first_default = len(names) - len(function.defaults)
    for index, name in enumerate(names):
        default = function.defaults[index - first_default] if index >= first_default else None
        if index < len(arguments.positional):
            found[name] = arguments.positional[index]
        else:
            found[name] = _by_name(name, default, arguments)
    for parameter, default in zip(parameters.kwonlyargs, function.keyword_defaults, strict=True):
        found[parameter.arg] = _by_name(parameter.arg, default, arguments)
    if parameters.vararg:
        further = list(arguments.positional[len(names) :])
        found[parameters.vararg.arg] = known(Items(further, arguments.rest))
    if parameters.kwarg:
        others = {k: v for k, v in arguments.keywords.items() if k not in found}
        found[parameters.kwarg.arg] = known(Entries({**others}, arguments.rest))
    return found


def _by_name(name: str, default: Value | None, arguments: Arguments) -> Value:
    given = arguments.keywords.get(name)
    if given is not None:
        return given
    if arguments.rest is None:
        return default or ANYTHING
    return join(default, arguments.rest) if default else arguments.rest


def _instance(machine: Machine, kind: Class, arguments: Arguments, site: Site) -> Value:
    made = Instance(kind, {})
    initialize = kind.find("__init__")
    if initialize is not None:
        apply(machine, initialize, _with_first(known(made), arguments), site)
    elif (fields := _fields(kind)) and kind.foreign() in _RECORDS:
        _fill(made, fields, arguments)
        if after := kind.find("__post_init__"):
            apply(machine, after, Arguments((known(made),), {}), site)
    elif foreign := kind.foreign():
        initialize_foreign(made, foreign, Call(machine, arguments, site))
    return known(made)


_RECORDS = frozenset({"", "object", "pydantic.BaseModel", "typing.NamedTuple"})
"""The bases of classes whose `__init__` is made from what their body annotates."""


def _fields(kind: Class) -> list[str]:
    """Return the names that a class and its bases annotate, in the order of `__init__`."""
    found = [name for base in reversed(list(kind.lineage())) for name in base.fields]
    return list(dict.fromkeys(found))


def _fill(made: Instance, fields: list[str], arguments: Arguments) -> None:
    """Set the attributes of a record from the arguments it is made with."""
    made.names.update(zip(fields, arguments.positional, strict=False))
    made.names.update(arguments.keywords)
    if arguments.rest is not None:
        for name in fields:
            made.names.setdefault(name, arguments.rest)


def initialize_foreign(made: Instance, foreign: str, call: Call) -> None:
    """Note with which arguments the base from outside the project is initialized."""
    if made.made is None:
        made.made = Made(foreign, call.arguments)
        call.machine.declare(made, call.site)


_CALLS: dict[type, Callable[[Machine, Any, Arguments, Site], Value]] = {
    Bound: _bound,
    Class: _instance,
    External: _external,
    Function: _function,
    Instance: _callable,
    Method: _method,
}
"""What calls each kind of option."""


def _with_first(first: Value, arguments: Arguments) -> Arguments:
    return Arguments((first, *arguments.positional), arguments.keywords, arguments.rest)


def call_back(machine: Machine, value: Value) -> None:
    """Run the functions, and the methods of the classes, that a tool is handed."""
    with machine.undecided():
        for option in value.options:
            match option:
                case Function():
                    _run_returned(machine, _run_hook(machine, option, ()))
                case Bound(function=Function() as function, first=first):
                    _run_hook(machine, function, first)
                case Class() if option not in machine.called:
                    machine.called.add(option)
                    _run_methods(machine, option, Instance(option, {}))
                case Instance(kind=kind):
                    _run_methods(machine, kind, option)
                case _:
                    pass


def _run_methods(machine: Machine, kind: Class, made: Instance) -> None:
    names = dict.fromkeys(_FIRST)
    for found in kind.lineage():
        names.update(dict.fromkeys(found.names))
    for name in names:
        method = kind.find(name)
        for option in method.options if method and name not in _NEVER else ():
            if isinstance(option, Function):
                is_static = "staticmethod" in option.decorators
                _run_hook(machine, option, () if is_static else (known(made),))


def _run_hook(machine: Machine, function: Function, first: tuple[Value, ...]) -> Value:
    if function.node in machine.called:
        return ANYTHING
    handed = known(Made(HOOK, Arguments((), {})))
    node, named = function.node, {}
    if isinstance(node, ast.FunctionDef) and node.name == "initialize":
        for parameter in node.args.args[2:3]:  # after `self` and `version`
            site = Site(node, function.scope)
            named[parameter.arg] = _build_data(machine, handed, site)
    result = run(machine, function, Arguments(first, named, handed))
    for value in named.values():
        for option in value.options:
            for name, item in option.items.items() if isinstance(option, Entries) else ():
                machine.notes.feed_field(name, machine.opaque([item]).origins)
    return result


def _build_data(machine: Machine, handed: Value, site: Site) -> Value:
    """Return what hatchling gives to `initialize`, to be filled (1.33, source read)."""
    found = Entries({}, make=lambda: handed)
    found.items.update((name, known(Entries({}))) for name in COPIED)
    found.items.update((name, known(Items([]))) for name in LISTED)
    machine.notes.filled.append((found, site))
    return known(found)


def _run_returned(machine: Machine, value: Value) -> None:
    """Run the functions among what a hook gives back to the tool: `{"scheme": function}`."""
    held = contained([value])
    machine.spend(len(held) // 8)
    for item in held:
        for option in item.options:
            if isinstance(option, Function):
                _run_hook(machine, option, ())
