"""The words of uvlint: what a build reads and what uv watches, as values of the same types.

Everything here is frozen: named tuples, which cost a tenth of a dataclass to define.
Tuples of equal values are equal, so kinds of one shape carry their name. Paths are text with forward slashes, relative to the
project unless a field says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum, IntEnum
from typing import Literal

from uvlint.named_tuple import NamedTuple

Route = tuple[str | int, ...]
"""Keys and indices that lead to a value: `("tool", "uv", "cache-keys", 0)`."""


class Location(NamedTuple):
    """A stretch of a file: lines and columns from 1, columns in characters, the end exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Place(NamedTuple):
    """A value in a file by its route; `Project.locate` turns it into a `Location`.

    `route` is a path of keys in a TOML file and `(section, option)` in an INI file.
    `key` points at the name of the value instead of the value itself.
    """

    file: str
    route: Route
    key: bool = False


Spot = Place | Location
"""Where something stands: cheap to make as a `Place`, exact as a `Location`."""


class File(NamedTuple):
    """A path or a glob, as uv reads it."""

    pattern: str
    kind: Literal["file"] = "file"


class Dir(NamedTuple):
    """The appearance of a folder, not its content."""

    path: str
    kind: Literal["dir"] = "dir"


class Git(NamedTuple):
    """The commit that is checked out, and the tags of the repository."""

    commit: bool
    tags: bool


class Env(NamedTuple):
    """An environment variable of the uv process."""

    name: str
    kind: Literal["env"] = "env"


Key = File | Dir | Git | Env


class Certainty(IntEnum):
    """How sure a provider is that the build reads an input."""

    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3
    OBSERVED = 4


class Severity(IntEnum):
    """How much a finding matters to the user."""

    INFO = 1
    WARNING = 2
    ERROR = 3


class Applicability(Enum):
    """Who may apply a fix: a tool without asking, a person who looked at it, nobody."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


WHEEL = "wheel"
"""The field fed by what is compiled, generated or copied into the wheel."""


class Input(NamedTuple):
    """Something the build reads.

    `key` is None where uv has no word for it (clock, network, dirty work tree).
    `feeds` names core metadata fields, or `WHEEL`. `why` is a clause about the
    build: "setuptools reads `version` from this file". `runs` marks code that the
    build executes; `override` what only serves to replace a value by hand. `price` is
    what a key for it costs in builds that nothing asks for, a clause: such a key is
    shown to the user, who may think it worth that, and never suggested.
    """

    key: Key | None
    feeds: tuple[str, ...]
    why: str
    at: Spot
    certainty: Certainty = Certainty.CERTAIN
    runs: bool = False
    override: bool = False
    price: str = ""
    provider: str = ""


class Output(NamedTuple):
    """A path or glob that the build writes inside the tree: no key may match it.

    `once` marks what it writes only where that is missing, `incremental` what a build
    after which nothing was edited leaves alone.
    """

    file: str
    why: str
    provider: str = ""
    once: bool = False
    incremental: bool = False


class ListSource(Enum):
    """Where a key list comes from."""

    DEFAULT = "default"
    CONFIGURED = "configured"
    INVALID = "invalid"
    IGNORED = "ignored"


class Refusal(NamedTuple):
    """What uv does not accept in a key list: the route to it and uv's own words."""

    route: Route
    reason: str


class KeyList(NamedTuple):
    """What uv watches for one project.

    `entries[i]` stands at index i of the list in the file, None where uv refuses it.
    `dropped` marks a list that an older uv cannot read: it watches its defaults instead.
    """

    entries: tuple[Key | None, ...]
    source: ListSource
    refusals: tuple[Refusal, ...] = ()
    dropped: bool = False

    @property
    def keys(self) -> tuple[Key, ...]:
        """The entries uv understands, in order."""
        return tuple(key for key in self.entries if key is not None)


class Add(NamedTuple):
    """Put a key into the list, unless it is there."""

    key: Key
    kind: Literal["add"] = "add"


class Drop(NamedTuple):
    """Take a key out of the list."""

    key: Key
    kind: Literal["drop"] = "drop"


class Replace(NamedTuple):
    """Put `keys` where `old` stands; `old` may be the index of an entry uv refuses."""

    old: Key | int
    keys: tuple[Key, ...]


class Rewrite(NamedTuple):
    """Write the whole list anew, for a list that is no list (`cache-keys = "x"`)."""

    keys: tuple[Key, ...]
    kind: Literal["rewrite"] = "rewrite"


Op = Add | Drop | Replace | Rewrite


Reader = Callable[[str], str | None]
"""Gives the text of a file of the project by its name, None where there is none."""


class Fix(NamedTuple):
    """Operations on the key list, and who may apply them.

    `rewrite` is for what is not in the list: from the present texts it makes new
    ones, by the names of the files. It runs only when the fix is wanted, before
    the operations, and may raise `CannotFix`.
    """

    title: str
    ops: tuple[Op, ...] = ()
    rewrite: Callable[[Reader], Mapping[str, str]] | None = None
    applicability: Applicability = Applicability.SAFE


class Related(NamedTuple):
    """Another place that explains a finding."""

    message: str
    at: Spot


class Finding(NamedTuple):
    """What a rule says. `severity` is None for the level of the rule."""

    at: Spot
    message: str
    severity: Severity | None = None
    confidence: Certainty = Certainty.CERTAIN
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


class Diagnostic(NamedTuple):
    """A finding with the name of its rule and its places made exact."""

    code: str
    name: str
    severity: Severity
    finding: Finding
    location: Location
    related: tuple[tuple[str, Location], ...] = ()


class Unreadable(Exception):
    """A file of the user that cannot be read or understood.

    `at` is the place of the trouble, `reason` one line without a full stop.
    """

    def __init__(self, at: Location, reason: str) -> None:
        super().__init__(f"{at.file}:{at.line}:{at.column}: {reason}")
        self.at = at
        self.reason = reason


class CannotFix(Exception):
    """There is no outcome that is proved right; `reason` says why, in one line."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
