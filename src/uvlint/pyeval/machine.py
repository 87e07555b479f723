"""The machine: the state of a run, its path condition and budgets, and what it observes.

It knows no kind of expression and no library: a `Language` says what nodes, options and
operators mean, `Models` what lies outside the project. Both are handed in.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import islice, product
from typing import Any, Protocol

from uvlint.model import Certainty, Unreadable
from uvlint.pyeval.domain import (
    ANYTHING,
    EMPTY,
    LONG,
    MANY_ITEMS,
    MANY_OPTIONS,
    NO_ENTRIES,
    NONE,
    NOTHING,
    UNBOUND,
    UNKNOWN,
    Arguments,
    Bound,
    Cached,
    Change,
    Class,
    CodeAt,
    Content,
    Cursor,
    Descriptor,
    Dict,
    Entries,
    External,
    Frame,
    Function,
    Handle,
    Instance,
    Items,
    Lazy,
    List,
    ListKind,
    Made,
    Method,
    Module,
    Names,
    Namespace,
    NamesView,
    Object,
    Option,
    Path,
    Reach,
    Scope,
    Slice,
    Stage,
    Super,
    Target,
    Tuple,
    Unknown,
    Value,
    View,
    ViewKind,
    depending,
    either,
    entries_of_names,
    join,
    known,
    present,
    union,
)
from uvlint.pyeval.effects import (
    ALWAYS,
    BY_DEFAULT,
    MAYBE,
    NEVER,
    Declaration,
    Effects,
    Exhausted,
    Site,
    Sort,
)
from uvlint.pyeval.source import Source, parse
from uvlint.pyeval.state import MISSING, State, joined_entry
from uvlint.pyeval.symbolic_paths import ROOT, as_glob, is_wild, relative

STEPS = 100_000
"""So many expressions and statements are followed for one file, with all it imports."""

_BYTES = 2_000_000
"""So much code is parsed for one file, with all it imports."""

DEPTH = 20
"""So many functions, texts and programs are followed within one another."""

_LONG_PATH = 1000
_MANY_CHANGES = 2_000_000

FALL, RETURN, BREAK, CONTINUE, DEAD = range(5)
"""How a block ends: it falls through, leaves for a target, or no path goes on."""


class Tree(Protocol):
    """The files of a project; names are relative to it, with forward slashes."""

    def is_file(self, name: str) -> bool:
        """Tell whether a file is there."""

    def is_dir(self, name: str) -> bool:
        """Tell whether a folder is there."""

    def listing(self, folder: str = ".") -> tuple[tuple[str, bool], ...]:
        """Return the names in a folder, and whether each is a folder."""

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is none; raises `Unreadable`."""


class Abrupt(Exception):
    """A path of the program leaves the expression that is evaluated."""


class Raised(Abrupt):
    """The program raises an exception: by the name of its class, or its class."""

    def __init__(self, kind: Option, value: Value = ANYTHING) -> None:
        super().__init__(kind)
        self.kind = kind
        self.value = value

    @property
    def is_quiet(self) -> bool:
        """Whether it ends the program without an error."""
        if self.kind not in ("SystemExit", External("SystemExit")):
            return False
        option = self.value.options[0]
        if isinstance(option, Made):
            option = next(iter(option.arguments.positional), NOTHING).options[0]
        return option in (None, 0) or option is UNKNOWN


class Dead(Abrupt):
    """No path of the program goes on from here."""


class Unwound(Abrupt):
    """The body of a loop leaves what gives its items: by `break`, `return` or an exception.

    `scope` and `tries` are those of the loop.
    """

    def __init__(
        self, target: Target, end: int | Raised, scope: Scope, tries: Sequence[TryBlock]
    ) -> None:
        super().__init__(end)
        self.target = target
        self.end = end
        self.scope = scope
        self.tries = tries


class TryBlock(Target):
    """A running `try`: `doubtful` once something in it may raise, `opens` once it opens a file.

    `imports` tells that it handles imports that fail, `missing` that one fails in an
    isolated build.
    """

    __slots__ = ("doubtful", "imports", "missing", "opens")

    def __init__(self, mark: int, finals: int, *, imports: bool) -> None:
        super().__init__(mark, finals)
        self.imports = imports
        self.doubtful = False
        self.opens = False
        self.missing = False


@dataclass(slots=True, eq=False)
class Call:
    """A call as it is handed to what knows its meaning."""

    machine: Machine
    arguments: Arguments
    site: Site

    def get(self, index: int, *names: str) -> Value | None:
        """Return an argument by its position or by one of its names."""
        return self.arguments.get(index, *names)

    def argument(self, index: int, *names: str) -> Value:
        """Return an argument, anything where it is missing."""
        found = self.arguments.get(index, *names)
        return ANYTHING if found is None else found

    def opaque(self) -> Value:
        """Return an unknown value that depends on all arguments."""
        return self.machine.opaque(self.arguments.all())

    def given(self, *arguments: Value) -> Call:
        """Return the same call with other arguments."""
        return Call(self.machine, Arguments(arguments, {}), self.site)


Handler = Callable[[Call], Value]
"""Knows what a call comes to."""


@dataclass(frozen=True, slots=True, eq=False)
class Models:
    """What is known of code outside the project.

    `functions` by dotted name; `constants` are attributes of modules, `same` other names
    of modules and functions; `fallback` answers for all other calls, given the name.
    `commands` are the words of the command line that a build may give. `is_missing`
    tells whether a module cannot be imported in a build, None where that is not known;
    `shadows` tells whether a module of the project is imported in place of one of a
    name that comes from elsewhere. `vendored` are modules that are not followed.
    `method` answers for methods of what a library made, `attribute` for its attributes,
    `inherited` for those that an instance has from a base outside the project, and
    `initialized` notes the arguments that such a base is given.
    """

    functions: Mapping[str, Handler]
    constants: Mapping[str, Option]
    same: Mapping[str, str]
    builtins: frozenset[str]
    fallback: Callable[[str, Call], Value]
    method: Callable[[Made, str, Call], Value]
    attribute: Callable[[Machine, Made, str], Value]
    called: Callable[[Made, Call], Value]
    inherited: Callable[[Machine, Instance, str], Value]
    inherited_method: Callable[[Instance, str, Call], Value]
    initialized: Callable[[Instance, str, Call], None]
    unknown: Callable[[Machine, Arguments, Site], frozenset[int]]
    context: Callable[[Machine, Made, Site], tuple[Value, Callable[[], None] | None]]
    assigned: Callable[[Machine, External, str, Value], None]
    other_method: Callable[[Option, str, Call], Value]
    path_attribute: Callable[[Machine, str, str], Value]
    path_method: Callable[[Path, str, Call], Value]
    environment_item: Callable[[Machine, Value, Site], Value]
    environment_set: Callable[[Machine, Value, Value], None]
    environment_delete: Callable[[Machine, Value], None]
    is_missing: Callable[[Machine, str], bool | None]
    shadows: Callable[[Machine, str], bool]
    commands: frozenset[str] = frozenset()
    vendored: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """What the kinds of nodes and options mean."""

    expressions: Mapping[type[ast.expr], Callable[[Machine, Any, Scope], Value]]
    statements: Mapping[type[ast.stmt], Callable[[Machine, Any, Scope], int]]
    apply: Callable[[Machine, Value, Arguments, Site], Value]
    attribute: Callable[[Machine, Value, str, Site], Value]
    assign: Callable[[Machine, ast.expr, Value, Scope], None]
    set_attribute: Callable[[Machine, Value, str, Value, Site], None]
    item: Callable[[Machine, Value, Value, Site], Value]
    set_item: Callable[[Machine, Value, Value, Value, Site], None]
    iterate: Callable[[Machine, Value, Callable[[Value], Value], Site], None]
    method: Callable[[Machine, Option, str, Call], Value]
    truth: Callable[[Machine, Value], bool | None]
    import_module: Callable[[Machine, str, Site, Sequence[str]], tuple[Value, Value]]
    run_file: Callable[..., Value]


_NAME, _CONSTANT = ast.Name, ast.Constant


class Machine:
    """One run over a file of the project.

    `reach` is the path condition, `switches` what keeps the path from being taken by
    default, `control` the observations that decide whether the present code runs.
    `level` counts the undecided branches and early ends around it, `leaves` the paths
    that have left for elsewhere. `blurred` tells that something not modelled may have changed the state: nothing is
    certain from then on. `tries`, `loops`, `barriers` and `finals` are what surrounds
    the present code. `in_script` tells that the code is a
    process of its own, `by_tool` that a tool calls it: nobody sees whether it does.
    """

    def __init__(
        self, tree: Tree, language: Language, models: Models, sys_path: Iterable[str]
    ) -> None:
        self.tree = tree
        self.language = language
        self.models = models
        self.effects = Effects()
        self.state = State()
        self.state.world["folder"] = (ROOT,)
        self.state.world["sys_path"] = tuple(sys_path)
        self.reach = ALWAYS
        self.switches: frozenset[int] | None = None
        self.control = NONE
        self.floor: tuple[Reach, frozenset[int] | None] = (ALWAYS, None)
        self.level = 0
        self.leaves = 0
        self.exits = 0
        self.blurred = False
        self.tries: list[TryBlock] = []
        self.loops: list[tuple[Target, Target]] = []
        self.barriers: list[Target] = []
        self.finals: list[Callable[[], None]] = []
        self.widening: list[dict[object, Object]] = []
        self.settled: Callable[[int], bool] | None = None
        self.foreign = 0
        self.depth = 0
        self.active: dict[ast.AST, int] = {}
        self.steps = STEPS
        self.bytes = _BYTES
        self.in_script = False
        self.by_tool = False
        self.present: set[str] = set()
        self.modules: dict[str, Module | None] = {}
        self.executing: set[str] = set()
        self.assigned: dict[str, Value] = {}
        self.called: set[object] = set()
        self.sources: dict[str, Source | None] = {}
        self.at_exit: list[Value] = []
        self.spaces: list[Names] = []
        self.generators: dict[ast.AST, bool] = {}
        self.expressions = language.expressions
        self.apply = partial(language.apply, self)
        self.truth = partial(language.truth, self)
        self.extra: dict[object, Any] = {}

    # --- running --------------------------------------------------------------------

    def evaluate(self, node: ast.expr, scope: Scope) -> Value:
        """Return what an expression evaluates to; raises `Abrupt` where the path leaves it."""
        kind = type(node)
        if kind is _NAME:  # by far the most frequent kinds, which what holds them counts
            value = scope.names.get(node.id)  # type: ignore[attr-defined]
            if value is not None and value.options[-1] is not UNBOUND:
                return value
        elif kind is _CONSTANT:
            return Value((node.value,))  # type: ignore[attr-defined]
        self.steps -= 1
        if self.steps < 0:
            raise Exhausted
        return self.expressions[kind](self, node, scope)

    def execute(self, block: Sequence[ast.stmt], scope: Scope) -> int:
        """Run statements; return how the block ends."""
        statements = self.language.statements
        for statement in block:
            self.steps -= 1
            if self.steps < 0:
                raise Exhausted
            try:
                code = statements[type(statement)](self, statement, scope)
            except RecursionError:
                self.untold("is nested too deeply to be followed", Site(statement, scope))
                self.blurred = True
                continue
            if code:
                return code
        return FALL

    def spend(self, steps: int) -> None:
        """Count what was done; raises `Exhausted` when the budget ends."""
        self.steps -= steps
        if self.steps < 0:
            raise Exhausted

    def attempt(self, run: Callable[[], int]) -> int | Raised | Unwound:
        """Run a part of the program; return how it ends."""
        try:
            return run()
        except (Dead, Raised, Unwound) as abrupt:
            return _ended(abrupt)

    def attempt_block(self, block: Sequence[ast.stmt], scope: Scope) -> int | Raised | Unwound:
        """Run statements; return how they end, by an exception of the program, too."""
        try:
            return self.execute(block, scope)
        except (Dead, Raised, Unwound) as abrupt:
            return _ended(abrupt)

    def proceed(self, end: int | Raised | Unwound) -> int:
        """Go on as a part of the program has ended."""
        if isinstance(end, int):
            return end
        raise end

    @property
    def path(self) -> PathCondition:
        """The condition of the present path, to be restored where it meets others."""
        return self.reach, self.switches, self.control, self.level

    def restore(self, path: PathCondition) -> None:
        """Go on under another condition."""
        self.reach, self.switches, self.control, self.level = path

    def choose(
        self,
        runs: Sequence[Callable[[], int]],
        scope: Scope | None,
        origins: frozenset[int] = NONE,
        default: int | None = None,
    ) -> None:
        """Run alternatives of an expression; raises `Dead` where no path goes on."""
        if self.fork(runs, scope, origins, default):
            raise Dead

    def forget(self) -> None:
        """Take apart what holds itself, so that memory is free at once; the run is over."""
        for names in self.spaces:
            names.clear()
        for module in self.modules.values():
            if module is not None:
                module.names.clear()
        self.state.heap.clear()
        self.state.log.clear()
        self.__dict__.clear()

    # --- paths ----------------------------------------------------------------------

    def fork(
        self,
        runs: Sequence[Callable[[], int]],
        scope: Scope | None,
        origins: frozenset[int] = NONE,
        default: int | None = None,
    ) -> int:
        """Run alternatives, of which it is not known which one is taken, and join their ends.

        `default` is the index of the alternative that is taken by default, if known.
        """
        state = self.state
        mark = state.mark()
        path, floor = self.path, self.floor
        ends: list[tuple[int, list[Change], PathCondition, PathCondition]] = []
        history: list[Change] = []
        is_left = is_lost = False
        for index, run in enumerate(runs):
            begun = self._branch(path, origins, None if default is None else default == index)
            leaves, exits = self.leaves, self.exits
            end = self.attempt(run)
            if end is FALL:
                ends.append((index, state.changes(mark), begun, self.path))
            elif end is not DEAD:
                self.leave(end, scope)
            is_left = is_left or self.leaves > leaves
            is_lost = is_lost or (default == index and self.exits > exits)
            undone = state.undo(mark)
            history += undone
            self.restore(path)
            self.floor = floor
            self.spend(len(undone) // 8)
        state.log += history  # a handler of exceptions may begin in any state on the way
        if not ends:
            return DEAD
        falling = next((i for i, end in enumerate(ends) if end[0] == default), None)
        state.meet([end[1] for end in ends], origins, falling)
        taken = None if default is None else ends[falling][3] if falling is not None else None
        lost = default is not None and falling is None and (is_left or is_lost)
        is_left = is_left or any(begun != now for _, _, begun, now in ends)
        self._rejoin(path, origins, [end[3] for end in ends], taken, lost=lost, is_left=is_left)
        return FALL

    def maybe(
        self,
        run: Callable[[], int],
        scope: Scope | None = None,
        origins: frozenset[int] = NONE,
        default: bool | None = None,
    ) -> int:
        """Run what may be run or not: a fork whose other alternative does nothing.

        `default` tells whether it is run by default, if that is known.
        """
        state = self.state
        mark = state.mark()
        path, floor = self.path, self.floor
        begun = self._branch(path, origins, default)
        leaves, exits = self.leaves, self.exits
        end = self.attempt(run)
        if end is not FALL and end is not DEAD:
            self.leave(end, scope)
        is_left = self.leaves > leaves
        now = self.path
        self.restore(path)
        self.floor = floor
        if end is FALL:
            state.blend(mark, origins, default)
            is_left = is_left or begun != now
            paths, lost = [now, path], False
        else:
            state.log += state.undo(mark)
            paths = [path]
            lost = default is True and (is_left or self.exits > exits)
        self.spend((state.mark() - mark) // 8)
        taken = None if default is None else now if default else path
        if default is False:
            taken = (min(path[0], BY_DEFAULT), path[1], path[2], path[3])
        self._rejoin(path, origins, paths, None if lost else taken, lost=lost, is_left=is_left)
        return FALL

    def _branch(
        self,
        path: PathCondition,
        origins: frozenset[int],
        is_default: bool | None,
    ) -> PathCondition:
        """Begin an alternative; return the condition of its path."""
        reach, switches, control, level = path
        if is_default is None:
            reach = min(reach, MAYBE)
        elif is_default:
            reach = min(reach, BY_DEFAULT)
        else:
            reach, switches = NEVER, _with_more(reach, switches, origins)
        begun = reach, switches, control | origins if origins else control, level + 1
        self.restore(begun)
        return begun

    def _rejoin(
        self,
        path: PathCondition,
        origins: frozenset[int],
        paths: list[PathCondition],
        taken: PathCondition | None,
        *,
        lost: bool,
        is_left: bool,
    ) -> None:
        """Go on where alternatives have met; `lost` tells that the default one did not get here."""
        if is_left:
            self.control = path[2] | origins
            self.level = path[3] + 1
        if lost:
            self.reach, self.switches = NEVER, origins if path[0] is not NEVER else path[1]
            if not is_left:
                self.floor = self.reach, self.switches
        elif is_left and taken is not None:
            self.reach, self.switches = taken[:2]
        elif is_left:
            is_open = any(reach is not NEVER for reach, *_ in paths)
            self.reach = min(path[0], MAYBE) if is_open else NEVER
            self.switches = path[1] if is_open else paths[0][1]

    def leave(self, end: int | Raised | Unwound, scope: Scope | None) -> bool:
        """Let the present path go on elsewhere; return whether it goes on at all."""
        tries: Sequence[TryBlock] = self.tries
        loop: Target | None = None
        if isinstance(end, Unwound):
            unwound = end
            scope, tries, loop = unwound.scope, unwound.tries, unwound.target
            end = unwound.end
        target: Target | None
        if isinstance(end, Raised):
            target = tries[-1] if tries else None
        elif end == RETURN:
            target = scope.frame if scope is not None else None
        elif loop is not None:
            target = loop
        else:  # outside of a loop it is no Python, which `ast.parse` does not see
            target = self.loops[-1][0 if end == BREAK else 1] if self.loops else None
        barrier = self.barriers[-1] if self.barriers else None
        payload: object = end
        if end == RETURN and isinstance(target, Frame):
            payload = target.value
        if barrier is not None and (target is None or barrier.mark > target.mark):
            if target is None:
                return False
            target, payload = barrier, (end, payload)
        if target is None:
            self.exits += isinstance(end, Raised) and end.is_quiet
            return False
        if len(self.finals) > target.finals:
            finals = self.finals
            for index in range(len(finals) - 1, target.finals - 1, -1):
                self.finals = finals[:index]
                finals[index]()
            self.finals = finals
        self.leaves += 1
        changes = self.state.changes(target.mark)
        target.pending.append((changes, (payload, self.reach)))
        self.spend(len(changes) // 8)
        return True

    def arrive(self, target: Target, *, falls: bool) -> list[tuple[object, Reach]]:
        """Join the paths that have left for a target with the present one, if that falls through.

        Return what they bring along, and the condition of each.
        """
        found: list[tuple[object, Reach]] = [payload for _, payload in target.pending]
        if target.pending:
            ends: list[list[Change] | None] = [changes for changes, _ in target.pending]
            reaches = [reach for _, reach in found]
            if falls:
                ends.append(None)
                reaches.append(self.reach)
            self.state.join_in(target.mark, ends, NONE, usual(reaches))
            self.leaves -= len(target.pending)
            target.pending = []
        return found

    def settle(self, path: PathCondition, leaves: int) -> None:
        """Go on as before a block, where all paths that have left it have met again."""
        if self.leaves == leaves:
            self.restore(path)
            reach, switches = self.floor
            if reach < self.reach:
                self.reach, self.switches = reach, switches
            for block in self.tries:
                if block.missing:
                    self.reach, self.switches = NEVER, None
                elif block.doubtful:
                    self.reach = min(self.reach, MAYBE)

    def target(self) -> Target:
        """Return a place where paths may go on, with the state as it is now."""
        return Target(self.state.mark(), len(self.finals))

    def doubt(self) -> None:
        """Note that the present operation may raise, so that what follows may not run."""
        if self.tries:
            for block in self.tries:
                block.doubtful = True
            self.reach = min(self.reach, MAYBE)

    def blur(self) -> None:
        """Note that something not modelled may have changed the state."""
        self.blurred = True

    @property
    def certainty(self) -> Certainty:
        """How sure it is that the present code runs as it is seen."""
        if self.reach is NEVER:
            return Certainty.POSSIBLE
        if self.reach is not ALWAYS or self.blurred or self.in_script or self.by_tool:
            return Certainty.LIKELY
        return Certainty.CERTAIN

    # --- names and objects ----------------------------------------------------------

    def bind(self, names: Names, name: str, value: Value) -> None:
        """Give a value to a name."""
        if self.control and not self.control <= value.origins:
            value = Value(value.options, value.origins | self.control, value.default)
        self.state.log.append((names, name, names.get(name, MISSING)))  # type: ignore[arg-type]
        names[name] = value

    def allocate(self, made: Object, content: object, node: object = None) -> Object:
        """Put a new object in the heap; in a loop that is widened, one for each place."""
        if self.widening and node is not None:
            place = (node, type(made))
            before = self.widening[-1].get(place)
            if before is not None:
                before.many = True
                self.change(before, content)
                return before
            self.widening[-1][place] = made
        self.state.add(made, content)
        return made

    def list_of(
        self,
        items: Iterable[Value],
        rest: Value | None = None,
        kind: ListKind = ListKind.LIST,
        node: object = None,
    ) -> Value:
        """Return a new list, set or deque."""
        made = List(kind)
        found = tuple(items)
        if len(found) > MANY_ITEMS:
            rest = join(*found[MANY_ITEMS:], *present(rest))
            found = found[:MANY_ITEMS]
        self.spend(len(found) // 8)
        return Value((self.allocate(made, Items(found, rest), node),))  # type: ignore[arg-type]

    def dict_of(self, content: Entries, factory: Value | None = None, node: object = None) -> Value:
        """Return a new dictionary."""
        self.spend(len(content.items) // 8)
        return Value((self.allocate(Dict(factory), content, node),))  # type: ignore[arg-type]

    def items_of(self, option: List) -> Items:
        """Return the content of a list, or what a view of a dictionary shows."""
        if type(option) is View:
            return self._shown(option)
        found = self.state.heap.get(option, EMPTY)
        return found if isinstance(found, Items) else EMPTY

    def _shown(self, view: View) -> Items:
        """Return what a view shows: what is surely there, then what may be."""
        entries = self.entries_of(view.source)
        sure: list[Value] = []
        rests: list[Value] = []

        def put(key: Value, value: Value, to: list[Value]) -> None:
            match view.shown:
                case ViewKind.KEYS:
                    to.append(key)
                case ViewKind.VALUES:
                    to.append(value)
                case ViewKind.ITEMS:
                    to.append(Value((Tuple((key, value)),)))

        for key, value in entries.items.items():
            put(known(key), value, rests if key in entries.unsure or rests else sure)
        if entries.rest is not None:
            put(entries.keys or ANYTHING, entries.rest, rests)
        return Items(tuple(sure), join(*rests) if rests else None)

    def entries_of(self, option: Dict | NamesView) -> Entries:
        """Return the content of a dictionary, or the names behind one."""
        if isinstance(option, NamesView):
            return entries_of_names(option.names)
        found = self.state.heap.get(option, NO_ENTRIES)
        return found if isinstance(found, Entries) else NO_ENTRIES

    def origins_of(self, option: Made) -> frozenset[int]:
        """Return what a thing that a library made depends on."""
        found: frozenset[int] = self.state.heap.get(option, NONE)
        return found

    def change(self, owner: Object, content: object, *, weakly: bool = False) -> None:
        """Give an object another content; weakly where it may be another object that changes."""
        from_before = self.state.heap.get(owner, MISSING)
        if (weakly or owner.many) and from_before is not MISSING:
            content = joined_entry(from_before, content, NONE, 0)
        self.state.set(self.state.heap, owner, content)

    def made(self, name: str, arguments: Arguments, origins: frozenset[int] = NONE) -> Value:
        """Return what a library makes of arguments."""
        option = Made(name, arguments)
        self.state.add(option, origins)
        return Value((option,), origins)

    def set_name(
        self, owner: Object | Class | Module, names: Names, name: str, value: Value, *, weakly: bool
    ) -> None:
        """Set an attribute; weakly where it may be that of another object."""
        before = names.get(name)
        if (weakly or getattr(owner, "many", False)) and before is not None:
            value = join(before, value)
        self.bind(names, name, value)

    # --- values ---------------------------------------------------------------------

    def attribute(self, value: Value, name: str, site: Site) -> Value:
        """Return an attribute of whatever a value may be."""
        return self.language.attribute(self, value, name, site)

    def default_truth(self, value: Value) -> bool | None:
        """Return whether a value is true by default."""
        if not value.default:
            return None
        return self.language.truth(self, Value(value.options[:1]))

    def texts(self, value: Value) -> Iterator[str]:
        """Yield the options of a value that are text or paths."""
        for option in value.options:
            if isinstance(option, str):
                yield option
            elif isinstance(option, Path):
                yield option.text

    def fold(self, values: Sequence[Value], make: Callable[..., Option]) -> Value:
        """Return what a function makes of one text or more, for each combination of options."""
        if not values:
            return ANYTHING
        plain: list[str] = []
        for value in values:
            option = value.options[0] if len(value.options) == 1 else None
            if type(option) is str:
                plain.append(option)
            elif type(option) is Path:
                plain.append(option.text)
            else:
                break
        else:
            return Value((_short(make(*plain)),), union(values))
        return self.combine(values, make, _as_text)

    def combine(
        self,
        values: Sequence[Value],
        make: Callable[..., Option],
        convert: Callable[[Option], object] | None = None,
    ) -> Value:
        """Return what a function makes of each combination of options, unknown ones apart.

        `convert` makes an argument of an option, `UNKNOWN` of one that is not fit.
        """
        found: dict[tuple[type, Option], Option] = {}
        choices = [value.options for value in values]
        count = 0
        for options in islice(product(*choices), 4 * MANY_OPTIONS):
            count += 1
            given = [convert(option) if convert else option for option in options]
            if any(isinstance(item, Unknown) for item in given):
                made: Option = UNKNOWN
            else:
                made = _short(make(*given))
            found.setdefault((type(made), made), made)
        total = 1
        for choice in choices:
            total *= len(choice)
        if total > count or len(found) > MANY_OPTIONS:
            found = dict(islice(found.items(), MANY_OPTIONS - 1))
            found[(Unknown, UNKNOWN)] = UNKNOWN
        default = all(
            value.default or (len(value.options) == 1 and value.options[0] is not UNKNOWN)
            for value in values
        )
        options_found = tuple(found.values()) or (UNKNOWN,)
        return Value(
            options_found,
            union(values),
            default and len(options_found) > 1 and not isinstance(options_found[0], Unknown),
        )

    def items(self, value: Value) -> tuple[list[Value], bool]:
        """Return the items that iterating over any option may give, and whether these are all.

        The order is that of the program where there is one option.
        """
        found: list[Value] = []
        complete = True
        for option in value.options:
            match option:
                case List():
                    content = self.items_of(option)
                    if option.is_set and len(content.items) > 1:
                        whole = join(*content.items)
                        found.extend([whole] * len(content.items))
                    else:
                        found.extend(content.items)
                    if content.rest is not None:
                        found.append(content.rest)
                        complete = False
                case Tuple(items=items, rest=rest):
                    found.extend(items)
                    if rest is not None:
                        found.append(rest)
                        complete = False
                case Dict() | NamesView():
                    entries = self.entries_of(option)
                    found.extend(known(key) for key in entries.items)
                    if entries.keys is not None:
                        found.append(entries.keys)
                    complete = complete and entries.rest is None and not entries.unsure
                case Cursor(source=source):
                    found.extend(self.items(source)[0])
                    complete = False
                case str() if not is_wild(option) and len(option) <= 200:
                    found.extend(known(letter) for letter in option)
                case _:
                    complete = False
        if value.origins:
            found = [depending(item, value.origins) for item in found]
        self.spend(len(found) // 8)
        return found, complete

    def sequence(self, value: Value) -> list[Value] | None:
        """Return the items of a value in their order, None where that is not known."""
        if len(value.options) != 1:
            return None
        items, complete = self.items(value)
        return items if complete else None

    def parts(self, option: Option) -> tuple[Value, ...]:
        """Return the values that an option holds."""
        match option:
            case List():
                content = self.items_of(option)
                return content.items if content.rest is None else (*content.items, content.rest)
            case Tuple(items=items, rest=rest):
                return items if rest is None else (*items, rest)
            case Dict():
                entries = self.entries_of(option)
                found = tuple(entries.items.values())
                return found if entries.rest is None else (*found, entries.rest)
            case Instance():
                given = tuple(option.made.arguments.all()) if option.made is not None else ()
                return (*option.names.values(), *given)
            case Made():
                origins = self.origins_of(option)
                return (
                    Value((), origins),
                    *option.arguments.all(),
                    *option.names.values(),
                )
            case Bound(first=first, keywords=keywords):
                return (*first, *keywords.values())
            case Method(owner=owner):
                return (Value((owner,)),)
            case Descriptor(function=function):
                return (function,)
            case Lazy():
                return option.inputs
            case Cursor(source=source):
                return (source,)
            case Cached(function=function):
                return (function,)
            case Slice(bounds=bounds):
                return bounds
            case NamesView(names=names):
                return tuple(names.values())
            case Super(instance=instance):
                return (instance,)
            case None | bool() | int() | float() | complex() | str() | bytes():
                return ()
            case Unknown() | Path() | External() | Handle() | Content() | CodeAt() | Namespace():
                return ()
            case Function() | Class() | Module():
                return ()  # they lead to all names of the program

    def contained(self, values: Iterable[Value]) -> list[Value]:
        """Return values and all that is in them."""
        found = list(values)
        if len(found) == 1 == len(found[0].options) and (type(found[0].options[0]) not in _HOLDERS):
            return found
        seen: set[int] = set()
        for value in found:  # which grows meanwhile
            for option in value.options:
                if type(option) in _HOLDERS and id(option) not in seen:
                    seen.add(id(option))
                    found.extend(self.parts(option))
        return found

    def opaque(self, values: Iterable[Value]) -> Value:
        """Return an unknown value that depends on all that these hold."""
        values = tuple(values)
        origins = NONE
        for value in values:
            if value.origins:
                origins |= value.origins
            for option in value.options:
                if type(option) in _HOLDERS:
                    found = self.contained(values)
                    origins = union(found)
                    self.spend((len(found) + len(origins)) // 8)
                    return Value((UNKNOWN,), origins)
        return Value((UNKNOWN,), origins) if origins else ANYTHING

    def havoc(self, values: Iterable[Value]) -> None:
        """Let all that can change in values be changed in any way; what was there may still be."""
        held = self.contained(values)
        self.spend(len(held) // 8)
        origins = union(held)
        for value in held:
            for option in value.options:
                self.havoc_option(option, origins)

    def havoc_option(self, option: Option, origins: frozenset[int]) -> None:
        """Let an object be changed in any way."""
        anything = Value((UNKNOWN,), origins)
        heap = self.state.heap
        match option:
            case View():
                self.havoc_option(option.source, origins)
            case List():
                items = self.items_of(option)
                self.spend(len(items.items) // 4)
                rest = join(*items.items, *present(items.rest), anything)
                self.state.set(heap, option, Items((), rest))
            case Dict():
                entries = self.entries_of(option)
                self.spend(len(entries.items) // 4)
                self.state.set(
                    heap,
                    option,
                    Entries(
                        {key: join(value, anything) for key, value in entries.items.items()},
                        anything if entries.rest is None else join(entries.rest, anything),
                        ANYTHING,
                        frozenset(entries.items),
                    ),
                )
            case Instance():
                for name, value in list(option.names.items()):
                    self.bind(option.names, name, join(value, anything))
            case Lazy():
                self.state.set(heap, option, Stage.BEGUN)
            case Cursor():
                self.state.set(heap, option, -1)
            case NamesView(names=names):
                for name, value in list(names.items()):
                    self.bind(names, name, join(value, anything))
            case Cached():
                self.state.set(heap, option, Entries({}, anything, ANYTHING))
            case None | bool() | int() | float() | complex() | str() | bytes():
                pass
            case Unknown() | Path() | External() | Handle() | Content() | CodeAt() | Namespace():
                pass
            case Tuple() | Slice() | Bound() | Descriptor() | Super() | Method() | Made():
                pass  # what they hold is changed, not they
            case Function() | Class() | Module():
                pass  # a library changes what it is given, not the code (README, assumptions)

    def each(self, value: Value, of: Callable[[Option], Value], scope: Scope) -> Value:
        """Return what something gives for any option of a value, each in a state of its own."""
        outcomes: dict[int, Value] = {}

        def run(index: int, option: Option) -> Callable[[], int]:
            def taken() -> int:
                outcomes[index] = of(option)
                return FALL

            return taken

        default = 0 if value.default else None
        runs = [run(index, option) for index, option in enumerate(value.options)]
        self.choose(runs, scope, value.origins, default)
        found = [outcomes[index] for index in sorted(outcomes)]
        result = found[0]
        for other in found[1:]:
            chosen = found[0] if value.default and 0 in outcomes else None
            result = either(result, other, result if chosen is not None else None)
        return depending(result, value.origins)

    # --- observing ------------------------------------------------------------------

    def source(self, file: str) -> Source | None:
        """Return a file of the project as source, None where there is none to be had."""
        if file not in self.sources:
            self.sources[file] = None
            try:
                data = self.tree.data(file)
                if data is not None and len(data) <= self.bytes:
                    self.bytes -= len(data)
                    self.sources[file] = parse(file, data)
            except Unreadable:
                pass
        return self.sources[file]

    def observe(
        self,
        sort: Sort,
        name: str,
        site: Site,
        certainty: Certainty | None = None,
        *,
        runs: bool = False,
        listed: bool = False,
        alternative: bool = False,
        unusual: frozenset[int] | None = None,
    ) -> frozenset[int]:
        """Note that the code consults something; return the origin of what it learns.

        `unusual` are the observations for which it consults something else by default.
        """
        reach, switches = self.reach, self.switches
        if unusual is not None:
            reach, switches = NEVER, _with_more(reach, switches, unusual)
        return self.effects.observe(
            sort,
            name,
            site,
            self.certainty if certainty is None else certainty,
            reach,
            switches,
            runs=runs,
            listed=listed,
            alternative=alternative or self.reach <= MAYBE,
        )

    def read(
        self, path: Value, site: Site, *, runs: bool = False, listed: bool = False
    ) -> frozenset[int]:
        """Note that files are read; return the origins of their content.

        A file that the program has written itself is no input. Raises `Raised` for one
        that is plainly not there.
        """
        path = self.as_path(path, site)
        origins = path.origins
        names = self.names(path)
        folders = self.state.world["folder"]
        single = len(path.options) == len(folders) == 1 and len(names) == 1
        certainty = self.certainty if single else min(self.certainty, Certainty.LIKELY)
        by_default = self.names(Value(path.options[:1])) if path.default else names
        for name in names:
            if name.removeprefix("../").startswith(".git/"):
                origins |= self.ask(Sort.GIT, "git", site)
                continue
            if self.is_written(name):
                origins |= self.written_origins(name)
                continue
            origins |= self.observe(
                Sort.FILE,
                name,
                site,
                certainty,
                runs=runs,
                listed=listed,
                alternative=not single,
                unusual=None if name in by_default else path.origins,
            )
        for block in self.tries:
            block.opens = True
        if any(map(self._is_unknown_path, path.options)) or (
            not folders and any(not text.startswith("/") for text in self.texts(path))
        ):
            self.doubt()
            if not listed:
                origins |= self.untold(
                    "opens a file whose name is only known when it runs", site, path.origins
                )
        elif not single:
            self.doubt()
        return origins

    def as_path(self, path: Value, site: Site) -> Value:
        """Return what may be a path as text, as `os.fspath` makes it."""
        if all(isinstance(option, str | Path) for option in path.options):
            return path
        found: list[Option] = []
        origins = path.origins
        for option in path.options:
            if isinstance(option, bytes):
                found.append(option.decode("utf-8", "replace"))
            elif isinstance(option, Instance):
                method = option.kind.find("__fspath__")
                if method is None:
                    found.append(UNKNOWN)
                else:
                    made = self.apply(method, Arguments((known(option),), {}), site)
                    found.extend(made.options)
                    origins |= made.origins
            else:
                found.append(option)
        return Value(tuple(found), origins, path.default)

    def is_written(self, name: str) -> bool:
        """Tell whether the program has surely written a file before."""
        return self.state.written.get(name, False)

    def written_origins(self, name: str) -> frozenset[int]:
        """Return what the content that the program gave to a file depends on."""
        found: frozenset[int] = self.extra.get(("written", name), NONE)
        return found

    def is_absent(self, path: Value) -> bool:
        """Tell whether a path is surely that of no file and no folder."""
        if len(path.options) != 1 or len(self.state.world["folder"]) != 1:
            return False
        names = self.names(path, top=True)
        return len(names) == 1 and self.is_gone(names[0])

    def is_gone(self, name: str) -> bool:
        """Tell whether nothing of a name is there, nor made by the build, nor by git."""
        return not (
            is_wild(name)
            or name.partition("/")[0] == ".git"
            or name in self.state.written
            or self.effects.commands
            or self.tree.is_file(name)
            or self.tree.is_dir(name)
        )

    def write(
        self, path: Value, site: Site, content: frozenset[int] = NONE, *, sure: bool = True
    ) -> None:
        """Note that files are written; `sure` tells that nothing of the old content stays."""
        names = self.names(path)
        sure = sure and len(names) == len(path.options) == 1
        for name in names:
            before = self.effects.written.get(name)
            if before is None or self.reach > before[1]:
                self.effects.written[name] = (site, self.reach)
            self.state.set(self.state.written, name, sure or self.is_written(name))
            self.fill(name, content | path.origins)

    def fill(self, name: str, content: frozenset[int]) -> None:
        """Note what the content depends on that a file is given."""
        spot = ("written", name)
        self.extra[spot] = self.extra.get(spot, NONE) | content

    def change_status(self, path: Value, site: Site) -> None:
        """Note that files get other rights or times, or the same: uv takes that for a change.

        Where a test decides about it that may be so today and otherwise tomorrow, it may
        be done once and for all.
        """
        if self.reach >= BY_DEFAULT:
            for name in self.names(path):
                self.effects.touched.setdefault(name, site)

    def opened(
        self, path: Value, mode: Value | None, site: Site, *, as_text: bool = False
    ) -> Value:
        """Return the handle of a file that is opened, and note what for.

        `as_text` tells that what is read is UTF-8, as far as the code says.
        """
        letters = list(self.texts(mode)) if mode else ["r"]
        if not letters or (mode is not None and len(letters) < len(mode.options)):
            self.doubt()
            letters = [*letters, "r+"]
        path = self.as_path(path, site)
        origins = path.origins
        handles: tuple[Option, ...] = (Handle(""),)
        if any(not set(given) & set("wx") for given in letters):
            if len(letters) == 1 and "a" not in letters[0] and self.is_absent(path):
                origins |= self.read(path, site)
                if self.tries:
                    raise Raised("FileNotFoundError")
                return Value((UNKNOWN,), origins)
            if any(not set(given) & set("wxa") for given in letters):
                origins |= self.read(path, site)
                handles = tuple(
                    Handle(name, site.node if as_text and name not in self.state.written else None)
                    for name in self.names(path)
                )
                handles = (*handles, *(() if len(handles) == len(path.options) else (UNKNOWN,)))
        if any(set(given) & set("wax+") for given in letters):
            self.write(path, site, sure=all(set(given) & set("wx") for given in letters))
            if handles == (Handle(""),):
                names = self.names(path)
                handles = tuple(Handle("", written=name) for name in names) or handles
        return Value(handles, origins)

    def variable(self, name: Value, site: Site) -> frozenset[int]:
        """Note that environment variables are read; return the origins of their values."""
        origins = name.origins
        for option in name.options:
            text = option.decode("ascii", "replace") if isinstance(option, bytes) else option
            if isinstance(text, str) and not is_wild(text):
                origins |= self.observe(Sort.ENV, text, site)
        return origins

    def ask(self, sort: Sort, what: str, site: Site, *, listed: bool = False) -> frozenset[int]:
        """Note that git, or something outside the tree, is asked."""
        certainty = max(self.certainty, Certainty.LIKELY)
        return self.observe(sort, what, site, certainty, listed=listed)

    def hand_on(self, values: Iterable[Value]) -> None:
        """Note that values go to where they are not followed: what is known is not asked for.

        What decides whether the code runs is an origin of all that it makes, so it counts
        only for what it alone makes.
        """
        if self.effects.asks_variables:
            for value in self.contained(values):
                if value.origins and _is_open(value):
                    is_alone = len(value.origins) == 1 and self.reach is NEVER
                    alone = value.origins if is_alone else NONE
                    self.effects.handed_on |= value.origins - self.control or alone

    def declare(self, made: Made | Instance, site: Site) -> None:
        """Note that a library is told of native code."""
        call = made if isinstance(made, Made) else made.made
        given: dict[int | str, list[Value]] = {}
        if call is not None:
            positional, keywords = call.arguments.positional, call.arguments.keywords
            given = {index: self.items(value)[0] for index, value in enumerate(positional)}
            given.update((name, self.items(value)[0]) for name, value in keywords.items())
        self.effects.declarations.append(Declaration(made, site, self.certainty, given))

    def untold(self, what: str, site: Site, after: frozenset[int] = NONE) -> frozenset[int]:
        """Note that the code consults something of which nothing is known."""
        found = self.observe(Sort.UNKNOWN, what, site, Certainty.POSSIBLE)
        for number in found:
            self.effects.observations[number].after |= after
        return found

    def names(self, path: Value, *, top: bool = False) -> list[str]:
        """Return the paths that a value may be, relative to the project, its folder if wanted."""
        found: dict[str, None] = {}
        folders = self.state.world["folder"]
        for text in self.texts(path):
            for folder in folders or ((ROOT,) if text[:1] == "/" else ()):
                name = _name_in(folder, text)
                if name is not None and (top or name != "."):
                    found[name] = None
        return list(found)

    def files(self, path: Value) -> list[str]:
        """Return the files of the project that a value may name, open sets left out."""
        return [name for name in self.names(path) if not is_wild(name)]

    def is_folder(self, path: str) -> bool:
        """Tell whether a path is a folder of the project."""
        return any(
            not is_wild(name) and self.tree.is_dir(name)
            for name in self.names(known(path), top=True)
        )

    @property
    def folder(self) -> str:
        """The working directory, the first one where there may be several."""
        folders = self.state.world["folder"]
        return folders[0] if folders else ROOT

    @property
    def sys_path(self) -> tuple[str, ...]:
        """The folders of the project that modules are imported from."""
        return self.state.world["sys_path"]

    def _is_unknown_path(self, option: Option) -> bool:
        """Tell whether an option may be the name of a file, and not one that the tool hands out."""
        if isinstance(option, Method):
            option = option.owner
        match option:
            case Made():
                return not option.name.startswith("the argument")
            case str() | Path() | bytes() | int() | None | Handle() | External():
                return False
            case _:
                return True


PathCondition = tuple[Reach, frozenset[int] | None, frozenset[int], int]
"""The path condition, what keeps it from being taken by default, what decides, how deep."""

_HOLDERS = frozenset(
    {List, View, Tuple, Dict, Instance, Made, Bound, Method, Descriptor, Lazy, Cursor, Super}
)


def _with_more(
    reach: Reach, switches: frozenset[int] | None, origins: frozenset[int]
) -> frozenset[int] | None:
    """Return what keeps a path from being taken by default when more does."""
    if reach is not NEVER:
        return origins
    return None if switches is None else switches | origins


def _is_open(value: Value) -> bool:
    """Tell whether a value may be something of which nothing is known."""
    return any(isinstance(option, Unknown) and option is not UNBOUND for option in value.options)


@lru_cache(maxsize=1024)
def _name_in(folder: str, text: str) -> str | None:
    """Return a path relative to the project, None for what is none, or far outside."""
    if not text or len(text) >= _LONG_PATH or text[0] == "~" or "\0" in text:
        return None
    name = relative(text, folder)
    return name if name is not None and as_glob(name).isprintable() else None


def usual(reaches: Sequence[object]) -> int | None:
    """Return the index of the only path that is taken by default, None without one."""
    taken = [index for index, reach in enumerate(reaches) if reach is not NEVER]
    return taken[0] if len(taken) == 1 and len(reaches) > 1 else None


def _ended(abrupt: Dead | Raised | Unwound) -> int | Raised | Unwound:
    """Return how a part of the program has ended that raised this."""
    if isinstance(abrupt, Dead):
        return DEAD
    abrupt.__traceback__ = None
    return abrupt


def _short(option: Option) -> Option:
    """Return an option, unknown where it is text of a length that no path has."""
    text = option.text if isinstance(option, Path) else option
    return UNKNOWN if isinstance(text, str) and len(text) > LONG else option


def _as_text(option: Option) -> object:
    if isinstance(option, str):
        return option
    return option.text if isinstance(option, Path) else UNKNOWN
