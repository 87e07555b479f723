"""Cause, or merely read? Inputs are changed in fresh copies, and what is built is compared.

A file is emptied (an empty one removed), a variable gets another value, a commit and a tag
are made. A build that fails of it, or makes something else, depends on it. Groups are
changed together, and halved only where that makes a difference.
"""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from uvlint.model import Env, File, Git, Key
from uvlint.sandbox.copies import IDENTITY, Copy, git
from uvlint.sandbox.processes import Failed
from uvlint.trace.comparison import Comparison, Observed
from uvlint.trace.isolated import Isolated, Made
from uvlint.uv.globs import walk
from uvlint.uv.version import NEWEST

T = TypeVar("T")

BUDGET = 60
"""So many builds are made at most; what is not decided then stays open."""

_NAME = "uvlint-trace"
_TAG = "v9999.0"
_VARYING = ("RECORD",)
"""Files of a distribution that repeat what others hold."""

Outcome = Mapping[str, str]
"""What a build makes: digests by names."""


Make = Callable[[Mapping[str, str]], Made]
"""Runs the hooks of a build with more variables."""


def confirmed(found: Comparison, build: Isolated, make: Make) -> Comparison:
    """Return what was found, with whether each input makes a difference, as far as the budget goes.

    What makes none is not missed. Raises `Failed` where the build fails without a change.
    """
    maker = _Maker(build, make)
    missed = set(found.missed)
    candidates = [one.key for one in sorted(found.observed, key=lambda one: one not in missed)]
    decided = causes(candidates, maker.differs, BUDGET)

    def told(items: Iterable[Observed]) -> tuple[Observed, ...]:
        return tuple(one._replace(confirmed=decided.get(one.key)) for one in items)

    return found._replace(
        observed=told(found.observed),
        missed=tuple(one for one in told(found.missed) if one.confirmed is not False),
    )


def causes(
    candidates: Sequence[T], differs: Callable[[Sequence[T]], bool], budget: int
) -> dict[T, bool]:
    """Return which candidates make a difference, asking no oftener than the budget allows."""
    decided: dict[T, bool] = {}
    asked = 0

    def search(group: Sequence[T], *, is_cause: bool = False) -> bool | None:
        nonlocal asked
        if not is_cause:
            if asked == budget:
                return None
            asked += 1
            if not differs(group):
                decided.update(dict.fromkeys(group, False))
                return False
        if len(group) == 1:
            decided[group[0]] = True
        else:
            middle = len(group) // 2
            first = search(group[:middle])
            # Where the one half makes no difference, the other one does.
            search(group[middle:], is_cause=first is False)
        return True

    if candidates:
        search(candidates)
    return decided


class _Maker:
    """Makes everything anew with inputs changed, and compares that with what is made without."""

    def __init__(self, build: Isolated, make: Make) -> None:
        self._build = build
        self._make = make
        first, second = self._outcome(()), self._outcome(())
        if first is None or second is None:
            raise Failed("the build fails when it is repeated, so that nothing can be confirmed")
        self._varying = {name for name, digest in second.items() if first.get(name) != digest}
        self._usual = first

    def differs(self, keys: Sequence[Key]) -> bool:
        """Tell whether a change of all these makes a difference."""
        outcome = self._outcome(keys)
        if outcome is None:
            return True
        names = (outcome.keys() | self._usual.keys()) - self._varying
        return any(outcome.get(name) != self._usual.get(name) for name in names)

    def _outcome(self, keys: Sequence[Key]) -> Outcome | None:
        """Return what is made with inputs changed, None where the build fails of it."""
        build = self._build
        build.renew()
        for key in keys:
            _change(key, build.copy)
        _hide(build.copy, [key.pattern for key in keys if isinstance(key, File)])
        before = dict(_digests(build.copy.top))
        try:
            made = self._make(
                {key.name: _changed(key.name) for key in keys if isinstance(key, Env)}
            )
        except Failed:
            return None
        after = dict(_digests(build.copy.top))
        written = {name: digest for name, digest in after.items() if before.get(name) != digest}
        return written | dict(_made(made.folders))


def _change(key: Key, copy: Copy) -> None:
    match key:
        case File(pattern):
            for name in walk(copy.root, (pattern,), NEWEST).files:
                path = os.path.join(copy.root, name)
                if os.path.getsize(path):
                    os.truncate(path, 0)
                else:
                    os.remove(path)
        case Git():
            git(copy.top, *IDENTITY, "commit", "-q", "--allow-empty", "-m", _NAME)
            git(copy.top, *IDENTITY, "tag", "-m", _NAME, _TAG)
        case _:
            pass


def _hide(copy: Copy, patterns: Sequence[str]) -> None:
    """Hide changes of files from git: or else a version would tell of a dirty work tree."""
    if copy.is_repository and patterns:
        names = walk(copy.root, patterns, NEWEST).files
        tracked = git(copy.root, "ls-files", "-z", "--", *names) if names else ""
        if tracked:
            marked = filter(None, tracked.split("\0"))
            git(copy.root, "update-index", "--assume-unchanged", "--", *marked)


def _changed(name: str) -> str:
    return "1" if os.environ.get(name) != "1" else "0"


def _made(folders: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield what lies in the folders for metadata and wheels, and in the wheels."""
    for folder in folders:
        for name, digest in _digests(folder):
            path = os.path.join(folder, name)
            if not name.endswith(".whl"):
                yield name, digest
                continue
            with zipfile.ZipFile(path) as wheel:
                for inner in wheel.namelist():
                    if os.path.basename(inner) not in _VARYING:
                        yield f"{name}/{inner}", hashlib.sha256(wheel.read(inner)).hexdigest()


def _digests(top: str) -> Iterator[tuple[str, str]]:
    for folder, below, names in os.walk(top):
        below[:] = [name for name in below if name not in (".git", "__pycache__")]
        for name in names:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and name not in _VARYING:
                with open(path, "rb") as file:
                    digest = hashlib.file_digest(file, "sha256").hexdigest()
                yield os.path.relpath(path, top), digest
