"""The state of a program that is followed: it can be changed, undone, forked and joined.

Everything that code can change is an entry of some mapping: names of scopes, contents
of objects, the working directory. Each change is written to a log, so that a fork
costs what its branches change.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    UNBOUND,
    Change,
    Entries,
    Items,
    Object,
    Stage,
    Value,
    depending,
    either,
    join,
    optional,
)


class Missing:
    """Stands for no entry under a key."""

    __slots__ = ()


MISSING: Final = Missing()

Mapping = dict[Any, Any]


class State:
    """The log of changes, and the entries that belong to no scope.

    `heap` holds the contents of objects; `world` the working directory ("folder", its
    options, none where it is not known) and the path of imports ("sys_path");
    `environment` the variables that the program has set, `written` the files of the
    project that it has written, with whether that is sure.
    """

    __slots__ = ("environment", "heap", "log", "world", "written")

    def __init__(self) -> None:
        self.log: list[Change] = []
        self.heap: dict[Object, Any] = {}
        self.world: dict[str, tuple[str, ...]] = {}
        self.environment: dict[str, Value | None] = {}
        self.written: dict[str, bool] = {}

    def set(self, mapping: Mapping, key: object, new: object) -> None:
        """Put something under a key."""
        self.log.append((mapping, key, mapping.get(key, MISSING)))
        mapping[key] = new

    def add(self, made: Object, content: object) -> None:
        """Put a new object in the heap."""
        self.log.append((self.heap, made, MISSING))  # type: ignore[arg-type]
        self.heap[made] = content

    def remove(self, mapping: Mapping, key: object) -> None:
        """Remove a key, if it is there."""
        if key in mapping:
            self.log.append((mapping, key, mapping[key]))
            del mapping[key]

    def mark(self) -> int:
        """Return the present point of the log."""
        return len(self.log)

    def changes(self, mark: int) -> list[Change]:
        """Return what has changed since a mark, with what is there now."""
        seen: set[tuple[int, object]] = set()
        found: list[Change] = []
        for mapping, key, _ in self.log[mark:]:
            spot = (id(mapping), key)
            if spot not in seen:
                seen.add(spot)
                found.append((mapping, key, mapping.get(key, MISSING)))
        return found

    def undo(self, mark: int) -> list[Change]:
        """Undo all changes since a mark; return them, as `keep` takes them.

        Objects that were made since stay in the heap, where nothing refers to them but
        what was observed.
        """
        log = self.log
        undone = log[mark:]
        del log[mark:]
        heap = self.heap
        made = {key for mapping, key, old in undone if old is MISSING and mapping is heap}
        for mapping, key, old in reversed(undone):
            if mapping is heap and key in made:
                continue
            if old is MISSING:
                mapping.pop(key, None)
            else:
                mapping[key] = old
        return undone

    def keep(self, undone: list[Change]) -> None:
        """Remember in the log what an undone branch went through.

        A handler of exceptions may begin in any state that its `try` went through.
        """
        self.log += undone

    def join_in(
        self,
        mark: int,
        ends: Iterable[list[Change] | None],
        origins: frozenset[int] = NONE,
        default: int | None = None,
    ) -> None:
        """Let each entry be what it is at any of several ends of paths that began at a mark.

        The log since the mark belongs to no path any more; an end of None is the
        present state. `origins` are what decides between the paths, `default` is the
        index of the one that is taken by default.
        """
        before: dict[tuple[int, object], object] = {}
        spots: dict[tuple[int, object], tuple[Mapping, object]] = {}
        for mapping, key, old in self.log[mark:]:
            spot = (id(mapping), key)
            if spot not in spots:
                spots[spot] = (mapping, key)
                before[spot] = old
        paths: list[dict[tuple[int, object], object] | None] = []
        for end in ends:
            if end is None:
                paths.append(None)
                continue
            path: dict[tuple[int, object], object] = {}
            for mapping, key, new in end:
                spot = (id(mapping), key)
                path[spot] = new
                if spot not in spots:
                    spots[spot] = (mapping, key)
                    before[spot] = mapping.get(key, MISSING)
            paths.append(path)
        for spot, (mapping, key) in spots.items():
            now = mapping.get(key, MISSING)
            found = [now if path is None else path.get(spot, before[spot]) for path in paths]
            joined = found[0]
            is_default = default == 0
            for index, other in enumerate(found[1:], 1):
                if other is not joined:
                    by_default = 1 if is_default else 2 if default == index else 0
                    joined = joined_entry(joined, other, origins, by_default)
                is_default = is_default or default == index
            if joined is not now:
                self.log.append((mapping, key, now))
                if joined is MISSING:
                    mapping.pop(key, None)
                else:
                    mapping[key] = joined

    def meet(self, ends: list[list[Change]], origins: frozenset[int], default: int | None) -> None:
        """Let each entry be what it is at any of several ends of paths that begin now.

        `origins` are what decides between the paths, `default` is the index of the one
        that is taken by default.
        """
        if len(ends) == 1:
            for mapping, key, new in ends[0]:
                self.set_or_remove(mapping, key, new)
            return
        found: dict[tuple[int, object], list[object]] = {}
        spots: dict[tuple[int, object], tuple[Mapping, object]] = {}
        for index, end in enumerate(ends):
            for mapping, key, new in end:
                spot = (id(mapping), key)
                values = found.get(spot)
                if values is None:
                    spots[spot] = (mapping, key)
                    values = found[spot] = [mapping.get(key, MISSING)] * len(ends)
                values[index] = new
        for spot, values in found.items():
            joined = values[0]
            is_default = default == 0
            for index in range(1, len(values)):
                other = values[index]
                if other is not joined:
                    by_default = 1 if is_default else 2 if default == index else 0
                    joined = joined_entry(joined, other, origins, by_default)
                is_default = is_default or default == index
            self.set_or_remove(*spots[spot], joined)

    def blend(self, mark: int, origins: frozenset[int], default: bool | None) -> None:
        """Let each entry that has changed since a mark be what it was, too.

        `default` tells whether the changes are made by default, if that is known.
        """
        by_default = 0 if default is None else 1 if default else 2
        seen: set[tuple[int, object]] = set()
        for mapping, key, old in self.log[mark:]:
            spot = (id(mapping), key)
            if spot in seen:
                continue
            seen.add(spot)
            now = mapping.get(key, MISSING)
            if now is not old:
                joined = joined_entry(now, old, origins, by_default)
                if joined is not now:
                    self.set_or_remove(mapping, key, joined)

    def join_history(self, *parts: list[Change]) -> None:
        """Let each entry be what it is, or any of what it was in parts of the history."""
        seen: dict[tuple[int, object], list[object]] = {}
        spots: dict[tuple[int, object], tuple[Mapping, object]] = {}
        for mapping, key, old in (change for part in parts for change in part):
            spot = (id(mapping), key)
            spots[spot] = (mapping, key)
            seen.setdefault(spot, []).append(old)
        for spot, (mapping, key) in spots.items():
            joined = mapping.get(key, MISSING)
            for old in seen[spot]:
                if old is not joined:
                    joined = joined_entry(joined, old, NONE, 0)
            self.set_or_remove(mapping, key, joined)

    def set_or_remove(self, mapping: Mapping, key: object, new: object) -> None:
        """Put something under a key, or remove the key."""
        if new is MISSING:
            self.remove(mapping, key)
        else:
            self.set(mapping, key, new)


def joined_entry(first: object, second: object, origins: frozenset[int], by_default: int) -> object:
    """Return what may be either of two entries under the same key.

    `by_default` is 1 or 2 where that one is there by default, otherwise 0.
    """
    if first is second:
        return first
    match first, second:
        case Value(), Value():
            default = first if by_default == 1 else second if by_default == 2 else None
            return depending(either(first, second, default), origins)
        case (Value() as value, Missing()) | (Missing(), Value() as value):
            return Value((*value.options, UNBOUND), value.origins | origins)
        case Items(), Items():
            return joined_items(first, second, origins)
        case Entries(), Entries():
            return joined_entries(first, second, origins)
        case (None, Value() as value) | (Value() as value, None):
            return Value((*value.options, UNBOUND), value.origins | origins)
        case (None, Missing()) | (Missing(), None):
            return MISSING
        case (Missing(), (Items() | Entries() | Stage() | frozenset()) as content):
            return content  # an object that only one of the paths has made
        case ((Items() | Entries() | Stage() | frozenset()) as content, Missing()):
            return content
        case bool(), bool():
            return False
        case (bool(), Missing()) | (Missing(), bool()):
            return False
        case tuple(), tuple():
            return _joined_places(first, second)
        case Stage(), Stage():
            return Stage.BEGUN
        case frozenset(), frozenset():
            return first | second | origins
        case int(), int():
            return -1
        case dict(), dict():
            return {**first, **second, None: ANYTHING}
        case _:
            return second if isinstance(first, Missing) else first


def _joined_places(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    """Return either of two folders, or folders of imports; none where one is not known."""
    if not first or not second:
        return ()
    return tuple(dict.fromkeys((*first, *second)))


def joined_items(first: Items, second: Items, origins: frozenset[int] = NONE) -> Items:
    """Return what may be either of two sequences: what is common, then any of the rest."""
    short = min(len(first.items), len(second.items))
    same = len(first.items) == len(second.items)
    items = tuple(
        a if a is b else depending(either(a, b), origins)
        for a, b in zip(first.items[:short], second.items[:short], strict=True)
    )
    rest = optional(first.rest, second.rest)
    if not same:
        for value in (*first.items[short:], *second.items[short:]):
            rest = value if rest is None else join(rest, value)
        assert rest is not None
        rest = depending(rest, origins)
    return Items(items, rest)


def joined_entries(first: Entries, second: Entries, origins: frozenset[int] = NONE) -> Entries:
    """Return what may be either of two dictionaries; the order is that of the first."""
    items = dict(first.items)
    unsure = first.unsure | second.unsure
    for key, value in second.items.items():
        if key in items:
            here = items[key]
            items[key] = here if here is value else depending(either(here, value), origins)
        else:
            items[key] = depending(value, origins)
    only = first.items.keys() ^ second.items.keys()
    order = [key for key in first.items if key in second.items]
    if order != [key for key in second.items if key in first.items]:
        unsure |= items.keys()  # their order is not known
    return Entries(
        {key: depending(value, origins) if key in only else value for key, value in items.items()},
        optional(first.rest, second.rest),
        optional(first.keys, second.keys),
        frozenset(unsure | only),
    )
