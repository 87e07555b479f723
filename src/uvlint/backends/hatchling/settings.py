"""The settings of hatchling as it merges them, and what several of its plug-ins ask of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from uvlint.backends.trees import path_in_project
from uvlint.model import Certainty, File, Input, Output, Place
from uvlint.project import Project, normalized
from uvlint.project.table import Located, Table

SETTINGS = "hatch.toml"
WITH_SETTINGS = ("hatchling & tool.hatch", f"hatchling & {SETTINGS}")
"""The signs of a project that hatchling builds and that has settings for it."""

SCRIPT = "hatch_build.py"
_GIT_IGNORE = ".gitignore"
_LEVELS = 20

_WRITTEN = r"(?i)artifact|dependenc|generat|version[-_]file|writ|(?:^|[-_])(?:dest|out|target)"
"""Options of plug-ins that name what is written or installed, not what is read."""


def section(project: Project, name: str) -> Table:
    """Return a table of the settings, such as `version`, `metadata` or `build`.

    A table of hatch.toml replaces the one of pyproject.toml as a whole (hatchling
    1.33: `dict.update`). Raises `Unreadable`.
    """
    if project.is_file(SETTINGS) and name in (own := project.toml(SETTINGS)).data:
        return own.table(name)
    return project.pyproject.table("tool", "hatch", name)


def version_settings(project: Project, source: str) -> Table | None:
    """Return the settings of the version if this source computes it."""
    if not project.computed("version"):
        return None
    settings = section(project, "version")
    stated = settings.string("source")
    named = stated.value if stated else "regex"
    return settings if settings and named == source else None


def metadata_hooks(project: Project) -> dict[str, Table]:
    """Return the settings of the metadata hooks by name: none run where no field is dynamic."""
    return (
        dict(section(project, "metadata").table("hooks").named_tables()) if project.dynamic else {}
    )


def hook_fields(project: Project) -> tuple[str, ...]:
    """Return the fields that are left to metadata hooks."""
    fields = sorted(project.dynamic)
    if section(project, "version") and len(fields) > 1:
        return tuple(field for field in fields if field != "version")
    return tuple(fields)


def build_hooks(project: Project) -> dict[str, Table]:
    """Return the settings of the build hooks that run for a wheel, by name."""
    build = section(project, "build")
    of_all, of_wheels = build.table("hooks"), build.table("targets", "wheel", "hooks")
    hooks = {**dict(of_all.named_tables()), **dict(of_wheels.named_tables())}
    return {
        name: settings
        for name, settings in hooks.items()
        if settings.flag("enable-by-default") is not False
    }


def wheel_option(project: Project, name: str) -> Table:
    """Return the table that holds an option for wheels: of the target, else of all builds."""
    build = section(project, "build")
    target = build.table("targets", "wheel")
    return target if name in target.data else build


def generated(project: Project) -> Iterator[Output]:
    """Yield the artifacts, which the build hooks generate."""
    for pattern in wheel_option(project, "artifacts").strings("artifacts"):
        for glob in ignored_as_globs(pattern.value):
            yield Output(file=glob, why="a build hook of hatchling generates this artifact")


def ignored_as_globs(pattern: str) -> tuple[str, ...]:
    """Return what a line of a .gitignore matches as globs of uv."""
    text = pattern.strip()
    name = posixpath.normpath(text.strip("/"))
    if not text.strip("/") or text.startswith(("!", "#")):
        return ()
    base = name if "/" in text.rstrip("/") or name == "**" else f"**/{name}"
    below = f"{base}/**/*"
    return (below,) if text.endswith("/") else (base, below)


def ignore_matcher(patterns: Iterable[str]) -> Callable[[str], bool]:
    """Return whether lines of a .gitignore match a path: the last line that does decides."""
    rules = [
        (not line.startswith("!"), re.compile(_ignore_regex(line.removeprefix("!"))))
        for line in patterns
    ]

    def matches(path: str) -> bool:
        verdicts = [positive for positive, rule in rules if rule.match(path)]
        return bool(verdicts) and verdicts[-1]

    return matches


@lru_cache(maxsize=4)
def ignored_by_git(project: Project) -> Callable[[str], bool]:
    """Return whether git ignores a path, by the .gitignore of each folder up to the repository."""
    matchers = []
    above = ""
    for _ in range(_LEVELS):
        lines = (project.text(f"{above}{_GIT_IGNORE}") or "").splitlines()
        matches = ignore_matcher(line.strip() for line in lines if line.strip() and line[0] != "#")
        folder = posixpath.relpath(project.root, project.path(above or "."))
        matchers.append((folder, matches))
        if project.is_dir(f"{above}.git") or project.is_file(f"{above}.git"):
            return lambda path: any(
                matches(posixpath.normpath(f"{folder}/{path}")) for folder, matches in matchers
            )
        above += "../"
    return matchers[0][1]


def hook_script(hook: Table) -> Located[str]:
    """Return the script of a custom hook."""
    return hook.string("path") or Located(SCRIPT, hook.at)


def named_files(
    project: Project, settings: Table, why: str, feeds: tuple[str, ...], script: str = ""
) -> Iterator[Input]:
    """Yield the files, but for the script, that the settings of a plug-in name.

    They are likely inputs of its code.
    """
    for text, at in _texts(settings.data, settings):
        name = posixpath.normpath(text)
        if (
            name != posixpath.normpath(script)
            and not name.startswith("/")
            and project.is_file(name)
        ):
            yield Input(
                key=File(name),
                feeds=feeds,
                why=why,
                at=at,
                certainty=Certainty.LIKELY,
            )


def wheel_packages(project: Project) -> tuple[str, ...]:
    """Return the packages of the wheel as folders: named, or found as hatchling finds them."""
    named = _paths(project, "packages")
    if named or _paths(project, "only-include") or _paths(project, "include"):
        return named
    return tuple(path for path in _found(project) if not path.endswith(".py"))


def wheel_sources(project: Project) -> Iterator[str]:
    """Yield the Python files that a wheel holds."""
    patterns = [item.value for item in wheel_option(project, "include").strings("include")]
    include = ignore_matcher(patterns or ["*"])
    roots = _paths(project, "only-include") or _paths(project, "packages")
    if not roots:
        roots = (".",) if patterns else _found(project)
    for root in roots:
        for file in project.walk(root) if project.is_dir(root) else (root,):
            if file.endswith(".py") and include(file):
                yield file


def _paths(project: Project, option: str) -> tuple[str, ...]:
    stated = wheel_option(project, option).strings(option)
    return tuple(
        sorted(path for item in stated if (path := path_in_project(item.value.strip("/"))))
    )


def _found(project: Project) -> tuple[str, ...]:
    """Return the package or module that hatchling 1.33 takes where the settings name none."""
    raw = project.name or ""
    for candidate in dict.fromkeys((raw, normalized(raw)) if raw else ()):
        name = re.sub(r"[^\w.]+", "_", candidate)
        for package in (name, f"src/{name}"):
            if project.is_file(f"{package}/__init__.py"):
                return (package,)
        if project.is_file(f"{name}.py"):
            return (f"{name}.py",)
        namespaces = [
            folder
            for folder, is_folder in project.listing()
            if is_folder and project.is_file(f"{folder}/{name}/__init__.py")
        ]
        if len(namespaces) == 1:
            return tuple(namespaces)
    return ()


def _texts(value: object, settings: Table, *route: str | int) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        yield value, Place(settings.file, (*settings.route, *route))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _texts(item, settings, *route, index)
    elif isinstance(value, Mapping):
        for name, item in value.items():
            if not re.search(_WRITTEN, name):
                yield from _texts(item, settings, *route, name)


_GLOB_PART = r"(?s)/\*\*$|\*\*/|\*+|\?|."
_AS_REGEX = {"/**": "/.+", "**/": "(?:.*/)?", "?": "[^/]"}


def _ignore_regex(line: str) -> str:
    start = "" if "/" in line.rstrip("/") else "(?:.*/)?"
    parts = re.findall(_GLOB_PART, line.strip("/"))
    body = "".join(
        _AS_REGEX.get(part) or ("[^/]*" if part[0] == "*" else re.escape(part)) for part in parts
    )
    return f"{start}{body}{'/.+' if line.endswith('/') else '(?:/.*)?'}$"
