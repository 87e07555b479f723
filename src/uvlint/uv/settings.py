"""The settings of uv that decide about a rebuild beside the cache keys (uv 0.13.9, observed)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from uvlint.model import Refusal, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, Project, normalized
from uvlint.project.table import Table
from uvlint.uv.reinstall import OF_BUILDS
from uvlint.uv.schema import mistake, stop
from uvlint.uv.version import Version
from uvlint.uv.workspace import settings as pyproject

_UV_TOML = "uv.toml"
_FALSE = ("", "0", "false", "f", "no", "n", "off")


class PackageSettings(NamedTuple):
    """What the user asked of uv for one package.

    `editable` is None where it cannot be told; `package` is False where another
    project says that there is nothing to build. `config` and `variables` are those of
    the build; `cache` is the setting `cache-dir`. `dropped` tells why uv takes none of the
    settings that it was given, as a clause, where some of them are about builds.
    """

    reinstall: bool
    editable: bool | None
    package: bool
    config: Mapping[str, object]
    variables: Mapping[str, object]
    cache: str | None
    dropped: str | None = None


def package_settings(
    workspace: str,
    root: str,
    name: str | None,
    environ: Mapping[str, str],
    version: Version,
) -> PackageSettings:
    """Return what is asked for a package by the folder that governs its environment."""
    called = normalized(name) if name else None
    tables = tuple(_tables(workspace, environ, version))
    config: dict[str, object] = {}
    for table in tables:
        config = _united(config, _of_package(table, "config-settings-package", called))
    for table in tables:
        config = _united(config, table.table("config-settings").data)
    variables: dict[str, object] = {}
    for table in tables:
        variables = dict(_of_package(table, "extra-build-variables", called)) | variables
    source = _source(workspace, called)
    editable = source.flag("editable")
    if is_set(environ, "UV_NO_EDITABLE"):
        editable = False
    elif root == workspace or (editable is None and source.flag("workspace")):
        editable = True
    elif editable is None and "path" in source:
        editable = False
    return PackageSettings(
        reinstall=any(_reinstalls(table, called) for table in tables),
        editable=editable,
        package=source.flag("package") is not False,
        config=config,
        variables=variables,
        cache=next((found.value for t in tables if (found := t.string("cache-dir"))), None),
        dropped=_dropped(workspace, environ, version),
    )


def stopped(workspace: str, root: str, version: Version) -> str | None:
    """Return why uv cannot fill an environment with a project, as a clause, None if it can."""
    for folder in (workspace, root):
        if found := stop(pyproject(folder).table("tool", "uv")):
            return f"uv stops at {_shown(PYPROJECT, found)}"
    if pyproject(workspace).flag("tool", "uv", "managed") is False:
        return "uv does not manage it: `managed = false`"
    stated = nearest(workspace)
    found = mistake(stated, version) if stated.file == _UV_TOML else None
    return f"uv stops at {_shown(_UV_TOML, found)}" if found else None


def is_set(environ: Mapping[str, str], name: str) -> bool:
    """Tell whether a variable switches something on."""
    return environ.get(name, "").strip().lower() not in _FALSE


def nearest(folder: str, version: Version | None = None) -> Table:
    """Return the first settings upward: uv.toml, else `[tool.uv]`, be it empty.

    With a version, a `[tool.uv]` that this uv drops for a mistake counts for nothing.
    """
    while True:
        if os.path.isfile(own := os.path.join(folder, _UV_TOML)):
            return _toml(own)
        stated = pyproject(folder)
        table = stated.table("tool", "uv")
        if stated.has("tool", "uv") and (version is None or mistake(table, version) is None):
            return table
        above = os.path.dirname(folder)
        if above == folder:
            return Table(PYPROJECT, {})
        folder = above


def _reinstalls(table: Table, called: str | None) -> bool:
    """Tell whether settings ask for a build each time; `reinstall = false` takes names back."""
    whole = table.flag("reinstall")
    if whole is not None:
        return whole
    return called in {normalized(item.value) for item in table.strings("reinstall-package")}


def _dropped(workspace: str, environ: Mapping[str, str], version: Version) -> str | None:
    """Return why uv takes none of the settings in pyproject.toml, if some are about builds."""
    if is_set(environ, "UV_NO_CONFIG") or environ.get("UV_CONFIG_FILE"):
        return None
    table = nearest(workspace)
    if table.file == _UV_TOML or not any(name in table for name in OF_BUILDS):
        return None
    found = mistake(table, version)
    return f"uv takes no settings from {_shown(PYPROJECT, found)}" if found else None


def _shown(file: str, found: Refusal) -> str:
    return f"{file}: {found.reason}"


def _of_package(table: Table, name: str, called: str | None) -> Mapping[str, object]:
    """Return what a setting by package names says of one."""
    for other, value in table.table(name).data.items():
        if normalized(other) == called and isinstance(value, dict):
            return value
    return {}


def _united(first: Mapping[str, object], second: Mapping[str, object]) -> dict[str, object]:
    """Return both settings of a build: what both name becomes a list."""
    united = dict(first)
    for name, value in second.items():
        united[name] = [*_items(united[name]), *_items(value)] if name in united else value
    return united


def _items(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _source(workspace: str, called: str | None) -> Table:
    """Return the source that a project names for a package, the first of several."""
    sources = pyproject(workspace).table("tool", "uv", "sources")
    for name in sources.data:
        if normalized(name) == called:
            return next(iter(sources.tables(name)), Table(sources.file, {}))
    return Table(sources.file, {})


def _tables(workspace: str, environ: Mapping[str, str], version: Version) -> Iterator[Table]:
    """Yield the settings that uv reads, the nearest first."""
    if is_set(environ, "UV_NO_CONFIG"):
        return
    if named := environ.get("UV_CONFIG_FILE"):
        yield _toml(os.path.abspath(named))
        return
    home = environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    user = _toml(os.path.join(home, "uv", _UV_TOML))
    yield from (t for t in (nearest(workspace, version), user) if mistake(t, version) is None)


def _toml(path: str) -> Table:
    folder, name = os.path.split(path)
    try:
        return Project(folder).toml(name)
    except Unreadable:
        return Table(name, {})
