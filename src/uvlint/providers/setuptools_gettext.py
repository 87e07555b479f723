"""setuptools-gettext compiles translations."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project, Requirement

_WHO = "setuptools-gettext"
_SOURCES, _BUILT = "po", "locale"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the translations of each language (version 0.1.19)."""
    required = _required(project)
    if required is None:
        return
    stated = project.pyproject.string("tool", _WHO, "source_dir")
    folder = path_in_project(stated.value) if stated and stated.value else _found(project)
    if folder and folder != "." and project.is_dir(folder):
        why = f"{_WHO} compiles these translations"
        at = stated.at if stated else required.at
        yield Input(key=File(f"{folder}/**/*.po"), feeds=(WHEEL,), why=why, at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled translations."""
    stated = project.pyproject.string("tool", _WHO, "build_dir")
    folder = posixpath.normpath(stated.value if stated and stated.value else _BUILT)
    if _required(project) is not None:
        yield Output(file=f"{folder}/**/*.mo", why=f"{_WHO} writes compiled translations")


def _found(project: Project) -> str:
    """Return the folder that is taken where the settings name none."""
    is_there = not project.is_dir(_SOURCES) and project.is_dir(_BUILT)
    return _BUILT if is_there else _SOURCES


def _required(project: Project) -> Requirement | None:
    return project.requirement(_WHO) if builds_with_setuptools(project) else None


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs, outputs=outputs)
