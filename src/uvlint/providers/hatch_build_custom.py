"""The project's own build hook for hatchling."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling import hooks
from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    generated,
    hook_script,
    named_files,
)
from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.setuptools.compiled import compiled_inputs, compiled_outputs
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the script, what it reads and has compiled, and the files that its settings name."""
    hook = build_hooks(project).get("custom")
    if hook is None:
        return
    script = hook_script(hook)
    why = "hatchling runs this build hook"
    yield from code_inputs(project, script.value, feeds=(WHEEL,), at=script.at, why=why)
    yield from compiled_inputs(project, script.value, ())
    yield from hooks.copied(project, script.value)
    why = "the settings of the build hook name this file"
    yield from named_files(project, hook, why, (WHEEL,), script.value)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the artifacts, which the hook generates, and what its code writes."""
    hook = build_hooks(project).get("custom")
    if hook is not None:
        yield from generated(project)
        yield from hooks.generated(project, hook_script(hook).value)
        yield from code_outputs(project, hook_script(hook).value)
        yield from compiled_outputs(project, hook_script(hook).value, ())


PROVIDER = Provider(
    name="hatch-build-custom",
    about=WITH_SETTINGS,
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("custom",)),
)
