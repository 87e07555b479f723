"""The record by which uv decides whether a project has changed: the one it stored at the
last installation, and the one it would compute now (uv 0.13.9, observed).
"""

from __future__ import annotations

import json
import os
import struct
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from uvlint.model import Dir, Env, File, Git, Key
from uvlint.named_tuple import NamedTuple
from uvlint.uv import gitstate
from uvlint.uv.globs import walk
from uvlint.uv.version import Version

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

NAME = "uv_cache.json"
"""The file in a dist-info folder that holds the record."""

SECOND = 1_000_000_000

_UNSIGNED = 1 << 64
_ROUNDING = 1_000
"""So many nanoseconds are lost where the system tells creation times as decimal numbers."""


class Created(NamedTuple):
    """When a folder was made, in nanoseconds since 1970."""

    at: int
    kind: str = "created"


class Inode(NamedTuple):
    """The number of a folder, where the file system does not say when it was made."""

    number: int
    kind: str = "inode"


Stamp = Created | Inode


class Record(NamedTuple):
    """What uv knows of the state of a project.

    `timestamp` is the newest change of all files, in nanoseconds since 1970. None is
    uv's null: no file, no commit, a variable that is not set, a folder that is missing.
    `complete` is False for a record of a uv that knew neither variables nor folders.
    """

    timestamp: int | None = None
    commit: str | None = None
    tags: Mapping[str, str] | None = None
    env: Mapping[str, str | None] = MappingProxyType({})
    directories: Mapping[str, Stamp | None] = MappingProxyType({})
    complete: bool = True


class Computed(NamedTuple):
    """The record of now, and the file that gave the timestamp, relative to the project."""

    record: Record
    newest: str | None


class BrokenRecord(Exception):
    """A stored record that uv cannot read either; the message is a clause."""


def compute(
    root: str, keys: Sequence[Key], environ: Mapping[str, str], version: Version
) -> Computed:
    """Return the record that uv would compute for a project with this list of keys."""
    patterns = [key.pattern for key in keys if isinstance(key, File)]
    name, timestamp = newest(root, patterns, version)
    wants = [key for key in keys if isinstance(key, Git)]
    state = gitstate.read(root, version) if wants else gitstate.GitState()
    directories: dict[str, Stamp | None] = {}
    for key in keys:
        if isinstance(key, Dir):
            directories |= _directory(root, key.path)
    record = Record(
        timestamp=timestamp,
        commit=state.commit if any(key.commit for key in wants) else None,
        tags=state.tags if any(key.tags for key in wants) else None,
        env={key.name: _variable(environ, key.name) for key in keys if isinstance(key, Env)},
        directories=directories,
    )
    return Computed(record, name)


def load(dist_info: str) -> Record:
    """Return the record stored in a dist-info folder.

    uv writes no file for an empty record, and versions before 0.6.7 leave out
    variables and folders. Raises `BrokenRecord`.
    """
    try:
        with open(os.path.join(dist_info, NAME), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return Record()
    except OSError as error:
        message = f"{NAME} cannot be read: {error.strerror}"
        raise BrokenRecord(message) from error
    return parse(data)


def parse(data: bytes) -> Record:
    """Return a record from the text of `uv_cache.json`; raises `BrokenRecord`."""
    try:
        found: object = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = f"{NAME} is not JSON"
        raise BrokenRecord(message) from error
    if not isinstance(found, dict):
        message = f"{NAME} holds no record"
        raise BrokenRecord(message)
    moment, commit, tags = (found.get(name) for name in ("timestamp", "commit", "tags"))
    return Record(
        timestamp=None if moment is None else _nanoseconds(moment),
        commit=None if commit is None else _text(commit),
        tags=None if tags is None else _mapping(tags, _text),
        env=_mapping(found.get("env", {}), lambda v: None if v is None else _text(v)),
        directories=_mapping(
            found.get("directories", {}), lambda v: None if v is None else _stamp(v)
        ),
        complete="directories" in found,
    )


def same_folder(stored: Stamp | None, now: Stamp | None) -> bool:
    """Tell whether two stamps are of one folder."""
    if isinstance(stored, Created) and isinstance(now, Created):
        return abs(stored.at - now.at) < _ROUNDING
    return stored == now


def shown(nanoseconds: int) -> str:
    """Return a moment as `2026-11-22T10:00:00.123456789Z`."""
    seconds, rest = divmod(nanoseconds, SECOND)
    try:
        moment = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return f"{seconds}.{rest:09} s since 1970"
    return f"{moment:%Y-%m-%dT%H:%M:%S}.{rest:09}Z"


def changed_at(path: str) -> int | None:
    """Return when uv takes a file to have changed, in nanoseconds, None where there is none.

    That is the change of its inode, or of its content on Windows; links are followed.
    """
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # ValueError: a NUL byte in the name
        return None
    return found.st_mtime_ns if sys.platform == "win32" else found.st_ctime_ns


def created_at(path: str) -> int | None:
    """Return when a file or folder was made, in nanoseconds, None where nobody can tell."""
    found = os.stat(path)
    exact = getattr(found, "st_birthtime_ns", None)
    if exact is not None:
        return int(exact)
    rounded = getattr(found, "st_birthtime", None)
    if rounded is not None:
        return int(rounded * SECOND)
    if os.name == "nt":
        return found.st_ctime_ns
    read = _statx()
    return read(path) if read else None


# --- now ----------------------------------------------------------------------------


def newest(root: str, patterns: Sequence[str], version: Version) -> tuple[str | None, int | None]:
    """Return the file that changed last among those that file keys match, and when."""
    best: tuple[str | None, int | None] = (None, None)
    for name in walk(root, patterns, version).files if patterns else ():
        moment = changed_at(os.path.join(root, name))
        if moment is not None and (best[1] is None or moment > best[1]):
            best = name, moment
    return best


def _variable(environ: Mapping[str, str], name: str) -> str | None:
    """Return a variable, None where it is not set or no UTF-8."""
    try:
        value = environ.get(name)
        if value is not None:
            value.encode()
    except (ValueError, KeyError):
        return None
    return value


def _directory(root: str, path: str) -> dict[str, Stamp | None]:
    """Return the stamp of a folder by its name in the list, nothing for what is no folder."""
    full = os.path.join(root, path)
    try:
        number = os.stat(full).st_ino
        if not os.path.isdir(full):
            return {}
        moment = created_at(full)
    except FileNotFoundError:
        return {path: None}
    except (OSError, ValueError):
        return {}
    return {path: Inode(number) if moment is None else Created(moment)}


@cache
def _statx() -> Callable[[str], int | None] | None:
    """Return a function for the creation time of a path by the system call `statx`, if any.

    `os.stat` does not ask for it on Linux.
    """
    import ctypes

    at_fdcwd, flags, mask = -100, 0, 0x800
    try:
        call = ctypes.CDLL(None).statx
    except (OSError, AttributeError):
        return None

    def read(path: str) -> int | None:
        buffer = ctypes.create_string_buffer(256)
        if call(at_fdcwd, os.fsencode(path), flags, mask, buffer) != 0:
            return None
        (filled,) = struct.unpack_from("=I", buffer.raw, 0)
        seconds, nanoseconds = struct.unpack_from("=qI", buffer.raw, 80)
        return int(seconds) * SECOND + int(nanoseconds) if filled & mask else None

    return read


# --- stored -------------------------------------------------------------------------


def _nanoseconds(value: object) -> int:
    match value:
        case {"secs_since_epoch": int(seconds), "nanos_since_epoch": int(nanoseconds)} if not (
            isinstance(seconds, bool) or isinstance(nanoseconds, bool)
        ):
            if 0 <= seconds < _UNSIGNED and 0 <= nanoseconds < SECOND:
                return seconds * SECOND + nanoseconds
    message = f"{NAME} holds a time that is none"
    raise BrokenRecord(message)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    message = f"{NAME} holds another value where a text belongs"
    raise BrokenRecord(message)


def _stamp(value: object) -> Stamp:
    if isinstance(value, int) and not isinstance(value, bool):
        return Inode(value)
    return Created(_nanoseconds(value))


def _mapping(value: object, read: Callable[[object], T]) -> dict[str, T]:
    if not isinstance(value, dict):
        message = f"{NAME} holds another value where a table belongs"
        raise BrokenRecord(message)
    return {name: read(inner) for name, inner in value.items()}
