"""setuptools-golang has Go build extensions from the whole project."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.setuptools.settings import sets
from uvlint.backends.setuptools.setup_py import extensions
from uvlint.backends.tools import golang
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules of Go but for their tests, their lists, and the C that lies beside them."""
    found = [item for item in extensions(project) if _main(item.sources)]
    if not found or not sets(project, "build_golang"):
        return
    mains = (main for item in found if (main := _main(item.sources)))
    for folder in sorted({golang.top(project, native.folder_of(main)) for main in mains}):
        yield from golang.inputs(project, folder, at=found[0].at, who="setuptools-golang")


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules beside their packages."""
    if sets(project, "build_golang"):
        for item in extensions(project):
            if item.name and _main(item.sources):
                name = item.name.replace(".", "/")
                for kind in ("so", "pyd"):
                    yield Output(file=f"{name}.*.{kind}", why="go leaves the compiled module here")


def _main(sources: tuple[str, ...]) -> str | None:
    return next((source for source in sources if source.endswith(".go")), None)


PROVIDER = Provider(
    name="setuptools-golang",
    about=("setuptools-golang", "setup.py"),
    inputs=inputs,
    outputs=outputs,
)
