"""A table of a TOML file, read through getters that check types and know places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

from uvlint.model import Place, Route

T = TypeVar("T", covariant=True)


class Value(NamedTuple, Generic[T]):
    """A value of a file and where it stands."""

    value: T
    at: Place


class Table:
    """A TOML table, its file and the route that leads to it.

    A path is keys joined by dots, relative to this table. A getter answers None,
    or an empty tuple or table, where nothing of the asked type stands.
    """

    __slots__ = ("data", "file", "route")

    def __init__(self, file: str, data: Mapping[str, object], route: Route = ()) -> None:
        self.file = file
        self.data = data
        self.route = route

    def __bool__(self) -> bool:
        return bool(self.data)

    def __contains__(self, path: str) -> bool:
        return self.get(path) is not None

    @property
    def at(self) -> Place:
        """Where the table stands."""
        return Place(self.file, self.route, key=True)

    def _find(self, path: str) -> object:
        found: object = self.data
        for part in _parts(path):
            if not isinstance(found, dict):
                return None
            found = found.get(part)
        return found

    def _route(self, path: str) -> Route:
        return self.route + _parts(path)

    def get(self, path: str) -> Value[object] | None:
        """Return whatever stands there."""
        found = self._find(path)
        return None if found is None else Value(found, Place(self.file, self._route(path)))

    def string(self, path: str) -> Value[str] | None:
        """Return a string."""
        found = self._find(path)
        if not isinstance(found, str):
            return None
        return Value(found, Place(self.file, self._route(path)))

    def flag(self, path: str) -> bool | None:
        """Return a boolean."""
        found = self._find(path)
        return found if isinstance(found, bool) else None

    def strings(self, path: str) -> tuple[Value[str], ...]:
        """Return the strings of an array, or a single string as an array of one."""
        found = self._find(path)
        return () if found is None else self._strings(found, self._route(path))

    def arrays(self) -> Iterator[tuple[str, tuple[Value[str], ...]]]:
        """Yield each key of this table, whatever it is made of, with the strings it holds."""
        for name, value in self.data.items():
            yield name, self._strings(value, (*self.route, name))

    def _strings(self, found: object, route: Route) -> tuple[Value[str], ...]:
        if isinstance(found, str):
            return (Value(found, Place(self.file, route)),)
        if not isinstance(found, list):
            return ()
        return tuple(
            Value(item, Place(self.file, (*route, index)))
            for index, item in enumerate(found)
            if isinstance(item, str)
        )

    def table(self, path: str) -> Table:
        """Return a table below this one, an empty one when there is none."""
        found = self._find(path)
        return Table(self.file, found if isinstance(found, dict) else {}, self._route(path))

    def tables(self, path: str) -> tuple[Table, ...]:
        """Return the tables of an array, or a single table as an array of one."""
        found = self._find(path)
        if isinstance(found, dict):
            return (Table(self.file, found, self._route(path)),)
        if not isinstance(found, list):
            return ()
        return tuple(
            Table(self.file, item, (*self._route(path), index))
            for index, item in enumerate(found)
            if isinstance(item, dict)
        )

    def items(self) -> Iterator[tuple[str, Value[object]]]:
        """Yield the keys of this table with their values, in the order of the file."""
        for name, value in self.data.items():
            yield name, Value(value, Place(self.file, (*self.route, name)))


@lru_cache(maxsize=4096)
def _parts(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))
