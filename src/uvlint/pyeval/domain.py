"""The abstract domain: what an expression may evaluate to.

A `Value` is a few options and its origins, the observations it depends on. An option
is a constant, which stands for itself, or one of the classes below. What can change
(lists, dictionaries, instances, iterators) is an `Object`, known by identity; its
content lies in the state (`state.State`), so that it forks and joins with the rest.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uvlint.pyeval.source import Source

NONE: frozenset[int] = frozenset()
MANY_OPTIONS = 16
MANY_ITEMS = 1000
LONG = 4000
"""Text is not followed beyond this length, nor whole numbers beyond as many bits."""


class Value:
    """The options of a value, and the numbers of the observations it depends on.

    With `default`, the first option is what the value is in a build where nobody sets
    a variable or gives an option. Never changed after it was made; not frozen, as that
    would double the time it takes to make one.
    """

    __slots__ = ("default", "options", "origins")

    def __init__(
        self,
        options: tuple[Option, ...],
        origins: frozenset[int] = NONE,
        default: bool = False,
    ) -> None:
        self.options = options
        self.origins = origins
        self.default = default

    def __repr__(self) -> str:
        return f"Value({self.options}, {set(self.origins)}, {self.default})"


class Reach(IntEnum):
    """The path condition: when a point of the program is reached.

    By default means: in a build where nobody sets a variable or gives an option.
    """

    NEVER_BY_DEFAULT = 0
    MAYBE = 1
    BY_DEFAULT = 2
    ALWAYS = 3


class Unknown:
    """An option nothing is known of."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


class Word(Unknown):
    """A word of the command line, after the name of the program."""

    __slots__ = ()


class Unbound(Unknown):
    """A name that may have no value, or an attribute that may be absent."""

    __slots__ = ()


UNKNOWN = Unknown()
WORD = Word()
UNBOUND = Unbound()
ANYTHING = Value((UNKNOWN,))
NOTHING = Value((None,))
Names = dict[str, Value]


class LocalNames(dict[str, Value]):
    """The names of a comprehension, which nothing outside of it sees."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A `pathlib.Path`."""

    text: str


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the project, by its dotted name: `os.path.join`."""

    name: str


@dataclass(frozen=True, slots=True)
class Handle:
    """An open file: its path if it is read, or `written` for what is written.

    `opened` is the call that opened it, if for its text in UTF-8.
    """

    path: str
    opened: ast.AST | None = field(default=None, compare=False)
    written: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file, or a part of it; an `exact` one is all of it, read as UTF-8."""

    path: str
    whole: bool = True
    exact: bool = False


@dataclass(frozen=True, slots=True)
class CodeAt:
    """A loader or a module specification of the file that it will run."""

    path: str


@dataclass(frozen=True, slots=True)
class Namespace:
    """A folder of the project that is imported without `__init__.py`."""

    folder: str


@dataclass(slots=True, eq=False)
class Tuple:
    """A tuple; `rest` stands for unknown further items, `fields` are names of the items."""

    items: tuple[Value, ...]
    rest: Value | None = None
    fields: tuple[str, ...] = ()
    kind: Class | None = None


@dataclass(slots=True, eq=False)
class Slice:
    """What `slice(...)` makes."""

    bounds: tuple[Value, Value, Value]


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a module, a function call, a class body or a comprehension.

    `owner` is the class of a class body, `shared` names are global, `borrowed` ones
    nonlocal; `frame` is what `return` and `yield` go to.
    """

    names: Names
    module: Module
    outer: Scope | None = None
    shared: set[str] = field(default_factory=set)
    borrowed: set[str] = field(default_factory=set)
    function: Function | None = None
    owner: Class | None = None
    frame: Frame | None = None
    is_comprehension: bool = False


class Target:
    """Where paths go on that leave a block: what they changed since its beginning.

    `finals` counts the clean-ups that surround it, `pending` holds the paths with what
    they take along (`machine.End`).
    """

    __slots__ = ("finals", "mark", "pending")

    def __init__(self, mark: int, finals: int) -> None:
        self.mark = mark
        self.finals = finals
        self.pending: list[tuple[list[Change], tuple[object, Reach]]] = []


class Frame(Target):
    """A running function; `value` is what a path just returns, `consumer` takes what it yields."""

    __slots__ = ("consumer", "value")

    def __init__(
        self, mark: int, finals: int, consumer: Callable[[Value], Value] | None = None
    ) -> None:
        super().__init__(mark, finals)
        self.value = NOTHING
        self.consumer = consumer


Change = tuple[dict[object, object], object, object]
"""A mapping of the state, a key, and what is (or was) under it."""


@dataclass(slots=True, eq=False)
class Module:
    """A module of the project that was run; `event` is the observation of that."""

    file: str
    source: Source
    names: Names
    event: int | None = None
    stars: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder of the file."""
        return self.file.rpartition("/")[0] or "."


@dataclass(slots=True, eq=False)
class Function:
    """A function or lambda of the project, with the scope it was defined in.

    `manages` tells that `contextlib.contextmanager` decorates it.
    """

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    defaults: tuple[Value, ...]
    keyword_defaults: tuple[Value | None, ...]
    owner: Class | None = None
    yields: bool = False
    manages: bool = False


@dataclass(slots=True, eq=False)
class Class:
    """A class of the project; `fields` are the names that its body annotates."""

    name: str
    module: Module
    bases: tuple[Option, ...]
    names: Names
    fields: list[str] = field(default_factory=list)
    is_record: bool = False

    def lineage(self) -> tuple[Class, ...]:
        """Return the class and its bases that are the project's, in the order of look-up."""
        found = _linearized(self, 0)
        return found if found is not None else tuple(_breadth_first(self))

    def find(self, name: str) -> Value | None:
        """Return an attribute of the class."""
        value = self.names.get(name)
        if value is not None or not self.bases:
            return value
        return next((c.names[name] for c in self.lineage() if name in c.names), None)

    def foreign(self) -> str:
        """Return the name of the nearest base from outside the project, "" without one."""
        for found in self.lineage():
            for base in found.bases:
                if isinstance(base, External):
                    if base.name != "object":
                        return base.name
                elif not isinstance(base, Class):
                    return "?"
        return ""


def _linearized(kind: Class, depth: int) -> tuple[Class, ...] | None:
    """Return the C3 order of a class, None where there is none or the bases form a circle."""
    bases = [base for base in kind.bases if isinstance(base, Class)]
    if not bases:
        return (kind,)
    if depth > 20:
        return None
    lines: list[list[Class]] = []
    for base in bases:
        order = _linearized(base, depth + 1)
        if order is None or kind in order:
            return None
        lines.append([*order])
    lines.append([*bases])
    found = [kind]
    while any(lines):
        for line in lines:
            head = line[0] if line else None
            if head is not None and not any(head in other[1:] for other in lines):
                break
        else:
            return None
        assert head is not None
        found.append(head)
        for line in lines:
            if line and line[0] is head:
                del line[0]
    return tuple(found)


def _breadth_first(kind: Class) -> Iterator[Class]:
    seen: set[Class] = set()
    waiting: list[Option] = [kind]
    while waiting:
        found = waiting.pop(0)
        if isinstance(found, Class) and found not in seen:
            seen.add(found)
            yield found
            waiting.extend(found.bases)


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """A call that waits for its arguments, the first of which are given: a method, a partial."""

    function: Option
    first: tuple[Value, ...]
    keywords: Names = field(default_factory=dict)


class Wrapping(Enum):
    """How a class hands out a function that lies in it."""

    PROPERTY = "property"
    CACHED_PROPERTY = "cached_property"
    STATIC = "staticmethod"
    CLASS = "classmethod"


@dataclass(frozen=True, slots=True, eq=False)
class Descriptor:
    """A function of a class that is handed out in another way; `setter` is that of a property."""

    wrapping: Wrapping
    function: Value
    setter: Value | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Super:
    """What `super()` gives: the bases after `kind` in the lineage of an instance or class."""

    kind: Class
    instance: Value


@dataclass(slots=True, unsafe_hash=True)
class Method:
    """An attribute of a thing that is not the project's own, ready to be called."""

    owner: Option
    name: str


@dataclass(slots=True, eq=False)
class Arguments:
    """The arguments of a call; `rest` stands for what unknown stars brought."""

    positional: tuple[Value, ...]
    keywords: Names
    rest: Value | None = None

    def get(self, index: int, *names: str) -> Value | None:
        """Return an argument by its position or by one of its names."""
        if 0 <= index < len(self.positional):
            return self.positional[index]
        for name in names:
            if name in self.keywords:
                return self.keywords[name]
        return self.rest

    def all(self) -> Iterator[Value]:
        """Yield every argument."""
        yield from self.positional
        yield from self.keywords.values()
        if self.rest is not None:
            yield self.rest


NO_ARGUMENTS = Arguments((), {})


class Object:
    """What is known by identity; its content lies in the heap of the state.

    `many` tells that it stands for several things that the same place of the code made.
    """

    __slots__ = ("many",)

    def __init__(self) -> None:
        self.many = False


class ListKind(Enum):
    """The kinds of ordered or unordered collections."""

    LIST = "list"
    SET = "set"
    FROZENSET = "frozenset"
    DEQUE = "deque"


class List(Object):
    """A list, set or deque; its content is `Items`."""

    __slots__ = ("kind",)

    def __init__(self, kind: ListKind = ListKind.LIST) -> None:
        self.many = False
        self.kind = kind

    @property
    def is_set(self) -> bool:
        """Tell whether it has no order and no item twice."""
        return self.kind is ListKind.SET or self.kind is ListKind.FROZENSET


class ViewKind(Enum):
    """What a view of a dictionary shows."""

    KEYS = "keys"
    VALUES = "values"
    ITEMS = "items"


class View(List):
    """A view of a dictionary, which shows what is in it now; its content is computed."""

    __slots__ = ("shown", "source")

    def __init__(self, source: Dict | NamesView, shown: ViewKind) -> None:
        super().__init__()
        self.source = source
        self.shown = shown


class Dict(Object):
    """A dictionary; its content is `Entries`. `factory` makes entries that are missing."""

    __slots__ = ("factory",)

    def __init__(self, factory: Value | None = None) -> None:
        self.many = False
        self.factory = factory


class NamesView(Object):
    """The names of a scope, a module or an instance, as a dictionary: `globals()`, `vars(x)`."""

    __slots__ = ("names",)

    def __init__(self, names: Names) -> None:
        self.many = False
        self.names = names


class Stage(Enum):
    """How far an iterator has been consumed."""

    FRESH = "fresh"
    BEGUN = "begun"
    SPENT = "spent"


class Lazy(Object):
    """A generator, or another iterator whose items are made while they are taken.

    `produce` gives every item to a consumer, in order, and returns what a generator does.
    Its content is its `Stage`.
    """

    __slots__ = ("inputs", "produce")

    def __init__(
        self,
        produce: Callable[[Callable[[Value], Value]], Value | None],
        inputs: tuple[Value, ...] = (),
    ) -> None:
        self.many = False
        self.produce = produce
        self.inputs = inputs


class Cursor(Object):
    """An iterator over a list or tuple; its content is the index of the next item."""

    __slots__ = ("source",)

    def __init__(self, source: Value) -> None:
        self.many = False
        self.source = source


class Instance(Object):
    """An instance of a class of the project; `made` are the arguments its foreign base got."""

    __slots__ = ("kind", "made", "names")

    def __init__(self, kind: Class) -> None:
        self.many = False
        self.kind = kind
        self.names: Names = {}
        self.made: Made | None = None


class Made(Object):
    """What a call to something outside the project gave; its content are its origins."""

    __slots__ = ("arguments", "name", "names")

    def __init__(self, name: str, arguments: Arguments, names: Names | None = None) -> None:
        self.many = False
        self.name = name
        self.arguments = arguments
        self.names: Names = {} if names is None else names


class Cached(Object):
    """A function that keeps its results (`functools.lru_cache`); its content are these."""

    __slots__ = ("function",)

    def __init__(self, function: Value) -> None:
        self.many = False
        self.function = function


class Items:
    """The content of a `List`: items in order, then any number of further ones of `rest`."""

    __slots__ = ("items", "rest")

    def __init__(self, items: tuple[Value, ...], rest: Value | None = None) -> None:
        self.items = items
        self.rest = rest


class Entries:
    """The content of a `Dict`: items in order; `unsure` keys may be missing.

    `rest` stands for values under keys that are not known, `keys` for these keys.
    """

    __slots__ = ("items", "keys", "rest", "unsure")

    def __init__(
        self,
        items: dict[Constant, Value],
        rest: Value | None = None,
        keys: Value | None = None,
        unsure: frozenset[Constant] = frozenset(),
    ) -> None:
        self.items = items
        self.rest = rest
        self.keys = keys if keys is not None or rest is None else ANYTHING
        self.unsure = unsure


def entries_of_names(names: Names, rest: Value | None = None) -> Entries:
    """Return names as the content of a dictionary."""
    items: dict[Constant, Value] = {}
    items.update(names)
    return Entries(items, rest)


EMPTY = Items(())
NO_ENTRIES = Entries({})

Constant = None | bool | int | float | complex | str | bytes
Fixed = Path | External | Handle | Content | CodeAt | Namespace | Slice
Code = Function | Class | Bound | Descriptor | Super | Method | Module
Option = (
    Constant
    | Unknown
    | Fixed
    | Code
    | Tuple
    | List
    | View
    | Dict
    | NamesView
    | Lazy
    | Cursor
    | Instance
    | Made
    | Cached
)
"""All that a value may be: a closed union, so that the type checker sees what is forgotten."""

TESTS = frozenset({"endswith", "isdigit", "startswith"})
"""Methods that ask something of text, or of what may be text."""

CONSTANTS = frozenset({type(None), bool, int, float, complex, str, bytes})


def known(option: Option, origins: frozenset[int] = NONE) -> Value:
    """Return a value with one option."""
    return Value((option,), origins)


def either(first: Value, second: Value, default: Value | None = None) -> Value:
    """Return a value that may be either; `default` is the one it is by default, if that is known."""
    if first is second:
        return first
    if default is second:
        first, second = second, first
    has_default = (default is not None and (first.default or is_single(first))) or _same_default(
        first, second
    )
    found = merged_options(first.options, second.options)
    return Value(found, first.origins | second.origins, has_default)


def _same_default(first: Value, second: Value) -> bool:
    one, other = first.options[0], second.options[0]
    return (
        (first.default or is_single(first))
        and (second.default or is_single(second))
        and type(one) is type(other)
        and one == other
    )


def is_single(value: Value) -> bool:
    """Tell whether a value is exactly one known thing."""
    return len(value.options) == 1 and not isinstance(value.options[0], Unknown)


def merged_options(*groups: Iterable[Option]) -> tuple[Option, ...]:
    """Return the options of several values, each once, those beyond the bound as unknown."""
    options: dict[object, Option] = {}
    for group in groups:
        for option in group:
            # 1 and True are equal, and not the same option.
            options.setdefault((type(option), option), option)
    found = tuple(options.values())
    return (*found[: MANY_OPTIONS - 1], UNKNOWN) if len(found) > MANY_OPTIONS else found


def join(*values: Value) -> Value:
    """Return a value that may be any of these."""
    first, *others = values
    for value in others:
        if value is not first:
            break
    else:
        return first
    found = merged_options(*(value.options for value in values))
    return Value(found, union(values))


def present(*values: Value | None) -> list[Value]:
    """Return the values that are there."""
    return [value for value in values if value is not None]


def one_of(values: Sequence[Value]) -> Value:
    """Return a value that may be any of these, and anything where there are none."""
    return join(*values) if values else ANYTHING


def without_unbound(value: Value) -> Value:
    """Return a value without the option that it is none."""
    options = tuple(option for option in value.options if option is not UNBOUND)
    return Value(options or (UNKNOWN,), value.origins, value.default)


def optional(first: Value | None, second: Value | None) -> Value | None:
    """Return the join of values of which either may be missing."""
    if first is None or second is None:
        return second if first is None else first
    return join(first, second)


def union(values: Iterable[Value]) -> frozenset[int]:
    """Return all that the values depend on themselves."""
    origins = NONE
    for value in values:
        if value.origins:
            origins = origins | value.origins if origins else value.origins
    return origins


def depending(value: Value, origins: frozenset[int]) -> Value:
    """Return a value that depends on more."""
    if origins <= value.origins:
        return value
    return Value(value.options, value.origins | origins, value.default)


def is_within(new: object, old: object) -> bool:
    """Tell whether what is under a key of the state says no more than what was there."""
    if new is old:
        return True
    match new, old:
        case Value(), Value():
            marks = {(type(option), option) for option in old.options}
            return new.origins <= old.origins and all(
                (type(option), option) in marks for option in new.options
            )
        case Items(), Items():
            return len(new.items) == len(old.items) and _all_within(
                (*new.items, new.rest), (*old.items, old.rest)
            )
        case Entries(), Entries():
            return (
                list(new.items) == list(old.items)
                and new.unsure == old.unsure
                and _all_within(
                    (*new.items.values(), new.rest, new.keys),
                    (*old.items.values(), old.rest, old.keys),
                )
            )
        case _:
            return new == old


def _all_within(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    return all(
        a is b or (a is not None and b is not None and is_within(a, b))
        for a, b in zip(new, old, strict=True)
    )
