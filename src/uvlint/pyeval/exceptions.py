"""Exceptions: what raises them, which handler catches them."""

from __future__ import annotations

import ast
import builtins

from uvlint.pyeval.domain import (
    ANYTHING,
    UNKNOWN,
    Arguments,
    Class,
    External,
    Instance,
    Made,
    Option,
    Scope,
    Tuple,
    Value,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import Machine, Raised

_NO_MODULE = frozenset({"ImportError", "ModuleNotFoundError"})
_ANY = _NO_MODULE | {"BaseException", "Exception"}


def is_for_imports(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler is for imports that fail, and for nothing else."""
    return handler.type is not None and all(
        isinstance(part, ast.Name) and part.id in _NO_MODULE for part in _parts(handler.type)
    )


def expects_no_module(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler is for imports that fail, among others."""
    return handler.type is None or any(
        isinstance(part, ast.Name) and part.id in _ANY for part in _parts(handler.type)
    )


def _parts(node: ast.expr) -> list[ast.expr]:
    return node.elts if isinstance(node, ast.Tuple) else [node]


def handler_of(
    machine: Machine, handlers: list[ast.ExceptHandler], exception: Raised, scope: Scope
) -> ast.ExceptHandler | list[ast.ExceptHandler] | None:
    """Return the handler that catches an exception, or those of which one may, or none."""
    possible: list[ast.ExceptHandler] = []
    for handler in handlers:
        if handler.type is None:
            fits: bool | None = True
        else:
            kinds = machine.extra.get(handler.type)
            if not isinstance(kinds, Value):
                kinds = machine.evaluate(handler.type, scope)
            fits = _catches(kinds, exception.kind)
        if fits:
            return [*possible, handler] if possible else handler
        if fits is None:
            possible.append(handler)
    return possible or None


def _catches(kinds: Value, raised: Option) -> bool | None:
    answers: set[bool | None] = set()
    for option in kinds.options:
        if isinstance(option, Tuple):
            parts = {_catches(item, raised) for item in option.items}
            answers.add(True if True in parts else None if None in parts else False)
        else:
            answers.add(_is_kind(raised, option))
    return answers.pop() if len(answers) == 1 else None


def _is_kind(raised: Option, wanted: Option) -> bool | None:
    """Tell whether an exception is of a class, None where that is not known."""
    if isinstance(raised, Class):
        if isinstance(wanted, Class):
            return wanted in raised.lineage()
        if isinstance(wanted, External):
            foreign = [
                b for kind in raised.lineage() for b in kind.bases if isinstance(b, External)
            ]
            answers = [_is_kind(base.name, wanted) for base in foreign]
            return True if True in answers else None if None in answers or not answers else False
        return None
    if isinstance(raised, External):
        raised = raised.name
    if not isinstance(raised, str) or not isinstance(wanted, External | Class):
        return None
    if isinstance(wanted, Class):
        return False if _builtin(raised) else None
    if raised == wanted.name:
        return True
    one, other = _builtin(raised), _builtin(wanted.name)
    if one is None or other is None:
        return True if wanted.name in ("Exception", "BaseException") and one is None else None
    return issubclass(one, other)


def _builtin(name: str) -> type[BaseException] | None:
    found = getattr(builtins, name.rpartition(".")[2], None)
    is_error = isinstance(found, type) and issubclass(found, BaseException)
    return found if is_error and "." not in name.removeprefix("builtins.") else None


def raised_by(machine: Machine, value: Value, site: Site) -> Raised:
    """Return what `raise` makes of a value."""
    if len(value.options) != 1:
        return Raised(UNKNOWN, value)
    option = value.options[0]
    match option:
        case Class():
            made = machine.apply(value, Arguments((), {}), site)
            return Raised(option, made)
        case Instance(kind=kind):
            return Raised(kind, value)
        case External(name=name):
            return Raised(name, value)
        case Made(name=name):
            return Raised(name, value)
        case _:
            return Raised(UNKNOWN, value)


def value_of(machine: Machine, exception: Raised) -> Value:
    """Return an exception as the value that its handler gets."""
    if exception.value is not ANYTHING:
        return exception.value
    if isinstance(exception.kind, str):
        return machine.made(exception.kind, Arguments((), {}))
    return known(exception.kind) if not isinstance(exception.kind, Class) else ANYTHING
