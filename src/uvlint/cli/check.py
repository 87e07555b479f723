"""`uvlint check` and `uvlint fix`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from uvlint import engine
from uvlint.cli.console import (
    BUG,
    FAILED,
    FOUND,
    NOTHING,
    OK,
    Stop,
    Voice,
    emit,
    emit_bytes,
    find_roots,
    reason,
    wants_color,
)
from uvlint.cli.output import chosen, screen, write
from uvlint.drawing import count, painted_diff, short
from uvlint.model import CannotFix, Severity
from uvlint.plugin import Entry, Report
from uvlint.project import PYPROJECT, Project

if TYPE_CHECKING:
    from uvlint.repair import Repair

STDIN = "-"


class Options(NamedTuple):
    """What the command line says; the defaults are those of `uvlint check`."""

    paths: tuple[str, ...] = ()
    stdin_filename: str | None = None
    fix: bool = False
    diff: bool = False
    unsafe_fixes: bool = False
    output_format: str | None = None
    output_files: tuple[str, ...] = ()
    fail_on: Severity = Severity.WARNING
    exit_zero: bool = False
    exit_non_zero_on_fix: bool = False
    color: str = "auto"
    voice: Voice = Voice()

    @property
    def from_stdin(self) -> bool:
        """Tell whether pyproject.toml comes from standard input."""
        return self.stdin_filename is not None or STDIN in self.paths


@dataclass(slots=True)
class _Outcome:
    """What has come of the projects so far."""

    roots: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    fixed: int = 0
    failed: bool = False


def check(options: Options) -> int:
    """Examine projects, repair them if asked for, report, and return the exit code."""
    targets = chosen(options.output_format, options.output_files, options.voice)
    changes = not options.diff and any(target.form.changes for target in targets)
    outcome = _Outcome()
    for project in _projects(options):
        outcome.roots.append(project.root)
        try:
            found = _examined(project, options, outcome)
            if options.diff:
                _compare(found, options, outcome)
            elif options.fix:
                found = _repaired(found, options, outcome)
            outcome.entries += _entries(found, changes=changes)
        except Exception as error:  # noqa: BLE001 - one project must not end the run
            outcome.failed = True
            options.voice.confess(error, about=project.root)
    if options.diff:
        _show_differences(options, outcome)
    else:
        report = Report(
            roots=tuple(outcome.roots),
            entries=tuple(sorted(outcome.entries, key=_order)),
            fixed=outcome.fixed,
            unsafe=options.unsafe_fixes,
        )
        # The text of a repaired pyproject.toml has standard output for itself.
        stream = sys.stderr if options.fix and options.from_stdin else sys.stdout
        write(report, targets, options.voice, stream=stream, color=options.color)
        if outcome.fixed and any(target.form.machine for target in targets[:1]):
            options.voice.tell(f"fixed {count(outcome.fixed, 'finding')}")
    return _exit_code(options, outcome)


def _projects(options: Options) -> Iterator[Project]:
    if not options.from_stdin:
        roots = find_roots(options.paths, options.voice)
        yield from map(Project, options.voice.progress(roots, "examining project"))
        return
    if set(options.paths) - {STDIN}:
        raise Stop("standard input cannot be combined with other paths")
    if os.path.basename(options.stdin_filename or "") != PYPROJECT:
        raise Stop("to read standard input, name its file: --stdin-filename PATH/pyproject.toml")
    root = os.path.dirname(os.path.abspath(options.stdin_filename or ""))
    yield Project(root, {PYPROJECT: sys.stdin.buffer.read()})


def _examined(project: Project, options: Options, outcome: _Outcome) -> engine.Examination:
    found = engine.examine(project)
    for failure in found.failures:
        outcome.failed = True
        options.voice.warn(f"{BUG}: {project.root}: {failure}")
    options.voice.detail(f"{project.root}: {count(len(found.diagnostics), 'finding')}")
    return found


def _repair(found: engine.Examination, options: Options) -> Repair | None:
    from uvlint.repair import repaired

    try:
        return repaired(found, unsafe=options.unsafe_fixes)
    except CannotFix as error:
        options.voice.warn(f"left as it is: {found.project.root}: {error}")
        return None


def _compare(found: engine.Examination, options: Options, outcome: _Outcome) -> None:
    """Note what a repair would change."""
    from uvlint.fix import unified

    if repair := _repair(found, options):
        outcome.fixed += len(repair.fixed)
        for new in repair.writes:
            name = short(found.project.path(new.file), screen())
            before = (new.before or b"").decode()
            outcome.differences.append(unified(before, new.after.decode(), name))


def _show_differences(options: Options, outcome: _Outcome) -> None:
    if not options.voice.silent:
        color = wants_color(options.color, sys.stdout)
        emit("".join(painted_diff(text, color=color) for text in outcome.differences))
    left = len(outcome.entries) - outcome.fixed
    rest = f" and leave {left}" if left else ""
    options.voice.tell(f"would fix {count(outcome.fixed, 'finding')}{rest}")


def _repaired(found: engine.Examination, options: Options, outcome: _Outcome) -> engine.Examination:
    """Write what can be repaired; return what was found in the outcome."""
    repair = _repair(found, options)
    after = repair.outcome(found.project) if repair else found.project
    if options.from_stdin:
        emit_bytes(after.data(PYPROJECT) or b"")
    elif repair:
        try:
            _write(found.project, repair)
        except OSError as error:
            outcome.failed = True
            options.voice.warn(f"error: cannot write {reason(error)}")
            return found
    if repair is None:
        return found
    outcome.fixed += len(repair.fixed)
    return _examined(after, options, outcome)


def _write(project: Project, repair: Repair) -> None:
    from uvlint.write import create_file, replace_file

    for new in repair.writes:
        path = project.path(new.file)
        if new.before is None:
            create_file(path, new.after)
        else:
            replace_file(path, new.after, new.before)


def _entries(found: engine.Examination, *, changes: bool) -> list[Entry]:
    if not changes:
        return [Entry(project=found.project, diagnostic=d) for d in found.diagnostics]
    from uvlint.repair import changes as changes_of

    return [
        Entry(project=found.project, diagnostic=d, changes=changes_of(found, d))
        for d in found.diagnostics
    ]


def _order(entry: Entry) -> tuple[str, int, int, str, str]:
    diagnostic = entry.diagnostic
    at = diagnostic.location
    return entry.filename, at.line, at.column, diagnostic.code, diagnostic.finding.message


def _exit_code(options: Options, outcome: _Outcome) -> int:
    if outcome.failed:
        return FAILED
    if not outcome.roots:
        return NOTHING
    if options.exit_zero:
        return OK
    changed = bool(outcome.differences) or (options.exit_non_zero_on_fix and outcome.fixed > 0)
    severe = any(entry.diagnostic.severity >= options.fail_on for entry in outcome.entries)
    return FOUND if changed or severe else OK
