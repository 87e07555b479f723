"""pdm-backend runs the project's own hook, and setuptools on request."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.code import code_inputs
from uvlint.model import WHEEL, Input, Output, Place
from uvlint.plugin import Provider
from uvlint.project import PYPROJECT, Project

_BUILD = "tool.pdm.build"
_HOOK = "pdm_build.py"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the hook, the setup.py of `run-setuptools`, and what they read."""
    yield from _hook_inputs(project)
    script = project.pyproject.string(f"{_BUILD}.setup-script") or project.pyproject.string(_BUILD)
    if script and project.is_file(script.value):
        why = "pdm-pep517 runs this script for the wheel"
        yield from code_inputs(
            project, script.value, feeds=(WHEEL,), at=script.at, why=why, sys_path=(".",)
        )
    elif project.pyproject.flag(f"{_BUILD}.run-setuptools") and project.is_file("setup.py"):
        at = Place(PYPROJECT, ("tool", "pdm", "build", "run-setuptools"))
        why = "pdm-backend runs this file for the wheel"
        yield from code_inputs(project, "setup.py", feeds=(WHEEL,), at=at, why=why, sys_path=(".",))


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder in which pdm-backend builds, and what setuptools leaves."""
    yield Output(file=".pdm-build/**/*", why="pdm-backend builds in this folder")
    if project.pyproject.flag(f"{_BUILD}.run-setuptools"):
        yield Output(file="build/**/*", why="setuptools, run by pdm-backend, builds in this folder")
        if not project.is_file("setup.py"):
            yield Output(file="setup.py", why="pdm-backend writes this file and removes it")


def _hook_inputs(project: Project) -> Iterator[Input]:
    """Yield the hook, which every step of pdm-backend imports, if it is there."""
    stated = project.pyproject.string(f"{_BUILD}.custom-hook")
    hook = stated.value if stated else _HOOK
    if project.is_file(hook):
        yield from code_inputs(
            project,
            hook,
            feeds=(*sorted(project.dynamic), WHEEL),
            at=stated.at if stated else Place(PYPROJECT, ("build-system",), key=True),
            why="pdm-backend runs this hook",
            sys_path=(".",),
        )


PROVIDER = Provider(
    name="pdm-build-hook",
    about=("pdm", "pdm-backend", "pdm-pep517"),
    inputs=inputs,
    outputs=outputs,
)
