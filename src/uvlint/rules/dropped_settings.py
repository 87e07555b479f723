"""UVL211: because of one mistake uv takes none of its settings, those about builds among them."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Place, Related, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.keys import LIST
from uvlint.uv.reinstall import OF_BUILDS
from uvlint.uv.workspace import workspace_root


def check(facts: Facts) -> Iterator[Finding]:
    """Report the mistake where settings that decide about builds are lost with it.

    Silent for a project whose settings uv does not read at all: beside a uv.toml, and in
    a member of a workspace.
    """
    project = facts.project
    table = project.pyproject.table("tool", "uv")
    lost = [name for name in OF_BUILDS if name in table] if table else []
    if not lost or project.is_file("uv.toml") or workspace_root(project) != project.root:
        return
    from uvlint.uv.schema import known, mistake

    found = mistake(table, facts.uv)
    # Of the list of keys other rules speak.
    if found is None or found.route[: len(LIST)] == LIST:
        return
    _, _, name, *below = map(str, found.route)
    is_unknown = found.reason.startswith("unknown")
    hint = _near(name, known()) if is_unknown and not below else None
    other = next((setting for setting in lost if setting != name), None)
    yield Finding(
        at=Place(PYPROJECT, found.route, key=is_unknown),
        message="uv goes on with a warning and without any setting of [tool.uv]"
        + (f", {other} among them" if other else "")
        + f": {found.reason}"
        + (f"; did you mean {hint}?" if hint else ""),
        related=(Related("this is lost", Place(PYPROJECT, (*table.route, other), key=True)),)
        if other
        else (),
    )


def _near(name: str, names: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name.replace("_", "-"), names, n=1)), None)


RULE = Rule(
    code="UVL211",
    name="dropped-settings",
    summary="One mistake makes uv drop all its settings",
    severity=Severity.WARNING,
    check=check,
    yields_to=("ignored-list",),
)
