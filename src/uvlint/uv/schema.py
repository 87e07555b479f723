"""The settings of uv by name and shape, and what a mistake in them does.

uv reads `[tool.uv]` more than once. Because of a mistake in its settings it takes none of
them, with a warning; a mistake in what it says of the project, or anywhere in uv.toml,
stops uv; the list of keys is read on its own. (0.4.19 to 0.13.9, observed; the names are
those of 0.13.9: versions added some, and took none away.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time

from uvlint.model import Refusal, Route
from uvlint.named_tuple import NamedTuple
from uvlint.project.table import Table
from uvlint.uv.features import LISTS, taken_since
from uvlint.uv.keys import key_of, wrong_type
from uvlint.uv.version import NEWEST, Version

_NAME = r"(?i)[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?"


class _Shape(NamedTuple):
    """What a value must be: its type, the shape of what it holds, and how uv calls it."""

    kind: type | tuple[type, ...]
    called: str
    inside: _Shape | None = None
    pattern: str = ""


_ANYTHING = _Shape(object, "")
_FLAG = _Shape(bool, "a boolean")
_TEXT = _Shape(str, "a string")
_COUNT = _Shape(int, "a nonzero usize")
_ARRAY = _Shape(list, "a sequence")
_TEXTS = _Shape(list, "a sequence", _TEXT)
_PACKAGES = _Shape(list, "a sequence", _Shape(str, "a string", pattern=_NAME))
_TABLE = _Shape(dict, "a map")
_VALUES = _Shape(dict, "a map", _Shape((str, list), "a string or list of strings", _TEXT))

_SETTINGS: Mapping[_Shape, str] = {
    _ANYTHING: "audit cache-keys exclude-newer preview-features",
    _FLAG: "compile-bytecode native-tls no-binary no-build no-build-isolation no-cache no-index"
    " no-sources offline preview reinstall require-build-hashes system-certs upgrade",
    _TEXT: "add-bounds cache-dir check-url fork-strategy graalpy-install-mirror http-proxy"
    " https-proxy index-strategy index-url keyring-provider link-mode prerelease publish-url"
    " pyodide-install-mirror pypy-install-mirror python-downloads python-downloads-json-url"
    " python-install-mirror python-preference required-version resolution torch-backend"
    " trusted-publishing",
    _COUNT: "concurrent-builds concurrent-downloads concurrent-installs",
    _ARRAY: "dependency-metadata",
    _TEXTS: "allow-insecure-host extra-index-url find-links no-proxy upgrade-package",
    _PACKAGES: "no-binary-package no-build-isolation-package no-build-package"
    " no-sources-package reinstall-package",
    _TABLE: "exclude-newer-package extra-build-dependencies pip prerelease-package",
    _VALUES: "config-settings",
    _Shape(dict, "a map", _VALUES): "config-settings-package",
    _Shape(dict, "a map", _Shape(dict, "a map", _TEXT)): "extra-build-variables",
}
_OF_PROJECT: Mapping[_Shape, str] = {
    _ANYTHING: "build-backend default-groups environments minimum-libc-version"
    " required-environments",
    _FLAG: "managed package",
    _ARRAY: "conflicts index",
    _TEXTS: "build-constraint-dependencies constraint-dependencies dev-dependencies"
    " exclude-dependencies override-dependencies",
    _TABLE: "dependency-groups sources workspace",
}
_OF_PIP = (
    "all-extras allow-empty-requirements annotation-style break-system-packages"
    " compile-bytecode config-settings config-settings-package custom-compile-command"
    " dependency-metadata emit-build-options emit-find-links emit-index-annotation"
    " emit-index-url emit-marker-expression exclude-newer exclude-newer-package extra"
    " extra-build-dependencies extra-build-variables extra-index-url find-links"
    " fork-strategy generate-hashes group index-strategy index-url keyring-provider"
    " link-mode no-annotate no-binary no-build no-build-isolation"
    " no-build-isolation-package no-deps no-emit-package no-extra no-header no-index"
    " no-sources no-sources-package no-strip-extras no-strip-markers only-binary"
    " output-file prefix prerelease python python-platform python-version reinstall"
    " reinstall-package require-build-hashes require-hashes resolution strict system target"
    " torch-backend universal upgrade upgrade-package verify-hashes"
)


def _by_name(shapes: Mapping[_Shape, str]) -> dict[str, _Shape]:
    return {name: shape for shape, names in shapes.items() for name in names.split()}


_KNOWN = _by_name(_SETTINGS)
_PROJECT = _by_name(_OF_PROJECT)
_PIP = frozenset(_OF_PIP.split())


def mistake(table: Table, version: Version) -> Refusal | None:
    """Return the first mistake for which uv takes none of the settings of a table.

    That is `[tool.uv]`, or a uv.toml as a whole. Of an unknown name nothing is said where
    the uv is newer than all that is known.
    """
    for name, value in table.data.items():
        route = (*table.route, name)
        if name in _KNOWN:
            found = _wrong(value, _KNOWN[name], route)
        elif name in _PROJECT or version > NEWEST:
            continue
        else:
            found = Refusal(route, f"unknown field `{name}`")
        if name == "cache-keys":
            found = _unread(value, version, route)
        elif name == "pip" and isinstance(value, Mapping) and version <= NEWEST:
            strange = (inner for inner in value if inner not in _PIP)
            unknown = next(strange, None)
            found = unknown and Refusal((*route, unknown), f"unknown field `{unknown}`")
        if found:
            return found
    return None


def stop(table: Table) -> Refusal | None:
    """Return the first mistake in what `[tool.uv]` says of the project: uv stops at it."""
    for name, value in table.data.items():
        shape = _PROJECT.get(name, _ANYTHING)
        if found := _wrong(value, shape, (*table.route, name)):
            return found
    return None


def known() -> tuple[str, ...]:
    """Return the names of all settings."""
    return (*_KNOWN, *_PROJECT)


def _wrong(value: object, shape: _Shape, route: Route) -> Refusal | None:
    if shape.kind is dict and isinstance(value, date | time):
        return None  # a table of one field to uv
    if not isinstance(value, shape.kind) or (shape.kind is int and isinstance(value, bool)):
        return Refusal(route, wrong_type(value, shape.called))
    match value:
        case int() if shape.kind is int and value < 1:
            return Refusal(route, f"invalid value: integer `{value}`, expected {shape.called}")
        case str() if shape.pattern and not re.fullmatch(shape.pattern, value):
            return Refusal(route, f"`{value}` is not a valid package name")
        case list() if shape.inside:
            found = (_wrong(item, shape.inside, (*route, i)) for i, item in enumerate(value))
            return next(filter(None, found), None)
        case dict() if shape.inside:
            found = (_wrong(item, shape.inside, (*route, name)) for name, item in value.items())
            return next(filter(None, found), None)
    return None


def _unread(value: object, version: Version, route: Route) -> Refusal | None:
    """Return what keeps uv from reading a list of keys; the syntax of globs is looked at later."""
    if version < LISTS:
        return Refusal(route, "unknown field `cache-keys`")
    if not isinstance(value, list):
        return Refusal(route, wrong_type(value, "a sequence"))
    for index, item in enumerate(value):
        key = key_of(item)
        if key is None or taken_since(key, item) > version:
            return Refusal((*route, index), "no cache key that uv knows")
    return None
