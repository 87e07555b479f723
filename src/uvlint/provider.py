"""What a provider is: whom it concerns, what it says, and the names it claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from uvlint.model import Input, Output
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project


def _nothing(_: Project) -> Iterable[Output]:
    return ()


TOGETHER = " & "
"""What joins signs that must all be there."""


class Claims(NamedTuple):
    """Names that a provider speaks for, of things that others would have to guess at.

    Of hatchling: `version_sources`, `metadata_hooks` and `build_hooks`; a hook that writes
    the file of the version and nothing else is among `version_hooks` as well.

    Of setup.py: `extensions` are functions and classes whose extensions are told by this
    provider alone, `translators` those that compile modules written in Python.

    Of back ends, by the first part of their names: `backends` build without setuptools,
    even where a project requires it for other ends; `wrappers` have setuptools build;
    `delegates` have a back end build that a setting names; after each follow the keys of it.

    `field_providers` are modules, or packages, that compute a field for scikit-build-core
    or dynamic-metadata; `families` what the names of plug-ins begin with; `neutral` are
    build requirements that leave all metadata but the version alone.
    """

    version_sources: tuple[str, ...] = ()
    metadata_hooks: tuple[str, ...] = ()
    build_hooks: tuple[str, ...] = ()
    version_hooks: tuple[str, ...] = ()
    extensions: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    backends: tuple[str, ...] = ()
    wrappers: tuple[str, ...] = ()
    delegates: tuple[tuple[str, ...], ...] = ()
    field_providers: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    neutral: tuple[str, ...] = ()


class Provider(NamedTuple):
    """What one back end or plug-in reads and writes.

    `about` names the signs of a project that concern this provider (see
    `Project.signs`), or several with ` & ` between them that must all be there; with a
    build requirement or back end among them, it also answers for it. `inputs` and
    `outputs` are pure and yield nothing where the provider does not apply. `guesses`
    marks one that speaks for plug-ins it does not know; it gives way to one that does.
    `claims` are the names that need no guess because of this provider.
    """

    name: str
    about: tuple[str, ...]
    inputs: Callable[[Project], Iterable[Input]]
    outputs: Callable[[Project], Iterable[Output]] = _nothing
    guesses: bool = False
    claims: Claims = Claims()

    def concerns(self, signs: frozenset[str]) -> bool:
        """Tell whether a project with these signs concerns this provider."""
        return any(signs.issuperset(sign.split(TOGETHER)) for sign in self.about)
