"""Runs build scripts for real, and tells which files of their project they open.

One helper process lives as long as its `Runner`. It forks for each script, so that a script
finds every module of the standard library loaded, and none of the state of another script.
The helper runs this file by itself, without the packages of the tests.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import types
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, NamedTuple, Self

SCRIPT = "setup.py"

SECONDS = 5
"""How long a script may run."""

MEMORY = 1 << 30

WARM = (
    *("abc", "argparse", "ast", "bisect", "codecs", "collections", "collections.abc"),
    *("configparser", "contextlib", "copy", "csv", "dataclasses", "datetime", "enum", "fileinput"),
    *("filecmp", "fnmatch", "functools", "glob", "hashlib", "heapq", "importlib.util", "inspect"),
    *("io", "itertools", "json", "linecache", "logging", "operator", "os.path", "pathlib"),
    *("pickle", "pkgutil", "platform", "posixpath", "re", "runpy", "shlex", "shutil", "string"),
    *("subprocess", "sysconfig", "tempfile", "textwrap", "tokenize", "tomllib", "typing"),
    *("unicodedata", "warnings", "weakref", "encodings.latin_1", "encodings.ascii"),
    *("encodings.utf_8_sig", "importlib.resources", "importlib.machinery", "random"),
)
"""What scripts import, loaded before the first of them runs."""


class Run(NamedTuple):
    """What a script did: the files of the project that it opened for reading, and how it ended.

    `error` is None for a script that ran to its end.
    """

    opened: frozenset[str]
    error: str | None


class Runner:
    """A project on disk whose setup.py is replaced and run, again and again.

    `files` is what stands in the project apart from setup.py; what a script writes
    is taken away before the next one. To be closed, or used in `with`.
    """

    def __init__(self, folder: Path, files: Mapping[str, str]) -> None:
        self.folder = folder.resolve()
        for name, text in files.items():
            file = self.folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        self._helper = subprocess.Popen(
            [sys.executable, "-I", "-S", __file__, str(self.folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={"PATH": os.defpath, "HOME": str(self.folder.parent), "LANG": "C.UTF-8"},
        )

    def run(self, text: str) -> Run:
        """Write a setup.py, run it, and leave the project with it as it was before the run."""
        assert self._helper.stdin
        assert self._helper.stdout
        self._helper.stdin.write(json.dumps(text).encode() + b"\n")
        self._helper.stdin.flush()
        answer = json.loads(self._helper.stdout.readline())
        return Run(frozenset(answer["opened"]), answer["error"])

    def close(self) -> None:
        """End the helper process."""
        self._helper.communicate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


# --- the helper process -----------------------------------------------------------------


class Observer:
    """Notes, while it is awake, which files below a folder are opened for reading."""

    def __init__(self, root: str) -> None:
        self.root = root + os.sep
        self.opened: set[str] = set()
        self.awake = False
        sys.addaudithook(self._hook)

    def _hook(self, event: str, args: tuple[Any, ...]) -> None:
        if self.awake and event == "open" and not isinstance(args[0], int):
            name, mode, flags = args
            if self._reads(mode, flags):
                path = os.path.normpath(os.path.join(os.getcwd(), os.fsdecode(name)))
                if path.startswith(self.root):
                    self.opened.add(path[len(self.root) :])

    @staticmethod
    def _reads(mode: str | None, flags: int) -> bool:
        if mode is None:
            return flags & os.O_ACCMODE != os.O_WRONLY
        return not set("wax") & set(mode)


def _setuptools() -> types.ModuleType:
    """Return a module that accepts what scripts tell setuptools, and does nothing."""

    class Command:
        def __init__(self, *_: object, **__: object) -> None: ...

    stub = types.ModuleType("setuptools")
    told = {
        "setup": lambda *_, **__: None,
        "find_packages": lambda *_, **__: ["demo"],
        "find_namespace_packages": lambda *_, **__: ["demo"],
        "Extension": type("Extension", (Command,), {}),
        "Command": Command,
        "Distribution": type("Distribution", (Command,), {}),
    }
    vars(stub).update(told)
    return stub


class Tree:
    """The files below a folder as they are now, to be restored."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._texts = {name: Path(root, name).read_bytes() for name, _ in self._found()}
        self._marks = dict(self._found())

    def _found(self, folder: str = "") -> list[tuple[str, tuple[int, int]]]:
        found = []
        with os.scandir(os.path.join(self._root, folder)) as entries:
            for entry in entries:
                name = folder + entry.name
                if entry.is_dir(follow_symlinks=False):
                    found += self._found(f"{name}/")
                else:
                    stat = entry.stat(follow_symlinks=False)
                    found.append((name, (stat.st_size, stat.st_mtime_ns)))
        return found

    def restore(self) -> None:
        """Undo what a script wrote, but for its own text."""
        now = dict(self._found())
        now.pop(SCRIPT, None)
        if now == self._marks:
            return
        for name in now.keys() - self._marks.keys():
            Path(self._root, name).unlink()
        for name, mark in self._marks.items():
            if now.get(name) != mark:
                Path(self._root, name).write_bytes(self._texts[name])
        self._marks = dict(self._found())
        self._marks.pop(SCRIPT, None)


def _run(root: str, text: str, observer: Observer) -> str | None:
    """Run a script in this process, and return the error that it ended with."""
    file = os.path.join(root, SCRIPT)
    main = types.ModuleType("__main__")
    main.__file__ = file
    sys.modules["__main__"] = main
    signal.alarm(SECONDS)
    error = None
    try:
        code = compile(text, file, "exec")
        observer.awake = True
        exec(code, vars(main))  # noqa: S102 - to run it is what this is for
    except BaseException as raised:  # noqa: BLE001 - whatever the script ends with
        error = f"{type(raised).__name__}: {raised}"
    observer.awake = False
    signal.alarm(0)
    return error


class Child:
    """A process that waits for one script, and then runs it."""

    def __init__(self, root: str, observer: Observer) -> None:
        scripts, self._scripts = os.pipe()
        self._answers, answers = os.pipe()
        self._id = os.fork()
        if not self._id:
            os.close(self._scripts)
            os.dup2(0, 2)
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            with os.fdopen(scripts) as pipe:
                text = pipe.read()
            error = _run(root, text, observer)
            answer = {"opened": sorted(observer.opened), "error": error}
            os.write(answers, json.dumps(answer).encode())
            os._exit(0)
        os.close(scripts)
        os.close(answers)

    def run(self, text: str) -> bytes:
        """Return what came of a script."""
        with os.fdopen(self._scripts, "w") as pipe:
            pipe.write(text)
        with os.fdopen(self._answers, "rb") as answers:
            answer = answers.read()
        _, status = os.waitpid(self._id, 0)
        error = f"the process ended with status {status}"
        return answer or json.dumps({"opened": [], "error": error}).encode()


def serve(root: str, scripts: IO[bytes], answers: int) -> None:
    """Run each script that comes, and answer when the project is as it was before."""
    for name in WARM:
        importlib.import_module(name)
    sys.modules["setuptools"] = _setuptools()
    sys.argv = [SCRIPT]
    sys.path.insert(0, root)
    sys.dont_write_bytecode = True
    os.chdir(root)
    tree, observer = Tree(root), Observer(root)
    gc.freeze()  # the memory of a child stays that of its parent
    while True:
        # Forked ahead: that takes as long as to run a script.
        child = Child(root, observer)
        text = json.loads(scripts.readline() or "null")
        if text is None:
            break
        Path(root, SCRIPT).write_text(text, encoding="utf-8")
        answer = child.run(text)
        tree.restore()
        os.write(answers, answer + b"\n")
    child.run("")


def _main(root: str) -> None:
    """Serve with the pipes of this process, and leave none of them to the scripts."""
    scripts, answers = os.fdopen(os.dup(0), "rb"), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    serve(root, scripts, answers)


if __name__ == "__main__":
    _main(sys.argv[1])
