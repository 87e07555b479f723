"""How plug-ins are found: each is a constant of a module of its own."""

from __future__ import annotations

import os
from importlib import import_module
from typing import TypeVar

T = TypeVar("T")


def modules_of(package: str) -> list[str]:
    """Return the names of the public modules of a package, sorted.

    `pkgutil` would import `inspect`, which takes longer than all modules of one package.
    """
    names = (name for folder in import_module(package).__path__ for name in os.listdir(folder))
    return sorted(name[:-3] for name in names if name.endswith(".py") and name[0] != "_")


def load(package: str, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Return the constant of every public module of a package, sorted by module name.

    Raises `TypeError` for a module without it.
    """
    return tuple(constant_of(f"{package}.{name}", constant, kind) for name in modules_of(package))


def constant_of(module: str, constant: str, kind: type[T]) -> T:
    """Return the plug-in that a module defines; raises `TypeError` where it does not."""
    value = getattr(import_module(module), constant, None)
    if not isinstance(value, kind):
        message = f"{module} has no {constant} = {kind.__name__}(...)"
        raise TypeError(message)
    return value
