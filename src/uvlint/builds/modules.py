"""Which file a dotted module name means, and what can be told of it without running it."""

from __future__ import annotations

import ast
from functools import lru_cache

from uvlint.model import Unreadable
from uvlint.project import Project
from uvlint.views import python_source
from uvlint.views.python_source import Source


def module_at(project: Project, path: str) -> str | None:
    """Return the module or package file of a path without suffix, None where there is none."""
    for candidate in (f"{path}.py", f"{path}/__init__.py" if path else "__init__.py"):
        if project.is_file(candidate):
            return candidate
    return None


def find_module(project: Project, dotted: str, folder: str = ".") -> str | None:
    """Return the module or package file of `a.b` below a folder, None where there is none."""
    return module_at(
        project, "/".join(part for part in (folder, *dotted.split(".")) if part not in ("", "."))
    )


def parent_packages(project: Project, file: str, folder: str = ".") -> tuple[str, ...]:
    """Return the `__init__.py` files that Python runs before it imports a file."""
    parts = file.removeprefix(f"{folder}/" if folder != "." else "").split("/")[:-1]
    prefix = "" if folder == "." else f"{folder}/"
    names = [prefix + "/".join([*parts[:n], "__init__.py"]) for n in range(1, len(parts) + 1)]
    return tuple(name for name in names if name != file and project.is_file(name))


def dotted_name(project: Project, file: str) -> str:
    """Return the name under which Python imports a module file: from the outermost package on."""
    parts = file.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts.pop()
    start = len(parts) - 1
    while start > 0 and project.is_file("/".join([*parts[:start], "__init__.py"])):
        start -= 1
    return ".".join(parts[max(start, 0) :])


def source_of(project: Project, file: str) -> Source | None:
    """Return a Python file as source, None where there is none that Python understands."""
    data = project.data(file)
    return None if data is None else _parsed(file, data)


@lru_cache(maxsize=4)
def _parsed(file: str, data: bytes) -> Source | None:
    try:
        return python_source.parse(file, data)
    except Unreadable:
        return None


def assigned(source: Source, name: str) -> ast.expr | None:
    """Return the value of the first assignment to a name at the top of a module."""
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
