"""Modules of the project: the packages around them, their source, and what is plain in it."""

from __future__ import annotations

import ast
from functools import lru_cache

from uvlint.model import Unreadable
from uvlint.project import Project
from uvlint.pyeval.source import Source, parse


def parent_packages(project: Project, file: str, folder: str = ".") -> tuple[str, ...]:
    """Return the `__init__.py` files that Python runs before it imports a file."""
    parts = file.removeprefix(f"{folder}/" if folder != "." else "").split("/")[:-1]
    prefix = "" if folder == "." else f"{folder}/"
    names = [prefix + "/".join([*parts[:n], "__init__.py"]) for n in range(1, len(parts) + 1)]
    return tuple(name for name in names if name != file and project.is_file(name))


def source_of(project: Project, file: str) -> Source | None:
    """Return a Python file as source, None where there is none that Python understands."""
    data = project.data(file)
    return None if data is None else _parsed(file, data)


@lru_cache(maxsize=4)
def _parsed(file: str, data: bytes) -> Source | None:
    try:
        return parse(file, data)
    except Unreadable:
        return None


def assigned(source: Source, name: str) -> ast.expr | None:
    """Return the value of the first assignment to a name at the top of a module.

    Tools that read a version without running the module look for no more: setuptools,
    flit_core. What code does is for `builds.study` to say.
    """
    for statement in source.tree.body:
        match statement:
            case ast.Assign(targets=targets, value=value):
                pass
            case ast.AnnAssign(target=target, value=ast.expr() as value):
                targets = [target]
            case _:
                continue
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return value
    return None


def literal(node: ast.expr | None) -> object:
    """Return the value of a literal; None for `None` and for what is no literal."""
    if node is None:
        return None
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
