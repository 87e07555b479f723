"""Which rules a list of selectors means: names, codes, and how codes begin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from uvlint.config.settings import EVERYTHING, Selection

_ALL, _PREFIX, _EXACT = 1, 2, 1000
"""The more exact selector wins; a longer prefix is more exact."""


def plain(selector: str) -> str:
    """Return a selector as names and codes are compared."""
    return selector.strip().lower().replace("_", "-")


def exactness(selector: str, name: str, code: str) -> int:
    """Return how exactly a selector means a rule, 0 where it does not."""
    wanted, code = plain(selector), code.lower()
    if wanted in (name, code):
        return _EXACT
    if wanted == EVERYTHING.lower():
        return _ALL
    is_prefix = len(wanted) >= 3 and code.startswith(wanted)
    return _PREFIX + len(wanted) if is_prefix else 0


def means(selectors: Iterable[str], name: str, code: str) -> bool:
    """Tell whether one of the selectors means a rule."""
    return _best(selectors, name, code) > 0


def is_known(selector: str, rules: Mapping[str, str]) -> bool:
    """Tell whether a selector means some rule; `rules` are codes by their names."""
    return any(exactness(selector, name, code) for name, code in rules.items())


def is_chosen(selections: Iterable[Selection], name: str, code: str) -> bool:
    """Tell whether a rule is chosen by all sources together, as ruff has it.

    A source that selects begins anew; one that only ignores or extends changes what
    was chosen before it. Of selectors that contradict, the more exact one counts,
    and `ignore` where they are equally exact.
    """
    chosen = True
    for selection in selections:
        wanted = _best((*(selection.select or ()), *selection.extend), name, code)
        unwanted = _best(selection.ignore, name, code)
        if selection.select is not None or wanted or unwanted:
            chosen = wanted > unwanted or (chosen and selection.select is None and not unwanted)
    return chosen


def stated_level(levels: Iterable[tuple[str, str]], name: str, code: str) -> str | None:
    """Return the word for the level that is stated for a rule, by its most exact selector."""
    stated = [
        (exact, word) for selector, word in levels if (exact := exactness(selector, name, code))
    ]
    return max(stated, key=lambda item: item[0])[1] if stated else None


def named(text: str, rules: Mapping[str, str]) -> str | None:
    """Return the rule that is meant by a name or a code, None where there is none."""
    return next(
        (name for name, code in rules.items() if exactness(text, name, code) == _EXACT), None
    )


def _best(selectors: Iterable[str], name: str, code: str) -> int:
    return max((exactness(selector, name, code) for selector in selectors), default=0)
