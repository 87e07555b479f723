"""flit_core takes the version and the description from the module."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.python.modules import assigned, source_of
from uvlint.backends.trees import whole
from uvlint.model import WHEEL, File, Input, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.pyeval.finder import find_module

_MODULE = (("tool", "flit", "module", "name"), ("tool", "flit", "metadata", "module"))
_SIBLINGS = ("version.py", "_version.py", "__version__.py")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module, and the folder of data that is copied into every wheel."""
    fields = tuple(name for name in ("version", "description") if project.computed(name))
    file = _module_file(project)
    if fields and file:
        yield from _module_inputs(project, file, fields)
    data = project.pyproject.string("tool", "flit", "external-data", "directory")
    if data and (key := whole(project, data.value)):
        why = "flit_core copies this into the wheel"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=data.at)


def _module_inputs(project: Project, file: str, fields: tuple[str, ...]) -> Iterator[Input]:
    """Yield the file that holds the fields as literals; flit_core 4.2 runs it if it does not.

    A version in `__init__.py` counts more than one in a file beside it.
    """
    at = _place(project)
    siblings: tuple[str, ...] = ()
    found = {"description": _has_docstring(project, file), "version": _has_version(project, file)}
    if "version" in fields and not found["version"]:
        siblings = _siblings(project, file)
        found["version"] = any(_has_version(project, sibling) for sibling in siblings)
    named = " and ".join(f"`{name}`" for name in fields)
    if all(found[name] for name in fields):
        why = f"flit_core reads {named} from this file"
        yield Input(key=File(file), feeds=fields, why=why, at=at)
    else:
        why = f"flit_core imports this module to get {named}"
        yield from code_inputs(project, file, feeds=fields, at=at, why=why)
    for sibling in siblings:
        why = "flit_core reads `version` from this file"
        yield Input(key=File(sibling), feeds=("version",), why=why, at=at)


def _module_file(project: Project) -> str | None:
    """Return the file of the module: in the folder of the project or in `src`."""
    name = _module_name(project)
    return find_module(project, name) or find_module(project, name, "src") if name else None


def _module_name(project: Project) -> str:
    for route in _MODULE:
        if stated := project.pyproject.string(*route):
            return stated.value
    name = project.name or ""
    stem = name.removesuffix("-stubs")
    return stem.replace("-", "_") + name[len(stem) :]


def _siblings(project: Project, file: str) -> tuple[str, ...]:
    """Return the other files in which flit_core looks for a version, as far as they exist."""
    folder, _, name = file.rpartition("/")
    if name != "__init__.py":
        return ()
    return tuple(filter(project.is_file, [f"{folder}/{sibling}" for sibling in _SIBLINGS]))


def _has_docstring(project: Project, file: str) -> bool:
    """Tell whether flit_core finds a description without an import (`ast.get_docstring`)."""
    source = source_of(project, file)
    return source is not None and bool(ast.get_docstring(source.tree))


def _has_version(project: Project, file: str) -> bool:
    """Tell whether flit_core finds a version without an import: `__version__` as a literal.

    This is a model of its own static reading (`get_docstring_and_version_via_ast` of 4.2).
    """
    source = source_of(project, file)
    value = assigned(source, "__version__") if source else None
    return isinstance(value, ast.Constant) and bool(value.value)


def _place(project: Project) -> Place:
    for route in (*_MODULE, ("project", "dynamic")):
        if stated := project.pyproject.get(*route):
            return stated.at
    return Place(PYPROJECT, ("build-system",), key=True)


PROVIDER = Provider(
    name="flit-core",
    about=("flit", "flit-core", "flit-scm"),
    inputs=inputs,
    claims=Claims(backends=("flit", "flit-core"), families=("flit-",)),
)
