"""Which unknown build requirements may be plug-ins, and which are plainly libraries."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from uvlint.claims import claimed
from uvlint.model import Certainty, Input
from uvlint.project import Project, Requirement, normalized

_STUBS = r"types-.*|.*-stubs"
_NAME = r"\s*([A-Za-z0-9][\w.-]*)"


def plug_ins(
    project: Project,
    unknown_requirements: Iterable[Requirement],
    inputs: Collection[Input],
    *,
    compiles: bool,
) -> tuple[Requirement, ...]:
    """Return the unknown requirements that may read something, the first of each name.

    Stubs have no code. What a project needs when it runs, or requires to compile while
    every field is explained, is taken for a library unless called like a plug-in.
    """
    firsts = {
        requirement.name: requirement for requirement in reversed(tuple(unknown_requirements))
    }
    if not firsts:
        return ()
    needed = _run_time_names(project)
    has_libraries = compiles and _is_explained(project, inputs)
    return tuple(
        requirement
        for name, requirement in firsts.items()
        if not re.fullmatch(_STUBS, name)
        and (not (has_libraries or name in needed) or name.startswith(claimed().families))
    )


def _is_explained(project: Project, inputs: Iterable[Input]) -> bool:
    """Tell whether it is known where each field comes from that is left to the build."""
    sure = (item for item in inputs if item.certainty > Certainty.POSSIBLE)
    return project.dynamic <= {field for item in sure for field in item.feeds}


def _run_time_names(project: Project) -> set[str]:
    """Return the names of what pyproject.toml says the project needs when it runs."""
    stated = project.pyproject.table("project").data.get("dependencies")
    names = (
        re.match(_NAME, d)
        for d in (stated if isinstance(stated, list) else ())
        if isinstance(d, str)
    )
    return {normalized(name[1]) for name in names if name}
