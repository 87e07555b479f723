"""What Meson reads before it knows a project, by a tolerant reading of `meson.build`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.python.inputs import code_inputs
from uvlint.backends.scm.versions import from_git
from uvlint.model import WHEEL, Certainty, File, Input, Spot
from uvlint.project import Project

BUILD = "meson.build"
OPTIONS = ("meson.options", "meson_options.txt")

_TOKEN = re.compile(
    r"#[^\n]*|'''(?P<long>.*?)'''|'(?P<text>(?:[^'\\\n]|\\.)*)'|(?P<name>[A-Za-z_]\w*)"
    r"|(?P<sign>[()\[\]{},:])",
    re.DOTALL,
)
_MOST_FILES = 1_000


def inputs(project: Project, feeds: tuple[str, ...], at: Spot) -> Iterator[Input]:
    """Yield what the arguments of `project()` in `meson.build` are taken from.

    The other files of the build language come after them, and change none of them.
    """
    if not project.is_file(BUILD):
        return
    named = " and ".join(f"`{field}`" for field in feeds)
    yield Input(key=File(BUILD), feeds=feeds, why=f"Meson takes {named} from this file", at=at)
    for words in _arguments(native.text(project, BUILD), "project", "version"):
        yield from _version_inputs(project, words, at)
    others = [file for file in _tree(project) if file != BUILD]
    options = [name for name in OPTIONS if project.is_file(name)][:1] or OPTIONS[:1]
    for key in native.named([*others, *options]):
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why="Meson reads this file after `project()`, where it is there",
            at=at,
            certainty=Certainty.POSSIBLE,
        )


def _version_inputs(project: Project, words: list[str], at: Spot) -> Iterator[Input]:
    if "git" in words:
        yield from_git("Meson runs git to get `version`", at)
    for word in words:
        file = native.at(".", word)
        if not project.is_file(file):
            continue
        if file.endswith(".py"):
            why = "Meson runs this script to get `version`"
            yield from code_inputs(project, file, feeds=("version",), at=at, why=why)
        else:
            why = "Meson takes `version` from this file"
            yield Input(key=File(file), feeds=("version",), why=why, at=at)


def _tree(project: Project) -> tuple[str, ...]:
    """Return the `meson.build` files that `subdir()` leads to from the first."""
    found = {BUILD: None}
    waiting = [BUILD]
    while waiting and len(found) < _MOST_FILES:
        file = waiting.pop()
        for words in _arguments(native.text(project, file), "subdir"):
            for word in words[:1]:
                below = native.at(native.folder_of(file), f"{word}/{BUILD}")
                if below not in found and project.is_file(below):
                    found[below] = None
                    waiting.append(below)
    return tuple(found)


def _arguments(text: str, function: str, keyword: str | None = None) -> Iterator[list[str]]:
    """Yield the texts in each call of a function: its own arguments, or those of the calls
    that make the value of one keyword argument.
    """
    depth = 0
    before = current = ""
    called: str | None = None
    words: list[str] = []
    for match in _TOKEN.finditer(text):
        sign, name = match["sign"], match["name"]
        word = match["long"] if match["long"] is not None else match["text"]
        if called is None:
            if sign == "(" and before == function:
                called, depth, words, current = function, 1, [], ""
        elif sign in ("(", "[", "{"):
            depth += 1
        elif sign in (")", "]", "}"):
            depth -= 1
            if depth == 0:
                yield words
                called = None
        elif depth == 1 and sign == ":":
            current = before
        elif depth == 1 and sign == ",":
            current = ""
        elif word is not None and current == (keyword or "") and (depth > 1) == bool(keyword):
            words.append(word)
        if not match[0].startswith("#"):
            before = name or ""
