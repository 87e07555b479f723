"""What providers claim, and which back end builds in the end because of it."""

from __future__ import annotations

from functools import lru_cache
from itertools import chain

from uvlint.project import Project, normalized
from uvlint.provider import Claims
from uvlint.provider_index import CLAIMS
from uvlint.registry import installed


def claimed() -> Claims:
    """Return what all providers claim, those of other packages included."""
    others, _ = installed()
    return _together(tuple(other.claims for other in others))


def final_backend(project: Project) -> str:
    """Return the back end that builds in the end: the one that a setting of a delegate names."""
    own = project.backend
    for name, *keys in claimed().delegates:
        if name == _first(own) and (stated := project.pyproject.string(*keys)):
            return stated.value
    return own


def signs(project: Project) -> frozenset[str]:
    """Return the signs of a project and those of the back ends that its own leads to."""
    last = _first(final_backend(project))
    return project.signs | {last} | {"setuptools" for name in claimed().wrappers if name == last}


def _first(backend: str) -> str:
    return normalized(backend.partition(":")[0].partition(".")[0])


@lru_cache(maxsize=1)
def _together(others: tuple[Claims, ...]) -> Claims:
    return Claims._make(tuple(chain(*names)) for names in zip(CLAIMS, *others, strict=True))
