"""What the key list should be: operations folded over the list that is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from uvlint.model import (
    Add,
    Dir,
    Drop,
    Env,
    File,
    Git,
    Key,
    KeyList,
    ListSource,
    Op,
    Replace,
    Rewrite,
)
from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT
from uvlint.uv.globs import is_glob

LEADERS = (File(PYPROJECT), File("setup.py"), File("setup.cfg"))
"""The files of uv's defaults: new ones stand first in a list, in this order."""

Instead = Mapping[Key | int, tuple[Key, ...]]
"""What comes in place of keys, and of entries that uv refuses by their index."""


class Plan(NamedTuple):
    """What replaces each entry (None: it stays), and what comes in before each and at the end."""

    replaced: tuple[tuple[Key, ...] | None, ...]
    inserted: tuple[tuple[Key, ...], ...]

    @property
    def idle(self) -> bool:
        """Whether nothing is to be done."""
        return not any(self.inserted) and all(new is None for new in self.replaced)


def fold(ops: Iterable[Op], before: Sequence[Key | None]) -> tuple[Key, ...]:
    """Return the list after all operations, in whatever order they come; twice is once.

    `before` may hold None for entries that uv refuses; they are left out, unless an
    operation replaces them. What one operation takes out, no other puts in.
    """
    plan = plan_of(tuple(ops), before)
    found = list(plan.inserted[0])
    for old, new, behind in zip(before, plan.replaced, plan.inserted[1:], strict=True):
        stays = () if old is None else (old,)
        found += [*(stays if new is None else new), *behind]
    return tuple(found)


@lru_cache(maxsize=4)
def planned(ops: tuple[Op, ...], before: KeyList, defaults: tuple[Key, ...]) -> tuple[Key, ...]:
    """Return the list that `apply` writes, or what uv watches already where it writes nothing."""
    if has_list(before):
        return fold(ops, before.entries)
    found = fold(ops, defaults)
    if any(isinstance(op, Rewrite) for op in ops):
        return found
    return tuple(sorted(found, key=_rank))


def has_list(before: KeyList) -> bool:
    """Tell whether something stands where uv reads the list, be it good or bad."""
    return before.source in (ListSource.CONFIGURED, ListSource.INVALID)


def plan_of(ops: tuple[Op, ...], before: Sequence[Key | None]) -> Plan:
    """Return what operations do to the entries of a list."""
    rewrites = {op.keys for op in ops if isinstance(op, Rewrite)}
    if rewrites:
        others = [op for op in ops if not isinstance(op, Rewrite)]
        return _anew(fold(others, _united(rewrites)), before)
    instead = _instead(ops)
    outcomes = [
        None if old is None and index not in instead else _outcome(old or index, instead)
        for index, old in enumerate(before)
    ]
    present = {old for old, new in zip(before, outcomes, strict=True) if old and new and old in new}
    replaced: list[tuple[Key, ...] | None] = []
    for old, new in zip(before, outcomes, strict=True):
        if new is None:
            replaced.append(None)
            continue
        fresh = tuple(key for key in new if key == old or not _watched(key, present))
        present.update(fresh)
        replaced.append(None if fresh == (old,) else fresh)
    wanted = {key for op in ops if isinstance(op, Add) for key in _outcome(op.key, instead)}
    added = sorted(_missing(wanted, present, instead), key=_rank)
    return Plan(replaced=tuple(replaced), inserted=_positions(added, before, replaced))


def _anew(final: tuple[Key, ...], before: Sequence[Key | None]) -> Plan:
    count = len(before)
    if final == tuple(before):
        return Plan(replaced=(None,) * count, inserted=((),) * (count + 1))
    if not before:
        return Plan(replaced=(), inserted=(final,))
    return Plan(replaced=(final, *[()] * (count - 1)), inserted=((),) * (count + 1))


def _instead(ops: tuple[Op, ...]) -> Instead:
    found: dict[Key | int, set[tuple[Key, ...]]] = {}
    for op in ops:
        match op:
            case Drop(key):
                found.setdefault(key, set())
            case Replace(old, new):
                found.setdefault(old, set()).add(new)
            case Add() | Rewrite():
                pass
    return {old: _united(lists) for old, lists in found.items()}


def _united(lists: set[tuple[Key, ...]]) -> tuple[Key, ...]:
    if len(lists) == 1:
        return tuple(dict.fromkeys(*lists))
    return tuple(sorted({key for keys in lists for key in keys}, key=_rank))


def _outcome(old: Key | int, instead: Instead) -> tuple[Key, ...]:
    """Follow a key through all replacements; one that leads back to itself stays."""
    return tuple(
        key
        for key in _reached((old,), instead)
        if not isinstance(key, int)
        and (key not in instead or key in _reached(instead[key], instead))
    )


def _reached(start: tuple[Key | int, ...], instead: Instead) -> tuple[Key | int, ...]:
    found: dict[Key | int, None] = {}
    ahead = [*reversed(start)]
    while ahead:
        key = ahead.pop()
        if key not in found:
            found[key] = None
            ahead += reversed(instead.get(key, ()))
    return tuple(found)


def _missing(wanted: set[Key], present: set[Key], instead: Instead) -> set[Key]:
    """Return what is wanted and not there; all that is wanted of git is one key if it may be."""
    git = _merged(wanted)
    if _outcome(git, instead) == (git,):
        wanted = {git, *(key for key in wanted if not isinstance(key, Git))}
    return {key for key in wanted if not _watched(key, present)}


def _watched(key: Key, present: set[Key]) -> bool:
    """Tell whether a list has a key; what several git keys watch adds up."""
    if not isinstance(key, Git):
        return key in present
    there = _merged(present)
    return there.commit >= key.commit and there.tags >= key.tags


def _merged(keys: set[Key]) -> Git:
    found = [key for key in keys if isinstance(key, Git)]
    return Git(any(key.commit for key in found), any(key.tags for key in found))


def _positions(
    added: Sequence[Key],
    before: Sequence[Key | None],
    replaced: Sequence[tuple[Key, ...] | None],
) -> tuple[tuple[Key, ...], ...]:
    """Return where new keys go: the files of the defaults to the front, the others to the end."""
    inserted: list[list[Key]] = [[] for _ in range(len(before) + 1)]
    now = [(old,) if new is None else new for old, new in zip(before, replaced, strict=True)]
    front = next((i + 1 for i, keys in enumerate(now) if LEADERS[0] in keys), 0)
    for key in added:
        if key not in LEADERS:
            inserted[-1].append(key)
        elif key == LEADERS[2] and now[front : front + 1] == [(LEADERS[1],)]:
            inserted[front + 1].append(key)
        else:
            inserted[front].append(key)
    return tuple(tuple(keys) for keys in inserted)


def _rank(key: Key) -> tuple[int, int, str]:
    """Return the order of new keys: plain files before patterns, the shallow before the deep."""
    match key:
        case File(pattern) if key in LEADERS:
            return LEADERS.index(key), 0, ""
        case File(pattern):
            return 4 if is_glob(pattern) else 3, pattern.count("/"), pattern
        case Dir(path):
            return 5, path.count("/"), path
        case Git(commit, tags):
            return 6, commit + 2 * tags, ""
        case Env(name):
            return 7, 0, name
