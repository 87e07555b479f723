"""hatch-jupyter-builder builds JavaScript, or runs the project's own build function."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.builds.code import code_inputs, code_outputs
from uvlint.builds.hatch import build_hooks, generated
from uvlint.builds.modules import find_module
from uvlint.builds.trees import inside
from uvlint.model import WHEEL, Certainty, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.views.table import Table

_NPM = "hatch_jupyter_builder.npm_builder"
_LISTS = ("package.json", "package-lock.json", "yarn.lock", "pnpm-lock.yaml", "tsconfig.json")
_FOLDERS = ("src", "style", "schema")
_KINDS = ("css", "html", "js", "json", "jsx", "less", "mjs", "scss", "svg", "ts", "tsx", "vue")


def inputs(project: Project) -> Iterator[Input]:
    """Yield what npm builds from, or the code of the build function."""
    hook = build_hooks(project).get("jupyter-builder")
    function = hook.string("build-function") if hook else None
    if not hook or not function:
        return
    if function.value == _NPM:
        yield from _npm_inputs(project, hook)
    elif file := find_module(project, function.value.rpartition(".")[0]):
        why = "hatch-jupyter-builder runs this build function"
        yield from code_inputs(
            project, file, feeds=(WHEEL,), at=function.at, why=why, sys_path=(".",)
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what npm installs and builds, and all that the settings expect to appear."""
    hook = build_hooks(project).get("jupyter-builder")
    if hook is None:
        return
    yield from generated(project)
    for target in hook.strings("ensured-targets"):
        yield Output(file=target.value, why="hatch-jupyter-builder makes sure that this is there")
    function = hook.string("build-function")
    if function and function.value == _NPM:
        yield from _npm_outputs(project, hook)
    elif function and (file := find_module(project, function.value.rpartition(".")[0])):
        yield from code_outputs(project, file, (".",))


def _npm_outputs(project: Project, hook: Table) -> Iterator[Output]:
    folder = _option(hook, "path") or "."
    written = [f"{folder}/node_modules"]
    if project.is_file(f"{folder}/tsconfig.json"):
        written.append(f"{folder}/lib")
    if built := _option(hook, "build_dir"):
        written.append(built)
    for name in written:
        path = f"{posixpath.normpath(name)}/**/*"
        yield Output(file=path, why="npm, run by hatch-jupyter-builder, writes into this folder")


def _npm_inputs(project: Project, hook: Table) -> Iterator[Input]:
    folder = _option(hook, "path") or "."
    for name in _LISTS:
        file = posixpath.normpath(f"{folder}/{name}")
        if name == "package.json" or project.is_file(file):
            why = "npm, run by hatch-jupyter-builder, reads this file"
            yield Input(key=File(file), feeds=(WHEEL,), why=why, at=hook.at)
    stated = _option(hook, "source_dir")
    for source in [stated] if stated else [f"{folder}/{name}" for name in _FOLDERS]:
        path = inside(source)
        found = {file.rpartition(".")[2] for file in project.walk(path)} if path else set()
        for kind in _KINDS:
            if kind in found:
                yield Input(
                    key=File(f"{path}/**/*.{kind}"),
                    feeds=(WHEEL,),
                    why="npm, run by hatch-jupyter-builder, builds these sources",
                    at=hook.at,
                    certainty=Certainty.LIKELY,
                )


def _option(hook: Table, name: str) -> str | None:
    """Return an argument of the build function, as an editable build gets it."""
    chosen = hook.table("editable-build-kwargs") or hook.table("build-kwargs")
    stated = chosen.string(name) or chosen.string(name.replace("_", "-"))
    return stated.value if stated else None


PROVIDER = Provider(
    name="hatch-jupyter-builder",
    about=("hatchling", "hatch-jupyter-builder"),
    inputs=inputs,
    outputs=outputs,
)
