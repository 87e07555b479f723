"""What a contributor writes - a provider, a rule, a format - and how they are found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TypeVar

from uvlint.model import Diagnostic, Finding, Input, KeyList, Output, Severity
from uvlint.project import Project, Requirement

T = TypeVar("T")


def _nothing(_: Project) -> Iterable[Output]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """What one back end or plug-in reads and writes.

    `about` names the signs of a project that concern this provider (see
    `Project.signs`); with a build requirement or back end among them, it also
    answers for it. `inputs` and `outputs` are pure and yield nothing where the
    provider does not apply.
    """

    name: str
    about: tuple[str, ...]
    inputs: Callable[[Project], Iterable[Input]]
    outputs: Callable[[Project], Iterable[Output]] = _nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that rules may know of a project.

    `unwatched` are the inputs that matter, that uv could watch and does not, one
    for each key; `strangers` the build requirements nobody answers for.
    """

    project: Project
    inputs: tuple[Input, ...]
    outputs: tuple[Output, ...]
    keys: KeyList
    unwatched: tuple[Input, ...]
    strangers: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of mistake: a stable code, a name that reads well after "allow", a level."""

    code: str
    name: str
    summary: str
    severity: Severity
    check: Callable[[Facts], Iterable[Finding]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a run, for formats."""

    projects: tuple[Project, ...]
    diagnostics: tuple[Diagnostic, ...]


def load(package: str, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Return the constant of every public module of a package, sorted by module name.

    Raises `TypeError` for a module without it.
    """
    from pkgutil import iter_modules

    names = sorted(module.name for module in iter_modules(import_module(package).__path__))
    return tuple(
        constant_of(f"{package}.{name}", constant, kind)
        for name in names
        if not name.startswith("_")
    )


def constant_of(module: str, constant: str, kind: type[T]) -> T:
    """Return the plug-in that a module defines; raises `TypeError` where it does not."""
    value = getattr(import_module(module), constant, None)
    if not isinstance(value, kind):
        message = f"{module} has no {constant} = {kind.__name__}(...)"
        raise TypeError(message)
    return value
