"""Writing baselines, and telling what in them is out of date."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from uvlint.analysis import checker
from uvlint.analysis.baseline import Counts, Stale, counted, renewed, stale, text
from uvlint.cli.console import Stop, Voice, reason
from uvlint.named_tuple import NamedTuple
from uvlint.rendering import count


class _Kept(NamedTuple):
    """What belongs to one baseline: its old counts, the new ones, what is out of date."""

    allowed: Counts
    found: Counts
    outdated: tuple[Stale, ...]


def told(examinations: Iterable[checker.Examination], voice: Voice) -> None:
    """Say which entries allow more than there is."""
    for path, kept in _by_baseline(examinations).items():
        if kept.outdated:
            places = count(len(kept.outdated), "place")
            voice.tell(f"baseline {path} is stale in {places}; `--update-baseline` renews it")
            for item in kept.outdated:
                voice.detail(
                    f"{item.file}: {item.rule}: {item.allowed} allowed, {item.found} found"
                )


def written(examinations: Iterable[checker.Examination], voice: Voice, *, grow: bool) -> None:
    """Write the baselines anew, larger only if they may grow; raises `Stop`."""
    found = tuple(examinations)
    for examination in found:
        if examination.settings.baseline is None:
            message = f"{examination.project.root} has no baseline; name one: --baseline FILE"
            raise Stop(message)
    for path, kept in _by_baseline(found).items():
        counts = renewed(kept.allowed, kept.found, kept.outdated, grow=grow)
        if counts == kept.allowed and os.path.exists(path):
            continue
        try:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(text(path, counts))
        except OSError as error:
            message = f"cannot write {reason(error)}"
            raise Stop(message) from error
        voice.tell(f"baseline {path}: {count(sum(counts.values()), 'finding')}")


def _by_baseline(examinations: Iterable[checker.Examination]) -> Mapping[str, _Kept]:
    groups: dict[str, list[checker.Examination]] = {}
    for examination in examinations:
        if examination.settings.baseline is not None:
            groups.setdefault(examination.settings.baseline, []).append(examination)
    return {path: _kept(group) for path, group in groups.items()}


def _kept(group: list[checker.Examination]) -> _Kept:
    allowed = group[0].allowed
    found: dict[tuple[str, str], int] = {}
    outdated: list[Stale] = []
    for item in group:
        if item.facts is None:
            continue
        entries = (d for d in (*item.diagnostics, *item.baselined) if d.name not in NEVER)
        found.update(counted(item.project, entries))
    for item in group:
        if item.facts is not None:
            ran = [ruling.rule.name for ruling in checker.rulings(item.settings)]
            outdated += stale(allowed, found, [item.project.root], ran)
    return _Kept(allowed, found, tuple(dict.fromkeys(outdated)))


NEVER = (checker.BROKEN_SETTINGS,)
"""Rules whose findings no baseline allows."""
