"""hatchling puts environment variables into dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.requirement_env import variables
from uvlint.model import Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_VARIABLE = r"\{env:([^:{}]+)"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the variables; `{root:uri}` and `{home}` have no key."""
    yield from variables(project, _VARIABLE, "hatchling")


PROVIDER = Provider(
    name="hatch-context",
    about=("hatchling",),
    inputs=inputs,
    claims=Claims(backends=("hatchling",), families=("hatch-", "hatchling-")),
)
