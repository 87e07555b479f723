"""From what processes did to what a build read and wrote: noise goes by rule, not by name.

What lies outside of the tree is none of it: interpreter, environment, temporary files. A
file that the build wrote before it read it is an output, and so is what was not there at
first. Caches of Python count for nothing, nor do the files that git compares with its
index.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import Enum

from uvlint.model import Git
from uvlint.named_tuple import NamedTuple

_GIT = ".git"
_CACHE = "__pycache__"

_OF_TAGS = frozenset({"describe", "for-each-ref", "ls-remote", "name-rev", "show-ref", "tag"})
_OF_NOTHING = frozenset(
    {"check-attr", "check-ignore", "config", "help", "init", "ls-files", "submodule", "version"}
)
_WITH_VALUE = frozenset({"-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path"})
_DECORATED = ("%d", "%D", "--decorate", "--tags")
_PLACES = ("--git-", "--is-", "--show-", "--absolute-git-dir", "--local-env-vars")
_COMMIT_FILES = ("HEAD", "index", "logs/", "refs/heads/", "refs/remotes/")
_TAG_FILES = ("packed-refs", "refs/tags/")


class Kind(Enum):
    """What a process did; the values are the words of the observer."""

    READ = "read"
    WRITE = "write"
    LIST = "list"
    ABSENT = "absent"
    RUN = "run"
    ENV = "env"
    LOOKUP = "lookup"


class Event(NamedTuple):
    """Something that a process did: with a path, with the words of a command, with a variable.

    `by` names the program, the package or the file of the project that did it.
    """

    kind: Kind
    what: tuple[str, ...]
    by: str


class Step(NamedTuple):
    """A hook that ran, what the observer noted, and what strace saw, None without it."""

    hook: str
    noted: tuple[Event, ...]
    traced: tuple[Event, ...] | None = None


class Read(NamedTuple):
    """Who read something, and in which hooks."""

    by: str
    hooks: tuple[str, ...]


class Evidence(NamedTuple):
    """What a build did to its tree; all paths are relative to the project.

    `files` are those that were there at first, `is_repository` tells whether git tracks them.
    `looked_up` are variables that only other code than that of the project asked for;
    `absent` are files that were looked for and are not there, None where that was not
    observed; `listed` are folders; `programs` those that were started.
    """

    files: frozenset[str]
    is_repository: bool
    reads: Mapping[str, Read]
    outputs: tuple[str, ...]
    variables: Mapping[str, Read]
    looked_up: Mapping[str, Read]
    git: Git
    git_read: Read | None
    listed: frozenset[str]
    absent: frozenset[str] | None
    programs: frozenset[str]


def notes(lines: Iterable[str]) -> Iterator[Event]:
    """Yield what the observer noted."""
    for line in lines:
        kind, what, by = json.loads(line)
        yield Event(Kind(kind), (what,) if isinstance(what, str) else tuple(what), by)


def sifted(
    steps: Sequence[Step],
    root: str,
    top: str,
    before: Collection[str],
    after: Collection[str],
    *,
    is_repository: bool,
) -> Evidence:
    """Return what the steps of a build tell of the tree below `top`.

    `before` and `after` are the files in it, relative to `top`; `root` is the folder of the
    project, which all paths of the answer are relative to.
    """
    sieve = _Sieve(top, before)
    for step in steps:
        sieve.take(step)
    is_traced = all(step.traced is not None for step in steps)

    def named(names: Iterable[str]) -> Iterator[str]:
        return (_from(root, os.path.join(top, name)) for name in names)

    return Evidence(
        files=frozenset(named(before)),
        is_repository=is_repository,
        reads=dict(zip(named(sieve.reads), sieve.reads.values(), strict=True)),
        outputs=tuple(sorted(named(sieve.written & set(after)))),
        variables=sieve.variables,
        looked_up={k: v for k, v in sieve.looked_up.items() if k not in sieve.variables},
        git=sieve.git if is_repository else Git(commit=False, tags=False),
        git_read=sieve.git_read if is_repository else None,
        listed=frozenset(named(sieve.listed)),
        absent=frozenset(named(sieve.absent - sieve.written)) if is_traced else None,
        programs=frozenset(sieve.programs),
    )


def use_of_git(words: Sequence[str]) -> Git:
    """Return what the outcome of a command of git depends on."""
    rest = list(words[1:])
    while rest and rest[0].startswith("-"):
        del rest[: 2 if rest[0] in _WITH_VALUE else 1]
    if not rest or rest[0] in _OF_NOTHING:
        return Git(commit=False, tags=False)
    command, *arguments = rest
    if command == "rev-parse" and all(a.startswith(_PLACES) for a in arguments):
        return Git(commit=False, tags=False)
    if command in _OF_TAGS:
        return Git(commit=True, tags=True)
    shows_tags = any(mark in word for word in arguments for mark in _DECORATED)
    return Git(commit=True, tags=shows_tags)


def use_of_git_file(name: str) -> Git:
    """Return what the content of a file of a repository depends on."""
    return Git(commit=name.startswith(_COMMIT_FILES), tags=name.startswith(_TAG_FILES))


class _Sieve:
    def __init__(self, top: str, before: Collection[str]) -> None:
        self._top = top
        self._before = frozenset(before)
        self.reads: dict[str, Read] = {}
        self.written: set[str] = set()
        self.variables: dict[str, Read] = {}
        self.looked_up: dict[str, Read] = {}
        self.git = Git(commit=False, tags=False)
        self.git_read: Read | None = None
        self.listed: set[str] = set()
        self.absent: set[str] = set()
        self.programs: set[str] = set()

    def take(self, step: Step) -> None:
        authors: dict[tuple[str, ...], str] = {}
        for event in step.noted:
            if event.kind in (Kind.ENV, Kind.LOOKUP):
                table = self.variables if event.kind is Kind.ENV else self.looked_up
                _add(table, event.what[0], event.by, step.hook)
            else:
                authors.setdefault(_named(event), event.by)
        events = step.noted if step.traced is None else step.traced
        for event in dict.fromkeys(events):
            by = event.by
            if step.traced is not None and by.startswith("python"):
                by = authors.get(_named(event), by)
            if event.kind is Kind.RUN:
                self._take_program(event.what, by, step.hook)
            elif event.kind not in (Kind.ENV, Kind.LOOKUP):
                self._take_file(event.kind, _from(self._top, event.what[0]), by, step.hook)

    def _take_program(self, words: Sequence[str], by: str, hook: str) -> None:
        program = os.path.basename(words[0]) if words else ""
        self.programs.add(program)
        if program == "git":
            self._take_git(use_of_git(words), by, hook)

    def _take_git(self, use: Git, by: str, hook: str) -> None:
        if use.commit or use.tags:
            self.git = Git(commit=self.git.commit or use.commit, tags=self.git.tags or use.tags)
            hooks = self.git_read.hooks if self.git_read else ()
            first = self.git_read.by if self.git_read else by
            self.git_read = Read(first, tuple(dict.fromkeys((*hooks, hook))))

    def _take_file(self, kind: Kind, name: str, by: str, hook: str) -> None:
        first, _, inner = name.partition("/")
        # Git looks into its files to find the repository; its commands tell more.
        if _CACHE in name.split("/") or (by.startswith("git") and kind is not Kind.WRITE):
            return
        if first == _GIT:
            if kind is Kind.READ:
                self._take_git(use_of_git_file(inner), by, hook)
        elif kind is Kind.READ:
            if name not in self._before:
                name = self._real(name)
            if name in self._before and name not in self.written:
                _add(self.reads, name, by, hook)
        elif kind is Kind.WRITE:
            self.written.add(name)
        elif kind is Kind.LIST:
            self.listed.add(name)
        elif name not in self._before:
            self.absent.add(name)

    def _real(self, name: str) -> str:
        """Return the name of a file that was read by way of a link to a folder."""
        real = os.path.realpath(os.path.join(self._top, name))
        return _from(self._top, real) if real.startswith(self._top + os.sep) else name


def _named(event: Event) -> tuple[str, ...]:
    """Return what an event is about, a program by the name that both witnesses know it by."""
    if event.kind is Kind.RUN and event.what:
        return (os.path.basename(event.what[0]), *event.what[1:])
    return event.what


def _add(table: dict[str, Read], name: str, by: str, hook: str) -> None:
    known = table.get(name)
    table[name] = (
        Read(by, (hook,))
        if known is None
        else known._replace(hooks=tuple(dict.fromkeys((*known.hooks, hook))))
    )


def _from(folder: str, path: str) -> str:
    return os.path.relpath(path, folder).replace(os.sep, "/")
