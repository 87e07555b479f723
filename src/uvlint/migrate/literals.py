"""What setup.py and setup.cfg say of the metadata, as arguments of `setup()`."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from uvlint.model import Spot


class Open(Enum):
    """A value that is not to be known without running code."""

    UNKNOWN = 1


UNKNOWN = Open.UNKNOWN


@dataclass(frozen=True, slots=True)
class FileText:
    """The text of a file, as a value."""

    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """The comments of a value: those above it, beside it, and below it at the end of a list."""

    above: tuple[str, ...] = ()
    beside: str = ""
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedArgument:
    """An argument: `value` is a str, list, dict, `FileText`, or `UNKNOWN`.

    `remarks` are the comments of the items of a list, by their text; the key "" stands
    for the argument as a whole.
    """

    value: object
    remarks: Mapping[str, Remark] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """What one of the files states: arguments by name, and where it begins to."""

    arguments: Mapping[str, StatedArgument]
    at: Spot


_OUTSIDE = re.compile(r"^(?:/|~|[A-Za-z]:|\.\.(?:/|$))|[\x00\r\n*?\[{\\]")


def file_in_project(path: str) -> str | None:
    """Return the path of a file of the project in normal form, None for any other."""
    name = posixpath.normpath(path.strip())
    return None if name == "." or _OUTSIDE.search(name) else name
