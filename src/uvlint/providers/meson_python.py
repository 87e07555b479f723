"""meson-python takes dynamic fields from meson.build; its editable installs rebuild on import."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import meson
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_FIELDS = ("version", "license", "license-files")


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the fields come from; sources need no key, since every import rebuilds."""
    fields = tuple(field for field in _FIELDS if project.computed(field))
    if _applies(project) and fields:
        yield from meson.inputs(project, fields, project.backend_at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folders that meson-python builds in."""
    if _applies(project):
        why = "meson-python builds editable installs in this folder"
        yield Output(file="build/cp*/**", why=why)
        yield Output(file=".mesonpy-*/**", why="meson-python builds wheels in this folder")


def _applies(project: Project) -> bool:
    return project.backend.partition(":")[0] == "mesonpy"


PROVIDER = Provider(
    name="meson-python",
    about=("meson-python", "mesonpy"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("mesonpy",), families=("mesonpy-",)),
)
