"""Imports: which files of the project a module name means, and running them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Sequence

from uvlint.model import Unreadable
from uvlint.pyeval.domain import (
    ANYTHING,
    UNKNOWN,
    External,
    Module,
    Names,
    Namespace,
    NamesView,
    Scope,
    Value,
    depending,
    known,
)
from uvlint.pyeval.effects import ALWAYS, NEVER, Site, Sort
from uvlint.pyeval.finder import Files, dotted_name, find_module, module_at
from uvlint.pyeval.machine import DEPTH, Machine, Raised
from uvlint.pyeval.source import Source, parse
from uvlint.pyeval.symbolic_paths import absolute, relative

_NO_PACKAGE = known("")


def import_module(
    machine: Machine, dotted: str, site: Site, names: Sequence[str] = ()
) -> tuple[Value, Value]:
    """Run a module and its packages; return the outermost package and the module.

    `names` are those to be imported from it, which may be modules themselves.
    """
    first = dotted.partition(".")[0]
    folder = _folder_of(machine, dotted, names)
    if folder is None:
        _note_missing(machine, first)
        return known(External(first)), known(External(dotted))
    top: Value | None = None
    module = ANYTHING
    path = folder
    for part in dotted.split("."):
        path = _join(path, part)
        module = at(machine, path, site)
        top = top or module
    return top or module, module


def _note_missing(machine: Machine, first: str) -> None:
    """Note that a module comes from elsewhere, and whether a build has it."""
    guards = [block for block in machine.tries if block.imports]
    if first in sys.stdlib_module_names:
        return
    if not guards and machine.level == 0:
        machine.present.add(first)
        return
    missing = machine.models.is_missing(machine, first)
    if missing:
        machine.reach, machine.switches = NEVER, None
        if guards:
            for block in machine.tries[machine.tries.index(guards[-1]) :]:
                block.missing = True
        else:
            machine.leaves += 1  # the branch does not run to its end by default
    elif missing is None and guards:
        machine.doubt()


def import_relative(machine: Machine, level: int, dotted: str, site: Site) -> Value:
    """Run a module that is named from the folder of the importing one, if that is in a package."""
    if site.scope.module.names.get("__package__") is _NO_PACKAGE:
        if machine.tries:
            raise Raised("ImportError")
        return ANYTHING
    folder = site.scope.module.folder
    for _ in range(level - 1):
        folder = folder.rpartition("/")[0] or "."
    module = at(machine, folder, site)
    for part in dotted.split(".") if dotted else ():
        folder = _join(folder, part)
        module = at(machine, folder, site)
    return module


def at(machine: Machine, path: str, site: Site) -> Value:
    """Run the module or package at a path without suffix."""
    file = module_at(machine.tree, path)
    if file is not None:
        return run_module(machine, file, site)
    if machine.tree.is_dir(path):
        return known(Namespace(path))
    if machine.tries:
        machine.doubt()
    return ANYTHING


def run_module(machine: Machine, file: str, site: Site) -> Value:
    """Run a file of the project as a module, once."""
    if file in machine.modules and machine.modules[file] is site.scope.module:
        return known(site.scope.module)
    if machine.is_written(file):
        return Value((UNKNOWN,), machine.written_origins(file))
    origins = machine.observe(Sort.FILE, file, site, runs=True)
    if file.rpartition("/")[2].removesuffix(".py") in machine.models.vendored:
        return Value((External(file.rpartition("/")[2].removesuffix(".py")),), origins)
    if machine.reach > machine.extra.get(("reach", file), ALWAYS):
        machine.modules.pop(file, None)  # by what was seen of it so far, no build goes
    if file not in machine.modules:
        if (
            machine.reach is NEVER
            and machine.switches is None
            and any(block.missing for block in machine.tries)
        ):
            return Value((UNKNOWN,), origins)
        machine.modules[file] = None
        if machine.reach is NEVER:
            machine.extra["reach", file] = NEVER
        else:
            machine.extra.pop(("reach", file), None)
        source = machine.source(file)
        if source is None:
            machine.untold("runs a module that cannot be parsed", site)
            return Value((UNKNOWN,), origins)
        names = own_names(machine.tree, file)
        module = Module(file, source, names, event=min(origins))
        machine.modules[file] = module
        run_code(machine, module, names, origins)
        if any(block.missing for block in machine.tries):  # the import fails, after a part has run
            del machine.modules[file]
            for number in origins:
                observation = machine.effects.observations[number]
                observation.reach, observation.switches = NEVER, None
    module_run = machine.modules.get(file)
    return Value((module_run,) if module_run else (UNKNOWN,), origins)


def own_names(tree: Files, file: str) -> Names:
    """Return what Python tells a module of the project about itself."""
    name = dotted_name(tree, file)
    package = name if file.endswith("__init__.py") else name.rpartition(".")[0]
    return {"__name__": known(name), "__package__": known(package), "__doc__": ANYTHING}


def no_package(name: str) -> Names:
    """Return what Python tells code about itself that is run by itself, under a name."""
    return {"__name__": known(name), "__package__": _NO_PACKAGE, "__doc__": ANYTHING}


def run_code(machine: Machine, module: Module, names: Names, origins: frozenset[int]) -> None:
    """Run the code of a module; all that it names depends on `origins`."""
    control, depth = machine.control, machine.depth
    machine.foreign += 1
    loops, machine.loops = machine.loops, []
    machine.control = origins
    try:
        end = machine.attempt_block(module.source.tree.body, Scope(names, module))
    finally:
        machine.control, machine.depth, machine.loops = control, depth, loops
    machine.proceed(end)


def run_text(machine: Machine, text: str, names: Names, site: Site) -> bool:
    """Run text that stands in the code itself, as `exec` does; its place is that of the call."""
    here = site.scope.module
    machine.spend(20 + len(text) // 8)
    machine.foreign += 1
    tree = _parsed(here.file, text, site)
    if tree is None or machine.depth >= DEPTH:
        return False
    source = Source(here.source.file, here.source.text, tree)
    module = Module(here.file, source, names, event=here.event)
    machine.depth += 1
    try:
        machine.execute(tree.body, Scope(names, module))
    finally:
        machine.depth -= 1
    return True


def _parsed(file: str, text: str, site: Site) -> ast.Module | None:
    try:
        tree = parse(file, text.encode(errors="replace")).tree
    except Unreadable:
        return None
    ast.increment_lineno(tree, site.node.lineno - 1)
    return tree


def evaluate_text(machine: Machine, text: str, site: Site) -> Value | None:
    """Return what `eval` makes of text that stands in the code itself."""
    machine.spend(20 + len(text) // 8)
    tree = _parsed(site.scope.module.file, text.strip(), site)
    match tree:
        case ast.Module(body=[ast.Expr(value=node)]) if machine.depth < DEPTH:
            machine.depth += 1
            try:
                return machine.evaluate(node, site.scope)
            finally:
                machine.depth -= 1
        case _:
            return None


def run_content(
    machine: Machine, file: str, names: Names, origins: frozenset[int], site: Site
) -> None:
    """Run the text of a file in names of another module, as `exec` does."""
    source = machine.source(file)
    if source is None or file in machine.executing:
        if source is None and machine.tree.is_file(file):
            machine.untold("runs code that cannot be parsed", site)
            machine.blur()
        return
    here = site.scope.module
    events = [n for n in origins if machine.effects.observations[n].name == file]
    for number in events:
        machine.effects.observations[number].runs = True
    module = Module(here.file, source, names, event=events[0] if events else here.event)
    machine.executing.add(file)
    try:
        run_code(machine, module, names, origins)
    finally:
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
            return machine.list_of([known(absolute(module.folder))])
        if name == "__dict__":
            view = NamesView(module.names)
            return known(view)
        if not module.file.endswith("__init__.py"):
            for star in module.stars:
                return known(External(f"{star}.{name}"))
            return None
    path = _join(module.folder, name)
    if module_at(machine.tree, path) is None:
        return None
    return at(machine, path, site)


def bind_star(machine: Machine, source: Value, scope: Scope) -> None:
    """Bring all public names of a module into a scope."""
    for option in source.options:
        if isinstance(option, Module):
            public = option.names.get("__all__")
            allowed = None
            if public is not None:
                items, complete = machine.items(public)
                if complete:
                    allowed = {text for item in items for text in machine.texts(item)}
            for name, value in list(option.names.items()):
                if name in allowed if allowed is not None else not name.startswith("_"):
                    machine.bind(scope.names, name, depending(value, source.origins))
        elif isinstance(option, External):
            scope.module.stars.append(option.name)


def extend_path(machine: Machine, value: Value, *, first: bool) -> None:
    """Put folders of the project on the path that modules are imported from, at an end of it."""
    items, _ = machine.items(value)
    if not items or isinstance(value.options[0], str):
        items = [value]
    texts = [text for item in items for text in machine.texts(item)]
    names = [relative(text, machine.folder) for text in texts]
    before = machine.sys_path
    new = tuple(name for name in names if name is not None and name not in before)
    if new:
        state = machine.state
        state.set(state.world, "sys_path", (*new, *before) if first else (*before, *new))


def _folder_of(machine: Machine, dotted: str, names: Sequence[str] = ()) -> str | None:
    """Return the folder of `sys.path` in which a module of the project lies, or some of its own."""
    first = dotted.partition(".")[0]
    if first in sys.stdlib_module_names or not machine.models.shadows(machine, first):
        return None
    tree = machine.tree
    for folder in machine.sys_path:
        if find_module(tree, first, folder):
            return folder
        if tree.is_dir(_join(folder, first)) and any(
            find_module(tree, module, folder)
            for module in (dotted, *(f"{dotted}.{name}" for name in names))
        ):
            return folder
    return None


def are_here(machine: Machine, block: Sequence[ast.stmt]) -> bool:
    """Tell whether a block may raise nothing, as it imports only what is there in every build."""
    found = _imported(block)
    return found is not None and all(
        machine.models.is_missing(machine, module.partition(".")[0]) is False
        or module.partition(".")[0] in sys.stdlib_module_names
        or _folder_of(machine, module) is not None
        for module in found
    )


def _imported(block: Sequence[ast.stmt]) -> list[str] | None:
    """Return the modules that a block imports, None where it does more than name values."""
    found: list[str] = []
    for statement in block:
        match statement:
            case ast.Import(names=names):
                found += [alias.name for alias in names]
            case ast.ImportFrom(module=str(module), level=0):
                found.append(module)
            case ast.Assign() | ast.Pass() if not any(
                isinstance(node, ast.Call) for node in ast.walk(statement)
            ):
                pass
            case _:
                return None
    return found or None


def _join(folder: str, name: str) -> str:
    return name if folder == "." else f"{folder}/{name}"
