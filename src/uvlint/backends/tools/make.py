"""What make reads: the sources that its file names, or that its rules stand for."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends import native, trees
from uvlint.backends.tools.folders import is_prose
from uvlint.model import File
from uvlint.project import Project
from uvlint.project.folders import ASIDE

RECIPES = ("GNUmakefile", "makefile", "Makefile")
"""The names that make looks for; the first that is there counts."""

_KINDS = native.SOURCES | native.HEADERS | {".in", ".l", ".lex", ".proto", ".y", ".yy"}
_OBJECTS = (".lo", ".o", ".obj", ".os")
_ASSIGNED = re.compile(
    r"^[ \t]*(?:export[ \t]+)?([\w.-]+)[ \t]*(?:[:?+]|::)?=[ \t]*(.*)$", re.MULTILINE
)
_VARIABLE = re.compile(r"\$[({]([\w.-]+)[)}]")
_TARGETS = re.compile(r"^([^\t\n:=#][^\n:=]*):(?!=)", re.MULTILINE)
_NEEDED = re.compile(r"^[^\t\n:=#][^\n:=]*::?(?!=)([^\n#;=]*)", re.MULTILINE)
_WORD = re.compile(r"[^\s:=;,(){}\"'`|&<>]+")
_IN_FOLDER = re.compile(r"(?:-C|--directory)[ \t=]*([\w./-]+)")
_INCLUDED = re.compile(r"^-?include[ \t]+(.+)$", re.MULTILINE)
_COMMAND = re.compile(r"^\t[ \t]*[@+-]*(.+)$", re.MULTILINE)
_SEARCHED = re.compile(r"-I[ \t]*([\w./-]+)")
_MOST_ROUNDS = 6
_MOST_TEXT = 200_000


def keys(project: Project, folder: str, recipe: str | None = None) -> Iterator[File]:
    """Yield the recipes of a folder, or the one that is named, and keys for their sources."""
    recipes = _all_recipes(project, folder, recipe)
    listed: dict[str, None] = {}
    opened: dict[str, None] = {}
    folders: dict[str, None] = {}
    for name, text in recipes.items():
        here = native.folder_of(name)
        made = {native.at(here, w) for line in _TARGETS.findall(text) for w in line.split()}
        folders.update(dict.fromkeys(native.at(here, path) for path in _SEARCHED.findall(text)))
        needed = {word for line in _NEEDED.findall(text) for word in line.split()}
        for word in dict.fromkeys(_WORD.findall(text)):
            found = opened if "*" in word or "%" in word else listed
            path = native.at(here, word.replace("%", "*"))
            is_needed = (
                word in needed
                and "*" not in path
                and project.is_file(path)
                and not is_prose(posixpath.basename(path))
            )
            for file in (path,) if is_needed else _sources(project, path):
                if file not in made and ASIDE.isdisjoint(file.split("/")):
                    found[file] = None
    yield from map(File, recipes)
    yield from native.sets(project, opened)
    files = native.with_includes(project, {**listed, **opened}, tuple(folders))
    yield from native.named([file for file in files if file not in opened])


def recipe_lines(
    project: Project, folder: str, recipe: str | None = None
) -> Iterator[tuple[str, str]]:
    """Yield the commands in the recipes of a folder, each with the folder that it runs in."""
    for name, text in _all_recipes(project, folder, recipe).items():
        for line in _COMMAND.findall(text):
            yield native.folder_of(name), line


def _all_recipes(project: Project, folder: str, recipe: str | None) -> dict[str, str]:
    """Return the recipe of a folder and all that it leads to, with variables filled in."""
    found: dict[str, str] = {}
    waiting = _recipes(project, folder) if recipe is None else [recipe]
    while waiting:
        current = waiting.pop(0)
        if current in found or not project.is_file(current):
            continue
        here = native.folder_of(current)
        text = _expanded(native.text(project, current)[:_MOST_TEXT].replace("\\\n", " "))
        found[current] = text
        waiting += [native.at(here, n) for line in _INCLUDED.findall(text) for n in line.split()]
        for place in _IN_FOLDER.findall(text):
            if ASIDE.isdisjoint(place.split("/")):
                waiting += _recipes(project, native.at(here, place))
    return found


def _recipes(project: Project, folder: str) -> list[str]:
    names = (native.at(folder, name) for name in RECIPES)
    return [name for name in names if project.is_file(name)][:1]


def _sources(project: Project, path: str) -> Iterator[str]:
    """Yield the sources that a path or pattern names, or that its object is made from."""
    stem, suffix = posixpath.splitext(path)
    names = [f"{stem}{kind}" for kind in native.SOURCES] if suffix in _OBJECTS else [path]
    for name in names:
        if native.is_kind(name, _KINDS) and trees.path_in_project(name):
            yield from trees.matching(project, name)


def _expanded(text: str) -> str:
    """Return the text of a recipe with the variables that it sets itself in their places."""
    values = dict(_ASSIGNED.findall(text))
    for _ in range(_MOST_ROUNDS):
        new = _VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)
        if new == text or len(new) > _MOST_TEXT:
            break
        text = new
    return text
