"""What strace wrote, as events: files of a folder that programs read, write and look for.

The lines are those of `strace -f -y` (strace 6.1, observed); `-y` adds the paths of
descriptors, and so the working directory to calls that are relative to it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence

from uvlint.trace.evidence import Event, Kind

OPTIONS = (
    *("-f", "-qq", "-y", "-s", "4096", "--seccomp-bpf"),
    *("-e", "trace=%file,%process", "-e", "signal=none"),
)
"""How strace is to be called, beside `-o FILE`."""

_LINE = re.compile(r"(\d+) +(.*)", re.DOTALL)
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+|\?)(.*)", re.DOTALL)
_RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)", re.DOTALL)
_UNFINISHED = " <unfinished ...>"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_NAME = re.compile(rf"(?:(AT_FDCWD|\d+)(?:<((?:[^>\\]|\\.)*)>)?, )?({_QUOTED})")
_WORD = re.compile(_QUOTED)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_CONTROL = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"v": b"\v", b"f": b"\f"}

_OPENS = frozenset({"creat", "open", "openat", "openat2"})
_ASKS = frozenset(
    {"access", "faccessat", "faccessat2", "lstat", "newfstatat", "readlink", "readlinkat"}
    | {"stat", "stat64", "fstatat64", "lstat64", "statx"}
)
_MOVES = frozenset({"rename", "renameat", "renameat2"})
_LINKS = frozenset({"link", "linkat"})
_NAMES = frozenset({"symlink", "symlinkat"})
_RUNS = frozenset({"execve", "execveat"})
_FORKS = ("clone", "fork", "vfork")
_ABSENT = " ENOENT"


def events(lines: Iterable[str], top: str) -> Iterator[Event]:
    """Yield what happened below a folder, and every program that was started."""
    yield from _Reader(top).events(lines)


class _Reader:
    """Follows the processes: their working directories, and their programs."""

    def __init__(self, top: str) -> None:
        self._top = top
        self._inside = top + os.sep
        self._begun: dict[str, str] = {}
        self._folders: dict[str, str] = {}
        self._programs: dict[str, str] = {}
        self._forker = ""

    def events(self, lines: Iterable[str]) -> Iterator[Event]:
        for line in lines:
            parted = _LINE.match(line.rstrip("\n"))
            if parted is None:
                continue
            process, text = parted.groups()
            if text.startswith(_FORKS):
                self._forker = process
            elif process not in self._folders and process != self._forker:
                self._inherit(process)
            if text.endswith(_UNFINISHED):
                self._begun[process] = text.removesuffix(_UNFINISHED)
                continue
            if resumed := _RESUMED.match(text):
                text = self._begun.pop(process, "") + resumed[1]
            if call := _CALL.match(text):
                yield from self._of_call(process, *call.groups())

    def _inherit(self, process: str) -> None:
        for table in (self._folders, self._programs):
            if self._forker in table:
                table.setdefault(process, table[self._forker])

    def _of_call(
        self, process: str, name: str, arguments: str, result: str, note: str
    ) -> Iterator[Event]:
        if name.startswith(_FORKS):
            for table in (self._folders, self._programs):
                if process in table:
                    table.setdefault(result, table[process])
            return
        paths = [self._path(process, *found.groups()) for found in _NAME.finditer(arguments)]
        if not paths:
            return
        is_absent = result == "-1" and note.startswith(_ABSENT)
        if name in _RUNS and result == "0":
            yield from self._started(process, paths[0], arguments)
        elif is_absent and name in _OPENS | _ASKS | _RUNS:
            yield from self._event(process, Kind.ABSENT, paths[0])
        elif result == "-1":
            return
        elif name == "chdir":
            self._folders[process] = paths[0]
        elif name in _OPENS:
            for kind in _access(name, _WORD.sub("", arguments)):
                yield from self._event(process, kind, paths[0])
        elif name in _MOVES | _LINKS and len(paths) > 1:
            first = Kind.WRITE if name in _MOVES else Kind.READ
            yield from self._event(process, first, paths[0])
            yield from self._event(process, Kind.WRITE, paths[1])
        elif name in _NAMES:
            yield from self._event(process, Kind.WRITE, paths[-1])

    def _started(self, process: str, program: str, arguments: str) -> Iterator[Event]:
        words = [_text(word) for word in _WORD.findall(arguments.partition("[")[2])]
        by = self._programs.get(process, "")
        self._programs[process] = os.path.basename(program)
        yield Event(Kind.RUN, (program, *words[1:]), by)
        yield from self._event(process, Kind.READ, program)

    def _event(self, process: str, kind: Kind, path: str) -> Iterator[Event]:
        if path == self._top or path.startswith(self._inside):
            yield Event(kind, (path,), self._programs.get(process, ""))

    def _path(self, process: str, base: str | None, folder: str | None, quoted: str) -> str:
        if base == "AT_FDCWD" and folder:
            self._folders[process] = _decoded(folder)
        start = _decoded(folder) if folder else self._folders.get(process, self._top)
        return os.path.normpath(os.path.join(start, _text(quoted)))


def _access(name: str, flags: str) -> Sequence[Kind]:
    if "O_DIRECTORY" in flags:
        return (Kind.LIST,)
    if "O_PATH" in flags:
        return ()
    if name == "creat" or "O_WRONLY" in flags:
        return (Kind.WRITE,)
    if "O_RDWR" not in flags:
        return (Kind.READ,)
    is_new = "O_TRUNC" in flags or "O_EXCL" in flags
    return (Kind.WRITE,) if is_new else (Kind.READ, Kind.WRITE)


def _text(quoted: str) -> str:
    return _decoded(quoted[1:-1])


def _decoded(text: str) -> str:
    """Return what strace wrote in the manner of C."""
    if "\\" not in text:
        return text
    return os.fsdecode(_ESCAPE.sub(_byte, os.fsencode(text)))


def _byte(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code.isdigit():
        return bytes((int(code, 8) & 0xFF,))
    if code.startswith(b"x") and len(code) == 3:
        return bytes((int(code[1:], 16),))
    return _CONTROL.get(code, code)
