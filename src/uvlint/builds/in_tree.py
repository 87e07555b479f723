"""A back end that lies in the project itself."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.modules import find_module, parent_packages
from uvlint.project import Project


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
