"""A back end that lies in the project itself."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.inputs import study
from uvlint.backends.python.modules import parent_packages
from uvlint.model import Unreadable
from uvlint.project import Project
from uvlint.pyeval.finder import find_module

_REQUIREMENTS = "get_requires_for_build_"
_METADATA = frozenset(
    {
        "build_editable",
        "build_sdist",
        "build_wheel",
        "prepare_metadata_for_build_editable",
        "prepare_metadata_for_build_wheel",
    }
)


def backend_files(project: Project) -> tuple[str, ...]:
    """Return the module of a back end that lies in the project, its packages first.

    Nothing where `backend-path` leads to no such module.
    """
    return tuple(_files(project))


def asks_for_requirements_only(project: Project) -> bool:
    """Tell whether the back end is another one, but for the build requirements it asks for (PEP 517).

    What it reads then decides about the environment of the build, and about no metadata.
    """
    *_, file = ("", *backend_files(project))
    if not file or _REQUIREMENTS.encode() not in (project.data(file) or b""):
        return False
    try:
        done = study(project, file, project.backend_folders)
    except Unreadable:
        return False
    own = done.defines
    return (
        any(name.startswith(_REQUIREMENTS) for name in own)
        and own.isdisjoint(_METADATA)
        and not done.touches_others
    )


def _files(project: Project) -> Iterator[str]:
    module = project.backend.partition(":")[0]
    if not all(part.isidentifier() for part in module.split(".")):
        return
    for folder in project.backend_folders:
        file = find_module(project, module, folder)
        if file is not None:
            yield from parent_packages(project, file, folder)
            yield file
            return
