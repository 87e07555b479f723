"""pymsbuild runs a script that lists what MSBuild compiles."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.python.inputs import code_inputs, code_outputs, study
from uvlint.backends.python.literal_names import mentioned
from uvlint.backends.scm.versions import overrides
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_WHO = "pymsbuild"
_SCRIPT = "_msbuild.py"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the script with what it reads, and the sources whose names it holds (1.2.3)."""
    if not _applies(project) or not project.is_file(_SCRIPT):
        return
    at = project.backend_at
    fields = tuple(
        f for f in ("version", "dependencies", WHEEL) if f == WHEEL or project.computed(f)
    )
    why = f"{_WHO} runs this script"
    yield from code_inputs(project, _SCRIPT, feeds=fields, at=at, why=why)
    for key in native.named(mentioned(project, _SCRIPT, *_folders(project))):
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why=f"the script of {_WHO} names this source",
            at=at,
            certainty=Certainty.LIKELY,
        )
    yield from overrides("PYMSBUILD_CONFIG", at=at, feeds=fields)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that MSBuild works in, and what the script writes."""
    if _applies(project):
        yield Output(file="build/**", why=f"{_WHO} builds in this folder")
        yield from code_outputs(project, _SCRIPT)


def _applies(project: Project) -> bool:
    return project.backend.partition(":")[0] == _WHO


def _folders(project: Project) -> list[str]:
    """Return the folders that the script gives its parts as `source`."""
    named = [call.keywords.get("source") for call in study(project, _SCRIPT).calls]
    return [native.at(".", path) for path in named if isinstance(path, str)]


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO,),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("pymsbuild",)),
)
