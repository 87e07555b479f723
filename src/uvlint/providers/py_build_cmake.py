"""py-build-cmake takes the version from the module, and has CMake build the rest."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.python.modules import assigned, literal, source_of
from uvlint.backends.tools import cmake
from uvlint.model import WHEEL, Certainty, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table
from uvlint.pyeval.finder import find_module

_SYSTEMS = ("linux", "windows", "mac", "pyodide", "cross")
_TRUE = frozenset({"PY_BUILD_CMAKE_VERSION"})
_LOCAL = ("py-build-cmake.local", "py-build-cmake.cross")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the module of dynamic fields, the settings beside pyproject.toml, what CMake reads."""
    if not _applies(project):
        return
    module = tuple(_module(project))
    yield from module
    rebuilt = project.pyproject.flag("tool", "py-build-cmake", "editable", "build_hook")
    stages = () if rebuilt else tuple(_stages(project))
    feeds = (*(module[0].feeds if module else ()), *((WHEEL,) if stages else ()))
    for name in _settings(project) if feeds else ():
        yield Input(
            key=File(name),
            feeds=feeds,
            why="py-build-cmake looks for settings in this file",
            at=project.backend_at,
            certainty=Certainty.LIKELY,
        )
    for stage in stages:
        folder = stage.string("source_path")
        place = native.at(".", folder.value) if folder else "."
        at = folder.at if folder else stage.at
        yield from cmake.inputs(project, place, at=at, true=_TRUE)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that py-build-cmake builds in, and what CMake writes among the sources."""
    if not _applies(project):
        return
    why = "py-build-cmake builds in this folder"
    yield Output(file=".py-build-cmake_cache/**", why=why)
    for stage in _stages(project):
        folder = stage.string("source_path")
        place = native.at(".", folder.value) if folder else "."
        yield from cmake.outputs(project, place, _TRUE)


def _applies(project: Project) -> bool:
    return project.backend.partition(".")[0] == "py_build_cmake"


def _settings(project: Project) -> Iterator[str]:
    """Yield the files that may set the module and CMake anew: those of the other format if there."""
    for kind in _LOCAL:
        yield f"{kind}.toml"
        if project.is_file(f"{kind}.pbc"):
            yield f"{kind}.pbc"


def _module(project: Project) -> Iterator[Input]:
    fields = tuple(field for field in ("version", "description") if project.computed(field))
    settings = project.pyproject.table("tool", "py-build-cmake", "module")
    if not fields or settings.string("generated"):
        return
    stated, folder = settings.string("name"), settings.string("directory")
    name = stated.value if stated else (project.name or "").replace("-", "_")
    place = native.at(".", folder.value) if folder else "."
    file = find_module(project, name, place) or find_module(project, name, native.at(place, "src"))
    if not name or file is None:
        return
    at = stated.at if stated else project.backend_at
    named = " and ".join(f"`{field}`" for field in fields)
    if _is_literal(project, file, fields):
        why = f"py-build-cmake reads {named} from this module"
        yield Input(key=File(file), feeds=fields, why=why, at=at)
    else:
        why = f"py-build-cmake imports this module to get {named}"
        yield from code_inputs(project, file, feeds=fields, at=at, why=why)


def _is_literal(project: Project, file: str, fields: tuple[str, ...]) -> bool:
    """Tell whether the fields can be read without an import.

    This is a model of the static reading of py-build-cmake
    (`get_docstring_and_version_via_ast` of 0.5).
    """
    source = source_of(project, file)
    if source is None:
        return True
    has_docstring = bool(ast.get_docstring(source.tree))
    has_version = isinstance(literal(assigned(source, "__version__")), str)
    return ("description" not in fields or has_docstring) and (
        "version" not in fields or has_version
    )


def _stages(project: Project) -> Iterator[Table]:
    """Yield the settings of each run of CMake, by index or not, and those for single systems."""
    settings = project.pyproject.table("tool", "py-build-cmake")
    for owner in (settings, *(settings.table(system) for system in _SYSTEMS)):
        stated = owner.table("cmake")
        numbered = [stated.table(name) for name in stated.data if name.isdigit()]
        if stated and len(numbered) < len(stated.data):
            yield stated
        yield from numbered


PROVIDER = Provider(
    name="py-build-cmake",
    about=("py-build-cmake", "tool.py-build-cmake"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("py-build-cmake",)),
)
