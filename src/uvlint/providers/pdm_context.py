"""pdm-backend puts environment variables into dependencies."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.requirement_env import variables
from uvlint.model import Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_VARIABLE = r"\$\{(?!PROJECT_ROOT\})([^}]+)\}"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the variables in requirements (pdm-backend 2.5: `expand_vars`)."""
    yield from variables(project, _VARIABLE, "pdm-backend")


PROVIDER = Provider(
    name="pdm-context",
    about=("pdm", "pdm-backend"),
    inputs=inputs,
    claims=Claims(backends=("pdm",), families=("pdm-",)),
)
