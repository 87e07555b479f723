"""setuptools-git-versioning counts the version from git, or takes it from a file or a function."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from uvlint.backends.python.imported import imported
from uvlint.backends.scm.versions import VERSION, archival, counted
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs, keyword
from uvlint.model import Env, File, Input, Spot
from uvlint.plugin import Provider
from uvlint.project import Project

WHO = "setuptools-git-versioning"
_TABLE = ("tool", WHO)
FUNCTIONS = ("tag_formatter", "branch_formatter", "tag_filter")
TEMPLATES = ("template", "dev_template", "dirty_template")

_VARIABLE = re.compile(r"\{env:([^:}]+)", re.IGNORECASE)
_CLOCK = re.compile(r"\{timestamp\b", re.IGNORECASE)


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, or what stands in for it, and what the templates read."""
    found = _settings(project)
    if found is None or not project.computed("version"):
        return
    options, at = found
    yield from archival(project, WHO, at)
    callback = options.get("version_callback")
    if callback is not None:
        yield from _function(project, callback, at)
        return
    file = options.get("version_file")
    if isinstance(file, str) and file:
        why = f"{WHO} reads `version` from this file"
        yield Input(key=File(file), feeds=VERSION, why=why, at=at)
    if not isinstance(file, str) or _counts_all_the_same(project, file, options):
        yield from counted(project, WHO, at)
        for name in FUNCTIONS:
            yield from _function(project, options.get(name), at)
        for name in TEMPLATES:
            yield from _template(options.get(name), at)


def _settings(project: Project) -> tuple[Mapping[str, object], Spot] | None:
    """Return the options in use and where they stand; None where there are none.

    An empty table does nothing, and neither does one that says `enabled = false`
    (setuptools-git-versioning 3.2.0, source read).
    """
    table = project.pyproject.table(*_TABLE)
    for name in ("version_callback", "version_file", *FUNCTIONS, *TEMPLATES):
        table.string(name)
    if not table.data:
        found = keyword(project, "setuptools_git_versioning")
        if found is None and installs(project, WHO):
            found = keyword(project, "version_config")  # its name before 2.0
        options = found.value if found else None
        if not isinstance(options, Mapping) or found is None:
            return None
        return (options, found.at) if options and options.get("enabled", True) else None
    providers = [e.string("provider") for e in project.pyproject.tables("tool", "dynamic-metadata")]
    asked = (builds_with_setuptools(project) and installs(project, WHO)) or any(
        provider and provider.value.startswith("setuptools_git_versioning")
        for provider in providers
    )
    return (table.data, table.at) if asked and table.data.get("enabled", True) else None


def _counts_all_the_same(project: Project, file: str, options: Mapping[str, object]) -> bool:
    """Tell whether the history counts beside the file: by an option, or as the file says nothing."""
    return bool(
        options.get("count_commits_from_version_file")
        or options.get("prefer_tag")
        or not (project.is_file(file) and (project.text(file) or "").strip())
    )


def _function(project: Project, reference: object, at: Spot) -> Iterator[Input]:
    """Yield the module of `module:name`; other text is a regular expression."""
    if not isinstance(reference, str):
        return
    module, colon, _ = reference.partition(":")
    if colon:
        why = f"{WHO} runs this module to get `version`"
        yield from imported(project, module, feeds=VERSION, at=at, why=why)


def _template(text: object, at: Spot) -> Iterator[Input]:
    if not isinstance(text, str):
        return
    for name in _VARIABLE.findall(text):
        why = f"the template of {WHO} reads the variable {name}"
        yield Input(key=Env(name), feeds=VERSION, why=why, at=at)
    if _CLOCK.search(text):
        why = f"{WHO} puts the time of the build into `version`"
        yield Input(key=None, feeds=VERSION, why=why, at=at)


PROVIDER = Provider(name=WHO, about=(WHO, f"tool.{WHO}", "setup.py"), inputs=inputs)
