"""Folders that are gone afterwards, also those of runs that were killed."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator

_PREFIX = "uvlint-run-"
_NAME = _PREFIX + r"(\d+)-\w+"


@contextlib.contextmanager
def scratch() -> Iterator[str]:
    """Give a new folder, by its path without links; what killed runs left goes first."""
    _sweep(tempfile.gettempdir())
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    try:
        yield os.path.realpath(folder)
    finally:
        _remove(folder)


def _sweep(folder: str) -> None:
    for name in os.listdir(folder):
        match = re.fullmatch(_NAME, name)
        if match and not _is_alive(int(match[1])):
            _remove(os.path.join(folder, name))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _remove(folder: str) -> None:
    """Remove a folder, whatever modes a build has left in it."""
    shutil.rmtree(folder, ignore_errors=True)
    if os.path.isdir(folder):
        for inner, _, _ in os.walk(folder):
            with contextlib.suppress(OSError):
                os.chmod(inner, 0o700)
        shutil.rmtree(folder, ignore_errors=True)
