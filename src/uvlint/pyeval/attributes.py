"""Attributes of all kinds of options: read and set."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import Any

from uvlint.pyeval import imports
from uvlint.pyeval.calls import bound
from uvlint.pyeval.domain import (
    ANYTHING,
    TESTS,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Bound,
    Cached,
    Class,
    Content,
    Descriptor,
    Entries,
    External,
    Function,
    Handle,
    Instance,
    List,
    ListKind,
    Made,
    Method,
    Module,
    Namespace,
    NamesView,
    Option,
    Path,
    Super,
    Tuple,
    Unbound,
    Unknown,
    Value,
    View,
    Word,
    Wrapping,
    depending,
    join,
    known,
    without_unbound,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.expressions import outside
from uvlint.pyeval.machine import Machine, Raised
from uvlint.pyeval.symbolic_paths import absolute


def attribute(machine: Machine, value: Value, name: str, site: Site) -> Value:
    """Return an attribute of whatever a value may be."""
    if len(value.options) == 1:
        result = _attribute_of(machine, value.options[0], name, site)
    else:
        result = machine.each(
            value, lambda option: _attribute_of(machine, option, name, site), site.scope
        )
    if result.options[-1] is UNBOUND:
        machine.doubt()
        result = without_unbound(result)
    return depending(result, value.origins) if value.origins else result


def _attribute_of(machine: Machine, option: Option, name: str, site: Site) -> Value:
    find = _ATTRIBUTES.get(type(option))
    if find:
        return find(machine, option, name, site)
    kind = _KINDS.get(type(option))
    if kind is not None and not hasattr(kind, name) and name not in _ELSEWHERE:
        return _missing(machine)
    return known(Method(option, name))


_KINDS: dict[type, type] = {
    bool: bool,
    bytes: bytes,
    float: float,
    int: int,
    type(None): type(None),
}
"""What Python has for constants without attributes of their own here."""

_ELSEWHERE = frozenset({"cache_clear", "decode", "encode"})


def _of_list(machine: Machine, option: List, name: str, _: Site) -> Value:
    if not hasattr(_LISTS[option.kind], name) and not isinstance(option, View):
        return _missing(machine)
    return known(Method(option, name))


_LISTS: dict[ListKind, type] = {
    ListKind.DEQUE: deque,
    ListKind.FROZENSET: frozenset,
    ListKind.LIST: list,
    ListKind.SET: set,
}


def _of_external(machine: Machine, owner: External, name: str, _: Site) -> Value:
    return outside(machine, f"{owner.name}.{name}")


def _of_module(machine: Machine, module: Module | Namespace, name: str, site: Site) -> Value:
    found = imports.attribute(machine, module, name, site)
    if found is None:
        machine.doubt()
        if isinstance(module, Module):
            getter = module.names.get("__getattr__")
            if getter is not None:
                return machine.apply(getter, Arguments((known(name),), {}), site)
        return ANYTHING
    return found


def _of_class(machine: Machine, kind: Class, name: str, site: Site) -> Value:
    found = kind.find(name)
    if found is None:
        if name == "__name__":
            return known(kind.name)
        if name == "__members__":
            return known(NamesView(kind.names))
        if name == "__dict__":
            return known(NamesView(kind.names))
        if name in ("mro", "__subclasses__", "_make", "_fields"):
            return known(Method(kind, name))
        if kind.foreign() == "?":
            machine.doubt()
            return ANYTHING
        return known(Method(kind, name)) if kind.foreign() else _missing(machine)
    options: list[Value] = []
    for option in found.options:
        if isinstance(option, Descriptor) and option.wrapping is Wrapping.CLASS:
            options.append(Value(tuple(Bound(o, (known(kind),)) for o in option.function.options)))
        elif isinstance(option, Descriptor) and option.wrapping is Wrapping.STATIC:
            options.append(option.function)
        elif isinstance(option, Instance) and option.kind.find("__get__") is not None:
            method = option.kind.find("__get__")
            assert method is not None
            given = Arguments((known(option), known(None), known(kind)), {})
            options.append(machine.apply(method, given, site))
        else:
            options.append(known(option))
    return depending(join(*options), found.origins)


def _missing(machine: Machine) -> Value:
    if machine.tries and not machine.blurred:
        raise Raised("AttributeError")
    machine.doubt()
    return ANYTHING


def _of_super(machine: Machine, owner: Super, name: str, site: Site) -> Value:
    for option in owner.instance.options:
        kind = option.kind if isinstance(option, Instance) else option
        if not isinstance(kind, Class):
            continue
        line = kind.lineage()
        start = line.index(owner.kind) + 1 if owner.kind in line else 1
        for base in line[start:]:
            if name in base.names:
                if isinstance(option, Class):
                    found = base.names[name].options[0]
                    if isinstance(found, Descriptor) and found.wrapping is Wrapping.CLASS:
                        return Value(
                            tuple(Bound(o, (known(option),)) for o in found.function.options)
                        )
                    return base.names[name]
                return bound(machine, base.names[name], owner.instance, kind, site)
    return known(Method(owner, name))


def _of_made(machine: Machine, made: Made, name: str, _: Site) -> Value:
    found = made.names.get(name)
    if found is None:
        found = made.arguments.keywords.get(name)
    if found is None:
        found = machine.models.attribute(machine, made, name)
    return depending(found, machine.origins_of(made))


def _of_path(machine: Machine, path: Path, name: str, _: Site) -> Value:
    return machine.models.path_attribute(machine, path.text, name)


def _of_method(machine: Machine, method: Method, name: str, site: Site) -> Value:
    owner = method.owner
    if isinstance(owner, Made):  # an attribute, not yet called
        return _of_made(machine, owner, name, site)
    machine.doubt()
    return Value((UNKNOWN,), machine.opaque([known(owner)]).origins)


def _of_tuple(machine: Machine, items: Tuple, name: str, site: Site) -> Value:
    if name in items.fields:
        return items.items[items.fields.index(name)]
    if items.kind is not None:
        found = items.kind.find(name)
        if found is not None:
            return bound(machine, found, known(items), items.kind, site)
    return known(Method(items, name))


def _of_instance(machine: Machine, instance: Instance, name: str, site: Site) -> Value:
    found = instance.names.get(name)
    kind = instance.kind
    of_class = kind.find(name) if kind.bases or name in kind.names else None
    if of_class is not None and found is not None:
        option = of_class.options[0]
        if isinstance(option, Descriptor) and option.wrapping is Wrapping.PROPERTY:
            found = None
    if found is not None and found.options[-1] is not UNBOUND:
        return found
    if of_class is not None:
        value = bound(machine, of_class, known(instance), kind, site)
        return value if found is None else join(without_unbound(found), value)
    if found is not None and len(found.options) > 1:
        return found
    getter = kind.find("__getattribute__") or kind.find("__getattr__")
    if getter is not None and not name.startswith("__"):
        return machine.apply(getter, Arguments((known(instance), known(name)), {}), site)
    if name == "__dict__":
        return known(NamesView(instance.names))
    if name == "__class__":
        return known(kind)
    if instance.made is not None and name in instance.made.arguments.keywords:
        return instance.made.arguments.keywords[name]
    if kind.foreign():
        return machine.models.inherited(machine, instance, name)
    if name.startswith("__"):
        return known(Method(instance, name))
    if instance.many:
        machine.doubt()
        return ANYTHING
    return _missing(machine)


def _of_function(machine: Machine, function: Function | Bound, name: str, site: Site) -> Value:
    if isinstance(function, Bound):
        inner = function.function
        if name == "__self__" and function.first:
            return function.first[0]
        if name == "args":
            return Value((Tuple(function.first),))
        if name == "func":
            return known(inner)
        return _attribute_of(machine, inner, name, site)
    kept: Value | None = machine.state.heap.get(("attribute", function, name))  # type: ignore[call-overload]
    if kept is not None:
        return kept
    if name in ("__name__", "__qualname__"):
        return known(getattr(function.node, "name", "<lambda>"))
    if name == "__wrapped__":
        return known(function)
    if name == "__doc__":
        return ANYTHING
    return _missing(machine)


def _of_descriptor(_: Machine, owner: Descriptor, name: str, __: Site) -> Value:
    return known(Method(owner, name))


def _of_cached(machine: Machine, owner: Cached, name: str, _: Site) -> Value:
    if name == "cache_clear":
        machine.state.set(machine.state.heap, owner, Entries({}))
        return known(Method(None, "cache_clear"))
    if name == "__wrapped__":
        return owner.function
    return ANYTHING


def _of_handle(_: Machine, handle: Handle, name: str, __: Site) -> Value:
    if name == "name":
        return known(absolute(handle.path)) if handle.path else ANYTHING
    return known(Method(handle, name))


def _of_content(_: Machine, content: Content, name: str, __: Site) -> Value:
    return known(Method(content, name))


def _of_anything(machine: Machine, owner: Unknown, name: str, _: Site) -> Value:
    machine.doubt()
    return known(Method(owner, name)) if name in _READS or name in TESTS else ANYTHING


_READS = frozenset({"iterdir", "open", "read_bytes", "read_text"})
"""What a thing that may be a path can do with its file."""


def _of_text(machine: Machine, text: str, name: str, _: Site) -> Value:
    if not hasattr(str, name) and name not in _ELSEWHERE:
        return _missing(machine)
    return known(Method(text, name))


def _has_slots(kind: Class) -> bool:
    """Tell whether instances of a class have no attributes but those in `__slots__`."""
    return not kind.foreign() and all("__slots__" in base.names for base in kind.lineage())


def _is_slot(machine: Machine, kind: Class, name: str) -> bool:
    for base in kind.lineage():
        slots = base.names["__slots__"]
        items, complete = machine.items(slots)
        if isinstance(slots.options[0], str):
            items = [slots]
        if not complete or any(name in machine.texts(item) for item in items):
            return True
    return False


_ATTRIBUTES: dict[type, Callable[[Machine, Any, str, Site], Value]] = {
    Bound: _of_function,
    Cached: _of_cached,
    Class: _of_class,
    Content: _of_content,
    Descriptor: _of_descriptor,
    External: _of_external,
    Function: _of_function,
    Handle: _of_handle,
    List: _of_list,
    View: _of_list,
    Instance: _of_instance,
    Made: _of_made,
    Method: _of_method,
    Module: _of_module,
    Namespace: _of_module,
    Path: _of_path,
    Super: _of_super,
    Tuple: _of_tuple,
    Unbound: _of_anything,
    Unknown: _of_anything,
    Word: _of_anything,
    str: _of_text,
}
"""What gives the attributes of each kind of option; those of others are methods."""


def set_attribute(machine: Machine, held: Value, name: str, value: Value, site: Site) -> None:
    """Set an attribute of whatever a value may be."""
    weakly = len(held.options) > 1
    for option in held.options:
        match option:
            case Instance():
                _set_of_instance(machine, option, name, value, site, weakly=weakly)
            case Class() | Module() | Made():
                machine.set_name(option, option.names, name, value, weakly=weakly)
                if isinstance(option, Made):
                    origins = machine.origins_of(option) | machine.opaque([value]).origins
                    machine.state.set(machine.state.heap, option, origins)
            case External():
                machine.models.assigned(machine, option, name, value)
            case Function():
                spot = ("attribute", option, name)
                machine.state.set(machine.state.heap, spot, value)
            case Super():
                set_attribute(machine, option.instance, name, value, site)
            case Unknown():
                machine.doubt()
            case _:
                machine.doubt()
                machine.havoc([known(option)])


def _set_of_instance(
    machine: Machine, option: Instance, name: str, value: Value, site: Site, *, weakly: bool
) -> None:
    declared = option.kind.find(name)
    if declared is not None:
        descriptor = declared.options[0]
        given = Arguments((known(option), value), {})
        if isinstance(descriptor, Descriptor) and descriptor.setter is not None:
            machine.apply(descriptor.setter, given, site)
            return
        if isinstance(descriptor, Instance):
            setter = descriptor.kind.find("__set__")
            if setter is not None:
                three = Arguments((known(descriptor), known(option), value), {})
                machine.apply(setter, three, site)
                return
    if declared is None and _has_slots(option.kind) and not _is_slot(machine, option.kind, name):
        if machine.tries:
            raise Raised("AttributeError")
        machine.doubt()
        return
    custom = option.kind.find("__setattr__")
    if custom is not None:
        machine.apply(custom, Arguments((known(option), known(name), value), {}), site)
        return
    machine.set_name(option, option.names, name, value, weakly=weakly)
