"""UVL108: a build requirement of which nobody knows what it reads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.claims import claimed
from uvlint.model import Applicability, Certainty, Finding, Fix, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import Project, normalized

_STUBS = r"types-.*|.*-stubs"
_NAME = r"\s*([A-Za-z0-9][\w.-]*)"


def check(facts: Facts) -> Iterator[Finding]:
    """Report each build requirement that no provider answers for, unless inputs are stated.

    Stubs have no code. What a project needs when it runs, or requires to compile while
    every field is explained, is taken for a library unless called like a plug-in.
    """
    if not facts.strangers or not facts.project.is_package or facts.settings.inputs:
        return
    strangers = {requirement.name: requirement for requirement in reversed(facts.strangers)}
    needed = _run_time_names(facts.project)
    has_libraries = facts.compiles and _is_explained(facts)
    for name, requirement in strangers.items():
        is_library = has_libraries or name in needed
        if re.fullmatch(_STUBS, name) or (is_library and not name.startswith(claimed().families)):
            continue
        yield Finding(
            at=requirement.at,
            message=f"uv may keep an old build: what {name} makes of this project "
            "is not known to uvlint, and was not examined",
            confidence=Certainty.POSSIBLE,
            fix=Fix(
                title=f"name what {name} reads in `inputs` of [tool.uvlint]",
                applicability=Applicability.DISPLAY,
            ),
        )


def _is_explained(facts: Facts) -> bool:
    """Tell whether it is known where each field comes from that is left to the build."""
    sure = (item for item in facts.inputs if item.certainty > Certainty.POSSIBLE)
    return facts.project.dynamic <= {field for item in sure for field in item.feeds}


def _run_time_names(project: Project) -> set[str]:
    """Return the names of what pyproject.toml says the project needs when it runs."""
    stated = project.pyproject.table("project").data.get("dependencies")
    names = (
        re.match(_NAME, d)
        for d in (stated if isinstance(stated, list) else ())
        if isinstance(d, str)
    )
    return {normalized(name[1]) for name in names if name}


RULE = Rule(
    code="UVL108",
    name="unexamined-plug-in",
    summary="Nobody knows what a build requirement reads",
    severity=Severity.INFO,
    check=check,
    about="strangers",
)
