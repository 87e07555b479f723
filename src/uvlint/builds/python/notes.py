"""What the evaluator observes while it runs code: reads, writes, calls, and what it cannot tell."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from enum import Enum

from uvlint.builds.python.values import NONE, Arguments, Entries, Instance, Made, Scope, Value
from uvlint.model import Certainty
from uvlint.views.python_source import Source

Node = ast.expr | ast.stmt | ast.alias


_METADATA = frozenset(
    {"authors", "classifiers", "dependencies", "description", "entry-points", "gui-scripts"}
    | {"keywords", "license", "maintainers", "optional-dependencies", "readme"}
    | {"requires-python", "urls", "version"}
)


class Exhausted(Exception):
    """The code is too large to be followed to its end."""


class Sort(Enum):
    """What kind of thing an observation is of."""

    FILE = "file"
    ENV = "variable"
    GIT = "git"
    OUTSIDE = "outside"
    UNTOLD = "untold"


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
    word for what lies outside. `soft` ones count only where they flow into a field;
    an `alternative` is one of several that the code may choose; `parent` is the
    observation of the module that made this one, `after` those that a path which
    cannot be told depends on. `doubtful` is what nobody gets to by default.
    """

    sort: Sort
    name: str
    source: Source
    node: Node
    certainty: Certainty
    parent: int | None
    runs: bool = False
    soft: bool = False
    alternative: bool = False
    doubtful: bool = False
    after: frozenset[int] = NONE
    keywords: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, eq=False)
class SetupCall:
    """A call of `setup()` with its arguments, `doubtful` where nobody gets to it by default."""

    site: Site
    arguments: Arguments
    doubtful: bool = False


@dataclass(slots=True)
class Notes:
    """All observations, in the order they were made."""

    observations: list[Observation] = field(default_factory=list)
    written: dict[str, Site] = field(default_factory=dict)
    touched: dict[str, Site] = field(default_factory=dict)
    setup_calls: list[SetupCall] = field(default_factory=list)
    made: list[tuple[Made | Instance, Site, Certainty]] = field(default_factory=list)
    commands: list[tuple[tuple[str, ...], str | None, Site, bool]] = field(default_factory=list)
    parts: list[Value] = field(default_factory=list)
    filled: list[tuple[Entries, Site]] = field(default_factory=list)
    probed: set[str] = field(default_factory=set)
    assigned_variables: set[str] = field(default_factory=set)
    keyword: str | None = None
    _numbers: dict[tuple[object, ...], int] = field(default_factory=dict)

    def observe(
        self,
        sort: Sort,
        name: str,
        site: Site,
        certainty: Certainty,
        *,
        runs: bool = False,
        soft: bool = False,
        alternative: bool = False,
        doubtful: bool = False,
    ) -> frozenset[int]:
        """Note an observation; return its number as the origin of a value."""
        mark = (sort, name, id(site.node), soft)
        number = self._numbers.get(mark)
        if number is None:
            number = self._numbers[mark] = len(self.observations)
            parent = site.scope.module.event
            self.observations.append(
                Observation(
                    sort, name, site.source, site.node, certainty, parent, runs=runs, soft=soft
                )
            )
            self.observations[number].alternative = alternative
            self.observations[number].doubtful = doubtful
        found = self.observations[number]
        found.alternative = found.alternative and alternative
        found.doubtful = found.doubtful and doubtful
        found.certainty = max(found.certainty, certainty)
        found.runs = found.runs or runs
        if self.keyword is not None:
            found.keywords.add(self.keyword)
        return frozenset((number,))

    def feed(self, keyword: str, origins: frozenset[int] = NONE) -> None:
        """Note that observations flow into a keyword of `setup()` or a field."""
        for number in origins:
            self.observations[number].keywords.add(keyword)

    def feed_field(self, name: str, origins: frozenset[int]) -> None:
        """Note that observations flow into an entry of metadata, if that is what it is."""
        if name in _METADATA:
            self.feed(name, origins)
