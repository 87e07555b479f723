"""What a contributor writes: a provider, a rule, a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from uvlint.config import UNSTATED, Settings
from uvlint.model import (
    Certainty,
    Diagnostic,
    File,
    Finding,
    Input,
    Key,
    KeyList,
    ListSource,
    Output,
    Place,
    Related,
    Severity,
    Spot,
)
from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project, Requirement
from uvlint.project.table import WrongType
from uvlint.provider import TOGETHER, Claims, Provider
from uvlint.uv.globs import Seen, base, walk
from uvlint.uv.keys import LIST
from uvlint.uv.version import Version
from uvlint.uv.workspace import workspace_root

__all__ = [
    "TOGETHER",
    "Change",
    "Claims",
    "Entry",
    "Facts",
    "Format",
    "Provider",
    "Report",
    "Rule",
    "Screen",
]

_COMPILED = (
    *(".c", ".cc", ".cpp", ".cu", ".cxx", ".f90", ".go", ".h", ".hpp", ".pyx", ".rs"),
    *("CMakeLists.txt", "meson.build"),
)


class Facts(NamedTuple):
    """All that rules may know of a project.

    `unwatched` are the inputs that matter, that uv could watch and does not, one
    for each key, of a project that is built each time those that `uv lock` needs;
    `unknown_requirements` the build requirements nobody answers for; `wrong_types` the values of TOML
    files that no provider could take; `settings`
    what was asked for; `uv` the version by which all is judged.
    """

    project: Project
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    keys: KeyList
    unwatched: tuple[Input, ...]
    unknown_requirements: tuple[Requirement, ...]
    uv: Version
    settings: Settings = UNSTATED
    wrong_types: tuple[WrongType, ...] = ()

    @property
    def has_list(self) -> bool:
        """Tell whether the project has a list of its own that uv reads or refuses."""
        return self.keys.source in (ListSource.CONFIGURED, ListSource.INVALID)

    @property
    def compiles(self) -> bool:
        """Tell whether a build compiles native code, so that it is slow."""
        return any(
            isinstance(item.key, File)
            and item.key.pattern.endswith(_COMPILED)
            and item.certainty > Certainty.POSSIBLE
            for item in self.inputs
        )

    @property
    def seen(self) -> Seen:
        """What uv sees for the list, by the index of each entry; the disk is walked once.

        Globs that begin at the root of the disk count for nothing: to know would be to
        walk the machine.
        """
        return _seen(self.project, self.keys.entries, self.uv)

    @property
    def is_managed(self) -> bool:
        """Tell whether uv plainly manages the project, by its settings, its lock or a workspace."""
        project = self.project
        return project.pyproject.flag("tool", "uv", "managed") is not False and (
            project.pyproject.has("tool", "uv")
            or project.is_file("uv.lock")
            or workspace_root(project) != project.root
        )

    @property
    def at_risk(self) -> Severity:
        """The level of what uv keeps stale: an error where it manages the project, else a warning."""
        return Severity.ERROR if self.is_managed else Severity.WARNING

    @property
    def keeps(self) -> str:
        """What uv does with a stale build: "keeps" it where it manages the project."""
        return "keeps" if self.is_managed else "would keep"

    def blame(self, item: Input) -> tuple[Spot, tuple[Related, ...]]:
        """Return the place to report an unwatched input at, and the other end of the story.

        The list of the project, if it has one; else where pyproject.toml names the
        input or leaves its field to the build; else where the input is named.
        """
        other = (Related(item.why, item.at),)
        if self.has_list:
            return Place(PYPROJECT, LIST, key=True), other
        if item.at.file == PYPROJECT or not self.project.is_file(PYPROJECT):
            return item.at, ()
        for route in (("project", "dynamic"), ("build-system",), ("project",), ("tool", "uv")):
            if self.project.pyproject.get(*route) is not None:
                return Place(PYPROJECT, route, key=True), other
        return item.at, ()


@lru_cache(maxsize=1)
def _seen(project: Project, entries: tuple[Key | None, ...], version: Version) -> Seen:
    patterns = [key.pattern if isinstance(key, File) else "" for key in entries]
    near = ["" if base(pattern, version).startswith("/") else pattern for pattern in patterns]
    return walk(project.root, near, version)


class Rule(NamedTuple):
    """One kind of mistake: a stable code, a name that reads well after "allow", a level.

    `about` names the attribute of `Facts` without which there is nothing to say; such a
    rule is not even imported where that is empty.
    Where one of the rules that `yields_to` names says something of the same entry of
    the list, this one is silent: one entry, one finding, the most helpful.
    """

    code: str
    name: str
    summary: str
    severity: Severity
    check: Callable[[Facts], Iterable[Finding]]
    about: str = "project"
    yields_to: tuple[str, ...] = ()

    def concerns(self, facts: Facts) -> bool:
        """Tell whether the rule can have something to say."""
        return bool(getattr(facts, self.about))


class Change(NamedTuple):
    """The text of a file of the project before and after a fix."""

    file: str
    before: str
    after: str


class Entry(NamedTuple):
    """A diagnostic of a report; `changes` is what its fix alone would write."""

    project: Project
    diagnostic: Diagnostic
    changes: tuple[Change, ...] = ()

    @property
    def filename(self) -> str:
        """The path on disk of the file that the diagnostic points at."""
        return self.project.path(self.diagnostic.location.file)


class Offer(NamedTuple):
    """What fixes would write to a project together.

    `unsafe` is what fixes that have to be asked for would change after the others did.
    """

    project: Project
    safe: tuple[Change, ...]
    unsafe: tuple[Change, ...] = ()


class Report(NamedTuple):
    """The outcome of a run, for formats.

    `roots` are the projects that were examined, `entries` is sorted by file, place
    and rule. `fixed` counts findings that were repaired and are no longer among
    the entries, `suppressed` those that comments, settings or a baseline hide;
    `unsafe` tells whether unsafe fixes were asked for, `offers` what is there to be fixed.
    """

    roots: tuple[str, ...]
    entries: tuple[Entry, ...]
    fixed: int = 0
    suppressed: int = 0
    unsafe: bool = False
    offers: tuple[Offer, ...] = ()


class Screen(NamedTuple):
    """How a report is read.

    Names of files below `folder`, which ends with a separator, are shortened;
    `brief` asks for the findings alone; `width` is in cells, 0 where nothing limits it.
    """

    folder: str
    color: bool = False
    brief: bool = False
    width: int = 0


class Format(NamedTuple):
    """One way to write a report. `name` is the module's, with hyphens.

    `machine` marks a document for programs, to which nothing may be added;
    `changes` asks for `Entry.changes`, `offers` for `Report.offers`.
    """

    name: str
    render: Callable[[Report, Screen], str]
    machine: bool = False
    changes: bool = False
    offers: bool = False
