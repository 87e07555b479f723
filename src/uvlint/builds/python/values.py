"""What an expression may come to: several options, and the observations that flowed into them.

A string, number, boolean, None or bytes stands for itself; the classes below stand
for the other things. Containers and instances are mutable and known by identity,
like those of the program. A path that is open to the content of a folder is text
with a wild character (see `places`).
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uvlint.views.python_source import Source

NONE: frozenset[int] = frozenset()
MANY_OPTIONS = 16
MANY_ITEMS = 1000


@dataclass(slots=True, eq=False)
class Value:
    """The options of a value, and the numbers of the observations it depends on.

    Not frozen, as that would double the time it takes to make one; never changed.
    """

    options: tuple[object, ...]
    origins: frozenset[int] = NONE


class Unknown:
    """An option nothing is known of."""

    __slots__ = ()


class Absence(Unknown):
    """Whether a file is there that is not there now; `there` is what is said if it is."""

    __slots__ = ("name", "there")

    def __init__(self, name: str, *, there: bool = True) -> None:
        self.name = name
        self.there = there


class Word(Unknown):
    """A word of the command line, after the name of the program."""

    __slots__ = ()


WORD = Word()


UNKNOWN = Unknown()
ANYTHING = Value((UNKNOWN,))


@dataclass(frozen=True, slots=True)
class PathObject:
    """A `pathlib.Path`."""

    text: str


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the project, by its dotted name: `os.path.join`."""

    name: str


class Holder:
    """An option that holds values."""

    __slots__ = ()

    def parts(self) -> Iterable[Value]:
        """Return the values it holds."""
        raise NotImplementedError


@dataclass(slots=True, eq=False)
class Items(Holder):
    """A list, tuple, set or generator; `rest` stands for unknown further items.

    `fields` are the names by which a tuple gives its items as well.
    """

    items: list[Value]
    rest: Value | None = None
    is_tuple: bool = False
    fields: tuple[str, ...] = ()

    def parts(self) -> Iterable[Value]:
        """Return the items."""
        return self.items if self.rest is None else [*self.items, self.rest]

    def add(self, value: Value) -> None:
        """Put a value among the items."""
        if len(self.items) < MANY_ITEMS:
            self.items.append(value)
        else:
            self.rest = join(value, ANYTHING)


@dataclass(slots=True, eq=False)
class Entries(Holder):
    """A dictionary; `rest` stands for entries under unknown keys, `make` gives missing ones.

    The names of a module may serve as its items, so keys are of any type.
    """

    items: dict[Any, Value]
    rest: Value | None = None
    make: Callable[[], Value] | None = None

    def parts(self) -> Iterable[Value]:
        """Return the entries without their keys."""
        found = self.items.values()
        return found if self.rest is None else [*found, self.rest]

    def add(self, value: Value) -> None:
        """Put a value under an unknown key."""
        self.rest = value if self.rest is None else join(self.rest, value)


@dataclass(slots=True, eq=False)
class Scope:
    """The names of a module, a function call, a class body or a comprehension.

    `breaks` and `continues` collect the names as they were when a round of the loop
    that runs was left; `owner` is the class of a class body, `shared` names are global,
    `borrowed` ones nonlocal. `folder` is the working directory at the first `yield`.
    """

    names: dict[str, Value]
    module: Module
    outer: Scope | None = None
    returned: list[Value] = field(default_factory=list)
    yielded: Items | None = None
    breaks: list[dict[str, Value]] = field(default_factory=list)
    continues: list[dict[str, Value]] = field(default_factory=list)
    shared: set[str] = field(default_factory=set)
    borrowed: set[str] = field(default_factory=set)
    folder: str | None = None
    function: Function | None = None
    owner: Class | None = None


@dataclass(slots=True, eq=False)
class Module:
    """A module of the project that was run; `event` is the observation of that."""

    file: str
    source: Source
    names: dict[str, Value]
    event: int | None = None
    stars: list[str] = field(default_factory=list)

    @property
    def folder(self) -> str:
        """The folder of the file."""
        return self.file.rpartition("/")[0] or "."


@dataclass(frozen=True, slots=True)
class Namespace:
    """A folder of the project that is imported without `__init__.py`."""

    folder: str


@dataclass(slots=True, eq=False)
class Function:
    """A function or lambda of the project, with the scope it was defined in."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope
    defaults: tuple[Value, ...]
    keyword_defaults: tuple[Value | None, ...]
    owner: Class | None = None
    decorators: frozenset[str] = frozenset()


@dataclass(slots=True, eq=False)
class Class:
    """A class of the project; `fields` are the names that its body annotates."""

    name: str
    module: Module
    bases: tuple[object, ...]
    names: dict[str, Value]
    fields: list[str] = field(default_factory=list)

    def lineage(self) -> Iterator[Class]:
        """Yield the class and its bases that are the project's, nearest first."""
        seen: set[int] = set()
        waiting: list[object] = [self]
        while waiting:
            found = waiting.pop(0)
            if isinstance(found, Class) and id(found) not in seen:
                seen.add(id(found))
                yield found
                waiting.extend(found.bases)

    def find(self, name: str) -> Value | None:
        """Return an attribute of the class."""
        return next((c.names[name] for c in self.lineage() if name in c.names), None)

    def foreign(self) -> str:
        """Return the name of the nearest base from outside the project."""
        for found in self.lineage():
            for base in found.bases:
                if isinstance(base, External):
                    return base.name
        return ""


@dataclass(slots=True, eq=False)
class Instance(Holder):
    """An instance of a class of the project; `made` are the arguments its foreign base got."""

    kind: Class
    names: dict[str, Value]
    made: Made | None = None

    def parts(self) -> Iterable[Value]:
        """Return the attributes, and the arguments it was made from."""
        made = self.made.arguments.all() if self.made is not None else ()
        return (*self.names.values(), *made)


@dataclass(frozen=True, slots=True, eq=False)
class Bound(Holder):
    """A method with the object it belongs to, or a call that waits for its arguments."""

    function: object
    first: tuple[Value, ...]
    keywords: dict[str, Value] = field(default_factory=dict)

    def parts(self) -> Iterable[Value]:
        """Return the arguments that are set."""
        return (*self.first, *self.keywords.values())


@dataclass(frozen=True, slots=True, eq=False)
class Managed(Holder):
    """What a generator gives to `with`; `inside` is the working directory of the block."""

    entered: Value
    inside: str

    def parts(self) -> Iterable[Value]:
        """Return what the block gets."""
        return (self.entered,)


@dataclass(frozen=True, slots=True, eq=False)
class Super:
    """What `super()` gives."""

    kind: Class
    instance: Value


@dataclass(slots=True, unsafe_hash=True)
class Method:
    """An attribute of a thing from outside the project, ready to be called.

    Not frozen, as `Value` is not; never changed.
    """

    owner: object
    name: str


@dataclass(frozen=True, slots=True)
class Handle:
    """An open file."""

    path: str


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file."""

    path: str


@dataclass(frozen=True, slots=True)
class CodeAt:
    """A loader or a module specification of the file that it will run."""

    path: str


@dataclass(slots=True, eq=False)
class Arguments:
    """The arguments of a call; `rest` stands for what unknown stars brought.

    Not frozen, as `Value` is not; never changed.
    """

    positional: tuple[Value, ...]
    keywords: dict[str, Value]
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


@dataclass(slots=True, eq=False)
class Made(Holder):
    """What a call to something outside the project gave."""

    name: str
    arguments: Arguments
    names: dict[str, Value] = field(default_factory=dict)
    origins: frozenset[int] = NONE

    def parts(self) -> Iterable[Value]:
        """Return the arguments and the attributes."""
        return (Value((), self.origins), *self.arguments.all(), *self.names.values())


def known(option: object, origins: frozenset[int] = NONE) -> Value:
    """Return a value with one option."""
    return Value((option,), origins)


def join(*values: Value) -> Value:
    """Return a value that may be any of these."""
    first, *others = values
    for value in others:
        if value is not first:
            break
    else:
        return first
    options: dict[object, object] = {}
    for value in values:
        for option in value.options:
            # 1 and True are equal, and not the same option.
            options.setdefault((type(option), option), option)
    found = tuple(options.values())
    if len(found) > MANY_OPTIONS:
        found = (*found[: MANY_OPTIONS - 1], UNKNOWN)
    return Value(found, union(values))


def union(values: Iterable[Value]) -> frozenset[int]:
    """Return all that the values depend on."""
    origins = NONE
    for value in values:
        if value.origins:
            origins = origins | value.origins if origins else value.origins
    return origins


def contained(values: Iterable[Value]) -> list[Value]:
    """Return values and all that is in them."""
    found = list(values)
    seen: set[int] = set()
    for value in found:  # which grows meanwhile
        for option in value.options:
            if isinstance(option, Holder) and id(option) not in seen:
                seen.add(id(option))
                found.extend(option.parts())
    return found


def truth(value: Value) -> bool | None:
    """Return whether a value is true, None where that cannot be told."""
    if len(value.options) != 1:
        return None
    option = value.options[0]
    if option is UNKNOWN:
        return None
    if option is None or isinstance(option, bool | int | float | bytes | str):
        return bool(option)
    if isinstance(option, PathObject | Function | Class | Module | Instance):
        return True
    return None
