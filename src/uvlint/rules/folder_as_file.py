"""UVL204: a file key that names a folder, and a dir key that is meant for files."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.advice.key_selection import FOLDERS
from uvlint.model import Dir, File, Finding, Fix, Key, Place, Related, Replace, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT
from uvlint.uv.coverage import covers_file
from uvlint.uv.globs import base, is_glob, walk
from uvlint.uv.keys import DEFAULTS, LIST, toml


def check(facts: Facts) -> Iterator[Finding]:
    """Report each entry of the list that takes a folder for files, or the reverse."""
    if not facts.has_list:
        return
    for index, key in enumerate(facts.keys.entries):
        if found := _mistake(facts, key):
            why, keys, related = found
            yield Finding(
                at=Place(PYPROJECT, (*LIST, index)),
                message=f"this key watches {why}",
                related=related,
                fix=Fix(title=f"write {', '.join(map(toml, keys))}", ops=(Replace(key, keys),))
                if key is not None and keys
                else None,
            )


def _mistake(
    facts: Facts, key: Key | None
) -> tuple[str, tuple[Key, ...], tuple[Related, ...]] | None:
    """Return what an entry watches in truth, what was meant, and what else explains it."""
    project = facts.project
    match key:
        case File(pattern) if not is_glob(pattern) and project.is_dir(pattern or "."):
            why = f"nothing: {pattern or 'it'} is a folder, and uv looks at files only"
            return why, _contents(facts, pattern), ()
        case Dir(path) if is_glob(path):
            if project.is_dir(path):
                return None
            why = f"nothing: a dir key has no wildcards, and there is no folder {path}"
            folder, rest = base(path, facts.uv), path.removeprefix(base(path, facts.uv)).strip("/")
            everything = rest in ("*", "**", "**/*")
            return why, _contents(facts, folder) if everything else _files(facts, path), ()
        case Dir(path) if project.is_file(path):
            why = f"nothing: {path} is a file, and a dir key sees folders only"
            return why, (File(path),), ()
        case Dir(path) if posixpath.normpath(path) == ".":
            return "nothing: the folder of the project is always there", (), ()
        case Dir(path) if key not in DEFAULTS:
            inside = [
                item
                for item in facts.unwatched
                if isinstance(item.key, File)
                and posixpath.normpath(item.key.pattern).startswith(f"{posixpath.normpath(path)}/")
            ]
            if inside:
                why = f"only whether {path} is there, and not the files in it"
                return why, (), tuple(Related(item.why, item.at) for item in inside[:1])
    return None


def _contents(facts: Facts, folder: str) -> tuple[Key, ...]:
    """Return globs for the kinds of files that lie below a folder, unless the build writes such."""
    folder = posixpath.normpath(folder)
    if folder == "." or folder.startswith(".."):
        return ()
    endings = {posixpath.splitext(file)[1] for file in facts.project.walk(folder)}
    names = sorted(f"*{ending}" for ending in endings)
    if "" in endings or not 0 < len(names) <= FOLDERS:
        names = ["*"]
    keys = tuple(File(f"{folder}/**/{name}") for name in names)
    return () if _loops(facts, keys) else keys


def _files(facts: Facts, pattern: str) -> tuple[Key, ...]:
    """Return a pattern as a file key where that matches something."""
    keys = (File(pattern),)
    found = base(pattern, facts.uv) and walk(facts.project.root, (pattern,), facts.uv).files
    return keys if found and not _loops(facts, keys) else ()


def _loops(facts: Facts, keys: tuple[Key, ...]) -> bool:
    return any(covers_file(output.file, keys, facts.uv) for output in facts.outputs)


RULE = Rule(
    code="UVL204",
    name="folder-as-file",
    summary="A key takes a folder for its files, or files for a folder",
    severity=Severity.ERROR,
    check=check,
    about="has_list",
    yields_to=("refused-list",),
)
