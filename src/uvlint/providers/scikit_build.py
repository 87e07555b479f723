"""The classic scikit-build has CMake run from setup.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.setuptools.settings import builds_with_setuptools, keyword
from uvlint.backends.tools import cmake
from uvlint.model import Input, Location, Output, Spot
from uvlint.plugin import Provider
from uvlint.project import SETUP_PY, Project

_IMPORT = re.compile(r"^[ \t]*(?:from|import)[ \t]+skbuild\b", re.MULTILINE)


def inputs(project: Project) -> Iterator[Input]:
    """Yield what CMake reads for a wheel."""
    for folder, at in _folders(project):
        yield from cmake.inputs(project, folder, at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that scikit-build builds in, and what CMake writes among the sources."""
    for folder, _ in _folders(project):
        yield Output(file="_skbuild/**", why="scikit-build builds in this folder")
        yield from cmake.outputs(project, folder)


def _folders(project: Project) -> Iterator[tuple[str, Spot]]:
    if not builds_with_setuptools(project) or not project.requirement("scikit-build"):
        return
    if not (imported := _IMPORT.search(text := native.text(project, SETUP_PY))):
        return
    named = keyword(project, "cmake_source_dir")
    if named is None:
        line = text.count("\n", 0, imported.end()) + 1
        yield ".", Location(SETUP_PY, line, 1, line, 1)
    elif isinstance(named.value, str):
        yield native.at(".", named.value), named.at


PROVIDER = Provider(name="scikit-build", about=("scikit-build",), inputs=inputs, outputs=outputs)
