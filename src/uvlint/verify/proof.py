"""Asks the real uv whether it notices a change of each input, and is quiet without one."""

from __future__ import annotations

import os
from collections.abc import Callable
from difflib import ndiff

from uvlint.analysis.rebuild import why
from uvlint.model import Env, File, Input, Key
from uvlint.named_tuple import NamedTuple
from uvlint.phrases import named
from uvlint.plugin import Facts
from uvlint.sandbox.folders import scratch
from uvlint.uv.coverage import watcher
from uvlint.uv.keys import watched
from uvlint.verify.bench import Bench, Conditions
from uvlint.verify.changes import change, obstacle

PROVEN, UNNOTICED, UNTESTED = "proven", "unnoticed", "untested"


class Tested(NamedTuple):
    """An input, what became of its change, and why, where it was not tested.

    `metadata` are the lines of the metadata that changed with it: `- old`, `+ new`.
    """

    item: Input
    result: str
    reason: str = ""
    metadata: tuple[str, ...] = ()


class Proof(NamedTuple):
    """What uv did with a project.

    `quiet` tells that it built nothing when nothing had changed, `loops` are the keys
    for which it did.
    """

    quiet: bool
    loops: tuple[Key, ...]
    tested: tuple[Tested, ...]

    @property
    def is_whole(self) -> bool:
        """Tell whether no input is unnoticed, and uv is quiet."""
        return self.quiet and all(one.result != UNNOTICED for one in self.tested)


def prove(facts: Facts, conditions: Conditions, step: Callable[[str], None]) -> Proof:
    """Change the inputs of a project in a copy, one after the other, and ask uv each time.

    `step` is told what is done next. Raises `Failed` where uv, a build or git does, and
    `OSError` where the disk does.
    """
    with scratch() as folder:
        step("first build")
        bench = Bench(facts.project, conditions, folder)
        bench.sync()
        quiet, loops = _repeated(bench, facts)
        tested = []
        for item in {item.key: item for item in facts.inputs}.values():
            step(f"change of {named(item.key) if item.key else item.why}")
            tested.append(_tested(bench, facts, item))
        if quiet:
            step("nothing changed")
            quiet, loops = _repeated(bench, facts)
        return Proof(quiet, loops, tuple(tested))


def _repeated(bench: Bench, facts: Facts) -> tuple[bool, tuple[Key, ...]]:
    """Sync with nothing changed; return whether uv was quiet, and the keys that it built for."""
    verdict = why(bench.copy.root, bench.environ, given=bench.place)
    if not bench.sync():
        return True, ()
    is_newer = any(part.part == "timestamp" and part.changed for part in verdict.parts)
    if not is_newer or verdict.newest is None:
        return False, ()
    key = watcher(File(verdict.newest), watched(facts.keys, facts.uv), facts.uv)
    return False, (key,) if key else ()


def _tested(bench: Bench, facts: Facts, item: Input) -> Tested:
    reason = obstacle(item, bench.copy, facts.outputs, facts.uv, real=bench.conditions.real)
    if reason:
        return Tested(item, UNTESTED, reason)
    before = bench.metadata
    noticed = _is_noticed(bench, item.key)
    lines = (line for line in ndiff(before.splitlines(), bench.metadata.splitlines()))
    changed = tuple(line for line in lines if line.startswith(("- ", "+ ")))
    return Tested(item, PROVEN if noticed else UNNOTICED, metadata=changed)


def _is_noticed(bench: Bench, key: Key | None) -> bool:
    """Change an input, sync, and leave all as it was; tell whether uv built."""
    assert key is not None
    if isinstance(key, Env):
        noticed = bench.sync(**{key.name: f"{os.environ.get(key.name, '')}-changed"})
        bench.sync()
        return noticed
    undo = change(key, bench.copy)
    noticed = bench.sync()
    if undo is not None:
        undo()
        bench.sync()
    return noticed
