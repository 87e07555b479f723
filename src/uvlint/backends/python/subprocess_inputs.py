"""What programs read that the code of a build starts: make, npm, cargo, go, CMake."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from uvlint.backends import native, trees
from uvlint.backends.tools import cargo, golang, make, npm
from uvlint.model import WHEEL, File, Input, Output
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.backends.python.study import Program

_MAKE = frozenset({"gmake", "make"})
_NPM = frozenset({"bun", "npm", "pnpm", "yarn"})
_NPM_BUILDS = frozenset({"build", "ci", "run", "run-script"}) | npm.INSTALLS
_CARGO_BUILDS = frozenset({"b", "build", "cbuild", "install", "rustc", "zigbuild"})
_GO_BUILDS = frozenset({"build", "install"})
_ELSEWHERE = frozenset({"-C", "--cwd", "--directory", "--dir", "--prefix"})
_LISTS = "CMakeLists.txt"


def inputs(project: Project, programs: Iterable[Program]) -> Iterator[Input]:
    """Yield the recipes of programs and the sources that these lead to."""
    for program in programs:
        name, folder = _name(program), _folder(program)
        found: Iterator[Input] = iter(())
        if folder is not None and _runs_npm(project, folder, program):
            found = _of_npm(project, folder, program)
        elif folder is not None and name in _MAKE and "--version" not in program.words:
            why = f"make, run by {program.by}, reads this"
            keys = make.keys(project, folder)
            found = (Input(key=key, feeds=(WHEEL,), why=why, at=program.at) for key in keys)
        elif folder is not None and (crate := _crate(project, folder, program)):
            found = cargo.inputs(project, crate, who=f"cargo, run by {program.by},", at=program.at)
        elif folder is not None and name == "go" and not _GO_BUILDS.isdisjoint(program.words):
            top = golang.top(project, folder)
            found = golang.inputs(project, top, at=program.at, who=program.by)
        elif name == "cmake" and (lists := cmake_folder(project, program)):
            from uvlint.backends.tools import cmake

            found = cmake.inputs(project, lists, at=program.at, true=frozenset())
        for item in found:
            yield item._replace(certainty=min(item.certainty, program.certainty))


def _of_npm(project: Project, folder: str, program: Program) -> Iterator[Input]:
    """Yield what npm reads; folders with Python may hold what it builds."""
    for item in npm.inputs(project, folder, None, at=program.at, who=program.by):
        assert isinstance(item.key, File)
        place, _, glob = item.key.pattern.partition("/**/")
        if not glob or not any(file.endswith(".py") for file in project.walk(place)):
            yield item


def outputs(project: Project, programs: Iterable[Program]) -> Iterator[Output]:
    """Yield the folders that npm and cargo install and build into."""
    for program in programs:
        folder = _folder(program)
        if folder is not None and _runs_npm(project, folder, program):
            lock = _name(program) == "npm" and not npm.INSTALLS.isdisjoint(program.words)
            yield from npm.outputs(project, folder, None, None, who=program.by, lock=lock)
        elif folder is not None and (crate := _crate(project, folder, program)):
            yield from cargo.outputs(project, crate)


def cmake_folder(project: Project, program: Program) -> str | None:
    """Return the folder that CMake is told to configure, None where that is not known."""
    if "cmake" not in program.words[:2] or "--build" in program.words:
        return None
    places = [native.at(program.folder or ".", word.removeprefix("-S")) for word in program.words]
    places += [*filter(None, program.words), *filter(None, [program.folder])]
    return next((p for p in places if project.is_file(native.at(p, _LISTS))), None)


def _name(program: Program) -> str:
    return posixpath.basename(program.words[0]).removesuffix(".exe").removesuffix(".cmd")


def _runs_npm(project: Project, folder: str, program: Program) -> bool:
    return (
        _name(program) in _NPM
        and not _NPM_BUILDS.isdisjoint(program.words)
        and project.is_file(native.at(folder, "package.json"))
    )


def _crate(project: Project, folder: str, program: Program) -> cargo.Crate | None:
    """Return the crate that cargo is told to compile."""
    if _name(program) != "cargo" or _CARGO_BUILDS.isdisjoint(program.words):
        return None
    words = [part for word in program.words for part in word.split("=", 1)]
    named = next((b for a, b in pairwise(words) if a == "--manifest-path"), cargo.MANIFEST)
    places = (native.at(folder, named), native.at(".", named))
    return next((found for place in places if (found := cargo.crate(project, place))), None)


def _folder(program: Program) -> str | None:
    """Return the folder of the project that a program works in."""
    named = next((b for a, b in pairwise(program.words) if a in _ELSEWHERE), ".")
    if program.folder is None or not named:
        return None
    return trees.inside(native.at(program.folder, named))
