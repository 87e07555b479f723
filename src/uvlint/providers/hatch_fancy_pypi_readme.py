"""hatch-fancy-pypi-readme puts a readme together from files."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks
from uvlint.model import File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file of each fragment; a fragment with a `text` has none."""
    hook = metadata_hooks(project).get("fancy-pypi-readme")
    if hook is None or not project.computed("readme"):
        return
    for fragment in hook.tables("fragments"):
        path = fragment.string("path")
        if path and "text" not in fragment.data:
            why = "hatch-fancy-pypi-readme puts this file into `readme`"
            yield Input(key=File(path.value), feeds=("readme",), why=why, at=path.at)


PROVIDER = Provider(
    name="hatch-fancy-pypi-readme",
    about=("hatch-fancy-pypi-readme",),
    inputs=inputs,
    claims=Claims(metadata_hooks=("fancy-pypi-readme",)),
)
