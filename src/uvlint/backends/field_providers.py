"""The providers that compute single fields: of scikit-build-core, of dynamic-metadata, one's own.

Observed with scikit-build-core 1.1 and dynamic-metadata 0.6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from uvlint.backends import native
from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.python.modules import parent_packages
from uvlint.backends.scm import setuptools_scm
from uvlint.backends.scm.versions import counted
from uvlint.claims import claimed
from uvlint.model import Certainty, File, Git, Input, Output, Spot
from uvlint.project import Project
from uvlint.project.table import Located, Table
from uvlint.pyeval.finder import find_module

_FROM_GIT = re.compile(r"(?:^|[._-])(?:git|scm|vcs)(?:$|[._-])")
_SCM = frozenset({"scikit_build_core.metadata.setuptools_scm", "vcs_versioning"})
_SHORT = {"scikit_build_core.metadata", "dynamic_metadata", "dynamic_metadata.plugins"}
_SILENT = frozenset({"fields", "static", "substitute", "template", "testing"})
_FILE_SETTINGS = ("input", "path")


def provided(
    project: Project,
    field: str,
    provider: Located[str],
    settings: Table,
    folder: str | None,
) -> Iterator[Input]:
    """Yield what a provider reads for a field; `folder` is where a provider of the project lies."""
    if not project.computed(field):
        return
    feeds = (field,)
    module = provider.value.partition(":")[0]
    package, _, name = module.rpartition(".")
    if folder is not None:
        yield from _own(project, module, folder, feeds, provider.at)
        yield from _named(project, settings, feeds, "the provider", Certainty.LIKELY)
    elif is_scm(module):
        who = "vcs-versioning" if module == "vcs_versioning" else "setuptools-scm"
        yield from setuptools_scm.inputs(project, _scm_settings(project), provider.at, who)
    elif package not in _SHORT:
        yield from _foreign(project, module, settings, feeds, provider.at)
    elif name == "fancy_pypi_readme":
        yield from _fragments(project, feeds)
    elif name == "pin_installed":
        why = "the provider takes versions from the build environment"
        yield Input(key=None, feeds=feeds, why=why, at=provider.at)
    elif name not in _SILENT:
        yield from _named(project, settings, feeds, module, Certainty.CERTAIN)


def written(project: Project) -> Iterator[Output]:
    """Yield the files that setuptools-scm leaves when a provider asks it for the version."""
    for file in setuptools_scm.outputs(_scm_settings(project)):
        yield Output(file=file, why="setuptools-scm writes the version into this file")


def is_scm(provider: str) -> bool:
    """Tell whether a provider asks setuptools-scm, or what lies below it."""
    return provider in _SCM


def _own(
    project: Project, module: str, folder: str, feeds: tuple[str, ...], at: Spot
) -> Iterator[Input]:
    place = native.at(".", folder)
    file = find_module(project, module, place)
    if file is not None:
        why = f"this module computes `{feeds[0]}`"
        for name in (*parent_packages(project, file, place), file):
            yield from code_inputs(project, name, feeds=feeds, at=at, why=why, sys_path=(folder,))


def _named(
    project: Project,
    settings: Table,
    feeds: tuple[str, ...],
    who: str,
    certainty: Certainty,
) -> Iterator[Input]:
    """Yield the files that settings name; one that only might be a file must be there."""
    for name, (text, at) in settings.entries():
        certain = certainty is Certainty.CERTAIN and name in _FILE_SETTINGS
        if certain:
            settings.string(name)  # has another type noted
        if not isinstance(text, str) or not text or "\n" in text:
            continue
        if certain or (certainty is Certainty.LIKELY and project.is_file(text)):
            yield Input(
                key=File(native.at(".", text)),
                feeds=feeds,
                why=f"{who} reads `{feeds[0]}` from this file",
                at=at,
                certainty=certainty,
            )


def _foreign(
    project: Project, module: str, settings: Table, feeds: tuple[str, ...], at: Spot
) -> Iterator[Input]:
    """Yield what a provider of another distribution reads, as far as its name and settings tell.

    Nothing where the provider of another package claims to speak for it.
    """
    if any(f"{module}.".startswith(f"{name}.") for name in claimed().field_providers):
        return
    if feeds == ("version",) and _FROM_GIT.search(module):
        yield from counted(project, module, at)
        return
    files = tuple(_named(project, settings, feeds, module, Certainty.LIKELY))
    yield from files
    if not files and feeds == ("version",):
        yield Input(
            key=Git(commit=True, tags=True),
            feeds=feeds,
            why=f"{module} computes `version`, perhaps from git",
            at=at,
            certainty=Certainty.POSSIBLE,
        )


def _scm_settings(project: Project) -> Mapping[str, object]:
    own = project.pyproject.table("tool", "setuptools_scm")
    return setuptools_scm.options_in(own or project.pyproject.table("tool", "vcs-versioning"))


def _fragments(project: Project, feeds: tuple[str, ...]) -> Iterator[Input]:
    hook = project.pyproject.table("tool", "hatch", "metadata", "hooks", "fancy-pypi-readme")
    for fragment in hook.tables("fragments"):
        path = fragment.string("path")
        if path and "text" not in fragment.data:
            why = "hatch-fancy-pypi-readme puts this file into `readme`"
            yield Input(key=File(path.value), feeds=feeds, why=why, at=path.at)
