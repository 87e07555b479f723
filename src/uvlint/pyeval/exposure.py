"""What the body of a loop may see of its own earlier rounds."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from uvlint.named_tuple import NamedTuple
from uvlint.pyeval.domain import Items, List, LocalNames, Names, Object, Value
from uvlint.pyeval.machine import Machine
from uvlint.pyeval.state import MISSING

_ADDS = frozenset({"add", "append", "extend", "update"})


class Exposure(NamedTuple):
    """The names that a body reads, and those that it may read before it sets them."""

    loads: frozenset[str]
    exposed: frozenset[str]


def exposure(body: Iterable[ast.stmt | ast.expr], targets: Iterable[ast.expr]) -> Exposure:
    """Return what a body reads, where its targets are set at the start of each round."""
    loads: set[str] = set()
    exposed: set[str] = set()
    surely: set[str] = {
        node.id for target in targets for node in _nodes(target) if isinstance(node, ast.Name)
    }
    for part in body:
        added: set[ast.expr] = set()
        for node in _nodes(part):
            kind = type(node)
            if kind is ast.Name:
                if type(node.ctx) is not ast.Store:  # type: ignore[attr-defined]
                    if node.id not in surely:  # type: ignore[attr-defined]
                        exposed.add(node.id)  # type: ignore[attr-defined]
                    if node not in added:
                        loads.add(node.id)  # type: ignore[attr-defined]
            elif kind is ast.Expr:
                receiver = _added_to(node)
                if receiver is not None:
                    added.add(receiver)
            elif kind is ast.AugAssign and type(node.target) is ast.Name:  # type: ignore[attr-defined]
                name = node.target.id  # type: ignore[attr-defined]
                exposed |= {name} - surely
                loads.add(name)
        match part:
            case ast.Assign(targets=[ast.Name(id=name)]):
                surely.add(name)
            case ast.With(items=items):
                surely |= {
                    item.optional_vars.id
                    for item in items
                    if isinstance(item.optional_vars, ast.Name)
                }
            case _:
                pass
    return Exposure(frozenset(loads), frozenset(exposed))


_NO_NODES = frozenset({"attr", "ctx", "id", "kind", "op", "ops", "type_comment"})
"""Fields in which there is no name."""


_FIELDS: dict[type[ast.AST], tuple[str, ...]] = {}
"""The other fields of each kind of node, as far as they were asked for."""


def _nodes(root: ast.AST) -> list[ast.AST]:
    """Return a node and those below it that may be or hold a name, as `ast.walk` does.

    That is four times as fast: half of the nodes are operators and contexts.
    """
    found = [root]
    for node in found:  # which grows meanwhile
        kind = type(node)
        fields = _FIELDS.get(kind)
        if fields is None:
            fields = _FIELDS[kind] = tuple(name for name in node._fields if name not in _NO_NODES)
        for field in fields:
            below = getattr(node, field, None)
            if type(below) is list:
                found += [child for child in below if isinstance(child, ast.AST)]
            elif isinstance(below, ast.AST):
                found.append(below)
    return found


def _added_to(node: ast.AST) -> ast.expr | None:
    """Return the name of a list that a statement only adds something to."""
    match node:
        case ast.Expr(
            value=ast.Call(func=ast.Attribute(value=ast.Name() as receiver, attr=attr))
        ) if attr in _ADDS:
            return receiver
        case _:
            return None


def is_settled(machine: Machine, mark: int, names: Names, found: Exposure) -> bool:
    """Tell whether another round of a loop would see nothing that the last one has changed.

    Code of the body alone has run since the mark.
    """
    changed: set[Object] = set()
    for mapping, key, old in machine.state.log[mark:]:
        if mapping is names:
            if key in found.exposed:
                return False
        elif mapping is machine.state.heap:
            if old is MISSING:
                continue
            if not isinstance(key, List) or not isinstance(old, Items):
                return False
            changed.add(key)
        elif type(mapping) is not LocalNames:
            return False
    if not changed:
        return True
    read = [names[name] for name in found.loads if name in names]
    held = machine.contained(read)
    return not any(option in changed for value in held for option in _objects(value))


def _objects(value: Value) -> list[Object]:
    return [option for option in value.options if isinstance(option, Object)]
