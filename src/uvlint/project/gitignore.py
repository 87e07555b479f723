"""What git ignores, from the .gitignore files that lie above it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

GITIGNORE = ".gitignore"
_EXCLUDE = ("info", "exclude")
_WILD = frozenset("*?[!\\")
_SPECIAL = _WILD | frozenset("/ ")


class _Lines:
    """The lines of one file, and the folder that their paths are relative to."""

    def __init__(self, folder: str, text: str) -> None:
        self.folder = folder
        self._lines = [line for line in text.splitlines() if not line.startswith("#")]

    @property
    def takes_back(self) -> bool:
        """Tell whether a line says what is not ignored after all."""
        return any(line.startswith("!") for line in self._lines)

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that are ignored wherever they stand."""
        bare = (line.removesuffix("/") for line in self._lines)
        return frozenset(name for name in bare if name and _SPECIAL.isdisjoint(name))

    @property
    def literal(self) -> Iterator[str]:
        """The paths that lines name from the folder of their file on, and its bare names."""
        for line in self._lines:
            name = line.strip().strip("/")
            if name and _WILD.isdisjoint(line):
                yield os.path.join(self.folder, *name.split("/"))

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        from pathspec import GitIgnoreSpec

        return GitIgnoreSpec.from_lines(line for line in self._lines if _is_understood(line))

    def verdict(self, path: str, end: str) -> bool | None:
        """Tell whether these lines ignore what lies below theirs, None where they say nothing.

        `end` is "/" for a folder.
        """
        return self._spec.check_file(f"{os.path.relpath(path, self.folder)}{end}").include


class Ignored:
    """The files that speak about a folder and what is below it, the nearest last."""

    def __init__(self, files: tuple[_Lines, ...] = ()) -> None:
        self._files = files

    @cached_property
    def _names(self) -> frozenset[str]:
        if any(lines.takes_back for lines in self._files):
            return frozenset()
        return frozenset().union(*(lines.names for lines in self._files))

    def within(self, folder: str) -> Ignored:
        """Return what speaks inside a folder that has a .gitignore of its own."""
        return Ignored((*self._files, *_read(folder, os.path.join(folder, GITIGNORE))))

    def by_name(self, name: str) -> bool:
        """Tell, cheaply, whether a folder of this name is ignored for its name alone."""
        return name in self._names

    def __contains__(self, folder: str) -> bool:
        """Tell whether a folder is ignored, itself or with one above it."""
        return any(self._verdict(path) for path in self._below_the_files(folder))

    def has_file(self, file: str) -> bool:
        """Tell whether a file is ignored, itself or with a folder above it."""
        return self._verdict(file, "") or os.path.dirname(file) in self

    def named(self, folder: str) -> Iterator[str]:
        """Yield the paths below a folder that lines name without wildcards, there or not."""
        near = os.path.join(folder, "")
        for lines in self._files:
            yield from (path for path in lines.literal if path.startswith(near))

    def _verdict(self, path: str, end: str = "/") -> bool:
        verdicts = (
            lines.verdict(path, end)
            for lines in reversed(self._files)
            if path.startswith(os.path.join(lines.folder, ""))
        )
        return next((verdict for verdict in verdicts if verdict is not None), False)

    def _below_the_files(self, folder: str) -> Iterator[str]:
        """Yield a folder and those above it that the first of the files speaks about."""
        while self._files and folder.startswith(os.path.join(self._files[0].folder, "")):
            yield folder
            folder = os.path.dirname(folder)


def ignored_above(top: str) -> Ignored:
    """Return what the repository of a folder says about it and all below it.

    Nothing outside of a repository, and nothing where the folder itself is ignored:
    who asks for it means it.
    """
    files: list[_Lines] = []
    folder = top
    while not os.path.exists(os.path.join(folder, ".git")):
        if folder == os.path.dirname(folder):
            return Ignored()
        folder = os.path.dirname(folder)
        files[:0] = _read(folder, os.path.join(folder, GITIGNORE))
    files[:0] = _read(folder, os.path.join(folder, ".git", *_EXCLUDE))
    found = Ignored(tuple(files))
    return Ignored() if folder != top and top in found else found


def _is_understood(line: str) -> bool:
    """Tell whether a line is a pattern: git takes no notice of one that is not."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def _read(folder: str, path: str) -> Iterator[_Lines]:
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            yield _Lines(folder, file.read())
    except OSError:
        return
