"""`analyze`: what a file of build code, with all it imports, does when a build runs it."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Callable, Iterable
from contextlib import suppress

from uvlint.pyeval import collector, imports, syntactic
from uvlint.pyeval.domain import ANYTHING, NO_ARGUMENTS, Module, Names, Scope, known
from uvlint.pyeval.effects import ALWAYS, Exhausted, Site
from uvlint.pyeval.language import LANGUAGE
from uvlint.pyeval.machine import STEPS, Abrupt, Machine, Models, Tree
from uvlint.pyeval.source import Source, parse


class Analysis:
    """A finished run: the machine with all it observed, and whether a budget ended it."""

    __slots__ = ("is_whole", "machine", "module")

    def __init__(self, machine: Machine, module: Module, *, is_whole: bool) -> None:
        self.machine = machine
        self.module = module
        self.is_whole = is_whole


def analyze(
    tree: Tree,
    file: str,
    *,
    sys_path: Iterable[str],
    models: Models,
    source: Source | None = None,
    name: str | None = None,
    hooks: Callable[[Machine, Module], None] | None = None,
) -> Analysis:
    """Follow a file, and all that it imports from the tree, without running it.

    `sys_path` are folders of the tree that the code can import from, `name` is the
    `__name__` of code that is run by itself; `hooks` runs what a tool calls later.
    Raises `Unreadable` where the file itself cannot be parsed.
    """
    machine = Machine(tree, LANGUAGE, models, sys_path)
    if source is None:
        source = parse(file, tree.data(file) or b"")
    names = imports.no_package(name) if name else _first_names(tree, file)
    module = Module(file, source, names)
    machine.modules[file] = module
    machine.sources[file] = source
    # What is held in circles is freed at the end: to look for it meanwhile is for nothing.
    with collector.paused():
        is_whole = _run(machine, module, hooks)
    return Analysis(machine, module, is_whole=is_whole)


def _run(machine: Machine, module: Module, hooks: Callable[[Machine, Module], None] | None) -> bool:
    scope = Scope(module.names, module)
    try:
        for statement in module.source.tree.body:
            end = machine.attempt_block([statement], scope)
            machine.state.log.clear()
            if end:
                break
        _at_exit(machine, module)
        if hooks is not None:
            with suppress(Abrupt):
                hooks(machine, module)
    except (Exhausted, RecursionError):
        machine.tries, machine.loops, machine.barriers, machine.finals = [], [], [], []
        machine.reach, machine.switches, machine.steps = ALWAYS, None, STEPS
        place = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
        machine.untold("is too large to be followed to its end", Site(place, scope))
        machine.blur()
        with suppress(Exhausted, RecursionError):
            syntactic.scan(machine)
        return False
    finally:
        machine.steps = STEPS
    return True


def _at_exit(machine: Machine, module: Module) -> None:
    """Run what the code has registered for the end of the program."""
    scope = Scope(module.names, module)
    for callee in reversed(machine.at_exit):
        place = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
        with suppress(Abrupt):
            machine.apply(callee, NO_ARGUMENTS, Site(place, scope))


def _first_names(tree: Tree, file: str) -> Names:
    """Return the names that a file starts with: whether it is the main program, if that is known."""
    if posixpath.basename(file) == "setup.py":
        return {"__name__": known("__main__"), "__doc__": ANYTHING}
    folder = posixpath.dirname(file)
    if folder and tree.is_file(f"{folder}/__init__.py"):
        return imports.own_names(tree, file)
    return {"__name__": ANYTHING, "__doc__": ANYTHING}
