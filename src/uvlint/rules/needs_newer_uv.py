"""UVL209: a key that an allowed version of uv does not know, or reads in another way."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Applicability, Finding, Fix, Key, Place, Related, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.features import LISTS, since, taken_since
from uvlint.uv.keys import LIST, toml
from uvlint.uv.version import NEWEST, Version

_REQUIRED = ("tool", "uv", "required-version")


def check(facts: Facts) -> Iterator[Finding]:
    """Report the entries that need a newer uv than the one by which the project is judged."""
    if facts.uv >= NEWEST or not facts.has_list:
        return
    if facts.uv < LISTS:
        message = f"uv {facts.uv} reads no cache-keys: it does so since {LISTS}"
        yield _finding(facts, Place(PYPROJECT, LIST, key=True), message, LISTS)
        return
    found = facts.project.pyproject.get(*LIST)
    written = found.value if found and isinstance(found.value, list) else []
    for index, (key, form) in enumerate(zip(facts.keys.entries, written, strict=False)):
        needed = None if key is None else since(key, form)
        if key is None or needed is None or needed <= facts.uv:
            continue
        yield _finding(
            facts, Place(PYPROJECT, (*LIST, index)), _outcome(facts.uv, key, form, needed), needed
        )


def _outcome(version: Version, key: Key, form: object, needed: Version) -> str:
    taken = taken_since(key, form)
    if taken > version:
        return (
            f"uv {version} does not know such a key, drops the whole list "
            f"and goes on with its defaults; it is known since {taken}"
        )
    return f"to uv {version} {toml(key)} means nothing: it is read like this since {needed}"


def _finding(facts: Facts, at: Place, message: str, needed: Version) -> Finding:
    required = facts.project.pyproject.string(*_REQUIRED)
    return Finding(
        at=at,
        message=message,
        related=(Related(f"uv {facts.uv} is allowed here", required.at),) if required else (),
        fix=Fix(
            title=f"let required-version ask for uv {needed} or newer",
            applicability=Applicability.DISPLAY,
        ),
    )


RULE = Rule(
    code="UVL209",
    name="needs-newer-uv",
    summary="A key needs a newer uv than the project asks for",
    severity=Severity.WARNING,
    check=check,
    about="has_list",
    yields_to=("refused-list", "folder-as-file", "secret-in-key"),
)
