"""pdm-backend counts the version from git."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.pdm import called_code, parse_call, version_file, version_settings
from uvlint.backends.scm.versions import counted, overrides
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, and the project's own formatter of versions."""
    settings = version_settings(project, "scm")
    if settings is None:
        return
    source = settings.string("source")
    at = source.at if source else settings.at
    yield from counted(project, "pdm-backend", at)
    legacy = project.backend.startswith("pdm.pep517")
    yield from overrides("PDM_PEP517_SCM_VERSION" if legacy else "PDM_BUILD_SCM_VERSION", at=at)
    formatter = settings.string("version_format")
    call = parse_call(formatter.value) if formatter else None
    if formatter and call:
        why = "pdm-backend runs this code to format `version`"
        yield from called_code(project, call.module, formatter, ("version",), why)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the file that receives the version."""
    if settings := version_settings(project, "scm"):
        yield from version_file(project, settings)


PROVIDER = Provider(
    name="pdm-version-scm",
    about=("pdm", "pdm-backend", "pdm-pep517"),
    inputs=inputs,
    outputs=outputs,
)
