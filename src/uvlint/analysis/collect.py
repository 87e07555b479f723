"""From a project to facts: the providers are asked, and what uv watches is held against them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from uvlint.advice.gaps import unwatched
from uvlint.claims import signs as signs_of
from uvlint.config import Settings
from uvlint.model import Env, File, Input, Key, Location, Output, Spot, Unreadable
from uvlint.plugin import TOGETHER, Facts, Provider
from uvlint.project import BUILT_IN_REQUIREMENTS, Project
from uvlint.provider_index import ANSWERED, SIGNS
from uvlint.registry import constant_of, installed
from uvlint.uv import keys
from uvlint.uv.coverage import parts
from uvlint.uv.globs import escaped, is_glob, walk
from uvlint.uv.reinstall import LOCKED, reinstalled_by
from uvlint.uv.required import assumed
from uvlint.uv.version import Version, parse
from uvlint.uv.workspace import workspace_root

SETTINGS = "settings"
"""What stands for a provider where the settings name an input."""


class Problems:
    """What went wrong while plug-ins ran: files that cannot be read, and mistakes of plug-ins."""

    def __init__(self) -> None:
        self.unreadable: dict[Location, str] = {}
        self.failures: list[str] = []
        self.foreign: list[str] = []

    def note(self, plug_in: str, error: Exception, *, foreign: bool = False) -> None:
        """Take down an exception; `foreign` marks a plug-in of another package."""
        if isinstance(error, Unreadable):
            self.unreadable[error.at] = error.reason
        else:
            failures = self.foreign if foreign else self.failures
            failures.append(f"{plug_in}: {type(error).__name__}: {error}")


@cache
def provider(module: str) -> Provider:
    """Return the provider of a module of `uvlint.providers`."""
    return constant_of(f"uvlint.providers.{module}", "PROVIDER", Provider)


def concerned(project: Project) -> tuple[Provider, ...]:
    """Return the providers that have a sign of the project among theirs, by name.

    Those of other packages come after those of uvlint.
    """
    others, _ = installed()
    return _concerned(signs_of(project) & _signs(others), others)


@lru_cache(maxsize=1)
def _signs(others: tuple[Provider, ...]) -> frozenset[str]:
    """Return all signs that anybody looks for."""
    abouts = (SIGNS, *(other.about for other in others))
    return frozenset(part for about in abouts for sign in about for part in sign.split(TOGETHER))


@lru_cache(maxsize=256)
def _concerned(signs: frozenset[str], others: tuple[Provider, ...]) -> tuple[Provider, ...]:
    modules = {module for sign in signs for module in SIGNS.get(sign, ())}
    for sign, found in SIGNS.items():
        if TOGETHER in sign and signs.issuperset(sign.split(TOGETHER)):
            modules.update(found)
    return (
        *map(provider, sorted(modules)),
        *(other for other in others if other.concerns(signs)),
    )


@lru_cache(maxsize=1)
def _answered(others: tuple[Provider, ...]) -> frozenset[str]:
    """Return the build requirements that somebody answers for."""
    return ANSWERED.union(BUILT_IN_REQUIREMENTS, *(other.about for other in others))


def facts_about(project: Project, settings: Settings, problems: Problems) -> Facts:
    """Return all facts about a project; what goes wrong in a provider is added to `problems`.

    Raises `Unreadable` where pyproject.toml cannot be read.
    """
    project.pyproject  # noqa: B018 - a broken file ends the survey here
    version = assumed(project, parse(settings.uv_version))
    others, broken = installed()
    problems.foreign += broken
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    # What uv does not build cannot be stale, whatever its list says.
    listed = keys.UNLISTED
    if project.is_package:
        listed = keys.read(project, version)
        inputs, outputs = _told(project, settings, problems)
        inputs = _without_fixed(project, inputs, version)
        named = (part for i in inputs for part in _parted(project, i, listed.keys, version))
        inputs = tuple(dict.fromkeys(named))
    wrong_types = project.wrong_types()
    missing = unwatched(project, inputs, outputs, listed.keys, version)
    if missing and reinstalled_by(project, version):
        missing = tuple(item for item in missing if not LOCKED.isdisjoint(item.feeds))
    known = _answered(others)
    return Facts(
        project=project,
        inputs=inputs,
        outputs=outputs,
        keys=listed,
        unwatched=missing,
        unknown_requirements=tuple([r for r in project.requires if r.name not in known]),
        settings=settings,
        uv=version,
        wrong_types=wrong_types,
    )


def _told(
    project: Project, settings: Settings, problems: Problems
) -> tuple[tuple[Input, ...], tuple[Output, ...]]:
    """Return what providers and settings say, each thing once."""
    inputs: list[Input] = []
    outputs: list[Output] = []
    others, _ = installed()
    asked = concerned(project)
    for plug_in in asked:
        name = plug_in.name
        try:
            inputs.extend(_named(project, name, item) for item in plug_in.inputs(project))
            outputs.extend(item._replace(provider=name) for item in plug_in.outputs(project))
        except Exception as error:  # noqa: BLE001 - one provider must not silence the others
            problems.note(f"provider {name}", error, foreign=plug_in in others)
    inputs = _without_guesses(inputs, asked, {other.name for other in others})
    for item in settings.inputs:
        inputs.append(_named(project, SETTINGS, item._replace(at=_relative(project, item.at))))
    return tuple(dict.fromkeys(inputs)), tuple(dict.fromkeys((*outputs, *settings.outputs)))


def _without_fixed(
    project: Project, inputs: tuple[Input, ...], version: Version
) -> tuple[Input, ...]:
    """Return inputs but for variables that uv itself sets for the build (uv 0.13.9, observed).

    Such a setting is part of the record of a build: uv notices when it changes.
    """
    if not any(isinstance(item.key, Env) for item in inputs):
        return inputs
    # For the few projects whose build reads variables: it brings `dataclasses` along.
    from uvlint.uv.settings import package_settings

    fixed = package_settings(
        workspace_root(project), project.root, project.name, {}, version
    ).variables
    return tuple(
        item for item in inputs if not (isinstance(item.key, Env) and item.key.name in fixed)
    )


def _parted(
    project: Project, item: Input, listed: Sequence[Key], version: Version
) -> Iterator[Input]:
    """Yield an input, an open set as the folders by which the list watches it, if it does."""
    if not isinstance(item.key, File) or not is_glob(item.key.pattern):
        yield item
        return
    pattern = item.key.pattern
    for part in parts(
        pattern, lambda: walk(project.root, (pattern,), version).files, listed, version
    ):
        yield item._replace(key=File(part))


def _relative(project: Project, at: Spot) -> Spot:
    return at._replace(file=project.relative(project.path(at.file)))


def _named(project: Project, provider: str, item: Input) -> Input:
    key = item.key
    if isinstance(key, File):
        name = posixpath.normpath(key.pattern)
        key = File(escaped(name) if is_glob(name) and project.is_file(name) else name)
    return item._replace(provider=provider, key=key)


def _without_guesses(
    inputs: list[Input], asked: Iterable[Provider], others: set[str]
) -> list[Input]:
    """Leave out guesses at fields that the provider of another package explains."""
    guessing = {plug_in.name for plug_in in asked if plug_in.guesses}
    explained = {field for item in inputs if item.provider in others for field in item.feeds}
    return [i for i in inputs if i.provider not in guessing or not explained.issuperset(i.feeds)]
