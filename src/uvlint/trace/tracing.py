"""Runs the build of a project in a copy, and tells what it read beside what is predicted."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from uvlint.model import File
from uvlint.plugin import Facts
from uvlint.sandbox.folders import scratch
from uvlint.sandbox.processes import Failed
from uvlint.trace.comparison import Comparison, compared
from uvlint.trace.evidence import sifted
from uvlint.trace.isolated import Called, Conditions, Isolated
from uvlint.uv.globs import walk

_REQUIRES = "get_requires_for_build_"
_METADATA = "prepare_metadata_for_build_"
_EDITABLE, _WHEEL = "editable", "wheel"


def trace(facts: Facts, conditions: Conditions, step: Callable[[str], None]) -> Comparison:
    """Run the hooks of a project's back end, and hold what they read against the facts.

    `step` is told what is done next. Raises `Failed` where uv, git or the build does, and
    `OSError` where the disk does.
    """
    project = facts.project
    with scratch() as folder:
        build = Isolated(project, conditions, folder, tuple(_besides(facts, conditions)), step)
        before = build.files()
        build.prepare()
        hooks = tuple(_run(build, metadata_only=conditions.metadata_only))
        evidence = sifted(
            build.steps,
            build.copy.root,
            build.copy.top,
            before,
            build.files(),
            is_repository=build.copy.is_repository,
        )
    found = compared(facts, evidence, hooks, is_whole=any("build_" in hook for hook in hooks))
    return found._replace(needed=tuple(filter(project.is_file, found.absent or ())))


def _besides(facts: Facts, conditions: Conditions) -> Iterator[str]:
    """Yield what git may ignore and the build needs all the same: what is predicted or named."""
    predicted = [item.key.pattern for item in facts.inputs if isinstance(item.key, File)]
    yield from walk(facts.project.root, (*predicted, *conditions.include), facts.uv).files


def _run(build: Isolated, *, metadata_only: bool) -> Iterator[str]:
    """Run the hooks as uv does for an editable installation; yield the names of those that ran.

    Where the back end knows no such thing, the metadata of a wheel is made.
    """
    first = build.call(_REQUIRES + _EDITABLE)
    kind = _EDITABLE if f"build_{_EDITABLE}" in first.offered else _WHEEL
    asked = first if kind == _EDITABLE else build.call(_REQUIRES + kind)
    yield from _name(asked)
    build.install([str(item) for item in asked.value] if isinstance(asked.value, list) else [])
    folder = build.new_folder("metadata")
    metadata = build.call(_METADATA + kind, folder)
    yield from _name(metadata)
    if not metadata_only and kind == _EDITABLE:
        made = os.path.join(folder, str(metadata.value)) if metadata.hook else None
        yield from _name(build.call(f"build_{kind}", build.new_folder("wheel"), metadata=made))
    elif metadata.hook is None:
        message = f"the back end offers no {_METADATA}{kind}, so that there is nothing to trace"
        raise Failed(message)


def _name(called: Called) -> Iterator[str]:
    if called.hook is not None:
        yield called.hook
