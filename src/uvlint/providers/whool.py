"""whool builds an addon of Odoo from its manifest, and counts its version from git."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.odoo import MANIFESTS, manifest
from uvlint.backends.scm.versions import counted, overrides
from uvlint.model import File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_WHO = "whool"
_FIELDS = ("version", "dependencies", "requires-python", "description")
_READMES = ("README.rst", "README.md", "README.txt")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the manifest, the readme, and git unless the settings do without (whool 1.3)."""
    if not _applies(project):
        return
    at = project.backend_at
    why = f"{_WHO} takes the metadata from this file"
    name = manifest(project, ".") or MANIFESTS[0]
    yield Input(key=File(name), feeds=_FIELDS, why=why, at=at)
    if readme := next((name for name in _READMES if project.is_file(name)), None):
        why = f"{_WHO} reads `readme` from this file"
        yield Input(key=File(readme), feeds=("readme",), why=why, at=at)
    strategy = project.pyproject.string("tool", "whool", "post_version_strategy_override")
    if strategy is None or strategy.value != "none":
        yield from counted(project, _WHO, strategy.at if strategy else at)
    yield from overrides("WHOOL_POST_VERSION_STRATEGY_OVERRIDE", at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder with the link to the addon."""
    if _applies(project):
        yield Output(file="build/**", why=f"{_WHO} links the addon here")


def _applies(project: Project) -> bool:
    return project.backend.partition(".")[0] == _WHO


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO,),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("whool",)),
)
