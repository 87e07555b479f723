"""rapids-build-backend rewrites pyproject.toml from a file of dependencies, and builds with another."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm.versions import overrides
from uvlint.model import WHEEL, Certainty, File, Git, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

_WHO = "rapids-build-backend"
_TABLE = ("tool", "rapids-build-backend")
_DEPENDENCIES = ("dependencies", "optional-dependencies")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the file of dependencies, CUDA, and the commit that a wheel holds (0.4.1)."""
    settings = _settings(project)
    if settings is None:
        return
    file = settings.string("dependencies-file")
    name = file.value if file else "dependencies.yaml"
    at = file.at if file else settings.at
    if name:
        why = f"{_WHO} takes requirements from this file"
        yield Input(key=File(name), feeds=_DEPENDENCIES, why=why, at=at)
    if settings.flag("disable-cuda") is not True:
        why = f"{_WHO} asks nvcc for the version of CUDA"
        yield Input(key=None, feeds=("name", *_DEPENDENCIES), why=why, at=settings.at)
    if "commit-files" not in settings or settings.strings("commit-files"):
        yield Input(
            key=Git(commit=True, tags=False),
            feeds=(WHEEL,),
            why=f"{_WHO} writes the commit into a wheel, but not into an editable one",
            at=settings.at,
            certainty=Certainty.POSSIBLE,
        )
    yield from overrides(
        "RAPIDS_DEPENDENCIES_FILE",
        "RAPIDS_DISABLE_CUDA",
        "RAPIDS_MATRIX_ENTRY",
        at=settings.at,
        feeds=_DEPENDENCIES,
    )


def outputs(project: Project) -> Iterator[Output]:
    """Yield pyproject.toml, which is rewritten and put back."""
    if _settings(project) is not None:
        yield Output(file=PYPROJECT, why=f"{_WHO} rewrites this file and puts it back")


def _settings(project: Project) -> Table | None:
    acts = project.backend.partition(".")[0] == "rapids_build_backend"
    return project.pyproject.table(*_TABLE) if acts else None


PROVIDER = Provider(
    name=_WHO,
    about=(_WHO,),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(wrappers=(_WHO,), delegates=((_WHO, *_TABLE, "build-backend"),)),
)
