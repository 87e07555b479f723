"""numpy.distutils compiles C and Fortran that a tree of setup.py files lists."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.python.literal_names import mentioned
from uvlint.backends.setuptools.settings import builds_with_setuptools
from uvlint.model import WHEEL, Certainty, File, Input, Location, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import SETUP_PY, Project

_MARK = "numpy.distutils"
_SITE = "site.cfg"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts of subpackages, the sources that scripts name, and site.cfg."""
    if not _applies(project):
        return
    at = Location(SETUP_PY)
    scripts = [file for file in project.walk() if _is_script(project, file)]
    for script in scripts:
        if script != SETUP_PY:
            why = "numpy.distutils runs this script for a subpackage"
            yield Input(key=File(script), feeds=(WHEEL,), why=why, at=at, runs=True)
    sources = dict.fromkeys(file for script in scripts for file in mentioned(project, script))
    for key in native.named(sources):
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why="a script for numpy.distutils names this source",
            at=at,
            certainty=Certainty.LIKELY,
        )
    if project.is_file(_SITE):
        why = "numpy.distutils looks for libraries as this file says"
        yield Input(key=File(_SITE), feeds=(WHEEL,), why=why, at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that numpy.distutils builds in."""
    if _applies(project):
        yield Output(file="build/**", why="numpy.distutils builds in this folder")


def _applies(project: Project) -> bool:
    return builds_with_setuptools(project) and _MARK in native.text(project, SETUP_PY)


def _is_script(project: Project, file: str) -> bool:
    return posixpath.basename(file) == SETUP_PY and _MARK in native.text(project, file)


PROVIDER = Provider(
    name="numpy-distutils",
    about=("numpy", "oldest-supported-numpy", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(neutral=("numpy",)),
)
