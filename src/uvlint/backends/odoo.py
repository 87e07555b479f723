"""Addons of Odoo: the folders that hold one, and the file that describes it."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.trees import path_in_project
from uvlint.model import File
from uvlint.project import Project

MANIFESTS = ("__manifest__.py", "__openerp__.py", "__terp__.py")
"""Names of the file that describes an addon; the first that is there counts."""


def manifest(project: Project, folder: str) -> str | None:
    """Return the file that describes the addon in a folder, None where there is none."""
    names = (name if folder == "." else f"{folder}/{name}" for name in MANIFESTS)
    return next((name for name in names if project.is_file(name)), None)


def manifests(project: Project, folder: str) -> Iterator[File]:
    """Yield what watches the manifests of all addons in a folder, new addons as well."""
    place = path_in_project(folder)
    if place is None:
        return
    prefix = "" if place == "." else f"{place}/"
    addons = [f"{prefix}{name}" for name, is_folder in project.listing(place) if is_folder]
    found = [name for addon in addons if (name := manifest(project, addon))]
    if place == ".":
        yield from map(File, found)
    else:
        kinds = dict.fromkeys(name.rpartition("/")[2] for name in found)
        yield from (File(f"{place}/**/{kind}") for kind in kinds or MANIFESTS[:1])
