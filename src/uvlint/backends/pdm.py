"""The settings of pdm-backend and of its predecessor pdm-pep517."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.python.modules import parent_packages
from uvlint.model import Input, Output
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.table import Located, Table
from uvlint.pyeval.finder import find_module

_CALL = re.compile(r"([\w.]+):[\w.]+\s*(\([^)]+\))?")


class VersionCall(NamedTuple):
    """An expression `module:function('argument')`: its module and its arguments as text."""

    module: str
    arguments: tuple[str, ...]


def version_settings(project: Project, source: str) -> Table | None:
    """Return `[tool.pdm.version]` if this source (`file`, `scm`, `call`) computes the version."""
    settings = project.pyproject.table("tool", "pdm", "version")
    if not settings or not project.computed("version"):
        return None
    stated = settings.string("source")
    if stated:
        return settings if stated.value == source else None
    # Without a source pdm-backend takes `path`, pdm-pep517 `from` or `use_scm`.
    implied = {"path": "file", "from": "file", "use_scm": "scm"}
    names = [implied[name] for name in implied if name in settings.data]
    return settings if names[:1] == [source] else None


def package_dir(project: Project) -> str:
    """Return the folder of the packages, `.` for the project itself (pdm-backend 2.5)."""
    build = project.pyproject.table("tool", "pdm", "build")
    if stated := build.string("package-dir"):
        return stated.value or "."
    includes = [item.value for item in build.strings("includes")]
    excludes = {item.value.rstrip("/") for item in build.strings("excludes")}
    below = any(item == "src" or item.startswith("src/") for item in includes)
    if project.is_dir("src") and (not includes or (below and "src" not in excludes)):
        return "src"
    return "."


def version_file(project: Project, settings: Table) -> Iterator[Output]:
    """Yield the file that receives the version in an editable build."""
    if written := settings.string("write_to"):
        yield Output(
            file=f"{package_dir(project)}/{written.value}".removeprefix("./"),
            why="pdm-backend writes the version into this file",
        )


def parse_call(text: str) -> VersionCall | None:
    """Return the parts of an expression `module:function('argument')`, if it is one.

    It stands in pyproject.toml, and pdm-backend takes it apart in the same way, with
    `ast.literal_eval` for the arguments (`evaluate_module_attribute` of 2.5, source read).
    """
    match = _CALL.match(text)
    if not match:
        return None
    try:
        values = ast.literal_eval(f"{match[2][:-1]},)") if match[2] else ()
    except (ValueError, SyntaxError, MemoryError, RecursionError):
        values = ()
    return VersionCall(match[1], tuple(value for value in values if isinstance(value, str)))


def called_code(
    project: Project, module: str, setting: Located[str], feeds: tuple[str, ...], why: str
) -> Iterator[Input]:
    """Yield the module that a setting names, if it is the project's, and all that it reads.

    pdm-backend puts the folder of the project on `sys.path` for it.
    """
    file = find_module(project, module)
    if file is None:
        return
    for name in (*parent_packages(project, file), file):
        yield from code_inputs(project, name, feeds=feeds, at=setting.at, why=why, sys_path=(".",))
