"""UVL302: a pattern that walks the whole tree, environment included."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.model import Applicability, File, Finding, Fix, Key, Place, Replace, Severity
from uvlint.plugin import LIST, Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.globs import base, is_glob, matcher
from uvlint.uv.keys import toml

FOLDERS = 5
"""So many folders are named in place of the whole tree; with more the author must choose."""

RARE = (".rs",)
"""Endings that environments hardly ever hold: such a pattern costs the walk only."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report patterns that begin with a wildcard, except below a folder left out by negation."""
    if not facts.has_list or facts.keys.refusals:
        return
    for index, key in enumerate(facts.keys.entries):
        if (
            not isinstance(key, File)
            or not is_glob(key.pattern)
            or key.pattern.startswith("!")
            or base(key.pattern) not in ("", ".")
            or _prunes_environment(facts)
        ):
            continue
        rare = key.pattern.endswith(RARE)
        anchored = _anchored(facts.project, key.pattern)
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message="uv walks the whole folder at every sync and run for this key"
            + ("" if rare else ", the environment and what builds leave there included"),
            severity=Severity.INFO if rare else None,
            fix=Fix(
                title=f"write {', '.join(map(toml, anchored))}",
                ops=(Replace(key, anchored),),
                applicability=Applicability.UNSAFE,
            )
            if anchored
            else None,
        )


def _prunes_environment(facts: Facts) -> bool:
    """Tell whether a negation keeps uv out of the environment."""
    return any(
        isinstance(key, File) and key.pattern.startswith("!") and ".venv" in key.pattern
        for key in facts.keys.keys
    )


def _anchored(project: Project, pattern: str) -> tuple[Key, ...]:
    """Return keys below literal folders that match what the pattern matches now."""
    name = posixpath.basename(pattern)
    if name in ("*", "**") or not is_glob(name):
        return ()
    matches = matcher((pattern,))
    files = [file for file in project.walk() if matches(file)]
    folders = sorted({file.partition("/")[0] for file in files if "/" in file})
    if len(folders) > FOLDERS:
        return ()
    top = tuple(File(file) for file in files if "/" not in file)
    return (*top, *(File(f"{folder}/**/{name}") for folder in folders))


RULE = Rule(
    code="UVL302",
    name="root-glob",
    summary="A pattern walks the whole tree, environment included",
    severity=Severity.WARNING,
    check=check,
)
