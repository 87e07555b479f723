"""hatch-deps-selector adds dependencies by the value of an environment variable."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.model import Env, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_VARIABLE = "HATCH_SELECTOR_VARIANT"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the variable that chooses among the variants."""
    hook = build_hooks(project).get("selector")
    if hook is None or not hook.table("variants"):
        return
    stated = hook.string("env-var")
    name = stated.value if stated else _VARIABLE
    if name:
        why = f"hatch-deps-selector chooses `dependencies` by the variable {name}"
        at = stated.at if stated else hook.at
        yield Input(key=Env(name), feeds=("dependencies",), why=why, at=at)


PROVIDER = Provider(
    name="hatch-deps-selector",
    about=(*WITH_SETTINGS, "hatch-deps-selector"),
    inputs=inputs,
    claims=Claims(build_hooks=("selector",)),
)
