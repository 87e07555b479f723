"""UVL208: a git key where uv can read nothing from git."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm.versions import repository
from uvlint.model import Finding, Git, Place, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv import gitstate
from uvlint.uv.keys import LIST

_NOWHERE = "there is no git repository, and the build asks for none"
_NO_COMMIT_YET = "has no commit yet"


def check(facts: Facts) -> Iterator[Finding]:
    """Report git keys of which uv makes nothing, though git is there or another system is.

    A tree without any repository that needs git is an export of one.
    """
    for index, key in enumerate(() if facts.keys.dropped else facts.keys.entries):
        if not isinstance(key, Git) or not (key.commit or key.tags):
            continue
        if why := _trouble(facts, key):
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message=f"uv notices no commit and no tag here, and does not say so: {why}",
                severity=Severity.INFO if why == _NOWHERE else None,
            )


def _trouble(facts: Facts, key: Git) -> str | None:
    project = facts.project
    state = gitstate.read(project.root, facts.uv)
    if state.repository is None:
        if system := repository(project):
            return f"the history is kept by {system}, which uv cannot read"
        needed = any(isinstance(item.key, Git) for item in facts.inputs)
        return None if needed else _NOWHERE
    readable = (state.commit is not None or not key.commit) and (
        state.tags is not None or not key.tags
    )
    if readable or state.trouble is None or state.trouble.endswith(_NO_COMMIT_YET):
        return None
    return state.trouble


RULE = Rule(
    code="UVL208",
    name="no-git-here",
    summary="A git key where uv can read nothing from git",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=("incomplete-git", "needs-newer-uv"),
)
