"""From fixes to new text: what a repair writes, and what each fix alone would change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from uvlint.engine import Examination
from uvlint.model import (
    Applicability,
    CannotFix,
    Diagnostic,
    File,
    Fix,
    Key,
    Source,
    Unreadable,
)
from uvlint.plugin import Change, Facts
from uvlint.project import PYPROJECT, Project
from uvlint.uv import keys

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Write:
    """New bytes for a file, `before` being None where there was none."""

    file: str
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """What to write, pyproject.toml first, and the findings that go with it."""

    writes: tuple[Write, ...]
    fixed: tuple[Diagnostic, ...]

    def outcome(self, project: Project) -> Project:
        """Return the project as it is after the repair."""
        return project.with_files({write.file: write.after for write in self.writes})


def suggested(examination: Examination) -> tuple[Key, ...]:
    """Return the list that all fixes together would write, () where none is needed."""
    from uvlint.fix import planned

    facts = examination.facts
    if facts is None:
        return ()
    ops = [op for fix in _fixes(examination.diagnostics, unsafe=True) for op in fix.ops]
    if not ops and facts.keys.source in (Source.DEFAULT, Source.IGNORED):
        return ()
    return planned(ops, facts.keys, _defaults(facts))


def repaired(examination: Examination, *, unsafe: bool = False) -> Repair | None:
    """Return what all fixes that may be applied would write, None where that is nothing.

    Raises `CannotFix` where the outcome cannot be proved right.
    """
    fixes = _fixes(examination.diagnostics, unsafe=unsafe)
    if examination.facts is None or not fixes:
        return None
    project = examination.project
    writes = []
    for file, text in _texts(examination.facts, fixes).items():
        before = project.data(file)
        after = _encoded(text, before)
        if after != before:
            writes.append(Write(file=file, before=before, after=after))
    if not writes:
        return None
    writes.sort(key=lambda write: (write.file != PYPROJECT, write.file))
    return Repair(
        writes=tuple(writes),
        fixed=tuple(d for d in examination.diagnostics if d.finding.fix in fixes),
    )


def changes(examination: Examination, diagnostic: Diagnostic) -> tuple[Change, ...]:
    """Return what the fix of one diagnostic would change, () where it has none to offer."""
    fix, facts = diagnostic.finding.fix, examination.facts
    if facts is None or fix is None or not (fix.ops or fix.rewrite):
        return ()
    try:
        texts = _texts(facts, (fix,))
    except CannotFix:
        return ()
    return tuple(
        Change(file=file, before=before, after=after)
        for file, after in texts.items()
        if (before := facts.project.text(file) or "") != after
    )


def _fixes(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> tuple[Fix, ...]:
    wanted = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    return tuple(
        d.finding.fix
        for d in diagnostics
        if d.finding.fix is not None and d.finding.fix.applicability in wanted
    )


def _texts(facts: Facts, fixes: tuple[Fix, ...]) -> dict[str, str]:
    """Return the texts of the files that the fixes touch: rewritten first, the key list last."""
    from uvlint.fix import apply

    texts: dict[str, str] = {}

    def present(file: str) -> str | None:
        try:
            return texts[file] if file in texts else facts.project.text(file)
        except Unreadable as error:
            reason = f"{file}: {error.reason}"
            raise CannotFix(reason) from error

    for fix in fixes:
        if fix.rewrite is not None:
            texts |= fix.rewrite(present)
    if any(fix.ops for fix in fixes):
        before = present(PYPROJECT) or ""
        texts[PYPROJECT] = apply(before, fixes, facts.keys, _defaults(facts))
    return texts


def _defaults(facts: Facts) -> tuple[Key, ...]:
    """Return the list that a project without one begins with.

    pyproject.toml is in it, as it holds the list; what the build writes is not.
    """
    present = (File(PYPROJECT), *keys.defaults_here(facts.project))
    written = {File(output.file) for output in facts.outputs}
    return tuple(key for key in dict.fromkeys(present) if key not in written)


def _encoded(text: str, before: bytes | None) -> bytes:
    marked = before is not None and before.startswith(_BYTE_ORDER_MARK)
    return (_BYTE_ORDER_MARK if marked else b"") + text.encode()
