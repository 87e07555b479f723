"""What a condition of CMake comes to, as far as it is known.

Precedence and constants are those of `if` in the manual of CMake 3.30.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

Constants = Mapping[str, str | None]
"""Variables by name with their values; None for one that may be anything."""

_FALSE = frozenset({"", "0", "FALSE", "IGNORE", "N", "NO", "NOTFOUND", "OFF"})
_TRUE = frozenset({"1", "ON", "TRUE", "Y", "YES"})
_VARIABLE = re.compile(r"\$\{([^${}]+)\}")
_EQUAL = frozenset({"STREQUAL", "PATH_EQUAL"})


def verdict(words: Sequence[str], constants: Constants, true: Collection[str] = ()) -> bool | None:
    """Return whether a condition holds, None where that cannot be told.

    `words` has its parentheses as words of their own. `true` names variables that hold,
    whatever their value.
    """
    return _Condition(words, constants, true).whole()


def filled(word: str, constants: Constants) -> str | None:
    """Return a word with the values of its variables, None where one is not known."""
    values = [constants.get(name) for name in _VARIABLE.findall(word)]
    if None in values:
        return None
    rest = iter(values)
    whole = _VARIABLE.sub(lambda _: next(rest) or "", word)
    return None if "$" in whole else whole


class _Condition:
    """Goes through the words once, a method for each level of precedence."""

    def __init__(self, words: Sequence[str], constants: Constants, true: Collection[str]) -> None:
        self.words = list(reversed(words))
        self.constants = constants
        self.true = true

    def whole(self) -> bool | None:
        found = self.either()
        return None if self.words else found

    def next(self) -> str:
        return self.words.pop() if self.words else ""

    def takes(self, word: str) -> bool:
        if self.words and self.words[-1] == word:
            self.words.pop()
            return True
        return False

    def either(self) -> bool | None:
        found = self.both()
        while self.takes("OR"):
            other = self.both()
            found = True if True in (found, other) else None if None in (found, other) else False
        return found

    def both(self) -> bool | None:
        found = self.negated()
        while self.takes("AND"):
            other = self.negated()
            found = False if False in (found, other) else None if None in (found, other) else True
        return found

    def negated(self) -> bool | None:
        turns = 0
        while self.takes("NOT"):
            turns += 1
        found = self.test()
        return found if found is None or turns % 2 == 0 else not found

    def test(self) -> bool | None:
        if self.takes("("):
            found = self.either()
            return found if self.takes(")") else None
        word = self.next()
        if word == "DEFINED":
            name = self.next()
            return True if name in self.true or self.constants.get(name) is not None else None
        if self.words and self.words[-1] not in ("AND", "OR", ")"):
            operator = self.next()
            if self.words and self.words[-1] not in ("AND", "OR", ")"):
                return self.compared(word, operator, self.next())
            return None  # a test of one word, such as EXISTS
        return self.holds(word)

    def holds(self, word: str) -> bool | None:
        value = filled(word, self.constants)
        if value is None or (constant := _constant(value)) is not None:
            return None if value is None else constant
        if value in self.true:
            return True
        stored = self.constants.get(value)
        return None if stored is None else _constant(stored) is not False

    def compared(self, left: str, operator: str, right: str) -> bool | None:
        value = self.constants.get(left) if "$" not in left else filled(left, self.constants)
        other = None if right in self.constants else filled(right, self.constants)
        if value is None or other is None or operator not in _EQUAL:
            return None
        return value == other


def _constant(word: str) -> bool | None:
    """Return what a word is as a truth value, None where it is no such word."""
    upper = word.upper()
    if upper in _FALSE or upper.endswith("-NOTFOUND"):
        return False
    if upper in _TRUE or re.fullmatch(r"-?\d+", word):
        return True
    return None
