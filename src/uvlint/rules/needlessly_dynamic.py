"""UVL401: the build computes metadata that is constant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from uvlint.model import Applicability, Finding, Fix, Reader, Severity, Unreadable
from uvlint.phrases import listed
from uvlint.plugin import Facts, Rule
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.migrate.moves import Moves


def check(facts: Facts) -> Iterator[Finding]:
    """Report what could stand in `[project]`, so that uv resolves without a build."""
    project = facts.project
    if not _may_be_constant(project):
        return
    from uvlint.migrate.moves import DECISIVE, moves

    try:
        found = moves(project)
    except Unreadable:  # reported already
        return
    if found is None:
        return
    # Where there is a `[project]`, uv asks the build for these fields only (0.13.9, observed).
    builds = "project" not in project.pyproject or not DECISIVE.isdisjoint(found.named)
    learns = "uv has to build the project to learn" if builds else "the build computes"
    names = listed(found.named) if len(found.named) < 4 else f"{len(found.named)} fields"
    yield Finding(
        at=found.at,
        message=f"{learns} {names}, which could stand in [project] as they are",
        fix=Fix(
            title=f"move {names} to [project]",
            rewrite=partial(_rewritten, found),
            applicability=Applicability.UNSAFE,
        ),
    )


def _may_be_constant(project: Project) -> bool:
    """Tell, before much is imported, whether there are fields that could be constant."""
    if "project" not in project.pyproject:
        return not project.signs.isdisjoint(("setup.py", "setup.cfg"))
    directives = project.pyproject.table("tool", "setuptools", "dynamic")
    # A version that a directive names changes with every release.
    computed = {"version"} if "version" in directives else set()
    return not project.dynamic <= computed


def _rewritten(found: Moves, text_of: Reader) -> Mapping[str, str]:
    from uvlint.migrate.apply import applied

    return applied(found, text_of)


RULE = Rule(
    code="UVL401",
    name="needlessly-dynamic",
    summary="The build computes metadata that is constant",
    severity=Severity.INFO,
    check=check,
)
