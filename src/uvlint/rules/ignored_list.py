"""UVL202: a list of keys where uv does not read it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from functools import partial

from uvlint.model import CannotFix, File, Finding, Fix, Place, Related, Severity, Unreadable
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.coverage import watcher
from uvlint.uv.globs import base, is_glob
from uvlint.uv.keys import LIST, read, strays
from uvlint.uv.workspace import members_of

_NAME = str(LIST[-1])


def check(facts: Facts) -> Iterator[Finding]:
    """Report misspelt and misplaced lists, and keys of a workspace root that are for members."""
    project = facts.project
    found = list(strays(project)) if project.is_package or _is_root(project) else []
    for at in found:
        goes_by = "the list in [tool.uv]" if facts.has_list else "its defaults"
        yield Finding(
            at=at,
            message=f"uv does not read this list and goes by {goes_by}: {_reason(at)}",
            fix=_move(facts, at) if len(found) == 1 and not facts.has_list else None,
        )
    if _is_root(project):
        yield from _for_members(facts)


def _is_root(project: Project) -> bool:
    return project.pyproject.has("tool", "uv", "workspace")


def _reason(at: Place) -> str:
    *table, name = map(str, at.route)
    if name != _NAME:
        return f"its name is {_NAME}, not {name}"
    if at.file != PYPROJECT:
        return f"it counts in [tool.uv] of {PYPROJECT} only"
    return f"it counts in [tool.uv] only, not in [{'.'.join(table)}]"


def _move(facts: Facts, at: Place) -> Fix | None:
    """Return the fix that puts the list where uv reads it, None where that is not possible."""
    from uvlint.toml_edit.relocate import moved

    rewrite = partial(moved, at.file, tuple(map(str, at.route)))
    try:
        texts = rewrite(facts.project.text)
    except (CannotFix, Unreadable):
        return None
    after = facts.project.with_files({file: text.encode() for file, text in texts.items()})
    if read(after, facts.uv).dropped:
        return None
    return Fix(title=f"put it into [tool.uv] as {_NAME}", rewrite=rewrite)


def _for_members(facts: Facts) -> Iterator[Finding]:
    """Yield what a workspace root has in its list for its members, each of which has its own."""
    project = facts.project
    listed = project.pyproject.get(*LIST)
    if listed is None or not (members := members_of(project)):
        return
    if not project.is_package:
        yield Finding(
            at=Place(PYPROJECT, LIST, key=True),
            message="uv builds nothing here, and the members do not inherit this list: "
            "each goes by its own, or by the defaults",
        )
        return
    for index, key in enumerate(facts.keys.entries):
        if isinstance(key, File) and (member := _missed_by(facts, key, members)):
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message=f"uv builds this project again because of this key, and not {member}: "
                "each member of a workspace goes by its own list",
                severity=Severity.WARNING,
                related=(Related("the list of the member belongs here", _head(member)),),
            )


def _head(member: str) -> Place:
    return Place(f"{member}/{PYPROJECT}", ("project",), key=True)


def _missed_by(facts: Facts, key: File, members: tuple[str, ...]) -> str | None:
    """Return the member that a key is about, unless the root reads it too, or the member has it."""
    project = facts.project
    folder = base(key.pattern, facts.uv) if is_glob(key.pattern) else posixpath.dirname(key.pattern)
    path = posixpath.normpath(folder)
    for member in map(project.relative, members):
        if not f"{path}/".startswith(f"{member}/"):
            continue
        if any(
            isinstance(item.key, File) and item.key.pattern.startswith(f"{member}/")
            for item in facts.inputs
        ):
            return None
        own = Project(project.path(member))
        inside = posixpath.normpath(key.pattern).removeprefix(f"{member}/")
        try:
            missed = (
                own.is_package and watcher(File(inside), read(own, facts.uv).keys, facts.uv) is None
            )
        except Unreadable:
            return None
        return member if missed else None
    return None


RULE = Rule(
    code="UVL202",
    name="ignored-list",
    summary="A list stands where uv does not read it",
    severity=Severity.ERROR,
    check=check,
)
