"""hatch-autorun puts code into the wheel that runs whenever Python starts."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.model import WHEEL, File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file with the code, which is copied into an editable wheel as well."""
    hook = build_hooks(project).get("autorun")
    file = hook.string("file") if hook else None
    if file and file.value:
        why = "hatch-autorun copies this code into the wheel"
        yield Input(key=File(file.value), feeds=(WHEEL,), why=why, at=file.at)


PROVIDER = Provider(
    name="hatch-autorun",
    about=(*WITH_SETTINGS, "hatch-autorun"),
    inputs=inputs,
    claims=Claims(build_hooks=("autorun",)),
)
