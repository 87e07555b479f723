"""A copy of a project with an environment of its own, in which hooks of its back end run."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.sandbox.copies import Copy, copied
from uvlint.sandbox.processes import Failed, environment, found, last_lines, run
from uvlint.trace import frontend, observer, strace
from uvlint.trace.evidence import Step, notes
from uvlint.uv.settings import package_settings
from uvlint.uv.version import NEWEST
from uvlint.uv.workspace import workspace_root

EDITABLE, WHEEL = "editable", "wheel"
"""The kinds of installations that hooks are for."""

_METADATA = "prepare_metadata_for_build_"

_LEGACY = ("setuptools >= 40.8.0",)
"""What builds a project that says nothing about it (PEP 517)."""

_PROBE_SECONDS = 20.0


class Conditions(NamedTuple):
    """How a build is traced.

    `uv` is the program, `python` the interpreter asked for; `offline` forbids uv the
    network; `seconds` is what one step may take; `confirm` asks whether what is read makes
    a difference; `include` are globs of files that the
    build needs though git ignores them.
    """

    uv: str
    seconds: float
    python: str | None = None
    offline: bool = False
    metadata_only: bool = False
    confirm: bool = False
    include: tuple[str, ...] = ()


class Called(NamedTuple):
    """A hook that was called, None where the back end does not offer it; what it returned."""

    hook: str | None
    value: object
    offered: frozenset[str]


class Made(NamedTuple):
    """The hooks that ran, and the folders with what they made."""

    hooks: tuple[str, ...]
    folders: tuple[str, ...]


class Isolated:
    """A project in a folder of its own; `steps` are the hooks that ran.

    Raises `Failed` where uv, git or the build does, `OSError` where the disk does.
    """

    def __init__(
        self,
        project: Project,
        conditions: Conditions,
        folder: str,
        besides: Sequence[str],
        say: Callable[[str], None],
    ) -> None:
        self._project = project
        self._conditions = conditions
        self._folder = folder
        self._say = say
        self._strace = usable_strace()
        self.steps: list[Step] = []
        self._besides = besides
        self.copy = self._copied()
        asked = package_settings(
            workspace_root(project), project.root, project.name, os.environ, NEWEST
        )
        self._config = dict(asked.config) or None
        self._bin = os.path.join(folder, "environment", "bin")
        self._environ = environment(os.environ) | {
            "TMPDIR": os.path.join(folder, "tmp"),
            "UV_PYTHON_DOWNLOADS": "never",
        }
        if "UV_CACHE_DIR" in os.environ:
            self._environ["UV_CACHE_DIR"] = os.environ["UV_CACHE_DIR"]
        self._variables = {name: str(value) for name, value in asked.variables.items()}
        os.mkdir(os.path.join(folder, "tmp"))

    def prepare(self) -> None:
        """Make the environment, with what the project requires for its build."""
        self._say("makes an environment")
        place = os.path.dirname(self._bin)
        self._make_environment(place)
        stated = self._project.pyproject.strings("build-system", "requires")
        has_table = "build-system" in self._project.pyproject
        self.install([item.value for item in stated] if has_table else _LEGACY)
        packages = next(_site_packages(place))
        shutil.copy(observer.__file__, os.path.join(packages, "_uvlint_observer.py"))
        with open(os.path.join(packages, "_uvlint_observer.pth"), "w", encoding="utf-8") as file:
            file.write("import _uvlint_observer\n")
        shutil.copy(frontend.__file__, os.path.join(self._folder, "frontend.py"))

    def _make_environment(self, place: str) -> None:
        python = self._conditions.python
        try:
            self._uv("venv", *(("--python", python) if python else ()), place)
        except Failed:
            if python:
                raise
            # What a project pins need not be installed, and is no matter of what a build reads.
            self._uv("venv", "--clear", "--python", sys.executable, place)

    def install(self, requirements: Sequence[str]) -> None:
        """Install what a build requires."""
        if requirements:
            self._say(f"installs {', '.join(requirements)}")
            python = os.path.join(self._bin, "python")
            self._uv("pip", "install", "--python", python, "--", *requirements)

    def call(
        self,
        hook: str,
        *folders: str,
        metadata: str | None = None,
        variables: Mapping[str, str] | None = None,
    ) -> Called:
        """Call a hook of the back end, if it is offered; note what it reads as a step.

        `folders` are for what it makes, `metadata` is what another hook has made. With
        `variables` in its environment nothing is noted.
        """
        self._say(hook)
        noted, traced, answer, task = (
            os.path.join(self._folder, f"{name}{len(self.steps)}")
            for name in ("noted", "traced", "answer", "task")
        )
        wanted = {
            "backend": self._project.backend,
            "folders": self._project.backend_folders,
            "hook": hook,
            "arguments": [*folders, self._config, *((metadata,) if metadata else ())],
            "answer": answer,
        }
        with open(task, "w", encoding="utf-8") as file:
            json.dump(wanted, file)
        command = [
            os.path.join(self._bin, "python"),
            *(os.path.join(self._folder, "frontend.py"), task),
        ]
        more = variables or {}
        if variables is None:
            more = {observer.TARGET: f"{noted}:{self.copy.top}"}
            if self._strace:
                command = [self._strace, *strace.OPTIONS, "-o", traced, *command]
        environ = {**self._of_build(), **more}
        done = run(command, self.copy.root, environ, self._conditions.seconds)
        if done.code != 0 or not os.path.exists(answer):
            message = f"{hook} failed:\n{last_lines(done.output)}"
            raise Failed(message)
        with open(answer, encoding="utf-8") as file:
            outcome: dict[str, Any] = json.load(file)
        os.remove(answer)
        if variables is None:
            self._note(hook, noted, traced)
        offered = frozenset(outcome["offered"])
        return Called(hook if hook in offered else None, outcome["value"], offered)

    def _note(self, hook: str, noted: str, traced: str) -> None:
        seen = strace.events(_lines(traced), self.copy.top) if self._strace else None
        events = None if seen is None else tuple(dict.fromkeys(seen))
        self.steps.append(Step(hook, tuple(notes(_lines(noted))), events))

    def make(self, kind: str, variables: Mapping[str, str] | None = None) -> Made:
        """Make the metadata of an installation of a kind, and an editable one if that is wanted."""
        metadata, wheel = self._emptied("metadata"), self._emptied("wheel")
        called = self.call(_METADATA + kind, metadata, variables=variables)
        hooks = [called.hook]
        if not self._conditions.metadata_only and kind == EDITABLE:
            made = os.path.join(metadata, str(called.value)) if called.hook else None
            build = self.call(f"build_{kind}", wheel, metadata=made, variables=variables)
            hooks.append(build.hook)
        return Made(tuple(filter(None, hooks)), (metadata, wheel))

    def renew(self) -> None:
        """Make the copy anew, where it was."""
        shutil.rmtree(self.copy.top)
        self.copy = self._copied()

    def _copied(self) -> Copy:
        project = self._project
        place = os.path.join(self._folder, "tree")
        return copied(project.root, workspace_root(project), place, self._besides)

    def _emptied(self, name: str) -> str:
        path = os.path.join(self._folder, name)
        shutil.rmtree(path, ignore_errors=True)
        os.mkdir(path)
        return path

    def files(self) -> frozenset[str]:
        """Return the files of the tree as it is now, relative to its top, without git's own."""
        return frozenset(_files(self.copy.top))

    def _of_build(self) -> Mapping[str, str]:
        return {
            **self._environ,
            **self._variables,
            "PATH": f"{self._bin}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "PYTHONPYCACHEPREFIX": os.path.join(self._folder, "pycache"),
            "VIRTUAL_ENV": os.path.dirname(self._bin),
        }

    def _uv(self, *arguments: str) -> None:
        offline = ("--offline",) if self._conditions.offline else ()
        common = ("--no-progress", "--color=never", *offline)
        command = [self._conditions.uv, *common, *arguments]
        done = run(command, self.copy.root, self._environ, self._conditions.seconds)
        if done.code != 0:
            what = "uv pip install" if arguments[0] == "pip" else f"uv {arguments[0]}"
            message = f"{what} failed:\n{last_lines(done.output)}"
            raise Failed(message)


@cache
def usable_strace() -> str | None:
    """Return the path of strace, None where it is not installed or may trace nothing."""
    program = found("strace")
    if program is None:
        return None
    command = [program, *strace.OPTIONS, "-o", os.devnull, "true"]
    try:
        done = run(command, os.sep, os.environ, _PROBE_SECONDS)
    except Failed:
        return None
    return program if done.code == 0 else None


def _site_packages(environment: str) -> Iterator[str]:
    for folder, below, _ in os.walk(environment):
        if "site-packages" in below:
            yield os.path.join(folder, "site-packages")


def _files(top: str) -> Iterator[str]:
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name != ".git"]
        for name in names:
            yield os.path.relpath(os.path.join(folder, name), top)


def _lines(path: str) -> Iterator[str]:
    if os.path.exists(path):
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            yield from file
