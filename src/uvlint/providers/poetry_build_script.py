"""poetry-core runs the project's build script for a wheel."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.code import code_inputs
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.views.table import Value

_POETRY = "tool.poetry.build"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the script and what it reads; it can import what lies beside it."""
    if script := _script(project):
        yield from code_inputs(
            project,
            script.value,
            feeds=(WHEEL,),
            at=script.at,
            why="poetry-core runs this script for the wheel",
            sys_path=(script.value.rpartition("/")[0] or ".",),
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what is written where poetry-core makes a setup.py for the script."""
    if _script(project) and project.pyproject.flag(f"{_POETRY}.generate-setup-file"):
        for file in ("setup.py", "build/**/*"):
            yield Output(file=file, why="poetry-core builds with a setup.py that it writes")


def _script(project: Project) -> Value[str] | None:
    stated = project.pyproject.string(f"{_POETRY}.script") or project.pyproject.string(_POETRY)
    return stated if stated and stated.value else None


PROVIDER = Provider(
    name="poetry-build-script", about=("poetry", "poetry-core"), inputs=inputs, outputs=outputs
)
