"""A table of a TOML file, read through getters that check types and know places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from uvlint.model import Place, Route

T = TypeVar("T", covariant=True)
_Item = TypeVar("_Item")

STRING, STRINGS, FLAG = "a string", "an array of strings", "true or false"
TABLE, TABLES, ANYTHING = "a table", "an array of tables", "anything"

_TYPES: Mapping[str, type | tuple[type, ...]] = {
    STRING: str,
    STRINGS: (str, list),
    FLAG: bool,
    TABLE: dict,
    TABLES: (dict, list),
    ANYTHING: object,
}
_ITEMS = {STRINGS: STRING, TABLES: TABLE}

_ENOUGH = 50
"""So many values of other types are noted."""


class Located(NamedTuple, Generic[T]):
    """A value of a file and where it stands."""

    value: T
    at: Place


class WrongType(NamedTuple):
    """A value of none of the types that were asked for, and these in words."""

    at: Place
    wanted: str


class Queries:
    """What is asked of a file, by which it is known afterwards what nobody could take.

    Who asks for several types, one after the other, takes each of them.
    """

    __slots__ = ("_asked", "_odd")

    def __init__(self) -> None:
        self._asked: set[tuple[Route, Route, str]] = set()
        self._odd: dict[Route, object] = {}

    def ask(self, start: Route, path: Route, shape: str) -> None:
        """Note that a shape is asked for at a path below a table."""
        self._asked.add((start, path, shape))

    def note(self, route: Route, value: object) -> None:
        """Note a value that is not what is asked for there; the first ones of a file are enough."""
        if len(self._odd) < _ENOUGH:
            self._odd[route] = value

    def wrong_types(self, file: str) -> Iterator[WrongType]:
        """Yield what nobody could take, in the order in which it was met."""
        for route, value in self._odd.items():
            wanted = self._wanted(route)
            if not any(isinstance(value, _TYPES[shape]) for shape in wanted):
                words = [shape for shape in _TYPES if shape in wanted]
                yield WrongType(Place(file, route), " or ".join(words))

    def _wanted(self, route: Route) -> set[str]:
        wanted = set()
        for start, path, shape in self._asked:
            whole = start + path
            if whole == route:
                wanted.add(shape)
            elif whole == route[:-1] and isinstance(route[-1], int) and shape in _ITEMS:
                wanted.add(_ITEMS[shape])
            elif whole[: len(route)] == route:
                wanted.add(TABLE)
        return wanted


class Table:
    """A TOML table, its file and the route that leads to it.

    A getter takes the keys that lead to a value below this table, one by one, for a key
    may hold dots. It answers None, or an empty tuple or table, where nothing of the asked
    type stands; `reading`, which all tables of a file share, knows where something else
    stands.
    """

    __slots__ = ("data", "file", "reading", "route")

    def __init__(
        self,
        file: str,
        data: Mapping[str, object],
        route: Route = (),
        reading: Queries | None = None,
    ) -> None:
        self.file = file
        self.data = data
        self.route = route
        self.reading = Queries() if reading is None else reading

    def __bool__(self) -> bool:
        return bool(self.data)

    def __contains__(self, name: str) -> bool:
        return self.data.get(name) is not None

    def has(self, *keys: str) -> bool:
        """Tell whether anything stands there."""
        found: object = self.data
        for part in keys:
            if not isinstance(found, dict):
                return False
            found = found.get(part)
        return found is not None

    @property
    def at(self) -> Place:
        """Where the table stands."""
        return Place(self.file, self.route, key=True)

    def _find(self, parts: Route, shape: str) -> object:
        """Return what stands there, None where it is of another shape."""
        self.reading.ask(self.route, parts, shape)
        found: object = self.data
        for depth, part in enumerate(parts):
            if not isinstance(found, dict):
                if found is not None:
                    self.reading.note(self.route + parts[:depth], found)
                return None
            found = found.get(part)
        if found is None or isinstance(found, _TYPES[shape]):
            return found
        self.reading.note(self.route + parts, found)
        return None

    def _place(self, parts: Route) -> Place:
        return Place(self.file, self.route + parts)

    def get(self, *keys: str) -> Located[object] | None:
        """Return whatever stands there."""
        found = self._find(keys, ANYTHING)
        return None if found is None else Located(found, self._place(keys))

    def string(self, *keys: str) -> Located[str] | None:
        """Return a string."""
        found = self._find(keys, STRING)
        return Located(found, self._place(keys)) if isinstance(found, str) else None

    def flag(self, *keys: str) -> bool | None:
        """Return a boolean."""
        found = self._find(keys, FLAG)
        return found if isinstance(found, bool) else None

    def strings(self, *keys: str) -> tuple[Located[str], ...]:
        """Return the strings of an array, or a single string as an array of one."""
        return self._strings(keys)

    def arrays(self) -> Iterator[tuple[str, tuple[Located[str], ...]]]:
        """Yield each key of this table, whatever it is made of, with the strings it holds."""
        for name in self.data:
            yield name, self._strings((name,))

    def _strings(self, parts: Route) -> tuple[Located[str], ...]:
        found = self._find(parts, STRINGS)
        if isinstance(found, str):
            return (Located(found, self._place(parts)),)
        return tuple(
            Located(item, self._place(place)) for place, item in self._items(parts, found, str)
        )

    def _items(
        self, parts: Route, found: object, kind: type[_Item]
    ) -> Iterator[tuple[Route, _Item]]:
        for index, item in enumerate(found) if isinstance(found, list) else ():
            if isinstance(item, kind):
                yield (*parts, index), item
            else:
                self.reading.note((*self.route, *parts, index), item)

    def table(self, *keys: str) -> Table:
        """Return a table below this one, an empty one when there is none."""
        return self._table(keys, self._find(keys, TABLE))

    def tables(self, *keys: str) -> tuple[Table, ...]:
        """Return the tables of an array, or a single table as an array of one."""
        found = self._find(keys, TABLES)
        if isinstance(found, dict):
            return (self._table(keys, found),)
        return tuple(self._table(place, item) for place, item in self._items(keys, found, dict))

    def named_tables(self) -> Iterator[tuple[str, Table]]:
        """Yield each key of this table, whatever it is made of, with the table below it."""
        for name in self.data:
            found = self._find((name,), TABLE)
            if isinstance(found, dict):
                yield name, self._table((name,), found)

    def _table(self, parts: Route, found: object) -> Table:
        data = found if isinstance(found, dict) else {}
        return Table(self.file, data, self.route + parts, self.reading)

    def entries(self) -> Iterator[tuple[str, Located[object]]]:
        """Yield the keys of this table with their values, in the order of the file."""
        for name, value in self.data.items():
            yield name, Located(value, Place(self.file, (*self.route, name)))
