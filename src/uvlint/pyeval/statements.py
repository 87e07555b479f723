"""What each kind of statement does; every function tells how the block goes on."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import Any

from uvlint.pyeval import exceptions, imports
from uvlint.pyeval.calls import make_class
from uvlint.pyeval.containers import extended, remove_item
from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    NOTHING,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Class,
    Content,
    Dict,
    Entries,
    External,
    Function,
    Handle,
    Instance,
    Lazy,
    List,
    Made,
    Method,
    Module,
    Names,
    Option,
    Path,
    Reach,
    Scope,
    Stage,
    Target,
    Tuple,
    Unknown,
    Value,
    depending,
    join,
    known,
    present,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import updated
from uvlint.pyeval.exposure import exposure, is_settled
from uvlint.pyeval.expressions import collect, make_function
from uvlint.pyeval.iteration import is_as_before, iterate, repeat
from uvlint.pyeval.machine import (
    BREAK,
    CONTINUE,
    DEAD,
    FALL,
    RETURN,
    Dead,
    Machine,
    Raised,
    TryBlock,
    Unwound,
    usual,
)
from uvlint.pyeval.narrowing import may_narrow, narrow
from uvlint.pyeval.operators import compare, operate

_ROUNDS = 200
"""So many rounds of a loop are run one by one."""

_OPEN_ROUNDS = 3
"""So many rounds of a loop that may have ended before."""


# --- assignments ----------------------------------------------------------------------


def assign(machine: Machine, target: ast.expr, value: Value, scope: Scope) -> None:
    """Give a value to a name, an attribute, an item, or several of them."""
    match target:
        case ast.Name(id=name):
            machine.bind(_names_for(name, scope), name, value)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            _unpack(machine, elements, value, scope)
        case ast.Starred(value=inner):
            assign(machine, inner, value, scope)
        case ast.Attribute(value=owner, attr=name):
            held = machine.evaluate(owner, scope)
            machine.language.set_attribute(machine, held, name, value, Site(target, scope))
        case ast.Subscript(value=container, slice=index):
            held = machine.evaluate(container, scope)
            key = machine.evaluate(index, scope)
            machine.language.set_item(machine, held, key, value, Site(target, scope))
        case _:
            machine.blur()


def _names_for(name: str, scope: Scope) -> Names:
    """Return the names among which an assignment puts one."""
    if name in scope.shared:
        return scope.module.names
    if name in scope.borrowed:
        found = scope.outer
        while found is not None:
            if name in found.names:
                return found.names
            found = found.outer
    return scope.names


def _unpack(machine: Machine, targets: list[ast.expr], value: Value, scope: Scope) -> None:
    site = Site(targets[0], scope) if targets else Site(ast.Pass(), scope)
    first = next((i for i, t in enumerate(targets) if isinstance(t, ast.Starred)), None)
    if len(value.options) > 1 and all(isinstance(option, Tuple) for option in value.options):
        rows = [machine.sequence(Value((option,), value.origins)) for option in value.options]
        if first is None and all(row is not None and len(row) == len(targets) for row in rows):
            columns = zip(*(row for row in rows if row is not None), strict=True)
            for target, column in zip(targets, columns, strict=True):
                joined = join(*column)
                default = value.default and joined.options[0] is column[0].options[0]
                assign(machine, target, Value(joined.options, joined.origins, default), scope)
            return
    items, rest = collect(machine, value, site)
    if rest is None and first is None:
        if len(items) == len(targets):
            for target, item in zip(targets, items, strict=True):
                assign(machine, target, item, scope)
            return
        if machine.tries:
            raise Raised("ValueError")
    elif rest is None and first is not None and len(items) >= len(targets) - 1:
        end = len(items) - (len(targets) - first - 1)
        middle = machine.list_of(items[first:end], node=targets[first])
        parts = [*items[:first], middle, *items[end:]]
        for target, part in zip(targets, parts, strict=True):
            assign(machine, target, part, scope)
        return
    machine.doubt()
    anything = depending(join(machine.opaque([value]), *items, *present(rest)), NONE)
    for target in targets:
        if isinstance(target, ast.Starred):
            assign(machine, target, machine.list_of([], anything, node=target), scope)
        else:
            assign(machine, target, anything, scope)


def _assign(machine: Machine, node: ast.Assign, scope: Scope) -> int:
    value = machine.evaluate(node.value, scope)
    for target in node.targets:
        if type(target) is ast.Name and not scope.shared and not scope.borrowed:
            machine.bind(scope.names, target.id, value)
        else:
            assign(machine, target, value, scope)
    return FALL


def _ann_assign(machine: Machine, node: ast.AnnAssign, scope: Scope) -> int:
    if scope.owner is not None and isinstance(node.target, ast.Name):
        scope.owner.fields.append(node.target.id)
    if node.value is not None:
        assign(machine, node.target, machine.evaluate(node.value, scope), scope)
    return FALL


def _aug_assign(machine: Machine, node: ast.AugAssign, scope: Scope) -> int:
    target = node.target
    site = Site(target, scope)
    if isinstance(target, ast.Name):
        before = machine.evaluate(ast.Name(target.id, ast.Load()), scope)
        value = machine.evaluate(node.value, scope)
        result = _changed_in_place(machine, node.op, before, value, site)
        if result is not before:
            machine.bind(_names_for(target.id, scope), target.id, result)
        return FALL
    owner = machine.evaluate(target.value, scope)
    if isinstance(target, ast.Attribute):
        before = machine.attribute(owner, target.attr, site)
        value = machine.evaluate(node.value, scope)
        result = _changed_in_place(machine, node.op, before, value, site)
        if result is not before:
            machine.language.set_attribute(machine, owner, target.attr, result, site)
        return FALL
    key = machine.evaluate(target.slice, scope)
    before = machine.language.item(machine, owner, key, site)
    value = machine.evaluate(node.value, scope)
    result = _changed_in_place(machine, node.op, before, value, site)
    if result is not before:
        machine.language.set_item(machine, owner, key, result, site)
    return FALL


def _changed_in_place(
    machine: Machine, operator: ast.operator, before: Value, value: Value, site: Site
) -> Value:
    """Return what an operator makes of a value; lists, sets and dictionaries change themselves."""
    changed: list[Option] = []
    weakly = len(before.options) > 1
    for option in before.options:
        match option, operator:
            case List(), ast.Add() if not option.is_set:
                items, rest = collect(machine, value, site)
                extend(machine, option, items, rest, weakly=weakly)
            case List(), ast.BitOr() if option.is_set:
                items, rest = collect(machine, value, site)
                extend(machine, option, items, rest, weakly=weakly)
            case List(), ast.Sub() | ast.BitAnd() | ast.BitXor() | ast.Mult():
                made = operate(machine, operator, known(option), value, site)
                new = made.options[0]
                if isinstance(new, List):
                    machine.change(option, machine.items_of(new), weakly=weakly)
                else:
                    machine.havoc([known(option)])
            case Dict(), ast.BitOr():
                content = updated(machine, machine.entries_of(option), value)
                machine.change(option, content, weakly=weakly)
            case External(name="sys.path"), ast.Add():
                imports.extend_path(machine, value, first=False)
            case _:
                changed.append(option)
    if not changed:
        return before
    if len(changed) == len(before.options):
        return operate(machine, operator, before, value, site)
    kept = tuple(option for option in before.options if option not in changed)
    result = operate(machine, operator, Value(tuple(changed), before.origins), value, site)
    return join(Value(kept, before.origins), result)


def extend(
    machine: Machine, option: List, items: list[Value], rest: Value | None, *, weakly: bool
) -> None:
    """Put items at the end of a list."""
    machine.change(option, extended(machine, option, items, rest), weakly=weakly)


def _delete(machine: Machine, node: ast.Delete, scope: Scope) -> int:
    waiting = list(node.targets)
    for target in waiting:
        match target:
            case ast.Name(id=name):
                names = _names_for(name, scope)
                if name in names:
                    machine.state.remove(names, name)
                else:
                    machine.doubt()
            case ast.Subscript(value=container, slice=index):
                held = machine.evaluate(container, scope)
                key = machine.evaluate(index, scope)
                remove_item(machine, held, key, Site(target, scope))
            case ast.Attribute(value=owner, attr=name):
                held = machine.evaluate(owner, scope)
                _delete_attribute(machine, held, name)
            case ast.Tuple(elts=elements) | ast.List(elts=elements):
                waiting.extend(elements)
            case _:
                machine.blur()
    return FALL


def _delete_attribute(machine: Machine, held: Value, name: str) -> None:
    for option in held.options:
        if isinstance(option, Instance | Class | Made | Module) and name in option.names:
            if len(held.options) == 1 and not getattr(option, "many", False):
                machine.state.remove(option.names, name)
            else:
                before = option.names[name]
                gone = Value((*before.options, UNBOUND), before.origins)
                machine.bind(option.names, name, gone)
        else:
            machine.doubt()


# --- names ----------------------------------------------------------------------------


def _function(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, scope: Scope) -> int:
    value = known(make_function(machine, node, scope))
    for decorator in reversed(node.decorator_list):
        wrapper = machine.evaluate(decorator, scope)
        value = machine.apply(wrapper, Arguments((value,), {}), Site(decorator, scope))
    assign_name(machine, node.name, value, scope)
    return FALL


def assign_name(machine: Machine, name: str, value: Value, scope: Scope) -> None:
    """Give a value to a name."""
    machine.bind(_names_for(name, scope), name, value)


def _class(machine: Machine, node: ast.ClassDef, scope: Scope) -> int:
    assign_name(machine, node.name, make_class(machine, node, scope), scope)
    return FALL


def _import(machine: Machine, node: ast.Import, scope: Scope) -> int:
    for alias in node.names:
        top, module = machine.language.import_module(machine, alias.name, Site(alias, scope), ())
        name = alias.asname or alias.name.partition(".")[0]
        assign_name(machine, name, module if alias.asname else top, scope)
    return FALL


def _import_from(machine: Machine, node: ast.ImportFrom, scope: Scope) -> int:
    site = Site(node, scope)
    if node.level:
        module = imports.import_relative(machine, node.level, node.module or "", site)
    else:
        names = [alias.name for alias in node.names]
        module = machine.language.import_module(machine, node.module or "", site, names)[1]
    for alias in node.names:
        if alias.name == "*":
            imports.bind_star(machine, module, scope)
        else:
            value = machine.attribute(module, alias.name, site)
            assign_name(machine, alias.asname or alias.name, value, scope)
    return FALL


def _global(_: Machine, node: ast.Global, scope: Scope) -> int:
    scope.shared.update(node.names)
    return FALL


def _nonlocal(_: Machine, node: ast.Nonlocal, scope: Scope) -> int:
    scope.borrowed.update(node.names)
    return FALL


# --- branches -------------------------------------------------------------------------


def _if(machine: Machine, node: ast.If, scope: Scope) -> int:
    test = machine.evaluate(node.test, scope)
    decided = machine.truth(test)
    if decided is not None:
        if test.origins and not test.origins <= machine.control:
            # What decides it flows into all that the branch changes.
            control = machine.control
            machine.control = control | test.origins
            try:
                return machine.execute(node.body if decided else node.orelse, scope)
            finally:
                machine.control = control
        return machine.execute(node.body if decided else node.orelse, scope)

    def body() -> int:
        narrow(machine, node.test, scope, holds=True)
        return machine.execute(node.body, scope)

    def orelse() -> int:
        narrow(machine, node.test, scope, holds=False)
        return machine.execute(node.orelse, scope)

    by_default = machine.default_truth(test)
    if not node.orelse and not may_narrow(node.test, scope):
        return machine.maybe(body, scope, test.origins, by_default)
    default = None if by_default is None else 0 if by_default else 1
    return machine.fork([body, orelse], scope, test.origins, default)


def _match(machine: Machine, node: ast.Match, scope: Scope) -> int:
    subject = machine.evaluate(node.subject, scope)
    return _cases(machine, node.cases, 0, subject, scope)


def _cases(
    machine: Machine, cases: list[ast.match_case], index: int, subject: Value, scope: Scope
) -> int:
    if index == len(cases):
        return FALL
    case = cases[index]
    fits = _fits(machine, case.pattern, subject, scope)
    default: bool | None = None
    if fits is not False and case.guard is not None:
        guard = machine.evaluate(case.guard, scope)
        holds = machine.truth(guard)
        default = machine.default_truth(guard) if fits else None
        fits = False if holds is False else fits if holds else None
    if fits:
        return machine.execute(case.body, scope)
    if fits is False:
        return _cases(machine, cases, index + 1, subject, scope)
    taken = None if default is None else 0 if default else 1
    return machine.fork(
        [
            lambda: machine.execute(case.body, scope),
            lambda: _cases(machine, cases, index + 1, subject, scope),
        ],
        scope,
        subject.origins,
        taken,
    )


def _fits(machine: Machine, pattern: ast.pattern, value: Value, scope: Scope) -> bool | None:
    """Return whether a pattern fits, None where that is not known; take what it captures."""
    site = Site(ast.Constant(None, lineno=pattern.lineno, col_offset=pattern.col_offset), scope)
    match pattern:
        case ast.MatchAs(pattern=inner, name=name):
            fits = True if inner is None else _fits(machine, inner, value, scope)
            if name is not None and fits is not False:
                assign_name(machine, name, value, scope)
            return fits
        case ast.MatchValue(value=node):
            found = compare(machine, ast.Eq(), value, machine.evaluate(node, scope), site)
            return machine.truth(found)
        case ast.MatchSingleton(value=single):
            return machine.truth(compare(machine, ast.Is(), value, known(single), site))
        case ast.MatchOr(patterns=patterns):
            unclear = False
            for inner in patterns:
                fits = _fits(machine, inner, value, scope)
                if fits:
                    return None if unclear else True
                unclear = unclear or fits is None
            return None if unclear else False
        case ast.MatchSequence(patterns=patterns):
            return _fits_sequence(machine, patterns, value, scope)
        case ast.MatchMapping(keys=keys, patterns=patterns, rest=rest):
            return _fits_mapping(machine, keys, patterns, rest, value, scope)
        case ast.MatchClass(cls=cls, patterns=[], kwd_attrs=names, kwd_patterns=patterns):
            return _fits_class(machine, cls, names, patterns, value, scope, site)
        case _:
            _capture(machine, pattern, value, scope)
            return None


def _capture(machine: Machine, pattern: ast.pattern, value: Value, scope: Scope) -> None:
    """Let all names that a pattern may capture be anything."""
    for part in ast.walk(pattern):
        name = getattr(part, "name", None) or getattr(part, "rest", None)
        if isinstance(name, str):
            assign_name(machine, name, machine.opaque([value]), scope)


def _fits_sequence(
    machine: Machine, patterns: list[ast.pattern], value: Value, scope: Scope
) -> bool | None:
    if len(value.options) == 1 and isinstance(
        value.options[0], None | bool | int | float | str | bytes | Dict | Path
    ):
        return False
    is_list = len(value.options) == 1 and (
        isinstance(value.options[0], Tuple)
        or (isinstance(value.options[0], List) and not value.options[0].is_set)
    )
    items = machine.sequence(value) if is_list else None
    star = next((i for i, p in enumerate(patterns) if isinstance(p, ast.MatchStar)), None)
    if items is None:
        for pattern in patterns:
            _capture(machine, pattern, value, scope)
        return None
    if star is None and len(items) != len(patterns):
        return False
    if star is not None and len(items) < len(patterns) - 1:
        return False
    answers: list[bool | None] = []
    if star is not None:
        end = len(items) - (len(patterns) - star - 1)
        name = getattr(patterns[star], "name", None)
        middle = items[star:end]
        items = [*items[:star], *items[end:]]
        patterns = [p for i, p in enumerate(patterns) if i != star]
        if name:
            assign_name(machine, name, machine.list_of(middle), scope)
    for pattern, item in zip(patterns, items, strict=True):
        answers.append(_fits(machine, pattern, item, scope))
        if answers[-1] is False:
            return False
    return None if None in answers else True


def _fits_mapping(
    machine: Machine,
    keys: list[ast.expr],
    patterns: list[ast.pattern],
    rest: str | None,
    value: Value,
    scope: Scope,
) -> bool | None:
    option = value.options[0] if len(value.options) == 1 else UNKNOWN
    if not isinstance(option, Dict):
        for pattern in patterns:
            _capture(machine, pattern, value, scope)
        if rest:
            assign_name(machine, rest, machine.opaque([value]), scope)
        return None if isinstance(option, Unknown | Made | Instance | External) else False
    entries = machine.entries_of(option)
    answers: list[bool | None] = []
    taken: list[object] = []
    for key, pattern in zip(keys, patterns, strict=True):
        name = machine.evaluate(key, scope).options[0]
        taken.append(name)
        if name not in entries.items:
            if entries.rest is None:
                return False
            _capture(machine, pattern, value, scope)
            answers.append(None)
            continue
        fits = _fits(machine, pattern, entries.items[name], scope)
        if fits is False and name not in entries.unsure:
            return False
        answers.append(None if name in entries.unsure else fits)
    if rest:
        left = {k: v for k, v in entries.items.items() if k not in taken}
        content = Entries(left, entries.rest, entries.keys, entries.unsure)
        assign_name(machine, rest, machine.dict_of(content), scope)
    return None if None in answers else True


_BUILTIN_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,),
    "int": (int,),
    "float": (float,),
    "bool": (bool,),
    "bytes": (bytes,),
    "tuple": (Tuple,),
    "dict": (Dict,),
    "pathlib.Path": (Path,),
}


def _fits_class(
    machine: Machine,
    cls: ast.expr,
    names: list[str],
    patterns: list[ast.pattern],
    value: Value,
    scope: Scope,
    site: Site,
) -> bool | None:
    kind = machine.evaluate(cls, scope)
    fits = is_instance(machine, value, kind)
    if fits is False:
        return False
    answers = [fits]
    for name, pattern in zip(names, patterns, strict=True):
        fits = _fits(machine, pattern, machine.attribute(value, name, site), scope)
        if fits is False:
            return False
        answers.append(fits)
    return None if None in answers else True


def is_instance(machine: Machine, value: Value, kinds: Value) -> bool | None:
    """Return whether a value is an instance of a class, or of one of several."""
    answers = {_is_of(machine, option, kinds) for option in value.options}
    return answers.pop() if len(answers) == 1 else None


def _is_of(machine: Machine, option: Option, kinds: Value) -> bool | None:
    if len(kinds.options) != 1:
        return None
    kind = kinds.options[0]
    if isinstance(kind, Tuple):
        machine.spend(len(kind.items))
        answers = [_is_of(machine, option, item) for item in kind.items]
        return True if True in answers else None if None in answers or kind.rest else False
    if isinstance(option, Unknown | External | Made | Method | Content):
        return None
    match kind:
        case Class():
            if isinstance(option, Instance):
                if kind in option.kind.lineage():
                    return True
                return None if option.kind.foreign() == "?" else False
            return option.kind is kind if isinstance(option, Tuple) else False
        case External(name=name):
            if isinstance(option, Instance):
                return None if option.kind.foreign() else name == "object"
            if isinstance(option, List):
                if name in ("list", "set", "frozenset"):
                    return option.kind.value == name
                return None
            if name in _BUILTIN_KINDS:
                if name == "int" and isinstance(option, bool):
                    return True
                return type(option) in _BUILTIN_KINDS[name]
            return None
        case _:
            return None


# --- exceptions -----------------------------------------------------------------------


def _try(machine: Machine, node: ast.Try | ast.TryStar, scope: Scope) -> int:
    if not node.finalbody:
        return _guarded(machine, node, scope)

    def clean_up() -> None:
        machine.attempt_block(node.finalbody, scope)

    machine.finals.append(clean_up)
    try:
        end = machine.attempt(lambda: _guarded(machine, node, scope))
    finally:
        machine.finals.pop()
    if end is DEAD:
        return DEAD
    frame_value = scope.frame.value if scope.frame is not None else NOTHING
    code = machine.execute(node.finalbody, scope)
    if code:
        return code
    if scope.frame is not None:
        scope.frame.value = frame_value
    return machine.proceed(end)


def _guarded(machine: Machine, node: ast.Try | ast.TryStar, scope: Scope) -> int:
    """Run a `try` without its `finally`."""
    if not node.handlers:
        code = machine.execute(node.body, scope)
        return code or machine.execute(node.orelse, scope)
    state = machine.state
    block = TryBlock(
        state.mark(),
        len(machine.finals),
        imports=any(exceptions.expects_no_module(h) for h in node.handlers),
    )
    path = machine.path
    leaves = machine.leaves
    machine.tries.append(block)
    try:
        end = machine.attempt_block(node.body, scope)
    finally:
        machine.tries.pop()
    machine.leaves -= len(block.pending)
    doubtful = block.doubtful or block.missing or block.opens
    if isinstance(end, Raised) and not block.pending and not doubtful:
        handler = exceptions.handler_of(machine, node.handlers, end, scope)
        if handler is None:
            raise end
        if isinstance(handler, ast.ExceptHandler):
            return _handle(machine, handler, end, scope)
    needless = not block.missing and imports.are_here(machine, node.body)
    if (
        not isinstance(end, Raised)
        and not block.pending
        and (not doubtful or (needless and all(map(exceptions.is_for_imports, node.handlers))))
    ):
        if end is FALL:
            machine.settle(path, leaves)
            return machine.execute(node.orelse, scope)
        return machine.proceed(end)
    return _alternatives(machine, node, scope, block, end, path)


def _alternatives(
    machine: Machine,
    node: ast.Try | ast.TryStar,
    scope: Scope,
    block: TryBlock,
    end: int | Raised | Unwound,
    path: Any,
) -> int:
    """Run on from all ends of the body of a `try`: its own, and each exception it may raise."""
    state = machine.state
    after = machine.path
    changes = state.changes(block.mark)
    value = scope.frame.value if scope.frame is not None else NOTHING
    runs: list[Callable[[], int]] = []
    reaches: list[Reach] = []
    undone = state.undo(block.mark)
    state.keep(undone)

    def body_end() -> int:
        for mapping, key, new in changes:
            state.set_or_remove(mapping, key, new)
        machine.reach = min(machine.reach, after[0])
        if end is FALL:
            return machine.execute(node.orelse, scope)
        if scope.frame is not None:
            scope.frame.value = value
        if isinstance(end, Raised):
            return _handled(machine, node, end, scope)
        return machine.proceed(end)

    def raised(pended: Any, exception: Raised) -> Callable[[], int]:
        def run() -> int:
            for mapping, key, new in pended:
                state.set_or_remove(mapping, key, new)
            return _handled(machine, node, exception, scope)

        return run

    def any_handler(handler: ast.ExceptHandler) -> Callable[[], int]:
        def run() -> int:
            state.join_history(undone, changes)
            return _handle(machine, handler, None, scope)

        return run

    is_body = not (end is DEAD)
    if is_body:
        runs.append(body_end)
        reaches.append(after[0])
    for pended, (payload, reach) in block.pending:
        if isinstance(payload, Raised):
            runs.append(raised(pended, payload))
            reaches.append(reach)
    default = usual(reaches)
    if block.doubtful or block.missing or block.opens:
        for handler in node.handlers:
            if block.missing and exceptions.expects_no_module(handler) and default is None:
                default = len(runs)
            elif block.missing and not block.doubtful and exceptions.expects_no_module(handler):
                continue
            runs.append(any_handler(handler))
    machine.restore(path)
    if is_body and default is None and imports.are_here(machine, node.body):
        default = 0
    return machine.fork(runs, scope, NONE, default)


def _handled(machine: Machine, node: ast.Try | ast.TryStar, exception: Raised, scope: Scope) -> int:
    handler = exceptions.handler_of(machine, node.handlers, exception, scope)
    if handler is None:
        raise exception
    if isinstance(handler, ast.ExceptHandler):
        return _handle(machine, handler, exception, scope)

    def pass_on() -> int:
        raise exception

    choices = [
        (lambda chosen=chosen: _handle(machine, chosen, exception, scope)) for chosen in handler
    ]
    return machine.fork([*choices, pass_on], scope)


def _handle(
    machine: Machine, handler: ast.ExceptHandler, exception: Raised | None, scope: Scope
) -> int:
    if handler.type is not None and exception is None:
        machine.evaluate(handler.type, scope)
    if handler.name:
        value = ANYTHING if exception is None else exceptions.value_of(machine, exception)
        assign_name(machine, handler.name, value, scope)
    outer = machine.extra.get("handled")
    machine.extra["handled"] = exception
    try:
        code = machine.execute(handler.body, scope)
    finally:
        machine.extra["handled"] = outer
    if handler.name:
        machine.state.remove(_names_for(handler.name, scope), handler.name)
    return code


def _raise(machine: Machine, node: ast.Raise, scope: Scope) -> int:
    if node.exc is None:
        handled = machine.extra.get("handled")
        raise handled if isinstance(handled, Raised) else Raised(UNKNOWN)
    value = machine.evaluate(node.exc, scope)
    raise exceptions.raised_by(machine, value, Site(node, scope))


def _assert(machine: Machine, node: ast.Assert, scope: Scope) -> int:
    test = machine.evaluate(node.test, scope)
    decided = machine.truth(test)
    if decided is False and machine.tries:
        raise Raised("AssertionError")
    if decided is None:
        machine.doubt()
        narrow(machine, node.test, scope, holds=True)
    return FALL


# --- with -----------------------------------------------------------------------------


def _with(machine: Machine, node: ast.With | ast.AsyncWith, scope: Scope) -> int:
    return _within(machine, node, 0, scope)


def _within(machine: Machine, node: ast.With | ast.AsyncWith, index: int, scope: Scope) -> int:
    if index == len(node.items):
        return machine.execute(node.body, scope)
    item = node.items[index]
    site = Site(item.context_expr, scope)
    value = machine.evaluate(item.context_expr, scope)
    if type(value.options[0]) is Handle:
        machine.extra["first read"] = _first_read(node, value.options[0])

    def inside(entered: Value) -> int:
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, entered, scope)
        return _within(machine, node, index + 1, scope)

    return enter(machine, value, site, scope, inside)


def _first_read(node: ast.With | ast.AsyncWith, handle: Handle) -> ast.expr | None:
    """Return the call at the start of a block that reads the file which was opened for it."""
    match node.items, node.body[0]:
        case (
            [ast.withitem(context_expr=opened, optional_vars=ast.Name(id=name))],
            ast.Assign(value=ast.Call(func=ast.Attribute(value=ast.Name(id=used))) as call)
            | ast.Return(value=ast.Call(func=ast.Attribute(value=ast.Name(id=used))) as call),
        ) if name == used and opened is handle.opened:
            return call
        case _:
            return None


def enter(
    machine: Machine, value: Value, site: Site, scope: Scope, inside: Callable[[Value], int]
) -> int:
    """Run a block with what `with` gets from a value."""
    if len(value.options) > 1:
        return machine.fork(
            [
                partial(enter, machine, Value((o,), value.origins), site, scope, inside)
                for o in value.options
            ],
            scope,
            value.origins,
        )
    option = value.options[0]
    match option:
        case Made(name="contextlib.suppress"):
            return _suppressed(machine, option, scope, inside)
        case Made(name="a managed generator"):
            return _managed(machine, option, scope, inside)
        case Instance():
            return _entered(machine, option, site, scope, inside)
        case Made():
            entered, leave = machine.models.context(machine, option, site)
            return _cleaned(machine, lambda: inside(depending(entered, value.origins)), leave)
        case Handle():
            return inside(value)
        case Tuple() | List():
            items, _ = machine.items(value)
            return inside(join(*items) if items else value)
        case _:
            if isinstance(option, Unknown):
                machine.doubt()
            return inside(value)


def _cleaned(machine: Machine, run: Callable[[], int], leave: Callable[[], None] | None) -> int:
    """Run a block and what its end does, however it ends."""
    if leave is None:
        return run()
    machine.finals.append(leave)
    try:
        end = machine.attempt(run)
    finally:
        machine.finals.pop()
    if not (end is DEAD):
        leave()
    return machine.proceed(end)


def _entered(
    machine: Machine, option: Instance, site: Site, scope: Scope, inside: Callable[[Value], int]
) -> int:
    me = known(option)
    begin, finish = option.kind.find("__enter__"), option.kind.find("__exit__")
    if begin is None or finish is None:
        return inside(me)
    entered = machine.apply(machine.attribute(me, "__enter__", site), Arguments((), {}), site)
    handed: list[Value] = [NOTHING] * 3

    def leave() -> Value:
        exit_method = machine.attribute(me, "__exit__", site)
        return machine.apply(exit_method, Arguments(tuple(handed), {}), site)

    machine.finals.append(lambda: _drop(leave()))
    block = TryBlock(machine.state.mark(), len(machine.finals) - 1, imports=False)
    may_swallow = machine.truth(_swallows(finish)) is not False
    leaves = machine.leaves
    path = machine.path
    if may_swallow:
        machine.tries.append(block)
    try:
        end = machine.attempt(lambda: inside(entered))
    finally:
        machine.finals.pop()
        if may_swallow:
            machine.tries.pop()
    if block.pending:
        # Exceptions that `__exit__` may swallow meet the path that goes on.
        falls = end is FALL
        machine.arrive(block, falls=falls)
        machine.settle(path, leaves)
        machine.level += 1
        machine.doubt()
        if not falls and not (end is DEAD):
            machine.blur()
        end = FALL
    if end is DEAD:
        return DEAD
    if isinstance(end, Raised):
        handed[:] = [
            known(end.kind) if not isinstance(end.kind, str) else known(External(end.kind)),
            ANYTHING,
            ANYTHING,
        ]
    swallowed = machine.truth(leave())
    if isinstance(end, Raised):
        if swallowed:
            return FALL
        if swallowed is None:

            def pass_on() -> int:
                raise end

            return machine.fork([lambda: FALL, pass_on], scope)
    elif block.doubtful and may_swallow:
        machine.doubt()
    return machine.proceed(end)


def _drop(_: object) -> None:
    """Take a value and do nothing."""


def _swallows(method: Value) -> Value:
    """Return whether `__exit__` may swallow exceptions: anything unless it returns nothing."""
    option = method.options[0]
    if len(method.options) == 1 and isinstance(option, Function):
        found = any(
            isinstance(part, ast.Return)
            and part.value is not None
            and not (isinstance(part.value, ast.Constant) and not part.value.value)
            for part in ast.walk(option.node)
        )
        return ANYTHING if found else NOTHING
    return ANYTHING


def _suppressed(
    machine: Machine, option: Made, scope: Scope, inside: Callable[[Value], int]
) -> int:
    """Run a block of `contextlib.suppress`, as a `try` whose handlers do nothing."""
    kinds = Value((Tuple(tuple(option.arguments.all())),))
    handler = ast.ExceptHandler(type=None, name=None, body=[ast.Pass(lineno=1, col_offset=0)])
    handler.type = ast.Constant(None)
    machine.extra[handler.type] = kinds
    body = ast.Expr(ast.Constant(None))
    node = ast.Try(body=[body], handlers=[handler], orelse=[], finalbody=[])
    machine.extra[body] = lambda: inside(NOTHING)
    return _guarded(machine, node, scope)


def _managed(machine: Machine, option: Made, scope: Scope, inside: Callable[[Value], int]) -> int:
    """Run a block where the generator of a `contextlib.contextmanager` yields."""
    generator = option.names["generator"].options[0]
    ends: list[int | Raised | Unwound] = []
    value = NOTHING

    def consume(entered: Value) -> Value:
        nonlocal value
        inner = machine.target()
        machine.barriers.append(inner)
        path, leaves = machine.path, machine.leaves
        try:
            end = machine.attempt(lambda: inside(entered))
        finally:
            machine.barriers.pop()
        falls = not (end is DEAD)
        for payload, _ in machine.arrive(inner, falls=falls):
            assert isinstance(payload, tuple)
            ends.append(payload[0])
            if payload[0] == RETURN:
                value = join(value, payload[1]) if value is not NOTHING else payload[1]
        machine.settle(path, leaves)
        if falls and isinstance(end, Raised):
            raise end
        if falls:
            ends.append(end)
            if end == RETURN and scope.frame is not None:
                value = scope.frame.value
        elif not ends:
            raise Dead
        return NOTHING

    if not isinstance(generator, Lazy):
        return inside(ANYTHING)
    option_stage = machine.state.heap.get(generator)
    if option_stage is not Stage.FRESH:
        machine.doubt()
    machine.state.set(machine.state.heap, generator, Stage.SPENT)
    generator.produce(consume)
    if not ends:
        return FALL
    different = list(dict.fromkeys(ends))

    def finish(end: int | Raised | Unwound) -> Callable[[], int]:
        def run() -> int:
            if end == RETURN and scope.frame is not None:
                scope.frame.value = value
            return machine.proceed(end)

        return run

    if len(different) == 1:
        return finish(different[0])()
    return machine.fork([finish(end) for end in different], scope)


# --- loops ----------------------------------------------------------------------------


def _for(machine: Machine, node: ast.For | ast.AsyncFor, scope: Scope) -> int:
    iterable = machine.evaluate(node.iter, scope)
    loop = machine.target()
    tries, loops, barriers = machine.tries, machine.loops, machine.barriers
    path, leaves = machine.path, machine.leaves

    def take(item: Value) -> Value:
        machine.settled = None
        here = machine.tries, machine.loops, machine.barriers
        machine.tries, machine.loops, machine.barriers = tries, loops, barriers
        try:
            assign(machine, node.target, item, scope)
            _round(machine, node.body, scope, loop)
        except Raised as raised:
            raise Unwound(loop, raised, scope, tries) from None
        finally:
            machine.tries, machine.loops, machine.barriers = here
        return NOTHING

    def run() -> int:
        machine.settled = partial(_is_settled, machine, node, scope)
        iterate(machine, iterable, take, Site(node.iter, scope))
        return FALL

    return _looped(machine, run, loop, node.orelse, scope, path, leaves)


def _is_settled(machine: Machine, node: ast.For | ast.AsyncFor, scope: Scope, mark: int) -> bool:
    found = machine.extra.get(node)
    if found is None:
        found = machine.extra[node] = exposure(node.body, (node.target,))
    return is_settled(machine, mark, scope.names, found)


def _round(machine: Machine, body: list[ast.stmt], scope: Scope, loop: Target) -> None:
    """Run the body of a loop; raises `Unwound` where it leaves the loop."""
    target = machine.target()
    path, leaves = machine.path, machine.leaves
    machine.loops.append((loop, target))
    try:
        end = machine.attempt_block(body, scope)
    finally:
        machine.loops.pop()
    if target.pending:
        falls = isinstance(end, int) and end in (FALL, CONTINUE)
        if not falls and not (end is DEAD):
            machine.leave(
                end if not isinstance(end, int) else Unwound(loop, end, scope, machine.tries), scope
            )
        machine.arrive(target, falls=falls)
        machine.settle(path, leaves)
        return
    if isinstance(end, Raised | Unwound):
        raise end
    if end == DEAD:
        raise Dead
    if end in (BREAK, RETURN):
        raise Unwound(loop, end, scope, machine.tries)


def _looped(
    machine: Machine,
    run: Callable[[], int],
    loop: Target,
    otherwise: list[ast.stmt],
    scope: Scope,
    path: Any,
    leaves: int,
) -> int:
    """Run a loop and what comes at its end."""
    end = machine.attempt(run)
    if isinstance(end, Unwound):
        if end.target is not loop:
            raise end
        end = end.end
    if end is FALL:
        end = machine.attempt_block(otherwise, scope)
    elif end is BREAK:
        end = FALL
    if loop.pending:
        falls = end is FALL
        if not falls and not (end is DEAD):
            machine.leave(end, scope)
        machine.arrive(loop, falls=falls)
        machine.settle(path, leaves)
        return FALL
    if end is FALL:
        machine.settle(path, leaves)
    return machine.proceed(end)


def _while(machine: Machine, node: ast.While, scope: Scope) -> int:
    loop = machine.target()
    path, leaves = machine.path, machine.leaves
    yields = scope.function is not None and scope.function.yields

    def run() -> int:
        open_rounds = 0
        test = ANYTHING
        for _ in range(_ROUNDS):
            test = machine.evaluate(node.test, scope)
            decided = machine.truth(test)
            if decided is False:
                return FALL
            if decided is None or open_rounds > _OPEN_ROUNDS:
                break
            mark = machine.state.mark()
            _round(machine, node.body, scope, loop)
            if not yields and is_as_before(machine, mark):
                return FALL if machine.leaves > leaves else DEAD  # it never ends
            if loop.pending:
                open_rounds += 1
        else:
            machine.spend(_ROUNDS)

        def body() -> int:
            if machine.truth(machine.evaluate(node.test, scope)) is False:
                return FALL
            narrow(machine, node.test, scope, holds=True)
            _round(machine, node.body, scope, loop)
            return FALL

        repeat(machine, body, test.origins)
        narrow(machine, node.test, scope, holds=False)
        if isinstance(node.test, ast.Constant) and node.test.value:
            return DEAD
        return FALL

    return _looped(machine, run, loop, node.orelse, scope, path, leaves)


def _break(_: Machine, __: ast.Break, ___: Scope) -> int:
    return BREAK


def _continue(_: Machine, __: ast.Continue, ___: Scope) -> int:
    return CONTINUE


# --- the rest -------------------------------------------------------------------------


def _expression(machine: Machine, node: ast.Expr, scope: Scope) -> int:
    inside = machine.extra.get(node)
    if inside is not None:  # the block of a `with`
        code: int = inside()
        return code
    machine.evaluate(node.value, scope)
    return FALL


def _return(machine: Machine, node: ast.Return, scope: Scope) -> int:
    value = machine.evaluate(node.value, scope) if node.value else NOTHING
    if scope.frame is not None:
        scope.frame.value = depending(value, machine.control) if machine.control else value
    return RETURN


def _pass(_: Machine, __: ast.stmt, ___: Scope) -> int:
    return FALL


def _type_alias(machine: Machine, node: Any, scope: Scope) -> int:
    assign(machine, node.name, ANYTHING, scope)
    return FALL


TABLE: dict[type[ast.stmt], Callable[[Machine, Any, Scope], int]] = {
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
    ast.Delete: _delete,
    ast.Expr: _expression,
    ast.For: _for,
    ast.FunctionDef: _function,
    ast.Global: _global,
    ast.If: _if,
    ast.Import: _import,
    ast.ImportFrom: _import_from,
    ast.Match: _match,
    ast.Nonlocal: _nonlocal,
    ast.Pass: _pass,
    ast.Raise: _raise,
    ast.Return: _return,
    ast.Try: _try,
    ast.TryStar: _try,
    ast.While: _while,
    ast.With: _with,
}
"""What runs each kind of statement."""

if hasattr(ast, "TypeAlias"):  # Python 3.12
    TABLE[ast.TypeAlias] = _type_alias
