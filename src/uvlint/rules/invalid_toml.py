"""UVL901: pyproject.toml, or another TOML file of the build, cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Place, Route, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT

TABLE, STRING, STRINGS = "a table", "a string", "an array of strings"

SHAPES = (
    (("build-system",), TABLE),
    (("build-system", "requires"), STRINGS),
    (("build-system", "build-backend"), STRING),
    (("build-system", "backend-path"), STRINGS),
    (("project",), TABLE),
    (("project", "name"), STRING),
    (("project", "version"), STRING),
    (("project", "dynamic"), STRINGS),
    (("tool",), TABLE),
    (("tool", "uv"), TABLE),
)
"""What uv and every back end expect (PEP 518, PEP 621)."""


_JUDGED = {route for route, _ in SHAPES}
_UV, _BUILD = ("tool", "uv"), ("tool", "uv", "build-backend")


def check(facts: Facts) -> Iterator[Finding]:
    """Report values of the wrong type; a syntax error is reported by the checker."""
    for route, shape in SHAPES:
        found = facts.project.pyproject.get(*route)
        if found is not None and not _fits(found.value, shape):
            yield Finding(at=found.at, message=f"{_name(route)} must be {shape}")
    for misfit in facts.wrong_types:
        if not _is_judged(misfit.at):
            yield Finding(
                at=misfit.at,
                message=f"{_name(misfit.at.route)} should be {misfit.wanted}: most builds stop "
                "at another value, and what is read because of it is not known",
                severity=Severity.WARNING,
            )


def _is_judged(at: Place) -> bool:
    """Tell whether a value is one of those above, or an item of one, or a setting of uv itself."""
    route = at.route
    if at.file != PYPROJECT:
        return at.file == "uv.toml"
    own = route[:-1] if isinstance(route[-1], int) else route
    return own in _JUDGED or (route[:2] == _UV and route[:3] != _BUILD)


def _name(route: Route) -> str:
    """Return a route as a reader would write it: `tool.hatch.build.artifacts[0]`."""
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in route]
    return "".join(parts).removeprefix(".")


def _fits(value: object, shape: str) -> bool:
    match shape:
        case "a table":
            return isinstance(value, dict)
        case "a string":
            return isinstance(value, str)
        case _:
            return isinstance(value, list) and all(isinstance(item, str) for item in value)


RULE = Rule(
    code="UVL901",
    name="invalid-toml",
    summary="A TOML file of the build cannot be understood",
    severity=Severity.ERROR,
    check=check,
)
