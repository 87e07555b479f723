"""Code that is handed to a tool, which calls it later: functions, commands, hooks."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    Arguments,
    Bound,
    Class,
    Descriptor,
    Function,
    Instance,
    Module,
    Names,
    Option,
    Value,
    Wrapping,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import FALL, Machine

HOOK = "the argument of a hook"
"""The name of what a tool hands to the project's code."""

_FIRST = ("__init__", "initialize_options", "finalize_options", "run", "initialize", "update")
"""The methods that a tool calls, in order; any other one it may call or not."""

_NEVER = frozenset(
    {"__repr__", "__str__", "__eq__", "__hash__", "__del__", "__new__", "__init_subclass__"}
    | {"clean", "sdist"}
)


def handed(machine: Machine) -> Value:
    """Return something that a tool hands to code."""
    return machine.made(HOOK, NO_ARGUMENTS)


def call_back(
    machine: Machine, value: Value, *, sure: bool = False, given: Value | None = None
) -> None:
    """Run the functions, and the methods of the classes, that a tool is handed.

    `sure` tells that every build runs them, `given` is what they are called with.
    """
    for option in value.options:
        run = partial(_run, machine, option, sure=sure, given=given)
        if sure and len(value.options) == 1:
            surely(machine, run)
        else:
            machine.maybe(run)


def surely(machine: Machine, run: Callable[[], int]) -> None:
    """Run what every build runs; where that fails, what follows is looked at all the same."""
    path = machine.path
    machine.attempt(run)
    machine.restore(path)


def _run(machine: Machine, option: Option, *, sure: bool, given: Value | None) -> int:
    match option:
        case Function():
            run_hook(machine, option, (), given=given)
        case Bound(function=Function() as function, first=first, keywords=keywords):
            run_hook(machine, function, first, keywords, given=given)
        case Class() if option not in machine.called:
            machine.called.add(option)
            made = Instance(option)
            machine.allocate(made, None)
            run_methods(machine, option, made, sure=sure, given=given)
        case Instance(kind=kind):
            run_methods(machine, kind, option, sure=sure, given=given)
        case _:
            pass
    return FALL


def run_methods(
    machine: Machine, kind: Class, made: Instance, *, sure: bool, given: Value | None = None
) -> None:
    """Run the methods of a class that a tool may call, on an instance of it."""
    names = dict.fromkeys(_FIRST)
    for found in kind.lineage():
        names.update(dict.fromkeys(found.names))
    for name in names:
        method = kind.find(name)
        if method is None or name in _NEVER:
            continue
        is_sure = sure and name in _FIRST and len(method.options) == 1
        for option in method.options:
            for function, first in _functions_of(option, kind, made):
                run = partial(_ran, machine, function, first, given)
                if is_sure:
                    surely(machine, run)
                elif function.node not in machine.called:
                    machine.maybe(run)


def _functions_of(
    option: Option, kind: Class, made: Instance
) -> list[tuple[Function, tuple[Value, ...]]]:
    """Return the functions under a name of a class, and the first argument of each."""
    first: tuple[Value, ...] = (known(made),)
    options: Collection[Option] = (option,)
    if isinstance(option, Descriptor):
        options = option.function.options
        if option.wrapping is Wrapping.STATIC:
            first = ()
        elif option.wrapping is Wrapping.CLASS:
            first = (known(kind),)
    return [(o, first) for o in options if isinstance(o, Function)]


def _ran(
    machine: Machine, function: Function, first: tuple[Value, ...], given: Value | None
) -> int:
    run_hook(machine, function, first, given=given)
    return FALL


def run_hook(
    machine: Machine,
    function: Function,
    first: tuple[Value, ...],
    named: Names | None = None,
    *,
    given: Value | None = None,
) -> Value:
    """Run a function as a tool does, once, with arguments that nothing is known of."""
    if function.node in machine.called:
        return ANYTHING
    argument = handed(machine) if given is None else given
    site = Site(function.node, function.scope)
    arguments = _arguments(function, first, named or {}, argument)
    outer, machine.by_tool = machine.by_tool, True
    try:
        result = machine.apply(known(function), arguments, site)
        machine.hand_on([result])
        _run_returned(machine, result)
    finally:
        machine.by_tool = outer
    return result


def _arguments(
    function: Function, first: tuple[Value, ...], named: Names, argument: Value
) -> Arguments:
    """Return the arguments of a call that gives one for each parameter without a default."""
    declared = function.node.args
    names = [p.arg for p in (*declared.posonlyargs, *declared.args)]
    required = names[: len(names) - len(function.defaults)]
    keywords = dict(named)
    missing = [keywords.pop(name, argument) for name in required[len(first) :]]
    positional = (*first, *missing)
    for parameter, default in zip(declared.kwonlyargs, function.keyword_defaults, strict=True):
        if default is None:
            keywords.setdefault(parameter.arg, argument)
    if declared.vararg is not None or declared.kwarg is not None:
        return Arguments(positional, keywords, argument)
    return Arguments(positional, keywords)


def _run_returned(machine: Machine, value: Value) -> None:
    """Run the functions among what a hook gives back to the tool: `{"scheme": function}`."""
    held = machine.contained([value])
    machine.spend(len(held) // 8)
    for item in held:
        for option in item.options:
            if isinstance(option, Function) and option.node not in machine.called:
                surely(machine, partial(_ran, machine, option, (), None))


def is_of(option: Option, module: Module) -> bool:
    """Tell whether a function, class or instance is of a module."""
    match option:
        case Function(scope=scope):
            return scope.module is module
        case Class(module=where) | Instance(kind=Class(module=where)):
            return where is module
        case _:
            return False
