"""What Go reads to compile the packages of a module."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from uvlint.backends import native, trees
from uvlint.model import WHEEL, File, Input, Spot
from uvlint.project import Project

LISTS = ("go.mod", "go.sum")

_EMBED = re.compile(r"^//go:embed[ \t]+(.+)$", re.MULTILINE)


def top(project: Project, folder: str) -> str:
    """Return the folder with the `go.mod` that holds for a folder, else the project itself."""
    while folder != "." and not project.is_file(native.at(folder, LISTS[0])):
        folder = native.folder_of(folder)
    return folder


def inputs(project: Project, folder: str, *, at: Spot, who: str) -> Iterator[Input]:
    """Yield the lists of a module in a folder, its code but for tests, and the C beside it."""
    for name in LISTS:
        if project.is_file(file := native.at(folder, name)):
            why = f"go, run by {who}, reads this file"
            yield Input(key=File(file), feeds=(WHEEL,), why=why, at=at)
    sources = [f for f in native.below(project, folder) if _is_compiled(f)]
    folders = {native.folder_of(f) for f in sources}
    c = [f for f in native.below(project, folder, {".c", ".h"}) if native.folder_of(f) in folders]
    for key in native.named((*sources, *c, *_embedded(project, sources))):
        why = f"go, run by {who}, compiles this"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)


def _embedded(project: Project, sources: Sequence[str]) -> Iterator[str]:
    """Yield what sources embed: files, patterns, and folders but for hidden files in them."""
    for source in sources:
        for words in _EMBED.findall(native.text(project, source)):
            for word in words.split():
                path = native.at(native.folder_of(source), word.strip('"`').removeprefix("all:"))
                if project.is_dir(path):
                    yield from native.below(project, path)
                else:
                    yield from trees.matching(project, path)


def _is_compiled(file: str) -> bool:
    return file.endswith(".go") and not file.endswith("_test.go")
