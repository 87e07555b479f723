"""What the body of a loop may see of its own earlier rounds."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple

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
        node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)
    }
    for part in body:
        _note(part, loads)
        exposed |= _loaded(part) - surely
        match part:
            case ast.Assign(targets=[ast.Name(id=name)]):
                surely.add(name)
            case ast.With(items=items):
                for item in items:
                    if isinstance(item.optional_vars, ast.Name):
                        surely.add(item.optional_vars.id)
            case _:
                pass
    return Exposure(frozenset(loads), frozenset(exposed))


def _loaded(node: ast.AST) -> set[str]:
    found: set[str] = set()
    for part in ast.walk(node):
        if type(part) is ast.Name and type(part.ctx) is not ast.Store:
            found.add(part.id)
        elif type(part) is ast.AugAssign and isinstance(part.target, ast.Name):
            found.add(part.target.id)
    return found


def _note(node: ast.AST, loads: set[str]) -> None:
    """Note the names that are read, but for lists that something is only added to."""
    match node:
        case ast.Expr(value=ast.Call(func=ast.Attribute(value=ast.Name(), attr=attr)) as call):
            if attr in _ADDS:
                for part in (*call.args, *call.keywords):
                    _note(part, loads)
                return
        case ast.Name(id=name):
            loads.add(name)
        case _:
            pass
    for child in ast.iter_child_nodes(node):
        _note(child, loads)


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
