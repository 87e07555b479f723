"""hatch-build-scripts runs commands and collects what they write."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    ignore_matcher,
    ignored_as_globs,
)
from uvlint.backends.tools import npm, programs
from uvlint.backends.tools.work import Command
from uvlint.backends.trees import path_in_project, whole
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located, Table

_WHO = "hatch-build-scripts"
_WORD = re.compile(r"""[^\s'"|&;<>()=]+""")


def inputs(project: Project) -> Iterator[Input]:
    """Yield what known programs read; else the paths that commands name, or their folder."""
    for script in _scripts(project):
        for command in script.strings("commands"):
            known, is_all = _known(project, script, command)
            yield from programs.inputs(project, known, at=command.at, who=_WHO)
            if is_all:
                continue
            named = tuple(_named(project, script, command))
            for path in named or _children(project, script):
                if key := whole(project, path):
                    yield Input(
                        key=key,
                        feeds=(WHEEL,),
                        why=f"{_WHO} runs a command on this",
                        at=command.at,
                        certainty=Certainty.LIKELY,
                    )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what known programs write, and the artifacts where they are made and copied to."""
    for script in _scripts(project):
        for command in script.strings("commands"):
            known, _ = _known(project, script, command)
            yield from programs.outputs(project, known, who=_WHO)
        for artifact in script.strings("artifacts"):
            for glob in ignored_as_globs(artifact.value):
                for folder in (_folder(script, "work_dir"), _folder(script, "out_dir")):
                    file = posixpath.normpath(f"{folder}/{glob}")
                    yield Output(file=file, why=f"{_WHO} writes this artifact")
        out = _folder(script, "out_dir")
        if out != ".":
            yield Output(file=f"{out}/**/*", why=f"{_WHO} writes into this folder")


def _scripts(project: Project) -> Iterator[Table]:
    """Yield the scripts; what one leaves out it takes from the hook itself."""
    hook = build_hooks(project).get("build-scripts")
    for script in hook.tables("scripts") if hook else ():
        assert hook is not None
        _ask(hook)
        _ask(script)
        yield Table(script.file, {**hook.data, **script.data}, script.route)


def _ask(table: Table) -> None:
    """Have wrong types noted where they stand: in what is united all places are the script's."""
    for option in ("commands", "artifacts"):
        table.strings(option)
    for option in ("work_dir", "out_dir"):
        table.string(option)


def _known(
    project: Project, script: Table, command: Located[str]
) -> tuple[tuple[Command, ...], bool]:
    """Return the programs of a line of which it is known what they do, and whether these are all."""
    started = tuple(npm.in_shell(command.value, _folder(script, "work_dir")))
    known = tuple(item for item in started if programs.knows(project, item))
    return known, bool(known) and len(known) == len(started)


def _folder(script: Table, option: str) -> str:
    stated = script.string(option)
    return posixpath.normpath(stated.value) if stated and stated.value else "."


def _named(project: Project, script: Table, command: Located[str]) -> Iterator[str]:
    for word in _WORD.findall(command.value):
        if word.startswith(("/", "-", "~")) or _is_written(script, posixpath.normpath(word)):
            continue
        path = posixpath.normpath(f"{_folder(script, 'work_dir')}/{word}")
        if project.is_file(path) or project.is_dir(path):
            yield path


def _children(project: Project, script: Table) -> Iterator[str]:
    """Yield what lies in the folder of a command, hidden and generated things aside."""
    folder = path_in_project(_folder(script, "work_dir"))
    if folder in (None, "."):
        return
    for name in sorted({file[len(folder) + 1 :].split("/")[0] for file in project.walk(folder)}):
        if not name.startswith(".") and not _is_written(script, name):
            yield f"{folder}/{name}"


def _is_written(script: Table, name: str) -> bool:
    """Tell whether a path below the folder of a command is an artifact or holds some."""
    artifacts = [item.value.strip("/") for item in script.strings("artifacts")]
    path = posixpath.normpath(f"{_folder(script, 'work_dir')}/{name}")
    return (
        ignore_matcher(artifacts)(name)
        or any(artifact.startswith(f"{name}/") for artifact in artifacts)
        or f"{path}/".startswith(f"{_folder(script, 'out_dir')}/")
    )


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("build-scripts",)),
)
