"""dynamic-metadata: an ordered list of providers, each of which computes fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint.backends import field_providers
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Table

_FIXED = {
    "dynamic_metadata.pin_installed": "dependencies",
    "dynamic_metadata.readme_fragment": "readme",
    "scikit_build_core.metadata.fancy_pypi_readme": "readme",
}
"""The field of a provider that needs no `field` setting; `version` for all others."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the provider of each entry reads, for the fields that are dynamic."""
    for field, entry in _entries(project):
        own = entry.table("provider")
        provider = own.string("module") or entry.string("provider")
        folder = own.string("path") or entry.string("provider-path")
        if provider is not None:
            place = folder.value if folder else None
            yield from field_providers.provided(project, field, provider, entry, place)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what setuptools-scm writes when an entry asks it for the version."""
    if any(
        field_providers.is_scm(provider.value) and project.computed(field)
        for field, entry in _entries(project)
        if (provider := entry.string("provider"))
    ):
        yield from field_providers.written(project)


def _entries(project: Project) -> Iterator[tuple[str, Table]]:
    settings = project.pyproject.get("tool", "dynamic-metadata")
    if settings is not None and isinstance(settings.value, Mapping):
        # The older form: a table for each field.
        yield from project.pyproject.table("tool", "dynamic-metadata").named_tables()
        return
    for entry in project.pyproject.tables("tool", "dynamic-metadata"):
        provider = entry.string("provider")
        stated = entry.string("field")
        default = _FIXED.get(provider.value, "version") if provider else "version"
        yield (stated.value if stated else default).partition(".")[0], entry


PROVIDER = Provider(
    name="dynamic-metadata",
    about=("dynamic-metadata", "tool.dynamic-metadata"),
    inputs=inputs,
    outputs=outputs,
)
