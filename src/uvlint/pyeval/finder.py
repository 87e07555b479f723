"""Which file of a project a dotted module name means."""

from __future__ import annotations

from typing import Protocol


class Files(Protocol):
    """What tells which files are there."""

    def is_file(self, name: str) -> bool:
        """Tell whether a file is there."""


def module_at(tree: Files, path: str) -> str | None:
    """Return the module or package file of a path without suffix, None where there is none."""
    for candidate in (f"{path}.py", f"{path}/__init__.py" if path else "__init__.py"):
        if tree.is_file(candidate):
            return candidate
    return None


def find_module(tree: Files, dotted: str, folder: str = ".") -> str | None:
    """Return the module or package file of `a.b` below a folder, None where there is none."""
    return module_at(
        tree, "/".join(part for part in (folder, *dotted.split(".")) if part not in ("", "."))
    )


def dotted_name(tree: Files, file: str) -> str:
    """Return the name under which Python imports a module file: from the outermost package on."""
    parts = file.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts.pop()
    start = len(parts) - 1
    while start > 0 and tree.is_file("/".join([*parts[:start], "__init__.py"])):
        start -= 1
    return ".".join(parts[max(start, 0) :])
