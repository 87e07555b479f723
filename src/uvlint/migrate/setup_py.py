"""setup.py: the arguments of `setup()` that are constant, and the file without them.

What the arguments are, `backends.python.study` says. Here the text is looked at: its comments, what
stands behind a name, and what is left when arguments go.
"""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from uvlint.backends.setuptools.settings import script
from uvlint.migrate.fields import KNOWN
from uvlint.migrate.literals import (
    UNKNOWN,
    FileText,
    Remark,
    Script,
    StatedArgument,
    file_in_project,
)
from uvlint.model import CannotFix
from uvlint.project import SETUP_PY, Project
from uvlint.pyeval.facts import UNCLEAR, Unclear, WholeFile

if TYPE_CHECKING:
    import libcst as cst

    from uvlint.backends.python.study import SetupArguments
    from uvlint.pyeval.source import Source

_BARE = frozenset(
    {"from setuptools import setup", "import setuptools", "setup()", "setuptools.setup()"}
)
_HEAD = re.compile(r"#!|#.*coding[:=]")
_CALL = re.compile(r"\bsetup\s*\(")
_SETUP = frozenset({"distutils.core.setup", "setuptools.setup"})
_MODULES = frozenset({"codecs", "io", "open", "os", "path", "pathlib", "Path"})
_MEDDLING = (b"distclass", b"distribution.metadata", b"Distribution(")
_FOR_SDISTS = (b"sys.argv", b"sdist")
"""What a script has that may do other things for an sdist, which is none of the builds studied."""


def read(project: Project) -> Script | None:
    """Return what the one plain call of `setup()` states.

    None where there is none, or where more than its arguments may decide.
    """
    data = project.data(SETUP_PY) or b""
    if b"setup" not in data or any(word in data for word in _MEDDLING):
        return None
    if all(word in data for word in _FOR_SDISTS):
        return None
    found = _plain(project)
    call = found.node if found else None
    if found is None or not isinstance(call, ast.Call):
        return None
    source = found.source
    if call.args or not all(map(_is_clear, call.keywords)) or not _is_alone(call, source):
        return None
    names = _Names(source.tree)
    comments = _comments(source.text)
    arguments: dict[str, StatedArgument] = {}
    for item in call.keywords:
        assert item.arg is not None
        value = _value(found.constants.get(item.arg, UNCLEAR))
        if item.arg == "version" and names.shares(item.value):
            value = UNKNOWN
        known = value is not UNKNOWN
        remarks = _remarks(item, names, comments) if known else {}
        arguments[item.arg] = StatedArgument(value=value, remarks=remarks)
    return Script(arguments=arguments, at=source.place(call.func))


def _plain(project: Project) -> SetupArguments | None:
    """Return the one call of setuptools' `setup()` that every build makes, if setup.py has it.

    The study of setup.py is there already where the project is checked.
    """
    done = script(project)
    calls = [call for call in done.setup_calls if call.is_plain] if done else []
    found = calls[0] if calls else None
    return found if found and found.name in _SETUP and found.source.file == SETUP_PY else None


def _is_clear(item: ast.keyword) -> bool:
    """Tell whether an argument has a name, one of which it is known what becomes of it."""
    return item.arg in KNOWN or (
        item.arg is not None and isinstance(item.value, ast.Constant) and not item.value.value
    )


def _value(value: object) -> object:
    match value:
        case Unclear():
            return UNKNOWN
        case WholeFile(path):
            name = file_in_project(path)
            return FileText(name) if name else UNKNOWN
        case list():
            items = [_value(item) for item in value]
            return UNKNOWN if UNKNOWN in items else items
        case dict():
            named = {name: _value(item) for name, item in value.items()}
            plain = all(isinstance(name, str) for name in named)
            return named if plain and UNKNOWN not in named.values() else UNKNOWN
        case _:
            return value


def is_bare(text: str) -> bool:
    """Tell whether a setup.py holds nothing but an empty call, not even a comment of use."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    comments = [line for line in text.splitlines() if "#" in line and not _HEAD.match(line)]
    return not comments and all(ast.unparse(statement) in _BARE for statement in body)


def _is_alone(call: ast.Call, source: Source) -> bool:
    """Tell whether a call is the only one of the name `setup` in a text, and is found again."""
    return _name(call.func) == "setup" and (
        len(_CALL.findall(source.text)) == 1 or _call(source.tree) is call
    )


def _call(tree: ast.Module) -> ast.Call | None:
    """Return the call of a `setup()`, None where the text has none or several."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _name(n.func) == "setup"]
    return calls[0] if len(calls) == 1 else None


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name


class _Names:
    """What stands behind the names of a text, for the sake of what is removed or moved with it."""

    def __init__(self, tree: ast.Module) -> None:
        self._assigned: dict[str, ast.expr] = {}
        self._stores: dict[str, int] = {}
        self._loads: dict[str, int] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Name):
                counted = self._loads if isinstance(node.ctx, ast.Load) else self._stores
                counted[node.id] = counted.get(node.id, 0) + 1
            elif isinstance(node, ast.arg):
                self._stores[node.arg] = self._stores.get(node.arg, 0) + 1
            elif isinstance(node, ast.Global | ast.Nonlocal):
                self._stores |= dict.fromkeys(node.names, 2)
        for statement in () if _uses_names_unseen(tree) else tree.body:
            self._note(statement)

    def _note(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._assigned[name] = value
            case ast.With(
                items=[ast.withitem(context_expr=opened, optional_vars=ast.Name(id=file))],
                body=[
                    ast.Assign(
                        targets=[ast.Name(id=name)],
                        value=ast.Call(func=ast.Attribute(value=ast.Name(id=used), attr="read")),
                    )
                ],
            ) if file == used:
                self._assigned[name] = opened
            case _:
                pass

    def node(self, value: ast.expr) -> ast.expr | None:
        """Return an expression, or the one that its name is given, once in the whole text."""
        if not isinstance(value, ast.Name):
            return value
        return self._assigned.get(value.id) if self._stores.get(value.id) == 1 else None

    def shares(self, value: ast.expr) -> bool:
        """Tell whether a value is a name that serves elsewhere, too."""
        return isinstance(value, ast.Name) and self._loads.get(value.id, 0) > 1


def _uses_names_unseen(tree: ast.Module) -> bool:
    """Tell whether names of a module may be set or used by code that does not name them."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=[ast.alias(name="*")]):
                return True
            case ast.Call(func=ast.Name(id="globals" | "locals" | "vars"), args=[]):
                return True
            case ast.Call(func=ast.Name(id="exec" | "execfile"), args=[_], keywords=[]):
                return True  # not in names of its own
            case _:
                pass
    return False


def _contained(value: ast.expr) -> Iterator[str]:
    """Yield the names that a literal holds as they are."""
    match value:
        case ast.Name(id=name):
            yield name
        case ast.List(elts=items) | ast.Tuple(elts=items) | ast.Dict(values=items):
            for item in items:
                yield from _contained(item)
        case _:
            return


# --- comments -------------------------------------------------------------------------


def _comments(text: str) -> Mapping[int, tuple[str, bool]]:
    """Return the comments by their lines, each with whether it has the line for itself."""
    if "#" not in text:
        return {}
    import io
    import tokenize

    found = {}
    try:
        for token in tokenize.generate_tokens(io.StringIO(text).readline):
            if token.type == tokenize.COMMENT:
                found[token.start[0]] = token.string, not token.line[: token.start[1]].strip()
    except (tokenize.TokenError, SyntaxError):
        return {}
    return found


def _remarks(
    item: ast.keyword, known: _Names, comments: Mapping[int, tuple[str, bool]]
) -> Mapping[str, Remark]:
    """Return the comments of an argument and of the strings in it."""
    value = known.node(item.value)
    if not comments or value is None:
        return {}
    remarks = {"": _remark(item, comments)}
    for whole in _wholes(value, known, set()):
        strings = [
            n for n in ast.walk(whole) if isinstance(n, ast.Constant) and isinstance(n.value, str)
        ]
        for node in strings:
            if node.lineno != whole.lineno:
                remarks[str(node.value)] = _remark(node, comments)
        if strings and isinstance(whole, ast.List | ast.Tuple):
            last = strings[-1]
            lines = range((last.end_lineno or 0) + 1, (whole.end_lineno or 0) + 1)
            below = tuple(comments[n][0] for n in lines if n in comments and comments[n][1])
            noted = remarks.get(str(last.value), Remark())
            remarks[str(last.value)] = replace(noted, below=below)
    return {text: remark for text, remark in remarks.items() if remark != Remark()}


def _wholes(value: ast.expr, known: _Names, seen: set[str]) -> Iterator[ast.expr]:
    """Yield a value and those that names in it stand for."""
    yield value
    for name in _contained(value):
        inner = known.node(ast.Name(id=name))
        if inner is not None and name not in seen:
            seen.add(name)
            yield from _wholes(inner, known, seen)


def _remark(node: ast.keyword | ast.Constant, comments: Mapping[int, tuple[str, bool]]) -> Remark:
    above: list[str] = []
    line = node.lineno - 1
    while line in comments and comments[line][1]:
        above.insert(0, comments[line][0])
        line -= 1
    beside, alone = comments.get(node.end_lineno or 0, ("", False))
    return Remark(above=tuple(above), beside="" if alone else beside)


# --- the file without them ------------------------------------------------------------


def without(text: str, names: frozenset[str]) -> str:
    """Return a setup.py without some arguments of `setup()`, and without what only served them.

    Raises `CannotFix` where the file is not understood.
    """
    import libcst as cst

    try:
        module = cst.parse_module(text)
    except (cst.ParserSyntaxError, RecursionError) as error:
        raise CannotFix("setup.py is not understood") from error
    helpers = _helpers(text, names)
    module = _with_body(module, _without_arguments(module.body, names))
    while dead := helpers - _used(module.code):
        body = [s for s in module.body if not _serves(s, dead)]
        if len(body) == len(module.body):
            break
        module = _with_body(module, _tidied(module.body, body))
    return module.code


def _with_body(
    module: cst.Module, body: Iterable[cst.BaseStatement | cst.SimpleStatementLine]
) -> cst.Module:
    return module.with_changes(body=tuple(body))


def _helpers(text: str, names: frozenset[str]) -> frozenset[str]:
    """Return the names that the values of arguments need, and those need in turn."""
    tree = ast.parse(text)
    call = _call(tree)
    if call is None:
        raise CannotFix("setup.py is not understood")
    known = _Names(tree)
    found: set[str] = set()
    waiting: list[ast.expr] = [item.value for item in call.keywords if item.arg in names]
    while waiting:
        for node in ast.walk(waiting.pop()):
            if isinstance(node, ast.Name) and node.id not in found:
                found.add(node.id)
                value = known.node(node)
                waiting += [value] if value is not None else []
    return frozenset(name for name in found if known.node(ast.Name(id=name)) or name in _MODULES)


def _used(text: str) -> frozenset[str]:
    nodes = ast.walk(ast.parse(text))
    return frozenset(n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load))


def _serves(
    statement: cst.SimpleStatementLine | cst.BaseCompoundStatement, dead: frozenset[str]
) -> bool:
    """Tell whether a statement does nothing but give dead names a value."""
    import libcst as cst

    node = ast.parse(cst.Module(body=[statement]).code).body
    match node:
        case [ast.Assign(targets=[ast.Name(id=name)])]:
            return name in dead
        case [ast.With(body=[ast.Assign(targets=[ast.Name(id=name)])])]:
            return name in dead
        case [ast.Import(names=[alias]) | ast.ImportFrom(names=[alias])]:
            return _bound(alias) in dead & _MODULES
        case _:
            return False


def _tidied(
    before: Iterable[cst.BaseStatement | cst.SimpleStatementLine],
    after: list[cst.SimpleStatementLine | cst.BaseCompoundStatement],
) -> Iterator[cst.BaseStatement | cst.SimpleStatementLine]:
    """Yield the statements that stay, with the comments and the gap above those that go."""
    comments: list[cst.EmptyLine] = []
    gap: list[cst.EmptyLine] = []
    for statement in before:
        lines = list(getattr(statement, "leading_lines", ()))
        if statement not in after:
            gap = gap or list(itertools.takewhile(lambda line: line.comment is None, lines))
            comments += lines if any(line.comment for line in lines) else []
            continue
        above = comments or ([] if lines and lines[0].comment is None else gap)
        yield statement.with_changes(leading_lines=[*above, *lines]) if above else statement
        comments, gap = [], []


def _without_arguments(
    body: Iterable[cst.BaseStatement | cst.SimpleStatementLine], names: frozenset[str]
) -> Iterator[cst.BaseStatement | cst.SimpleStatementLine]:
    import libcst as cst

    class Remover(cst.CSTTransformer):
        def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:  # noqa: N802, ARG002
            function = updated_node.func
            name = function.attr if isinstance(function, cst.Attribute) else function
            if not isinstance(name, cst.Name) or name.value != "setup":
                return updated_node
            return _reduced(updated_node, names)

    remover = Remover()
    for statement in body:
        changed = statement.visit(remover)
        assert isinstance(changed, cst.BaseStatement | cst.SimpleStatementLine)
        yield changed


def _reduced(call: cst.Call, names: frozenset[str]) -> cst.Call:
    """Return the call without some arguments; the gaps that stay are those the kept ones had."""
    import libcst as cst

    gaps: list[cst.BaseParenthesizableWhitespace] = [call.whitespace_before_args]
    for arg in call.args:
        comma = arg.comma
        gaps.append(
            comma.whitespace_after if isinstance(comma, cst.Comma) else arg.whitespace_after_arg
        )
    kept = [
        index
        for index, arg in enumerate(call.args)
        if arg.keyword is None or arg.keyword.value not in names
    ]
    if not kept:
        return call.with_changes(args=(), whitespace_before_args=cst.SimpleWhitespace(""))
    last = call.args[-1]
    args = []
    for place, index in enumerate(kept):
        arg = call.args[index]
        following = kept[place + 1] if place + 1 < len(kept) else None
        if following is not None:
            gap = _gap(gaps[index + 1], gaps[following])
            comma = arg.comma if isinstance(arg.comma, cst.Comma) else cst.Comma()
            args.append(arg.with_changes(comma=comma.with_changes(whitespace_after=gap)))
        elif index == len(call.args) - 1:
            args.append(arg)
        elif isinstance(last.comma, cst.Comma):
            gap = _gap(gaps[index + 1], gaps[-1])
            args.append(arg.with_changes(comma=last.comma.with_changes(whitespace_after=gap)))
        else:
            gap = _gap(gaps[index + 1], gaps[-1])
            args.append(arg.with_changes(comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=gap))
    first = gaps[0] if kept[0] == 0 else _gap(gaps[0], gaps[kept[0]])
    return call.with_changes(args=args, whitespace_before_args=first)


def _gap(
    behind: cst.BaseParenthesizableWhitespace, before: cst.BaseParenthesizableWhitespace
) -> cst.BaseParenthesizableWhitespace:
    """Return one gap for two: the end of its line from the first, the rest from the second."""
    import libcst as cst

    if not isinstance(before, cst.ParenthesizedWhitespace):
        return behind
    first = behind.first_line if isinstance(behind, cst.ParenthesizedWhitespace) else None
    newline = cst.TrailingWhitespace(newline=before.first_line.newline)
    return before.with_changes(first_line=first or newline)
