"""Which file a dotted module name means."""

from __future__ import annotations

from uvlint.project import Project


def find_module(project: Project, dotted: str, folder: str = ".") -> str | None:
    """Return the module or package file of `a.b` below a folder, None where there is none."""
    path = "/".join(part for part in (folder, *dotted.split(".")) if part not in ("", "."))
    for candidate in (f"{path}.py", f"{path}/__init__.py" if path else "__init__.py"):
        if project.is_file(candidate):
            return candidate
    return None


def parent_packages(project: Project, file: str, folder: str = ".") -> tuple[str, ...]:
    """Return the `__init__.py` files that Python runs before it imports a file."""
    parts = file.removeprefix(f"{folder}/" if folder != "." else "").split("/")[:-1]
    prefix = "" if folder == "." else f"{folder}/"
    names = [prefix + "/".join([*parts[:n], "__init__.py"]) for n in range(1, len(parts) + 1)]
    return tuple(name for name in names if name != file and project.is_file(name))
