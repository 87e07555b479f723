"""setup.py as setuptools runs it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.python.modules import source_of
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    keyword,
    script,
    script_folders,
)
from uvlint.model import WHEEL, Input, Location, Output
from uvlint.project import PYPROJECT, SETUP_PY, Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Extension, SetupArguments, Study

_PACKAGES = ("packages", "py_modules")
_COMPUTED = (
    "version",
    "dependencies",
    "optional-dependencies",
    "requires-python",
    "entry-points",
    "scripts",
    "gui-scripts",
    "readme",
    "description",
    "classifiers",
)


@lru_cache(maxsize=1)
def runs(project: Project) -> bool:
    """Tell whether there is a setup.py that the back end runs, and that does something."""
    if not project.is_file(SETUP_PY) or not builds_with_setuptools(project):
        return False
    source = source_of(project, SETUP_PY)
    return source is None or not (_is_bare(source.tree) or _has_no_name(project))


def _has_no_name(project: Project) -> bool:
    """Tell whether what a lone setup.py builds has no name, so that no tool can install it.

    setuptools takes a name from packages that it is told of or finds; it looks for
    none where there is native code (84.2.1, observed).
    """
    options = project.setup_cfg
    if (
        project.is_file(PYPROJECT)
        or options.get("metadata", "name")
        or any(options.get("options", name) for name in _PACKAGES)
    ):
        return False
    found = script(project)
    calls = found.setup_calls if found else ()
    return bool(calls) and all(map(_names_nothing, calls))


def _names_nothing(call: SetupArguments) -> bool:
    native = call.values.get("ext_modules")
    return (
        isinstance(native, list)
        and bool(native)
        and call.values.keys().isdisjoint(("name", *_PACKAGES))
        and not call.is_open
    )


def _is_bare(tree: ast.Module) -> bool:
    """Tell whether a setup.py does nothing but call `setup()` without arguments.

    To look at its statements is no more than a cheap way out, before it is studied.
    """
    return all(map(_is_inert, tree.body))


def _is_inert(statement: ast.stmt) -> bool:
    match statement:
        case ast.Import(names=names):
            return all(alias.name == "setuptools" for alias in names)
        case ast.ImportFrom(module=module, level=0):
            return module in ("setuptools", "__future__")
        case ast.If(test=ast.Compare(left=ast.Name(id="__name__")), body=body, orelse=[]):
            return all(map(_is_inert, body))
        case ast.Expr(value=ast.Constant()):
            return True
        case ast.Expr(value=ast.Call(func=func, args=[], keywords=[])):
            return ast.unparse(func) in ("setup", "setuptools.setup")
        case _:
            return False


def studied(project: Project) -> Study | None:
    """Return what setup.py does, None where there is none to run or to be understood.

    A setup.py that cannot be read is reported by the provider of that name.
    """
    return script(project) if runs(project) else None


def extensions(project: Project) -> tuple[Extension, ...]:
    """Return the native code that setup.py declares."""
    found = studied(project)
    return found.extensions if found else ()


def setup_inputs(project: Project) -> Iterator[Input]:
    """Yield setup.py and what it reads; raises `Unreadable` where it cannot be parsed."""
    if runs(project):
        yield from code_inputs(
            project,
            SETUP_PY,
            feeds=open_fields(project),
            at=Location(SETUP_PY),
            why="setuptools runs this file",
            sys_path=script_folders(project),
            vague=True,
        )


def setup_outputs(project: Project) -> Iterator[Output]:
    """Yield what setup.py writes; raises `Unreadable` where it cannot be parsed."""
    if runs(project):
        yield from code_outputs(project, SETUP_PY, script_folders(project))


def _states_version(project: Project) -> bool:
    """Tell whether setup.cfg, or a plain argument of setup.py, says what the version is."""
    if project.setup_cfg.get("metadata", "version"):
        return True
    argument = keyword(project, "version")
    return argument is not None and argument.value is not None


def open_fields(project: Project) -> tuple[str, ...]:
    """Return what code of the build is taken to be for: the version, or what is left to it."""
    if "project" not in project.pyproject:
        return (WHEEL,) if extensions(project) or _states_version(project) else ("version",)
    told = project.pyproject.table("tool", "setuptools", "dynamic").data
    found = tuple(f for f in _COMPUTED if f in project.dynamic and f not in told)
    return found or (WHEEL,)
