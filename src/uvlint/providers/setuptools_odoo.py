"""setuptools-odoo takes arguments of `setup()` from the manifests of addons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint.backends.odoo import manifest, manifests
from uvlint.backends.scm.versions import counted, overrides
from uvlint.backends.setuptools.settings import Keyword, builds_with_setuptools, keyword
from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "setuptools-odoo"
_FOLDERS = ("odoo/addons", "odoo_addons", "openerp_addons")
_ONE = ("version", "dependencies", "requires-python", "description")
_MANY = ("dependencies", "requires-python")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the manifests; of a single addon its readme and git as well (3.3, source read)."""
    folder = next((name for name in _FOLDERS if project.is_dir(name)), None)
    if folder is None or not builds_with_setuptools(project):
        return
    one, many = _asked(project, "odoo_addon"), _asked(project, "odoo_addons")
    asked = one or many
    feeds = tuple(field for field in (_ONE if one else _MANY) if project.computed(field))
    if asked is None or not feeds:
        return
    for key in manifests(project, folder):
        why = f"{_WHO} reads the manifests of these addons"
        yield Input(key=key, feeds=feeds, why=why, at=asked.at)
    if one is None:
        return
    for name, is_folder in project.listing(folder):
        readme = f"{folder}/{name}/README.rst"
        addon = is_folder and manifest(project, f"{folder}/{name}")
        if addon and project.is_file(readme) and project.computed("readme"):
            why = f"{_WHO} reads `readme` from this file"
            yield Input(key=File(readme), feeds=("readme",), why=why, at=one.at)
    options = one.value if isinstance(one.value, Mapping) else {}
    if "version" in feeds and options.get("post_version_strategy_override") != "none":
        yield from counted(project, _WHO, one.at)
        yield from overrides("SETUPTOOLS_ODOO_POST_VERSION_STRATEGY_OVERRIDE", at=one.at)


def _asked(project: Project, name: str) -> Keyword | None:
    """Return an argument of `setup()`: an empty dictionary asks as well as `True`."""
    found = keyword(project, name)
    return found if found and (not found.empty or isinstance(found.value, Mapping)) else None


PROVIDER = Provider(name=_WHO, about=(_WHO, "setup.py"), inputs=inputs)
