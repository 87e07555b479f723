"""The settings that uv-dynamic-versioning and poetry-dynamic-versioning share: both ask dunamai."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.scm.versions import dirty_tree, from_git, repository
from uvlint.model import Env, File, Input, Place
from uvlint.project import Project
from uvlint.project.table import Table
from uvlint.pyeval.finder import find_module

_READS_ENV = re.compile(
    r"""\benv\s*(?:\[|\.get\()\s*(['"])(?P<item>[^'"]+)\1"""
    r"""|\benv\.(?P<attribute>[A-Z_][A-Z0-9_]*)\b"""
    r"""|(['"])(?P<member>[^'"]+)\4\s+(?:not\s+)?in\s+env\b"""
)


def setting(settings: Table, name: str) -> str:
    """Return a name as the file spells it: with hyphens or with underscores."""
    snake = name.replace("-", "_")
    return snake if snake in settings.data else name


def version_inputs(
    project: Project, settings: Table, *, feeds: tuple[str, ...], at: Place, who: str
) -> Iterator[Input]:
    """Yield what the version is computed from: a file, else version control and a template."""
    if source := settings.table(setting(settings, "from-file")).string("source"):
        why = f"{who} reads `version` from this file"
        yield Input(key=File(source.value), feeds=feeds, why=why, at=source.at)
        return
    stated = settings.string("vcs")
    system = stated.value.lower() if stated else "any"
    if system == "any":
        system = repository(project) or "git"
    if system == "git":
        yield from_git(f"{who} computes `version` from commits and tags", at, feeds)
        if settings.flag("dirty"):
            yield dirty_tree(f"{who} marks a dirty work tree in `version`", at, feeds)
    else:
        why = f"{who} computes `version` from the {system} history"
        yield Input(key=None, feeds=feeds, why=why, at=stated.at if stated else at)
    if template := settings.string(setting(settings, "format-jinja")):
        yield from template_inputs(template.value, feeds=feeds, at=template.at, who=who)
    for entry in settings.tables(setting(settings, "format-jinja-imports")):
        yield from _imported(project, entry, feeds, who)


def template_inputs(text: str, *, feeds: tuple[str, ...], at: Place, who: str) -> Iterator[Input]:
    """Yield the environment variables that a template names."""
    for match in _READS_ENV.finditer(text):
        name = match["item"] or match["attribute"] or match["member"]
        why = f"the template of {who} reads the variable {name}"
        yield Input(key=Env(name), feeds=feeds, why=why, at=at)


def _imported(project: Project, entry: Table, feeds: tuple[str, ...], who: str) -> Iterator[Input]:
    """Yield the project's module that a template uses: only a `backend-path` can hold one."""
    module = entry.string("module")
    if module is None:
        return
    folders = tuple(folder.value for folder in project.backend_paths)
    for folder in folders:
        if file := find_module(project, module.value, folder):
            why = f"the template of {who} imports this module"
            yield from code_inputs(
                project, file, feeds=feeds, at=module.at, why=why, sys_path=folders
            )
