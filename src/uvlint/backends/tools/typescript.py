"""What the settings of TypeScript name: settings they are based on, sources, what is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from uvlint.backends import native
from uvlint.backends.tools import folders
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

SETTINGS = "tsconfig.json"

_FILES = ("outFile", "tsBuildInfoFile")
_KEEPS_STATE = ("composite", "incremental")
_COMMENTS = r'(?s)("(?:[^"\\]|\\.)*")|//[^\n]*|/\*.*?\*/'
_COMMAS = r'(?s)("(?:[^"\\]|\\.)*")|,(?=\s*[}\]])'


class Settings(NamedTuple):
    """Files with settings, files, folders and patterns of sources, globs of what is written.

    `is_told` tells that the settings say where what is compiled goes, or that nothing is.
    """

    files: tuple[str, ...]
    sources: tuple[str, ...]
    writes: tuple[str, ...]
    is_told: bool


def read(project: Project, file: str) -> Settings:
    """Return what settings say, together with those that they lead to."""
    sources: list[str] = []
    writes: list[str] = []
    is_told = False
    waiting, found = [file], dict[str, None]()
    while waiting:
        current = waiting.pop(0)
        current = native.at(current, SETTINGS) if project.is_dir(current) else current
        if current in found or not project.is_file(current):
            continue
        found[current] = None
        here, settings = native.folder_of(current), _parsed(native.text(project, current))
        stated = settings.get("compilerOptions")
        options = stated if isinstance(stated, dict) else {}
        is_told = is_told or "outDir" in options or options.get("noEmit") is True
        if "references" in settings or any(options.get(name) is True for name in _KEEPS_STATE):
            writes.append(native.at(here, "*.tsbuildinfo"))
        for name in ("outDir", "declarationDir"):
            path = native.at(here, str(options.get(name, ".")))
            writes += [] if folders.holds_project(path) or path == here else [folders.below(path)]
        writes += [native.at(here, n) for k in _FILES for n in _texts(options.get(k))]
        for key in ("include", "files"):
            sources += [native.at(here, path) for path in _texts(settings.get(key))]
        references = settings.get("references")
        named = [item.get("path") for item in _tables(references)]
        named += [name for name in _texts(settings.get("extends")) if name.startswith(".")]
        waiting += [_resolved(project, native.at(here, n)) for n in named if isinstance(n, str)]
    return Settings(tuple(found), tuple(sources), tuple(dict.fromkeys(writes)), is_told)


def _resolved(project: Project, path: str) -> str:
    is_there = project.is_file(path) or project.is_dir(path)
    return path if is_there else f"{path}.json"


def _texts(value: object) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [item for item in given if isinstance(item, str)]


def _tables(value: object) -> list[Mapping[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _parsed(text: str) -> Mapping[str, object]:
    """Return JSON with comments and commas too many, empty where it is none."""
    bare = re.sub(_COMMAS, lambda m: m[1] or "", re.sub(_COMMENTS, lambda m: m[1] or "", text))
    try:
        found = json.loads(bare)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
