"""From what a build reads to the keys worth writing: few, narrow, complete, never a loop."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from uvlint.model import Certainty, File, Input, Key, KeyList, Output
from uvlint.project import Project
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.globs import base, is_glob, matcher, refusal, walk

MANY = 8
"""So many files of one kind in one folder are named one by one; more become a glob."""

FOLDERS = 5
"""So many folders are named in place of a whole tree; among more the author must choose."""

ENVIRONMENT = Output(
    file=".venv/lib/python3/site-packages/x.dist-info/uv_cache.json",
    why="uv writes its record into the environment",
)
"""What uv itself writes at every installation (uv 0.13.9, observed)."""


def unwatched(
    project: Project,
    inputs: Iterable[Input],
    outputs: Sequence[Output],
    keys: Sequence[Key],
) -> tuple[Input, ...]:
    """Return the inputs that matter and that no key watches, one for each key to add.

    Inputs that only override by hand, that are no more than possible, that uv has
    no word for or would refuse, or that the build itself writes are left out.
    """
    missing = [
        narrow
        for item in inputs
        if item.key is not None
        and not item.override
        and item.certainty >= Certainty.LIKELY
        and not (isinstance(item.key, File) and refusal(item.key.pattern))
        and watcher(item.key, keys) is None
        for narrow in _without_outputs(project, item, outputs)
        if narrow.key is not None and watcher(narrow.key, keys) is None
    ]
    return _unrepeated(_merged(_gathered(_merged(missing))))


def _merged(inputs: Iterable[Input]) -> dict[Key, Input]:
    """Unite the inputs with the same key: the surest speaks, all their fields count."""
    merged: dict[Key, Input] = {}
    for item in inputs:
        assert item.key is not None
        known = merged.get(item.key)
        if known is None:
            merged[item.key] = item
            continue
        surer = max(known, item, key=lambda i: i.certainty)
        feeds = tuple(dict.fromkeys(known.feeds + item.feeds))
        merged[item.key] = replace(surer, feeds=feeds, runs=known.runs or item.runs)
    return merged


def _without_outputs(project: Project, item: Input, outputs: Sequence[Output]) -> tuple[Input, ...]:
    """Return an input as keys that match nothing the build writes."""
    if not isinstance(item.key, File) or not any(
        covers_file(output.file, (item.key,)) for output in outputs
    ):
        return (item,)
    if not is_glob(item.key.pattern):
        return ()
    written = tuple(File(output.file) for output in outputs)
    return tuple(
        replace(item, key=File(name))
        for name in walk(project.root, (item.key.pattern,)).files
        if covers_file(name, written) is None
    )


def _gathered(merged: Mapping[Key, Input]) -> tuple[Input, ...]:
    """Put one glob in place of many files of one kind in one folder."""
    kinds: dict[tuple[str, str], list[Input]] = {}
    for key, item in merged.items():
        if isinstance(key, File) and not is_glob(key.pattern):
            folder, _, name = key.pattern.rpartition("/")
            suffix = name.rpartition(".")[2] if "." in name else ""
            if folder and suffix:
                kinds.setdefault((folder, suffix), []).append(item)
    crowds = {kind: items for kind, items in kinds.items() if len(items) > MANY}
    replaced = {item.key for items in crowds.values() for item in items}
    globs = [
        replace(
            items[0],
            key=File(f"{folder}/**/*.{suffix}"),
            feeds=tuple(dict.fromkeys(field for item in items for field in item.feeds)),
            why=f"the build reads {len(items)} such files of {folder}",
        )
        for (folder, suffix), items in crowds.items()
    ]
    return (*(item for key, item in merged.items() if key not in replaced), *globs)


def _unrepeated(merged: Mapping[Key, Input]) -> tuple[Input, ...]:
    """Leave out an input that the glob of another one watches as well."""
    globs = [key for key in merged if isinstance(key, File) and is_glob(key.pattern)]
    return tuple(
        item
        for key, item in merged.items()
        if key in globs or not isinstance(key, File) or watcher(key, globs) is None
    )


def loops(keys: KeyList, outputs: Sequence[Output]) -> Mapping[int, Output]:
    """Return the first output that each entry of the list matches, for those that match one.

    The negations of the whole list count; the environment is an output for globs.
    """
    found: dict[int, Output] = {}
    for index, key in enumerate(keys.entries):
        if not isinstance(key, File):
            continue
        written = (*outputs, ENVIRONMENT) if is_glob(key.pattern) else outputs
        output = next((o for o in written if covers_file(o.file, keys.keys) == key), None)
        if output is not None:
            found[index] = output
    return found


def walks_everything(key: Key | None) -> bool:
    """Tell whether uv walks the whole folder of the project for a key."""
    return (
        isinstance(key, File)
        and is_glob(key.pattern)
        and not key.pattern.startswith("!")
        and base(key.pattern) in ("", ".")
    )


def anchored(project: Project, pattern: str, outputs: Sequence[Output]) -> tuple[Key, ...]:
    """Return keys below literal folders for what a pattern of the whole tree matches now.

    Nothing where the pattern names no kind of file, matches in too many folders, or
    would still match what the build writes.
    """
    name = posixpath.basename(pattern)
    if name in ("", "*", "**"):
        return ()
    matches = matcher((pattern,))
    files = [file for file in project.walk() if matches(file)]
    folders = sorted({file.partition("/")[0] for file in files if "/" in file})
    keys = (
        *(File(file) for file in files if "/" not in file),
        *(File(f"{folder}/**/{name}") for folder in folders),
    )
    written = any(covers_file(output.file, keys) for output in outputs)
    return () if len(folders) > FOLDERS or written else keys
