"""hatch-node-build and hatch-nodejs-build have npm build a front end, and copy what it makes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.tools import folders, programs
from uvlint.backends.tools.work import Command
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_HOOKS = ("node-build", "nodejs-build")
_INSTALL, _BUILD = "{npm},install", "{npm},run,build"
_TOKENS = (("{npm}", "npm"), ("{node}", "node"))


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the commands read, and the page that an inlined bundle is put into (1.1)."""
    for name, hook in _hooks(project):
        who = f"hatch-{name}"
        yield from programs.inputs(project, _commands(hook), at=hook.at, who=who)
        if hook.flag("inline-bundle"):
            page = posixpath.normpath(f"{_folder(hook)}/index.html")
            why = f"{who} puts the bundle into this page"
            yield Input(key=File(page), feeds=(WHEEL,), why=why, at=hook.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the commands write, what they make, and the folder that this is copied to."""
    for name, hook in _hooks(project):
        who = f"hatch-{name}"
        yield from programs.outputs(project, _commands(hook), who=who)
        package = (project.name or "").replace("-", "_")
        made = f"{_folder(hook)}/{_stated(hook, 'artifact-dir', 'dist')}"
        for folder in (made, f"{package}/{_stated(hook, 'bundle-dir', 'bundle')}"):
            yield Output(file=folders.below(folder), why=f"{who} copies what npm builds")


def _hooks(project: Project) -> Iterator[tuple[str, Table]]:
    hooks = build_hooks(project)
    yield from ((name, hooks[name]) for name in _HOOKS if name in hooks)


def _folder(hook: Table) -> str:
    return posixpath.normpath(_stated(hook, "source-dir", "browser"))


def _commands(hook: Table) -> tuple[Command, ...]:
    lines = (
        _stated(hook, name, default)
        for name, default in (("install-command", _INSTALL), ("build-command", _BUILD))
    )
    return tuple(Command(_words(line), _folder(hook)) for line in lines if line)


def _words(line: str) -> tuple[str, ...]:
    for token, program in _TOKENS:
        line = line.replace(token, program)
    return tuple(word.strip() for word in line.split(","))


def _stated(hook: Table, name: str, default: str) -> str:
    found = hook.string(name) or hook.string(name.replace("-", "_"))
    return found.value if found else default


PROVIDER = Provider(
    name="hatch-node-build",
    about=(*WITH_SETTINGS, "hatch-node-build", "hatch-nodejs-build"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=_HOOKS),
)
