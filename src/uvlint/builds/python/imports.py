"""Imports: which files of the project a module name means, and running them."""

from __future__ import annotations

import sys
from ast import Assign, Call, Import, ImportFrom, Pass, increment_lineno, stmt, walk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from uvlint.builds import modules
from uvlint.builds.modules import dotted_name, find_module
from uvlint.builds.python.notes import Site, Sort
from uvlint.builds.python.places import absolute
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    Entries,
    External,
    Items,
    Module,
    Namespace,
    Scope,
    Value,
    known,
)
from uvlint.model import Unreadable
from uvlint.project import Project, normalized
from uvlint.views.python_source import Source, parse

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine

_ELSEWHERE = frozenset(sys.stdlib_module_names) | {
    "Cython",
    "distutils",
    "numpy",
    "packaging",
    "pip",
    "pkg_resources",
    "setuptools",
    "wheel",
}
"""Modules that are imported before the project's folder is asked, or that no project shadows."""

_BROUGHT = {
    "cffi": ("cffi", "pycparser"),
    "cmake": ("cmake",),
    "cython": ("Cython", "cython", "pyximport"),
    "ninja": ("ninja",),
    "numpy": ("numpy",),
    "packaging": ("packaging",),
    "pybind11": ("pybind11",),
    "setuptools": ("pkg_resources", "setuptools"),
    "setuptools-scm": ("packaging", "setuptools_scm", "tomli", "vcs_versioning"),
    "toml": ("toml",),
    "tomli": ("tomli",),
    "wheel": ("packaging", "wheel"),
}
"""The modules that build requirements bring along, those of what they require included."""

_DEPTH = 20

_NO_PACKAGE = known("")

VENDORED = "versioneer"
"""A module that projects carry along; what it does is known without following it."""


def import_module(
    machine: Machine, dotted: str, site: Site, names: Sequence[str] = ()
) -> tuple[Value, Value]:
    """Run a module and its packages; return the outermost package and the module.

    `names` are those to be imported from it, which may be modules themselves.
    """
    first = dotted.partition(".")[0]
    folder = _folder_of(machine, dotted, names)
    if folder is None:
        if machine.guard is None:
            machine.present.add(first)
        elif machine.guard == machine.branches and _is_missing(machine, first):
            machine.lost = True
        return known(External(first)), known(External(dotted))
    top: Value | None = None
    module = ANYTHING
    path = folder
    for part in dotted.split("."):
        path = _join(path, part)
        module = module_at(machine, path, site)
        top = top or module
    return top or module, module


def import_relative(machine: Machine, level: int, dotted: str, site: Site) -> Value:
    """Run a module that is named from the folder of the importing one, if that is in a package."""
    if site.scope.module.names.get("__package__") is _NO_PACKAGE:
        return ANYTHING
    folder = site.scope.module.folder
    for _ in range(level - 1):
        folder = folder.rpartition("/")[0] or "."
    module = module_at(machine, folder, site)
    for part in dotted.split(".") if dotted else ():
        folder = _join(folder, part)
        module = module_at(machine, folder, site)
    return module


def module_at(machine: Machine, path: str, site: Site) -> Value:
    """Run the module or package at a path without suffix."""
    file = modules.module_at(machine.project, path)
    if file is not None:
        return run_module(machine, file, site)
    if machine.project.is_dir(path):
        return known(Namespace(path))
    return ANYTHING


def run_module(machine: Machine, file: str, site: Site) -> Value:
    """Run a file of the project as a module, once."""
    if file in machine.modules and machine.modules[file] is site.scope.module:
        return known(site.scope.module)
    origins = machine.notes.observe(
        Sort.FILE,
        file,
        site,
        machine.certainty,
        runs=True,
        doubtful=machine.lost or machine.passed_over or bool(machine.absent),
    )
    if file.rpartition("/")[2] == f"{VENDORED}.py":
        return Value((External(VENDORED),), origins)
    passed_over = machine.lost
    if passed_over:
        return Value(ANYTHING.options, origins)
    if file not in machine.modules:
        machine.modules[file] = None
        source = machine.source(file)
        if source is None:
            machine.untold("runs a module that cannot be parsed", site)
            return Value(ANYTHING.options, origins)
        names = own_names(machine.project, file)
        module = Module(file, source, names, event=min(origins))
        machine.modules[file] = module
        run_code(machine, module, names, origins)
        if machine.lost:  # the import fails, after part of the module has run
            del machine.modules[file]
            for number in origins:
                machine.notes.observations[number].doubtful = True
    module_run = machine.modules.get(file)
    return Value((module_run,) if module_run else ANYTHING.options, origins)


def own_names(project: Project, file: str) -> dict[str, Value]:
    """Return what Python tells a module of the project about itself."""
    name = dotted_name(project, file)
    package = name if file.endswith("__init__.py") else name.rpartition(".")[0]
    return {"__name__": known(name), "__package__": known(package)}


def no_package(name: str) -> dict[str, Value]:
    """Return what Python tells code about itself that is run by itself, under a name."""
    return {"__name__": known(name), "__package__": _NO_PACKAGE}


def run_code(
    machine: Machine, module: Module, names: dict[str, Value], origins: frozenset[int]
) -> None:
    """Run the code of a module; all that it names depends on `origins`."""
    machine.spaces.append(names)
    state = machine.control, machine.depth, machine.loops, machine.doubts, machine.absent
    machine.control, machine.depth, machine.loops = origins, 0, 0
    machine.doubts, machine.absent = (), ()
    try:
        machine.execute(module.source.tree.body, Scope(names, module))
    finally:
        machine.control, machine.depth, machine.loops, machine.doubts, machine.absent = state


def run_imports(machine: Machine) -> None:
    """Run the imports of all modules that were begun, and of theirs, and nothing else."""
    machine.hurried = True
    machine.branches, machine.guard, machine.lost = 0, None, False
    for module in [module for module in machine.modules.values() if module]:
        origins = NONE if module.event is None else frozenset((module.event,))
        run_code(machine, module, module.names, origins)


def run_text(machine: Machine, text: str, names: dict[str, Value], site: Site) -> None:
    """Run text that stands in the code itself, as `exec` does; its place is that of the call."""
    here = site.scope.module
    machine.spend(20 + len(text) // 8)
    try:
        tree = parse(here.file, text.encode(errors="replace")).tree
    except Unreadable:
        return
    increment_lineno(tree, site.node.lineno - 1)
    source = Source(here.source.file, here.source.text, tree)
    if machine.depth < _DEPTH:
        machine.depth += 1
        machine.execute(tree.body, Scope(names, Module(here.file, source, names, event=here.event)))
        machine.depth -= 1


def run_content(
    machine: Machine, file: str, names: dict[str, Value], origins: frozenset[int], site: Site
) -> None:
    """Run the text of a file in names of another module, as `exec` does."""
    source = machine.source(file)
    if source is None or file in machine.executing:
        if source is None and machine.project.is_file(file):
            machine.untold("runs code that cannot be parsed", site)
        return
    here = site.scope.module
    events = [n for n in origins if machine.notes.observations[n].name == file]
    for number in events:
        machine.notes.observations[number].runs = True
    module = Module(here.file, source, names, event=events[0] if events else here.event)
    machine.executing.add(file)
    run_code(machine, module, names, origins)
    machine.executing.remove(file)


def attribute(machine: Machine, module: Module | Namespace, name: str, site: Site) -> Value | None:
    """Return what a module of the project names, or a module of its folder."""
    if isinstance(module, Module):
        found = module.names.get(name)
        if found is not None:
            return found
        if name == "__file__":
            return known(absolute(module.file))
        if name == "__path__":
            return known(Items([known(absolute(module.folder))]))
        if name == "__dict__":
            return known(Entries(module.names))
        if not module.file.endswith("__init__.py"):
            return None
    path = _join(module.folder, name)
    if modules.module_at(machine.project, path) is None:
        return None
    return module_at(machine, path, site)


def bind_star(machine: Machine, source: Value, scope: Scope) -> None:
    """Bring all public names of a module into a scope."""
    for option in source.options:
        if isinstance(option, Module):
            for name, value in option.names.items():
                if not name.startswith("_"):
                    scope.names[name] = Value(
                        value.options, value.origins | source.origins | machine.control
                    )
        elif isinstance(option, External):
            scope.module.stars.append(option.name)


def _folder_of(machine: Machine, dotted: str, names: Sequence[str] = ()) -> str | None:
    """Return the folder of `sys.path` in which a module of the project lies, or some of its own."""
    first = dotted.partition(".")[0]
    if first in sys.stdlib_module_names:
        return None
    if first in _ELSEWHERE and not _is_of_project(machine, first):
        return None
    for folder in machine.sys_path:
        if find_module(machine.project, first, folder):
            return folder
        if machine.project.is_dir(_join(folder, first)) and any(
            find_module(machine.project, module, folder)
            for module in (dotted, *(f"{dotted}.{name}" for name in names))
        ):
            return folder
    return None


def _is_of_project(machine: Machine, first: str) -> bool:
    """Tell whether the project is the tool of a name: Cython imports Cython in its setup.py."""
    project = machine.project
    return project.requirement(normalized(first)) is None and any(
        project.is_file(_join(folder, f"{first}/__init__.py")) for folder in machine.sys_path
    )


def are_here(machine: Machine, block: Sequence[stmt]) -> bool:
    """Tell whether a block does no more than import what is there in every build."""
    found = _imported(block)
    return found is not None and all(
        _is_foreign(machine, module) or _folder_of(machine, module) for module in found
    )


def are_foreign(machine: Machine, block: Sequence[stmt]) -> bool:
    """Tell whether a block imports what every build has from elsewhere, and calls nothing."""
    found = _imported([statement for statement in block if not _is_plain(statement)])
    return found is not None and all(_is_foreign(machine, module) for module in found)


def _is_plain(statement: stmt) -> bool:
    """Tell whether a statement gives names to values without calling anything."""
    return isinstance(statement, Assign | Pass) and not any(
        isinstance(node, Call) for node in walk(statement)
    )


def _imported(block: Sequence[stmt]) -> list[str] | None:
    """Return the modules that a block imports, None where it does more."""
    found = []
    for statement in block:
        match statement:
            case Import(names=names):
                found += [alias.name for alias in names]
            case ImportFrom(module=str(module), level=0):
                found.append(module)
            case _:
                return None
    return found


def _is_foreign(machine: Machine, module: str) -> bool:
    """Tell whether a module comes with Python, or with the setuptools of the build."""
    first = module.partition(".")[0]
    if first == "setuptools":
        project = machine.project
        return project.backend.startswith("setuptools.") or bool(project.requirement("setuptools"))
    return first in sys.stdlib_module_names


def _is_missing(machine: Machine, first: str) -> bool:
    """Tell whether an isolated build of the project has no module of a name."""
    if first in _ELSEWHERE or first in machine.present or machine.project.backend_paths:
        return False
    names = [requirement.name for requirement in machine.project.requires]
    if any(first in _BROUGHT.get(name, (first,)) for name in names):
        return False
    try:
        texts = [machine.project.data(file) or b"" for file in ("setup.py", "setup.cfg")]
    except Unreadable:
        return False
    return not any(b"setup_requires" in text for text in texts)


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
