"""`uvlint trace --fix`: what a build reads unknown to uvlint becomes settings and keys."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from uvlint.advice.key_selection import selected
from uvlint.analysis import checker
from uvlint.analysis.fixer import repaired
from uvlint.cli.asked import Asked
from uvlint.cli.console import FAILED, FOUND, OK, Voice, reason
from uvlint.cli.trace_text import Traced
from uvlint.config.find import OWN_FILES
from uvlint.config.settings import ROUTE, Settings
from uvlint.model import (
    WHEEL,
    Add,
    Applicability,
    CannotFix,
    Certainty,
    Diagnostic,
    Input,
    Key,
    Location,
)
from uvlint.phrases import named
from uvlint.plugin import Facts
from uvlint.project import PYPROJECT, Project
from uvlint.rendering import count
from uvlint.trace.comparison import Comparison, Observed
from uvlint.uv.coverage import watcher
from uvlint.uv.keys import as_value, watched

WHY = "observed by uvlint trace"


def recorded(traced: Traced, asked: Asked, voice: Voice) -> int:
    """Write what is missed into the settings of a project, and repair it; return the exit code.

    Where its settings are not in a file of its own, only the key list is changed.
    """
    found = traced.comparison
    if found is None:
        return FAILED
    about = traced.name or traced.project.root
    try:
        after, left = _repaired(traced.project, found, asked)
        _write(traced.project, after)
    except CannotFix as error:
        voice.warn(f"left as it is: {about}: {error}")
        return FOUND
    except OSError as error:
        voice.warn(f"error: cannot write {reason(error)}")
        return FAILED
    for key in left:
        voice.warn(f"{about}: no key is written for {named(key)}")
    if after:
        done = f"recorded {count(len(found.missed), 'input')} in" if found.missed else "repaired"
        voice.tell(f"{about}: {done} {', '.join(sorted(after))}")
    return FOUND if left else OK


def _repaired(
    project: Project, found: Comparison, asked: Asked
) -> tuple[Mapping[str, bytes], Sequence[Key]]:
    """Return the files to write, and the keys that uv does not watch even then."""
    settings = asked.settings(project)
    facts = checker.facts_of(project, settings)
    new = tuple(_inputs(facts, found.missed))
    noted = _noted(project, settings, new)
    texts = {} if noted is None else {noted[0]: noted[1]}
    overlaid = project.with_files(texts)
    again = asked.settings(overlaid)
    if not {item.key for item in new} <= {item.key for item in again.inputs}:
        texts, overlaid = {}, project
        again = settings._replace(inputs=settings.inputs + new)
    examined = _asked_for(checker.examine(overlaid, again), {item.key for item in new})
    repair = repaired(examined, unsafe=again.unsafe_fixes)
    if repair is not None:
        texts |= {write.file: write.after for write in repair.writes}
    outcome = checker.facts_of(project.with_files(texts), again)
    keys = watched(outcome.keys, outcome.uv)
    left = [i.key for i in new if i.key and watcher(i.key, keys, outcome.uv) is None]
    return texts, left


def _asked_for(found: checker.Examination, keys: Collection[Key | None]) -> checker.Examination:
    """Return an examination in which fixes that only add some of the keys need no second look."""
    return found._replace(
        diagnostics=tuple(_safe(item) if _adds(item, keys) else item for item in found.diagnostics)
    )


def _adds(item: Diagnostic, keys: Collection[Key | None]) -> bool:
    ops = item.finding.fix.ops if item.finding.fix else ()
    return bool(ops) and all(isinstance(op, Add) and op.key in keys for op in ops)


def _safe(item: Diagnostic) -> Diagnostic:
    assert item.finding.fix is not None
    fix = item.finding.fix._replace(applicability=Applicability.SAFE)
    return item._replace(finding=item.finding._replace(fix=fix))


def _inputs(facts: Facts, missed: Sequence[Observed]) -> Iterator[Input]:
    """Yield what is missed as it is worth recording: many files of a kind as a glob."""
    inputs = (
        Input(one.key, one.feeds, WHY, Location(PYPROJECT), Certainty.OBSERVED) for one in missed
    )
    for item in selected(facts.project, inputs, facts.outputs, (), facts.uv):
        yield item._replace(why=WHY)


def _noted(
    project: Project, settings: Settings, inputs: Sequence[Input]
) -> tuple[str, bytes] | None:
    """Return the file of the project with its settings, and its text with these inputs.

    None where there are none, or the settings that hold are those of other files.
    """
    from uvlint.toml_edit.append import appended

    if not inputs:
        return None
    own = next((name for name in OWN_FILES if project.is_file(name)), None)
    file = own or PYPROJECT
    if own is None and ROUTE[1] not in project.pyproject.table("tool") and settings.origins:
        return None
    items = [_item(item) for item in inputs]
    route = ("inputs",) if own else (*ROUTE, "inputs")
    return file, appended(project.text(file) or "", route, items).encode()


def _item(item: Input) -> Mapping[str, object]:
    assert item.key is not None
    feeds = {} if item.feeds == (WHEEL,) else {"feeds": list(item.feeds)}
    return {**as_value(item.key), **feeds, "why": WHY}


def _write(project: Project, texts: Mapping[str, bytes]) -> None:
    from uvlint.write import create_file, replace_file

    for file, after in texts.items():
        before = project.data(file)
        if before is None:
            create_file(project.path(file), after)
        elif before != after:
            replace_file(project.path(file), after, before)
