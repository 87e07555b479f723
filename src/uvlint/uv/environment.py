"""The environment of a project, and what is installed there (uv 0.13.9, observed)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from urllib.parse import unquote, urlsplit

from uvlint.named_tuple import NamedTuple
from uvlint.project import PYPROJECT, normalized
from uvlint.uv.record import changed_at
from uvlint.uv.version import Version, parse
from uvlint.uv.workspace import root_of

DIST_INFO = ".dist-info"


class Installed(NamedTuple):
    """A distribution in an environment.

    `source` is the folder it was built from, None where it came from elsewhere.
    `build` are the settings of the build, None where uv wrote none.
    """

    dist_info: str
    version: str
    source: str | None
    editable: bool
    installer: str
    build: Mapping[str, object] | None


def locate(
    root: str, environ: Mapping[str, str], *, given: str | None = None, active: bool = False
) -> str:
    """Return the folder that uv takes for the environment of a project, whether there or not.

    `given` stands for itself; `active` asks for the one that is activated.
    """
    if given:
        return os.path.abspath(given)
    if active and environ.get("VIRTUAL_ENV"):
        return os.path.abspath(environ["VIRTUAL_ENV"])
    named = environ.get("UV_PROJECT_ENVIRONMENT") or ".venv"
    return os.path.normpath(os.path.join(root_of(root), named))


def workspace(root: str, environment: str) -> str:
    """Return the folder whose settings count when uv fills an environment.

    That is the project in whose folder the environment lies, else the workspace root.
    The root is one without links, and so is the folder.
    """
    owner = os.path.realpath(os.path.dirname(environment))
    if os.path.basename(environment) == ".venv" and os.path.isfile(os.path.join(owner, PYPROJECT)):
        return owner
    return root_of(root)


def site_packages(environment: str) -> tuple[str, ...]:
    """Return the folders of an environment that hold distributions, none where there is none."""
    found = []
    for library in ("lib", "lib64", "Lib"):
        folder = os.path.join(environment, library)
        for name in ("", *_names(folder)):
            candidate = os.path.join(folder, name, "site-packages")
            if os.path.isdir(candidate):
                found.append(os.path.realpath(candidate))
    return tuple(dict.fromkeys(found))


def made_by(environment: str) -> Version | None:
    """Return the version of the uv that made an environment, None where it does not say."""
    for line in _text(os.path.join(environment, "pyvenv.cfg")).splitlines():
        name, _, value = line.partition("=")
        if name.strip() == "uv":
            return parse(value)
    return None


def find(environment: str, root: str, name: str | None) -> Installed | None:
    """Return what is installed of a project: built from its folder, else called like it."""
    namesakes: list[str] = []
    others: list[str] = []
    for folder in site_packages(environment):
        for entry in _names(folder):
            if entry.endswith(DIST_INFO):
                called = normalized(entry.removesuffix(DIST_INFO).rpartition("-")[0])
                same = name is not None and called == normalized(name)
                (namesakes if same else others).append(os.path.join(folder, entry))
    found = [_read(path) for path in namesakes]
    here = os.path.realpath(root)
    mine = next((item for item in found if item.source == here), None)
    if mine is None:
        read = (_read(path) for path in others if _has_source(path))
        mine = next((item for item in read if item.source == here), None)
    return mine or next(iter(found), None)


def built_at(installed: Installed, earliest: int) -> int:
    """Return when a distribution was built, in nanoseconds, or installed where that is lost.

    A file that was linked out of uv's cache keeps the time of the build; nothing was
    built before its record was made, which is `earliest` or later.
    """
    moments = []
    for name in ("WHEEL", "METADATA"):
        try:
            moments.append(os.stat(os.path.join(installed.dist_info, name)).st_mtime_ns)
        except OSError:
            continue
    moments.append(changed_at(os.path.join(installed.dist_info, "INSTALLER")) or earliest)
    return min((moment for moment in moments if moment >= earliest), default=earliest)


def _names(folder: str) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from sorted(entry.name for entry in entries)
    except OSError:
        return


def _has_source(dist_info: str) -> bool:
    return os.path.exists(os.path.join(dist_info, "direct_url.json"))


def _read(dist_info: str) -> Installed:
    source, editable = None, False
    match _json(os.path.join(dist_info, "direct_url.json")):
        case {"url": str(url), "dir_info": dict(about)}:
            source, editable = _folder(url), about.get("editable") is True
        case _:
            pass
    build = _json(os.path.join(dist_info, "uv_build.json"))
    name = os.path.basename(dist_info).removesuffix(DIST_INFO)
    return Installed(
        dist_info=dist_info,
        version=name.rpartition("-")[2],
        source=source,
        editable=editable,
        installer=_text(os.path.join(dist_info, "INSTALLER")).strip(),
        build=build if isinstance(build, dict) else None,
    )


def _folder(url: str) -> str | None:
    """Return the folder that a file URL names."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    if parts.scheme != "file":
        return None
    path = unquote(parts.path)
    if os.name == "nt":
        path = path.lstrip("/")
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):  # a NUL byte in the name
        return None


def _json(path: str) -> object:
    try:
        return json.loads(_text(path) or "null")
    except (ValueError, RecursionError):
        return None


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
