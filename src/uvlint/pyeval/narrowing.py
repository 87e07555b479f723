"""What a test that holds tells of the names in it."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from uvlint.pyeval.domain import UNBOUND, UNKNOWN, Option, Path, Scope, Unknown, Value
from uvlint.pyeval.machine import Machine
from uvlint.pyeval.symbolic_paths import STAR


def may_narrow(test: ast.expr, scope: Scope) -> bool:
    """Tell whether a test that does not hold may tell something of the names in it."""
    match test:
        case ast.Name(id=name):
            value = scope.names.get(name)
            return value is not None and len(value.options) > 1
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return not isinstance(operand, ast.Name) or may_narrow(operand, scope)
        case ast.BoolOp(values=values):
            return any(may_narrow(value, scope) for value in values)
        case ast.Attribute() | ast.Subscript() | ast.Constant():
            return False
        case ast.Call(func=ast.Attribute(attr="endswith" | "fnmatch" | "fnmatchcase")):
            return False
        case ast.Call():
            return False
        case _:
            return True


def narrow(machine: Machine, test: ast.expr, scope: Scope, *, holds: bool) -> None:
    """Let names be only what passes a test: known options that fit, open sets of files that do."""
    if type(test) in _TELLING:
        _narrow(machine, test, scope, holds=holds)


_TELLING = frozenset({ast.BoolOp, ast.Call, ast.Compare, ast.Name, ast.NamedExpr, ast.UnaryOp})
"""The kinds of tests that may tell something."""


def _narrow(machine: Machine, test: ast.expr, scope: Scope, *, holds: bool) -> None:
    match test:
        case ast.Name(id=name):
            _keep(machine, name, scope, lambda value: machine.truth(value) in (holds, None))
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            narrow(machine, operand, scope, holds=not holds)
        case ast.BoolOp(op=ast.And(), values=values) if holds:
            for value in values:
                narrow(machine, value, scope, holds=True)
        case ast.BoolOp(op=ast.Or(), values=values) if not holds:
            for value in values:
                narrow(machine, value, scope, holds=False)
        case ast.NamedExpr(target=ast.Name() as target):
            narrow(machine, target, scope, holds=holds)
        case ast.Compare(
            left=ast.Name(id=name),
            ops=[ast.Is() | ast.IsNot() as operator],
            comparators=[ast.Constant(value=None)],
        ):
            is_none = isinstance(operator, ast.Is) is holds
            _keep(
                machine,
                name,
                scope,
                lambda value: (
                    isinstance(value.options[0], Unknown) or (value.options[0] is None) is is_none
                ),
            )
        case ast.Call(
            func=ast.Attribute(value=ast.Name(id=name), attr="endswith"), args=[suffix]
        ) if holds:
            _narrow_to(machine, name, suffix, scope)
        case ast.Call(
            func=ast.Attribute(
                value=ast.Attribute(value=ast.Name(id=name), attr="name"), attr="endswith"
            ),
            args=[suffix],
        ) if holds:
            _narrow_to(machine, name, suffix, scope)
        case ast.Call(
            func=ast.Attribute(attr="fnmatch" | "fnmatchcase"),
            args=[ast.Name(id=name), ast.Constant(value=str(pattern))],
        ) if holds and re.fullmatch(r"\*[^*?\[]+", pattern):
            _narrow_to(machine, name, ast.Constant(pattern[1:]), scope)
        case ast.Compare(
            left=ast.Attribute(value=ast.Name(id=name), attr="suffix")
            | ast.Subscript(
                value=ast.Call(func=ast.Attribute(attr="splitext"), args=[ast.Name(id=name)]),
                slice=ast.Constant(value=1) | ast.UnaryOp(operand=ast.Constant(value=1)),
            ),
            ops=[(ast.Eq() | ast.In() | ast.NotIn() | ast.NotEq()) as operator],
            comparators=[suffix],
        ) if holds is isinstance(operator, ast.Eq | ast.In):
            _narrow_to(machine, name, suffix, scope)
        case _:
            pass


def _keep(machine: Machine, name: str, scope: Scope, fits: Callable[[Value], bool]) -> None:
    """Let a name be only its options that fit."""
    value = scope.names.get(name)
    if value is None or len(value.options) == 1:
        return
    options = tuple(o for o in value.options if o is not UNBOUND and fits(Value((o,))))
    if options and len(options) < len(value.options):
        default = value.default and options[0] is value.options[0] and len(options) > 1
        machine.state.set(scope.names, name, Value(options, value.origins, default))


def _narrow_to(machine: Machine, name: str, node: ast.expr, scope: Scope) -> None:
    """Let a name that is an open set of files be those with a suffix."""
    value = scope.names.get(name)
    if value is None or not any(text.endswith(STAR) for text in machine.texts(value)):
        return
    suffix = machine.evaluate(node, scope)
    items, _ = machine.items(suffix) if not isinstance(suffix.options[0], str) else ([], True)
    suffixes = [text for item in items or [suffix] for text in machine.texts(item)]
    options: list[Option] = []
    for option in value.options:
        text = option.text if isinstance(option, Path) else option
        if suffixes and isinstance(text, str) and text.endswith(STAR):
            made = [text + end for end in suffixes]
            options.extend(made if isinstance(option, str) else map(Path, made))
        else:
            options.append(option)
    machine.state.set(scope.names, name, Value(tuple(options) or (UNKNOWN,), value.origins))
