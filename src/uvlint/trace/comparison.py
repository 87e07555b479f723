"""What a real build read, held against what is predicted without running it."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from uvlint.advice.key_selection import FOR_GIT
from uvlint.backends.env_filter import is_of_the_machine
from uvlint.model import WHEEL, Certainty, Dir, Env, File, Git, Input, Key
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Facts
from uvlint.trace.evidence import Evidence, Read
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.globs import base, escaped, is_glob, matcher
from uvlint.uv.keys import DEFAULTS

_SOLELY_FOR_ARCHIVES = FOR_GIT | {"MANIFEST.in"}
"""Files that decide what goes into an archive, and nothing about an installation."""

_TEXTS = {
    "readme": ("README", "README.*"),
    "license": ("AUTHORS*", "COPYING*", "LICEN[CS]E*", "NOTICE*"),
}
"""What is a text by its name at the top; licenses as where nothing is said (PEP 639)."""


class Observed(NamedTuple):
    """An input that the build was seen to read, what it feeds, and who read it."""

    key: Key
    feeds: tuple[str, ...]
    by: str
    confirmed: bool | None = None


class Comparison(NamedTuple):
    """What a build read beside what was predicted.

    `missed` is what is observed and no prediction covers, `unread` what is predicted and
    not observed, as far as that can be. `absent` are files that the build looked for and
    did not find, None where that was not observed; `needed` those of them that are there in
    the original, where git ignores them.
    """

    hooks: tuple[str, ...]
    observed: tuple[Observed, ...]
    missed: tuple[Observed, ...]
    unread: tuple[Input, ...]
    outputs: tuple[str, ...]
    absent: tuple[str, ...] | None
    needed: tuple[str, ...] = ()


def compared(
    facts: Facts, evidence: Evidence, hooks: Sequence[str], *, is_whole: bool = True
) -> Comparison:
    """Hold evidence against facts.

    `hooks` are those that ran; `is_whole` tells that more than the metadata was made.
    """
    observed = tuple(_observed(facts, evidence, hooks))
    predicted = [item.key for item in facts.inputs if item.key is not None]
    return Comparison(
        hooks=tuple(hooks),
        observed=observed,
        missed=tuple(o for o in observed if _is_missed(o, predicted, facts)),
        unread=tuple(_unread(facts, evidence, observed, is_whole=is_whole)),
        outputs=evidence.outputs,
        absent=None if evidence.absent is None else tuple(sorted(evidence.absent)),
    )


def _observed(facts: Facts, evidence: Evidence, hooks: Sequence[str]) -> Iterator[Observed]:
    written: list[Key] = [File(output.file) for output in facts.outputs]
    for name, read in sorted(evidence.reads.items()):
        if covers_file(name, written, facts.uv) is None:
            key = File(escaped(name) if is_glob(name) else name)
            yield Observed(key, _feeds(facts, key, read, hooks), read.by)
    if evidence.git_read is not None:
        feeds = _feeds(facts, evidence.git, evidence.git_read, hooks)
        yield Observed(evidence.git, feeds, evidence.git_read.by)
    for name, read in sorted(evidence.variables.items()):
        yield Observed(Env(name), _feeds(facts, Env(name), read, hooks), read.by)
    known = {item.key for item in facts.inputs}
    for name, read in sorted(evidence.looked_up.items()):
        if Env(name) in known:
            yield Observed(Env(name), _feeds(facts, Env(name), read, hooks), read.by)


def _feeds(facts: Facts, key: Key, read: Read, hooks: Sequence[str]) -> tuple[str, ...]:
    """Return what an input is for: by the facts, by its name, by the hook that reads it."""
    same = (item for item in facts.inputs if item.key and _meets(key, item.key, facts))
    told = dict.fromkeys(field for item in same for field in item.feeds)
    if told:
        return tuple(told)
    if isinstance(key, File) and (text := _text_field(facts, key)):
        return (text,)
    metadata = next((hook for hook in hooks if hook.startswith("prepare_metadata")), None)
    if metadata is not None and metadata not in read.hooks:
        return (WHEEL,)
    return tuple(sorted(_computed(facts))) or (WHEEL,)


def _computed(facts: Facts) -> AbstractSet[str]:
    """Return the fields that the build computes; without `[project]`, those known to be read."""
    if "project" in facts.project.pyproject:
        return facts.project.dynamic
    return {field for item in facts.inputs for field in item.feeds} - {WHEEL}


def _text_field(facts: Facts, key: File) -> str | None:
    """Return the field of a file that `[project]` names as a text, or that is one by its name."""
    table = facts.project.pyproject.table("project")
    readme = table.string("readme") or table.string("readme", "file")
    license_file = table.string("license", "file")
    stated = {
        "readme": [readme.value] if readme else [],
        "license": [item.value for item in table.strings("license-files")]
        + ([license_file.value] if license_file else []),
    }
    is_at_top = "/" not in key.pattern
    for field, patterns in stated.items():
        if matcher((*patterns, *(_TEXTS[field] if is_at_top else ())), facts.uv)(key.pattern):
            return field
    return None


def _meets(key: Key, other: Key, facts: Facts) -> bool:
    if isinstance(key, Git) and isinstance(other, Git):
        return (key.commit and other.commit) or (key.tags and other.tags)
    return watcher(key, [other], facts.uv) is not None


def _is_missed(observed: Observed, predicted: Sequence[Key], facts: Facts) -> bool:
    """Tell whether nothing predicts an input that matters."""
    if observed.key in DEFAULTS:
        return False
    match observed.key:
        case Env(name) if is_of_the_machine(name):
            return False
        case File(pattern) if posixpath.basename(pattern) in _SOLELY_FOR_ARCHIVES:
            return False
        case File() if _text_field(facts, observed.key) not in (None, *facts.project.dynamic):
            return False
        case _:
            pass
    return watcher(observed.key, predicted, facts.uv) is None


def _unread(
    facts: Facts, evidence: Evidence, observed: Sequence[Observed], *, is_whole: bool
) -> Iterator[Input]:
    """Yield the first input of each key that nothing of the build was seen to read."""
    for item in {item.key: item for item in reversed(facts.inputs)}.values():
        counts = item.certainty > Certainty.POSSIBLE and not item.override
        is_asked = is_whole or bool(set(item.feeds) - {WHEEL})
        if counts and is_asked and not _is_seen(item, facts, evidence, observed):
            yield item


def _is_seen(item: Input, facts: Facts, evidence: Evidence, observed: Sequence[Observed]) -> bool:
    """Tell whether an input was read, True where that could not be seen."""
    absent = evidence.absent
    match item.key:
        case None:
            return True
        case Env():
            return any(one.key == item.key for one in observed)
        case Git():
            return not evidence.is_repository or evidence.git_read is not None
        case Dir(path):
            folder = posixpath.normpath(path)
            names = (*evidence.reads, *evidence.listed, *(absent or ()))
            return any(name == folder or name.startswith(f"{folder}/") for name in names)
        case File(pattern):
            is_match = matcher((pattern,), facts.uv)
            seen = (*evidence.reads, *evidence.outputs, *(absent or ()))
            if os.path.isabs(pattern) or any(map(is_match, seen)):
                return True
            if absent is None and evidence.programs and item.feeds == (WHEEL,):
                return True  # what other programs read is not known
            if any(map(is_match, evidence.files)):
                return False
            return absent is None or (
                is_glob(pattern) and base(pattern, facts.uv) in evidence.listed
            )
