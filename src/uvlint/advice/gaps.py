"""What a build reads that matters and no key watches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from uvlint.model import Certainty, File, Git, Input, Key, Output
from uvlint.project import Project
from uvlint.uv.cost import walks_everything
from uvlint.uv.coverage import watcher
from uvlint.uv.globs import refusal
from uvlint.uv.version import Version

TEXTS = frozenset(
    {
        "authors",
        "classifiers",
        "description",
        "keywords",
        "license",
        "maintainers",
        "readme",
        "urls",
    }
)
"""Fields that nothing is installed by."""


def unwatched(
    project: Project,
    inputs: Iterable[Input],
    outputs: Sequence[Output],
    keys: Sequence[Key],
    version: Version,
) -> tuple[Input, ...]:
    """Return the inputs that matter and that no key watches, one for each key to add.

    Inputs that only override by hand, that are no more than possible or have a price,
    that uv has no word for, would refuse or walk the whole project for, or that the
    build itself writes are left out.
    """
    missing = [
        item
        for item in inputs
        if item.key is not None
        and not item.override
        and not item.price
        and item.certainty >= Certainty.LIKELY
        and not (isinstance(item.key, File) and refusal(item.key.pattern, version))
        and not walks_everything(item.key)
        and watcher(item.key, keys, version) is None
    ]
    if not missing:
        return ()
    from uvlint.advice.key_selection import selected

    return selected(project, missing, outputs, keys, version)


def is_beyond_keys(item: Input, inputs: Iterable[Input]) -> bool:
    """Tell whether no key can watch an input that matters.

    Texts that might be read do not, nor do changes that are not committed beside a git
    key for the same field: a commit makes the field fresh.
    """
    if item.key is not None or item.override:
        return False
    if item.certainty <= Certainty.POSSIBLE and TEXTS.issuperset(item.feeds):
        return False
    return not any(
        isinstance(other.key, Git)
        and other.at == item.at
        and not set(item.feeds).isdisjoint(other.feeds)
        for other in inputs
    )
