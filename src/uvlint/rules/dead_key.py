"""UVL203: a key that matches nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.model import File, Finding, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import base, is_glob, walk
from uvlint.uv.keys import DEFAULTS, LIST


def check(facts: Facts) -> Iterator[Finding]:
    """Report file keys without a match, unless the build looks for them or writes them.

    Absolute patterns are left alone: to know would be to walk the machine.
    """
    if not facts.has_list or facts.keys.refusals:
        return
    looked_for = {item.key for item in facts.inputs}
    for index, key in enumerate(facts.keys.entries):
        if (
            not isinstance(key, File)
            or key in DEFAULTS
            or key.pattern.startswith("!")
            or base(key.pattern).startswith("/")
            or File(posixpath.normpath(key.pattern)) in looked_for
            or any(covers_file(output.file, (key,)) for output in facts.outputs)
            or _matches(facts.project, key.pattern)
        ):
            continue
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=f"this key watches nothing: {_reason(facts.project, key.pattern)}",
        )


def _matches(project: Project, pattern: str) -> bool:
    if is_glob(pattern):
        return bool(walk(project.root, (pattern,)).files)
    return project.is_file(pattern) and not pattern.endswith("/")


def _reason(project: Project, pattern: str) -> str:
    if project.is_dir(pattern):
        return f"{pattern} is a folder, and uv looks at files only"
    if is_glob(pattern):
        return f"no file matches {pattern}"
    near = _near(project, pattern)
    return f"there is no {pattern}" + (f"; did you mean {near}?" if near else "")


def _near(project: Project, pattern: str) -> str | None:
    """Return the file of the project with the most similar name."""
    from difflib import get_close_matches

    files = list(project.walk())
    same_name = [f for f in files if posixpath.basename(f) == posixpath.basename(pattern)]
    close = get_close_matches(pattern, files, n=1, cutoff=0.8)
    return next(iter([*close, *same_name]), None)


RULE = Rule(
    code="UVL203",
    name="dead-key",
    summary="A key matches nothing",
    severity=Severity.WARNING,
    check=check,
)
