"""The parser of valid command lines, as typer reads them and without importing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from uvlint.cli.commands import Command, Option, Takes

_END = "--"


def parse(command: Command, words: Sequence[str]) -> dict[str, Any] | None:
    """Return what the words behind a command say, by name.

    None where they are not valid or ask for help: typer tells what is to be told.
    """
    reading = _Reading(command, words)
    return reading.values if reading.is_valid() else None


class _Reading:
    """What is left to read, and what was read."""

    def __init__(self, command: Command, words: Sequence[str]) -> None:
        self._left = list(reversed(words))
        self._positional: list[str] = []
        self._command = command
        self._flags: dict[str, tuple[Option, bool]] = {}
        self.values: dict[str, Any] = {}
        for option in command.options:
            self.values[option.key] = option.empty
            self._flags[f"--{option.name}"] = option, True
            if option.takes is Takes.SWITCH:
                self._flags[f"--no-{option.name}"] = option, False
            if option.short:
                self._flags[f"-{option.short}"] = option, True

    def is_valid(self) -> bool:
        """Read all words; tell whether they are valid."""
        while self._left:
            word = self._left.pop()
            if word == _END:
                self._positional += reversed(self._left)
                break
            if len(word) < 2 or word[0] != "-":
                self._positional.append(word)
            elif not (self._long(word) if word.startswith(_END) else self._short(word)):
                return False
        argument = self._command.argument
        if argument is not None:
            self.values[argument.name] = tuple(self._positional)
        elif self._positional:
            return False
        return all(
            self.values[option.key] in (*option.choices, option.default)
            for option in self._command.options
            if option.choices
        )

    def _long(self, word: str) -> bool:
        flag, sign, text = word.partition("=")
        if flag not in self._flags:
            return False
        option, is_on = self._flags[flag]
        if option.takes in (Takes.FLAG, Takes.SWITCH):
            self.values[option.key] = is_on
            return not sign
        if not sign and not self._left:
            return False
        self._take(option, text if sign else self._left.pop())
        return True

    def _short(self, word: str) -> bool:
        for index, letter in enumerate(word[1:], 2):
            if f"-{letter}" not in self._flags:
                return False
            option, is_on = self._flags[f"-{letter}"]
            if option.takes in (Takes.VALUE, Takes.VALUES):
                if index == len(word) and not self._left:
                    return False
                self._take(option, word[index:] or self._left.pop())
                return True
            self.values[option.key] = is_on
        return True

    def _take(self, option: Option, text: str) -> None:
        if option.takes is Takes.VALUES:
            self.values[option.key] = (*self.values[option.key], text)
        else:
            self.values[option.key] = text
