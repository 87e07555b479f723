"""hatch-min-requirements adds an extra with the lowest versions, which the package index knows."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks
from uvlint.backends.scm.versions import overrides
from uvlint.model import Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_VARIABLES = (
    "MIN_REQS_EXTRA_NAME",
    "MIN_REQS_OFFLINE",
    "MIN_REQS_PIN_UNCONSTRAINED",
    "MIN_REQS_TRY_PIP",
)
_EXTRAS = ("optional-dependencies",)


def inputs(project: Project) -> Iterator[Input]:
    """Yield the index, for which uv has no key, and the variables that change the answer."""
    hook = metadata_hooks(project).get("min_requirements")
    if hook is None:
        return
    why = "hatch-min-requirements asks the package index for the lowest versions"
    yield Input(key=None, feeds=_EXTRAS, why=why, at=hook.at)
    yield from overrides(*_VARIABLES, at=hook.at, feeds=_EXTRAS)


PROVIDER = Provider(
    name="hatch-min-requirements",
    about=("hatch-min-requirements",),
    inputs=inputs,
    claims=Claims(metadata_hooks=("min_requirements",)),
)
