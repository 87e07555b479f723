"""Makes a script that shows a mistake smaller, as long as it shows it."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Sequence

from tests.pyeval.programs import Snippet

TRIES = 400
"""How many smaller scripts are tried before the smallest one so far is good enough."""


def fewest(
    snippets: Sequence[Snippet], shows: Callable[[Sequence[Snippet]], bool]
) -> list[Snippet]:
    """Return snippets of which none can be left out."""
    kept = list(snippets)
    for index in reversed(range(len(kept))):
        rest = kept[:index] + kept[index + 1 :]
        if shows(rest):
            kept = rest
    return kept


def smallest(text: str, shows: Callable[[str], bool]) -> str:
    """Return statements of which none can be left out, or replaced by what stands in it."""
    tries = 0
    progress = True
    while progress:
        progress = False
        for candidate in _smaller(text):
            tries += 1
            if tries > TRIES:
                return text
            if shows(candidate):
                text, progress = candidate, True
                break
    return text


def _smaller(text: str) -> Iterator[str]:
    """Yield texts with one statement or operation less, the least ones first."""
    seen = {text}
    for number in range(sum(1 for _ in ast.walk(ast.parse(text)))):
        for change in (_without, _unwrapped, _narrowed, _opened):
            choice = 0
            while True:
                tree = ast.parse(text)
                node = next(node for index, node in enumerate(ast.walk(tree)) if index == number)
                if not change(node, choice):
                    break
                choice += 1
                made = ast.unparse(ast.fix_missing_locations(tree))
                if made not in seen:
                    seen.add(made)
                    yield made


def _blocks(node: ast.AST) -> list[list[ast.stmt]]:
    named = (getattr(node, name, None) for name in ("body", "orelse", "finalbody"))
    return [block for block in named if isinstance(block, list)]


def _without(node: ast.AST, choice: int) -> bool:
    """Take a statement out of a block of the node; False if there are not so many."""
    for block in _blocks(node):
        if choice < len(block):
            del block[choice]
            if not block and block is not getattr(node, "orelse", None):
                block.append(ast.Pass())
            return True
        choice -= len(block)
    return False


def _unwrapped(node: ast.AST, choice: int) -> bool:
    """Put what stands in a statement of the node in its place."""
    for block in _blocks(node):
        for index, statement in enumerate(block):
            inner = _blocks(statement)
            for handler in getattr(statement, "handlers", getattr(statement, "cases", ())):
                inner += _blocks(handler)
            inner = [part for part in inner if part]
            if choice < len(inner):
                block[index : index + 1] = inner[choice]
                return True
            choice -= len(inner)
    return False


def _narrowed(node: ast.AST, choice: int) -> bool:
    """Put an operand in the place of an operation of the node."""
    for name, value in ast.iter_fields(node):
        parts: list[ast.expr] = []
        match value:
            case ast.IfExp(test=test, body=body, orelse=orelse):
                parts = [body, orelse, test]
            case ast.BoolOp(values=values):
                parts = values
            case ast.UnaryOp(operand=operand) | ast.NamedExpr(value=operand):
                parts = [operand]
            case ast.Call(args=[ast.Starred(value=first)] | [first, *_]) if _is_text(first):
                parts = [first]
        if choice < len(parts):
            setattr(node, name, parts[choice])
            return True
        choice -= len(parts)
    return False


def _opened(node: ast.AST, choice: int) -> bool:
    """Put a plain `open` in the place of a statement of the node that reads a file."""
    for block in _blocks(node):
        for index, statement in enumerate(block):
            match statement:
                case ast.Expr(value=ast.Call(func=ast.Name(id="open"))):
                    continue
                case ast.Expr() | ast.With() | ast.AugAssign():
                    calls = [part for part in ast.walk(statement) if isinstance(part, ast.Call)]
                case _:
                    continue
            paths = [call.args[0] for call in calls if call.args]
            if choice < len(paths):
                opened = ast.Call(ast.Name("open", ast.Load()), [paths[choice]], [])
                block[index] = ast.Expr(opened)
                return True
            choice -= len(paths)
    return False


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant | ast.JoinedStr | ast.Name | ast.Subscript)
