"""hatch-jupyter-builder builds JavaScript, or runs the project's own build function."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, generated, named_files
from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.tools import npm, programs
from uvlint.backends.tools.work import Command
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table
from uvlint.pyeval.finder import find_module

_NPM = "hatch_jupyter_builder.npm_builder"
_WHO = "hatch-jupyter-builder"


def inputs(project: Project) -> Iterator[Input]:
    """Yield what npm builds from, or the code of the build function."""
    hook = build_hooks(project).get("jupyter-builder")
    function = hook.string("build-function") if hook else None
    if not hook or not function:
        return
    if function.value == _NPM:
        source, commands = _option(hook, "source_dir"), _commands(project, hook)
        yield from programs.inputs(project, commands, at=hook.at, who=_WHO, source=source)
    elif file := find_module(project, function.value.rpartition(".")[0]):
        why = "hatch-jupyter-builder runs this build function"
        yield from code_inputs(
            project, file, feeds=(WHEEL,), at=function.at, why=why, sys_path=(".",)
        )
        why = "the build function of hatch-jupyter-builder is given this file"
        yield from named_files(project, _arguments(hook), why, (WHEEL,))


def outputs(project: Project) -> Iterator[Output]:
    """Yield what npm installs and builds, and all that the settings expect to appear."""
    hook = build_hooks(project).get("jupyter-builder")
    if hook is None:
        return
    yield from generated(project)
    for target in hook.strings("ensured-targets"):
        yield Output(file=target.value, why="hatch-jupyter-builder makes sure that this is there")
    function = hook.string("build-function")
    if function and function.value == _NPM:
        source, built = _option(hook, "source_dir"), _option(hook, "build_dir")
        commands = _commands(project, hook)
        yield from programs.outputs(project, commands, who=_WHO, source=source)
        yield from npm.built_into(built, source, who=_WHO)
    elif function and (file := find_module(project, function.value.rpartition(".")[0])):
        yield from code_outputs(project, file, (".",))


def _commands(project: Project, hook: Table) -> tuple[Command, ...]:
    """Return the commands that an editable build runs."""
    program = _arguments(hook).get("npm")
    script = _option(hook, "editable_build_cmd") or _option(hook, "build_cmd")
    folder = posixpath.normpath(_option(hook, "path") or ".")
    return npm.builder(project, folder, script, program.value if program else None)


def _arguments(hook: Table) -> Table:
    return hook.table("editable-build-kwargs") or hook.table("build-kwargs")


def _option(hook: Table, name: str) -> str | None:
    """Return an argument of the build function, as an editable build gets it."""
    chosen = _arguments(hook)
    stated = chosen.string(name) or chosen.string(name.replace("_", "-"))
    return stated.value if stated else None


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("jupyter-builder",)),
)
