"""hatchling puts environment variables into dependencies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import Env, Input
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.views.table import Value

_VARIABLE = re.compile(r"\{env:([^:{}]+)")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the variables; `{root:uri}` and `{home}` have no key."""
    table = project.pyproject.table("project")
    yield from _variables(table.strings("dependencies"), "dependencies")
    for _, requirements in table.table("optional-dependencies").arrays():
        yield from _variables(requirements, "optional-dependencies")


def _variables(requirements: tuple[Value[str], ...], field: str) -> Iterator[Input]:
    for requirement in requirements:
        for name in _VARIABLE.findall(requirement.value):
            why = f"hatchling puts the variable {name} into this requirement"
            yield Input(key=Env(name), feeds=(field,), why=why, at=requirement.at)


PROVIDER = Provider(name="hatch-context", about=("hatchling",), inputs=inputs)
