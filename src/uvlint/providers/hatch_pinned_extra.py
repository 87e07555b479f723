"""hatch-pinned-extra makes an extra of pinned dependencies from a lock file."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, metadata_hooks
from uvlint.backends.scm.versions import overrides
from uvlint.backends.trees import path_in_project
from uvlint.model import Certainty, File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located

_EXTRAS = ("optional-dependencies",)
_SWITCH = "HATCH_PINNED_EXTRA_ENABLE"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the lock file; it counts only where the variable asks for it (0.4.1, source read)."""
    hook = metadata_hooks(project).get("pinned_extra")
    if hook is None:
        return
    lock = hook.string("lockfile") or Located("uv.lock", hook.at)
    name = path_in_project(lock.value)
    if name == "uv.lock" or (name and name.startswith("pylock.") and name.endswith(".toml")):
        yield Input(
            key=File(name),
            feeds=_EXTRAS,
            why=f"hatch-pinned-extra reads versions from this file where {_SWITCH} is set",
            at=lock.at,
            certainty=Certainty.POSSIBLE,
        )
        yield from overrides(_SWITCH, at=hook.at, feeds=_EXTRAS)


PROVIDER = Provider(
    name="hatch-pinned-extra",
    about=(*WITH_SETTINGS, "hatch-pinned-extra"),
    inputs=inputs,
    claims=Claims(metadata_hooks=("pinned_extra",)),
)
