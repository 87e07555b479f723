"""pdm-backend runs the project's own hook, and setuptools on request."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.setuptools.compiled import compiled_inputs, compiled_outputs
from uvlint.model import WHEEL, Input, Output, Place
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Located

_BUILD = ("tool", "pdm", "build")
_HOOK = Located("pdm_build.py", Place(PYPROJECT, ("build-system",), key=True))
_SETUP = Located("setup.py", Place(PYPROJECT, ("tool", "pdm", "build", "run-setuptools")))
_SYS_PATH = (".",)


class _Script(NamedTuple):
    file: Located[str]
    feeds: tuple[str, ...]
    why: str


def inputs(project: Project) -> Iterator[Input]:
    """Yield the hook, the setup.py of `run-setuptools`, what they read and have compiled."""
    for file, feeds, why in _scripts(project):
        yield from code_inputs(
            project, file.value, feeds=feeds, at=file.at, why=why, sys_path=_SYS_PATH, vague=True
        )
        yield from compiled_inputs(project, file.value, _SYS_PATH)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder in which pdm-backend builds, what setuptools leaves, what scripts write."""
    folder = "build" if project.backend.startswith("pdm.pep517") else ".pdm-build"
    yield Output(file=f"{folder}/**/*", why="pdm-backend builds in this folder")
    if _runs_setuptools(project):
        yield Output(file="build/**/*", why="setuptools, run by pdm-backend, builds in this folder")
        if not project.is_file(_SETUP.value):
            yield Output(file=_SETUP.value, why="pdm-backend writes this file and removes it")
    for script in _scripts(project):
        yield from code_outputs(project, script.file.value, _SYS_PATH)
        yield from compiled_outputs(project, script.file.value, _SYS_PATH)


def _scripts(project: Project) -> Iterator[_Script]:
    """Yield the code that runs, as far as it is there; every step imports the hook."""
    settings = project.pyproject
    hook = settings.string(*_BUILD, "custom-hook") or _HOOK
    if project.is_file(hook.value):
        yield _Script(hook, (*sorted(project.dynamic), WHEEL), "pdm-backend runs this hook")
    legacy = settings.string(*_BUILD, "setup-script") or settings.string(*_BUILD)
    if legacy and project.is_file(legacy.value):
        yield _Script(legacy, (WHEEL,), "pdm-pep517 runs this script for the wheel")
    elif _runs_setuptools(project) and project.is_file(_SETUP.value):
        yield _Script(_SETUP, (WHEEL,), "pdm-backend runs this file for the wheel")


def _runs_setuptools(project: Project) -> bool:
    return bool(project.pyproject.flag(*_BUILD, "run-setuptools"))


PROVIDER = Provider(
    name="pdm-build-hook",
    about=("pdm", "pdm-backend", "pdm-pep517"),
    inputs=inputs,
    outputs=outputs,
)
