"""Whether code takes over the value of a variable, or only asks how it is set."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache

from uvlint.model import Location
from uvlint.views.python_source import Source

_SAME = frozenset({"casefold", "lower", "lstrip", "rstrip", "strip", "upper"})
_TESTS = frozenset({"endswith", "isdigit", "startswith"})
_DEEPEST = 8

_Function = ast.FunctionDef | ast.AsyncFunctionDef


def is_switch(source: Source, at: Location) -> bool:
    """Tell whether all that is done with the expression at a place is to test it.

    A value that is kept, handed on or returned to somebody unknown is none.
    """
    uses = _uses(source)
    nodes = (n for n in uses.parents if isinstance(n, ast.expr) and n.lineno == at.line)
    found = [node for node in nodes if source.place(node) == at]
    return bool(found) and all(uses.only_tests(node) for node in found)


@lru_cache(maxsize=8)
def _uses(source: Source) -> _Uses:
    return _Uses(source.tree)


class _Uses:
    """The syntax tree of a file upside down, and where its names are used."""

    def __init__(self, tree: ast.Module) -> None:
        self.parents: dict[ast.AST, ast.AST] = {}
        self.loads: dict[str, list[ast.expr]] = {}
        self.functions: dict[str, _Function] = {}
        for node in ast.walk(tree):
            for child in ast.iter_child_nodes(node):
                self.parents[child] = node
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Load):
                self.loads.setdefault(_name(node), []).append(node)
            elif isinstance(node, _Function):
                self.functions[node.name] = node

    def only_tests(self, node: ast.AST, depth: int = 0) -> bool:
        """Tell whether the value of an expression ends in tests."""
        if isinstance(node, ast.Compare):
            return True
        parent = self.parents.get(node)
        if parent is None or depth > _DEEPEST:
            return False
        match parent:
            case ast.Compare() | ast.UnaryOp(op=ast.Not()) | ast.Expr():
                return True
            case (
                ast.If(test=test)
                | ast.IfExp(test=test)
                | ast.While(test=test)
                | ast.Assert(test=test)
            ) if test is node:
                return True
            case ast.BoolOp() | ast.IfExp():
                return self.only_tests(parent, depth + 1)
            case ast.Attribute(attr=attr):
                call = self.parents.get(parent)
                return isinstance(call, ast.Call) and (
                    attr in _TESTS or (attr in _SAME and self.only_tests(call, depth + 1))
                )
            case ast.Call(func=function) if function is not node:
                return self._is_tested_by(parent, node, depth)
            case ast.keyword(arg=str(name)):
                call = self.parents.get(parent)
                return isinstance(call, ast.Call) and self._tests_parameter(call, name, depth)
            case ast.NamedExpr(target=target):
                return self._all_test(target.id, depth) and self.only_tests(parent, depth + 1)
            case ast.Assign(targets=[ast.Name() | ast.Attribute() as target]):
                return self._all_test(_name(target), depth)
            case ast.AnnAssign(target=ast.Name() | ast.Attribute() as target):
                return self._all_test(_name(target), depth)
            case ast.Return():
                return self._is_test(parent, depth)
            case _:
                return False

    def _all_test(self, name: str, depth: int) -> bool:
        """Tell whether a name is used, and all its uses in the file are tests."""
        loads = self.loads.get(name, ())
        return bool(loads) and all(self.only_tests(load, depth + 1) for load in loads)

    def _is_tested_by(self, call: ast.Call, argument: ast.AST, depth: int) -> bool:
        """Tell whether a function that is given a value only tests it."""
        match call.func:
            case ast.Name("bool"):
                return True
            case ast.Name("int" | "str"):
                return self.only_tests(call, depth + 1)
            case ast.Name(name) if name in self.functions and argument in call.args:
                function = self.functions[name]
                names = [a.arg for a in (*function.args.posonlyargs, *function.args.args)]
                at = call.args.index(argument)
                return at < len(names) and self._tests_parameter(call, names[at], depth)
        return False

    def _tests_parameter(self, call: ast.Call, name: str, depth: int) -> bool:
        function = self.functions.get(_name(call.func))
        if function is None:
            return False
        loads = [n for n in _below(function) if isinstance(n, ast.Name) and n.id == name]
        return bool(loads) and all(self.only_tests(load, depth + 1) for load in loads)

    def _is_test(self, statement: ast.Return, depth: int) -> bool:
        """Tell whether all calls of the function that returns a value are tests."""
        node: ast.AST | None = statement
        while node is not None and not isinstance(node, _Function):
            node = self.parents.get(node)
        if node is None:
            return False
        calls = [self.parents.get(load) for load in self.loads.get(node.name, ())]
        return bool(calls) and all(
            isinstance(call, ast.Call) and self.only_tests(call, depth + 1) for call in calls
        )


def _name(node: ast.expr) -> str:
    match node:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _below(function: _Function) -> Iterator[ast.AST]:
    for statement in function.body:
        yield from ast.walk(statement)
