"""A command that a build runs, and what programs read and write: paths are relative to the project."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from uvlint.backends import native
from uvlint.model import File
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

_JOINED_BY = ("=", ":")


class Command(NamedTuple):
    """The words of a command, "" for those not known, and the folder that it runs in."""

    words: tuple[str, ...]
    folder: str

    @property
    def program(self) -> str:
        """The name of the program."""
        name = posixpath.basename(self.words[0].replace("\\", "/"))
        return name.removesuffix(".exe").removesuffix(".cmd")

    def at(self, project: Project, word: str) -> str:
        """Return what a word names: seen from the folder of the command, else from the project.

        Code hands on both: paths that it made itself are relative to the project.
        """
        here = native.at(self.folder, word)
        top = native.at(".", word)
        return top if not _is_there(project, here) and _is_there(project, top) else here

    def option(self, *names: str) -> str | None:
        """Return the value of an option: `-o x`, `--out=x`, `--out:x`."""
        return next(self.options(*names), None)

    def options(self, *names: str) -> Iterator[str]:
        """Yield the values of an option that may be given several times."""
        for word, following in pairwise((*self.words, "")):
            if word in names and following:
                yield following
            for name in names:
                if word.startswith(tuple(f"{name}{sign}" for sign in _JOINED_BY)):
                    yield word[len(name) + 1 :]

    def positional(self, with_value: Collection[str] = ()) -> tuple[str, ...]:
        """Return the known words after the program that are no options nor values of these."""
        return tuple(
            word
            for before, word in pairwise(self.words)
            if word and not word.startswith("-") and before not in with_value
        )


class Work(NamedTuple):
    """What programs do: files that are opened in any case, keys that are likely read, writes.

    `writes` are paths and globs.
    """

    opens: tuple[File, ...] = ()
    reads: tuple[File, ...] = ()
    writes: tuple[str, ...] = ()


NOTHING = Work()


def united(works: Iterable[Work]) -> Work:
    """Return the work of all."""
    works = tuple(works)
    return Work(
        tuple(dict.fromkeys(key for work in works for key in work.opens)),
        tuple(dict.fromkeys(key for work in works for key in work.reads)),
        tuple(dict.fromkeys(path for work in works for path in work.writes)),
    )


def _is_there(project: Project, path: str) -> bool:
    return project.is_file(path) or project.is_dir(path)
