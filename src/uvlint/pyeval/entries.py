"""Sets and dictionaries as values: entries that are added, merged and looked up."""

from __future__ import annotations

from typing import TypeGuard

from uvlint.pyeval.domain import (
    ANYTHING,
    CONSTANTS,
    UNKNOWN,
    Constant,
    Dict,
    Entries,
    External,
    NamesView,
    Value,
    depending,
    join,
    known,
)
from uvlint.pyeval.machine import Machine
from uvlint.pyeval.symbolic_paths import is_key

ENVIRONMENTS = frozenset({"os.environ", "os.environb"})


def is_environment(option: object) -> bool:
    """Tell whether an option is the mapping of all variables, which is no dictionary."""
    return isinstance(option, External) and option.name in ENVIRONMENTS


def of_environment(entries: Entries) -> bool:
    """Tell whether a dictionary holds a copy of all variables."""
    return entries.rest is not None and any(map(is_environment, entries.rest.options))


def distinct(items: list[Value]) -> list[Value]:
    """Return items of a set, plain ones once."""
    found: dict[object, Value] = {}
    for item in items:
        option = item.options[0]
        plain = len(item.options) == 1 and type(option) in CONSTANTS
        found.setdefault(option if plain else item, item)
    return list(found.values())


def with_entry(content: Entries, key: Value, value: Value) -> Entries:
    """Return a dictionary with one entry more, or another."""
    plain = key.options[0]
    if len(key.options) == 1 and is_constant(plain):
        items: dict[Constant, Value] = {**content.items, plain: value}
        return Entries(items, content.rest, content.keys, content.unsure - {plain})
    value = depending(value, key.origins)
    rest = value if content.rest is None else join(content.rest, value)
    keys = key if content.keys is None else join(content.keys, key)
    # It may have replaced the value of any key.
    touched = {
        name: join(item, value) if may_equal(key, name) else item
        for name, item in content.items.items()
    }
    return Entries(touched, rest, keys, content.unsure)


def may_equal(key: Value, name: Constant) -> bool:
    """Tell whether a key that is not known may be a name."""
    return any(not is_constant(option) or option == name for option in key.options)


def is_constant(option: object) -> TypeGuard[Constant]:
    """Tell whether an option can be the key of a dictionary that is looked up later."""
    return option is None or (
        type(option) in CONSTANTS and (not isinstance(option, str) or is_key(option))
    )


def updated(machine: Machine, content: Entries, value: Value) -> Entries:
    """Return a dictionary with the entries of another one, or what may be one."""
    if len(value.options) != 1:
        rest = machine.opaque([value])
        parts = [rest]
        for option in value.options:
            if isinstance(option, Dict | NamesView):
                for key, item in machine.entries_of(option).items.items():
                    content = with_entry(content, Value((key, UNKNOWN), value.origins), item)
            else:
                parts.append(rest)
        return content
    option = value.options[0]
    if isinstance(option, Dict | NamesView):
        other = machine.entries_of(option)
        items = dict(content.items)
        unsure = set(content.unsure)
        for key, item in other.items.items():
            given = depending(item, value.origins)
            if key in other.unsure and key in items:
                items[key] = join(items[key], given)
            elif key in other.unsure:
                items[key] = given
                unsure.add(key)
            else:
                items[key] = given
                unsure.discard(key)
        found = Entries(items, content.rest, content.keys, frozenset(unsure))
        if other.rest is not None:
            found = with_entry(found, other.keys or ANYTHING, other.rest)
        return found
    if is_environment(option):
        return Entries(content.items, known(option), ANYTHING, content.unsure)
    return with_entry(content, ANYTHING, machine.opaque([value]))
