"""What each kind of expression evaluates to."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    NOTHING,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Constant,
    Dict,
    Entries,
    External,
    Function,
    Lazy,
    ListKind,
    LocalNames,
    NamesView,
    Option,
    Scope,
    Slice,
    Stage,
    Super,
    Tuple,
    Unknown,
    Value,
    depending,
    either,
    join,
    known,
    present,
    union,
    without_unbound,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.entries import distinct, is_constant, updated, with_entry
from uvlint.pyeval.exposure import exposure, is_settled
from uvlint.pyeval.machine import FALL, Machine, Raised
from uvlint.pyeval.narrowing import narrow
from uvlint.pyeval.operators import compare, formatted, operate
from uvlint.pyeval.symbolic_paths import absolute

# --- names and attributes -------------------------------------------------------------


def _name(machine: Machine, node: ast.Name, scope: Scope) -> Value:
    name = node.id
    found: Scope | None = scope
    unbound: Value | None = None
    while found is not None:
        value = found.names.get(name)
        if value is not None:
            if value.options[-1] is not UNBOUND:
                return value if unbound is None else join(without_unbound(unbound), value)
            if len(value.options) > 1:
                if found.outer is not None or name not in machine.models.builtins:
                    machine.doubt()
                    bound = without_unbound(value)
                    return bound if unbound is None else join(without_unbound(unbound), bound)
                unbound = value
        found = found.outer
    outside = _outside(machine, name, scope)
    if unbound is not None and len(unbound.options) > 1:
        return join(without_unbound(unbound), outside)
    return outside


def _outside(machine: Machine, name: str, scope: Scope) -> Value:
    module = scope.module
    value = module.names.get(name)
    if value is not None and value.options[0] is not UNBOUND:
        return without_unbound(value)
    if name == "__file__":
        return known(absolute(module.file))
    if name in machine.models.builtins:
        return constant(machine, name)
    for star in module.stars:
        dotted = f"{star}.{name}"
        if dotted in machine.models.functions or dotted in machine.models.constants:
            return constant(machine, dotted)
    if module.stars:
        return known(External(f"{module.stars[-1]}.{name}"))
    machine.doubt()
    if hasattr(_BUILTINS, name):
        return known(External(name))
    if machine.blurred:
        return ANYTHING
    if machine.tries:
        raise Raised("NameError")
    return known(External(name))  # a tool may run code with names of its own


_BUILTINS = sys.modules["builtins"]


def constant(machine: Machine, name: str) -> Value:
    """Return an attribute of something outside the project, by its dotted name."""
    found: Value | None = machine.extra.get(name)
    if found is None:
        models = machine.models
        if name in models.constants:
            found = known(models.constants[name])
        elif name.endswith(".__file__"):
            found = known(f"/~/{name}")
        else:
            found = known(External(models.same.get(name, name)))
        machine.extra[name] = found
    return found


def outside(machine: Machine, name: str) -> Value:
    """Return what is under a dotted name outside the project, or what the program has set it to."""
    given = machine.assigned.get(name)
    return constant(machine, name) if given is None else join(given, ANYTHING)


def _attribute(machine: Machine, node: ast.Attribute, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    if len(value.options) == 1:
        option = value.options[0]
        if type(option) is External:
            if not value.origins:
                return outside(machine, f"{option.name}.{node.attr}")
        elif option is UNKNOWN and node.attr in _HARMLESS:
            machine.doubt()
            return value
    return machine.attribute(value, node.attr, Site(node, scope))


_HARMLESS = frozenset(dir(str)) | frozenset(dir(dict)) | {"close", "group", "groups", "read"}
"""Attributes of an unknown thing that open nothing and change no argument."""

# --- operators ------------------------------------------------------------------------


def _bin_op(machine: Machine, node: ast.BinOp, scope: Scope) -> Value:
    # Long sums lean to the left: without recursion their length does not matter.
    operands = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp):
        operands.append((left.op, left.right, left))
        left = left.left
    machine.steps -= len(operands)
    value = machine.evaluate(left, scope)
    for operator, right, whole in reversed(operands):
        value = operate(
            machine, operator, value, machine.evaluate(right, scope), Site(whole, scope)
        )
    return value


def _bool_op(machine: Machine, node: ast.BoolOp, scope: Scope) -> Value:
    return _alternatives(machine, node, 0, scope)


def _alternatives(machine: Machine, node: ast.BoolOp, index: int, scope: Scope) -> Value:
    """Return the first value that is true (or false), as the operator wants it, or the last."""
    value = machine.evaluate(node.values[index], scope)
    if index == len(node.values) - 1:
        return value
    ends_with = isinstance(node.op, ast.Or)
    decided = machine.truth(value)
    if decided is ends_with:
        return value
    if decided is not None:
        return depending(_alternatives(machine, node, index + 1, scope), value.origins)
    outcome: list[Value] = []

    def further() -> int:
        narrow(machine, node.values[index], scope, holds=not ends_with)
        outcome.append(_alternatives(machine, node, index + 1, scope))
        return FALL

    options = tuple(
        option
        for option in value.options
        if len(value.options) == 1 or machine.truth(Value((option,))) in (ends_with, None)
    )
    by_default = machine.default_truth(value)
    kept = Value(options or (UNKNOWN,), value.origins, value.default and by_default is ends_with)
    is_default = None if by_default is None else by_default is not ends_with
    machine.maybe(further, scope, value.origins, is_default)
    if not outcome:
        return kept
    other = outcome[0]
    if is_default is None and machine.default_truth(other) is ends_with:
        # Whatever the first one is, the outcome is as the operator wants it.
        chosen: Value | None = other
    else:
        chosen = None if is_default is None else other if is_default else kept
    return depending(either(kept, other, chosen), value.origins)


def _either(outcomes: list[Value | None], default: int | None, origins: frozenset[int]) -> Value:
    """Return the join of what the alternatives of an expression gave."""
    first, second = outcomes
    if first is None or second is None:
        found = first or second
        assert found is not None
        return depending(found, origins)
    chosen = None if default is None else outcomes[default]
    return depending(either(first, second, chosen), origins)


def _unary_op(machine: Machine, node: ast.UnaryOp, scope: Scope) -> Value:
    value = machine.evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        decided = machine.truth(value)
        if decided is not None:
            return Value((not decided,), value.origins)
        by_default = machine.default_truth(value)
        if by_default is None:
            return Value((False, True), value.origins)
        return Value((not by_default, by_default), value.origins, True)
    make = _UNARY[type(node.op)]
    options: list[Option] = []
    for option in value.options:
        if isinstance(option, int | float) and not isinstance(option, Unknown):
            try:
                options.append(make(option))
            except TypeError:
                options.append(UNKNOWN)
        else:
            options.append(UNKNOWN)
    if options == [UNKNOWN]:
        machine.doubt()
        return machine.opaque([value])
    return Value(tuple(dict.fromkeys(options)), value.origins)


_UNARY: dict[type[ast.unaryop], Callable[[Any], Constant]] = {
    ast.USub: lambda number: -number,
    ast.UAdd: lambda number: +number,
    ast.Invert: lambda number: ~number,
}


def _compare(machine: Machine, node: ast.Compare, scope: Scope) -> Value:
    site = Site(node, scope)
    left = machine.evaluate(node.left, scope)
    if len(node.ops) == 1:
        right = machine.evaluate(node.comparators[0], scope)
        return compare(machine, node.ops[0], left, right, site)
    machine.steps -= len(node.ops)
    result: Value | None = None
    origins = NONE
    for operator, comparator in zip(node.ops, node.comparators, strict=True):
        right = machine.evaluate(comparator, scope)
        result = compare(machine, operator, left, right, site)
        origins |= result.origins
        decided = machine.truth(result)
        if decided is False:
            return depending(result, origins)
        if decided is None:
            others = [machine.evaluate(c, scope) for c in node.comparators]
            return machine.opaque([result, *others])
        left = right
    assert result is not None
    return depending(result, origins)


# --- containers -----------------------------------------------------------------------


_CONSTANT = frozenset({ast.Constant})


def _elements(
    machine: Machine, elements: list[ast.expr], scope: Scope
) -> tuple[list[Value], Value | None]:
    if _CONSTANT.issuperset(map(type, elements)):
        return [Value((element.value,)) for element in elements], None  # type: ignore[attr-defined]
    machine.steps -= len(elements)
    items: list[Value] = []
    rest: Value | None = None
    for element in elements:
        if type(element) is ast.Starred:
            further, more = collect(
                machine, machine.evaluate(element.value, scope), Site(element, scope)
            )
        else:
            further, more = [machine.evaluate(element, scope)], None
        if rest is not None:
            rest = join(rest, *further, *present(more))
        else:
            items += further
            rest = more
    return items, rest


def collect(machine: Machine, value: Value, site: Site) -> tuple[list[Value], Value | None]:
    """Return the items that are taken from a value, and any further ones."""
    items: list[Value] = []
    rests: list[Value] = []
    level = machine.level

    def take(item: Value) -> Value:
        if machine.level > level or rests:
            rests.append(item)
        else:
            items.append(item)
        return NOTHING

    machine.language.iterate(machine, value, take, site)
    return items, join(*rests) if rests else None


def _list(machine: Machine, node: ast.List, scope: Scope) -> Value:
    items, rest = _elements(machine, node.elts, scope)
    return machine.list_of(items, rest, node=node)


def _tuple(machine: Machine, node: ast.Tuple, scope: Scope) -> Value:
    items, rest = _elements(machine, node.elts, scope)
    return Value((Tuple(tuple(items), rest),))


def _set(machine: Machine, node: ast.Set, scope: Scope) -> Value:
    items, rest = _elements(machine, node.elts, scope)
    return machine.list_of(distinct(items), rest, ListKind.SET, node)


def _dict(machine: Machine, node: ast.Dict, scope: Scope) -> Value:
    content = Entries({})
    for key, item in zip(node.keys, node.values, strict=True):
        if key is None:
            content = updated(machine, content, machine.evaluate(item, scope))
            continue
        name = machine.evaluate(key, scope)
        content = with_entry(content, name, machine.evaluate(item, scope))
    return machine.dict_of(content, node=node)


def _comprehension(machine: Machine, node: ast.ListComp | ast.SetComp, scope: Scope) -> Value:
    items: list[Value] = []
    rests: list[Value] = []
    inner = Scope(LocalNames(), scope.module, scope, function=scope.function, is_comprehension=True)
    level = machine.level

    def act(value: Value) -> Value:
        if machine.level > level or rests:
            rests.append(depending(value, machine.control))
        else:
            items.append(value)
        return NOTHING

    produce(machine, node.generators, 0, node.elt, inner, act)
    rest = join(*rests) if rests else None
    if isinstance(node, ast.SetComp):
        return machine.list_of(distinct(items), rest, ListKind.SET, node)
    return machine.list_of(items, rest, node=node)


def _generator(machine: Machine, node: ast.GeneratorExp, scope: Scope) -> Value:
    inner = Scope(LocalNames(), scope.module, scope, function=scope.function, is_comprehension=True)
    first = machine.evaluate(node.generators[0].iter, scope)

    def give(consumer: Callable[[Value], Value]) -> None:
        produce(machine, node.generators, 0, node.elt, inner, consumer, first)

    lazy = Lazy(give, (first,))
    return known(machine.allocate(lazy, Stage.FRESH))  # type: ignore[arg-type]


def produce(
    machine: Machine,
    generators: list[ast.comprehension],
    index: int,
    element: ast.expr,
    scope: Scope,
    consumer: Callable[[Value], Value],
    iterable: Value | None = None,
) -> None:
    """Give the items of a comprehension to a consumer, one after the other."""
    if index == len(generators):
        consumer(machine.evaluate(element, scope))
        return
    part = generators[index]
    if iterable is None:
        iterable = machine.evaluate(part.iter, scope)
    site = Site(part.iter, scope)

    def take(item: Value) -> Value:
        machine.settled = None
        machine.language.assign(machine, part.target, item, scope)
        _if_passed(machine, part.ifs, 0, scope, deeper)
        return NOTHING

    def deeper() -> None:
        produce(machine, generators, index + 1, element, scope, consumer)

    machine.settled = partial(_is_settled, machine, scope, part, element)
    machine.language.iterate(machine, iterable, take, site)


def _is_settled(
    machine: Machine, scope: Scope, part: ast.comprehension, element: ast.expr, mark: int
) -> bool:
    found = machine.extra.get(part)
    if found is None:
        found = machine.extra[part] = exposure((*part.ifs, element), (part.target,))
    return is_settled(machine, mark, scope.names, found)


def _if_passed(
    machine: Machine, tests: list[ast.expr], index: int, scope: Scope, act: Callable[[], None]
) -> None:
    if index == len(tests):
        act()
        return
    test = machine.evaluate(tests[index], scope)
    decided = machine.truth(test)
    if decided is False:
        return
    if decided:
        _if_passed(machine, tests, index + 1, scope, act)
        return

    def passed() -> int:
        narrow(machine, tests[index], scope, holds=True)
        _if_passed(machine, tests, index + 1, scope, act)
        return FALL

    machine.maybe(passed, scope, test.origins, machine.default_truth(test))


def _without_surety(content: Entries, key: Constant) -> Entries:
    """Return a dictionary in which a key may be missing."""
    return Entries(content.items, content.rest, content.keys, content.unsure | {key})


def _dict_comprehension(machine: Machine, node: ast.DictComp, scope: Scope) -> Value:
    content = [Entries({})]
    inner = Scope(LocalNames(), scope.module, scope, function=scope.function, is_comprehension=True)
    pair = ast.Tuple(elts=[node.key, node.value], ctx=ast.Load())
    ast.copy_location(pair, node)
    level = machine.level

    def act(value: Value) -> Value:
        option = value.options[0]
        assert isinstance(option, Tuple)
        key, item = option.items
        if machine.level > level:
            plain = key.options[0]
            if len(key.options) == 1 and is_constant(plain) and plain not in content[0].items:
                found = with_entry(content[0], key, depending(item, machine.control))
                content[0] = _without_surety(found, plain)
                return NOTHING
            key = Value((*key.options, UNKNOWN), key.origins)
        content[0] = with_entry(content[0], key, item)
        return NOTHING

    produce(machine, node.generators, 0, pair, inner, act)
    return machine.dict_of(content[0], node=node)


def _subscript(machine: Machine, node: ast.Subscript, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    key = machine.evaluate(node.slice, scope)
    return machine.language.item(machine, value, key, Site(node, scope))


def _slice(machine: Machine, node: ast.Slice, scope: Scope) -> Value:
    lower, upper, step = (
        NOTHING if part is None else machine.evaluate(part, scope)
        for part in (node.lower, node.upper, node.step)
    )
    return Value((Slice((lower, upper, step)),), union((lower, upper, step)))


# --- the rest -------------------------------------------------------------------------


def _joined(machine: Machine, node: ast.JoinedStr, scope: Scope) -> Value:
    machine.steps -= len(node.values)
    values = [machine.evaluate(part, scope) for part in node.values]
    if len(values) == 1:
        return values[0]
    return machine.fold(values, _concatenated) if values else known("")


def _concatenated(*texts: str) -> Option:
    return "".join(texts)


def _formatted(machine: Machine, node: ast.FormattedValue, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    spec = "" if node.format_spec is None else machine.evaluate(node.format_spec, scope).options[0]
    if not isinstance(spec, str) or node.conversion not in (-1, ord("s"), ord("r")):
        return machine.opaque([value])
    return formatted(machine, value, spec, Site(node, scope), as_code=node.conversion == ord("r"))


def _if_expression(machine: Machine, node: ast.IfExp, scope: Scope) -> Value:
    test = machine.evaluate(node.test, scope)
    decided = machine.truth(test)
    if decided is not None:
        chosen = machine.evaluate(node.body if decided else node.orelse, scope)
        return depending(chosen, test.origins)
    outcomes: list[Value | None] = [None, None]

    def branch(index: int) -> Callable[[], int]:
        def run() -> int:
            narrow(machine, node.test, scope, holds=index == 0)
            outcomes[index] = machine.evaluate((node.body, node.orelse)[index], scope)
            return FALL

        return run

    by_default = machine.default_truth(test)
    default = None if by_default is None else 0 if by_default else 1
    machine.choose([branch(0), branch(1)], scope, test.origins, default)
    return _either(outcomes, default, test.origins)


def make_function(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope
) -> Function:
    """Return a function as it is defined in a scope, without its decorators."""
    yields = machine.generators.get(node)
    if yields is None:
        yields = machine.generators[node] = _yields(node, scope)
    arguments = node.args
    if scope.outer is not None:
        machine.spaces.append(scope.names)
    return Function(
        node,
        # The names of a class body are not seen from its methods.
        scope.outer if scope.owner is not None and scope.outer is not None else scope,
        tuple([machine.evaluate(default, scope) for default in arguments.defaults]),
        tuple(
            [
                None if default is None else machine.evaluate(default, scope)
                for default in arguments.kw_defaults
            ]
        ),
        scope.owner,
        yields,
    )


def _yields(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope) -> bool:
    """Tell whether a function is a generator."""
    if isinstance(node, ast.Lambda) or "yield" not in scope.module.source.text:
        return False
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        found = waiting.pop()
        if isinstance(found, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(
            found, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef
        ):
            waiting.extend(ast.iter_child_nodes(found))
    return False


def _lambda(machine: Machine, node: ast.Lambda, scope: Scope) -> Value:
    return known(make_function(machine, node, scope))


def _call(machine: Machine, node: ast.Call, scope: Scope) -> Value:
    function = node.func
    if isinstance(function, ast.Name) and function.id == "super" and not node.args:
        return _super(scope)
    callee = machine.evaluate(function, scope)
    if (
        callee.options[0] is UNKNOWN
        and len(callee.options) == 1
        and type(function) is ast.Attribute
        and function.attr in _HARMLESS
    ):
        if not node.args and not node.keywords:
            return callee
        return machine.opaque((callee, *arguments(machine, node, scope).all()))
    return machine.apply(callee, arguments(machine, node, scope), Site(node, scope))


def arguments(machine: Machine, node: ast.Call, scope: Scope) -> Arguments:
    """Return the arguments of a call, stars unfolded where they are known."""
    machine.steps -= 1 + len(node.args) + len(node.keywords)
    if not node.keywords and ast.Starred not in map(type, node.args):
        return Arguments(tuple([machine.evaluate(a, scope) for a in node.args]), {})
    positional: list[Value] = []
    rest: list[Value] = []
    for argument in node.args:
        if type(argument) is ast.Starred:
            items, more = collect(
                machine, machine.evaluate(argument.value, scope), Site(argument, scope)
            )
            if rest:
                rest += items
            else:
                positional.extend(items)
            if more is not None:
                rest.append(more)
        elif rest:
            rest.append(machine.evaluate(argument, scope))
        else:
            positional.append(machine.evaluate(argument, scope))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, scope)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            continue
        for option in value.options:
            if isinstance(option, Dict | NamesView):
                entries = machine.entries_of(option)
                for name, item in entries.items.items():
                    keywords[str(name)] = depending(item, value.origins)
                    if name in entries.unsure:
                        rest.append(item)
                if entries.rest is not None:
                    rest.append(entries.rest)
            else:
                rest.append(machine.opaque([value]))
    return Arguments(tuple(positional), keywords, join(*rest) if rest else None)


def _super(scope: Scope) -> Value:
    found: Scope | None = scope
    while found is not None and (found.function is None or found.function.owner is None):
        found = found.outer
    if found is None or found.function is None or found.function.owner is None:
        return ANYTHING
    parameters = found.function.node.args
    names = [p.arg for p in (*parameters.posonlyargs, *parameters.args)]
    while found is not None and names and names[0] not in found.names:
        found = found.outer
    if found is None or not names:
        return ANYTHING
    owner = scope.function.owner if scope.function and scope.function.owner else None
    if owner is None:
        return ANYTHING
    return known(Super(owner, found.names[names[0]]))


def _named(machine: Machine, node: ast.NamedExpr, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    target = scope
    while target.is_comprehension and target.outer is not None:
        target = target.outer
    machine.language.assign(machine, node.target, value, target)
    return value


def _wrapped(machine: Machine, node: ast.Await | ast.Starred, scope: Scope) -> Value:
    return machine.evaluate(node.value, scope)


def _yield(machine: Machine, node: ast.Yield, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope) if node.value else NOTHING
    consumer = _consumer(scope)
    machine.foreign += 1
    return consumer(value) if consumer is not None else ANYTHING


def _yield_from(machine: Machine, node: ast.YieldFrom, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    consumer = _consumer(scope)
    machine.foreign += 1
    option = value.options[0]
    if consumer is None:
        return ANYTHING
    if (
        isinstance(option, Lazy)
        and len(value.options) == 1
        and machine.state.heap.get(option) is Stage.FRESH
        and not option.many
    ):
        machine.state.set(machine.state.heap, option, Stage.SPENT)
        return option.produce(consumer) or ANYTHING
    machine.language.iterate(machine, value, consumer, Site(node, scope))
    return ANYTHING


def _consumer(scope: Scope) -> Callable[[Value], Value] | None:
    found: Scope | None = scope
    while found is not None and found.frame is None:
        found = found.outer
    return found.frame.consumer if found is not None and found.frame is not None else None


TABLE: dict[type[ast.expr], Callable[[Machine, Any, Scope], Value]] = {
    ast.Attribute: _attribute,
    ast.Await: _wrapped,
    ast.BinOp: _bin_op,
    ast.BoolOp: _bool_op,
    ast.Call: _call,
    ast.Compare: _compare,
    ast.Constant: lambda _, node, __: known(node.value),
    ast.Dict: _dict,
    ast.DictComp: _dict_comprehension,
    ast.FormattedValue: _formatted,
    ast.GeneratorExp: _generator,
    ast.IfExp: _if_expression,
    ast.JoinedStr: _joined,
    ast.Lambda: _lambda,
    ast.List: _list,
    ast.ListComp: _comprehension,
    ast.Name: _name,
    ast.NamedExpr: _named,
    ast.Set: _set,
    ast.SetComp: _comprehension,
    ast.Slice: _slice,
    ast.Starred: _wrapped,
    ast.Subscript: _subscript,
    ast.Tuple: _tuple,
    ast.UnaryOp: _unary_op,
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
}
"""What evaluates each kind of expression."""
