"""Runs the build of a project in a copy, and tells what it read beside what is predicted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from uvlint.model import File
from uvlint.plugin import Facts
from uvlint.sandbox.folders import scratch
from uvlint.sandbox.processes import Failed
from uvlint.trace.comparison import Comparison, compared
from uvlint.trace.confirmation import confirmed
from uvlint.trace.evidence import sifted
from uvlint.trace.isolated import EDITABLE, WHEEL, Conditions, Isolated
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import walk

_REQUIRES = "get_requires_for_build_"


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
        asked, kind = _required(build)
        made = build.make(kind)
        hooks = (*asked, *made.hooks)
        if kind == WHEEL and not made.hooks:
            raise Failed("the back end offers no hook that makes metadata or an editable wheel")
        evidence = sifted(
            build.steps,
            build.copy.root,
            build.copy.top,
            before,
            build.files(),
            is_repository=build.copy.is_repository,
        )
        is_whole = f"build_{EDITABLE}" in hooks
        found = compared(facts, evidence, hooks, is_whole=is_whole)
        if conditions.confirm:
            found = confirmed(found, build, partial(build.make, kind))
    return found._replace(needed=tuple(filter(project.is_file, found.absent or ())))


def _besides(facts: Facts, conditions: Conditions) -> Iterator[str]:
    """Yield what git may ignore and the build needs all the same: what is predicted or named."""
    root = facts.project.root
    yield from walk(root, conditions.include, facts.uv).files
    predicted = [item.key.pattern for item in facts.inputs if isinstance(item.key, File)]
    written = [File(output.file) for output in facts.outputs]
    for name in walk(root, predicted, facts.uv).files:
        if covers_file(name, written, facts.uv) is None:
            yield name


def _required(build: Isolated) -> tuple[tuple[str, ...], str]:
    """Install what the back end asks for; return the hooks that were asked, and for which kind.

    Where it knows no editable installation, the metadata of a wheel is made.
    """
    asked = build.call(_REQUIRES + EDITABLE)
    kind = EDITABLE if f"build_{EDITABLE}" in asked.offered else WHEEL
    if kind == WHEEL:
        asked = build.call(_REQUIRES + kind)
    build.install([str(item) for item in asked.value] if isinstance(asked.value, list) else [])
    return ((asked.hook,) if asked.hook else ()), kind
