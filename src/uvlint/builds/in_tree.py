"""A back end that lies in the project itself, and the one it hands on to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.builds.code import study
from uvlint.builds.modules import find_module, parent_packages
from uvlint.model import Unreadable
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.builds.python.study import Study

_BACKENDS = (
    "scikit_build_core.setuptools.build_meta",
    "setuptools.build_meta",
    "hatchling.build",
    "poetry.core.masonry.api",
    "poetry.masonry.api",
    "pdm.backend",
    "flit_core.buildapi",
    "scikit_build_core.build",
    "mesonpy",
    "maturin",
    "uv_build",
)
"""Back ends that others wrap, the more particular ones first."""


def backend_files(project: Project) -> tuple[str, ...]:
    """Return the module of a back end that lies in the project, its packages first.

    Nothing where `backend-path` leads to no such module.
    """
    return tuple(_files(project))


def backend_folders(project: Project) -> tuple[str, ...]:
    """Return the folders of `backend-path`."""
    return tuple(path.value for path in project.backend_paths)


def _files(project: Project) -> Iterator[str]:
    module = project.backend.partition(":")[0]
    if not all(part.isidentifier() for part in module.split(".")):
        return
    for folder in backend_folders(project):
        file = find_module(project, module, folder)
        if file is not None:
            yield from parent_packages(project, file, folder)
            yield file
            return


def wrapped_backend(project: Project) -> str | None:
    """Return the known back end that one in the project imports, None where there is none."""
    for file in reversed(backend_files(project)):
        try:
            found = study(project, file, backend_folders(project))
        except Unreadable:
            return None
        return next((name for name in _BACKENDS if _imports(found, name)), None)
    return None


def _imports(found: Study, name: str) -> bool:
    """Tell whether code imports a back end, from outside or as a part of the project itself."""
    path = name.replace(".", "/")
    return any(dotted == name or dotted.startswith(f"{name}.") for dotted in found.imported) or any(
        item.name.endswith((f"{path}.py", f"{path}/__init__.py")) for item in found.imports
    )
