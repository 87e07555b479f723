"""coherent.build needs no settings: it looks at git, at imports and at the index."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.scm.versions import counted, setuptools_scm_overrides
from uvlint.model import File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_WHO = "coherent.build"
_ENTRY_POINTS = "(meta)/entry_points.txt"
_LISTED = ("requires-python", "description", "urls")
_IMPORTS = ("dependencies", "optional-dependencies")


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, each module for its imports, the entry points, the readme (0.42, source read)."""
    if project.backend.partition(":")[0] != _WHO:
        return
    at = project.backend_at
    yield from counted(project, _WHO, at)
    yield from setuptools_scm_overrides(None, at)
    modules = [file for file in project.walk() if file.endswith(".py")]
    for key in native.sets(project, modules):
        why = f"{_WHO} takes `dependencies` from the imports of this"
        yield Input(key=key, feeds=_IMPORTS, why=why, at=at)
    if project.is_file(_ENTRY_POINTS):
        why = f"{_WHO} copies this file into the wheel"
        yield Input(key=File(_ENTRY_POINTS), feeds=("entry-points",), why=why, at=at)
    for name, is_folder in project.listing():
        if name.startswith("README") and not is_folder:
            why = f"{_WHO} reads `readme` from this file"
            yield Input(key=File(name), feeds=("readme",), why=why, at=at)
    why = f"{_WHO} asks the host of the repository, and the index for names"
    yield Input(key=None, feeds=(*_LISTED, *_IMPORTS), why=why, at=at)


PROVIDER = Provider(
    name=_WHO,
    about=("coherent-build", "coherent"),
    inputs=inputs,
    claims=Claims(backends=("coherent",)),
)
