"""setuptools-declarative-requirements reads requirements from files that setup.cfg names."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, file_inputs, installs
from uvlint.model import Input, Place
from uvlint.plugin import Provider
from uvlint.project import Project

_WHO = "setuptools-declarative-requirements"
_SECTION = "requirements-files"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the files of `[requirements-files]` (1.3.0: `-r` lines in them are passed over)."""
    if not builds_with_setuptools(project) or not installs(project, _WHO):
        return
    for field, path, at in _files(project):
        if project.computed(field):
            yield from file_inputs(project, path, (field,), at)


def _files(project: Project) -> Iterator[tuple[str, str, Place]]:
    if listed := project.setup_cfg.get(_SECTION, "install_requires"):
        yield "dependencies", listed.value, listed.at
    if listed := project.setup_cfg.get(_SECTION, "extras_require"):
        for line in listed.value.splitlines():
            _, sign, path = line.partition("=")
            if sign and path.strip():
                yield "optional-dependencies", path, listed.at


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs)
