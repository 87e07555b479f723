"""Reports made by hand, for the formats to write."""

from __future__ import annotations

from pathlib import Path

from uvlint.model import (
    Applicability,
    Certainty,
    Diagnostic,
    Finding,
    Fix,
    Location,
    Place,
    Related,
    Severity,
    Spot,
)
from uvlint.plugin import Change, Entry, Offer, Report, Screen
from uvlint.project import PYPROJECT, Project

TEXT = '[project]\nname = "demo"\ndynamic = ["version"]\n'
AT = Location(PYPROJECT, 3, 12, 3, 21)
FIXED = TEXT + '\n[tool.uv]\ncache-keys = [{ file = "VERSION" }]\n'


def project(folder: Path, text: str = TEXT, name: str = PYPROJECT) -> Project:
    (folder / name).write_bytes(text.encode())
    return Project(str(folder))


def entry(
    owner: Project,
    at: Location = AT,
    *,
    message: str = "uv keeps the old version",
    severity: Severity = Severity.ERROR,
    confidence: Certainty = Certainty.CERTAIN,
    spot: Spot | None = None,
    related: tuple[tuple[str, Location], ...] = (),
    fix: Applicability | None = None,
    changes: tuple[Change, ...] = (),
) -> Entry:
    finding = Finding(
        at=spot or at,
        message=message,
        confidence=confidence,
        related=tuple(Related(text, place) for text, place in related),
        fix=Fix(title="watch VERSION", ops=(), applicability=fix) if fix else None,
    )
    return Entry(
        project=owner,
        diagnostic=Diagnostic(
            code="UVL102",
            name="unwatched-file",
            severity=severity,
            finding=finding,
            location=at,
            related=related,
        ),
        changes=changes,
    )


def report(
    *entries: Entry,
    fixed: int = 0,
    unsafe: bool = False,
    projects: int = 1,
    offers: tuple[Offer, ...] = (),
) -> Report:
    roots = tuple(f"/p{number}" for number in range(projects))
    return Report(roots=roots, entries=entries, fixed=fixed, unsafe=unsafe, offers=offers)


def screen(folder: Path, *, color: bool = False, brief: bool = True, width: int = 0) -> Screen:
    return Screen(folder=f"{folder}/", color=color, brief=brief, width=width)


CHANGE = Change(file=PYPROJECT, before=TEXT, after=FIXED)
ROUTE = Place(PYPROJECT, ("project", "dynamic", 0))
