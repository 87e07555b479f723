"""Programs that end: in time, and with all that they started."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from uvlint.named_tuple import NamedTuple

_LAST_LINES = 12
_PROCESSES = "/proc"
_KEPT_OF_UV = ("CERT", "FIND_LINKS", "HTTP", "INDEX", "INSECURE", "KEYRING", "OFFLINE", "TLS")
_FOREIGN = ("GIT_", "PYTHON", "SETUPTOOLS_SCM", "UVLINT_", "VIRTUAL_ENV")


class Failed(Exception):
    """A program failed, or took too long; the message is for the user, its last lines included."""


_running: set[int] = set()
"""The process groups that run now."""

_MARK = "UVLINT_RUN"
"""The variable by which processes are known that left the group of their program."""

_ROUNDS = 5
_numbers = count()


class Finished(NamedTuple):
    """The exit code of a program, and all it wrote to standard output and error."""

    code: int
    output: str


def run(
    command: Sequence[str], folder: str, environ: Mapping[str, str], seconds: float
) -> Finished:
    """Run a program without a terminal; what it leaves running is ended with it.

    Raises `Failed` where it cannot be started or takes longer than `seconds`.
    """
    with tempfile.TemporaryFile() as output:
        mark = f"{os.getpid()}-{time.time_ns()}-{next(_numbers)}"
        try:
            process = subprocess.Popen(
                command,
                cwd=folder,
                env={**environ, _MARK: mark},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            message = f"{os.path.basename(command[0])} cannot be started: {error.strerror}"
            raise Failed(message) from error
        _running.add(process.pid)
        try:
            code = process.wait(seconds)
        except subprocess.TimeoutExpired as error:
            message = f"{os.path.basename(command[0])} took longer than {seconds:.0f} s"
            raise Failed(message) from error
        finally:
            _end(process)
            _end_marked(f"{_MARK}={mark}")
        output.seek(0)
        return Finished(code, output.read().decode("utf-8", "replace"))


def end_all() -> None:
    """End all that runs, in every thread."""
    for group in tuple(_running):
        _kill(group)


def _end(process: subprocess.Popen[bytes]) -> None:
    _kill(process.pid)
    process.wait()
    _running.discard(process.pid)


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _end_marked(mark: str) -> None:
    """End what a program left behind in sessions of its own, where the system tells (Linux)."""
    for _ in range(_ROUNDS):
        left = list(_marked(os.fsencode(mark)))
        for process in left:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(process, signal.SIGKILL)
        if not left:
            return


def _marked(mark: bytes) -> Iterator[int]:
    for name in os.listdir(_PROCESSES) if os.path.isdir(_PROCESSES) else ():
        if name.isdecimal():
            with contextlib.suppress(OSError), open(f"{_PROCESSES}/{name}/environ", "rb") as file:
                if mark in file.read().split(b"\0"):
                    yield int(name)


def last_lines(output: str) -> str:
    """Return the end of what a program wrote."""
    lines = [line.rstrip() for line in output.splitlines() if line.strip()]
    return "\n".join(lines[-_LAST_LINES:])


def found(program: str) -> str | None:
    """Return the path of a program: beside the running Python, else on the search path."""
    beside = os.path.dirname(sys.executable)
    return shutil.which(program, path=os.pathsep.join((beside, os.environ.get("PATH", os.defpath))))


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """Return the variables for a run that nothing around it steers.

    Of those of uv only the ones stay that say how to reach an index.
    """
    return {
        name: text
        for name, text in environ.items()
        if not name.startswith(_FOREIGN)
        and (not name.startswith("UV_") or any(word in name for word in _KEPT_OF_UV))
    } | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
