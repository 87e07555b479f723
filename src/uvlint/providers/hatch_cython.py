"""hatch-cython compiles the Cython and Python modules of a package."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from fnmatch import fnmatchcase

from uvlint.backends.cython import headers
from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.trees import path_in_project, whole
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project, normalized
from uvlint.project.table import Table

_CYTHON = ("pyx", "pxd", "pxi", "pyx.in", "pxd.in", "pxi.in", "py.in")
_COMPILED = (".py", ".pyx", ".c", ".cc", ".cpp")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the sources below the package and the folders with headers."""
    hook = build_hooks(project).get("cython")
    folder = _package(project, hook) if hook is not None else None
    if hook is None or folder is None:
        return
    files = tuple(project.walk(folder))
    targets = _targets(hook)
    suffixes = [*_CYTHON]
    if _compiles_python(hook):
        suffixes.append("py")
    for suffix in suffixes:
        if any(file.endswith(f".{suffix}") for file in files):
            yield _compiled(File(f"{folder}/**/*.{suffix}"), hook)
    for file in files:
        if file.endswith(_COMPILED) and any(fnmatchcase(f"./{file}", t) for t in targets):
            yield _compiled(File(file), hook)
    for item in hook.strings("options", "includes"):
        if not item.value.startswith("/") and (key := whole(project, item.value)):
            yield _compiled(key, hook)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what Cython and the compiler write beside the sources."""
    hook = build_hooks(project).get("cython")
    folder = _package(project, hook) if hook is not None else None
    if hook is None or folder is None:
        return
    translated = (".pyx", ".py") if _compiles_python(hook) else (".pyx",)
    for suffix in ("so", "pyd"):
        yield Output(file=f"{folder}/**/*.{suffix}", why="hatch-cython writes compiled modules")
    for file in project.walk(folder):
        stem, suffix = posixpath.splitext(file)
        if suffix == ".in":
            yield Output(file=stem, why="hatch-cython renders this file from a template")
        elif suffix in translated:
            for written in (f"{stem}.c", f"{stem}.cpp", *headers(project, file)):
                yield Output(file=written, why="Cython writes this file")


def _package(project: Project, hook: Table) -> str | None:
    """Return the folder that hatch-cython 0.6 looks into."""
    stated = hook.string("options", "src")
    name = stated.value if stated else normalized(project.name or "")
    base = "src" if project.is_dir("src") else "."
    folders = (path_in_project(f"{base}/{spelled}") for spelled in (name, name.replace("-", "_")))
    return next((folder for folder in folders if folder and project.is_dir(folder)), None)


def _compiles_python(hook: Table) -> bool:
    return not _targets(hook) and hook.flag("options", "compile_py") is not False


def _targets(hook: Table) -> tuple[str, ...]:
    named = hook.strings("options", "files", "targets")
    tables = (entry.string("matches") for entry in hook.tables("options", "files", "targets"))
    return tuple(item.value + "*" for item in (*named, *tables) if item)


def _compiled(key: File, hook: Table) -> Input:
    why = "hatch-cython compiles this"
    return Input(key=key, feeds=(WHEEL,), why=why, at=hook.at)


PROVIDER = Provider(
    name="hatch-cython",
    about=(*WITH_SETTINGS, "hatch-cython"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("cython",)),
)
