"""uv_build copies data into the wheel; it refuses dynamic fields."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.trees import whole
from uvlint.model import WHEEL, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the folders of data, which are in an editable wheel as well (0.13.6, observed)."""
    data = project.pyproject.table("tool", "uv", "build-backend", "data")
    for name in data.data:
        folder = data.string(name)
        if folder and (key := whole(project, folder.value)):
            why = "uv_build copies this into the wheel"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=folder.at)


PROVIDER = Provider(
    name="uv-build",
    about=("uv-build",),
    inputs=inputs,
    claims=Claims(backends=("uv-build",), families=("uv-",)),
)
