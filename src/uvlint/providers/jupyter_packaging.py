"""jupyter-packaging builds JavaScript before setuptools takes over."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends.python.imported import imported
from uvlint.backends.python.inputs import code_outputs
from uvlint.backends.scm.versions import VERSION
from uvlint.backends.setuptools.settings import builds_with_setuptools, script
from uvlint.backends.tools import npm, programs
from uvlint.backends.tools.work import Command
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, File, Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Claims, Provider
from uvlint.project import SETUP_PY, Project
from uvlint.project.table import Located, Table
from uvlint.pyeval.finder import find_module

if TYPE_CHECKING:
    from uvlint.backends.python.study import LibraryCall

_WHO = "jupyter-packaging"
_TABLE = f"tool.{_WHO}"
_NPM = ("install_npm", "npm_builder")
_BUILD = "build"
_MODULE = "jupyter_packaging"
_GETS_VERSION = b"get_version"


class _Npm(NamedTuple):
    """A run of npm: its commands, the folder of the sources and the one that it builds into."""

    commands: tuple[Command, ...]
    source: str | None
    built: str | None
    at: Spot


def inputs(project: Project) -> Iterator[Input]:
    """Yield what npm builds from, and the project's own factory (jupyter-packaging 0.12.3)."""
    for run in _runs(project):
        yield from programs.inputs(project, run.commands, at=run.at, who=_WHO, source=run.source)
    yield from _version(project)
    factory = _factory(project)
    if factory and not _is_npm(factory.value):
        why = f"{_WHO} runs this code before the build"
        module = factory.value.rpartition(".")[0]
        yield from imported(project, module, feeds=(WHEEL,), at=factory.at, why=why)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what npm installs and builds, and all that is expected to appear."""
    for run in _runs(project):
        yield from programs.outputs(project, run.commands, who=_WHO, source=run.source)
        yield from npm.built_into(run.built, run.source, who=_WHO)
    if _is_backend(project):
        yield Output(file="build/**", why=f"setuptools, run by {_WHO}, builds in this folder")
    factory = _factory(project)
    if factory is None:
        return
    if not _is_npm(factory.value) and (
        file := find_module(project, factory.value.rpartition(".")[0])
    ):
        yield from code_outputs(project, file, (".",))
    for target in _settings(project).strings("options", "ensured-targets"):
        if name := path_in_project(target.value):
            yield Output(file=name, why=f"{_WHO} makes sure that this is there")


def _version(project: Project) -> Iterator[Input]:
    """Yield the module that setup.py hands to `get_version`."""
    if not builds_with_setuptools(project) or not project.computed("version"):
        return
    if _GETS_VERSION in (project.data(SETUP_PY) or b""):
        for call in _calls(project, "get_version"):
            path = call.argument(0, "fpath")
            if isinstance(path, str) and (file := path_in_project(path)):
                why = f"{_WHO} reads `version` from this file"
                yield Input(key=File(file), feeds=VERSION, why=why, at=call.at)


def _runs(project: Project) -> Iterator[_Npm]:
    factory = _factory(project)
    if factory and _is_npm(factory.value):
        given = _settings(project).table("build-args")
        path, source, built, stated = (
            item.value if (item := given.string(name)) else None
            for name in ("path", "source_dir", "build_dir", "build_cmd")
        )
        program = given.get("npm")
        commands = npm.builder(
            project,
            posixpath.normpath(path or "."),
            stated or _BUILD,
            program.value if program else None,
        )
        yield _Npm(commands, source, built, factory.at)
    if not builds_with_setuptools(project) or _MODULE.encode() not in (
        project.data(SETUP_PY) or b""
    ):
        return
    for call in _calls(project, *_NPM):
        path, built, source = (
            text if isinstance(text := call.argument(index, name), str) else None
            for index, name in enumerate(("path", "build_dir", "source_dir"))
        )
        script = call.argument(3, "build_cmd")
        commands = npm.builder(
            project,
            posixpath.normpath(path or "."),
            script if isinstance(script, str) else _BUILD,
            (call.keywords["npm"] or "") if "npm" in call.keywords else None,
        )
        yield _Npm(commands, source, built, call.at)


def _calls(project: Project, *names: str) -> Iterator[LibraryCall]:
    """Yield the calls of functions of jupyter-packaging in setup.py."""
    done = script(project)
    for call in done.calls if done else ():
        if call.is_of(_MODULE, *names):
            yield call


def _settings(project: Project) -> Table:
    return project.pyproject.table("tool", _WHO)


def _is_backend(project: Project) -> bool:
    """Tell whether jupyter-packaging is the back end: it makes no editable wheels."""
    return project.backend.partition(".")[0] == "jupyter_packaging"


def _factory(project: Project) -> Located[str] | None:
    """Return the function that makes the builder, `func` by its old name."""
    if not _is_backend(project):
        return None
    builder = _settings(project).table("builder")
    return builder.string("factory") or builder.string("func")


def _is_npm(factory: str) -> bool:
    return factory.partition(".")[0] == "jupyter_packaging" and factory.endswith(".npm_builder")


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO, _TABLE),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(wrappers=("jupyter-packaging",), families=("jupyter-",)),
)
