"""What npm and its kin run, read and write: packages of JavaScript and their scripts."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from itertools import chain

from uvlint import command_words
from uvlint.backends import native
from uvlint.backends.tools import folders, typescript
from uvlint.backends.tools.work import Command, Work
from uvlint.model import File, Output
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

MANIFEST = "package.json"
MANAGERS = frozenset({"bun", "jlpm", "npm", "pnpm", "yarn"})
_LOCK = "package-lock.json"
_LISTS = (MANIFEST, _LOCK, "yarn.lock", "pnpm-lock.yaml", "bun.lock", "bun.lockb")
_SETTINGS = frozenset(
    {".env", ".env.local", ".env.production", ".env.production.local", ".npmrc", ".yarnrc.yml"}
    | {".babelrc", ".babelrc.json", ".browserslistrc", ".postcssrc", ".postcssrc.json", ".swcrc"}
    | {"npm-shrinkwrap.json", "pnpm-workspace.yaml"}
)
"""What lies beside a manifest, does not look like a source, and is read."""

_INSTALLS = frozenset({"add", "ci", "clean-install", "i", "install", "install-clean"})
_WRITES_LOCK = frozenset({"add", "i", "install"})
_RUNS = frozenset({"rum", "run", "run-script"})
_EXECUTES = frozenset({"dlx", "exec", "x"})
_RUNNERS = frozenset({"bunx", "npx", "pnpx"})
_ALL_OF = frozenset({"npm-run-all", "npm-run-all2", "run-p", "run-s"})
_OF_WORKSPACES = frozenset({"lerna", "nx", "turbo", "wsrun"})
_PREFIXES = frozenset({"cross-env", "cross-env-shell", "dotenv", "dotenvx", "env-cmd", "shx"})
_FOLDER = ("--prefix", "-C", "--cwd", "--dir", "--directory")
_MEMBER = ("--filter", "-F", "--workspace", "-w")
_WITH_VALUE = frozenset({*_FOLDER, *_MEMBER, "--loglevel", "--registry", "--package", "-p"})
_OF_INSTALLS = ("preinstall", "install", "postinstall", "prepare")

_FOLDERS = ("src", "style", "schema", "public", "static", "assets", "styles", "css", "scss", "js")
"""Where sources are wont to lie in a folder that holds more than a package of JavaScript."""

_SCRIPTS = frozenset(
    {".cjs", ".cts", ".js", ".jsx", ".mjs", ".mts", ".ts", ".tsx"}
    | {".astro", ".css", ".html", ".less", ".sass", ".scss", ".styl", ".svelte", ".svg", ".vue"}
)
_NEVER_MADE = frozenset(
    {".astro", ".cts", ".jsx", ".less", ".mts", ".sass", ".scss", ".styl", ".svelte"}
    | {".ts", ".tsx", ".vue"}
)
_CONFIGURED = (
    r"(?:[\w-]+\.config|tsconfig[\w.-]*|jsconfig|gulpfile|Gruntfile|angular|babel|rollup[\w.-]*"
    r"|webpack[\w.-]*|install)\.(?:[cm]?[jt]s|json)"
)
_NOT_BUILT = (
    r"(?i)(?:biome|commitlint|cypress|eslint|jest|karma|lint-staged|playwright|prettier|renovate|stylelint"
    r"|vitest)[\w.-]*|[\w.-]+\.(?:spec|test)\.\w+"
)
_LIB = "lib"
_BUILT = ("build", "dist", _LIB, "out")
_MOST_TEXT = 500_000


class Run(NamedTuple):
    """What a command comes to: the package that is worked in, the commands of its scripts."""

    package: str | None
    commands: tuple[Command, ...]
    writes: tuple[str, ...] = ()


def run(project: Project, command: Command) -> Run | None:
    """Return what a package manager, or what wraps another command, runs; None for the rest."""
    program = command.program
    if program in _PREFIXES:
        return Run(None, tuple(_wrapped(command, command.words[1:])))
    if program in _RUNNERS or program in _ALL_OF or program == "concurrently":
        package = _package(project, command.folder)
        if program in _RUNNERS:
            return Run(package, tuple(_wrapped(command, command.words[1:])))
        return Run(package, tuple(_several(project, command, package)))
    if program in _OF_WORKSPACES and (package := _package(project, command.folder)):
        wanted = [word for word in command.positional() if word != "run"]
        members = _members(project, package)
        return Run(package, tuple(c for m in members for c in _scripts(project, m, *wanted)))
    if program not in MANAGERS:
        return None
    folder = _folder(project, command)
    package = _package(project, folder)
    words = command.positional(_WITH_VALUE)
    if program in ("npm", "pnpm", "bun") and not words:
        return Run(None, ())
    if package is None:
        return Run(None, (), _installed_by(command, folder, words[0] if words else "install"))
    return _managed(project, command, package, words)


def _installed_by(command: Command, folder: str, verb: str) -> tuple[str, ...]:
    """Return what an installation writes (npm 11: `npm install` writes its lock each time)."""
    if verb not in _INSTALLS:
        return ()
    is_locked = command.program != "npm" or verb not in _WRITES_LOCK
    return (_installed(folder), *([] if is_locked else [native.at(folder, _LOCK)]))


def _managed(
    project: Project, command: Command, package: str, words: tuple[str, ...]
) -> Run | None:
    verb = words[0] if words else "install"
    if not words and any(word in ("--version", "-v") for word in command.words):
        return Run(None, ())
    if verb in _INSTALLS:
        writes = _installed_by(command, package, verb)
        return Run(package, tuple(_scripts(project, package, *_OF_INSTALLS)), writes)
    if verb in _EXECUTES:
        given = command.words[command.words.index(verb) + 1 :]
        return Run(package, tuple(_wrapped(Command(command.words, package), given)))
    if verb == "workspace" and len(words) > 2:
        members = [m for m in _members(project, package) if _name(project, m) == words[1]]
        wanted = [word for word in words[2:] if word not in _RUNS]
        return Run(package, tuple(c for m in members for c in _scripts(project, m, *wanted)))
    names = [word for word in words[:2] if word not in _RUNS][:1]
    chosen = tuple(_chosen(project, command, package)) or (package,)
    found = tuple(c for folder in chosen for c in _scripts(project, folder, *names))
    is_script = verb in _RUNS or any(_texts(_manifest(project, package), name) for name in names)
    if not is_script and command.program in ("bun", "jlpm", "pnpm", "yarn"):
        given = command.words[command.words.index(verb) :]
        return Run(package, tuple(_wrapped(Command(command.words, package), given)))
    return Run(package if is_script or verb == "build" else None, found)


def builder(
    project: Project, folder: str, script: str | None, program: object
) -> tuple[Command, ...]:
    """Return what a builder for Jupyter runs: an installation, and a script of the package.

    A program is a word, or a list of words that begins with it, "" where it is not known;
    where none is stated, a lock decides (hatch-jupyter-builder 0.10, jupyter-packaging
    0.12, source read).
    """
    first = program[0] if isinstance(program, list) and program else program
    if first is None:
        first = "yarn" if project.is_file(native.at(folder, "yarn.lock")) else "npm"
    name = first if isinstance(first, str) and first in MANAGERS else "yarn"
    install = Command((name, "install"), folder)
    return (install, Command((name, "run", script), folder)) if script else (install,)


def built_into(built: str | None, source: str | None, *, who: str) -> Iterator[Output]:
    """Yield the folder that a builder for Jupyter fills, unless the sources lie there."""
    if built and posixpath.normpath(built) != posixpath.normpath(source or ""):
        yield Output(file=folders.below(built), why=f"npm, run by {who}, writes into this folder")


def package(
    project: Project, folder: str, written: Collection[str], source: str | None = None
) -> Work:
    """Return what is read and written to build a package: `source` is where its sources lie."""
    compiled = typescript.read(project, native.at(folder, typescript.SETTINGS))
    written = (*written, *compiled.writes)
    reads: Iterator[File] = _settings(project, folder)
    if source is None:
        reads = chain(reads, _sources(project, folder, written))
    else:
        reads = chain(reads, folders.kinds(project, posixpath.normpath(source), written))
    opens = tuple(dict.fromkeys((*_lists(project, folder), *native.named(compiled.files))))
    made = (_installed(folder), *_compiled_into(project, folder, compiled))
    return Work(
        opens=opens,
        reads=tuple(dict.fromkeys(key for key in reads if key not in opens)),
        writes=tuple(dict.fromkeys((*made, *_ignored(project, folder)))),
    )


def _ignored(project: Project, folder: str) -> Iterator[str]:
    """Yield what git ignores of a package; around the project, only where packages build."""
    if not folders.holds_project(folder):
        yield from folders.ignored(project, folder)
        return
    for name in (*_FOLDERS, *_BUILT):
        path = native.at(folder, name)
        if project.is_dir(path) and folders.is_ignored(project, path):
            yield folders.below(path)
        elif project.is_dir(path):
            yield from folders.ignored(project, path)


def _installed(folder: str) -> str:
    return folders.below(native.at(folder, "node_modules"))


def _compiled_into(project: Project, folder: str, compiled: typescript.Settings) -> tuple[str, ...]:
    """Return what TypeScript writes: into `lib` by custom where its settings do not tell."""
    lib = native.at(folder, _LIB)
    is_custom = compiled.files and not compiled.is_told
    if is_custom and (not project.is_dir(lib) or folders.is_ignored(project, lib)):
        return (folders.below(lib), *compiled.writes)
    return compiled.writes


def sources(project: Project, folder: str) -> tuple[File, ...]:
    """Return what a folder of sources holds: settings of tools, folders by their kinds of files."""
    return (*_settings(project, folder), *_sources(project, folder, ()))


def _lists(project: Project, folder: str) -> Iterator[File]:
    """Yield the manifest, and the locks of the package and of the workspace around it."""
    yield File(native.at(folder, MANIFEST))
    for place in (folder, *_above(project, folder)):
        for name in _LISTS:
            if name != MANIFEST or place != folder:
                file = native.at(place, name)
                if project.is_file(file):
                    yield File(file)


def _above(project: Project, folder: str) -> Iterator[str]:
    """Yield the folder of the workspace that a package belongs to."""
    while not folders.holds_project(folder):
        folder = native.folder_of(folder)
        if "workspaces" in _manifest(project, folder) or project.is_file(
            native.at(folder, "pnpm-workspace.yaml")
        ):
            yield folder
            return


def _settings(project: Project, folder: str) -> Iterator[File]:
    """Yield the files directly in the folder of a package that its tools read."""
    shared = folders.holds_project(folder)
    for name, is_folder in project.listing(folder):
        path = native.at(folder, name)
        if is_folder or name in _LISTS or re.fullmatch(_NOT_BUILT, name):
            continue
        if (
            name in _SETTINGS
            or re.fullmatch(_CONFIGURED, name)
            or name == "index.html"
            or (
                not shared
                and name[0] != "."
                and native.is_kind(name, _SCRIPTS | {".json"})
                and not folders.is_ignored(project, path)
            )
        ):
            yield File(path)


def _sources(project: Project, folder: str, written: Collection[str]) -> Iterator[File]:
    """Yield the folders of a package by their kinds of files.

    Where Python lies as well, what is built may lie, too.
    """
    made = {glob.removesuffix("/**/*") for glob in written}
    shared = folders.holds_project(folder)
    for name, is_folder in project.listing(folder):
        path = native.at(folder, name)
        if (
            not is_folder
            or path in made
            or (shared and name not in _FOLDERS)
            or name in folders.TESTS
            or project.passes_over(path)
            or folders.is_ignored(project, path)
        ):
            continue
        has_python = any(file.endswith(".py") for file in project.walk(path))
        for key in folders.kinds(project, path, written):
            if not has_python or native.is_kind(key.pattern, _NEVER_MADE):
                yield key


# --- manifests ------------------------------------------------------------------------


def _manifest(project: Project, folder: str) -> Mapping[str, object]:
    try:
        found = json.loads(native.text(project, native.at(folder, MANIFEST))[:_MOST_TEXT])
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def setting(project: Project, folder: str, *route: str) -> str | None:
    """Return a text of a manifest by its route."""
    found: object = _manifest(project, folder)
    for name in route:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None


def _texts(manifest: Mapping[str, object], name: str) -> list[str]:
    """Return the scripts of a name, with what runs before and after it."""
    scripts = manifest.get("scripts")
    if not isinstance(scripts, dict) or not isinstance(scripts.get(name), str):
        return []
    found = (scripts.get(key) for key in (f"pre{name}", name, f"post{name}"))
    return [text for text in found if isinstance(text, str)]


def _scripts(project: Project, package: str, *names: str) -> Iterator[Command]:
    manifest = _manifest(project, package)
    for name in names:
        for text in _texts(manifest, name):
            yield from in_shell(text, package)


def in_shell(text: str, folder: str, unknown: str | None = None) -> Iterator[Command]:
    """Yield the commands of a line of a shell; `unknown` is where a folder not known leads."""
    for words in command_words.lines(text):
        if words[0] == "cd":
            word = words[1] if len(words) > 1 else ""
            folder = native.at(folder, word) if word else (unknown or folder)
        else:
            yield Command(tuple(words), folder)


def _several(project: Project, command: Command, package: str | None) -> Iterator[Command]:
    """Yield the commands that one program starts together or one by one."""
    for word in command.positional():
        name = word.removeprefix("npm:")
        if command.program == "concurrently" and name == word:
            yield from in_shell(word, command.folder)
        elif package is not None:
            scripts = _manifest(project, package).get("scripts")
            start = name.rstrip("*")
            for key in scripts if isinstance(scripts, dict) else ():
                if key == name or (start != name and key.startswith(start)):
                    yield from _scripts(project, package, key)


def _wrapped(command: Command, words: tuple[str, ...]) -> Iterator[Command]:
    """Yield the command that follows options and settings of variables."""
    rest = list(words)
    while rest and (rest[0].startswith("-") or re.fullmatch(r"\w+=.*", rest[0])):
        rest = rest[2:] if rest[0] in _WITH_VALUE else rest[1:]
    if rest:
        name, at, _ = rest[0].rpartition("@")
        yield Command((name if at and name else rest[0], *rest[1:]), command.folder)


# --- folders --------------------------------------------------------------------------


def _folder(project: Project, command: Command) -> str:
    named = command.option(*_FOLDER)
    return command.at(project, named) if named else command.folder


def _package(project: Project, folder: str) -> str | None:
    """Return the folder of the package that a folder belongs to."""
    while not project.is_file(native.at(folder, MANIFEST)):
        if folders.holds_project(folder) or posixpath.isabs(folder):
            return None
        folder = native.folder_of(folder)
    return folder


def _chosen(project: Project, command: Command, package: str) -> Iterator[str]:
    """Yield the members of a workspace that the options of a command choose."""
    named = set(command.options(*_MEMBER))
    everyone = not {"--workspaces", "-ws", "-r", "--recursive"}.isdisjoint(command.words)
    for member in _members(project, package) if named or everyone else ():
        if everyone or named & {_name(project, member), member, f"./{member}"}:
            yield member


def _name(project: Project, folder: str) -> str | None:
    return setting(project, folder, "name")


def _members(project: Project, package: str) -> tuple[str, ...]:
    """Return the folders of the packages below a package."""
    return tuple(
        native.folder_of(file)
        for file in project.walk(package)
        if posixpath.basename(file) == MANIFEST and native.folder_of(file) != package
    )
