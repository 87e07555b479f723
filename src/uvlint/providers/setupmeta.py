"""setupmeta fills in what setup.py leaves out, from git and from files with well-known names."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from uvlint.backends.scm.versions import VERSION, counted, overrides, repository
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    installs,
    keyword,
    package_folders,
    sets,
)
from uvlint.model import Env, File, Input, Location, Output
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "setupmeta"
_SNAPSHOT = ".setupmeta.version"
_REQUIREMENTS = ("requirements.in", "requirements.txt", "pinned.txt")
_SIGNS = {
    "version": re.compile(rb"^__version__\s*=", re.MULTILINE),
    "description": re.compile(rb"^(?:\"\"\"|''')", re.MULTILINE),
}
_MODULES = ("__about__.py", "__version__.py", "__init__.py")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, the first file of requirements, the readme, and modules with `__version__`."""
    at = _asked(project)
    if at is None:
        return
    versioning = keyword(project, "versioning")
    if versioning and not versioning.empty:
        yield from _version(project, versioning.value, versioning.at)
    yield from _modules(project, at)
    if not sets(project, "install_requires"):
        yield from _first(project, _REQUIREMENTS, "dependencies", at)
    if not sets(project, "entry_points"):
        yield from _first(project, ("entry_points.ini",), "entry-points", at)
    if not sets(project, "long_description"):
        others = (name for name, _ in project.listing() if name.startswith("README"))
        yield from _first(project, ("README.rst", "README.md", *others), "readme", at)
    yield from _named(project, "install_requires", "dependencies")
    yield from _named(project, "extras_require", "optional-dependencies")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the version that a project in a folder of a repository keeps for builds elsewhere."""
    if _asked(project) and sets(project, "versioning") and not project.is_dir(".git"):
        yield Output(file=_SNAPSHOT, why=f"{_WHO} writes the state of git into this file")


def _asked(project: Project) -> Location | None:
    """Return where setup.py asks for setupmeta: by `setup_requires` (3.9.0, source read)."""
    asked = keyword(project, "setup_requires")
    if asked is None or not builds_with_setuptools(project) or "project" in project.pyproject:
        return None
    stated = asked.value if isinstance(asked.value, list | tuple) else [asked.value]
    if any(str(line).startswith(_WHO) for line in stated) and installs(project, _WHO):
        return asked.at
    return None


def _version(project: Project, stated: object, at: Location) -> Iterator[Input]:
    if repository(project) is None and project.is_file(_SNAPSHOT):
        why = f"{_WHO} reads the state of git from this file where there is no repository"
        yield Input(key=File(_SNAPSHOT), feeds=VERSION, why=why, at=at)
    else:
        yield from counted(project, _WHO, at)
    texts = stated.values() if isinstance(stated, Mapping) else (stated,)
    for text in texts:
        for part in str(text).split("{")[1:]:
            name = part.partition("}")[0].partition(":")[0]
            if name.startswith("$") and "*" not in name:
                why = f"{_WHO} puts the variable {name[1:]} into `version`"
                yield Input(key=Env(name[1:]), feeds=VERSION, why=why, at=at)
    yield from overrides("SCM_DESCRIBE", at=at)


def _modules(project: Project, at: Location) -> Iterator[Input]:
    """Yield the modules at the top of packages that hold a version, or a line of description."""
    wanted = {
        field: sign
        for field, sign in _SIGNS.items()
        if not sets(project, field) and not (field == "version" and sets(project, "versioning"))
    }
    root = package_folders(project).get("", "src" if project.is_dir("src") else ".")
    for package, is_folder in project.listing(root):
        folder = posixpath.normpath(f"{root}/{package}")
        if not is_folder or not project.is_file(f"{folder}/__init__.py"):
            continue
        for file in (f"{folder}/{name}" for name in _MODULES):
            data = project.data(file) or b""
            if feeds := tuple(field for field, sign in wanted.items() if sign.search(data)):
                why = f"{_WHO} reads {' and '.join(f'`{f}`' for f in feeds)} from this file"
                yield Input(key=File(file), feeds=feeds, why=why, at=at)


def _first(
    project: Project, candidates: tuple[str, ...], field: str, at: Location
) -> Iterator[Input]:
    name = next((name for name in candidates if project.is_file(name)), None)
    if name:
        why = f"{_WHO} reads `{field}` from this file"
        yield Input(key=File(name), feeds=(field,), why=why, at=at)


def _named(project: Project, argument: str, field: str) -> Iterator[Input]:
    """Yield the file that an argument names in place of requirements: `@requirements.txt`."""
    found = keyword(project, argument)
    if found is None:
        return
    stated = found.value.values() if isinstance(found.value, Mapping) else (found.value,)
    for text in stated:
        if isinstance(text, str) and text.startswith("@") and len(text) > 1:
            why = f"{_WHO} reads `{field}` from this file"
            yield Input(key=File(text[1:]), feeds=(field,), why=why, at=found.at)


PROVIDER = Provider(name=_WHO, about=(_WHO, "setup.py"), inputs=inputs, outputs=outputs)
