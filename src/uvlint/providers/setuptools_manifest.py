"""setuptools copies scripts even into an editable install; other data is read in place."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.setuptools import builds_with_setuptools, inside, words
from uvlint.model import WHEEL, File, Input
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts that the settings name.

    Package data is read in place, and setuptools 84.2.1 puts no data files into an
    editable install (observed), so MANIFEST.in and its like need no key.
    """
    if not builds_with_setuptools(project):
        return
    stated = [
        (path.value, path.at) for path in project.pyproject.strings("tool.setuptools.script-files")
    ]
    for section in ("options", "files"):  # the second one is pbr's
        if listed := project.setup_cfg.get(section, "scripts"):
            stated += [(path, listed.at) for path in words(listed.value)]
    for path, at in stated:
        if name := inside(path):
            why = "setuptools copies this script into the installation"
            yield Input(key=File(name), feeds=(WHEEL,), why=why, at=at)


PROVIDER = Provider(
    name="setuptools-manifest", about=("setuptools", "pbr", "setuptools-git"), inputs=inputs
)
