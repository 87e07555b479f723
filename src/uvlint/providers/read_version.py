"""read-version takes fields from names in modules, as its settings say."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.setuptools.settings import builds_with_setuptools, readable_path
from uvlint.model import File, Input
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Table

_FIELDS = {
    "author": "authors",
    "author_email": "authors",
    "description": "description",
    "keywords": "keywords",
    "license": "license",
    "maintainer": "maintainers",
    "maintainer_email": "maintainers",
    "url": "urls",
    "version": "version",
}


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module of each field (read-version 0.3.2, source read).

    What setup.py asks it for is told by those who read that code.
    """
    settings = project.pyproject.table("tool", "read_version")
    if not builds_with_setuptools(project):
        return
    for name, field in _FIELDS.items():
        stated = settings.get(name)
        path = _path(settings, name)
        if stated and path and project.computed(field):
            why = f"read-version takes `{field}` from this module"
            yield Input(key=File(path), feeds=(field,), why=why, at=stated.at)


def _path(settings: Table, name: str) -> str | None:
    """Return the file of `"package.module:name"`, or of `path = ["package", "module.py"]`."""
    stated = settings.string(name)
    if stated is None:
        parts = [part.value for part in settings.strings(name, "path")]
        return readable_path(posixpath.join(*parts)) if parts else None
    module, colon, variable = stated.value.partition(":")
    return (
        readable_path(f"{module.replace('.', '/')}.py") if module and colon and variable else None
    )


PROVIDER = Provider(name="read-version", about=("read-version",), inputs=inputs)
