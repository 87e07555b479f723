"""MANIFEST.in: its commands, and the files they take, as setuptools 84.2 does it (observed)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fnmatch import translate
from posixpath import join, split

from uvlint.model import Location
from uvlint.named_tuple import NamedTuple

FILE = "MANIFEST.in"

_EXCLUDING = frozenset({"exclude", "global-exclude", "recursive-exclude", "prune"})
_NEWLINE = r"\r\n?|\n"
_CLASS = r"\[(!?+\]?+)([^]/]*+)\]"

_Parts = tuple[re.Pattern[str] | None, ...]
"""The components of a path pattern, None for any number of folders."""


class ManifestCommand(NamedTuple):
    """A line of MANIFEST.in.

    `folder` is the first argument of `recursive-include`, `recursive-exclude`, `graft`
    and `prune`, itself a pattern. A line that is not `understood` has no effect: its
    action is unknown or has the wrong number of words, which stand in `patterns`.
    """

    action: str
    patterns: tuple[str, ...]
    at: Location
    folder: str | None = None
    understood: bool = True


def read(text: str) -> tuple[ManifestCommand, ...]:
    """Return the commands of a MANIFEST.in, with those that setuptools only warns about."""
    return tuple(_command(line.split(), at) for line, at in _lines(text))


def matches(commands: Iterable[ManifestCommand], files: Iterable[str]) -> tuple[str, ...]:
    """Return the files of a tree that the commands take, in the order setuptools lists them.

    `files` are all files of the tree, relative to its root. What setuptools adds or
    drops without being asked (modules, `pyproject.toml`, `build`) plays no part.
    """
    tree = tuple(files)
    taken: set[str] = set()
    for command in commands:
        if not command.understood:
            continue
        patterns = _patterns(command)
        if command.action in _EXCLUDING:
            taken = {name for name in taken if not _fits(name, patterns)}
        else:
            # What `recursive-include .` finds keeps the dot, and most exclusions miss it.
            dot = "./" if command.action == "recursive-include" and command.folder == "." else ""
            taken.update(dot + name for name in tree if _fits(name, patterns))
    return tuple(sorted({name.removeprefix("./") for name in taken}, key=split))


# --- lines ------------------------------------------------------------------------


def _lines(text: str) -> Iterator[tuple[str, Location]]:
    """Yield lines without comments, continuations joined, as distutils reads them."""
    begun: list[str] = []
    start = end = (1, 1)
    for number, line in enumerate(re.split(_NEWLINE, text), 1):
        comment = line.find("#")
        escaped = line[comment - 1 : comment] == "\\"
        visible = line if comment < 0 or escaped else line[:comment]
        content = visible.strip()
        if not content and visible != line:
            continue
        if content:
            end = (number, len(visible.rstrip()) + 1)
            start = start if begun else (number, len(visible) - len(visible.lstrip()) + 1)
        if content.endswith("\\"):
            if begun or content != "\\":
                begun.append(content[:-1].replace("\\#", "#"))
        elif begun or content:
            yield "".join([*begun, content.replace("\\#", "#")]), Location(FILE, *start, *end)
            begun.clear()
    if begun:
        yield "".join(begun), Location(FILE, *start, *end)


def _command(words: list[str], at: Location) -> ManifestCommand:
    match words:
        case ["include" | "exclude" | "global-include" | "global-exclude" as action, _, *_]:
            return ManifestCommand(action=action, patterns=_paths(words[1:]), at=at)
        case ["recursive-include" | "recursive-exclude" as action, _, _, *_]:
            folder, *patterns = _paths(words[1:])
            return ManifestCommand(action=action, patterns=tuple(patterns), folder=folder, at=at)
        case ["graft" | "prune" as action, _]:
            return ManifestCommand(action=action, patterns=(), folder=_paths(words[1:])[0], at=at)
        case _:
            others = tuple(words[1:])
            return ManifestCommand(action=words[0], patterns=others, at=at, understood=False)


def _paths(words: list[str]) -> tuple[str, ...]:
    """Return paths without superfluous dots and slashes."""
    return tuple(
        "/" * word.startswith("/") + "/".join(p for p in word.split("/") if p not in ("", "."))
        or "."
        for word in words
    )


# --- matching ---------------------------------------------------------------------


def _patterns(command: ManifestCommand) -> list[_Parts]:
    """Return the patterns of a command, all seen from the root of the tree."""
    folder = command.folder or ""
    match command.action:
        case "include":
            return [_parts(pattern, deep=False) for pattern in command.patterns]
        case "graft":
            return [(None,) if folder == "." else (*_parts(folder, deep=False), None)]
        case "prune":
            return [_parts(f"{folder}/**", ranges=False)]
        case "recursive-include":
            inside = "" if folder == "." else folder
            return [_parts(join(inside, "**", pattern)) for pattern in command.patterns]
        case "recursive-exclude":
            return [_parts(join(folder, "**", p), ranges=False) for p in command.patterns]
        case "exclude":
            return [_parts(pattern, ranges=False) for pattern in command.patterns]
        case _:
            return [_parts(join("**", p), ranges=False) for p in command.patterns]


def _parts(pattern: str, *, deep: bool = True, ranges: bool = True) -> _Parts:
    """Return the components of a pattern.

    `deep` tells whether `**` stands for any number of folders, `ranges` whether `[a-c]`
    has the member `b` or the member `-`. Without ranges setuptools lets `[!a]` match a
    slash, too; here it never does.
    """
    listed = pattern if ranges else re.sub(_CLASS, _listed, pattern)
    return tuple(
        None if deep and part == "**" else re.compile(translate(part)) for part in listed.split("/")
    )


def _listed(match: re.Match[str]) -> str:
    """Return a class whose hyphens are members, by moving them to its edge."""
    lead, members = match.groups()
    others = members.replace("-", "")
    if others == members:
        return match[0]
    return f"[{lead}{others}-]" if lead.endswith("]") else f"[{lead}-{others}]"


def _fits(name: str, patterns: list[_Parts]) -> bool:
    """Tell whether the path of a file matches one of the patterns."""
    names = name.split("/")
    for parts in patterns:
        end = parts[-1]
        if (end is None or end.match(names[-1])) and _matches(names, parts):
            return True
    return False


def _matches(names: list[str], parts: _Parts) -> bool:
    """Follow all ways through a pattern at once, so that no pattern takes long."""
    last = len(parts) - 1
    reached = {0}
    for name in names:
        for at in range(last):
            if at in reached and parts[at] is None:
                reached.add(at + 1)
        following = set()
        for at in reached - {last + 1}:
            part = parts[at]
            if part is None:
                following |= {at, at + 1}
            elif part.match(name):
                following.add(at + 1)
        reached = following
    return last + 1 in reached
