"""The fewest and narrowest keys for what a build reads: complete, and never a loop."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from uvlint.advice.loops import covers_any, writes
from uvlint.model import File, Input, Key, Output
from uvlint.project import Project
from uvlint.project.folders import stands_for
from uvlint.uv.coverage import covers_file, watcher
from uvlint.uv.features import since
from uvlint.uv.globs import base, escaped, is_glob, matcher, walk
from uvlint.uv.version import NEWEST, Version

MANY = 8
"""So many files in one folder are named one by one; more become a glob."""

WHOLE = 4
"""So many files become a glob if there is nothing else in their folder."""

KINDS = 3
"""So many kinds of files below one folder have a glob each; more become one with braces."""

FOLDERS = 5
"""So many folders are named in place of a whole tree; among more the author must choose."""

FOR_GIT = frozenset({".gitattributes", ".gitignore", ".gitkeep", ".keep"})
"""Files that speak to git, or keep a folder in it that would be empty."""


def selected(
    project: Project,
    missing: Iterable[Input],
    outputs: Sequence[Output],
    keys: Sequence[Key],
    version: Version,
) -> tuple[Input, ...]:
    """Return inputs that no key watches as one for each key to add.

    A file becomes part of a glob where many lie together; a glob becomes folders or files
    where the build itself writes something that it matches.
    """
    narrow = [
        item
        for gap in missing
        for item in _narrowed(project, gap, outputs, version)
        if item.key is not None and watcher(item.key, keys, version) is None
    ]
    merged = _without_links(project, _merged(narrow))
    merged = _gathered(merged, _of_kinds(merged, outputs, version))
    for crowds in (_of_siblings, _of_files):
        merged = _gathered(merged, crowds(project, merged, outputs, version))
    return _unrepeated(merged, version)


def anchored(
    project: Project, pattern: str, outputs: Sequence[Output], version: Version
) -> tuple[Key, ...]:
    """Return keys below literal folders for what a pattern of the whole tree matches now.

    Nothing where the pattern names no kind of file, matches in too many folders, or
    would still match what the build writes.
    """
    name = posixpath.basename(pattern)
    if name in ("", "*", "**"):
        return ()
    matches = matcher((pattern,), version)
    files = [file for file in project.walk() if matches(file)]
    folders = sorted({file.partition("/")[0] for file in files if "/" in file})
    below = tuple(
        key
        for folder in folders
        for key in _by_folder(project, File(f"{folder}/**/{name}"), outputs, version)
    )
    keys = (*(File(file) for file in files if "/" not in file), *below)
    is_open = len(below) <= FOLDERS and all(is_glob(key.pattern) for key in below)
    written = any(covers_file(output.file, keys, version) for output in outputs)
    return keys if is_open and not written else ()


def _narrowed(
    project: Project, item: Input, outputs: Sequence[Output], version: Version
) -> tuple[Input, ...]:
    """Return an input as keys that match nothing the build writes, and that this uv can read.

    A pattern that means nothing to it becomes the files that are there, if they are few.
    Files there for git alone are none of those.
    """
    key = item.key
    if not isinstance(key, File):
        return (item,)
    if not is_glob(key.pattern):
        return () if any(writes(output.file, key) for output in outputs) else (item,)
    means_nothing = since(key) > version
    if not means_nothing and not covers_any(key, outputs, version):
        return (item,)
    parts = (
        _unwritten(walk(project.root, (key.pattern,), NEWEST).files, outputs, version)
        if means_nothing
        else _parts(project, key, outputs, version)
    )
    found = tuple(item._replace(key=part) for part in parts)
    return (item,) if means_nothing and not 0 < len(found) <= MANY else found


def _parts(
    project: Project, key: File, outputs: Sequence[Output], version: Version
) -> Sequence[File]:
    """Return what a pattern matches now, but for outputs: by folders or by kinds of files."""
    by_folder = tuple(_by_folder(project, key, outputs, version))
    if len(by_folder) < 2:
        return by_folder
    by_kind = tuple(_by_kind(project, key, outputs, version))
    return by_kind if 0 < len(by_kind) < len(by_folder) else by_folder


def _by_kind(
    project: Project, key: File, outputs: Sequence[Output], version: Version
) -> Iterator[File]:
    """Yield globs for the kinds of files that builds write none of, else the files."""
    folder, deep, name = key.pattern.rpartition("/**/")
    if name != "*" or is_glob(folder):
        return
    kinds: dict[str, list[File]] = {}
    for file in _unwritten(walk(project.root, (key.pattern,), version).files, outputs, version):
        kinds.setdefault(posixpath.splitext(file.pattern)[1], []).append(file)
    for kind, files in kinds.items():
        glob = File(f"{folder}{deep}*{kind}")
        is_open = kind[1:].isalnum() and not covers_any(glob, outputs, version)
        yield from (glob,) if is_open and len(files) > 1 else files


def _by_folder(
    project: Project, key: File, outputs: Sequence[Output], version: Version
) -> Iterator[File]:
    """Yield the folders that builds write nothing into, else the files.

    Hidden folders hold what tools keep for themselves.
    """
    folder, deep, name = key.pattern.rpartition("/**/")
    files = walk(project.root, (key.pattern,), version).files
    if len(files) > 1 and not covers_any(key, outputs, version):
        yield key
    elif not deep or is_glob(folder):
        yield from _unwritten(files, outputs, version)
    else:
        near = f"{folder}/"
        yield from _unwritten(
            [file for file in files if "/" not in file.removeprefix(near)], outputs, version
        )
        for child, is_folder in project.listing(folder):
            inside = f"{near}{escaped(child)}{deep}{name}"
            if (
                is_folder
                and not child.startswith(".")
                and not _is_written(f"{near}{child}", outputs)
            ):
                yield from _by_folder(project, File(inside), outputs, version)


def _unwritten(files: Iterable[str], outputs: Sequence[Output], version: Version) -> Iterator[File]:
    written = tuple(File(output.file) for output in outputs)
    for file in files:
        if covers_file(file, written, version) is None and posixpath.basename(file) not in FOR_GIT:
            yield File(file)


def _is_written(folder: str, outputs: Iterable[Output]) -> bool:
    """Tell whether builds write all that a folder holds."""
    return any(writes(output.file, File(f"{folder}/x")) for output in outputs)


def _without_links(project: Project, merged: Mapping[Key, Input]) -> dict[Key, Input]:
    """Leave out a file that is another one by a second name, by way of a link."""
    return {
        key: item
        for key, item in merged.items()
        if not isinstance(key, File)
        or is_glob(key.pattern)
        or (real := _behind_links(project, key)) == key
        or real not in merged
    }


def _behind_links(project: Project, key: File) -> File:
    path = project.path(key.pattern)
    real = os.path.realpath(path)
    if real == path:
        return key
    return File(os.path.relpath(real, os.path.realpath(project.root)).replace(os.sep, "/"))


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
        merged[item.key] = surer._replace(feeds=feeds, runs=known.runs or item.runs)
    return merged


def _gathered(
    merged: Mapping[Key, Input], crowds: Iterable[tuple[File, Sequence[str]]]
) -> dict[Key, Input]:
    """Put globs in place of the patterns that they stand for."""
    globs: list[Input] = []
    replaced: set[Key | None] = set()
    for glob, patterns in crowds:
        items = [merged[File(pattern)] for pattern in patterns]
        replaced.update(item.key for item in items)
        globs.append(
            items[0]._replace(
                key=glob,
                feeds=tuple(dict.fromkeys(field for item in items for field in item.feeds)),
                why=f"the build reads {len(items)} such files of {base(glob.pattern, NEWEST)}",
            )
        )
    return _merged((*(item for key, item in merged.items() if key not in replaced), *globs))


def _of_kinds(
    merged: Iterable[Key], outputs: Sequence[Output], version: Version
) -> Iterator[tuple[File, Sequence[str]]]:
    """Yield a glob for all the kinds of files that are watched below one folder."""
    folders: dict[str, list[str]] = {}
    for key in merged:
        if isinstance(key, File):
            folder, deep, name = key.pattern.rpartition("/**/")
            if deep and not is_glob(folder) and name[:2] == "*." and name[2:].isalnum():
                folders.setdefault(folder, []).append(name[2:])
    for folder, kinds in folders.items():
        glob = File(f"{folder}/**/*.{{{','.join(sorted(kinds))}}}")
        if len(kinds) > KINDS and since(glob) <= version and not covers_any(glob, outputs, version):
            yield glob, [f"{folder}/**/*.{kind}" for kind in kinds]


def _of_siblings(
    project: Project, merged: Iterable[Key], outputs: Sequence[Output], version: Version
) -> Iterator[tuple[File, Sequence[str]]]:
    """Yield a glob for each crowd of globs that differ in the name of one folder."""
    siblings: dict[tuple[str, str], list[str]] = {}
    for key in merged:
        if isinstance(key, File) and is_glob(key.pattern):
            folder = base(key.pattern, NEWEST)
            parts = folder.split("/")
            rest = key.pattern.removeprefix(folder)
            for index in range(1, len(parts)):
                inner = "".join(f"/{part}" for part in parts[index + 1 :])
                siblings.setdefault(("/".join(parts[:index]), inner + rest), []).append(key.pattern)
    for (folder, rest), patterns in siblings.items():
        glob = File(f"{folder}/*{rest}")
        if len(patterns) <= MANY or not folder.strip("./") or covers_any(glob, outputs, version):
            continue
        among = sum(
            bool(walk(project.root, (f"{folder}/{escaped(name)}{rest}",), NEWEST).files)
            for name, is_folder in project.listing(folder)
            if is_folder
        )
        if among <= 2 * len(patterns):
            yield glob, patterns


def _of_files(
    project: Project, merged: Iterable[Key], outputs: Sequence[Output], version: Version
) -> Sequence[tuple[File, Sequence[str]]]:
    """Return globs for many files of one kind, or of one folder, that lie together."""
    names = [
        key.pattern
        for key in merged
        if isinstance(key, File) and not is_glob(key.pattern) and not posixpath.isabs(key.pattern)
    ]
    crowds = [
        crowd
        for kind, alike in _kinds(names).items()
        for crowd in _crowds(project, kind, alike, outputs, version)
    ]
    gone = {name for _, files in crowds for name in files}
    rest = [name for name in names if name not in gone]
    return [*crowds, *_of_folders(project, rest, outputs, version)]


def _kinds(names: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Sort files by their endings, and by their names where most have the same: Cargo.toml."""
    endings: dict[str, list[str]] = {}
    for name in names:
        stem, dot, suffix = posixpath.basename(name).rpartition(".")
        if stem and dot:
            endings.setdefault(f"*.{suffix}", []).append(name)
    kinds: dict[str, list[str]] = {}
    for ending, alike in endings.items():
        counted = Counter(map(posixpath.basename, alike))
        for name in alike:
            own = posixpath.basename(name)
            kinds.setdefault(own if 2 * counted[own] > len(alike) else ending, []).append(name)
    return kinds


def _crowds(
    project: Project,
    kind: str,
    names: Sequence[str],
    outputs: Sequence[Output],
    version: Version,
) -> Iterator[tuple[File, Sequence[str]]]:
    """Yield globs, each with the files in place of which it may stand."""
    if len(names) <= MANY:
        return
    folder = posixpath.commonpath([posixpath.dirname(name) for name in names])
    glob = File(f"{folder}/**/{kind}")
    if _is_fit(project, glob, names, outputs, version):
        yield glob, names
        return
    below: dict[str, list[str]] = {}
    for name in names:
        child, slash, _ = posixpath.relpath(name, folder or ".").partition("/")
        if slash:
            below.setdefault(child, []).append(name)
    for some in below.values():
        yield from _crowds(project, kind, some, outputs, version)


def _of_folders(
    project: Project, names: Sequence[str], outputs: Sequence[Output], version: Version
) -> Iterator[tuple[File, Sequence[str]]]:
    """Yield a glob for each folder that holds many files of several kinds, or some and nothing else."""
    folders: dict[str, list[str]] = {}
    for name in names:
        folders.setdefault(posixpath.dirname(name), []).append(name)
    for folder, files in folders.items():
        if len(files) < WHOLE:
            continue
        kinds: dict[str, list[str]] = {}
        for name in files:
            kinds.setdefault(posixpath.splitext(name)[1].removeprefix("."), []).append(name)
        fit = {
            kind: alike
            for kind, alike in sorted(kinds.items())
            if kind.isalnum()
            and _is_fit(project, File(f"{folder}/**/*.{kind}"), alike, outputs, version)
        }
        united = [name for alike in fit.values() for name in alike]
        if len(united) > MANY or WHOLE <= len(united) == len(project.listing(folder)):
            kind = ",".join(fit)
            yield File(f"{folder}/**/*.{kind if len(fit) == 1 else f'{{{kind}}}'}"), united


def _is_fit(
    project: Project,
    key: File,
    names: Sequence[str],
    outputs: Sequence[Output],
    version: Version,
) -> bool:
    """Tell whether a glob below a folder matches mainly some files, none of them of builds."""
    folder, _, name = key.pattern.partition("/**/")
    return (
        folder.strip("./") != ""
        and since(key) <= version
        and not covers_any(key, outputs, version)
        and stands_for(project, folder, name.removeprefix("*"), names, few=MANY)
    )


def _unrepeated(merged: Mapping[Key, Input], version: Version) -> tuple[Input, ...]:
    """Leave out an input that the glob of another one watches as well."""
    globs = [key for key in merged if isinstance(key, File) and is_glob(key.pattern)]
    needless: set[Key] = set()
    for key in merged:
        others = [glob for glob in globs if glob != key and glob not in needless]
        if isinstance(key, File) and watcher(key, others, version) is not None:
            needless.add(key)
    return tuple(item for key, item in merged.items() if key not in needless)
