"""vcversioner takes the version from git and keeps it in a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint.backends.scm.versions import VERSION, counted, repository
from uvlint.backends.setuptools.settings import builds_with_setuptools, keyword, readable_path
from uvlint.model import File, Input, Location, Output
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "vcversioner"
_FILE = "version.txt"


def inputs(project: Project) -> Iterator[Input]:
    """Yield git; without a repository the file that an earlier build wrote (2.16, source read)."""
    found = _options(project)
    if found is None or not project.computed("version"):
        return
    options, at = found
    kept = _kept(options)
    if kept and repository(project) is None and project.is_file(kept):
        why = f"{_WHO} reads `version` from this file where there is no repository"
        yield Input(key=File(kept), feeds=VERSION, why=why, at=at)
    else:
        yield from counted(project, _WHO, at, dirty=False)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the files that receive the version."""
    found = _options(project)
    if found is None:
        return
    paths = found[0].get("version_module_paths")
    names = [name for name in paths if isinstance(name, str)] if isinstance(paths, list) else []
    for name in (_kept(found[0]) if repository(project) else None, *names):
        if name:
            yield Output(file=name, why=f"{_WHO} writes the version into this file")


def _options(project: Project) -> tuple[Mapping[str, object], Location] | None:
    """Return the argument of `setup()`; an empty dictionary asks for all defaults."""
    found = keyword(project, _WHO)
    if found is None or not isinstance(found.value, Mapping) or not builds_with_setuptools(project):
        return None
    return found.value, found.at


def _kept(options: Mapping[str, object]) -> str | None:
    if "version_file" not in options:
        return _FILE
    stated = options["version_file"]
    return readable_path(stated.replace("%(root)s/", "")) if isinstance(stated, str) else None


PROVIDER = Provider(name=_WHO, about=(_WHO, "setup.py"), inputs=inputs, outputs=outputs)
