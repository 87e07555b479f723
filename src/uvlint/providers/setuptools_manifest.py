"""What setuptools copies even into an editable install, and what MANIFEST.in says of generators.

Package data is read in place, and setuptools 84.2.1 puts no data files into an editable
install (observed), so MANIFEST.in by itself needs no key. But a project with commands
of its own lists there what they work on, for those who build from the source
distribution, and what they leave in the packages.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache

from uvlint.backends.packages import package_paths
from uvlint.backends.setuptools.commands import command_code
from uvlint.backends.setuptools.settings import builds_with_setuptools, readable_path, words
from uvlint.model import WHEEL, Certainty, File, Input, Output
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.gitignore import GITIGNORE
from uvlint.project.manifest_in import FILE, ManifestCommand, matches, read

_GENERATORS = frozenset(
    {
        *("cjs", "coffee", "css", "html", "js", "json", "jsx", "less", "mjs", "sass", "scss"),
        *("styl", "svelte", "svg", "ts", "tsx", "vue"),
        *("capnp", "fbs", "g4", "lex", "po", "proto", "qrc", "thrift", "ui", "xsd", "y"),
    }
)
"""The kinds of files, beside packages, that commands make others from."""

_APART = frozenset(
    {"bench", "benchmarks", "ci", "doc", "docs", "examples", "licenses", "test", "tests"}
)


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts that the settings name, and the sources of the project's commands."""
    if not builds_with_setuptools(project):
        return
    yield from _scripts(project)
    code = command_code(project) if project.is_file(FILE) else ""
    if not code:
        return
    listed = _commands(project)
    tops = {*_APART, *(path.partition("/")[0] for path in package_paths(project))}
    groups: dict[tuple[str, str], list[str]] = {}
    for file in _taken(project):
        top, _, rest = file.partition("/")
        kind = file.rpartition(".")[2].lower()
        apart = top in tops or project.is_file(f"{top}/__init__.py")
        if rest and kind in _GENERATORS and not apart and _names(code, top):
            groups.setdefault((top, kind), []).append(file)
    for (_, kind), files in groups.items():
        folder = posixpath.commonpath([posixpath.dirname(file) for file in files])
        key = File(files[0] if len(files) == 1 else f"{folder}/**/*.{kind}")
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why="commands of the project work with these files",
            at=next(c.at for c in listed if matches([c], files)),
            certainty=Certainty.LIKELY,
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield what commands of the project leave in its packages: in MANIFEST.in, but not in git."""
    if not builds_with_setuptools(project) or not project.is_file(FILE):
        return
    if not command_code(project):
        return
    packages = tuple(f"{path}/" for path in package_paths(project) if project.is_dir(path))
    taken = [file for file in _taken(project) if file.startswith(packages)]
    awaited = (path for c in _commands(project) for path in _awaited(project, c, packages))
    for file in (*_ignored(project, taken), *awaited):
        yield Output(file=file, why="a command of the project generates this")


@lru_cache(maxsize=1)
def _commands(project: Project) -> tuple[ManifestCommand, ...]:
    return read(project.text(FILE) or "")


@lru_cache(maxsize=1)
def _taken(project: Project) -> tuple[str, ...]:
    return matches(_commands(project), project.walk())


def _scripts(project: Project) -> Iterator[Input]:
    stated = [
        (path.value, path.at)
        for path in project.pyproject.strings("tool", "setuptools", "script-files")
    ]
    for section in ("options", "files"):  # the second one is pbr's
        if listed := project.setup_cfg.get(section, "scripts"):
            stated += [(path, listed.at) for path in words(listed.value)]
    for path, at in stated:
        if name := readable_path(path):
            why = "setuptools copies this script into the installation"
            yield Input(key=File(name), feeds=(WHEEL,), why=why, at=at)


def _names(code: str, folder: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(folder)}(?![\w-])", code) is not None


def _awaited(
    project: Project, command: ManifestCommand, packages: tuple[str, ...]
) -> Iterator[str]:
    """Yield the patterns of a command for files of packages that are not there yet."""
    match command:
        case ManifestCommand(action="include", patterns=paths, understood=True):
            pass
        case ManifestCommand(action="recursive-include", patterns=names, folder=str(folder)):
            paths = tuple(f"{folder}/**/{name}" for name in names)
        case ManifestCommand(action="graft", folder=str(folder)):
            paths = (f"{folder}/**/*",)
        case _:
            return
    for path in paths:
        if path.startswith(packages) and not matches([command], project.walk()):
            yield path


def _ignored(project: Project, files: list[str]) -> Iterator[str]:
    """Yield the files that the .gitignore of the project is about."""
    text = project.text(GITIGNORE) if files and project.is_file(GITIGNORE) else None
    if text:
        from pathspec import GitIgnoreSpec

        yield from GitIgnoreSpec.from_lines(text.splitlines()).match_files(files)


PROVIDER = Provider(
    name="setuptools-manifest",
    about=("setuptools", "setuptools-git"),
    inputs=inputs,
    outputs=outputs,
)
