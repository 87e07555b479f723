"""hatch-requirements-txt reads dependencies from files."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks
from uvlint.model import File, Input, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located


def inputs(project: Project) -> Iterator[Input]:
    """Yield each file; version 0.4 does not follow its `-r` lines."""
    hook = metadata_hooks(project).get("requirements_txt")
    if hook is None:
        return
    if project.computed("dependencies"):
        named = hook.strings("files") or hook.strings("filename")
        if not ({"files", "filename"} & hook.data.keys()):
            named = (Located("requirements.txt", Place(hook.file, hook.route, key=True)),)
        yield from _read(named, "dependencies")
    if project.computed("optional-dependencies"):
        for _, files in hook.table("optional-dependencies").arrays():
            yield from _read(files, "optional-dependencies")


def _read(files: tuple[Located[str], ...], field: str) -> Iterator[Input]:
    for file in files:
        why = f"hatch-requirements-txt reads `{field}` from this file"
        yield Input(key=File(file.value), feeds=(field,), why=why, at=file.at)


PROVIDER = Provider(
    name="hatch-requirements-txt",
    about=("hatch-requirements-txt",),
    inputs=inputs,
    claims=Claims(metadata_hooks=("requirements_txt",)),
)
