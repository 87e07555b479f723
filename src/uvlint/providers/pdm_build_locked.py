"""pdm-build-locked adds extras with the versions of a lock file."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks
from uvlint.backends.scm.versions import overrides
from uvlint.model import File, Input, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_EXTRAS = ("optional-dependencies",)


def inputs(project: Project) -> Iterator[Input]:
    """Yield the lock file (pdm-build-locked 0.3.8, source read)."""
    if at := _asked(project):
        why = "pdm-build-locked reads `optional-dependencies` from this file"
        yield Input(key=File("pdm.lock"), feeds=_EXTRAS, why=why, at=at)
        yield from overrides("PDM_BUILD_LOCKED", "PDM_LOCKFILE", at=at, feeds=_EXTRAS)


def _asked(project: Project) -> Place | None:
    """Return where the extras are asked for: in the settings of pdm, or as a hook of hatchling."""
    build = project.pyproject.table("tool", "pdm", "build")
    locked = build.get("locked")
    if project.backend.partition(".")[0] == "pdm":
        return locked.at if locked and locked.value else None
    hook = metadata_hooks(project).get("build-locked")
    acts = project.backend.startswith("hatchling")
    return hook.at if acts and hook is not None else None


PROVIDER = Provider(
    name="pdm-build-locked",
    about=("pdm-build-locked",),
    inputs=inputs,
    claims=Claims(metadata_hooks=("build-locked",)),
)
