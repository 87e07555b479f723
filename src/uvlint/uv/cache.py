"""Has uv's own cache a build of a state? Read from its files (uv 0.13.9, observed)."""

from __future__ import annotations

import os
import re
import struct
import sys
from collections import deque
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from uvlint.uv.record import SECOND, Created, Inode, Record, Stamp

_BUCKET = re.compile(r"sdists-v(\d+)")
_PURE = "-none-any"
_PLAIN = "/!$&'()*+,;=:@~"
_WORD = (1 << 64) - 1
_FACTOR = 0x6EED0E9DA4D94A4F
_LANES = (0x16F11FE89B0D677C, 0xB480A793D8E6C86C, 0x6FE2E5AAF078EBC9, 0x14F994A4C5259381)


class _UnknownError(Exception):
    """A file of another format."""


def folder(environ: Mapping[str, str], stated: str | None = None) -> str:
    """Return where uv keeps its cache; `stated` is the setting `cache-dir`."""
    if named := environ.get("UV_CACHE_DIR") or stated:
        return os.path.abspath(named)
    if sys.platform == "win32":
        return os.path.join(environ.get("LOCALAPPDATA", ""), "uv", "cache")
    home = environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(home, "uv")


def has_build(
    cache: str, source: str, record: Record, *, editable: bool, settings: bool
) -> bool | None:
    """Tell whether the cache holds a wheel of a folder in the state of a record.

    `settings` asks for one that was built with settings, whichever they were. None
    for a compiled wheel, which may be one for another Python, and where the folder
    has a name that may be written in several ways.
    """
    url = f"file://{quote(source, safe=_PLAIN)}"
    place = os.path.join(_bucket(cache), "editable" if editable else "path", digest(url))
    revision = _revision(os.path.join(place, "revision.rev"))
    if revision is None and "%" in url:
        return None
    if revision is None or revision[0] != record:
        return False
    wheels = tuple(_wheels(os.path.join(place, revision[1]), settings=settings))
    return None if wheels and not any(w.endswith(_PURE) for w in wheels) else bool(wheels)


def digest(url: str) -> str:
    """Return the name of a folder's place in the cache: the SeaHash of its URL."""
    data = url.encode() + b"\xff"
    lanes = deque(_LANES)
    for at in range(0, len(data), 8):
        lanes.append(_diffused(lanes.popleft() ^ int.from_bytes(data[at : at + 8], "little")))
    mixed = len(data)
    for lane in lanes:
        mixed ^= lane
    return _diffused(mixed).to_bytes(8, "little").hex()


def _diffused(number: int) -> int:
    number = number * _FACTOR & _WORD
    number ^= (number >> 32) >> (number >> 60)
    return number * _FACTOR & _WORD


def _bucket(cache: str) -> str:
    """Return the folder of builds from source that the newest uv uses."""
    found = [match for name in _names(cache) if (match := _BUCKET.fullmatch(name))]
    newest = max(found, key=lambda match: int(match[1]), default=None)
    return os.path.join(cache, newest[0] if newest else "none")


def _wheels(revision: str, *, settings: bool) -> Iterator[str]:
    """Yield the wheels of a revision, which lie a folder deeper if their build had settings."""
    names = _names(revision)
    if settings:
        names = [wheel for entry in names for wheel in _names(os.path.join(revision, entry))]
    yield from (name.removesuffix(".whl") for name in names if name.endswith(".whl"))


def _names(path: str) -> list[str]:
    try:
        return sorted(os.listdir(path))
    except OSError:
        return []


def _revision(path: str) -> tuple[Record, str] | None:
    """Return the state of the last build of a source, and the name of the folder that holds it."""
    try:
        with open(path, "rb") as file:
            found, _ = _value(file.read(), 0)
    except (OSError, _UnknownError, IndexError, struct.error, UnicodeDecodeError, RecursionError):
        return None
    match found:
        case [
            [moment, (None | str()) as commit, (None | dict()) as tags, dict(env), dict(folders)],
            [str(name), *_],
        ]:
            record = Record(
                timestamp=_nanoseconds(moment),
                commit=commit,
                tags=tags,
                env=env,
                directories={folder: _stamp(stamp) for folder, stamp in folders.items()},
            )
            return record, name
        case _:
            return None


def _nanoseconds(value: object) -> int | None:
    match value:
        case [int(seconds), int(nanoseconds)]:
            return seconds * SECOND + nanoseconds
        case _:
            return None


def _stamp(value: object) -> Stamp | None:
    if isinstance(value, int):
        return Inode(value)
    moment = _nanoseconds(value)
    return None if moment is None else Created(moment)


_SIZED = {
    0xD9: ("text", "B"),
    0xDA: ("text", "H"),
    0xDB: ("text", "I"),
    0xDC: ("list", "H"),
    0xDD: ("list", "I"),
    0xDE: ("map", "H"),
    0xDF: ("map", "I"),
    0xCC: ("number", "B"),
    0xCD: ("number", "H"),
    0xCE: ("number", "I"),
    0xCF: ("number", "Q"),
}


def _value(data: bytes, at: int) -> tuple[object, int]:
    """Read a MessagePack value and return it with the position behind it."""
    code = data[at]
    at += 1
    if code < 0x80:
        return code, at
    if code == 0xC0:
        return None, at
    if code < 0xC0:
        kind = "map" if code < 0x90 else "list" if code < 0xA0 else "text"
        size = code & (0x1F if kind == "text" else 0x0F)
    elif code in _SIZED:
        kind, form = _SIZED[code]
        (size,) = struct.unpack_from(f">{form}", data, at)
        at += struct.calcsize(form)
    else:
        raise _UnknownError
    if kind == "number":
        return size, at
    if kind == "text":
        return data[at : at + size].decode(), at + size
    items: list[object] = []
    for _ in range(size * 2 if kind == "map" else size):
        item, at = _value(data, at)
        items.append(item)
    if kind == "list":
        return items, at
    return dict(zip(map(str, items[::2]), items[1::2], strict=True)), at
