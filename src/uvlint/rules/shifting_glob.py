"""UVL207: `folder/*.ext`, which goes into the folders below or not."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.model import File, Finding, Fix, Place, Replace, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file
from uvlint.uv.features import Shift, shifts
from uvlint.uv.globs import BASES, base, walk
from uvlint.uv.keys import LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report such patterns; less loudly while nothing that they could match lies deeper.

    Where no folder lies below at all, it makes no difference yet.
    """
    if not facts.has_list or facts.keys.dropped or facts.keys.refusals:
        return
    patterns = [key.pattern for key in facts.keys.keys if isinstance(key, File)]
    for index, key in enumerate(facts.keys.entries):
        if not isinstance(key, File) or key.pattern.startswith("!"):
            continue
        shift = shifts(key.pattern, patterns, facts.uv)
        folder = base(key.pattern, facts.uv)
        if shift is None or folder.startswith("/"):
            continue
        wider = File(f"{folder}/**/{posixpath.basename(key.pattern)}")
        deep = [
            name
            for name in walk(facts.project.root, (wider.pattern,), facts.uv).files
            if posixpath.dirname(name) != posixpath.normpath(folder)
        ]
        if not deep and not (facts.seen.matched[index] and _has_folders(facts, folder)):
            continue
        yield Finding(
            at=Place(PYPROJECT, (*LIST, index)),
            message=_message(facts, key.pattern, folder, shift) + (f": {deep[0]}" if deep else ""),
            severity=None if deep else Severity.INFO,
            fix=None
            if any(covers_file(output.file, (wider,), facts.uv) for output in facts.outputs)
            else Fix(title=f"write {toml(wider)}", ops=(Replace(key, (wider,)),)),
        )


def _has_folders(facts: Facts, folder: str) -> bool:
    """Tell whether there is a folder below one that files could lie in, deeper."""
    project = facts.project
    return any(
        is_folder and not project.passes_over(f"{folder}/{name}")
        for name, is_folder in project.listing(folder)
    )


def _message(facts: Facts, pattern: str, folder: str, shift: Shift) -> str:
    if facts.uv < BASES:
        return f"uv {facts.uv} looks in {folder} only, and since {BASES} in the folders below too"
    if shift.by is not None:
        return f"because of {shift.by} uv looks in {folder} only, and not in the folders below"
    return (
        f"uv looks in the folders below {folder} too, "
        f"but not before {BASES}, nor beside a key such as **/{posixpath.basename(pattern)}"
    )


RULE = Rule(
    code="UVL207",
    name="shifting-glob",
    summary="How deep a pattern goes depends on uv and on the other keys",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=("rebuild-loop", "redundant-key", "literal-path", "needs-newer-uv"),
)
