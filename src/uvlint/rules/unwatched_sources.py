"""UVL402: uv installs a copy of a project, and no key watches what is copied."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.gaps import unwatched
from uvlint.model import (
    WHEEL,
    Add,
    Applicability,
    File,
    Finding,
    Fix,
    Input,
    Key,
    Output,
    Place,
    Severity,
    Spot,
    Unreadable,
)
from uvlint.phrases import changes
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv import keys
from uvlint.uv.keys import toml
from uvlint.uv.non_editable import copies, says_so
from uvlint.uv.version import Version

_SETTING = ("tool", "uvlint", "non-editable")


def check(facts: Facts) -> Iterator[Finding]:
    """Report sources of a project that is a copy, and those of projects it takes copies of."""
    if facts.project.is_package and (at := _asked(facts)):
        missing = _missing(facts.project, at, facts.keys.keys, facts.outputs, facts.uv)
        if missing:
            spot, related = facts.blame(missing[0])
            wanted = tuple(item.key for item in missing if item.key is not None)
            more = f" and {len(wanted) - 1} more" if len(wanted) > 1 else ""
            yield Finding(
                at=spot,
                message=f"uv installs a copy of this project, "
                f"and keeps the old one when {changes(wanted)}",
                related=related,
                fix=Fix(
                    title=f"watch {toml(wanted[0])}{more}",
                    ops=tuple(map(Add, wanted)),
                    applicability=Applicability.UNSAFE,
                ),
            )
    yield from _taken(facts.project, facts.uv)


def _asked(facts: Facts) -> Spot | None:
    """Return who says that the project is installed as a copy."""
    if facts.settings.non_editable:
        stated = facts.project.pyproject.get(*_SETTING)
        return stated.at if stated else Place(PYPROJECT, ("project",), key=True)
    return says_so(facts.project)


def _taken(project: Project, uv: Version) -> Iterator[Finding]:
    """Yield a finding for each copy of a project beside this one; those below have their own."""
    for copy in copies(project):
        other = Project(copy.folder)
        if not project.relative(copy.folder).startswith("../") or not other.is_file(PYPROJECT):
            continue
        try:
            if not other.is_package:
                continue
            missing = _missing(other, copy.at, keys.read(other, uv).keys, (), uv)
        except Unreadable:  # a finding of its own project
            continue
        if missing:
            yield Finding(
                at=copy.at,
                message=f"uv installs a copy of {copy.name}, and keeps the old one when its "
                f"sources change: no key in its pyproject.toml watches them",
            )


def _missing(
    project: Project,
    at: Spot,
    listed: tuple[Key, ...],
    outputs: tuple[Output, ...],
    uv: Version,
) -> tuple[Input, ...]:
    """Return the sources that no key watches."""
    from uvlint.backends.packages import source_keys

    why = "this installs a copy"
    inputs = [Input(key=key, feeds=(WHEEL,), why=why, at=at) for key in source_keys(project)]
    found = unwatched(project, inputs, outputs, listed, uv)
    return tuple(item for item in found if isinstance(item.key, File))


RULE = Rule(
    code="UVL402",
    name="unwatched-sources",
    summary="The sources of a project that uv installs as a copy are not watched",
    severity=Severity.WARNING,
    check=check,
)
