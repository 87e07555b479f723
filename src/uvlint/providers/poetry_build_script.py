"""poetry-core runs the project's build script for a wheel."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs, code_outputs
from uvlint.backends.setuptools.compiled import compiled_inputs, compiled_outputs
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Located

_POETRY = ("tool", "poetry", "build")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the script, what it reads and has compiled; it can import what lies beside it."""
    if script := _script(project):
        yield from code_inputs(
            project,
            script.value,
            feeds=(WHEEL,),
            at=script.at,
            why="poetry-core runs this script for the wheel",
            sys_path=_sys_path(script),
        )
        yield from compiled_inputs(project, script.value, _sys_path(script))


def outputs(project: Project) -> Iterator[Output]:
    """Yield what the script writes, and poetry-core where it makes a setup.py for it."""
    script = _script(project)
    if script is None:
        return
    yield from code_outputs(project, script.value, _sys_path(script))
    yield from compiled_outputs(project, script.value, _sys_path(script))
    if project.pyproject.flag(*_POETRY, "generate-setup-file"):
        for file in ("setup.py", "build/**/*"):
            yield Output(file=file, why="poetry-core builds with a setup.py that it writes")


def _script(project: Project) -> Located[str] | None:
    stated = project.pyproject.string(*_POETRY, "script") or project.pyproject.string(*_POETRY)
    return stated if stated and stated.value else None


def _sys_path(script: Located[str]) -> tuple[str, ...]:
    return (script.value.rpartition("/")[0] or ".",)


PROVIDER = Provider(
    name="poetry-build-script", about=("poetry", "poetry-core"), inputs=inputs, outputs=outputs
)
