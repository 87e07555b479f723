"""Writing files of the user: all or nothing, and never over what someone else just wrote."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress


class ReadOnly(OSError):
    """The file must not be written."""


class ChangedMeanwhile(OSError):
    """The file is no longer what was examined."""


def replace_file(path: str, data: bytes, expected: bytes) -> None:
    """Put other bytes into a file that holds the expected ones, at once or not at all.

    Links are followed; the mode is kept, and the owner where that is allowed. A file
    with several hard links, or in a folder that takes no new file, is written in
    place. Raises `ReadOnly`, `ChangedMeanwhile`, or another `OSError`.
    """
    path = os.path.realpath(path)
    status = os.stat(path)
    if not status.st_mode & 0o222 or not os.access(path, os.W_OK):
        raise ReadOnly(errno.EACCES, "the file is read-only", path)
    _compare(path, expected)
    if status.st_nlink > 1:
        _overwrite(path, data, expected)
        return
    try:
        _swap(path, data, expected, status)
    except PermissionError:
        _overwrite(path, data, expected)


def create_file(path: str, data: bytes) -> None:
    """Write a file that is not there yet; raises `FileExistsError`, or another `OSError`."""
    with open(path, "xb") as file:
        try:
            _write(file.fileno(), data)
        except BaseException:
            with suppress(OSError):
                os.unlink(path)
            raise
    _sync_folder(path)


def delete_file(path: str, expected: bytes) -> None:
    """Delete a file that holds the expected bytes; raises `ChangedMeanwhile` or an `OSError`."""
    _compare(path, expected)
    os.unlink(path)
    _sync_folder(path)


def _compare(path: str, expected: bytes) -> None:
    with open(path, "rb") as file:
        if file.read() != expected:
            raise ChangedMeanwhile(errno.EBUSY, "the file was changed in the meantime", path)


def _swap(path: str, data: bytes, expected: bytes, status: os.stat_result) -> None:
    """Write a new file beside the old one and put it in its place."""
    from tempfile import mkstemp

    folder, name = os.path.split(path)
    descriptor, temporary = mkstemp(prefix=f".{name}.", suffix=".tmp", dir=folder)
    try:
        try:
            _write(descriptor, data)
        finally:
            os.close(descriptor)
        if hasattr(os, "chown"):
            with suppress(OSError):
                os.chown(temporary, status.st_uid, status.st_gid)
        os.chmod(temporary, stat.S_IMODE(status.st_mode))
        _compare(path, expected)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    _sync_folder(path)


def _overwrite(path: str, data: bytes, expected: bytes) -> None:
    _compare(path, expected)
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
    try:
        _write(descriptor, data)
        os.ftruncate(descriptor, len(data))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _sync_folder(path: str) -> None:
    """Make the new name of a file last; not every system can."""
    with suppress(OSError):
        descriptor = os.open(os.path.dirname(path) or ".", os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
