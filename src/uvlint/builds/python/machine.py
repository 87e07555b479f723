"""The evaluator: its state, its bounds, and what it notes while code runs."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, product

from uvlint.builds.modules import find_module
from uvlint.builds.python.calling import HOOK
from uvlint.builds.python.expressions import TABLE as EXPRESSIONS
from uvlint.builds.python.notes import Exhausted, Notes, Site, Sort
from uvlint.builds.python.operators import LONG
from uvlint.builds.python.places import ROOT, as_glob, is_wild, relative
from uvlint.builds.python.statements import TABLE as STATEMENTS
from uvlint.builds.python.usual import Branch, Usual, is_off, is_on
from uvlint.builds.python.values import (
    ANYTHING,
    MANY_OPTIONS,
    NONE,
    UNKNOWN,
    Absence,
    Class,
    Content,
    Entries,
    Handle,
    Holder,
    Instance,
    Items,
    Made,
    Method,
    Module,
    PathObject,
    Scope,
    Unknown,
    Value,
    contained,
    known,
    union,
)
from uvlint.model import Certainty, Unreadable
from uvlint.project import Project
from uvlint.views.python_source import Source, parse

STEPS = 100_000
"""So many expressions and statements are run for one file, with all it imports."""

_DEEP = 5
"""Beyond so many calls into one another, what is seen is no more than possible."""

_BYTES = 2_000_000
"""So much code is parsed for one file, with all it imports."""

_LONG_PATH = 1000

_IMPORTING = (ast.Import, ast.ImportFrom, ast.Try)


class Machine:
    """One run over a file of the project.

    `folder` is the working directory, `control` are the observations that decide
    whether the present code runs; `branches`, `loops` and `depth` count what is
    around it: undecided branches, loops, calls; `doubts` are the undecided branches of
    `if`, `absent` the files without which the code does not run. `guard` counts the
    branches around what an import that fails puts an end to, a `try` or a branch; `lost`
    tells that one has failed there, `failed` are those `try`. `present` are modules that
    no build can do without. `in_script` tells that the code is a process of its own.
    `hurried` runs nothing but imports. `spaces` are the names of all that holds functions.
    """

    def __init__(self, project: Project, notes: Notes, sys_path: Iterable[str]) -> None:
        self.project = project
        self.notes = notes
        self.sys_path = list(sys_path)
        self.folder = ROOT
        self.control = NONE
        self.branches = 0
        self.loops = 0
        self.depth = 0
        self.doubts: tuple[Branch, ...] = ()
        self.absent: tuple[str, ...] = ()
        self.guard: int | None = None
        self.lost = False
        self.failed: set[ast.AST] = set()
        self.present: set[str] = set()
        self.in_script = False
        self.steps = STEPS
        self.hurried = False
        self.bytes = _BYTES
        self.modules: dict[str, Module | None] = {}
        self.active: dict[ast.AST, int] = {}
        self.executing: set[str] = set()
        self.called: set[ast.AST | Class] = set()
        self.sources: dict[str, Source | None] = {}
        self.usuals: dict[Source, Usual] = {}
        self.spaces: list[dict[str, Value]] = []

    # --- running ------------------------------------------------------------------

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression comes to."""
        self.steps -= 1
        if self.steps < 0:
            raise Exhausted
        if type(node) is ast.Constant:  # by far the most frequent kinds
            return Value((node.value,))
        if type(node) is ast.Name:
            value = scope.names.get(node.id)
            if value is not None:
                return value
        evaluate = EXPRESSIONS.get(type(node))
        return evaluate(self, node, scope) if evaluate else ANYTHING

    def execute(self, block: Sequence[ast.stmt], scope: Scope) -> bool:
        """Run statements; return whether the block is left for good (return, raise, break)."""
        state = self.control, self.branches, self.loops, self.depth, self.doubts, self.absent
        for statement in block:
            self.steps -= 1
            if self.steps < 0:
                raise Exhausted
            execute = STATEMENTS.get(type(statement))
            if execute is None or (self.hurried and not isinstance(statement, _IMPORTING)):
                continue
            try:
                if execute(self, statement, scope):
                    self.doubts, self.absent = state[-2:]
                    return True
            except RecursionError:
                self.control, self.branches, self.loops, self.depth, self.doubts, self.absent = (
                    state
                )
                self.untold("is nested too deeply to be followed", Site(statement, scope))
        self.doubts, self.absent = state[-2:]
        return False

    def change_folder(self, folder: str) -> None:
        """Let the program be in another working directory."""
        self.folder = folder

    def forget(self) -> None:
        """Take apart what holds itself, so that memory is free at once; the run is over."""
        for names in self.spaces:
            names.clear()
        self.usuals.clear()

    def spend(self, steps: int) -> None:
        """Count what was done; raises `Exhausted` beyond the bound."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def undecided(self, origins: frozenset[int] = NONE) -> Undecided:
        """Mark code that may or may not run, and what decides that."""
        return Undecided(self, origins)

    def doubting(self, test: ast.expr, scope: Scope, *, holds: bool) -> tuple[Branch, ...]:
        """Return the undecided branches around code that runs only where one more test holds."""
        return (*self.doubts, Branch(self.usual(scope.module.source), test, holds))

    def controlled(self, value: Value) -> Value:
        """Return a value that depends on what decides whether the present code runs."""
        if self.control <= value.origins:
            return value
        return Value(value.options, value.origins | self.control)

    def asks_environment(self, value: Value) -> bool:
        """Tell whether a value depends on a variable of the environment."""
        return any(self.notes.observations[n].sort is Sort.ENV for n in value.origins)

    @property
    def passed_over(self) -> bool:
        """Tell whether the present code does not run in a build where nobody sets anything."""
        return any(map(is_off, self.doubts))

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the present code runs as it is seen."""
        if self.depth > _DEEP:
            return Certainty.POSSIBLE
        if self.branches or self.loops or self.depth:
            return Certainty.LIKELY
        return Certainty.CERTAIN

    def source(self, file: str) -> Source | None:
        """Return a file of the project as source, None where there is none to be had."""
        if file not in self.sources:
            self.sources[file] = None
            try:
                data = self.project.data(file)
                if data is not None and len(data) <= self.bytes:
                    self.bytes -= len(data)
                    self.sources[file] = parse(file, data)
            except Unreadable:
                pass
        return self.sources[file]

    def usual(self, source: Source) -> Usual:
        """Return what is usual in a file where nobody sets anything."""
        if source not in self.usuals:
            self.usuals[source] = Usual(source, self._usual_of, self.failed)
        return self.usuals[source]

    def _usual_of(self, module: str) -> Usual | None:
        files = (find_module(self.project, module, folder) for folder in self.sys_path)
        source = next((self.source(file) for file in files if file), None)
        return self.usual(source) if source else None

    # --- asking values ------------------------------------------------------------

    def texts(self, value: Value) -> Iterator[str]:
        """Yield the options of a value that are text or paths."""
        for option in value.options:
            if isinstance(option, str):
                yield option
            elif isinstance(option, PathObject):
                yield option.text

    def fold(self, values: Sequence[Value], make: Callable[..., object]) -> Value:
        """Return what a function makes of one text or more, for each combination of options."""
        if not values:
            return ANYTHING
        plain: list[str] = []
        for value in values:
            option = value.options[0] if len(value.options) == 1 else None
            if type(option) is not str:
                break
            plain.append(option)
        else:
            return Value((_short(make(*plain)),), union(values))
        choices = [list(self.texts(value)) for value in values]
        found: dict[object, None] = {}
        for texts in islice(product(*choices), MANY_OPTIONS):
            found[_short(make(*texts))] = None
        if not all(len(c) == len(v.options) for c, v in zip(choices, values, strict=True)):
            found[UNKNOWN] = None
        return Value(tuple(found) or (UNKNOWN,), union(values))

    def items(self, value: Value) -> tuple[list[Value], bool]:
        """Return the items of all options of a value, and whether these are all there can be."""
        found: list[Value] = []
        complete = True
        for option in value.options:
            match option:
                case Items(items, rest):
                    found.extend(items)
                    if rest is not None:
                        found.append(rest)
                        complete = False
                case Entries(entries, rest):
                    found.extend(known(key) for key in entries)
                    complete = complete and rest is None
                case _:
                    complete = False
        if value.origins:
            found = [Value(item.options, item.origins | value.origins) for item in found]
        self.spend(len(found) // 8)
        return found, complete

    def sequence(self, value: Value) -> list[Value] | None:
        """Return the items of a value in their order, None where that is not known."""
        items, complete = self.items(value)
        return items if complete and len(value.options) == 1 else None

    def opaque(self, values: Iterable[Value]) -> Value:
        """Return an unknown value that depends on all that these hold."""
        values = tuple(values)
        origins = NONE
        for value in values:
            if value.origins:
                origins |= value.origins
            for option in value.options:
                if isinstance(option, Holder):
                    return self._opaque(values)
        return Value((UNKNOWN,), origins) if origins else ANYTHING

    def _opaque(self, values: tuple[Value, ...]) -> Value:
        found = contained(values)
        origins = union(found)
        self.spend((len(found) + len(origins)) // 8)
        return Value((UNKNOWN,), origins)

    # --- observing ----------------------------------------------------------------

    def read(
        self, path: Value, site: Site, *, runs: bool = False, soft: bool = False
    ) -> frozenset[int]:
        """Note that files are read; return the origins of their content."""
        origins = path.origins
        certainty = self.certainty if len(path.options) == 1 else Certainty.LIKELY
        alternative = self.branches > 0 or len(path.options) > 1
        for name in self.names(path):
            if name.removeprefix("../").startswith(".git/"):
                origins |= self.ask(Sort.GIT, "git", site)
                continue
            origins |= self.notes.observe(
                Sort.FILE,
                name,
                site,
                certainty,
                runs=runs,
                soft=soft,
                alternative=alternative,
                doubtful=self.passed_over
                or any(not f"{name}/".startswith(f"{gone}/") for gone in self.absent),
            )
        if not soft and any(map(_is_untold, path.options)):
            origins |= self.untold(
                "opens a file whose name is only known when it runs", site, path.origins, soft=True
            )
        return origins

    def probe(self, path: Value) -> Value:
        """Note that the code looks whether files are there; return the unknown answer."""
        names = self.names(path)
        self.notes.probed.update(names)
        gone = len(names) == len(path.options) == 1 and self._is_gone(names[0])
        return Value((Absence(names[0]) if gone else UNKNOWN,), path.origins)

    def _is_gone(self, name: str) -> bool:
        """Tell whether nothing of a name is there, nor made by the build, nor by git."""
        return not (
            is_wild(name)
            or name.partition("/")[0] == ".git"
            or name in self.notes.written
            or self.project.is_file(name)
            or self.project.is_dir(name)
        )

    def write(self, path: Value, site: Site) -> None:
        """Note that files are written."""
        for name in self.names(path):
            self.notes.written.setdefault(name, site)

    def change_status(self, path: Value, site: Site) -> None:
        """Note that files get other rights or times, or the same: uv takes that for a change.

        Where a test decides about it that may be so today and otherwise tomorrow, it may
        be done once and for all.
        """
        if all(map(is_on, self.doubts)):
            for name in self.names(path):
                self.notes.touched.setdefault(name, site)

    def opened(self, path: Value, mode: Value | None, site: Site) -> Value:
        """Return the handle of a file that is opened, and note what for."""
        letters = next(self.texts(mode), "r") if mode else "r"
        if any(letter in letters for letter in "wax"):
            self.write(path, site)
            return Value((Handle(""),), path.origins)
        if "+" in letters:
            self.write(path, site)
        origins = self.read(path, site)
        return Value(tuple(map(Handle, self.names(path))) or (UNKNOWN,), origins)

    def variable(self, name: Value, site: Site) -> frozenset[int]:
        """Note that environment variables are read; return the origins of their values."""
        origins = name.origins
        for option in name.options:
            text = option.decode("ascii", "replace") if isinstance(option, bytes) else option
            if not isinstance(text, str):
                continue
            if not is_wild(text) and text not in self.notes.assigned_variables:
                origins |= self.notes.observe(
                    Sort.ENV,
                    text,
                    site,
                    self.certainty,
                    doubtful=self.passed_over or bool(self.absent),
                )
        return origins

    def ask(self, sort: Sort, what: str, site: Site, *, soft: bool = False) -> frozenset[int]:
        """Note that git, or something outside the tree, is asked."""
        certainty = max(self.certainty, Certainty.LIKELY)
        return self.notes.observe(sort, what, site, certainty, soft=soft, doubtful=self.passed_over)

    def declare(self, made: Made | Instance, site: Site) -> None:
        """Note that native code is declared."""
        certainty = (
            Certainty.POSSIBLE if self.passed_over else max(self.certainty, Certainty.LIKELY)
        )
        self.notes.made.append((made, site, certainty))

    def untold(
        self, what: str, site: Site, after: frozenset[int] = NONE, *, soft: bool = False
    ) -> frozenset[int]:
        """Note that the code consults something of which nothing can be told."""
        found = self.notes.observe(Sort.UNTOLD, what, site, Certainty.POSSIBLE, soft=soft)
        for number in found:
            self.notes.observations[number].after |= after
        return found

    def names(self, path: Value, *, top: bool = False) -> list[str]:
        """Return the paths that a value may be, relative to the project, its folder if wanted."""
        found: dict[str, None] = {}
        for text in self.texts(path):
            if text and len(text) < _LONG_PATH and text[0] != "~":
                name = relative(text, self.folder)
                if name is not None and (top or name != ".") and as_glob(name).isprintable():
                    found[name] = None
        return list(found)

    def files(self, path: Value) -> list[str]:
        """Return the files of the project that a value may name, open sets left out."""
        return [name for name in self.names(path) if not is_wild(name)]

    def is_folder(self, path: str) -> bool:
        """Tell whether a path is a folder of the project."""
        name = relative(path, self.folder) if path and len(path) < _LONG_PATH else None
        return name is not None and not is_wild(name) and self.project.is_dir(name)


def _is_untold(option: object) -> bool:
    """Tell whether an option may be the name of a file, and not one that the tool hands out."""
    if isinstance(option, Method):
        option = option.owner
    return isinstance(option, Content | Unknown) or (
        isinstance(option, Made) and option.name != HOOK
    )


class Undecided:
    """A stretch of code that may or may not run."""

    __slots__ = ("control", "guard", "machine", "origins")

    def __init__(self, machine: Machine, origins: frozenset[int]) -> None:
        self.machine = machine
        self.origins = origins
        self.control = machine.control
        self.guard = machine.guard, machine.lost

    def __enter__(self) -> None:
        self.machine.branches += 1
        self.guard = self.machine.guard, self.machine.lost
        self.machine.guard = self.machine.branches
        if self.origins:
            self.machine.control = self.control | self.origins

    def __exit__(self, *_: object) -> None:
        self.machine.branches -= 1
        self.machine.guard, self.machine.lost = self.guard
        self.machine.control = self.control


def _short(option: object) -> object:
    """Return an option, unknown where it is text of a length that no path has."""
    text = option.text if isinstance(option, PathObject) else option
    return UNKNOWN if isinstance(text, str) and len(text) > LONG else option
