"""What npm reads and writes where a build of Python starts it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.trees import inside
from uvlint.model import WHEEL, Certainty, File, Input, Output, Spot
from uvlint.project import Project

INSTALLS = frozenset({"i", "install"})
"""The commands of npm that write the lock."""

_LOCK = "package-lock.json"
_LISTS = ("package.json", _LOCK, "yarn.lock", "pnpm-lock.yaml", "tsconfig.json")
_FOLDERS = ("src", "style", "schema")
_KINDS = ("css", "html", "js", "json", "jsx", "less", "mjs", "scss", "svg", "ts", "tsx", "vue")


def inputs(
    project: Project, folder: str, source: str | None, *, at: Spot, who: str
) -> Iterator[Input]:
    """Yield the lists of a package in a folder, and its sources: named, or where they are wont to lie."""
    for name in _LISTS:
        file = posixpath.normpath(f"{folder}/{name}")
        if name == "package.json" or project.is_file(file):
            why = f"npm, run by {who}, reads this file"
            yield Input(key=File(file), feeds=(WHEEL,), why=why, at=at)
    for place in [source] if source else [f"{folder}/{name}" for name in _FOLDERS]:
        path = inside(place)
        found = {file.rpartition(".")[2] for file in project.walk(path)} if path else set()
        for kind in _KINDS:
            if kind in found:
                yield Input(
                    key=File(f"{path}/**/*.{kind}"),
                    feeds=(WHEEL,),
                    why=f"npm, run by {who}, builds these sources",
                    at=at,
                    certainty=Certainty.LIKELY,
                )


def writes_lock(project: Project, folder: str, program: object) -> bool:
    """Tell whether a builder for Jupyter installs with npm, and not with a stated program.

    A program is a word, or a list of words that begins with it (hatch-jupyter-builder 0.9,
    jupyter-packaging 0.12, source read).
    """
    first = program[0] if isinstance(program, list) and program else program
    return first == "npm" or (first is None and not project.is_file(f"{folder}/yarn.lock"))


def outputs(
    project: Project,
    folder: str,
    source: str | None,
    built: str | None,
    *,
    who: str,
    lock: bool,
) -> Iterator[Output]:
    """Yield what npm installs and builds, the latter not where the sources lie.

    `lock` tells that `npm install` runs, which writes its lock each time (npm 11.19,
    observed; `npm ci`, yarn and pnpm leave a lock alone that fits).
    """
    written = [f"{folder}/node_modules"]
    if project.is_file(f"{folder}/tsconfig.json"):
        written.append(f"{folder}/lib")
    if built and not (source and inside(source) == inside(built)):
        written.append(built)
    for name in written:
        path = f"{posixpath.normpath(name)}/**/*"
        yield Output(file=path, why=f"npm, run by {who}, writes into this folder")
    if lock:
        file = posixpath.normpath(f"{folder}/{_LOCK}")
        yield Output(file=file, why=f"npm, run by {who}, writes this file at every installation")
