"""enscons lets SCons build: SConstruct decides on everything."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends import native, trees
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_SCRIPT = "SConstruct"
_LITERAL = re.compile(r"""(['"])((?:(?!\1)[^\\\n])+)\1""")
_MOST_SCRIPTS = 200


def inputs(project: Project) -> Iterator[Input]:
    """Yield SConstruct with what it reads, the scripts it calls, the sources they name."""
    if not _applies(project) or not project.is_file(_SCRIPT):
        return
    fields = sorted(project.dynamic) if project.dynamic else ["version"]
    feeds = tuple(field for field in fields if project.computed(field))
    scripts, sources = _named(project)
    for script in scripts:
        yield from code_inputs(
            project,
            script,
            feeds=(*feeds, WHEEL) if script == _SCRIPT else (WHEEL,),
            at=project.backend_at,
            why="SCons runs this file",
        )
    for key in native.named(native.with_includes(project, sources)):
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why="the scripts of SCons name this",
            at=project.backend_at,
            certainty=Certainty.LIKELY,
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what SCons leaves in the project."""
    if _applies(project):
        yield Output(file="build/**", why="SCons builds in this folder")
        yield Output(file=".sconsign.dblite", why="SCons notes here what it built")


def _applies(project: Project) -> bool:
    return project.backend.partition(".")[0] == "enscons"


def _named(project: Project) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the scripts that lead to one another, and the sources whose names they hold."""
    scripts = {_SCRIPT: None}
    sources: dict[str, None] = {}
    waiting = [_SCRIPT]
    while waiting and len(scripts) < _MOST_SCRIPTS:
        script = waiting.pop()
        for _, word in _LITERAL.findall(native.text(project, script)):
            folder = "." if word.startswith("#") else native.folder_of(script)
            path = native.at(folder, word.lstrip("#/"))
            if native.is_kind(path, native.SOURCES | native.HEADERS):
                sources.update(dict.fromkeys(trees.matching(project, path)))
            elif "SConscript" in path and path not in scripts and project.is_file(path):
                scripts[path] = None
                waiting.append(path)
    return tuple(scripts), tuple(sources)


PROVIDER = Provider(
    name="enscons",
    about=("enscons",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("enscons",)),
)
