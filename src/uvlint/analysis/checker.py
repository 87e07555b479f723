"""From facts to diagnostics: rules are applied, settings and comments heard."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from uvlint.analysis.collect import Problems, facts_about
from uvlint.config import Finder, Selection, Settings
from uvlint.config.choice import is_chosen, means, stated_level
from uvlint.config.settings import LEVELS
from uvlint.model import (
    Applicability,
    Diagnostic,
    Finding,
    Location,
    Severity,
    Unreadable,
)
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project
from uvlint.uv.fix_compat import fitted

if TYPE_CHECKING:
    from uvlint.analysis.baseline import Counts

BROKEN_TOML = "invalid-toml"
BROKEN_FILE = "unreadable-file"
BROKEN_SETTINGS = "invalid-settings"
UNUSED = "unused-suppression"
COMMENT = b"uvlint:"
"""What a file with a comment that suppresses findings holds."""


class Examination(NamedTuple):
    """What was found out about a project.

    `facts` is None where pyproject.toml cannot be read. `failures` are exceptions
    of plug-ins, a line each: mistakes of uvlint, not of the project; `foreign` are
    those of providers that other packages bring in. `suppressed` are the
    diagnostics that comments or settings hide, `baselined` those that a baseline
    allows by its counts, `allowed`.
    """

    project: Project
    settings: Settings
    facts: Facts | None
    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[str, ...]
    foreign: tuple[str, ...] = ()
    suppressed: tuple[Diagnostic, ...] = ()
    baselined: tuple[Diagnostic, ...] = ()
    allowed: Counts = MappingProxyType({})


class Ruling(NamedTuple):
    """A rule to apply, the level stated for it, if any, and whether its fixes may be applied."""

    rule: Rule
    level: Severity | None = None
    fixable: bool = True


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, in the order of their codes; its module is imported when it checks."""
    from uvlint.rules._index import RULES

    return RULES


def names() -> dict[str, str]:
    """Return the codes of all rules by their names."""
    return {rule.name: rule.code for rule in rules()}


def rulings(settings: Settings) -> tuple[Ruling, ...]:
    """Return the rules that settings ask for."""
    return _rulings(rules, settings.selections, settings.levels, settings.fixing)


@lru_cache(maxsize=64)
def _rulings(
    every: Callable[[], tuple[Rule, ...]],
    selections: tuple[Selection, ...],
    levels: tuple[tuple[str, str], ...],
    fixing: tuple[Selection, ...],
) -> tuple[Ruling, ...]:
    found = []
    for rule in every():
        word = stated_level(levels, rule.name, rule.code)
        level = LEVELS[word] if word else None
        wanted = is_chosen(selections, rule.name, rule.code) and (level or word is None)
        # Who learns nothing of broken settings cannot know what they leave out.
        if wanted or rule.name == BROKEN_SETTINGS:
            found.append(Ruling(rule, level, is_chosen(fixing, rule.name, rule.code)))
    return tuple(found)


def facts_of(project: Project, settings: Settings | None = None) -> Facts:
    """Return all facts about a project; raises `Unreadable`, and what a provider raises."""
    problems = Problems()
    facts = facts_about(project, settings_for(project, settings), problems)
    for failure in (*problems.failures, *problems.foreign):
        raise RuntimeError(failure)
    return facts


def examine(
    project: Project, settings: Settings | None = None, allowed: Counts | None = None
) -> Examination:
    """Return the facts about a project and what the rules say of it, sorted by place.

    Without settings those hold that the project states, or the folders above it;
    `allowed` is what a baseline says.
    Never raises for a mistake in the project's files: those are diagnostics.
    """
    settings = settings_for(project, settings)
    problems = Problems()
    facts = None
    found: list[Diagnostic] = []
    try:
        facts = facts_about(project, settings, problems)
    except Unreadable as error:
        problems.note("", error)
    wanted = rulings(settings)
    if facts is not None:
        for ruling in wanted:
            if not ruling.rule.concerns(facts):
                continue
            try:
                said = (fitted(item, facts.uv) for item in ruling.rule.check(facts))
                found.extend(_diagnosed(project, ruling, item) for item in said)
            except Exception as error:  # noqa: BLE001 - one rule must not silence the others
                problems.note(f"rule {ruling.rule.name}", error)
        found = _without_repetitions(found, wanted)
    found.extend(_unreadable(problems, project, None if facts is None else wanted))
    suppressed: list[Diagnostic] = []
    if facts is not None and not settings.no_ignores:
        found, suppressed = _sifted(project, settings, wanted, found)
    found.sort(key=_order)
    baselined: list[Diagnostic] = []
    if facts is not None and allowed and not settings.no_ignores:
        from uvlint.analysis.baseline import within

        found, baselined = within(project, found, allowed, BROKEN_SETTINGS)
    return Examination(
        project=project,
        settings=settings,
        facts=facts,
        diagnostics=tuple(found),
        failures=tuple(problems.failures),
        foreign=tuple(problems.foreign),
        suppressed=tuple(sorted(suppressed, key=_order)),
        baselined=tuple(baselined),
        allowed=allowed or {},
    )


def settings_for(project: Project, settings: Settings | None = None) -> Settings:
    """Return the settings that hold for a project: those given, else those that files state."""
    return Finder(names()).of(project) if settings is None else settings


def _order(diagnostic: Diagnostic) -> tuple[Location, str, str]:
    return diagnostic.location, diagnostic.code, diagnostic.finding.message


def _without_repetitions(found: Iterable[Diagnostic], wanted: Iterable[Ruling]) -> list[Diagnostic]:
    """Leave out what a rule says of a place that another one, to which it yields, speaks of."""
    found = list(found)
    rivals = {ruling.rule.name: ruling.rule.yields_to for ruling in wanted}
    spoken = {(item.finding.at, item.name) for item in found}
    return [
        item
        for item in found
        if not any((item.finding.at, rival) in spoken for rival in rivals[item.name])
    ]


def _sifted(
    project: Project, settings: Settings, wanted: Iterable[Ruling], found: Iterable[Diagnostic]
) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """Return the diagnostics that stay, and those that settings or comments suppress."""
    ignored = [name for name, _ in settings.ignores]
    for globs, selectors in settings.per_project_ignores:
        if globs.match(project.root):
            ignored += selectors
    kept: list[Diagnostic] = []
    suppressed: list[Diagnostic] = []
    for item in found:
        hidden = item.name != BROKEN_SETTINGS and means(ignored, item.name, item.code)
        (suppressed if hidden else kept).append(item)
    for item in kept:
        with suppress(Unreadable):
            project.text(item.location.file)
    if not project.read_with(COMMENT):
        return kept, suppressed
    from uvlint.analysis.suppress import filter_suppressed

    ran = {
        ruling.rule.name: ruling
        for ruling in wanted
        if not means(ignored, ruling.rule.name, ruling.rule.code)
    }
    judge = ran.pop(UNUSED, None)
    by_comments = filter_suppressed(project, kept, names(), ran)
    kept, suppressed = [*by_comments.kept], [*suppressed, *by_comments.suppressed]
    if judge and by_comments.complaints:
        complaints = [_diagnosed(project, judge, item) for item in by_comments.complaints]
        by_comments = filter_suppressed(project, complaints, names(), ())
        kept += by_comments.kept
        suppressed += by_comments.suppressed
    return kept, suppressed


def _diagnosed(project: Project, ruling: Ruling, finding: Finding) -> Diagnostic:
    rule, fix = ruling.rule, finding.fix
    if fix is not None and not ruling.fixable:
        finding = finding._replace(fix=fix._replace(applicability=Applicability.DISPLAY))
    elif (
        fix is not None
        and fix.applicability is Applicability.SAFE
        and not project.is_file(PYPROJECT)
    ):
        # A file that nobody asked for should not appear without a word.
        finding = finding._replace(fix=fix._replace(applicability=Applicability.UNSAFE))
    return Diagnostic(
        code=rule.code,
        name=rule.name,
        severity=ruling.level or finding.severity or rule.severity,
        finding=finding,
        location=project.locate(finding.at),
        related=tuple((item.message, project.locate(item.at)) for item in finding.related),
    )


def _unreadable(
    problems: Problems, project: Project, wanted: Iterable[Ruling] | None
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each broken file, whatever is wanted where nothing else is known."""
    chosen = map(Ruling, rules()) if wanted is None else wanted
    by_name = {ruling.rule.name: ruling for ruling in chosen}
    for at, reason in problems.unreadable.items():
        name = BROKEN_TOML if at.file.endswith(".toml") else BROKEN_FILE
        if ruling := by_name.get(name):
            yield _diagnosed(project, ruling, Finding(at=at, message=reason))
