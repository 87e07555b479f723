"""From fixes to new text: what a repair writes, and what each fix alone would change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from uvlint.analysis.checker import BROKEN_SETTINGS, UNUSED, Examination, examine
from uvlint.model import (
    Applicability,
    CannotFix,
    Diagnostic,
    File,
    Fix,
    Key,
    ListSource,
    Unreadable,
)
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Change, Facts, Offer
from uvlint.project import PYPROJECT, SETUP_PY, Project
from uvlint.uv import keys

_ROUNDS = 3
"""So often is looked again for what fixes brought about."""

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Write(NamedTuple):
    """New bytes for a file, `before` being None where there was none.

    `empty` tells whether nothing of use is left in it.
    """

    file: str
    before: bytes | None
    after: bytes
    empty: bool = False


class Repair(NamedTuple):
    """What to write, pyproject.toml first, and the findings that go with it.

    `refused` tells why other fixes cannot be applied, a line each.
    """

    writes: tuple[Write, ...]
    fixed: tuple[Diagnostic, ...]
    refused: tuple[str, ...] = ()

    def outcome(self, project: Project) -> Project:
        """Return the project as it is after the repair."""
        return project.with_files({write.file: write.after for write in self.writes})


def suggested(examination: Examination) -> tuple[Key, ...]:
    """Return the list that all fixes together would write, () where none is needed."""
    facts = examination.facts
    if facts is None:
        return ()
    ops = tuple(op for fix in _fixes(examination.diagnostics, unsafe=True) for op in fix.ops)
    if not ops and facts.keys.source in (ListSource.DEFAULT, ListSource.IGNORED):
        return ()
    from uvlint.toml_edit import planned

    return planned(ops, facts.keys, _defaults(facts))


def repaired(examination: Examination, *, unsafe: bool = False) -> Repair | None:
    """Return what all fixes that may be applied would write, None where that is nothing.

    What they leave is examined again: one key may make another one needless. Raises
    `CannotFix` where no outcome can be proved right.
    """
    project = examination.project
    repair = _repaired(examination, unsafe=unsafe)
    for _ in range(_ROUNDS if repair else 0):
        assert repair is not None
        after = examine(repair.outcome(project), examination.settings, examination.allowed)
        try:
            more = _repaired(after, unsafe=unsafe)
        except CannotFix:  # what was refused before
            break
        if more is None:
            break
        writes = {write.file: write for write in repair.writes}
        for write in more.writes:
            before = writes.get(write.file, write).before
            writes[write.file] = write._replace(before=before)
        repair = repair._replace(writes=tuple(writes.values()))
    return repair


def _repaired(examination: Examination, *, unsafe: bool) -> Repair | None:
    fixes = _fixes(examination.diagnostics, unsafe=unsafe)
    if examination.facts is None or not fixes:
        return None
    project = examination.project
    rewriting = [fix for fix in fixes if fix.rewrite]
    texts, refused = _rewritten(examination.facts, rewriting)
    # What moved into pyproject.toml is read from no file any more: other keys are wanted now.
    after = _examined_again(examination, texts) if texts else examination
    if after.facts is None:
        raise CannotFix("pyproject.toml could not be read any more")
    listed = [fix for fix in _fixes(after.diagnostics, unsafe=unsafe) if not fix.rewrite]
    listed += [fix._replace(rewrite=None) for fix in rewriting if fix.ops and fix not in refused]
    try:
        texts |= _texts(after.facts, listed)
    except CannotFix as error:
        refused |= dict.fromkeys((fix for fix in fixes if not fix.rewrite), error.reason)
    reasons = tuple(dict.fromkeys(refused.values()))
    writes = []
    for file, text in texts.items():
        before = project.data(file)
        new = _encoded(text, before)
        if new != before:
            writes.append(Write(file=file, before=before, after=new, empty=_is_empty(file, text)))
    if not writes:
        if reasons:
            raise CannotFix("; ".join(reasons))
        return None
    writes.sort(key=lambda write: (write.file != PYPROJECT, write.file))
    done = [fix for fix in fixes if fix not in refused]
    return Repair(
        writes=tuple(writes),
        fixed=tuple(d for d in examination.diagnostics if d.finding.fix in done),
        refused=reasons,
    )


def _rewritten(facts: Facts, fixes: Iterable[Fix]) -> tuple[dict[str, str], dict[Fix, str]]:
    """Return the texts that fixes write anew, and why some of them cannot."""
    texts: dict[str, str] = {}
    refused: dict[Fix, str] = {}
    for fix in fixes:
        try:
            texts = _texts(facts, [fix._replace(ops=())], texts)
        except CannotFix as error:
            refused[fix] = error.reason
    return texts, refused


def _examined_again(examination: Examination, texts: Mapping[str, str]) -> Examination:
    after = _overlaid(examination.project, texts)
    return examine(after, examination.settings, examination.allowed)


def commented(
    examination: Examination, reason: str
) -> tuple[Repair | None, tuple[Diagnostic, ...]]:
    """Return the comments that suppress what was found, and the findings that take none."""
    from uvlint.analysis.suppress import with_comments

    project = examination.project
    found = [d for d in examination.diagnostics if d.name not in (BROKEN_SETTINGS, UNUSED)]
    writes = []
    refused: list[Diagnostic] = []
    for file in sorted({d.location.file for d in found}):
        own = [d for d in found if d.location.file == file]
        try:
            old = None if file.startswith("../") else project.text(file)
        except Unreadable:
            old = None
        if old is None:
            refused += own
            continue
        text, lines = with_comments(file, old, [(d.location, d.name) for d in own], reason)
        refused += [d for d in own if d.location.line in lines]
        before = project.data(file)
        if (after := _encoded(text, before)) != before:
            writes.append(Write(file=file, before=before, after=after))
    fixed = tuple(d for d in found if d not in refused)
    return (Repair(writes=tuple(writes), fixed=fixed) if writes else None), tuple(refused)


def _is_empty(file: str, text: str) -> bool:
    if file != SETUP_PY:
        return not text.strip()
    from uvlint.migrate.setup_py import is_bare

    return is_bare(text)


def _overlaid(project: Project, texts: Mapping[str, str]) -> Project:
    return project.with_files(
        {file: _encoded(text, project.data(file)) for file, text in texts.items()}
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


def offer(examination: Examination) -> Offer | None:
    """Return what the fixes would write together, None where there is nothing to write."""
    project, asked_for = examination.project, examination.settings.unsafe_fixes
    first = _outcome(examination, unsafe=asked_for)
    has_more = not asked_for and any(
        fix.applicability is Applicability.UNSAFE
        for fix in _fixes(examination.diagnostics, unsafe=True)
    )
    everything = _outcome(examination, unsafe=True) if has_more else first
    if not first and not everything:
        return None
    return Offer(
        project,
        _differences(project, {}, first),
        _differences(project, first, {**first, **everything}),
    )


def _outcome(examination: Examination, *, unsafe: bool) -> dict[str, str]:
    """Return the new texts of files; nothing where no outcome can be proved right."""
    try:
        repair = repaired(examination, unsafe=unsafe)
    except CannotFix:
        return {}
    writes = repair.writes if repair else ()
    return {write.file: write.after.decode("utf-8-sig") for write in writes}


def _differences(
    project: Project, before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[Change, ...]:
    texts = {file: before.get(file, project.text(file) or "") for file in after}
    return tuple(
        Change(file=file, before=texts[file], after=text)
        for file, text in after.items()
        if text != texts[file]
    )


def _fixes(diagnostics: Iterable[Diagnostic], *, unsafe: bool) -> tuple[Fix, ...]:
    wanted = {Applicability.SAFE, Applicability.UNSAFE} if unsafe else {Applicability.SAFE}
    return tuple(
        d.finding.fix
        for d in diagnostics
        if d.finding.fix is not None and d.finding.fix.applicability in wanted
    )


def _texts(
    facts: Facts, fixes: Sequence[Fix], known: Mapping[str, str] = MappingProxyType({})
) -> dict[str, str]:
    """Return the texts of the files that the fixes touch: rewritten first, the key list last.

    `known` are texts that other fixes wrote before.
    """
    from uvlint.toml_edit import apply

    texts = dict(known)

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
    present = (File(PYPROJECT), *keys.defaults_here(facts.project, facts.uv))
    written = {File(output.file) for output in facts.outputs}
    return tuple(key for key in dict.fromkeys(present) if key not in written)


def _encoded(text: str, before: bytes | None) -> bytes:
    marked = before is not None and before.startswith(_BYTE_ORDER_MARK)
    return (_BYTE_ORDER_MARK if marked else b"") + text.encode()
