"""uv-dynamic-versioning computes the version, and dependencies on it, through dunamai."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks, version_settings
from uvlint.backends.scm.dunamai import setting, template_inputs, version_inputs
from uvlint.backends.scm.versions import overrides
from uvlint.model import Input, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located

_WHO = "uv-dynamic-versioning"
_FIELDS = ("dependencies", "optional-dependencies")


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the version, and requirements that hold it, are computed from."""
    places = dict(_computed(project))
    if not places:
        return
    tool = project.pyproject.table("tool")
    settings = tool.table(setting(tool, _WHO))
    feeds = tuple(places)
    at = next(iter(places.values()))
    yield from version_inputs(project, settings, feeds=feeds, at=at, who=_WHO)
    yield from overrides("UV_DYNAMIC_VERSIONING_BYPASS", at=at, feeds=feeds)
    for field in _FIELDS:
        for item in _templates(project, field):
            yield from template_inputs(item.value, feeds=(field,), at=item.at, who=_WHO)


def _computed(project: Project) -> Iterator[tuple[str, Place]]:
    """Yield the fields that depend on the version, and where the settings say so."""
    version = version_settings(project, _WHO)
    if version and (source := version.string("source")):
        yield "version", source.at
    for field in _FIELDS:
        if templates := _templates(project, field):
            yield field, templates[0].at


def _templates(project: Project, field: str) -> tuple[Located[str], ...]:
    """Return the requirements of the metadata hook that are more than plain text."""
    hook = metadata_hooks(project).get(_WHO)
    if hook is None or not project.computed(field):
        return ()
    name = setting(hook, field)
    extras = (item for _, items in hook.table(name).arrays() for item in items)
    return tuple(
        item for item in (*hook.strings(name), *extras) if "{{" in item.value or "{%" in item.value
    )


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO,),
    inputs=inputs,
    claims=Claims(
        version_sources=("uv-dynamic-versioning",), metadata_hooks=("uv-dynamic-versioning",)
    ),
)
