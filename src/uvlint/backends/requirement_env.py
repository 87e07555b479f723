"""Requirements into which a back end puts environment variables."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.model import Env, Input
from uvlint.project import Project


def variables(project: Project, pattern: str, who: str) -> Iterator[Input]:
    """Yield the variables in the requirements of `[project]`, as one group of a pattern finds them.

    `who` puts them in.
    """
    table = project.pyproject.table("project")
    extras = (requirements for _, requirements in table.table("optional-dependencies").arrays())
    for field, requirements in (
        ("dependencies", table.strings("dependencies")),
        *(("optional-dependencies", requirements) for requirements in extras),
    ):
        for requirement in requirements:
            for name in re.findall(pattern, requirement.value):
                why = f"{who} puts the variable {name} into this requirement"
                yield Input(key=Env(name), feeds=(field,), why=why, at=requirement.at)
