"""What each kind of statement does; every function tells whether the block is left for good."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from uvlint.builds.python import calling, expressions, imports, library
from uvlint.builds.python.call import Call
from uvlint.builds.python.narrowing import missing, narrow
from uvlint.builds.python.notes import Site
from uvlint.builds.python.operators import compare, operate
from uvlint.builds.python.places import is_key, relative
from uvlint.builds.python.values import (
    ANYTHING,
    MANY_ITEMS,
    Arguments,
    Class,
    Entries,
    External,
    Instance,
    Items,
    Made,
    Managed,
    Method,
    Module,
    Scope,
    Value,
    join,
    known,
    truth,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine

Names = dict[str, Value]

_ONLY_NO_MODULE = frozenset({"ImportError", "ModuleNotFoundError"})
_NO_MODULE = _ONLY_NO_MODULE | {"BaseException", "Exception"}

_ROUNDS = 200
"""So many rounds of a loop are run."""


# --- assignments ----------------------------------------------------------------------


def bind(machine: Machine, name: str, value: Value, scope: Scope) -> None:
    """Give a value to a name."""
    if machine.control:
        value = machine.controlled(value)
    if scope.shared or scope.borrowed:
        _names_for(name, scope)[name] = value
    else:
        scope.names[name] = value


def assign(machine: Machine, target: ast.expr, value: Value, scope: Scope) -> None:
    """Give a value to a name, an attribute, an item, or several of them."""
    value = machine.controlled(value)
    match target:
        case ast.Name(id=name):
            _names_for(name, scope)[name] = value
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            _unpack(machine, elements, value, scope)
        case ast.Starred(value=inner):
            assign(machine, inner, value, scope)
        case ast.Attribute(value=owner, attr=name):
            for option in machine.evaluate(owner, scope).options:
                _set_attribute(machine, option, name, value)
        case ast.Subscript(value=container, slice=index):
            held = machine.evaluate(container, scope)
            key = machine.evaluate(index, scope)
            for option in held.options:
                set_item(machine, option, key, value)
        case _:
            pass


def _names_for(name: str, scope: Scope) -> Names:
    """Return the names among which an assignment puts one."""
    if name in scope.shared:
        return scope.module.names
    found: Scope | None = scope
    while name in scope.borrowed and found is not None and found.outer is not None:
        found = found.outer
        if name in found.names:
            return found.names
    return scope.names


def _unpack(machine: Machine, targets: list[ast.expr], value: Value, scope: Scope) -> None:
    starred = any(isinstance(target, ast.Starred) for target in targets)
    items = machine.sequence(value)
    if items is not None and not starred and len(items) == len(targets):
        for target, item in zip(targets, items, strict=True):
            assign(machine, target, item, scope)
        return
    if items is not None and starred and len(items) >= len(targets) - 1:
        _unpack_starred(machine, targets, items, scope)
        return
    anything = machine.opaque([value])
    for target in targets:
        assign(machine, target, anything, scope)


def _unpack_starred(
    machine: Machine, targets: list[ast.expr], items: list[Value], scope: Scope
) -> None:
    first = next(i for i, target in enumerate(targets) if isinstance(target, ast.Starred))
    last = len(targets) - first - 1
    end = len(items) - last
    parts = [*items[:first], known(Items(items[first:end])), *items[end:]]
    for target, part in zip(targets, parts, strict=True):
        assign(machine, target, part, scope)


def _set_attribute(machine: Machine, option: object, name: str, value: Value) -> None:
    match option:
        case Instance(names=names) | Class(names=names) | Made(names=names) | Module(names=names):
            names[name] = _weakly(machine, names.get(name), value)
        case External("sys") if name == "path":
            extend_path(machine, value, first=True)


def set_item(machine: Machine, option: object, key: Value, value: Value) -> None:
    """Put a value into a container."""
    plain = key.options[0] if len(key.options) == 1 else None
    match option:
        case Entries():
            if is_key(plain):
                option.items[plain] = _weakly(machine, option.items.get(plain), value)
            else:
                option.add(value)
        case Items(items):
            if isinstance(plain, int) and -len(items) <= plain < len(items):
                items[plain] = _weakly(machine, items[plain], value)
            else:
                items_of, _ = machine.items(value)
                for item in items_of or [value]:
                    option.add(item)
        case External("sys.path"):
            extend_path(machine, value, first=True)
        case External("os.environ"):
            machine.notes.assigned_variables.update(machine.texts(key))
        case (Made() as made) | Method(owner=Made(name=calling.HOOK) as made):
            made.origins |= value.origins
            for text in machine.texts(key):
                machine.notes.feed_field(text, machine.opaque([value]).origins)
        case _:
            pass


def _weakly(machine: Machine, before: Value | None, value: Value) -> Value:
    return join(before, value) if machine.branches and before is not None else value


def extend_path(machine: Machine, value: Value, *, first: bool) -> None:
    """Put folders of the project on the path that modules are imported from, at an end of it."""
    items, _ = machine.items(value)
    texts = [text for item in items or [value] for text in machine.texts(item)]
    names = [relative(text, machine.folder) for text in texts]
    new = [name for name in names if name is not None and name not in machine.sys_path]
    machine.sys_path[:] = [*new, *machine.sys_path] if first else [*machine.sys_path, *new]


def _assign(machine: Machine, node: ast.Assign, scope: Scope) -> bool:
    value = machine.evaluate(node.value, scope)
    for target in node.targets:
        if type(target) is ast.Name:
            bind(machine, target.id, value, scope)
        else:
            assign(machine, target, value, scope)
    return False


def _ann_assign(machine: Machine, node: ast.AnnAssign, scope: Scope) -> bool:
    if scope.owner is not None and isinstance(node.target, ast.Name):
        scope.owner.fields.append(node.target.id)
    if node.value is not None:
        assign(machine, node.target, machine.evaluate(node.value, scope), scope)
    return False


def _aug_assign(machine: Machine, node: ast.AugAssign, scope: Scope) -> bool:
    before = machine.evaluate(node.target, scope)
    value = machine.evaluate(node.value, scope)
    in_place = [o for o in before.options if isinstance(o, Items)]
    if in_place and isinstance(node.op, ast.Add):
        further, complete = machine.items(value)
        for items in in_place:
            for item in further if complete else (*further, machine.opaque([value])):
                items.add(item)
    elif External("sys.path") in before.options:
        extend_path(machine, value, first=False)
    else:
        result = operate(machine, node.op, before, value)
        assign(machine, node.target, result, scope)
    return False


# --- names ----------------------------------------------------------------------------


def _function(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> bool:
    function = expressions.make_function(machine, node, scope)
    bind(machine, node.name, known(function), scope)
    return False


def _class(machine: Machine, node: ast.ClassDef, scope: Scope) -> bool:
    bases = [option for base in node.bases for option in machine.evaluate(base, scope).options]
    for keyword in (*node.decorator_list, *(k.value for k in node.keywords)):
        machine.evaluate(keyword, scope)
    made = Class(node.name, scope.module, tuple(bases), {})
    machine.spaces.append(made.names)
    machine.execute(
        node.body, Scope(made.names, scope.module, scope, function=scope.function, owner=made)
    )
    bind(machine, node.name, known(made), scope)
    return False


def _import(machine: Machine, node: ast.Import, scope: Scope) -> bool:
    for alias in node.names:
        top, module = imports.import_module(machine, alias.name, Site(alias, scope))
        name = alias.asname or alias.name.partition(".")[0]
        bind(machine, name, module if alias.asname else top, scope)
    return False


def _import_from(machine: Machine, node: ast.ImportFrom, scope: Scope) -> bool:
    site = Site(node, scope)
    if node.level:
        module = imports.import_relative(machine, node.level, node.module or "", site)
    else:
        names = [alias.name for alias in node.names]
        module = imports.import_module(machine, node.module or "", site, names)[1]
    for alias in node.names:
        if alias.name == "*":
            imports.bind_star(machine, module, scope)
        else:
            value = expressions.attribute(machine, module, alias.name, site)
            bind(machine, alias.asname or alias.name, value, scope)
    return False


def _global(_: Machine, node: ast.Global, scope: Scope) -> bool:
    scope.shared.update(node.names)
    return False


def _nonlocal(_: Machine, node: ast.Nonlocal, scope: Scope) -> bool:
    scope.borrowed.update(node.names)
    return False


# --- branches and loops ---------------------------------------------------------------


def _if(machine: Machine, node: ast.If, scope: Scope) -> bool:
    test = machine.evaluate(node.test, scope)
    decided = truth(test)
    if decided is not None:
        return machine.execute(node.body if decided else node.orelse, scope)
    before = _copy(machine, scope)
    outcomes = []
    ends = []
    doubts, absent, lost = machine.doubts, machine.absent, machine.lost
    with machine.undecided(test.origins):
        for block, holds in ((node.body, True), (node.orelse, False)):
            machine.lost = lost
            machine.absent = (*absent, *missing(test, holds=holds))
            machine.doubts = doubts
            machine.doubts = machine.doubting(node.test, scope, holds=holds)
            if not holds:
                _restore(scope, before)
            narrow(machine, node.test, scope, holds=holds)
            if machine.execute(block, scope):
                ends.append(block)
            else:
                outcomes.append(_copy(machine, scope) if holds else scope.names)
    machine.doubts, machine.absent = doubts, absent
    if len(ends) == 1 and not isinstance(ends[0][-1], ast.Raise):
        _go_on(machine, node.test, test, scope, holds=ends[0] is not node.body)
    return _meet(scope, outcomes)


def _go_on(machine: Machine, node: ast.expr, test: Value, scope: Scope, *, holds: bool) -> None:
    """Let what follows a `return` in a branch be run only where the other branch is taken."""
    machine.absent = (*machine.absent, *missing(test, holds=holds))
    if machine.asks_environment(test):
        machine.doubts = machine.doubting(node, scope, holds=holds)


def _match(machine: Machine, node: ast.Match, scope: Scope) -> bool:
    subject = machine.evaluate(node.subject, scope)
    before = _copy(machine, scope)
    outcomes: list[Names] = []
    for case in node.cases:
        _restore(scope, before)
        fits = _fits(machine, case.pattern, subject, scope)
        if fits and case.guard is not None:
            fits = truth(machine.evaluate(case.guard, scope))
        if fits:
            if not outcomes:
                return machine.execute(case.body, scope)
            _run_case(machine, case, subject, scope, outcomes)
            break
        if fits is None:
            _run_case(machine, case, subject, scope, outcomes)
    else:
        outcomes.append(before)
    return _meet(scope, outcomes)


def _run_case(
    machine: Machine, case: ast.match_case, subject: Value, scope: Scope, outcomes: list[Names]
) -> None:
    with machine.undecided(subject.origins):
        if not machine.execute(case.body, scope):
            outcomes.append(_copy(machine, scope))


def _fits(machine: Machine, pattern: ast.pattern, value: Value, scope: Scope) -> bool | None:
    """Return whether a pattern fits, None where that cannot be told; take what it captures."""
    match pattern:
        case ast.MatchAs(pattern=inner, name=name):
            fits = True if inner is None else _fits(machine, inner, value, scope)
            if name is not None:
                scope.names[name] = value
            return fits
        case ast.MatchValue(value=node):
            return truth(compare(ast.Eq(), value, machine.evaluate(node, scope)))
        case ast.MatchSingleton(value=single):
            return truth(compare(ast.Is(), value, known(single)))
        case ast.MatchOr(patterns=patterns):
            answers = [_fits(machine, inner, value, scope) for inner in patterns]
            return True if True in answers else None if None in answers else False
        case ast.MatchSequence(patterns=patterns):
            items = machine.sequence(value)
            starred = any(isinstance(inner, ast.MatchStar) for inner in patterns)
            if items is not None and not starred:
                if len(items) != len(patterns):
                    return False
                answers = [
                    _fits(machine, inner, item, scope)
                    for inner, item in zip(patterns, items, strict=True)
                ]
                return False if False in answers else None if None in answers else True
        case _:
            pass
    for part in ast.walk(pattern):
        name = getattr(part, "name", None) or getattr(part, "rest", None)
        if isinstance(name, str):
            scope.names[name] = machine.opaque([value])
    return None


def _try(machine: Machine, node: ast.Try | ast.TryStar, scope: Scope) -> bool:
    before = _copy(machine, scope)
    outcomes = []
    guard, lost = machine.guard, machine.lost
    if any(map(_expects_no_module, node.handlers)):
        machine.guard = machine.branches
    ended = machine.execute(node.body, scope)
    machine.guard = guard
    if machine.lost and not lost:
        machine.failed.add(node)
    failed = [before, _copy(machine, scope)]
    if not ended and not machine.execute(node.orelse, scope):
        outcomes.append(_copy(machine, scope))
    machine.lost = lost
    needless = node not in machine.failed and imports.are_here(machine, node.body)
    with machine.undecided():
        for handler in node.handlers:
            if outcomes and _is_never_needed(machine, node, handler):
                continue
            machine.lost = lost or (needless and _expects_no_module(handler))
            _meet(scope, failed)
            if handler.type is not None:
                machine.evaluate(handler.type, scope)
            if handler.name:
                scope.names[handler.name] = ANYTHING
            if not machine.execute(handler.body, scope):
                outcomes.append(_copy(machine, scope))
    ended = _meet(scope, outcomes)
    return machine.execute(node.finalbody, scope) or ended


def _is_never_needed(
    machine: Machine, node: ast.Try | ast.TryStar, handler: ast.ExceptHandler
) -> bool:
    """Tell whether a handler is for imports that fail, and no build has any that do."""
    if node in machine.failed or not _expects_no_module(handler):
        return False
    plain = all(map(_is_import, node.body)) or _expects_nothing_else(handler)
    return plain and imports.are_foreign(machine, node.body)


def _expects_nothing_else(handler: ast.ExceptHandler) -> bool:
    return isinstance(handler.type, ast.Name) and handler.type.id in _ONLY_NO_MODULE


def _is_import(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Import | ast.ImportFrom)


def _expects_no_module(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler is for imports that fail, among others."""
    if handler.type is None:
        return True
    parts = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(isinstance(part, ast.Name) and part.id in _NO_MODULE for part in parts)


def _with(machine: Machine, node: ast.With | ast.AsyncWith, scope: Scope) -> bool:
    leave: list[Callable[[], object]] = []
    for item in node.items:
        value = machine.evaluate(item.context_expr, scope)
        entered = _enter(machine, value, Site(item.context_expr, scope), leave)
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, entered, scope)
    ended = machine.execute(node.body, scope)
    for action in reversed(leave):
        action()
    return ended


def _enter(machine: Machine, value: Value, site: Site, leave: list[Callable[[], object]]) -> Value:
    """Return what `with` gets from a value; put what the end of the block does into `leave`."""
    option = value.options[0]
    folder = machine.folder
    if isinstance(option, Managed):
        leave.append(lambda: machine.change_folder(folder))
        machine.folder = option.inside
        return Value(option.entered.options, option.entered.origins | value.origins)
    if isinstance(option, Made) and option.name == "contextlib.chdir":
        leave.append(lambda: machine.change_folder(folder))
        library.perform("os.chdir", Call(machine, option.arguments, site))
    elif isinstance(option, Instance) and (enter := option.kind.find("__enter__")) is not None:
        me = known(option)
        if exit_method := option.kind.find("__exit__"):
            given = Arguments((me, *[known(None)] * 3), {})
            leave.append(lambda: calling.apply(machine, exit_method, given, site))
        return calling.apply(machine, enter, Arguments((me,), {}), site)
    items, _ = machine.items(value)
    return join(*items) if items else value


def _for(machine: Machine, node: ast.For | ast.AsyncFor, scope: Scope) -> bool:
    iterable = machine.evaluate(node.iter, scope)
    items, complete = machine.items(iterable)
    if not complete:
        items.append(machine.opaque([iterable]))
    before = _copy(machine, scope)
    with _Loop(scope) as breaks:
        for item in items[:_ROUNDS]:
            machine.loops += 1
            try:
                assign(machine, node.target, item, scope)
                if complete:
                    _round(machine, node.body, scope)
                else:
                    with machine.undecided(iterable.origins):
                        _round(machine, node.body, scope)
            finally:
                machine.loops -= 1
    if not complete:
        _meet(scope, [scope.names, before])
    return _after_loop(machine, node.orelse, scope, breaks)


def _while(machine: Machine, node: ast.While, scope: Scope) -> bool:
    test = machine.evaluate(node.test, scope)
    decided = truth(test)
    before = _copy(machine, scope)
    counted = decided is True and not isinstance(node.test, ast.Constant)
    with _Loop(scope) as breaks:
        if counted:
            _count(machine, node, scope, breaks)
        elif decided is not False:
            with machine.undecided(test.origins):
                _round(machine, node.body, scope)
    if counted:
        return _after_loop(machine, node.orelse, scope, breaks)
    if decided is True:  # only a break, or leaving the function, ends it
        return _meet(scope, breaks) if breaks else False
    _meet(scope, [scope.names, before])
    return _after_loop(machine, node.orelse, scope, breaks)


def _count(machine: Machine, node: ast.While, scope: Scope, breaks: list[Names]) -> None:
    """Run a loop for as long as its test is known to hold, and a round changes something."""
    machine.loops += 1
    for _ in range(_ROUNDS):
        start = _copy(machine, scope)
        _round(machine, node.body, scope)
        if breaks or scope.names == start or not truth(machine.evaluate(node.test, scope)):
            break
    machine.loops -= 1


class _Loop:
    """Collects the names at each `break` and `continue` of one loop; gives those of `break`."""

    __slots__ = ("outer", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.outer = scope.breaks, scope.continues

    def __enter__(self) -> list[Names]:
        self.scope.breaks, self.scope.continues = [], []
        return self.scope.breaks

    def __exit__(self, *_: object) -> None:
        self.scope.breaks, self.scope.continues = self.outer


def _round(machine: Machine, body: list[ast.stmt], scope: Scope) -> None:
    """Run the body of a loop; where every way leaves the loop, go on as if it had not run."""
    start = _copy(machine, scope)
    scope.continues.clear()
    ended = machine.execute(body, scope)
    if ended or scope.continues:
        outcomes = scope.continues if ended else [*scope.continues, scope.names]
        _meet(scope, outcomes or [start])


def _after_loop(
    machine: Machine, otherwise: list[ast.stmt], scope: Scope, breaks: list[Names]
) -> bool:
    """Run the `else` of a loop, which a `break` passes over."""
    outcomes = list(breaks)
    if not machine.execute(otherwise, scope):
        outcomes.append(scope.names)
    return _meet(scope, outcomes)


def _break(machine: Machine, _: ast.Break, scope: Scope) -> bool:
    scope.breaks.append(_copy(machine, scope))
    return True


def _continue(machine: Machine, _: ast.Continue, scope: Scope) -> bool:
    scope.continues.append(_copy(machine, scope))
    return True


def _copy(machine: Machine, scope: Scope) -> Names:
    machine.spend(len(scope.names) // 16)
    return scope.names.copy()


def _restore(scope: Scope, names: Names) -> None:
    # In place: the names of a module are shared with the module.
    scope.names.clear()
    scope.names.update(names)


def _meet(scope: Scope, outcomes: list[Names]) -> bool:
    """Let each name be what it is in any outcome; without one, the block is left for good.

    The names of the first outcome are changed, those of the scope may be among the outcomes.
    """
    if not outcomes:
        return True
    merged, *others = outcomes
    for names in others:
        for name, value in names.items():
            known_value = merged.get(name)
            if known_value is not value:
                merged[name] = value if known_value is None else join(known_value, value)
    if merged is not scope.names:
        _restore(scope, merged)
    return False


# --- the rest -------------------------------------------------------------------------


def _expression(machine: Machine, node: ast.Expr, scope: Scope) -> bool:
    value = machine.evaluate(node.value, scope)
    return External("sys.exit") in value.options


def _return(machine: Machine, node: ast.Return, scope: Scope) -> bool:
    value = machine.controlled(machine.evaluate(node.value, scope) if node.value else known(None))
    if len(scope.returned) < MANY_ITEMS:
        scope.returned.append(value)
    return True


def _raise(machine: Machine, node: ast.Raise, scope: Scope) -> bool:
    if node.exc is not None:
        machine.evaluate(node.exc, scope)
    return True


def _assert(machine: Machine, node: ast.Assert, scope: Scope) -> bool:
    machine.evaluate(node.test, scope)
    return False


TABLE: dict[type[ast.stmt], Callable[[Machine, Any, Scope], bool]] = {
    ast.AnnAssign: _ann_assign,
    ast.Assert: _assert,
    ast.Assign: _assign,
    ast.AsyncFor: _for,
    ast.AsyncFunctionDef: _function,
    ast.AsyncWith: _with,
    ast.AugAssign: _aug_assign,
    ast.Break: _break,
    ast.ClassDef: _class,
    ast.Continue: _continue,
    ast.Expr: _expression,
    ast.For: _for,
    ast.FunctionDef: _function,
    ast.Global: _global,
    ast.If: _if,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Match: _match,
    ast.Nonlocal: _nonlocal,
    ast.Raise: _raise,
    ast.Return: _return,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.While: _while,
    ast.With: _with,
}
"""What runs each kind of statement; the others do nothing here."""
