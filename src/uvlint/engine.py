"""The machine: from a project to facts, from facts to diagnostics."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from uvlint.advice import unwatched
from uvlint.model import (
    Applicability,
    Diagnostic,
    File,
    Finding,
    Input,
    Location,
    Output,
    Unreadable,
)
from uvlint.plugin import Facts, Provider, Rule, constant_of, load
from uvlint.project import BUILT_IN_REQUIREMENTS, PYPROJECT, Project
from uvlint.providers._index import ANSWERED, SIGNS
from uvlint.uv import keys

BROKEN_TOML = "invalid-toml"
BROKEN_FILE = "unreadable-file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """What was found out about a project.

    `facts` is None where pyproject.toml cannot be read. `failures` are exceptions
    of plug-ins, a line each: mistakes of uvlint, not of the project.
    """

    project: Project
    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[str, ...]


@dataclass(slots=True)
class _Trouble:
    """What went wrong while plug-ins ran."""

    unreadable: dict[Location, str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def note(self, plug_in: str, error: Exception) -> None:
        if isinstance(error, Unreadable):
            self.unreadable[error.at] = error.reason
        else:
            self.failures.append(f"{plug_in}: {type(error).__name__}: {error}")


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of their codes."""
    return tuple(sorted(load("uvlint.rules", "RULE", Rule), key=lambda rule: rule.code))


@cache
def provider(module: str) -> Provider:
    """Return the provider of a module of `uvlint.providers`."""
    return constant_of(f"uvlint.providers.{module}", "PROVIDER", Provider)


def concerned(project: Project) -> tuple[Provider, ...]:
    """Return the providers that have a sign of the project among theirs, by name."""
    modules = {module for sign in project.signs for module in SIGNS.get(sign, ())}
    return tuple(provider(module) for module in sorted(modules))


def survey(project: Project) -> Facts:
    """Return all facts about a project; raises `Unreadable`, and what a provider raises."""
    trouble = _Trouble()
    facts = _survey(project, trouble)
    if trouble.failures:
        raise RuntimeError(trouble.failures[0])
    return facts


def examine(project: Project) -> Examination:
    """Return the facts about a project and what the rules say of it, sorted by place.

    Never raises for a mistake in the project's files: those are diagnostics.
    """
    trouble = _Trouble()
    facts = None
    found: list[Diagnostic] = []
    try:
        facts = _survey(project, trouble)
    except Unreadable as error:
        trouble.note("", error)
    if facts is not None:
        for rule in rules():
            try:
                found.extend(_diagnosed(project, rule, item) for item in rule.check(facts))
            except Exception as error:  # noqa: BLE001 - one rule must not silence the others
                trouble.note(f"rule {rule.name}", error)
    found.extend(_unreadable(at, reason) for at, reason in trouble.unreadable.items())
    found.sort(key=lambda d: (d.location, d.code, d.finding.message))
    return Examination(
        project=project,
        facts=facts,
        diagnostics=tuple(found),
        failures=tuple(trouble.failures),
    )


def _survey(project: Project, trouble: _Trouble) -> Facts:
    project.pyproject  # noqa: B018 - a broken file ends the survey here
    # What uv does not build cannot be stale, whatever its list says.
    listed = keys.read(project) if project.is_package else keys.UNLISTED
    inputs: list[Input] = []
    outputs: list[Output] = []
    if project.is_package:
        for plug_in in concerned(project):
            try:
                inputs.extend(_named(plug_in, plug_in.inputs(project)))
                outputs.extend(
                    replace(item, provider=plug_in.name) for item in plug_in.outputs(project)
                )
            except Exception as error:  # noqa: BLE001 - nor one provider the others
                trouble.note(f"provider {plug_in.name}", error)
    known = ANSWERED | BUILT_IN_REQUIREMENTS
    return Facts(
        project=project,
        inputs=tuple(dict.fromkeys(inputs)),
        outputs=tuple(dict.fromkeys(outputs)),
        keys=listed,
        unwatched=unwatched(project, inputs, outputs, listed.keys),
        strangers=tuple(r for r in project.requires if r.name not in known),
    )


def _named(plug_in: Provider, inputs: Iterable[Input]) -> Iterator[Input]:
    for item in inputs:
        key = item.key
        if isinstance(key, File):
            key = File(posixpath.normpath(key.pattern))
        yield replace(item, provider=plug_in.name, key=key)


def _diagnosed(project: Project, rule: Rule, finding: Finding) -> Diagnostic:
    fix = finding.fix
    if (
        fix is not None
        and fix.applicability is Applicability.SAFE
        and not project.is_file(PYPROJECT)
    ):
        # A file that nobody asked for should not appear without a word.
        finding = replace(finding, fix=replace(fix, applicability=Applicability.UNSAFE))
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=finding.severity or rule.severity,
        finding=finding,
        location=project.locate(finding.at),
        related=tuple((item.message, project.locate(item.at)) for item in finding.related),
    )


def _unreadable(at: Location, reason: str) -> Diagnostic:
    name = BROKEN_TOML if at.file.endswith(".toml") else BROKEN_FILE
    rule = next(rule for rule in rules() if rule.name == name)
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=rule.severity,
        finding=Finding(at=at, message=reason),
        location=at,
    )
