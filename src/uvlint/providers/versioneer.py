"""versioneer counts the version from git when setup.py asks it to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends.scm.versions import VERSION, counted
from uvlint.backends.setuptools.settings import SETUP_CFG, builds_with_setuptools
from uvlint.model import Certainty, File, Input, Location, Place, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import SETUP_PY, Project

VENDORED = "versioneer.py"
SECTION = "versioneer"

_ASKED = re.compile(r"\bversioneer\b.*\bget_versions?\b", re.DOTALL)
_FIRST_ON_PATH = re.compile(r"\bsys\.path\.insert\(\s*0\b")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, the settings outside pyproject.toml, and versioneer itself where it lies here."""
    if not builds_with_setuptools(project) or not project.computed("version"):
        return
    if not _ASKED.search(project.text(SETUP_PY) or ""):
        return
    at, source = _settings(project)
    yield from counted(project, "versioneer", at)
    if at.file == SETUP_CFG:
        why = "versioneer reads its settings from this file"
        yield Input(key=File(SETUP_CFG), feeds=VERSION, why=why, at=at)
    if project.is_file(VENDORED) and _imports_vendored(project):
        why = "setup.py imports versioneer from this file to get `version`"
        yield Input(key=File(VENDORED), feeds=VERSION, why=why, at=at, runs=True)
    if source:
        why = "versioneer looks for the version of an exported tree in this file"
        yield Input(key=File(source), feeds=VERSION, why=why, at=at, certainty=Certainty.POSSIBLE)


def _imports_vendored(project: Project) -> bool:
    """Tell whether `import versioneer` finds the file of the project.

    setuptools takes the project's folder off the path, except in its legacy back end;
    then an installed versioneer counts.
    """
    return (
        project.requirement("versioneer") is None
        or project.backend.endswith("__legacy__")
        or _FIRST_ON_PATH.search(project.text(SETUP_PY) or "") is not None
    )


def _settings(project: Project) -> tuple[Spot, str]:
    """Return where the settings stand, and the file they name for the exported version."""
    table = project.pyproject.table("tool", "versioneer")
    if table:
        source = table.string("versionfile_source")
        return table.at, source.value if source else ""
    if SECTION in project.setup_cfg.sections:
        stated = project.setup_cfg.get(SECTION, "versionfile_source")
        return Place(SETUP_CFG, (SECTION,)), stated.value if stated else ""
    requirement = project.requirement("versioneer")
    return (requirement.at if requirement else Location(SETUP_PY)), ""


PROVIDER = Provider(
    name="versioneer",
    about=("versioneer", "tool.versioneer", VENDORED),
    inputs=inputs,
    claims=Claims(neutral=("versioneer",)),
)
