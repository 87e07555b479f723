"""poetry-dynamic-versioning computes the version through dunamai and rewrites files for it."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm.dunamai import template_inputs, version_inputs
from uvlint.backends.scm.versions import overrides
from uvlint.backends.trees import matching
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

_WHO = "poetry-dynamic-versioning"
_SUBSTITUTED = ("*.py", "*/__init__.py", "*/__version__.py", "*/_version.py")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, or the file that replaces it."""
    if not _is_active(project) or not project.computed("version"):
        return
    settings = _settings(project)
    yield from version_inputs(project, settings, feeds=("version",), at=settings.at, who=_WHO)
    yield from overrides(
        "POETRY_DYNAMIC_VERSIONING_BYPASS", "POETRY_DYNAMIC_VERSIONING_OVERRIDE", at=settings.at
    )
    for _, file in settings.table("files").named_tables():
        if text := file.string("initial-content-jinja"):
            yield from template_inputs(text.value, feeds=(WHEEL,), at=text.at, who=_WHO)


def outputs(project: Project) -> Iterator[Output]:
    """Yield pyproject.toml and the files with a version: rewritten and put back."""
    if not _is_active(project):
        return
    why = "poetry-dynamic-versioning rewrites this file and puts it back"
    yield Output(file=PYPROJECT, why=why)
    settings = _settings(project)
    for name in settings.table("files").data:
        yield Output(file=name, why=why)
    main = settings.table("substitution")
    for table in (main, *main.tables("folders")):
        for file in _substituted(project, table, main):
            yield Output(file=file, why=why)


def _settings(project: Project) -> Table:
    return project.pyproject.table("tool", _WHO)


def _is_active(project: Project) -> bool:
    """Tell whether the plug-in runs in the build: it does as the back end, and if enabled.

    With a name in `[tool.poetry]` it also runs where `[project]` states the version
    (1.10.1, source read).
    """
    settings = _settings(project)
    # Whatever is not empty enables it: "no" as well.
    enabled = settings.flag("enable") or bool(settings.data.get("enable"))
    return (
        enabled
        and (project.computed("version") or project.pyproject.has("tool", "poetry", "name"))
        and (project.backend.startswith("poetry_dynamic_versioning") or bool(project.backend_paths))
    )


def _substituted(project: Project, table: Table, main: Table) -> Iterator[str]:
    folder = table.string("path")
    named = table.strings("files") or main.strings("files")
    for pattern in [item.value for item in named] or _SUBSTITUTED:
        path = f"{folder.value}/{pattern}" if folder else pattern
        for file in matching(project, path):
            if _has_version(project, file, table, main):
                yield file


def _has_version(project: Project, file: str, table: Table, main: Table) -> bool:
    """Tell whether a file is likely to match a pattern; those of the project are not tried."""
    if table.get("patterns") or main.get("patterns"):
        return True
    return b"__version" in (project.data(file) or b"")


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO,),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("poetry-dynamic-versioning",)),
)
