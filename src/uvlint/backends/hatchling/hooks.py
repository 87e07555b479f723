"""What a project's own build hook hands to hatchling: files for the wheel, and what it generates."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import hook_script, ignored_as_globs, ignored_by_git
from uvlint.backends.python.inputs import study
from uvlint.backends.trees import path_in_project, whole
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.project import Project
from uvlint.project.table import Table
from uvlint.uv.globs import base, is_glob
from uvlint.uv.version import NEWEST

_HARMLESS = {"packaging", "setuptools", "wheel"}
"""Build requirements that help a hook to tell platforms, and make nothing."""
_COMPILED = (".a", ".bin", ".dll", ".dylib", ".exe", ".lib", ".mo", ".o", ".pyd", ".so", ".wasm")


def copied(project: Project, script: str) -> Iterator[Input]:
    """Yield what a hook has hatchling copy into the wheel, and does not make itself.

    With `force_include_editable` an editable wheel has nothing of `force_include`
    (hatchling 1.33, source read).
    """
    if not project.is_file(script):
        return
    found = study(project, script)
    instead = any(item.under == "force_include_editable" for item in found.named)
    made = set(_made(project, script))
    for item in found.named:
        key = whole(project, item.file)
        if item.under != "artifacts" and item.file not in made and key is not None:
            unused = instead and item.under == "force_include"
            yield Input(
                key=key,
                feeds=(WHEEL,),
                why=f"the build hook has this copied into the wheel (`{item.under}`)",
                at=item.at,
                certainty=Certainty.POSSIBLE if unused else Certainty.LIKELY,
            )


def generated(project: Project, script: str) -> Iterator[Output]:
    """Yield the artifacts that a hook names, and what it makes to be copied into the wheel."""
    if not project.is_file(script):
        return
    for item in study(project, script).named:
        for glob in ignored_as_globs(item.file) if item.under == "artifacts" else ():
            yield Output(file=glob, why="the build hook generates this artifact")
    for path in _made(project, script):
        if path_in_project(path) not in (None, "."):
            file = path if is_file(project, path) or is_glob(path) else f"{path}/**/*"
            yield Output(file=file, why="the build hook makes this for the wheel")


def is_file(project: Project, path: str) -> bool:
    """Tell whether a path is a file, or looks like one that is not there yet."""
    return not project.is_dir(path) and (project.is_file(path) or "." in posixpath.basename(path))


def makes_files(project: Project, hook: Table) -> bool:
    """Tell whether a hook may make files: it writes, runs programs, or has libraries for it."""
    script = hook_script(hook).value
    if not project.is_file(script):
        return True
    found = study(project, script)
    libraries = {item.name for item in project.requires if not item.name.startswith("hatch")}
    return (
        bool(found.written or found.commands or hook.strings("dependencies"))
        or not found.is_whole
        or not libraries <= _HARMLESS
    )


def _made(project: Project, script: str) -> Iterator[str]:
    """Yield what the build makes: what is not there, is compiled, or is ignored by git."""
    found = study(project, script)
    ignores = ignored_by_git(project)
    written = [item.file for item in found.written if not item.touched]
    for item in found.named:
        path = item.file
        top = base(path, NEWEST) if is_glob(path) else path
        is_there = project.is_file(top) or project.is_dir(top)
        if item.under != "artifacts" and (
            not is_there
            or path.endswith(_COMPILED)
            or ignores(path)
            or ignores(f"{top}/x")
            or any(f"{file}/".startswith(f"{path}/") for file in written)
        ):
            yield path
