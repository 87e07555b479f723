"""The settings of uv that decide about a rebuild beside the cache keys (uv 0.13.9, observed)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from uvlint.model import Unreadable
from uvlint.project import Project, normalized
from uvlint.uv.workspace import settings as pyproject
from uvlint.views.table import Table

_FALSE = ("", "0", "false", "f", "no", "n", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the user asked of uv for one package.

    `editable` is None where it cannot be told; `package` is False where another
    project says that there is nothing to build. `config` and `variables` are those of
    the build; `cache` is the setting `cache-dir`.
    """

    reinstall: bool
    editable: bool | None
    package: bool
    config: Mapping[str, object]
    variables: Mapping[str, object]
    cache: str | None


def wishes(governor: str, root: str, name: str | None, environ: Mapping[str, str]) -> Wishes:
    """Return what is asked for a package by the folder that governs its environment."""
    called = normalized(name) if name else None
    tables = tuple(_tables(governor, environ))
    config: dict[str, object] = {}
    for table in tables:
        config = _united(config, _of_package(table, "config-settings-package", called))
    for table in tables:
        config = _united(config, table.table("config-settings").data)
    variables: dict[str, object] = {}
    for table in tables:
        variables = dict(_of_package(table, "extra-build-variables", called)) | variables
    source = _source(governor, called)
    editable = source.flag("editable")
    if is_set(environ, "UV_NO_EDITABLE"):
        editable = False
    elif root == governor or (editable is None and source.flag("workspace")):
        editable = True
    elif editable is None and "path" in source:
        editable = False
    return Wishes(
        reinstall=any(_reinstalls(table, called) for table in tables),
        editable=editable,
        package=source.flag("package") is not False,
        config=config,
        variables=variables,
        cache=next((found.value for t in tables if (found := t.string("cache-dir"))), None),
    )


def is_set(environ: Mapping[str, str], name: str) -> bool:
    """Tell whether a variable switches something on."""
    return environ.get(name, "").strip().lower() not in _FALSE


def nearest(folder: str) -> Table:
    """Return the first settings upward: uv.toml, else `[tool.uv]`."""
    while True:
        if os.path.isfile(own := os.path.join(folder, "uv.toml")):
            return _toml(own)
        table = pyproject(folder).table("tool.uv")
        above = os.path.dirname(folder)
        if table or above == folder:
            return table
        folder = above


def _reinstalls(table: Table, called: str | None) -> bool:
    """Tell whether settings ask for a build each time; uv takes none of a wrong type."""
    whole, named = table.get("reinstall"), table.get("reinstall-package")
    if whole is not None and not isinstance(whole.value, bool):
        return False
    if named is not None and not isinstance(named.value, list):
        return False
    names = {normalized(item.value) for item in table.strings("reinstall-package")}
    return (whole is not None and whole.value is True) or called in names


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


def _source(governor: str, called: str | None) -> Table:
    """Return the source that a project names for a package, the first of several."""
    sources = pyproject(governor).table("tool.uv.sources")
    for name in sources.data:
        if normalized(name) == called:
            return next(iter(sources.tables(name)), Table(sources.file, {}))
    return Table(sources.file, {})


def _tables(governor: str, environ: Mapping[str, str]) -> Iterator[Table]:
    """Yield the settings that uv reads, the nearest first."""
    if is_set(environ, "UV_NO_CONFIG"):
        return
    if named := environ.get("UV_CONFIG_FILE"):
        yield _toml(os.path.abspath(named))
        return
    yield nearest(governor)
    home = environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    yield _toml(os.path.join(home, "uv", "uv.toml"))


def _toml(path: str) -> Table:
    folder, name = os.path.split(path)
    try:
        return Project(folder).toml(name)
    except Unreadable:
        return Table(name, {})
