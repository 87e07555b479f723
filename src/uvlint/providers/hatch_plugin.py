"""Plug-ins of hatchling that no other provider answers for."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    generated,
    hook_fields,
    metadata_hooks,
    named_files,
    section,
)
from uvlint.backends.scm.versions import from_git
from uvlint.claims import claimed
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Table


def inputs(project: Project) -> Iterator[Input]:
    """Yield the files that the settings of unknown plug-ins name; else git for a version."""
    source = section(project, "version").string("source")
    if source and source.value not in claimed().version_sources and project.computed("version"):
        why = f"the version source {source.value} is likely to read this"
        found = tuple(named_files(project, section(project, "version"), why, ("version",)))
        git = from_git(f"the version source {source.value} is likely to ask git", source.at)
        yield from found or (git._replace(certainty=Certainty.LIKELY),)
    for name, hook in metadata_hooks(project).items():
        if name not in claimed().metadata_hooks:
            why = f"the settings of the metadata hook {name} name this file"
            yield from named_files(project, hook, why, hook_fields(project))
    for name, hook in _unknown_build_hooks(project).items():
        why = f"the settings of the build hook {name} name this file"
        yield from named_files(project, hook, why, (WHEEL,))


def outputs(project: Project) -> Iterator[Output]:
    """Yield the artifacts, if an unknown build hook can have generated them."""
    if _unknown_build_hooks(project):
        yield from generated(project)


def _unknown_build_hooks(project: Project) -> dict[str, Table]:
    hooks = build_hooks(project)
    return {name: hook for name, hook in hooks.items() if name not in claimed().build_hooks}


PROVIDER = Provider(
    name="hatch-plugin", about=WITH_SETTINGS, inputs=inputs, outputs=outputs, guesses=True
)
