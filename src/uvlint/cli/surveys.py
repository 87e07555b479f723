"""What `uvlint inputs` tells of a project, before it becomes text or JSON."""

from __future__ import annotations

from uvlint.analysis import checker
from uvlint.analysis.fixer import suggested
from uvlint.model import File, Input, Key, KeyList, ListSource, Location, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Facts
from uvlint.project import Project
from uvlint.uv.cost import microseconds, together
from uvlint.uv.coverage import watcher
from uvlint.uv.globs import walk
from uvlint.uv.keys import watched
from uvlint.uv.version import NEWEST, Version


class Counted(NamedTuple):
    """A key that uv goes by, how many files it matches, how many uv visits to find them, and
    how many microseconds that costs at every sync.

    The numbers are None for a key that is about something else than files.
    """

    key: Key
    matched: int | None = None
    walked: int | None = None
    cost: float | None = None


class Survey(NamedTuple):
    """A project beside what uv watches; `facts` is None, with the reason, if it is broken.

    `keys` are those of `listed`, or uv's defaults where an older uv drops the list; `cost`
    is that of all together in microseconds.
    """

    project: Project
    facts: Facts | None
    trouble: str
    uv: Version
    listed: KeyList
    keys: tuple[Counted, ...]
    files: tuple[str, ...]
    cost: float
    suggested: tuple[Key, ...]

    def watched_by(self, item: Input) -> Key | None:
        """Return the key that watches an input, if any."""
        if item.key is None:
            return None
        return watcher(item.key, [counted.key for counted in self.keys], self.uv)

    def where(self, item: Input) -> Location:
        """Return where an input is named."""
        try:
            return self.project.locate(item.at)
        except Unreadable:
            return Location(item.at.file)


def survey(found: checker.Examination) -> Survey:
    """Return what there is to tell of a project that was examined."""
    facts = found.facts
    uv = facts.uv if facts else NEWEST
    listed = facts.keys if facts else KeyList(entries=(), source=ListSource.INVALID)
    counting = watched(listed, uv)
    patterns = [key.pattern for key in counting if isinstance(key, File)]
    seen = walk(found.project.root, patterns, uv)
    numbers = zip(patterns, seen.matched, seen.walked, strict=True)
    return Survey(
        project=found.project,
        facts=facts,
        trouble="" if facts else "; ".join(d.finding.message for d in found.diagnostics),
        uv=uv,
        listed=listed,
        keys=tuple(
            _counted(key, *next(numbers)) if isinstance(key, File) else Counted(key=key)
            for key in counting
        )
        or tuple(Counted(key=key) for key in listed.keys),
        files=seen.files,
        cost=together(seen),
        suggested=suggested(found),
    )


def _counted(key: Key, pattern: str, matched: int, walked: int) -> Counted:
    cost = microseconds(pattern, matched, walked)
    return Counted(key=key, matched=matched, walked=walked, cost=cost)
