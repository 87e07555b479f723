"""What `with` gets from things of libraries, and what the end of the block does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    NOTHING,
    Arguments,
    Instance,
    Lazy,
    Made,
    Option,
    Stage,
    Value,
    depending,
    join,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import ENVIRONMENTS, is_environment
from uvlint.pyeval.machine import FALL, Call, Machine
from uvlint.pyeval.state import MISSING
from uvlint.pymodels import environment
from uvlint.pymodels.paths import change_folder

Leave = Callable[[], None] | None
"""What the end of a block does."""

STACKS = frozenset({"contextlib.AsyncExitStack", "contextlib.ExitStack"})


def context(machine: Machine, made: Made, site: Site) -> tuple[Value, Leave]:
    """Return what `with` gets from a thing, and what the end of the block does."""
    enter = _CONTEXTS.get(made.name)
    if enter is not None:
        return enter(machine, made, site)
    if made.name.endswith("patch.dict"):
        return _patched(machine, made, site)
    return known(made), None


def _chdir(machine: Machine, made: Made, _: Site) -> tuple[Value, Leave]:
    before = machine.state.world["folder"]
    change_folder(machine, made.arguments.get(0, "path") or ANYTHING)
    return NOTHING, partial(_go_back, machine, before)


def _go_back(machine: Machine, folders: tuple[str, ...]) -> None:
    machine.state.set(machine.state.world, "folder", folders)


def _first(_: Machine, made: Made, __: Site) -> tuple[Value, Leave]:
    return made.arguments.get(0) or NOTHING, None


def _temporary_folder(_: Machine, made: Made, __: Site) -> tuple[Value, Leave]:
    return made.names.get("name", ANYTHING), None


def _patched(machine: Machine, made: Made, _: Site) -> tuple[Value, Leave]:
    """Set variables of the environment until the end of the block."""
    target = made.arguments.get(0) or ANYTHING
    if not any(option in ENVIRONMENTS or is_environment(option) for option in target.options):
        return known(made), None
    before = dict(machine.state.environment)
    for value in made.arguments.positional[1:2]:
        environment.update(machine, value)
    for name, value in made.arguments.keywords.items():
        if name not in ("clear", "values"):
            environment.set_item(machine, known(name), value)
    return target, partial(_restore, machine, before)


def _restore(machine: Machine, before: dict[str, Value | None]) -> None:
    variables = machine.state.environment
    for name in {**variables, **before}:
        machine.state.set_or_remove(variables, name, before.get(name, MISSING))


# --- stacks of contexts ---------------------------------------------------------------


def _stack(machine: Machine, made: Made, _: Site) -> tuple[Value, Leave]:
    return known(made), partial(unwind, machine, made)


def _pending(machine: Machine, made: Made) -> list[tuple[int, Callable[[], None]]]:
    """Return what the end of a stack does, and at which depth of branches that was decided."""
    found: list[tuple[int, Callable[[], None]]] = machine.extra.setdefault(("stack", made), [])
    return found


def unwind(machine: Machine, made: Made) -> None:
    """Do what the end of a stack of contexts does, the last first."""
    pending = _pending(machine, made)
    machine.extra["stack", made] = []
    for level, leave in reversed(pending):
        if level <= machine.level:
            leave()
        else:
            machine.maybe(partial(_done, leave))


def _done(leave: Callable[[], None]) -> int:
    leave()
    return FALL


def stack_method(made: Made, name: str, call: Call) -> Value | None:
    """Return what a method of a stack of contexts gives, None for others."""
    machine, site = call.machine, call.site
    pending = _pending(machine, made)
    match name:
        case "enter_context" | "enter_async_context":
            value, leave = entered(machine, call.argument(0), site)
            if leave is not None:
                pending.append((machine.level, leave))
            return value
        case "callback" | "push" | "push_async_callback":
            function, *given = call.arguments.positional or (ANYTHING,)
            if name == "push":
                given = [NOTHING] * 3
            arguments = Arguments(tuple(given), call.arguments.keywords, call.arguments.rest)
            pending.append((machine.level, partial(_called, machine, function, arguments, site)))
            return function
        case "close" | "aclose" | "__exit__":
            unwind(machine, made)
            return NOTHING
        case "pop_all":
            other = machine.made(made.name, NO_ARGUMENTS)
            machine.extra["stack", other.options[0]] = pending
            machine.extra["stack", made] = []
            return other
        case _:
            return None


def _called(machine: Machine, function: Value, arguments: Arguments, site: Site) -> None:
    machine.apply(function, arguments, site)


def entered(machine: Machine, value: Value, site: Site) -> tuple[Value, Leave]:
    """Return what a stack gets from a context, and what the end does."""
    found = [_entered(machine, option, site) for option in value.options]
    values = [depending(part, value.origins) for part, _ in found]
    leaves = [leave for _, leave in found if leave is not None]
    if not leaves:
        return join(*values), None
    if len(found) == 1:
        return values[0], leaves[0]

    def leave() -> None:
        machine.fork([*(partial(_done, one) for one in leaves), lambda: FALL], None)

    machine.doubt()
    return join(*values), leave


def _entered(machine: Machine, option: Option, site: Site) -> tuple[Value, Leave]:
    match option:
        case Made(name="a managed generator"):
            return _managed(machine, option)
        case Made():
            return context(machine, option, site)
        case Instance() if option.kind.find("__enter__") is not None:
            me = known(option)
            begin = machine.attribute(me, "__enter__", site)
            finish = machine.attribute(me, "__exit__", site)
            given = Arguments((NOTHING,) * 3, {})
            value = machine.apply(begin, NO_ARGUMENTS, site)
            return value, partial(_called, machine, finish, given, site)
        case _:
            return known(option), None


def _managed(machine: Machine, option: Made) -> tuple[Value, Leave]:
    """Run a managed generator to its end; its working directory is that of the `yield` until then."""
    generator = option.names["generator"].options[0]
    if not isinstance(generator, Lazy):
        return ANYTHING, None
    state = machine.state
    found: list[Value] = []
    inside = state.world["folder"]

    def consume(value: Value) -> Value:
        nonlocal inside
        found.append(value)
        inside = state.world["folder"]
        return NOTHING

    state.set(state.heap, generator, Stage.SPENT)
    generator.produce(consume)
    after = state.world["folder"]
    _go_back(machine, inside)
    return (join(*found) if found else NOTHING), partial(_go_back, machine, after)


_CONTEXTS: dict[str, Callable[[Machine, Made, Site], tuple[Value, Leave]]] = {
    **dict.fromkeys(STACKS, _stack),
    "contextlib.aclosing": _first,
    "contextlib.chdir": _chdir,
    "contextlib.closing": _first,
    "contextlib.nullcontext": _first,
    "contextlib.redirect_stderr": _first,
    "contextlib.redirect_stdout": _first,
    "tempfile.TemporaryDirectory": _temporary_folder,
}
