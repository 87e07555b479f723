"""What `uvlint inputs` tells of a project, before it becomes text or JSON."""

from __future__ import annotations

from dataclasses import dataclass

from uvlint import engine
from uvlint.model import File, Input, Key, KeyList, Location, Source, Unreadable
from uvlint.plugin import Facts
from uvlint.project import Project
from uvlint.repair import suggested
from uvlint.uv.coverage import watcher
from uvlint.uv.globs import walk


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A key of the list, how many files it matches, and how many uv visits to find them.

    The numbers are None for a key that is about something else than files.
    """

    key: Key
    matched: int | None = None
    walked: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """A project beside what uv watches; `facts` is None, with the reason, if it is broken."""

    project: Project
    facts: Facts | None
    trouble: str
    source: Source
    keys: tuple[Counted, ...]
    files: tuple[str, ...]
    suggested: tuple[Key, ...]

    def watched_by(self, item: Input) -> Key | None:
        """Return the key that watches an input, if any."""
        return watcher(item.key, [counted.key for counted in self.keys]) if item.key else None

    def where(self, item: Input) -> Location:
        """Return where an input is named."""
        try:
            return self.project.locate(item.at)
        except Unreadable:
            return Location(item.at.file)


def survey(found: engine.Examination) -> Survey:
    """Return what there is to tell of a project that was examined."""
    facts = found.facts
    listed = facts.keys if facts else KeyList(entries=(), source=Source.INVALID)
    # uv refuses a list as a whole and then looks at no file.
    patterns = [key.pattern for key in listed.keys if isinstance(key, File)]
    seen = walk(found.project.root, patterns if listed.source is not Source.INVALID else [])
    numbers = zip(seen.matched, seen.walked, strict=True)
    return Survey(
        project=found.project,
        facts=facts,
        trouble="" if facts else "; ".join(d.finding.message for d in found.diagnostics),
        source=listed.source,
        keys=tuple(
            Counted(key=key, matched=matched, walked=walked)
            for key in listed.keys
            for matched, walked in [
                next(numbers, (None, None)) if isinstance(key, File) else (None, None)
            ]
        ),
        files=seen.files,
        suggested=suggested(found),
    )
