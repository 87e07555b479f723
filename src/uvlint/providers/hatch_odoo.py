"""hatch-odoo takes dependencies from the manifests of addons, and links the addons."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, metadata_hooks
from uvlint.backends.odoo import manifests
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_BUILT = "build/__editable_odoo_addons__"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the manifests of the addons (hatch-odoo 1.0.2: `addons_dirs` in pyproject.toml)."""
    feeds = tuple(_feeds(project))
    if not feeds:
        return
    for folder in project.pyproject.strings("tool", "hatch-odoo", "addons_dirs"):
        if project.is_dir(folder.value):
            for key in manifests(project, folder.value):
                why = "hatch-odoo reads the manifests of these addons"
                yield Input(key=key, feeds=feeds, why=why, at=folder.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder of links that an editable build makes."""
    if _links(project):
        yield Output(file=f"{_BUILT}/**", why="hatch-odoo links the addons here")


def _feeds(project: Project) -> Iterator[str]:
    if "dependencies" in project.dynamic and "odoo-addons-dependencies" in metadata_hooks(project):
        yield "dependencies"
    if _links(project):
        yield WHEEL


def _links(project: Project) -> bool:
    hook = build_hooks(project).get("odoo-addons-dirs")
    return hook is not None and hook.flag("editable_symlinks") is not False


PROVIDER = Provider(
    name="hatch-odoo",
    about=(*WITH_SETTINGS, "hatch-odoo"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(metadata_hooks=("odoo-addons-dependencies",), build_hooks=("odoo-addons-dirs",)),
)
