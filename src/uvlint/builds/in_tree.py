"""A back end that lies in the project itself."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from uvlint.builds.modules import find_module, parent_packages, source_of
from uvlint.project import Project

_REQUIREMENTS = "get_requires_for_build_"
_METADATA = frozenset(
    {
        "build_editable",
        "build_sdist",
        "build_wheel",
        "prepare_metadata_for_build_editable",
        "prepare_metadata_for_build_wheel",
    }
)


def backend_files(project: Project) -> tuple[str, ...]:
    """Return the module of a back end that lies in the project, its packages first.

    Nothing where `backend-path` leads to no such module.
    """
    return tuple(_files(project))


def backend_folders(project: Project) -> tuple[str, ...]:
    """Return the folders of `backend-path`."""
    return tuple(path.value for path in project.backend_paths)


def asks_for_requirements_only(project: Project) -> bool:
    """Tell whether the back end is another one, but for the build requirements it asks for (PEP 517).

    What it reads then decides about the environment of the build, and about no metadata.
    """
    *_, file = ("", *backend_files(project))
    source = source_of(project, file) if file else None
    if source is None:
        return False
    body = source.tree.body
    names = [item.name for item in body if isinstance(item, ast.FunctionDef)]
    return any(name.startswith(_REQUIREMENTS) for name in names) and all(map(_hands_on, body))


def _hands_on(statement: ast.stmt) -> bool:
    """Tell whether a statement of a back end makes no metadata, and changes nothing elsewhere."""
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.Expr(value=ast.Constant()):
            return True
        case ast.FunctionDef(name=name):
            return name not in _METADATA
        case ast.Assign(targets=targets, value=value):
            calls = any(isinstance(node, ast.Call) for node in ast.walk(value))
            return not calls and all(isinstance(target, ast.Name) for target in targets)
        case ast.If(body=body, orelse=orelse):
            return all(map(_hands_on, (*body, *orelse)))
        case _:
            return False


def _files(project: Project) -> Iterator[str]:
    module = project.backend.partition(":")[0]
    if not all(part.isidentifier() for part in module.split(".")):
        return
    for folder in backend_folders(project):
        file = find_module(project, module, folder)
        if file is not None:
            yield from parent_packages(project, file, folder)
            yield file
            return
