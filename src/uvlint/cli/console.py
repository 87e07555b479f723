"""What all commands share: exit codes, standard output and error, colours, giving up."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from time import monotonic
from typing import TextIO, TypeVar

from uvlint.analysis.discovery import (
    Exclusion,
    nothing,
    projects,
    samples_in,
    with_members,
    with_sources,
)
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

T = TypeVar("T")

OK, FOUND, FAILED, NOTHING = 0, 1, 2, 3
"""Exit codes: nothing left, findings left, work not done, no project."""

SILENT, QUIET, NORMAL, VERBOSE = -2, -1, 0, 1
"""How much is said: nothing at all, the findings, a summary as well, what is going on."""

BUG = "internal error, a bug of uvlint"

_PATIENCE = 0.5
"""So many seconds pass before progress is shown."""

_WIDTH = 79


class Stop(Exception):
    """The work cannot be done; the message is one line for the user."""


class Voice(NamedTuple):
    """What a command says on standard error, by how much the user wants to hear."""

    verbosity: int = NORMAL

    @property
    def brief(self) -> bool:
        """Tell whether only findings are wanted."""
        return self.verbosity < NORMAL

    @property
    def silent(self) -> bool:
        """Tell whether nothing is wanted but the exit code."""
        return self.verbosity <= SILENT

    @property
    def verbose(self) -> bool:
        """Tell whether details are wanted."""
        return self.verbosity >= VERBOSE

    def warn(self, text: str) -> None:
        """Say what the user must know."""
        if not self.silent:
            emit(f"uvlint: {text}\n", sys.stderr)

    def tell(self, text: str) -> None:
        """Say what is good to know."""
        if not self.brief:
            self.warn(text)

    def detail(self, text: str) -> None:
        """Say what helps to find out what is going on."""
        if self.verbose:
            self.warn(text)

    def step(self, text: str) -> None:
        """Say what is done now: as a detail, or to someone who watches, each in place of the last.

        Without a text, wipe it out.
        """
        if self.verbose:
            if text:
                self.warn(text)
        elif not self.brief and sys.stderr.isatty():
            emit(f"\r{text[:_WIDTH]:{_WIDTH}}" + ("" if text else "\r"), sys.stderr)

    def report_crash(self, error: Exception, about: str = "") -> None:
        """Say why work was not done: one line, and for a bug of ours its trace as a detail."""
        where = f"{about}: " if about else ""
        if isinstance(error, Stop):
            self.warn(f"error: {where}{error}")
            return
        self.warn(f"{BUG}: {where}{type(error).__name__}: {error}")
        if self.verbose:
            from traceback import format_exception

            emit("".join(format_exception(error)), sys.stderr)

    def progress(self, items: Sequence[T], doing: str) -> Iterator[T]:
        """Yield the items; when that takes long and someone watches, say how far it is."""
        if self.brief or not sys.stderr.isatty():
            yield from items
            return
        started = monotonic()
        line = ""
        for number, item in enumerate(items):
            if monotonic() - started > _PATIENCE:
                line = f"\r{doing} {number} of {len(items)}"
                emit(line, sys.stderr)
            yield item
        if line:
            emit("\r" + " " * len(line) + "\r", sys.stderr)


def emit(text: str, stream: TextIO | None = None) -> None:
    """Write to standard output or to another stream; a reader that has gone is no error."""
    stream = stream or sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        hush()


def emit_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.flush()
    except BrokenPipeError:
        hush()


def hush() -> None:
    """Send the rest of standard output nowhere, so that nothing fails when it is closed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def reason(error: OSError) -> str:
    """Return what the system said, and about which file."""
    text = error.strerror or str(error)
    return f"{error.filename}: {text}" if error.filename else text


def find_projects(
    paths: Sequence[str],
    voice: Voice,
    exclusion: Callable[[str], Exclusion] = nothing,
    follows: Callable[[Project], bool] = lambda _: False,
) -> Iterator[Project]:
    """Yield the projects that paths mean, by default those below the working directory.

    `exclusion` tells what is left out in a folder, `follows` whether the local projects
    that one takes its packages from are meant as well. Raises `Stop` for a path that is
    missing or may not be read.
    """
    paths = paths or (".",)
    samples: list[str] = []
    try:
        roots = projects(
            paths,
            onerror=lambda error: voice.warn(f"left out: {reason(error)}"),
            onsample=samples.append,
            exclusion=exclusion,
        )
    except OSError as error:
        raise Stop(reason(error)) from error
    if not roots:
        voice.warn(f"no pyproject.toml or setup.py found under {', '.join(paths)}")
    found = map(Project, voice.progress(roots, "examining project"))
    members = with_members(found, paths, roots, exclusion)
    examined: set[str] = set()
    for project in with_sources(members, roots, follows, exclusion):
        yield project
        examined.add(project.root)
    if samples and not voice.brief:
        _tell_of_samples(voice, [root for root in samples_in(samples) if root not in examined])


def _tell_of_samples(voice: Voice, roots: Sequence[str]) -> None:
    """Say how many projects were passed over, and how to have them examined."""
    if roots:
        number = f"{len(roots)} project{'s' if len(roots) > 1 else ''}"
        first = os.path.relpath(roots[0])
        voice.warn(
            f"passed over {number} in folders of tests and samples ({first}"
            f"{', ...' if len(roots) > 1 else ''}); name a folder to examine what is in it"
        )


def wants_color(choice: str, stream: TextIO) -> bool:
    """Tell whether to write escape codes: by the option, NO_COLOR, FORCE_COLOR, the terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
