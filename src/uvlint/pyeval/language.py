"""The Python language as one value: what the machine asks for nodes, options and operators."""

from __future__ import annotations

from uvlint.pyeval import (
    attributes,
    calls,
    containers,
    expressions,
    imports,
    iteration,
    statements,
    texts,
)
from uvlint.pyeval.domain import (
    CONSTANTS,
    Arguments,
    Bound,
    Class,
    Dict,
    Entries,
    External,
    Function,
    Instance,
    Items,
    List,
    Made,
    Module,
    NamesView,
    Option,
    Path,
    Super,
    Tuple,
    Value,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import Call, Language, Machine
from uvlint.pyeval.symbolic_paths import is_wild


def truth(machine: Machine, value: Value) -> bool | None:
    """Return whether a value is true, None where that is not known."""
    answer = _truth(machine, value.options[0])
    if answer is None:
        return None
    for option in value.options[1:]:
        if _truth(machine, option) is not answer:
            return None
    return answer


def _truth(machine: Machine, option: Option) -> bool | None:
    if type(option) in CONSTANTS:
        if isinstance(option, str) and is_wild(option):
            return True
        return bool(option)
    match option:
        case List() | Tuple():
            content: Items | Tuple = (
                machine.items_of(option) if isinstance(option, List) else option
            )
            if content.items:
                return True
            return False if content.rest is None else None
        case Dict() | NamesView():
            entries: Entries = machine.entries_of(option)
            if len(entries.items) > len(entries.unsure):
                return True
            return False if not entries.items and entries.rest is None else None
        case Path() | Function() | Class() | Module() | Bound() | External("sys.implementation"):
            return True
        case Instance():
            return _truth_of_instance(machine, option)
        case _:
            return None


def _truth_of_instance(machine: Machine, option: Instance) -> bool | None:
    for name in ("__bool__", "__len__"):
        method = option.kind.find(name)
        if method is not None:
            function = method.options[0]
            if not isinstance(function, Function):
                return None
            site = Site(function.node, function.scope)
            result = machine.apply(method, Arguments((known(option),), {}), site)
            return truth(machine, result)
    return None if option.kind.foreign() else True


def method(machine: Machine, owner: Option, name: str, call: Call) -> Value:
    """Return what a method comes to."""
    table = containers.METHODS.get(type(owner)) or texts.METHODS.get(type(owner))
    if table is not None:
        return table(owner, name, call)
    match owner:
        case Path():
            return machine.models.path_method(owner, name, call)
        case Made():
            return machine.models.method(owner, name, call)
        case Instance():
            return machine.models.inherited_method(owner, name, call)
        case Super():
            return _of_super(machine, owner, name, call)
        case Class():
            return _of_class(machine, owner, name, call)
        case _:
            return machine.models.other_method(owner, name, call)


def _of_super(machine: Machine, owner: Super, name: str, call: Call) -> Value:
    for option in owner.instance.options:
        if isinstance(option, Instance):
            if name == "__init__":
                calls.initialize_foreign(option, owner.kind.foreign(), call)
                return known(None)
            if name in ("__setattr__", "__getattribute__") and call.arguments.positional:
                return _plain_attribute(machine, option, name, call)
            if name == "__init_subclass__":
                return known(None)
            return machine.models.inherited_method(option, name, call)
        if isinstance(option, Class) and name == "__new__":
            made = Instance(option)
            machine.allocate(made, None)
            return known(made)
    if name == "__init_subclass__":
        return known(None)
    machine.doubt()
    return call.opaque()


def _plain_attribute(machine: Machine, option: Instance, name: str, call: Call) -> Value:
    for text in machine.texts(call.argument(0)):
        if name == "__getattribute__":
            return option.names.get(text) or call.opaque()
        machine.set_name(option, option.names, text, call.argument(1), weakly=False)
    return known(None)


def _of_class(machine: Machine, kind: Class, name: str, call: Call) -> Value:
    arguments = call.arguments
    if name == "__init__" and arguments.positional:
        first, *others = arguments.positional
        rest = Arguments(tuple(others), arguments.keywords, arguments.rest)
        return _of_super(machine, Super(kind, first), name, Call(machine, rest, call.site))
    if name == "_make":
        items = machine.sequence(call.argument(0))
        if items is not None:
            return machine.apply(known(kind), Arguments(tuple(items), {}), call.site)
    machine.doubt()
    machine.havoc(arguments.all())
    return call.opaque()


LANGUAGE = Language(
    expressions=expressions.TABLE,
    statements=statements.TABLE,
    apply=calls.apply,
    attribute=attributes.attribute,
    assign=statements.assign,
    set_attribute=attributes.set_attribute,
    item=containers.item,
    set_item=containers.set_item,
    iterate=iteration.iterate,
    method=method,
    truth=truth,
    import_module=imports.import_module,
    run_file=imports.run_module,
)
