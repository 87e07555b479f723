"""Runs in every Python process of a build: notes what it opens, starts and asks for.

A line of JSON for each thing: `["read", path]`, `["write", path]`, `["run", program]`,
`["env", name]`.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

TARGET = "OBSERVED_BUILD"
"""The variable with the file for the notes and, behind a colon, the folder of the project."""


def observe(target: str, root: str) -> None:
    log = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    known: set[tuple[str, str]] = set()

    def note(kind: str, what: str) -> None:
        if (kind, what) not in known:
            known.add((kind, what))
            os.write(log, json.dumps([kind, what]).encode() + b"\n")

    def file(path: str | bytes | int, flags: int) -> None:
        if isinstance(path, int):
            return
        full = os.path.normpath(os.path.join(os.getcwd(), os.fsdecode(path)))
        if not full.startswith(root + os.sep):
            return
        access = flags & os.O_ACCMODE
        if access != os.O_WRONLY:
            note("read", os.path.relpath(full, root))
        if access != os.O_RDONLY or flags & os.O_CREAT:
            note("write", os.path.relpath(full, root))

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open":
            file(args[0], args[2])
        elif event == "subprocess.Popen":
            program = args[0] or (args[1] if isinstance(args[1], str) else args[1][0])
            note("run", os.path.basename(os.fsdecode(program)))
        elif event == "os.system":
            note("run", os.fsdecode(args[0]).partition(" ")[0])

    environ = type(os.environ)
    answer = environ.__getitem__

    def asked(self: os._Environ[str], name: str) -> str:
        if isinstance(name, str):
            note("env", name)
        return answer(self, name)

    environ.__getitem__ = asked  # type: ignore[method-assign]  # what is observed
    sys.addaudithook(hook)


if TARGET in os.environ:
    observe(*os.environ[TARGET].split(":", 1))
