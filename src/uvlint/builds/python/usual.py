"""How a test of the environment or of the command line ends when nobody sets anything."""

from __future__ import annotations

import ast
from collections.abc import Callable, Container
from typing import NamedTuple

from uvlint.builds.python.tools import COMMANDS
from uvlint.views.python_source import Source

_DEEPEST = 12
_STEPS = 20_000
_OPEN = object()
"""What cannot be told, or depends on more than the environment and the command line."""

_ON = object()
_RAISED = object()
"""How a block ends that returns nothing."""

_LONG = 4000

_ENVIRONMENTS = frozenset({"environ", "os.environ"})
_GETTERS = frozenset({"environ.get", "getenv", "os.environ.get", "os.getenv"})
_ARGUMENTS = frozenset({"argv", "sys.argv"})
_REMOVERS = frozenset(f"{arguments}.remove" for arguments in _ARGUMENTS)
_YES = frozenset({"1", "on", "t", "true", "y", "yes"})

_FUNCTIONS: dict[str, Callable[[object], object]] = {
    "bool": bool,
    "int": lambda value: int(value) if isinstance(value, int | str) else _OPEN,
    "str": str,
    "strtobool": lambda value: value.lower() in _YES if isinstance(value, str) else _OPEN,
}
_METHODS: dict[str, Callable[..., object]] = {
    "casefold": str.casefold,
    "endswith": str.endswith,
    "isdigit": str.isdigit,
    "lower": str.lower,
    "startswith": str.startswith,
    "strip": str.strip,
    "upper": str.upper,
}

Bound = dict[str, object]


class Branch(NamedTuple):
    """A branch of an `if`: what is usual in its file, the test, whether the test must hold."""

    usual: Usual
    test: ast.expr
    holds: bool


def is_off(branch: Branch) -> bool:
    """Tell whether a branch is not taken in a build where nobody sets anything."""
    usually = branch.usual.truth(branch.test)
    return usually is not None and usually is not branch.holds


def is_on(branch: Branch) -> bool:
    """Tell whether a branch is taken in a build where nobody sets anything."""
    return branch.usual.truth(branch.test) is branch.holds


class Usual:
    """What the names of a file stand for by default; a name of two scopes counts as one.

    `other` gives the same of a module that the file imports from the project, `failed`
    are the `try` statements that are known to end in their handlers.
    """

    def __init__(
        self, source: Source, other: Callable[[str], Usual | None], failed: Container[ast.AST]
    ) -> None:
        self.source = source
        self.other = other
        self.failed = failed
        self.parents: dict[ast.AST, ast.AST] = {}
        self.assigned: dict[str, list[tuple[ast.AST, ast.expr | None]]] = {}
        self.functions: dict[str, list[ast.FunctionDef]] = {}
        self.imported: dict[str, tuple[str, str]] = {}
        self.known: dict[str, object] = {}
        self.steps = _STEPS
        self.tests: dict[ast.expr, bool | None] = {}

    def read(self) -> None:
        """Note where the names of the file come from, once."""
        if self.parents:
            return
        for node in ast.walk(self.source.tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
            match node:
                case (
                    ast.Assign(targets=[ast.Name(id=name)], value=value)
                    | ast.NamedExpr(target=ast.Name(id=name), value=value)
                ):
                    self._bind(name, node, value)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self._bind(name, node, value)
                case ast.FunctionDef(name=name):
                    self.functions.setdefault(name, []).append(node)
                case ast.arg(arg=name):
                    self._bind(name, node, None)
                case ast.ImportFrom(module=str(module), names=names, level=0):
                    self.imported.update((a.asname or a.name, (module, a.name)) for a in names)
                case ast.Name(id=name, ctx=ast.Store()) if not isinstance(
                    self.parents.get(node), ast.Assign | ast.AnnAssign | ast.NamedExpr
                ):
                    self._bind(name, node, None)

    def _bind(self, name: str, node: ast.AST, value: ast.expr | None) -> None:
        self.assigned.setdefault(name, []).append((node, value))

    def truth(self, test: ast.expr, depth: int = 0) -> bool | None:
        """Return how a test ends in a build where no variable is set and no option is given.

        None where that cannot be told, or has to do with more than these.
        """
        self.read()
        if test not in self.tests:
            self.tests[test] = None  # for what leads back to itself
            value = self._value(test, {}, depth)
            self.tests[test] = None if value is _OPEN else bool(value)
        return self.tests[test]

    def _value(self, node: ast.expr, bound: Bound, depth: int) -> object:
        self.steps -= 1
        if depth > _DEEPEST or self.steps < 0:
            return _OPEN
        depth += 1
        match node:
            case ast.Constant():
                return node.value
            case ast.Name(id=name):
                return bound[name] if name in bound else self.named(name, depth)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                negated = self._value(operand, bound, depth)
                return negated if negated is _OPEN else not negated
            case ast.BoolOp(op=operator, values=values):
                return _decided(
                    [self._value(v, bound, depth) for v in values], isinstance(operator, ast.Or)
                )
            case ast.IfExp(test=test, body=body, orelse=other):
                decides = self._value(test, bound, depth)
                return (
                    decides
                    if decides is _OPEN
                    else self._value(body if decides else other, bound, depth)
                )
            case ast.NamedExpr(value=inner):
                return self._value(inner, bound, depth)
            case ast.BinOp(left=left, op=ast.Add() | ast.Mod() as operator, right=right):
                return _put_together(
                    operator, self._value(left, bound, depth), self._value(right, bound, depth)
                )
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                home = self._module(module)
                return home.named(name, depth) if home else _OPEN
            case ast.Compare(left=left, ops=[operator], comparators=[right]):
                return self._compared(operator, left, right, bound, depth)
            case ast.Call(keywords=[]):
                return self._called(node, bound, depth)
            case _:
                return _OPEN

    def named(self, name: str, depth: int) -> object:
        """Return what a name of the file stands for by default."""
        if name not in self.known:
            self.known[name] = _OPEN  # for what leads back to itself
            self.known[name] = self._assigned(name, depth)
        return self.known[name]

    def _assigned(self, name: str, depth: int) -> object:
        """Return what all assignments to a name give it that are not themselves off."""
        places = self.assigned.get(name, ())
        if not places and name in self.imported:
            module, original = self.imported[name]
            home = self._module(module)
            return home.named(original, depth) if home else _OPEN
        values = [
            _OPEN if value is None else self._value(value, {}, depth)
            for node, value in places
            if not self._is_off(node, depth)
        ]
        if not values or any(value is _OPEN for value in values):
            return _OPEN
        first = values[0]
        if all(value == first for value in values):
            return first
        return bool(first) if len({bool(value) for value in values}) == 1 else _OPEN

    def _is_off(self, node: ast.AST, depth: int) -> bool:
        """Tell whether a statement stands in a branch that is not taken by default."""
        parent = self.parents.get(node)
        while parent is not None:
            if isinstance(parent, ast.If) and node is not parent.test:
                taken = self.truth(parent.test, depth)
                if taken is not None and taken is not (node in parent.body):
                    return True
            if isinstance(parent, ast.Try) and parent in self.failed and node in parent.body:
                return True
            node, parent = parent, self.parents.get(parent)
        return False

    def _compared(
        self, operator: ast.cmpop, left: ast.expr, right: ast.expr, bound: Bound, depth: int
    ) -> object:
        first = self._value(left, bound, depth)
        if isinstance(operator, ast.In | ast.NotIn):
            found = self._is_in(first, right, bound, depth)
            return found if found is _OPEN else found is isinstance(operator, ast.In)
        second = self._value(right, bound, depth)
        if _is_argument(left) and isinstance(second, str) and second not in COMMANDS:
            first = ""
        match operator:
            case _ if first is _OPEN or second is _OPEN:
                return _OPEN
            case ast.Eq():
                return first == second
            case ast.NotEq():
                return first != second
            case ast.Is():
                return first is second
            case ast.IsNot():
                return first is not second
            case ast.Gt() | ast.GtE() if isinstance(first, int) and isinstance(second, int):
                return first > second or (first == second and isinstance(operator, ast.GtE))
            case _:
                return _OPEN

    def _is_in(self, value: object, container: ast.expr, bound: Bound, depth: int) -> object:
        name = _dotted(container).removesuffix(".keys()")
        if name in _ENVIRONMENTS:
            return _OPEN if value is _OPEN else False
        if name in _ARGUMENTS:
            return False if isinstance(value, str) and value not in COMMANDS else _OPEN
        if value is not _OPEN and isinstance(container, ast.Tuple | ast.List | ast.Set):
            items = [self._value(item, bound, depth) for item in container.elts]
            return _OPEN if any(item is _OPEN for item in items) else value in items
        return _OPEN

    def _called(self, call: ast.Call, bound: Bound, depth: int) -> object:
        name = _dotted(call.func)
        if name in _GETTERS:
            return self._value(call.args[1], bound, depth) if len(call.args) > 1 else None
        given = [self._value(argument, bound, depth) for argument in call.args]
        last = name.rpartition(".")[2]
        if last in _FUNCTIONS and len(given) == 1 and given[0] is not _OPEN:
            return _tried(_FUNCTIONS[last], given)
        if isinstance(call.func, ast.Attribute) and call.func.attr in _METHODS:
            text = self._value(call.func.value, bound, depth)
            if isinstance(text, str) and all(isinstance(item, str) for item in given):
                return _tried(_METHODS[call.func.attr], [text, *given])
        return self._function(call.func, given, depth)

    def _function(self, function: ast.expr, given: list[object], depth: int) -> object:
        """Return what a function of this file, or of one that it imports, gives by default."""
        home: Usual | None = self
        match function:
            case ast.Name(id=name) if name in self.imported and name not in self.functions:
                module, name = self.imported[name]
                home = self._module(module)
            case ast.Name(id=name):
                pass
            case ast.Attribute(value=ast.Name(id=module), attr=name):
                home = self._module(module)
            case _:
                return _OPEN
        found = home.functions.get(name, ()) if home else ()
        return home.returned(found[0], given, depth) if home and len(found) == 1 else _OPEN

    def _module(self, name: str) -> Usual | None:
        """Return the same of a module that the file imports from the project."""
        found = self.other(name)
        if found is not None:
            found.read()
        return found

    def returned(self, function: ast.FunctionDef, given: list[object], depth: int) -> object:
        """Return what a function of this file gives by default, as far as it is simple."""
        names = [arg.arg for arg in function.args.args]
        defaults = [self._value(node, {}, depth) for node in function.args.defaults]
        missing = len(names) - len(given)
        if function.decorator_list or missing < 0 or missing > len(defaults):
            return _OPEN
        values = [*given, *defaults[len(defaults) - missing :]]
        result = self._run(function.body, dict(zip(names, values, strict=True)), depth)
        return None if result is _ON else _OPEN if result is _RAISED else result

    def _run(self, block: list[ast.stmt], bound: Bound, depth: int) -> object:
        """Return what a block returns, or that it goes on to what follows, or raises."""
        for statement in block:
            result: object = _ON
            match statement:
                case ast.Expr(value=ast.Call() as call) if self._takes_option(call, bound, depth):
                    result = _RAISED
                case ast.Expr() | ast.Pass():
                    pass
                case ast.Return(value=value):
                    result = self._value(value, bound, depth) if value else None
                case ast.Assign(targets=[ast.Name(id=name)], value=value):
                    bound[name] = self._value(value, bound, depth)
                case ast.If(test=test, body=body, orelse=other):
                    taken = self._value(test, bound, depth)
                    if taken is _OPEN:
                        return _OPEN
                    result = self._run(body if taken else other, bound, depth)
                case ast.Try(body=body, handlers=[handler], orelse=[], finalbody=[]):
                    result = self._run(body, bound, depth)
                    if result is _RAISED:
                        result = self._run(handler.body, bound, depth)
                case _:
                    return _OPEN
            if result is not _ON:
                return result
        return _ON

    def _takes_option(self, call: ast.Call, bound: Bound, depth: int) -> bool:
        """Tell whether a call takes an option from the command line, which raises without it."""
        if _dotted(call.func) not in _REMOVERS or len(call.args) != 1:
            return False
        option = self._value(call.args[0], bound, depth)
        return isinstance(option, str) and option not in COMMANDS


def _put_together(operator: ast.operator, left: object, right: object) -> object:
    """Return the text that `+` or `%` makes of texts."""
    if not isinstance(left, str) or not isinstance(right, str) or len(left + right) > _LONG:
        return _OPEN
    if isinstance(operator, ast.Add):
        return left + right
    return left.replace("%s", right) if left.count("%") == left.count("%s") == 1 else _OPEN


def _decided(values: list[object], ends_with: bool) -> object:
    """Return what `or` (or `and`) makes of values: one that decides does so in any place."""
    if any(value is not _OPEN and bool(value) is ends_with for value in values):
        return ends_with
    return _OPEN if any(value is _OPEN for value in values) else values[-1]


def _tried(function: Callable[..., object], given: list[object]) -> object:
    try:
        return function(*given)
    except (TypeError, ValueError):
        return _OPEN


def _dotted(node: ast.expr) -> str:
    """Return a name with dots; a part of `sys.argv` goes by the name of the whole."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{_dotted(owner)}.{name}"
        case ast.Call(func=ast.Attribute(attr="keys") as function, args=[]):
            return f"{_dotted(function)}()"
        case ast.Subscript(value=owner, slice=ast.Slice()):
            return _dotted(owner)
        case _:
            return ""


def _is_argument(node: ast.expr) -> bool:
    return isinstance(node, ast.Subscript) and _dotted(node.value) in _ARGUMENTS


def _is_text(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
