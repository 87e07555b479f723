"""coherent.licensed writes the text of the licence that pyproject.toml names into the project."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, installs
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "coherent-licensed"
_LICENCE = "LICENSE"


def inputs(_: Project) -> Iterator[Input]:
    """Yield nothing: beside pyproject.toml it asks the network (0.5.2, source read)."""
    yield from ()


def outputs(project: Project) -> Iterator[Output]:
    """Yield the licence, which is written where there is none."""
    if (
        builds_with_setuptools(project)
        and installs(project, _WHO)
        and not project.is_file(_LICENCE)
    ):
        yield Output(file=_LICENCE, why="coherent.licensed writes this file", once=True)


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs, outputs=outputs)
