"""setuptools writes a folder beside the packages at every build, whatever the metadata."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, egg_info
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project


def inputs(_: Project) -> Iterator[Input]:
    """Yield nothing: what is static stands in pyproject.toml."""
    yield from ()


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder of metadata that setuptools leaves in the tree."""
    if builds_with_setuptools(project):
        why = "setuptools writes its metadata into this folder at every build"
        yield Output(file=egg_info(project), why=why)


PROVIDER = Provider(
    name="setuptools-static",
    about=("setuptools",),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(families=("setuptools-",)),
)
