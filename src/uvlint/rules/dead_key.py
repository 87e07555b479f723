"""UVL203: a key that matches nothing."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.model import (
    Applicability,
    File,
    Finding,
    Fix,
    Git,
    Place,
    Replace,
    Severity,
)
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import base, is_glob, matcher, walk
from uvlint.uv.keys import DEFAULTS, LIST, toml
from uvlint.uv.version import Version

_STEM = r".*\*\.(?=[\w{},+-]+$)"
"""A pattern up to the ending that it asks for."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report keys without a match, unless the build looks for the files or writes them.

    Absolute patterns are left alone: to know would be to walk the machine.
    """
    if not facts.has_list or facts.keys.dropped or facts.keys.refusals:
        return
    looked_for = {item.key for item in facts.inputs}
    for index, key in enumerate(facts.keys.entries):
        at = Place(PYPROJECT, (*LIST, index))
        if key == Git(commit=False, tags=False):
            yield Finding(at=at, message="this key watches nothing: neither commits nor tags")
        if (
            not isinstance(key, File)
            or key in DEFAULTS
            or key.pattern.startswith("!")
            or base(key.pattern, facts.uv).startswith("/")
            or File(posixpath.normpath(key.pattern)) in looked_for
            or any(covers_file(output.file, (key,), facts.uv) for output in facts.outputs)
            or facts.seen.matched[index]
        ):
            continue
        near = _near_glob if is_glob(key.pattern) else _near
        meant = near(facts.project, key.pattern, facts.uv)
        if meant and File(meant) in facts.keys.keys:
            meant = None
        waits = meant is None and _is_one_of_several_kinds(facts, key.pattern)
        reason = _reason(facts, key.pattern)
        yield Finding(
            at=at,
            severity=Severity.INFO if waits else None,
            message=f"this key watches nothing{' yet' if waits else ''}: {reason}"
            + (f"; did you mean {meant}?" if meant else ""),
            fix=Fix(
                title=f"write {toml(File(meant))}",
                ops=(Replace(key, (File(meant),)),),
                applicability=Applicability.UNSAFE,
            )
            if meant
            else None,
        )


def _is_one_of_several_kinds(facts: Facts, pattern: str) -> bool:
    """Tell whether another key watches files of another kind, there where this one looks."""
    stem = re.match(_STEM, pattern)
    return stem is not None and any(
        isinstance(other, File)
        and facts.seen.matched[index]
        and (alike := re.match(_STEM, other.pattern)) is not None
        and alike[0] == stem[0]
        for index, other in enumerate(facts.keys.entries)
    )


def _reason(facts: Facts, pattern: str) -> str:
    if not is_glob(pattern):
        return f"there is no {pattern}"
    if found := walk(facts.project.root, (pattern,), facts.uv).files:
        return f"the list as a whole leaves out all that it matches, such as {found[0]}"
    return f"no file matches {pattern}"


def _near(project: Project, pattern: str, _: Version) -> str | None:
    """Return the file of the project with the most similar name."""
    from difflib import get_close_matches

    files = list(project.walk())
    same_name = [f for f in files if posixpath.basename(f) == posixpath.basename(pattern)]
    close = get_close_matches(pattern, files, n=1, cutoff=0.8)
    return next(iter([*close, *same_name]), None)


def _near_glob(project: Project, pattern: str, version: Version) -> str | None:
    """Return the pattern with a similar ending that has a match."""
    from difflib import get_close_matches

    stem, dot, ending = pattern.rpartition(".")
    if not dot or not ending.isalnum() or not base(pattern, version):
        return None
    files = list(project.walk(base(pattern, version)))
    endings = {file.rpartition(".")[2] for file in files if "." in posixpath.basename(file)}
    for other in get_close_matches(ending, sorted(endings), n=3, cutoff=0.6):
        if any(map(matcher((f"{stem}.{other}",), version), files)):
            return f"{stem}.{other}"
    return None


RULE = Rule(
    code="UVL203",
    name="dead-key",
    summary="A key matches nothing",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=(
        "folder-as-file",
        "literal-path",
        "needs-newer-uv",
        "rebuild-loop",
        "redundant-key",
        "shifting-glob",
    ),
)
