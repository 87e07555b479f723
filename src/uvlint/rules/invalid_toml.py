"""UVL901: pyproject.toml, or another TOML file of the build, cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Finding, Severity
from uvlint.plugin import Facts, Rule

TABLE, STRING, STRINGS = "a table", "a string", "an array of strings"

SHAPES = (
    ("build-system", TABLE),
    ("build-system.requires", STRINGS),
    ("build-system.build-backend", STRING),
    ("build-system.backend-path", STRINGS),
    ("project", TABLE),
    ("project.name", STRING),
    ("project.version", STRING),
    ("project.dynamic", STRINGS),
    ("tool", TABLE),
    ("tool.uv", TABLE),
)
"""What uv and every back end expect (PEP 518, PEP 621)."""


def check(facts: Facts) -> Iterator[Finding]:
    """Report values of the wrong type; a syntax error is reported by the engine."""
    for path, shape in SHAPES:
        found = facts.project.pyproject.get(path)
        if found is not None and not _fits(found.value, shape):
            yield Finding(at=found.at, message=f"{path} must be {shape}")


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
