"""Runs in every Python process of a build: notes what it opens, lists, starts and asks for.

A line of JSON for each thing, once: `[kind, what, by]`. Kinds are "read", "write" and
"list" with a path, "run" with the words of a command, "env" with the variable that code
of the project asks for, "lookup" with one that other code does. `by` is a file of the
project or a package. Runs in the interpreter of the build, which may be older than that
of uvlint, and imports nothing of it.
"""

from __future__ import annotations

import _collections_abc
import contextlib
import json
import os
import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

TARGET = "UVLINT_OBSERVED"
"""The variable with the file for the notes and, behind a colon, the folder of the project."""

_INNER = ("<frozen ", __file__, os.__file__, _collections_abc.__file__)
_PACKAGES = f"{os.sep}site-packages{os.sep}"


def observe(target: str, root: str) -> None:
    """Note what this process does, and hand that on to those that it starts."""
    log = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    known: set[tuple[str, str]] = set()
    inside = root + os.sep

    def note(kind: str, what: Any) -> None:
        line = json.dumps(what)
        if (kind, line) not in known:
            known.add((kind, line))
            text = json.dumps([kind, what, _author(sys._getframe(1), inside)])
            os.write(log, text.encode() + b"\n")

    def of_file(kind: str, path: Any) -> None:
        if isinstance(path, (str, bytes, os.PathLike)):
            full = os.path.normpath(os.path.join(os.getcwd(), os.fsdecode(path)))
            if full.startswith(inside) or full == root:
                note(kind, full)

    def opened(path: Any, flags: int) -> None:
        if flags & getattr(os, "O_DIRECTORY", 0):
            return
        access = flags & (os.O_WRONLY | os.O_RDWR)
        made = flags & os.O_TRUNC or (flags & os.O_CREAT and flags & os.O_EXCL)
        if access != os.O_WRONLY and not made:
            of_file("read", path)
        if access:
            of_file("write", path)

    def started(program: Any, words: Any) -> None:
        if isinstance(words, (str, bytes, os.PathLike)):
            words = os.fsdecode(words).split()
        words = [os.fsdecode(word) for word in words or ()]
        if program:
            words[:1] = [os.fsdecode(program)]
        note("run", words)
        if words and os.sep in words[0]:
            of_file("read", words[0])

    def hook(event: str, args: tuple[Any, ...]) -> None:
        # Nothing may fail because it is observed, as where the working directory is gone.
        with contextlib.suppress(Exception):
            take(event, args)

    def take(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            opened(args[0], args[2])
        elif event in ("os.listdir", "os.scandir"):
            of_file("list", args[0] if args[0] is not None else ".")
        elif event in ("os.rename", "os.link"):
            of_file("write" if event == "os.rename" else "read", args[0])
            of_file("write", args[1])
        elif event == "os.symlink":
            of_file("write", args[1])
        elif event in ("subprocess.Popen", "os.exec", "os.posix_spawn"):
            started(args[0], args[1])
        elif event == "os.system":
            started(None, args[0])

    _watch_variables(note, inside)
    sys.addaudithook(hook)


def _watch_variables(note: Any, inside: str) -> None:
    """Note the variables that are asked for, but not when all of them are copied."""
    environ = type(os.environ)
    answer, everything = environ.__getitem__, environ.__iter__
    waiting: list[str] = []  # names that were iterated over, and whose values may be next

    def asked(self: os._Environ[str], name: str) -> str:
        if waiting[:1] == [name]:
            waiting.pop(0)
        else:
            waiting.clear()
            with contextlib.suppress(Exception):
                caller = _caller(sys._getframe(1))
                note("env" if caller is not None and _lies_in(caller, inside) else "lookup", name)
        return answer(self, name)

    def each(self: os._Environ[str]) -> Iterator[str]:
        waiting.clear()
        for name in everything(self):
            waiting.append(name)
            yield name

    environ.__getitem__ = asked  # type: ignore[method-assign]  # what is observed
    environ.__iter__ = each  # type: ignore[method-assign]


def _caller(frame: FrameType | None) -> FrameType | None:
    """Return the frame that asked, behind those of the standard library."""
    while frame is not None and _file(frame).startswith(_INNER):
        frame = frame.f_back
    return frame


def _author(frame: FrameType | None, inside: str) -> str:
    """Return the file of the project or the package that does something."""
    while frame is not None:
        file = _file(frame)
        if file != __file__:
            if _lies_in(frame, inside):
                full = os.path.normpath(os.path.join(os.getcwd(), file))
                return full[len(inside) :]
            if _PACKAGES in file:
                return file.rpartition(_PACKAGES)[2].partition(os.sep)[0].partition(".")[0]
        frame = frame.f_back
    return "python"


def _lies_in(frame: FrameType, inside: str) -> bool:
    file = _file(frame)
    if file.startswith("<"):
        return False
    return os.path.normpath(os.path.join(os.getcwd(), file)).startswith(inside)


def _file(frame: FrameType) -> str:
    """Return the file of the code that runs; setuptools runs setup.py as a string."""
    file = frame.f_code.co_filename
    return str(frame.f_globals.get("__file__") or file) if file == "<string>" else file


if TARGET in os.environ:
    observe(*os.environ[TARGET].split(":", 1))
