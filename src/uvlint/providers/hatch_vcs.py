"""hatch-vcs counts the version from git, and writes it into a file."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    metadata_hooks,
    section,
    version_settings,
)
from uvlint.backends.scm.setuptools_scm import fragments
from uvlint.backends.scm.versions import archival, counted, setuptools_scm_overrides
from uvlint.model import Git, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield git for the version, and the commit for links that hold it."""
    if settings := version_settings(project, "vcs"):
        source = settings.string("source")
        at = source.at if source else settings.at
        options = settings.table("raw-options")
        yield from counted(project, "hatch-vcs", at)
        yield from archival(project, "hatch-vcs", at)
        yield from fragments(project, options.data, at)
        # hatch-vcs 0.5 names no distribution to setuptools-scm, so that only the
        # variables without a suffix count.
        yield from setuptools_scm_overrides(None, at)
    hook = metadata_hooks(project).get("vcs")
    for _, url in hook.table("urls").entries() if hook else ():
        if "commit_hash" in str(url.value):
            why = "hatch-vcs puts the commit into this link"
            yield Input(key=Git(commit=True, tags=False), feeds=("urls",), why=why, at=url.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the files that receive the version; `write_to` is taken away by hatch-vcs."""
    hook = build_hooks(project).get("vcs")
    options = section(project, "version").table("raw-options")
    for written in (
        hook.string("version-file") if hook else None,
        options.string("version_file") if version_settings(project, "vcs") else None,
    ):
        if written and written.value:
            yield Output(file=written.value, why="hatch-vcs writes the version into this file")


PROVIDER = Provider(
    name="hatch-vcs",
    about=(*WITH_SETTINGS, "hatch-vcs"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(
        version_sources=("vcs",),
        metadata_hooks=("vcs",),
        build_hooks=("vcs",),
        version_hooks=("vcs",),
    ),
)
