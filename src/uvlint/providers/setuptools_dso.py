"""setuptools-dso builds shared libraries that are no modules."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.setuptools.settings import package_folders, sets
from uvlint.backends.setuptools.setup_py import extensions
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:  # noqa: ARG001 - the sources are those of extensions
    """Yield nothing: the sources of `x_dsos` are read with those of all extensions."""
    yield from ()


def outputs(project: Project) -> Iterator[Output]:
    """Yield the libraries and the modules about them, beside the packages (version 2.12)."""
    if not sets(project, "x_dsos"):
        return
    root = package_folders(project).get("", ".")
    for item in extensions(project):
        if item.kind == "DSO" and item.name:
            folder, _, name = native.at(root, item.name.replace(".", "/")).rpartition("/")
            prefix = f"{folder}/" if folder else ""
            for file in (f"lib{name}.*", f"{name}.dll", f"{name}.lib", f"{name}_dsoinfo.py"):
                yield Output(file=f"{prefix}{file}", why="setuptools-dso leaves this library here")


PROVIDER = Provider(
    name="setuptools-dso", about=("setuptools-dso",), inputs=inputs, outputs=outputs
)
