"""What each kind of expression comes to."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from uvlint.builds.python import calling, imports, library, methods, tools
from uvlint.builds.python.narrowing import missing, narrow
from uvlint.builds.python.notes import Site
from uvlint.builds.python.operators import LONG, compare, formatted, operate
from uvlint.builds.python.places import absolute, is_key, is_wild
from uvlint.builds.python.values import (
    ANYTHING,
    MANY_ITEMS,
    UNKNOWN,
    WORD,
    Absence,
    Arguments,
    Bound,
    Class,
    Entries,
    External,
    Function,
    Instance,
    Items,
    Made,
    Method,
    Module,
    Namespace,
    PathObject,
    Scope,
    Super,
    Unknown,
    Value,
    Word,
    join,
    known,
    truth,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine


_ROUNDS = 200


# --- names and attributes -------------------------------------------------------------


def _name(_: Machine, node: ast.Name, scope: Scope) -> Value:
    name = node.id
    found: Scope | None = scope
    while found is not None:
        value = found.names.get(name)
        if value is not None:
            return value
        found = found.outer
    module = scope.module
    value = module.names.get(name)
    if value is not None:
        return value
    if name == "__file__":
        return known(absolute(module.file))
    if name in library.BUILTINS:
        return library.constant(name)
    for star in module.stars:
        if f"{star}.{name}" in library.KNOWN:
            return known(External(f"{star}.{name}"))
    return known(External(f"{module.stars[-1]}.{name}")) if module.stars else ANYTHING


def _attribute(machine: Machine, node: ast.Attribute, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    if len(value.options) == 1:  # the two most frequent kinds
        option = value.options[0]
        if option is UNKNOWN:
            return value
        if type(option) is External and not value.origins:
            return library.constant(f"{option.name}.{node.attr}")
    return attribute(machine, value, node.attr, Site(node, scope))


def attribute(machine: Machine, value: Value, name: str, site: Site) -> Value:
    """Return an attribute of whatever a value may be."""
    if len(value.options) == 1:
        result = _attribute_of(machine, value.options[0], name, site)
    else:
        result = join(*(_attribute_of(machine, o, name, site) for o in value.options))
    if value.origins:
        return Value(result.options, result.origins | value.origins)
    return result


def _attribute_of(machine: Machine, option: object, name: str, site: Site) -> Value:
    find = _ATTRIBUTES.get(type(option))
    return find(machine, option, name, site) if find else known(Method(option, name))


def _of_external(_: Machine, owner: External, name: str, __: Site) -> Value:
    return library.constant(f"{owner.name}.{name}")


def _of_module(machine: Machine, module: Module | Namespace, name: str, site: Site) -> Value:
    return imports.attribute(machine, module, name, site) or ANYTHING


def _of_class(_: Machine, kind: Class, name: str, __: Site) -> Value:
    found = kind.find(name)
    return _bind_class(found, kind) if found else known(Method(kind, name))


def _of_super(machine: Machine, owner: Super, name: str, _: Site) -> Value:
    for base in owner.kind.lineage():
        if base is not owner.kind and name in base.names:
            return _bind(machine, base.names[name], owner.instance)
    return known(Method(owner, name))


def _of_made(_: Machine, made: Made, name: str, __: Site) -> Value:
    found = made.names.get(name)
    if found is None:
        found = made.arguments.keywords.get(name)
    if found is None:
        found = methods.made_attribute(made, name)
    return Value(found.options, found.origins | made.origins)


def _of_path(_: Machine, path: PathObject, name: str, __: Site) -> Value:
    return methods.path_attribute(path.text, name)


def _of_method(machine: Machine, method: Method, name: str, site: Site) -> Value:
    owner = method.owner
    if isinstance(owner, Made) and owner.name == calling.HOOK:  # an attribute, not yet called
        return _of_made(machine, owner, name, site)
    return known(Method(method, name))


def _of_items(_: Machine, items: Items, name: str, __: Site) -> Value:
    if name in items.fields:
        return items.items[items.fields.index(name)]
    return known(Method(items, name))


def _of_text(_: Machine, text: str, name: str, __: Site) -> Value:
    return known(text if name == "value" else Method(text, name))  # of a member of an enumeration


def _of_anything(_: Machine, __: object, ___: str, ____: Site) -> Value:
    return ANYTHING


def _of_instance(machine: Machine, instance: Instance, name: str, _: Site) -> Value:
    found = instance.names.get(name)
    if found is not None:
        return found
    found = instance.kind.find(name)
    if found is not None:
        return _bind(machine, found, known(instance))
    if name == "__dict__":
        return known(Entries(instance.names))
    if instance.made is not None and name in instance.made.arguments.keywords:
        return instance.made.arguments.keywords[name]
    return methods.inherited_attribute(instance, name)


def _bind_class(value: Value, kind: Class) -> Value:
    """Return an attribute of a class, class methods bound to it."""
    options = (
        Bound(option, (known(kind),))
        if isinstance(option, Function) and "classmethod" in option.decorators
        else option
        for option in value.options
    )
    return Value(tuple(options), value.origins)


def _bind(machine: Machine, value: Value, instance: Value) -> Value:
    options: list[object] = []
    origins = value.origins
    for option in value.options:
        if not isinstance(option, Function) or "staticmethod" in option.decorators:
            options.append(option)
        elif option.decorators & {"property", "cached_property"}:
            result = calling.run(machine, option, Arguments((instance,), {}))
            options.extend(result.options)
            origins |= result.origins
        else:
            options.append(Bound(option, (instance,)))
    return Value(tuple(options), origins)


_ATTRIBUTES: dict[type, Callable[[Machine, Any, str, Site], Value]] = {
    Absence: _of_anything,
    Bound: _of_anything,
    Class: _of_class,
    External: _of_external,
    Function: _of_anything,
    Instance: _of_instance,
    Items: _of_items,
    Made: _of_made,
    Method: _of_method,
    Module: _of_module,
    Namespace: _of_module,
    PathObject: _of_path,
    Super: _of_super,
    Unknown: _of_anything,
    Word: _of_anything,
    str: _of_text,
}
"""What gives the attributes of each kind of option; those of others are methods."""


# --- operators ------------------------------------------------------------------------


def _bin_op(machine: Machine, node: ast.BinOp, scope: Scope) -> Value:
    # Long sums lean to the left: without recursion their length does not matter.
    operands = []
    left: ast.expr = node
    while isinstance(left, ast.BinOp):
        operands.append((left.op, left.right))
        left = left.left
    value = machine.evaluate(left, scope)
    for operator, right in reversed(operands):
        value = operate(machine, operator, value, machine.evaluate(right, scope))
    return value


def _bool_op(machine: Machine, node: ast.BoolOp, scope: Scope) -> Value:
    value = machine.evaluate(node.values[0], scope)
    return _alternatives(machine, value, node.values[1:], scope, isinstance(node.op, ast.Or))


def _alternatives(
    machine: Machine, value: Value, others: list[ast.expr], scope: Scope, ends_with: bool
) -> Value:
    """Return a value, or the first of others, that is true (or false) as an operator wants it."""
    decided = truth(value)
    if not others or decided is ends_with:
        return value
    if decided is not None:
        return _alternatives(
            machine, machine.evaluate(others[0], scope), others[1:], scope, ends_with
        )
    with machine.undecided(value.origins):
        further = machine.evaluate(others[0], scope)
        rest = _alternatives(machine, further, others[1:], scope, ends_with)
    for part, other in ((value, rest), (rest, value)):
        if missing(part, holds=not ends_with):  # it decides, whatever the others say
            return Value(part.options, part.origins | other.origins)
    options = tuple(o for o in value.options if truth(Value((o,))) in (ends_with, None))
    return join(Value(options, value.origins), rest)


def _unary_op(machine: Machine, node: ast.UnaryOp, scope: Scope) -> Value:
    value = machine.evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        return Value((_negated(value),), value.origins)
    option = value.options[0]
    if isinstance(node.op, ast.USub) and isinstance(option, int) and len(value.options) == 1:
        return Value((-option,), value.origins)
    return machine.opaque([value])


def _negated(value: Value) -> object:
    """Return what `not` makes of a value."""
    decided = truth(value)
    if decided is not None:
        return not decided
    option = value.options[0] if len(value.options) == 1 else UNKNOWN
    if isinstance(option, Absence):
        return Absence(option.name, there=not option.there)
    return UNKNOWN


def _compare(machine: Machine, node: ast.Compare, scope: Scope) -> Value:
    values = [machine.evaluate(e, scope) for e in (node.left, *node.comparators)]
    if len(values) == 2:
        left, right = values
        operator = node.ops[0]
        if isinstance(operator, ast.In | ast.NotIn) and _ENVIRONMENTS & set(right.options):
            return Value((UNKNOWN,), machine.variable(left, Site(node, scope)))
        answer = _of_words(machine, operator, left, right)
        if answer is not None:
            return Value((answer,))
        found = compare(operator, left, right)
        if found is not ANYTHING:
            return found
    return machine.opaque(values)


def _of_words(machine: Machine, operator: ast.cmpop, left: Value, right: Value) -> bool | None:
    """Return how a search of the command line for words ends that no back end gives: `publish`."""
    if machine.in_script or len(left.options) != 1 or len(right.options) != 1:
        return None
    match operator, left.options[0], right.options[0]:
        case (
            (ast.In() | ast.NotIn()),
            wanted,
            External("sys.argv") | Items([], Value(options=(Word(),))),
        ):
            never = _is_never_given(wanted)
        case ((ast.In() | ast.NotIn()), Word(), Items(items, None)):
            never = all(map(_is_never_given, (o for item in items for o in item.options)))
        case ((ast.Eq() | ast.NotEq()), Word(), wanted) | (
            (ast.Eq() | ast.NotEq()),
            wanted,
            Word(),
        ):
            never = _is_never_given(wanted)
        case _:
            return None
    return isinstance(operator, ast.NotIn | ast.NotEq) if never else None


def _is_never_given(word: object) -> bool:
    return isinstance(word, str) and word.isidentifier() and word not in tools.COMMANDS


_ENVIRONMENTS = frozenset({External("os.environ"), External("os.environb")})


# --- containers -----------------------------------------------------------------------


def _elements(machine: Machine, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
    items: list[Value] = []
    rest = None
    for element in node.elts:
        if type(element) is ast.Starred:
            value = machine.evaluate(element.value, scope)
            further, complete = machine.items(value)
            items += further
            if not complete:
                rest = machine.opaque([value])
        else:
            items.append(machine.evaluate(element, scope))
    if len(items) > MANY_ITEMS:
        rest = join(items[-1], ANYTHING)
    return Value((Items(items[:MANY_ITEMS], rest, type(node) is ast.Tuple),))


def _dict(machine: Machine, node: ast.Dict, scope: Scope) -> Value:
    found = Entries({})
    for key, item in zip(node.keys, node.values, strict=True):
        value = machine.evaluate(item, scope)
        if key is None:
            merge(machine, found, value)
            continue
        name = machine.evaluate(key, scope)
        plain = name.options[0] if len(name.options) == 1 else None
        if is_key(plain):
            found.items[plain] = value
        else:
            found.add(Value(value.options, value.origins | name.origins))
    return known(found)


def merge(machine: Machine, target: Entries, value: Value) -> None:
    """Put the entries of other dictionaries into one."""
    for option in value.options:
        if isinstance(option, Entries):
            target.items.update(option.items)
            if option.rest is not None:
                target.add(option.rest)
        elif option in _ENVIRONMENTS:
            target.add(known(option))
        else:
            target.add(machine.opaque([value]))


def _comprehension(
    machine: Machine, node: ast.ListComp | ast.SetComp | ast.GeneratorExp, scope: Scope
) -> Value:
    found = Items([])
    inner = Scope({}, scope.module, scope)
    _rounds(machine, node.generators, inner, lambda: found.add(machine.evaluate(node.elt, inner)))
    return known(found)


def _dict_comprehension(machine: Machine, node: ast.DictComp, scope: Scope) -> Value:
    found = Entries({})
    inner = Scope({}, scope.module, scope)

    def add() -> None:
        key = machine.evaluate(node.key, inner)
        value = machine.evaluate(node.value, inner)
        plain = key.options[0] if len(key.options) == 1 else None
        if is_key(plain):
            found.items[plain] = value
        else:
            found.add(Value(value.options, value.origins | key.origins))

    _rounds(machine, node.generators, inner, add)
    return known(found)


def _rounds(
    machine: Machine,
    generators: Sequence[ast.comprehension],
    scope: Scope,
    act: Callable[[], None],
) -> None:
    """Do something for each combination of the items of a comprehension."""
    if not generators:
        act()
        return
    first, *others = generators
    iterable = machine.evaluate(first.iter, scope)
    items, complete = machine.items(iterable)
    if not complete:
        items.append(machine.opaque([iterable]))
    from uvlint.builds.python.statements import assign

    for item in items[:_ROUNDS]:
        machine.loops += 1
        try:
            assign(machine, first.target, item, scope)
            _if_passed(machine, first.ifs, scope, others, act)
        finally:
            machine.loops -= 1


def _if_passed(
    machine: Machine,
    tests: Sequence[ast.expr],
    scope: Scope,
    others: Sequence[ast.comprehension],
    act: Callable[[], None],
) -> None:
    origins: frozenset[int] = frozenset()
    undecided = False
    for test in tests:
        value = machine.evaluate(test, scope)
        decided = truth(value)
        if decided is False:
            return
        undecided = undecided or decided is None
        origins |= value.origins
        narrow(machine, test, scope, holds=True)
    if undecided:
        with machine.undecided(origins):
            _rounds(machine, others, scope, act)
    else:
        _rounds(machine, others, scope, act)


def _subscript(machine: Machine, node: ast.Subscript, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    if isinstance(node.slice, ast.Slice):
        return _sliced(machine, value, node.slice, scope)
    key = machine.evaluate(node.slice, scope)
    if len(value.options) == 1 and value.options[0] is UNKNOWN:
        return Value(value.options, value.origins | key.origins)
    return item_of(machine, value, key, Site(node, scope))


def item_of(machine: Machine, value: Value, key: Value, site: Site) -> Value:
    """Return what a container holds under a key."""
    plain = key.options[0] if len(key.options) == 1 else None
    found: list[Value] = []
    for option in value.options:
        match option:
            case External("os.environ" | "os.environb"):
                found.append(Value((UNKNOWN,), machine.variable(key, site)))
            case External("sys.modules") if plain in _own_names(site):
                found.append(known(site.scope.module))
            case External("sys.path") if plain == 0 and machine.sys_path:
                found.append(known(absolute(machine.sys_path[0])))
            case External("sys.version_info") if plain == 0:
                found.append(known(3))
            case External("sys.argv") if plain == 0:
                found.append(known(absolute(site.scope.module.file)))
            case External("sys.argv"):
                found.append(known(WORD))
            case Entries(entries, rest):
                if is_key(plain) and plain in entries:
                    found.append(entries[plain])
                elif is_key(plain) and option.make is not None:
                    found.append(entries.setdefault(plain, option.make()))
                elif rest is not None and _ENVIRONMENTS & set(rest.options):
                    found.append(Value((UNKNOWN,), machine.variable(key, site)))
                else:
                    choices = (*entries.values(), *([rest] if rest is not None else ()))
                    found.append(join(*choices) if choices else ANYTHING)
            case Items(items, rest) if isinstance(plain, int) and rest is None:
                inside = -len(items) <= plain < len(items)
                found.append(items[plain] if inside else ANYTHING)
            case str() if isinstance(plain, int) and not is_wild(option):
                inside = -len(option) <= plain < len(option)
                found.append(known(option[plain]) if inside else ANYTHING)
            case Made() | Method(owner=Made()):
                found.append(methods.made_item(option))
            case _:
                found.append(ANYTHING)
    result = join(*found) if found else ANYTHING
    return Value(result.options, result.origins | value.origins | key.origins)


def _own_names(site: Site) -> tuple[object, ...]:
    """Return the names under which the present module may stand in `sys.modules`."""
    module = site.scope.module
    stated = module.names.get("__name__", ANYTHING).options[0]
    return (stated, "__main__", posixpath.splitext(posixpath.basename(module.file))[0])


def _sliced(machine: Machine, value: Value, node: ast.Slice, scope: Scope) -> Value:
    bounds: list[int | None] = []
    for bound in (node.lower, node.upper, node.step):
        option = machine.evaluate(bound, scope).options[0] if bound is not None else None
        if not (option is None or isinstance(option, int)):
            return machine.opaque([value])
        bounds.append(option)
    lower, upper, step = bounds
    if step == 0:
        return machine.opaque([value])
    found: list[object] = []
    for option in value.options:
        match option:
            case External("sys.version_info"):
                found.append(option)
            case External("sys.argv"):
                found.append(Items([], known(WORD)))
            case str() if not is_wild(option) or _cuts_literal_end(option, lower, upper, step):
                found.append(option[lower:upper:step])
            case Items(items, None):
                found.append(Items(items[lower:upper:step], is_tuple=option.is_tuple))
            case _:
                return machine.opaque([value])
    return Value(tuple(found), value.origins)


def _cuts_literal_end(text: str, lower: int | None, upper: int | None, step: int | None) -> bool:
    """Tell whether a slice takes off no more than the known end of an open name."""
    if lower or step is not None or upper is None or upper >= 0:
        return False
    return not is_wild(text[upper:]) and len(text) > -upper


# --- the rest -------------------------------------------------------------------------


def _joined(machine: Machine, node: ast.JoinedStr, scope: Scope) -> Value:
    values = [machine.evaluate(part, scope) for part in node.values]
    return machine.fold(values, _concatenated) if values else known("")


def _concatenated(*texts: str) -> object:
    return "".join(texts) if sum(map(len, texts)) < LONG else UNKNOWN


def _formatted(machine: Machine, node: ast.FormattedValue, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope)
    spec = "" if node.format_spec is None else machine.evaluate(node.format_spec, scope).options[0]
    if not isinstance(spec, str) or node.conversion not in (-1, ord("s")):
        return machine.opaque([value])
    return formatted(value, spec)


def _if_expression(machine: Machine, node: ast.IfExp, scope: Scope) -> Value:
    test = machine.evaluate(node.test, scope)
    decided = truth(test)
    if decided is not None:
        return machine.evaluate(node.body if decided else node.orelse, scope)
    doubts, absent = machine.doubts, machine.absent
    outcomes = []
    with machine.undecided(test.origins):
        for branch, holds in ((node.body, True), (node.orelse, False)):
            machine.absent = (*absent, *missing(test, holds=holds))
            machine.doubts = doubts
            machine.doubts = machine.doubting(node.test, scope, holds=holds)
            outcomes.append(machine.evaluate(branch, scope))
    machine.doubts, machine.absent = doubts, absent
    found = join(*outcomes)
    return Value(found.options, found.origins | test.origins)


def make_function(
    machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, scope: Scope
) -> Function:
    """Return a function as it is defined in a scope."""
    if scope.outer is not None:
        machine.spaces.append(scope.names)
    decorators = set()
    if not isinstance(node, ast.Lambda):
        for decorator in node.decorator_list:
            for option in machine.evaluate(decorator, scope).options:
                if isinstance(option, External):
                    decorators.add(option.name.rpartition(".")[2])
    return Function(
        node,
        # The names of a class body are not seen from its methods.
        scope.outer if scope.owner is not None and scope.outer is not None else scope,
        tuple(machine.evaluate(default, scope) for default in node.args.defaults),
        tuple(
            None if default is None else machine.evaluate(default, scope)
            for default in node.args.kw_defaults
        ),
        scope.owner,
        frozenset(decorators),
    )


def _lambda(machine: Machine, node: ast.Lambda, scope: Scope) -> Value:
    return known(make_function(machine, node, scope))


def _call(machine: Machine, node: ast.Call, scope: Scope) -> Value:
    if isinstance(node.func, ast.Name) and node.func.id == "super":
        return _super(scope)
    callee = machine.evaluate(node.func, scope)
    if len(callee.options) == 1 and callee.options[0] is UNKNOWN:
        if not (node.args or node.keywords):
            return callee
        return machine.opaque((callee, *arguments(machine, node, scope).all()))
    return calling.apply(machine, callee, arguments(machine, node, scope), Site(node, scope))


def arguments(machine: Machine, node: ast.Call, scope: Scope) -> Arguments:
    """Return the arguments of a call, stars unfolded where they are known."""
    if not node.keywords and ast.Starred not in map(type, node.args):
        return Arguments(tuple([machine.evaluate(a, scope) for a in node.args]), {})
    positional: list[Value] = []
    rest: list[Value] = []
    for argument in node.args:
        if type(argument) is ast.Starred:
            value = machine.evaluate(argument.value, scope)
            items = machine.sequence(value)
            if items is not None:
                positional.extend(items)
            else:
                rest.append(machine.opaque([value]))
        else:
            positional.append(machine.evaluate(argument, scope))
    keywords: dict[str, Value] = {}
    for keyword in node.keywords:
        value = machine.evaluate(keyword.value, scope)
        if keyword.arg is not None:
            keywords[keyword.arg] = value
            continue
        for option in value.options:
            if isinstance(option, Entries):
                keywords.update((str(k), v) for k, v in option.items.items())
                if option.rest is not None:
                    rest.append(option.rest)
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
    instance = found.names.get(names[0]) if names else None
    return known(Super(found.function.owner, instance)) if instance else ANYTHING


def _named(machine: Machine, node: ast.NamedExpr, scope: Scope) -> Value:
    from uvlint.builds.python.statements import assign

    value = machine.evaluate(node.value, scope)
    assign(machine, node.target, value, scope)
    return value


def _wrapped(machine: Machine, node: ast.Await | ast.Starred, scope: Scope) -> Value:
    return machine.evaluate(node.value, scope)


def _yield(machine: Machine, node: ast.Yield | ast.YieldFrom, scope: Scope) -> Value:
    value = machine.evaluate(node.value, scope) if node.value else known(None)
    if scope.yielded is None:
        scope.yielded = Items([])
        scope.folder = machine.folder
    if isinstance(node, ast.Yield):
        scope.yielded.add(value)
    else:
        items, complete = machine.items(value)
        for item in items if complete else (*items, machine.opaque([value])):
            scope.yielded.add(item)
    return ANYTHING


TABLE: dict[type[ast.expr], Callable[[Machine, Any, Scope], Value]] = {
    ast.Attribute: _attribute,
    ast.Await: _wrapped,
    ast.BinOp: _bin_op,
    ast.BoolOp: _bool_op,
    ast.Call: _call,
    ast.Compare: _compare,
    ast.Dict: _dict,
    ast.DictComp: _dict_comprehension,
    ast.FormattedValue: _formatted,
    ast.GeneratorExp: _comprehension,
    ast.IfExp: _if_expression,
    ast.JoinedStr: _joined,
    ast.Lambda: _lambda,
    ast.List: _elements,
    ast.ListComp: _comprehension,
    ast.Name: _name,
    ast.NamedExpr: _named,
    ast.Set: _elements,
    ast.SetComp: _comprehension,
    ast.Starred: _wrapped,
    ast.Subscript: _subscript,
    ast.Tuple: _elements,
    ast.UnaryOp: _unary_op,
    ast.Yield: _yield,
    ast.YieldFrom: _yield,
}
"""What evaluates each kind of expression; the others come to anything."""
