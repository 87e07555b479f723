"""hatchling takes the version from an environment variable."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, version_settings
from uvlint.model import Env, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the variable."""
    settings = version_settings(project, "env")
    variable = settings.string("variable") if settings else None
    if variable and variable.value:
        why = f"hatchling takes `version` from the variable {variable.value}"
        yield Input(key=Env(variable.value), feeds=("version",), why=why, at=variable.at)


PROVIDER = Provider(
    name="hatch-version-env",
    about=WITH_SETTINGS,
    inputs=inputs,
    claims=Claims(version_sources=("env",)),
)
