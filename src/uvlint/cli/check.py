"""`uvlint check` and `uvlint fix`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from uvlint.analysis import checker
from uvlint.analysis.affected import is_affected
from uvlint.cli.asked import Asked
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
    find_projects,
    reason,
    wants_color,
)
from uvlint.cli.output import Target, chosen, screen, write
from uvlint.model import CannotFix, Diagnostic, Location
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Change, Entry, Offer, Report
from uvlint.project import PYPROJECT, Project
from uvlint.rendering import count, painted_diff, place, short

if TYPE_CHECKING:
    from uvlint.analysis.fixer import Repair

STDIN = "-"


class Options(NamedTuple):
    """What the command line says; the defaults are those of `uvlint check`.

    `config` are the values of `--config`, `settings` other options that are settings as
    well, as the table they would make.
    """

    paths: tuple[str, ...] = ()
    affected: bool = False
    stdin_filename: str | None = None
    fix: bool = False
    fix_only: bool = False
    diff: bool = False
    delete_empty: bool = False
    show_fixes: bool = False
    statistics: bool = False
    output_format: str | None = None
    output_files: tuple[str, ...] = ()
    exit_zero: bool = False
    exit_non_zero_on_fix: bool = False
    config: tuple[str, ...] = ()
    settings: Mapping[str, object] = {}
    isolated: bool = False
    no_ignores: bool = False
    add_ignore: str | None = None
    write_baseline: bool = False
    update_baseline: bool = False
    color: str = "auto"
    voice: Voice = Voice()

    @property
    def from_stdin(self) -> bool:
        """Tell whether pyproject.toml comes from standard input."""
        return self.stdin_filename is not None or STDIN in self.paths


class _Outcome:
    """What has come of the projects so far."""

    def __init__(self) -> None:
        self.examined: list[checker.Examination] = []
        self.untouched = 0
        self.roots: list[str] = []
        self.entries: list[Entry] = []
        self.offers: list[Offer] = []
        self.differences: list[str] = []
        self.fixed: list[tuple[Project, Diagnostic]] = []
        self.said: set[tuple[str, Location, str]] = set()
        self.severe = False
        self.failed = False


def asked_by(options: Options) -> Asked:
    """Return what holds in a run with these options; raises `Stop` for a mistake in them."""
    return Asked(
        config=options.config,
        options=options.settings,
        isolated=options.isolated,
        no_ignores=options.no_ignores,
    )


def check(options: Options) -> int:
    """Examine projects, repair them if asked for, report, and return the exit code."""
    asked = asked_by(options)
    targets = chosen(
        options.output_format,
        options.output_files,
        options.voice,
        lambda: asked.here().output_format,
    )
    forms = () if options.diff else tuple(target.form for target in targets)
    changes = any(form.changes for form in forms)
    offers = any(form.offers for form in forms) and not options.fix_only
    outcome = _Outcome()
    for project in projects(options, asked):
        try:
            found = _examined(project, options, asked, outcome)
            if options.affected and not is_affected(found, options.paths):
                outcome.untouched += 1
                continue
            outcome.roots.append(project.root)
            if options.diff:
                _compare(found, options, outcome)
            elif options.fix or options.add_ignore is not None:
                found = _repaired(found, options, asked, outcome)
            outcome.examined.append(found)
            _note(found, outcome, options, changes=changes)
            if offers and (offer := _offer(found)):
                outcome.offers.append(offer)
        except Exception as error:  # noqa: BLE001 - one project must not end the run
            outcome.failed = True
            options.voice.report_crash(error, about=project.root)
    if options.diff:
        _show_differences(options, outcome)
    else:
        _report(options, outcome, targets)
    _renew_baselines(options, outcome)
    return _exit_code(options, outcome)


def _report(options: Options, outcome: _Outcome, targets: tuple[Target, ...]) -> None:
    found = outcome.examined
    hidden = sum(len(item.suppressed) + len(item.baselined) for item in found)
    if options.write_baseline:
        hidden += sum(len(item.diagnostics) for item in found) - len(outcome.entries)
    report = Report(
        roots=tuple(outcome.roots),
        entries=tuple(sorted(outcome.entries, key=_order)),
        fixed=len(outcome.fixed),
        suppressed=hidden,
        unsafe=any(item.settings.unsafe_fixes for item in found),
        offers=tuple(outcome.offers),
    )
    # The text of a repaired pyproject.toml has standard output for itself.
    stream = sys.stderr if options.fix and options.from_stdin else sys.stdout
    machine = any(target.form.machine for target in targets[:1])
    if options.statistics and targets:
        from uvlint.cli.statistics import statistics

        if not options.voice.silent:
            emit(statistics(report, machine=machine), stream)
        targets = targets[1:]
    write(report, targets, options.voice, stream=stream, color=options.color)
    if outcome.fixed and options.add_ignore is not None:
        options.voice.tell(f"added comments for {count(len(outcome.fixed), 'finding')}")
    elif outcome.fixed and machine:
        options.voice.tell(f"fixed {count(len(outcome.fixed), 'finding')}")
    if outcome.fixed and options.show_fixes:
        _show_fixes(outcome, sys.stderr if machine else stream)


def _show_fixes(outcome: _Outcome, stream: TextIO) -> None:
    """List what was repaired, by file and rule."""
    numbers: dict[tuple[str, str, str], int] = {}
    for project, item in outcome.fixed:
        key = (short(project.path(item.location.file), screen()), item.code, item.name)
        numbers[key] = numbers.get(key, 0) + 1
    lines = []
    for (file, _, name), number in sorted(numbers.items()):
        head = f"- {file}:"
        lines += [] if head in lines else [head]
        lines.append(f"    {number} \N{MULTIPLICATION SIGN} {name}")
    emit("".join(f"{line}\n" for line in lines), stream)


def _renew_baselines(options: Options, outcome: _Outcome) -> None:
    if not any(item.settings.baseline for item in outcome.examined) and not (
        options.write_baseline or options.update_baseline
    ):
        return
    from uvlint.cli import baselines

    if options.write_baseline or options.update_baseline:
        baselines.written(outcome.examined, options.voice, grow=options.write_baseline)
    else:
        baselines.told(outcome.examined, options.voice)


def projects(options: Options, asked: Asked) -> Iterator[Project]:
    """Yield the projects that the paths mean, or that standard input is part of."""
    if not options.from_stdin:
        paths = () if options.affected else options.paths
        yield from find_projects(paths, options.voice, asked.exclusion, asked.follows)
        return
    if set(options.paths) - {STDIN}:
        raise Stop("standard input cannot be combined with other paths")
    if os.path.basename(options.stdin_filename or "") != PYPROJECT:
        raise Stop("to read standard input, name its file: --stdin-filename PATH/pyproject.toml")
    root = os.path.dirname(os.path.abspath(options.stdin_filename or ""))
    yield Project(root, {PYPROJECT: sys.stdin.buffer.read()})


def _examined(
    project: Project, options: Options, asked: Asked, outcome: _Outcome
) -> checker.Examination:
    settings = asked.settings(project)
    new = options.write_baseline or options.update_baseline
    allowed = asked.allowed(settings.baseline, new=new)
    found = checker.examine(project, settings, allowed)
    for failure in found.failures:
        outcome.failed = True
        options.voice.warn(f"{BUG}: {project.root}: {failure}")
    for failure in found.foreign:
        outcome.failed = True
        options.voice.warn(f"error: {project.root}: {failure}")
    options.voice.detail(f"{project.root}: {count(len(found.diagnostics), 'finding')}")
    return found


def _repair(found: checker.Examination, options: Options) -> Repair | None:
    from uvlint.analysis.fixer import commented, repaired

    if options.add_ignore is not None:
        repair, refused = commented(found, options.add_ignore)
        for item in refused:
            where = place(found.project.path(item.location.file), item.location, screen())
            options.voice.warn(f"no comment fits here: {where}: {item.name}")
        return repair
    try:
        repair = repaired(found, unsafe=found.settings.unsafe_fixes)
    except CannotFix as error:
        options.voice.warn(f"left as it is: {found.project.root}: {error}")
        return None
    for why in repair.refused if repair else ():
        options.voice.warn(f"not repaired: {found.project.root}: {why}")
    return repair


def _compare(found: checker.Examination, options: Options, outcome: _Outcome) -> None:
    """Note what a repair would change."""
    from uvlint.toml_edit import unified

    if repair := _repair(found, options):
        outcome.fixed += [(found.project, item) for item in repair.fixed]
        for new in repair.writes:
            name = short(found.project.path(new.file), screen())
            before = (new.before or b"").decode()
            outcome.differences.append(unified(before, new.after.decode(), name))


def _show_differences(options: Options, outcome: _Outcome) -> None:
    if not options.voice.silent:
        color = wants_color(options.color, sys.stdout)
        emit("".join(painted_diff(text, color=color) for text in outcome.differences))
    left = len(outcome.entries) - len(outcome.fixed)
    rest = f" and leave {left}" if left > 0 else ""
    options.voice.tell(f"would fix {count(len(outcome.fixed), 'finding')}{rest}")


def _repaired(
    found: checker.Examination, options: Options, asked: Asked, outcome: _Outcome
) -> checker.Examination:
    """Write what can be repaired; return what was found in the outcome."""
    repair = _repair(found, options)
    after = repair.outcome(found.project) if repair else found.project
    if options.from_stdin:
        emit_bytes(after.data(PYPROJECT) or b"")
    elif repair:
        try:
            _write(found.project, repair, delete_empty=options.delete_empty)
        except OSError as error:
            outcome.failed = True
            options.voice.warn(f"error: cannot write {reason(error)}")
            return found
    if repair is None:
        return found
    outcome.fixed += [(found.project, item) for item in repair.fixed]
    return _examined(after, options, asked, outcome)


def _write(project: Project, repair: Repair, *, delete_empty: bool) -> None:
    from uvlint.write import create_file, delete_file, replace_file

    for new in repair.writes:
        path = project.path(new.file)
        if new.before is None:
            create_file(path, new.after)
        elif new.empty and delete_empty:
            delete_file(path, new.before)
        else:
            replace_file(path, new.after, new.before)


def _note(
    found: checker.Examination, outcome: _Outcome, options: Options, *, changes: bool
) -> None:
    """Take down what is to be reported of a project."""
    for diagnostic in found.diagnostics:
        if options.write_baseline and found.facts and diagnostic.name != checker.BROKEN_SETTINGS:
            continue
        if diagnostic.name == checker.BROKEN_SETTINGS:
            # Many projects may share a file with settings.
            file = found.project.path(diagnostic.location.file)
            mistake = (file, diagnostic.location._replace(file=file), diagnostic.finding.message)
            if mistake in outcome.said:
                continue
            outcome.said.add(mistake)
        if options.fix_only:
            continue
        outcome.severe = outcome.severe or diagnostic.severity >= found.settings.fail_on
        outcome.entries.append(
            Entry(
                project=found.project,
                diagnostic=diagnostic,
                changes=_changes(found, diagnostic) if changes else (),
            )
        )


def _changes(found: checker.Examination, diagnostic: Diagnostic) -> tuple[Change, ...]:
    from uvlint.analysis.fixer import changes

    return changes(found, diagnostic)


def _offer(found: checker.Examination) -> Offer | None:
    if not any(item.finding.fix for item in found.diagnostics):
        return None
    from uvlint.analysis.fixer import offer

    return offer(found)


def _order(entry: Entry) -> tuple[str, int, int, str, str]:
    diagnostic = entry.diagnostic
    at = diagnostic.location
    return entry.filename, at.line, at.column, diagnostic.code, diagnostic.finding.message


def _exit_code(options: Options, outcome: _Outcome) -> int:
    if outcome.failed:
        return FAILED
    if not outcome.roots and not outcome.untouched:
        return NOTHING
    if options.exit_zero:
        return OK
    fixed = options.exit_non_zero_on_fix and bool(outcome.fixed)
    return FOUND if outcome.differences or fixed or outcome.severe else OK
