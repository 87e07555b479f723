"""setuptools-golang has Go build extensions from the whole project."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.builds import native
from uvlint.builds.setup_py import extensions
from uvlint.builds.setuptools import sets
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project

_LISTS = ("go.mod", "go.sum")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules of Go but for their tests, their lists, and the C that lies beside them."""
    found = [item for item in extensions(project) if _main(item.sources)]
    if not found or not sets(project, "build_golang"):
        return
    at = found[0].at
    tops = {_top(project, main) for item in found if (main := _main(item.sources))}
    for folder in sorted(tops):
        for name in _LISTS:
            if project.is_file(file := native.at(folder, name)):
                why = "go, run by setuptools-golang, reads this file"
                yield Input(key=File(file), feeds=(WHEEL,), why=why, at=at)
        sources = [f for f in native.below(project, folder) if _is_compiled(f)]
        folders = {native.folder_of(f) for f in sources}
        c = [
            f for f in native.below(project, folder, {".c", ".h"}) if native.folder_of(f) in folders
        ]
        for key in native.keys(project, (*sources, *c)):
            why = "go, run by setuptools-golang, compiles this"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=at)


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


def _top(project: Project, main: str) -> str:
    """Return the folder with the `go.mod` that holds for a source, else the project itself."""
    folder = native.folder_of(main)
    while folder != "." and not project.is_file(native.at(folder, _LISTS[0])):
        folder = posixpath.dirname(folder) or "."
    return folder


def _is_compiled(file: str) -> bool:
    return file.endswith(".go") and not file.endswith("_test.go")


PROVIDER = Provider(
    name="setuptools-golang",
    about=("setuptools-golang", "setup.py"),
    inputs=inputs,
    outputs=outputs,
)
