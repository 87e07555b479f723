"""What is observed while code is followed: reads, writes, programs, calls, and what is unknown."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum

from uvlint.model import Certainty
from uvlint.pyeval.domain import NONE, Arguments, Dict, Instance, Made, Reach, Scope, Value
from uvlint.pyeval.source import Source

Node = ast.expr | ast.stmt | ast.alias


class Exhausted(Exception):
    """A budget has ended."""


class Sort(Enum):
    """What kind of thing an observation is of."""

    FILE = "file"
    ENV = "variable"
    GIT = "git"
    COMMIT = "git without tags"
    OUTSIDE = "outside"
    ABSENT = "absent file"
    UNKNOWN = "unknown"


ALWAYS, BY_DEFAULT, MAYBE, NEVER = (
    Reach.ALWAYS,
    Reach.BY_DEFAULT,
    Reach.MAYBE,
    Reach.NEVER_BY_DEFAULT,
)


class Site:
    """A node of the code and the scope it is evaluated in."""

    __slots__ = ("node", "scope")

    def __init__(self, node: Node, scope: Scope) -> None:
        self.node = node
        self.scope = scope

    @property
    def source(self) -> Source:
        """The file of the code."""
        return self.scope.module.source


@dataclass(slots=True, eq=False)
class Observation:
    """Something the code consults.

    `name` is a path relative to the project with wild characters, a variable, or a
    word for what lies outside. `listed` tells that only the names of files are read; an
    `alternative` is one of several that the code may choose; `parent` is the observation
    of the module that made this one, `after` those that a path depends on which is not
    known. `reach` is when the code gets there; `switches` are the observations that keep
    it from there by default, if these are all known.
    """

    sort: Sort
    name: str
    source: Source
    node: Node
    certainty: Certainty
    parent: int | None
    reach: Reach
    switches: frozenset[int] | None
    runs: bool = False
    listed: bool = False
    alternative: bool = False
    after: frozenset[int] = NONE
    keywords: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class SetupCall:
    """A call of a `setup()`, by its dotted name.

    `values` are the keywords as plain values as they were then, `constants` those that
    are the same in every build.
    """

    name: str
    arguments: Arguments
    site: Site
    reach: Reach
    values: Mapping[str, object]
    constants: Mapping[str, object]


@dataclass(frozen=True, slots=True, eq=False)
class ForeignCall:
    """A call of something outside the project that is not modelled, by its dotted name.

    The arguments are plain values as they were then.
    """

    name: str
    arguments: Sequence[object]
    keywords: Mapping[str, object]
    site: Site
    reach: Reach


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """Something that a library was told of: native code to compile, say.

    `given` are the items of its arguments as they were then, by position and by name:
    code that cannot be followed may change them afterwards.
    """

    made: Made | Instance
    site: Site
    certainty: Certainty
    given: Mapping[int | str, Sequence[Value]]


@dataclass(frozen=True, slots=True, eq=False)
class StartedProgram:
    """A program that is started: its words, "" for those not known, and its folder."""

    words: tuple[str, ...]
    folder: str | None
    site: Site
    reach: Reach


@dataclass(slots=True)
class Effects:
    """All observations, in the order they were made.

    `handed_on` are the numbers of those whose content goes on to where it is not
    followed: to another library, a tool, a program, or into a file.
    """

    observations: list[Observation] = field(default_factory=list)
    written: dict[str, tuple[Site, Reach]] = field(default_factory=dict)
    touched: dict[str, Site] = field(default_factory=dict)
    setup_calls: list[SetupCall] = field(default_factory=list)
    calls: list[ForeignCall] = field(default_factory=list)
    handed_on: set[int] = field(default_factory=set)
    asks_variables: bool = False
    declarations: list[Declaration] = field(default_factory=list)
    commands: list[StartedProgram] = field(default_factory=list)
    parts: list[Value] = field(default_factory=list)
    filled: list[tuple[Dict, Site]] = field(default_factory=list)
    probed: set[str] = field(default_factory=set)
    keyword: str | None = None
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def observe(
        self,
        sort: Sort,
        name: str,
        site: Site,
        certainty: Certainty,
        reach: Reach,
        switches: frozenset[int] | None = None,
        *,
        runs: bool = False,
        listed: bool = False,
        alternative: bool = False,
    ) -> frozenset[int]:
        """Note an observation; return its number as the origin of a value."""
        mark = (sort, name, id(site.node), listed)
        number = self._numbers.get(mark)
        if number is None:
            number = self._numbers[mark] = len(self.observations)
            parent = site.scope.module.event
            self.observations.append(
                Observation(
                    sort,
                    name,
                    site.source,
                    site.node,
                    certainty,
                    parent,
                    reach,
                    switches,
                    runs,
                    listed,
                    alternative,
                )
            )
        found = self.observations[number]
        found.alternative = found.alternative and alternative
        if reach > found.reach:
            found.reach, found.switches = reach, switches
        elif reach is NEVER and switches is not None:
            found.switches = switches
        found.certainty = max(found.certainty, certainty)
        found.runs = found.runs or runs
        self.asks_variables = self.asks_variables or sort is Sort.ENV
        if self.keyword is not None:
            found.keywords.add(self.keyword)
        return frozenset((number,))

    def feed(self, keyword: str, origins: frozenset[int] = NONE) -> None:
        """Note that observations flow into a keyword of `setup()` or a field."""
        for number in origins:
            self.observations[number].keywords.add(keyword)
