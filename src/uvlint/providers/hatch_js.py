"""hatch-js has npm, pnpm, yarn or jlpm build a front end."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks, generated
from uvlint.backends.tools import npm, programs
from uvlint.backends.tools.work import Command
from uvlint.backends.trees import path_in_project
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_WHO = "hatch-js"


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the commands read (hatch-js 0.1)."""
    hook = build_hooks(project).get(_WHO)
    if hook is not None:
        yield from programs.inputs(project, _commands(hook), at=hook.at, who=_WHO)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the commands write, and all that the settings expect to appear."""
    hook = build_hooks(project).get(_WHO)
    if hook is None:
        return
    yield from generated(project)
    yield from programs.outputs(project, _commands(hook), who=_WHO)
    for target in hook.strings("targets"):
        if name := path_in_project(target.value):
            yield Output(file=name, why=f"{_WHO} makes sure that this is there")


def _commands(hook: Table) -> tuple[Command, ...]:
    tool = _stated(hook, "tool") or "npm"
    folder = posixpath.normpath(_stated(hook, "path") or ".")
    lines = (
        _stated(hook, "install_cmd") or "install",
        f"run {_stated(hook, 'build_cmd') or 'build'}",
    )
    return tuple(c for line in lines for c in npm.in_shell(f"{tool} {line}", folder))


def _stated(hook: Table, name: str) -> str | None:
    found = hook.string(name)
    return found.value if found else None


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=(_WHO,)),
)
