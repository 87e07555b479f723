"""What each kind of expression comes to."""

from __future__ import annotations

import ast
import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from uvlint.builds.python import calling, imports, library, methods, tools
from uvlint.builds.python.call import Call
from uvlint.builds.python.narrowing import narrow
from uvlint.builds.python.notes import Site
from uvlint.builds.python.operators import LONG, compare, formatted, operate
from uvlint.builds.python.places import absolute, is_key, is_wild
from uvlint.builds.python.values import (
    ANYTHING,
    UNKNOWN,
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
        if type(option) is External and not value.origins:
            return library.constant(f"{option.name}.{node.attr}")
        if option is UNKNOWN:
            return value
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
    match option:
        case External(owner):
            return library.constant(f"{owner}.{name}")
        case Module() | Namespace():
            return imports.attribute(machine, option, name, site) or ANYTHING
        case Instance():
            return _of_instance(machine, option, name)
        case Class():
            found = option.find(name)
            return _bind_class(found, option) if found else known(Method(option, name))
        case Super(kind, instance):
            for base in kind.lineage():
                if base is not kind and name in base.names:
                    return _bind(machine, base.names[name], instance)
            return known(Method(option, name))
        case Made():
            found = option.names.get(name)
            if found is None:
                found = option.arguments.keywords.get(name)
            if found is None:
                found = methods.made_attribute(option, name)
            return Value(found.options, found.origins | option.origins)
        case PathObject(text):
            return methods.path_attribute(text, name)
        case Method(owner=Made(name=calling.HOOK) as handed):  # an attribute, not yet called
            return _attribute_of(machine, handed, name, site)
        case Items(items, fields=fields) if name in fields:
            return items[fields.index(name)]
        case str() if name == "value":  # of a member of an enumeration
            return known(option)
        case Function() | Bound() | Unknown():
            return ANYTHING
        case _:
            return known(Method(option, name))


def _of_instance(machine: Machine, instance: Instance, name: str) -> Value:
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
    options = tuple(o for o in value.options if truth(Value((o,))) in (ends_with, None))
    return join(Value(options, value.origins), rest)


def _unary_op(machine: Machine, node: ast.UnaryOp, scope: Scope) -> Value:
    value = machine.evaluate(node.operand, scope)
    if isinstance(node.op, ast.Not):
        decided = truth(value)
        return Value((UNKNOWN if decided is None else not decided,), value.origins)
    option = value.options[0]
    if isinstance(node.op, ast.USub) and isinstance(option, int) and len(value.options) == 1:
        return Value((-option,), value.origins)
    return machine.opaque([value])


def _compare(machine: Machine, node: ast.Compare, scope: Scope) -> Value:
    values = [machine.evaluate(e, scope) for e in (node.left, *node.comparators)]
    if len(values) == 2:
        left, right = values
        operator = node.ops[0]
        if isinstance(operator, ast.In | ast.NotIn) and _ENVIRONMENTS & set(right.options):
            return Value((UNKNOWN,), machine.variable(left, Site(node, scope)))
        if _never_given(machine, node, left, right):
            return known(isinstance(operator, ast.NotIn | ast.NotEq))
        answer = compare(operator, left, right)
        if answer is not ANYTHING:
            return answer
    return machine.opaque(values)


def _never_given(machine: Machine, node: ast.Compare, left: Value, right: Value) -> bool:
    """Tell whether `sys.argv` is searched for a word that no back end gives: `publish`, `test`."""
    argv = External("sys.argv")
    match node.ops[0], node.left:
        case ((ast.In() | ast.NotIn()), _) if right.options == (argv,):
            word = left
        case (
            (ast.Eq() | ast.NotEq()),
            ast.Subscript(value=ast.Attribute(value=ast.Name(id="sys"), attr="argv")),
        ):
            word = right
        case _:
            return False
    given = word.options[0] if len(word.options) == 1 else None
    return (
        isinstance(given, str)
        and given.isidentifier()
        and given not in tools.COMMANDS
        and not machine.in_script
    )


_ENVIRONMENTS = frozenset({External("os.environ"), External("os.environb")})


# --- containers -----------------------------------------------------------------------


def _elements(machine: Machine, node: ast.List | ast.Tuple | ast.Set, scope: Scope) -> Value:
    found = Items([], is_tuple=isinstance(node, ast.Tuple))
    for element in node.elts:
        if element.__class__ is ast.Constant:  # by far the most frequent kind
            found.add(Value((element.value,)))
            machine.steps -= 1
        elif isinstance(element, ast.Starred):
            value = machine.evaluate(element.value, scope)
            items, complete = machine.items(value)
            for item in items:
                found.add(item)
            if not complete:
                found.rest = machine.opaque([value])
        else:
            found.add(machine.evaluate(element, scope))
    return known(found)


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
    site = Site(node, scope)
    return item_of(machine, value, key, site)


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
    doubts = machine.doubts
    outcomes = []
    with machine.undecided(test.origins):
        for branch, holds in ((node.body, True), (node.orelse, False)):
            machine.doubts = doubts
            machine.doubts = machine.doubting(node.test, scope, holds=holds)
            outcomes.append(machine.evaluate(branch, scope))
    machine.doubts = doubts
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
    given = arguments(machine, node, scope)
    site = Site(node, scope)
    if len(callee.options) == 1:  # the two most frequent kinds
        option = callee.options[0]
        if type(option) is External and not callee.origins:
            return library.perform(option.name, Call(machine, given, site))
        if option is UNKNOWN and not (node.args or node.keywords):
            return callee
    return calling.apply(machine, callee, given, site)


def arguments(machine: Machine, node: ast.Call, scope: Scope) -> Arguments:
    """Return the arguments of a call, stars unfolded where they are known."""
    positional: list[Value] = []
    rest: list[Value] = []
    for argument in node.args:
        if argument.__class__ is ast.Starred:
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
