"""What code that was not followed to its end names: paths, variables, programs."""

from __future__ import annotations

import ast
import posixpath
from collections import deque
from collections.abc import Iterator

from uvlint.model import Certainty
from uvlint.pyeval.domain import ANYTHING, Arguments, Module, Scope
from uvlint.pyeval.effects import MAYBE, ForeignCall, SetupCall, Site, Sort
from uvlint.pyeval.facts import UNCLEAR, as_plain
from uvlint.pyeval.finder import find_module
from uvlint.pyeval.machine import Machine
from uvlint.pyeval.symbolic_paths import relative

_LONGEST = 200
_GETTERS = frozenset({"get", "getenv", "pop", "setdefault"})
_OF_PATHS = frozenset(
    {"Path", "PurePath", "abspath", "dirname", "join", "joinpath", "normpath", "realpath"}
    | {"relpath", "resolve"}
)
"""Functions that make a path of a path, and open nothing."""

_GIT_WORDS = frozenset({"describe", "rev-parse", "rev-list", "log", "tag"})


def scan(machine: Machine) -> None:
    """Note all that modules of the project name, those that they import included.

    Files that are there are likely, variables and git too; the rest of the code decides.
    What stands in a function or a branch is no more than possible, and so is all that
    only a module imported there names, and a file that an imported module names and
    gives to nothing.
    """
    entered = [found for found in machine.modules.values() if found is not None]
    main = entered[0].file
    likely, possible = deque(entered), deque[Module]()
    seen: set[str] = set()
    while likely or possible:
        sure = Certainty.LIKELY if likely else Certainty.POSSIBLE
        here = (likely or possible).popleft()
        if here.file in seen:
            continue
        seen.add(here.file)
        for statement, certainty in _parts(here.source.tree.body, sure):
            for node, is_given in _walk(statement):
                machine.spend(1)
                is_named = isinstance(node, ast.Constant) and not is_given and here.file != main
                _note(machine, here, node, Certainty.POSSIBLE if is_named else certainty)
                if isinstance(node, ast.Call):
                    _note_call(machine, here, node)
                for file in _imported(machine, here, node):
                    site = Site(node, Scope({}, here))  # type: ignore[arg-type]
                    machine.observe(Sort.FILE, file, site, certainty, runs=True)
                    source = machine.source(file) if file not in seen else None
                    if source is not None:
                        queue = likely if certainty is Certainty.LIKELY else possible
                        queue.append(Module(file, source, {}))


def _walk(statement: ast.stmt) -> Iterator[tuple[ast.AST, bool]]:
    """Yield the nodes of a statement, and whether they are given to a call that may open files."""
    waiting: deque[tuple[ast.AST, bool]] = deque([(statement, False)])
    while waiting:
        node, is_given = waiting.popleft()
        yield node, is_given
        is_given = is_given or (isinstance(node, ast.Call) and _last(node) not in _OF_PATHS)
        waiting.extend((child, is_given) for child in ast.iter_child_nodes(node))


def _last(call: ast.Call) -> str | None:
    """Return the last part of the name of what is called."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return None


def _parts(body: list[ast.stmt], certainty: Certainty) -> Iterator[tuple[ast.stmt, Certainty]]:
    """Yield statements with how sure it is that they run."""
    for statement in body:
        match statement:
            case ast.If() | ast.For() | ast.While() | ast.With() | ast.Try() | ast.TryStar():
                inner = certainty
                if isinstance(statement, ast.If):
                    inner = Certainty.POSSIBLE
                for field in ("body", "orelse", "finalbody"):
                    yield from _parts(getattr(statement, field, []), inner)
                for handler in getattr(statement, "handlers", ()):
                    yield from _parts(handler.body, certainty)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                yield statement, Certainty.POSSIBLE
            case _:
                yield statement, certainty


def _imported(machine: Machine, module: Module, node: ast.AST) -> Iterator[str]:
    """Yield the files of the project that an import runs."""
    names: list[str] = []
    folders = machine.sys_path
    match node:
        case ast.Import(names=aliases):
            names = [alias.name for alias in aliases]
        case ast.ImportFrom(module=name, names=aliases, level=level):
            if level:
                folder = module.folder
                for _ in range(level - 1):
                    folder = folder.rpartition("/")[0] or "."
                folders = (folder,)
            within = [f"{name}.{a.name}" if name else a.name for a in aliases]
            names = [*([name] if name else []), *within]
        case _:
            pass
    for name in names:
        for folder in folders:
            file = find_module(machine.tree, name, folder)
            if file is not None:
                yield file
                break


def literals(tree: ast.AST) -> Iterator[str]:
    """Yield the texts that stand in code, whatever they are for, and may be paths or names."""
    for node in ast.walk(tree):
        text = _text(node)
        if text:
            yield text


def _text(node: ast.AST) -> str:
    """Return the text that a node is, "" for any other, and for one that is no path or name."""
    text = node.value if isinstance(node, ast.Constant) else None
    return text if isinstance(text, str) and len(text) < _LONGEST and text.isprintable() else ""


def _note(machine: Machine, module: Module, node: ast.AST, certainty: Certainty) -> None:
    scope = Scope({}, module)
    match node:
        case ast.Constant() if text := _text(node):
            name = relative(text)
            folder = posixpath.dirname(module.file)
            for candidate in dict.fromkeys((name, posixpath.join(folder, text))):
                if candidate and candidate != "." and _is_file(machine, candidate):
                    site = Site(node, scope)
                    machine.observe(Sort.FILE, candidate, site, certainty)
        case ast.Call(func=ast.Attribute(attr=attr), args=[ast.Constant(value=str(name)), *_]) if (
            attr in _GETTERS and "env" in ast.unparse(node.func)
        ):
            machine.observe(Sort.ENV, name, Site(node, scope), certainty)
        case ast.Subscript(
            value=ast.Attribute(attr="environ"), slice=ast.Constant(value=str(name))
        ):
            machine.observe(Sort.ENV, name, Site(node, scope), certainty)
        case ast.List(elts=[ast.Constant(value="git"), ast.Constant(value=str(word)), *_]):
            if word in _GIT_WORDS:
                machine.observe(Sort.GIT, "git", Site(node, scope), certainty)
        case _:
            pass


def _note_call(machine: Machine, module: Module, node: ast.Call) -> None:
    """Note a call that was not followed, by the last part of its name, with its literals."""
    name = _last(node)
    if name is None:
        return
    site = Site(node, Scope({}, module))
    values = {item.arg: _literal(item.value) for item in node.keywords if item.arg}
    effects = machine.effects
    if name != "setup":
        given = [_literal(item) for item in node.args]
        effects.calls.append(ForeignCall(name, given, values, site, MAYBE))
    elif not effects.setup_calls:
        is_open = any(item.arg is None for item in node.keywords)
        rest = ANYTHING if is_open else None
        arguments = Arguments((), dict.fromkeys(values, ANYTHING), rest)
        effects.setup_calls.append(SetupCall(name, arguments, site, MAYBE, values, {}))


def _literal(node: ast.expr) -> object:
    try:
        return as_plain(ast.literal_eval(node))
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return UNCLEAR


def _is_file(machine: Machine, name: str) -> bool:
    return name.isprintable() and machine.tree.is_file(name)
