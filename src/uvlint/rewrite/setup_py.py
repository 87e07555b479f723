"""setup.py: the arguments of `setup()` that are constant, and the file without them."""

from __future__ import annotations

import ast
import itertools
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from uvlint.builds.modules import source_of
from uvlint.builds.setuptools import SETUP_PY
from uvlint.model import CannotFix
from uvlint.project import Project
from uvlint.rewrite.stated import UNKNOWN, FileText, Remark, Script, Stated, inside

if TYPE_CHECKING:
    import libcst as cst

_BARE = frozenset(
    {"from setuptools import setup", "import setuptools", "setup()", "setuptools.setup()"}
)
_HEAD = re.compile(r"#!|#.*coding[:=]")
_ORIGINS = frozenset({"setuptools", "distutils.core"})
_MODULES = frozenset({"codecs", "io", "open", "os", "path", "pathlib", "Path"})
_READING = frozenset({"r", "rt"})
_TEXT = frozenset({"utf-8", "utf8"})
_MEDDLING = ("distclass", "distribution.metadata", "Distribution(")


def read(project: Project) -> Script | None:
    """Return what the one plain call of `setup()` states.

    None where there is none, or where more than its arguments may decide.
    """
    source = source_of(project, SETUP_PY)
    if source is None or any(word in source.text for word in _MEDDLING):
        return None
    call = _call(source.tree)
    if call is None or call.args or any(item.arg is None for item in call.keywords):
        return None
    known = _Values(source.tree, call)
    comments = _comments(source.text)
    arguments = {
        item.arg: Stated(
            value=UNKNOWN
            if item.arg == "version" and known.shares(item.value)
            else known.of(item.value),
            remarks=_remarks(item, known, comments),
        )
        for item in call.keywords
        if item.arg is not None
    }
    return Script(arguments=arguments, at=source.place(call.func))


def is_bare(text: str) -> bool:
    """Tell whether a setup.py holds nothing but an empty call, not even a comment of use."""
    try:
        body = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    comments = [line for line in text.splitlines() if "#" in line and not _HEAD.match(line)]
    return not comments and all(ast.unparse(statement) in _BARE for statement in body)


def _call(tree: ast.Module) -> ast.Call | None:
    """Return the call of setuptools' `setup()`, None where it is not the only plain one."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call) and _name(n.func) == "setup"]
    origins = {
        node.module
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and any(_bound(a) == "setup" for a in node.names)
    }
    modules = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    if len(calls) != 1 or not origins <= _ORIGINS or "setuptools" not in origins | modules:
        return None
    if (
        isinstance(calls[0].func, ast.Attribute)
        and ast.unparse(calls[0].func.value) != "setuptools"
    ):
        return None
    rebound = [
        n
        for n in ast.walk(tree)
        if (isinstance(n, ast.FunctionDef | ast.ClassDef) and n.name == "setup")
        or (isinstance(n, ast.Name) and n.id == "setup" and isinstance(n.ctx, ast.Store))
    ]
    plain = [s.value for s in _plain(tree.body) if isinstance(s, ast.Expr)]
    return calls[0] if calls[0] in plain and not rebound else None


def _plain(body: Iterable[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that run once, whatever holds."""
    for statement in body:
        match statement:
            case ast.If(test=ast.Compare(left=ast.Name(id="__name__")), body=inner, orelse=[]):
                yield from _plain(inner)
            case _:
                yield statement


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _bound(alias: ast.alias) -> str:
    return alias.asname or alias.name


class _Values:
    """Values of expressions, as far as they are constant."""

    def __init__(self, tree: ast.Module, call: ast.Call) -> None:
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
        for statement in () if _sets_names_unseen(tree) else tree.body:
            if statement.lineno < call.lineno:
                self._note(statement)
        self._harmless: dict[str, int] = {}
        for value in (*self._assigned.values(), *(item.value for item in call.keywords)):
            for name in _contained(value):
                self._harmless[name] = self._harmless.get(name, 0) + 1

    def _note(self, statement: ast.stmt) -> None:
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                self._assigned[name] = value
            case ast.With(
                items=[ast.withitem(context_expr=opened, optional_vars=ast.Name(id=file))],
                body=[
                    ast.Assign(
                        targets=[ast.Name(id=name)],
                        value=ast.Call(
                            func=ast.Attribute(value=ast.Name(id=used), attr="read"),
                            args=[],
                            keywords=[],
                        ),
                    )
                ],
            ) if file == used:
                reading = ast.Attribute(value=opened, attr="read", ctx=ast.Load())
                read = ast.Call(func=reading, args=[], keywords=[])
                self._assigned[name] = ast.fix_missing_locations(ast.copy_location(read, opened))

    def node(self, value: ast.expr) -> ast.expr | None:
        """Return an expression, or what its name stands for at all times."""
        if not isinstance(value, ast.Name):
            return value
        found = self._assigned.get(value.id)
        if found is None or self._stores.get(value.id) != 1:
            return None
        may_grow = isinstance(found, ast.List | ast.Dict)
        if may_grow and self._loads.get(value.id) != self._harmless.get(value.id):
            return None
        return found

    def shares(self, value: ast.expr) -> bool:
        """Tell whether a value is a name that serves elsewhere, too."""
        return isinstance(value, ast.Name) and self._loads.get(value.id, 0) > 1

    def of(self, value: ast.expr) -> object:
        """Return the value of an expression, `UNKNOWN` where it is not constant."""
        found = self.node(value)
        match found:
            case ast.Constant(value=constant):
                return constant
            case ast.List(elts=items) | ast.Tuple(elts=items):
                values = [self.of(item) for item in items]
                return UNKNOWN if UNKNOWN in values else values
            case ast.Dict(keys=keys, values=inner):
                names = [None if key is None else self.of(key) for key in keys]
                values = [self.of(item) for item in inner]
                if UNKNOWN in values or not all(isinstance(name, str) for name in names):
                    return UNKNOWN
                return dict(zip(names, values, strict=True))
            case ast.Call(func=ast.Name(id="dict"), args=[], keywords=pairs):
                named = {pair.arg: self.of(pair.value) for pair in pairs}
                return UNKNOWN if None in named or UNKNOWN in named.values() else named
            case ast.Call():
                file = self._read(found)
                return UNKNOWN if file is None else file
            case _:
                return UNKNOWN

    def _read(self, call: ast.Call) -> FileText | None:
        """Return the file that a call reads as a whole."""
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Call(func=function, args=args) as opened, attr="read"),
                args=[],
                keywords=[],
            ) if ast.unparse(function) in ("open", "io.open", "codecs.open"):
                mode = [self.of(arg) for arg in args[1:]]
                if not _plain_mode(mode, opened.keywords):
                    return None
                path = self._path(args[0]) if args else None
            case ast.Call(
                func=ast.Attribute(value=where, attr="read_text"), args=args, keywords=keywords
            ) if _plain_mode([self.of(arg) for arg in args], keywords):
                path = self._path(where)
            case _:
                return None
        name = inside(path) if path else None
        return FileText(name) if name else None

    def _path(self, value: ast.expr) -> str | None:
        """Return a path relative to the project, None where it is not constant."""
        if isinstance(value, ast.Name) and value.id == "__file__":
            return SETUP_PY
        match self.node(value):
            case ast.Constant(value=str(text)):
                return text
            case ast.BinOp(left=left, op=ast.Div(), right=right):
                return self._joined([left, right])
            case ast.Attribute(value=inner, attr="parent"):
                return self._parent(inner)
            case ast.Call(func=ast.Attribute(value=inner, attr="resolve" | "absolute"), args=[]):
                return self._path(inner)
            case ast.Call(func=function, args=[first, *more], keywords=[]):
                name = ast.unparse(function).removeprefix("os.").removeprefix("pathlib.")
                if name == "path.join":
                    return self._joined([first, *more])
                if name == "path.dirname" and not more:
                    return self._parent(first)
                alike = name in ("path.abspath", "path.realpath", "Path") and not more
                return self._path(first) if alike else None
            case _:
                return None

    def _parent(self, value: ast.expr) -> str | None:
        path = self._path(value)
        return None if path is None else posixpath.dirname(path) or "."

    def _joined(self, parts: list[ast.expr]) -> str | None:
        found = [self._path(part) for part in parts]
        paths = [path for path in found if path is not None]
        return posixpath.join(*paths) if paths and len(paths) == len(parts) else None


def _sets_names_unseen(tree: ast.Module) -> bool:
    """Tell whether names of a module may be set by code that does not name them."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(names=[ast.alias(name="*")]):
                return True
            case ast.Call(func=ast.Name(id="globals" | "locals" | "vars"), args=[]):
                return True
            case ast.Call(func=ast.Name(id="exec" | "execfile"), args=[_], keywords=[]):
                return True  # not into names of its own
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


def _plain_mode(mode: list[object], keywords: list[ast.keyword]) -> bool:
    """Tell whether a file is read as text that is UTF-8, or that nobody says to be anything else."""
    stated = [*mode, *(getattr(item.value, "value", UNKNOWN) for item in keywords)]
    names = {item.arg for item in keywords}
    return names <= {"encoding", "mode"} and all(
        isinstance(word, str) and word.lower() in _READING | _TEXT for word in stated
    )


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
    item: ast.keyword, known: _Values, comments: Mapping[int, tuple[str, bool]]
) -> Mapping[str, Remark]:
    """Return the comments of an argument and of the strings in it."""
    value = known.node(item.value)
    if not comments or value is None:
        return {}
    remarks = {"": _remark(item, comments)}
    for whole in _wholes(value, known):
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


def _wholes(value: ast.expr, known: _Values) -> Iterator[ast.expr]:
    """Yield a value and those that names in it stand for."""
    yield value
    for name in _contained(value):
        inner = known.node(ast.Name(id=name))
        if inner is not None:
            yield from _wholes(inner, known)


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
    known = _Values(tree, call)
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
