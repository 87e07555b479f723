"""Hooks of hatchling, of PEP 517 back ends in the tree, and of other tools."""

from __future__ import annotations

import re
from functools import partial

from uvlint.pyeval.domain import (
    Class,
    Dict,
    Entries,
    External,
    Function,
    Instance,
    ListKind,
    Made,
    Method,
    Module,
    Option,
    Path,
    Value,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import FALL, Call, Handler, Machine
from uvlint.pyeval.symbolic_paths import ROOT
from uvlint.pymodels.hooks import HOOK, call_back, handed, is_of, run_hook, surely
from uvlint.pymodels.setuptools import is_idle

COPIED = (
    *("force_include", "force_include_editable", "shared_data", "shared_scripts"),
    "extra_metadata",
)
LISTED = ("artifacts", "sbom_files")
"""What a build hook of hatchling can name: files by where they go, and lists."""

_METADATA = frozenset(
    {"authors", "classifiers", "dependencies", "description", "entry-points", "gui-scripts"}
    | {"keywords", "license", "maintainers", "optional-dependencies", "readme"}
    | {"requires-python", "urls", "version"}
)

_HOOKS = re.compile(
    r"build_(?:editable|wheel)|(?:get_requires|prepare_metadata)_for_build_(?:editable|wheel)"
)
_REQUIRES_OF_WHEEL = "get_requires_for_build_wheel"
_FOR_OTHER_BUILDS = re.compile(r".*sdist|_")


def run_hooks(machine: Machine, module: Module) -> None:
    """Run what a tool may call: public functions and classes of the file, hooks from elsewhere.

    By default a build is an editable one, which asks for its own requirements.
    """
    for name, value in list(module.names.items()):
        if name == _REQUIRES_OF_WHEEL and not _is_of_editable(name, module):
            machine.maybe(partial(_call_back, machine, value), default=False)
            continue
        own = tuple(
            option
            for option in value.options
            if is_of(option, module) and not (isinstance(option, Class) and is_idle(option))
        )
        if own and not _FOR_OTHER_BUILDS.match(name):
            for option in own:
                sure = len(value.options) == 1 and _is_called(option, name, module)
                _run(machine, option, sure=sure)
        elif _HOOKS.fullmatch(name):
            sure = _is_of_editable(name, module)
            call_back(machine, value, sure=sure)


def _call_back(machine: Machine, value: Value) -> int:
    call_back(machine, value)
    return FALL


def _is_called(option: Option, name: str, module: Module) -> bool:
    """Tell whether every editable build calls a function, or the methods of a class."""
    if isinstance(option, Class):
        return option.foreign().endswith("Interface")
    return name in _CALLED or (_HOOKS.fullmatch(name) is not None and _is_of_editable(name, module))


def _is_of_editable(name: str, module: Module) -> bool:
    """Tell whether a hook of PEP 517 is for editable builds, or has no such twin."""
    return f"{name.removesuffix('wheel')}editable" not in module.names


_CALLED = frozenset({"pdm_build_initialize"})
"""Functions that a back end calls by their name."""


def _run(machine: Machine, option: Option, *, sure: bool) -> None:
    kind = option if isinstance(option, Class) else None
    method = kind.find("initialize") if kind is not None else None
    initialize = method.options[0] if method is not None else None
    if kind is not None and isinstance(initialize, Function):
        run = partial(_run_initialize, machine, kind, initialize)
        if sure:
            surely(machine, run)
        else:
            machine.maybe(run)
    call_back(machine, known(option), sure=sure)


def _run_initialize(machine: Machine, kind: Class, function: Function) -> int:
    """Run `initialize` of a build hook with the data that it may fill (hatchling 1.33, source read)."""
    made = Instance(kind)
    machine.allocate(made, None)
    named: dict[str, Value] = {}
    parameters = function.node.args.args[2:3]  # after `self` and `version`
    for parameter in parameters:
        site = Site(function.node, function.scope)
        named[parameter.arg] = _build_data(machine, site)
    machine.attempt(lambda: _ran(machine, function, made, named))
    for value in named.values():
        for option in value.options:
            if isinstance(option, Dict):
                for name, item in machine.entries_of(option).items.items():
                    feed_field(machine, name, item)
    return FALL


def _ran(machine: Machine, function: Function, made: Instance, named: dict[str, Value]) -> int:
    run_hook(machine, function, (known(made),), named)
    return FALL


def _build_data(machine: Machine, site: Site) -> Value:
    """Return what hatchling gives to `initialize`, to be filled."""
    items = {name: machine.dict_of(Entries({})) for name in COPIED}
    items.update({name: machine.list_of((), None, ListKind.LIST) for name in LISTED})
    value = machine.dict_of(Entries(dict(items)), known(External(HOOK)))  # type: ignore[arg-type]
    option = value.options[0]
    assert isinstance(option, Dict)
    machine.effects.filled.append((option, site))
    return value


def feed_field(machine: Machine, name: object, value: Value) -> None:
    """Note that a value flows into an entry of metadata, if that is what it is."""
    if isinstance(name, str) and name in _METADATA:
        machine.effects.feed(name, machine.opaque([value]).origins)


def hook_attribute(made: Made, name: str) -> Value | None:
    """Return an attribute of what a tool hands to code, None for other things."""
    if made.name != HOOK:
        return None
    return known(Path(ROOT) if name == "root" else Method(made, name))


def hook_method(made: Made, name: str, call: Call) -> Value | None:
    """Return what a method of what a tool hands to code gives, None for other things."""
    if made.name != HOOK:
        return None
    machine = call.machine
    heap = machine.state.heap
    origins = machine.origins_of(made) | call.opaque().origins | machine.control
    match name:
        case "__setitem__" | "setdefault":
            for text in machine.texts(call.argument(0)):
                feed_field(machine, text, call.argument(1))
                machine.bind(made.names, f"[{text}]", call.argument(1))
        case "update":
            for value in call.arguments.positional:
                for option in value.options:
                    if isinstance(option, Dict):
                        for key, item in machine.entries_of(option).items.items():
                            feed_field(machine, key, item)
            for key_name, item in call.arguments.keywords.items():
                feed_field(machine, key_name, item)
        case _:
            pass
    machine.state.set(heap, made, origins)
    return Value((made,), origins)


def hook_item(call: Call) -> Value:
    """Return an item of what a tool hands to code."""
    return handed(call.machine)


FUNCTIONS: dict[str, Handler] = {HOOK: hook_item}
