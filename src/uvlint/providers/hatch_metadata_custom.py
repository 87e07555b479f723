"""The project's own metadata hook for hatchling."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    hook_fields,
    hook_script,
    metadata_hooks,
    named_files,
)
from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the script, what it reads, and the files that its settings name."""
    hook = metadata_hooks(project).get("custom")
    if hook is None:
        return
    fields = hook_fields(project)
    script = hook_script(hook)
    why = "hatchling runs this metadata hook"
    yield from code_inputs(project, script.value, feeds=fields, at=script.at, why=why)
    why = "the settings of the metadata hook name this file"
    yield from named_files(project, hook, why, fields, script.value)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the code of the hook writes."""
    hook = metadata_hooks(project).get("custom")
    if hook is not None:
        yield from code_outputs(project, hook_script(hook).value)


PROVIDER = Provider(
    name="hatch-metadata-custom",
    about=WITH_SETTINGS,
    inputs=inputs,
    outputs=outputs,
    claims=Claims(metadata_hooks=("custom",)),
)
