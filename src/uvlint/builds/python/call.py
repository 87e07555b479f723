"""A call as it is handed to what knows its meaning."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from uvlint.builds.python.values import ANYTHING, Arguments, Value

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site


@dataclass(slots=True, eq=False)
class Call:
    """The arguments of a call, where it stands, and the machine that makes it.

    Not frozen, as `Value` is not; never changed.
    """

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
