"""What a test that holds tells of a name that is an open set of files."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from uvlint.builds.python.places import STAR
from uvlint.builds.python.values import (
    Absence,
    PathObject,
    Scope,
    Value,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine


def missing(test: Value, *, holds: bool) -> tuple[str, ...]:
    """Return the file that is not there now and without which a test does not end so."""
    option = test.options[0] if len(test.options) == 1 else None
    if isinstance(option, Absence) and option.there is holds:
        return (option.name,)
    return ()


def narrow(machine: Machine, test: ast.expr, scope: Scope, *, holds: bool) -> None:
    """Let a name that is an open set of files be only those that pass a test."""
    if type(test) in _TELLING:
        _narrow(machine, test, scope, holds=holds)


_TELLING = frozenset({ast.BoolOp, ast.Call, ast.Compare, ast.UnaryOp})
"""The kinds of tests that may tell something."""


def _narrow(machine: Machine, test: ast.expr, scope: Scope, *, holds: bool) -> None:
    match test:
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            narrow(machine, operand, scope, holds=not holds)
        case ast.BoolOp(op=ast.And(), values=values) if holds:
            for value in values:
                narrow(machine, value, scope, holds=True)
        case ast.BoolOp(op=ast.Or(), values=values) if not holds:
            for value in values:
                narrow(machine, value, scope, holds=False)
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name), attr="endswith"), args=[suffix]
        ) if holds:
            _narrow_to(machine, name, machine.evaluate(suffix, scope), scope)
        case ast.Call(
            func=ast.Attribute(
                value=ast.Attribute(value=ast.Name(id=name), attr="name"), attr="endswith"
            ),
            args=[suffix],
        ) if holds:
            _narrow_to(machine, name, machine.evaluate(suffix, scope), scope)
        case ast.Call(
            func=ast.Attribute(attr="fnmatch" | "fnmatchcase"),
            args=[ast.Name(id=name), ast.Constant(value=str(pattern))],
        ) if holds and re.fullmatch(r"\*[^*?\[]+", pattern):
            _narrow_to(machine, name, known(pattern[1:]), scope)
        case ast.Compare(
            left=ast.Attribute(value=ast.Name(id=name), attr="suffix")
            | ast.Subscript(
                value=ast.Call(func=ast.Attribute(attr="splitext"), args=[ast.Name(id=name)]),
                slice=ast.Constant(value=1) | ast.UnaryOp(operand=ast.Constant(value=1)),
            ),
            ops=[ast.Eq() | ast.In()],
            comparators=[suffix],
        ) if holds:
            _narrow_to(machine, name, machine.evaluate(suffix, scope), scope)


def _narrow_to(machine: Machine, name: str, suffix: Value, scope: Scope) -> None:
    value = scope.names.get(name)
    if value is None:
        return
    items, _ = machine.items(suffix)
    suffixes = [text for item in items or [suffix] for text in machine.texts(item)]
    options: list[object] = []
    for option in value.options:
        text = option.text if isinstance(option, PathObject) else option
        if suffixes and isinstance(text, str) and text.endswith(STAR):
            made = [text + end for end in suffixes]
            options.extend(made if isinstance(option, str) else map(PathObject, made))
        else:
            options.append(option)
    scope.names[name] = Value(tuple(options), value.origins)
