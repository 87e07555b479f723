"""UVL109: a field that the build makes from something uv cannot watch, or nobody can know."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.advice.gaps import TEXTS, is_beyond_keys
from uvlint.model import (
    WHEEL,
    Applicability,
    Certainty,
    Finding,
    Fix,
    Input,
    Related,
    Severity,
)
from uvlint.phrases import fields
from uvlint.plugin import Facts, Rule
from uvlint.uv.reinstall import reinstalled_by

_MINOR = TEXTS | {WHEEL}


def check(facts: Facts) -> Iterator[Finding]:
    """Report inputs without a key, once for each file that names some; once what is unsure.

    What is unsure goes unmentioned where known inputs explain its fields, or where the
    content of the wheel alone depends on it.
    """
    explained = {
        WHEEL,
        *(field for item in facts.inputs if _explains(item) for field in item.feeds),
    }
    groups: dict[str, list[Input]] = {}
    for item in facts.inputs:
        is_sure = item.certainty > Certainty.POSSIBLE
        if is_beyond_keys(item, facts.inputs) and (is_sure or not explained.issuperset(item.feeds)):
            groups.setdefault(facts.project.locate(item.at).file if is_sure else "", []).append(
                item
            )
    if not groups or reinstalled_by(facts.project, facts.uv):
        return
    for file, group in groups.items():
        if file or not facts.settings.inputs:
            yield _finding(facts, group, is_sure=file != "")


def _explains(item: Input) -> bool:
    """Tell whether an input is where its fields come from: no code, nothing set by hand."""
    is_known = item.key is not None and item.certainty > Certainty.POSSIBLE
    return is_known and not item.runs and not item.override


def _finding(facts: Facts, group: list[Input], *, is_sure: bool) -> Finding:
    first, *others = group
    feeds = tuple(dict.fromkeys(field for item in group for field in item.feeds))
    more = f" (and {len(others)} more)" if others else ""
    minor = _MINOR.issuperset(feeds) or not is_sure
    return Finding(
        at=first.at,
        message=(
            f"uv keeps the old {fields(feeds)} whatever happens, and has no key for it: {first.why}"
            if is_sure
            else f"uv may keep an old {fields(feeds)}: what is read cannot be known, as {first.why}"
        )
        + more,
        severity=Severity.INFO if minor else None,
        confidence=first.certainty,
        related=tuple(Related(item.why, item.at) for item in others[:3]),
        fix=Fix(
            title=("" if is_sure else "name the inputs in `inputs` of [tool.uvlint], or ")
            + "have uv build it each time: "
            f'reinstall-package = ["{facts.project.name or "the name of the project"}"]',
            applicability=Applicability.DISPLAY,
        ),
    )


RULE = Rule(
    code="UVL109",
    name="unknowable-input",
    summary="A field depends on something that uv cannot watch",
    severity=Severity.WARNING,
    check=check,
    about="inputs",
)
