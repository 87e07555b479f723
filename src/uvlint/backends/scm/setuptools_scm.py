"""setuptools-scm 10.3 with vcs-versioning 2.6: when they act, what they read and write."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

from uvlint.backends.scm.versions import VERSION, archival, counted, setuptools_scm_overrides
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    distribution_name,
    installs,
    keyword,
    sets,
)
from uvlint.model import Certainty, File, Input, Spot, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.table import Table

_CONFIG = ".config/python-vcs-versioning.toml"
_FRAGMENTS = "changelog.d"
_TABLES = (("tool", "setuptools_scm"), ("tool", "vcs-versioning"))


class Use(NamedTuple):
    """That setuptools-scm computes the version in a build of setuptools: how, and who says so."""

    options: Mapping[str, object]
    at: Spot


def use(project: Project) -> Use | None:
    """Return how a setuptools project uses setuptools-scm, None where only its files are found.

    A version in setup.py or setup.cfg stands before it, one that is static as well.
    """
    if not builds_with_setuptools(project) or not project.computed("version"):
        return None
    found = _asked(project)
    if found is None or sets(project, "version"):
        return None
    stated = project.setup_cfg.get("metadata", "version")
    return found if stated is None or "attr" in stated.value else None


def _asked(project: Project) -> Use | None:
    """Return who asks for a version: setup.py, a table, or the extra made for that."""
    route = next((route for route in _TABLES if project.pyproject.has(*route)), None)
    table = project.pyproject.table(*route) if route else None
    data = options_in(table) if table is not None else {}
    asked = keyword(project, "use_scm_version")
    if asked and not asked.empty:
        given = asked.value if isinstance(asked.value, Mapping) else {}
        return Use(_imposed(project, {**data, **given}), asked.at)
    if table is not None and installs(project, "setuptools-scm"):
        return Use(_imposed(project, data), table.at)
    for requirement in project.requires if "version" in project.dynamic else ():
        if requirement.name == "setuptools-scm" and "simple" in requirement.extras:
            return Use(_imposed(project, {}), requirement.at)
    return None


def options_in(table: Table) -> Mapping[str, object]:
    """Return the options that a table holds, after asking for those that count here."""
    for name in ("root", "version_file", "write_to"):
        table.string(name)
    table.strings("version_scheme")
    table.flag("write_to_source")
    return table.data


def _imposed(project: Project, stated: Mapping[str, object]) -> Mapping[str, object]:
    """Return the options of a project, with those that the root of the repository imposes."""
    root = _root(stated)
    within = posixpath.relpath(project.root, project.path(root)) if root != "." else "."
    try:
        imposed = project.toml(_config(stated)).data.get(within)
    except Unreadable:  # setuptools-scm warns and goes on without it
        imposed = None
    return {**stated, **imposed} if isinstance(imposed, Mapping) else stated


def inputs(
    project: Project, options: Mapping[str, object], at: Spot, who: str = "setuptools-scm"
) -> Iterator[Input]:
    """Yield what `who`, itself or vcs-versioning, computes the version of a distribution from."""
    yield from counted(project, who, at)
    config = _config(options)
    if project.is_file(config):
        why = f"{who} reads overrides for its settings from this file"
        yield Input(key=File(config), feeds=VERSION, why=why, at=at)
    yield from archival(project, who, at, _root(options))
    yield from fragments(project, options, at)
    yield from setuptools_scm_overrides(distribution_name(project), at, who)


def fragments(project: Project, options: Mapping[str, object], at: Spot) -> Iterator[Input]:
    """Yield the folder of news fragments, if a version scheme looks at their names."""
    schemes = options.get("version_scheme")
    for scheme in schemes if isinstance(schemes, list | tuple) else (schemes,):
        if isinstance(scheme, str) and scheme.startswith("towncrier-fragments"):
            yield from _fragments(project, at)


def outputs(options: Mapping[str, object]) -> Iterator[str]:
    """Yield the files that receive the version at every build."""
    if options.get("write_to_source") is False:
        return
    for option, folder in (("write_to", _root(options)), ("version_file", ".")):
        path = options.get(option)
        if isinstance(path, str) and path and not posixpath.isabs(path):
            yield posixpath.normpath(posixpath.join(folder, path))


def _root(options: Mapping[str, object]) -> str:
    root = options.get("root")
    if not isinstance(root, str) or not root or posixpath.isabs(root):
        return "."
    return posixpath.normpath(root)


def _config(options: Mapping[str, object]) -> str:
    return posixpath.normpath(posixpath.join(_root(options), _CONFIG))


def _fragments(project: Project, at: Spot) -> Iterator[Input]:
    stated = project.pyproject.string("tool", "towncrier", "directory") or project.toml(
        "towncrier.toml"
    ).string("directory")
    folder = posixpath.normpath(stated.value) if stated and stated.value else _FRAGMENTS
    why = "the names of the fragments in this folder decide on the next version"
    yield Input(key=File(f"{folder}/*"), feeds=VERSION, why=why, at=at)
    why = "setuptools-scm looks here for the folder of the fragments"
    yield Input(
        key=File("towncrier.toml"), feeds=VERSION, why=why, at=at, certainty=Certainty.LIKELY
    )
