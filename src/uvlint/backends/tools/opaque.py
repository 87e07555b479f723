"""What a program reads and writes that nobody knows: its words and the folder it works in tell.

It reads the files and folders of the project among its words, and the folder that it
works in unless that holds the project; it writes what options for that name, and what git
ignores there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from uvlint import command_words
from uvlint.backends import native, trees
from uvlint.backends.tools import folders, imports
from uvlint.backends.tools.work import Command, Work
from uvlint.model import File
from uvlint.project import Project

_COPIERS = frozenset({"cp", "install", "ln", "mv", "rsync"})
_READS_WORDS = frozenset(
    {"ar", "awk", "c++", "cat", "cc", "clang", "clang++", "g++", "gcc", "gfortran", "grep", "head"}
    | {"ld", "nvcc", "objcopy", "patch", "python", "python3", "sed", "sort", "strip", "tail"}
    | {"tar", "unzip", "zip"}
)
"""Programs that read no more than the files among their words."""

_READS_NOTHING = frozenset(
    {"[", "apt", "apt-get", "brew", "chmod", "chown", "cmake", "codesign", "conan", "conda"}
    | {"ctest", "curl", "date", "docker", "echo", "env", "export", "false", "find", "git", "hatch"}
    | {"hg", "id", "install_name_tool", "jupyter", "kill", "ldconfig", "ldd", "llvm-config", "ls"}
    | {"lipo", "mkdir", "ninja", "nm", "node-gyp", "nproc", "otool", "patchelf", "pip", "pip3"}
    | {"pkg-config", "pkgconf", "poetry", "printf", "pwd", "pytest", "python-config", "ranlib"}
    | {"readelf", "rimraf", "rm", "rmdir", "rustc", "rustup", "set", "sleep", "source", "sudo"}
    | {"svn", "sw_vers", "sysctl", "test", "touch", "true", "uname", "uv", "vcpkg", "wget", "where"}
    | {"which", "whoami", "xcode-select", "xcrun", "yum"}
)
"""Programs that read no sources of a project, or only what others tell of."""

_JAVASCRIPT = frozenset({"bun", "deno", "node", "ts-node", "tsx"})
"""Interpreters of scripts that import others."""

_MAKERS = frozenset({"cmake", "jupyter", "ninja", "rustc"})
"""Those of them that write all the same."""

_COMPILERS: Mapping[str, frozenset[str]] = {
    "crystal": frozenset({".cr"}),
    "dmd": frozenset({".d"}),
    "dotnet": frozenset({".cs", ".csproj", ".fs", ".fsproj", ".props", ".sln"}),
    "dub": frozenset({".d", ".sdl"}),
    "elm": frozenset({".elm"}),
    "fpc": frozenset({".inc", ".pas", ".pp"}),
    "ghc": frozenset({".hs"}),
    "gradle": frozenset({".gradle", ".java", ".kt", ".kts", ".properties"}),
    "gradlew": frozenset({".gradle", ".java", ".kt", ".kts", ".properties"}),
    "haxe": frozenset({".hx", ".hxml"}),
    "javac": frozenset({".java"}),
    "kotlinc": frozenset({".kt"}),
    "ldc2": frozenset({".d"}),
    "meson": frozenset(
        {".build", ".c", ".cc", ".cpp", ".f90", ".h", ".hpp", ".in", ".options", ".pyx", ".rs"}
    ),
    "mvn": frozenset({".java", ".properties", ".xml"}),
    "mvnw": frozenset({".java", ".properties", ".xml"}),
    "nim": frozenset({".cfg", ".nim", ".nimble", ".nims"}),
    "nimble": frozenset({".cfg", ".nim", ".nimble", ".nims"}),
    "scons": frozenset({".c", ".cc", ".cpp", ".h", ".hpp"}),
    "swiftc": frozenset({".swift"}),
    "v": frozenset({".v"}),
    "valac": frozenset({".vala", ".vapi"}),
    "zig": frozenset({".c", ".h", ".zig", ".zon"}),
}
"""What compilers read by import of what they are given, or find in their folder."""

_ASKS = frozenset({"--help", "--version", "-V", "-h", "-v", "-version", "version"})


def may_make(command: Command) -> bool:
    """Tell whether a program may write files that none of its words names."""
    name = command.program
    if not name or name in _COPIERS or _only_asks(command):
        return False
    return name in _MAKERS or name not in _READS_NOTHING


def _only_asks(command: Command) -> bool:
    return len(command.words) == 2 and command.words[1] in _ASKS


def work(project: Project, command: Command) -> Work:
    """Return what a program may read and write, by its words and its folder."""
    name, words = command.program, command.words
    if not name or name in _READS_NOTHING or _only_asks(command):
        return Work()
    made = command_words.outputs(name, words)
    writes = [command.at(project, word) for word in made.values()]
    given = [word for index, word in enumerate(words[1:], 1) if index not in made and word]
    if name in _COPIERS and len(given) > 1:
        writes.append(command.at(project, given.pop()))
    named = [path for word in given for path in _paths(project, command, word)]
    if name in _COMPILERS:
        return Work(
            reads=tuple(_imported(project, command, named, _COMPILERS[name])),
            writes=tuple(_written(project, command.folder, writes)),
        )
    reads: list[File] = []
    for path in named:
        if project.is_file(path):
            is_run = name in _JAVASCRIPT
            files = imports.with_names(project, path, command.folder) if is_run else (path,)
            reads += native.named(f for f in files if not folders.is_ignored(project, f))
        elif name in _COPIERS:
            reads += filter(None, [trees.whole(project, path)])
        else:
            reads += _of_folder(project, path, writes)
    if name in _READS_WORDS or name in _COPIERS:
        return Work(reads=tuple(reads), writes=tuple(_files(writes)))
    if command_words.is_python(name) or folders.holds_project(command.folder):
        return Work(reads=tuple(reads), writes=tuple(_written(project, None, writes)))
    reads += _of_folder(project, command.folder, writes)
    return Work(reads=tuple(reads), writes=tuple(_written(project, command.folder, writes)))


def _paths(project: Project, command: Command, word: str) -> Iterator[str]:
    """Yield the files and folders of the project that a word names: alone or behind an option."""
    for text in dict.fromkeys((word, word.partition("=")[2], word.lstrip("@"))):
        if not text or text.startswith("-") or len(text) > 200:
            continue
        path = command.at(project, text)
        if "*" in text:
            yield from trees.matching(project, path)
        elif project.is_file(path) or (
            project.is_dir(path)
            and not folders.holds_project(path)
            and not project.passes_over(path)
            and not folders.is_ignored(project, path)
        ):
            yield path


def _of_folder(project: Project, folder: str, writes: list[str]) -> Iterator[File]:
    if folder not in writes:
        made = [*folders.ignored(project, folder), *_files(writes)]
        yield from folders.kinds(project, folder, made)


def _imported(
    project: Project, command: Command, named: list[str], suffixes: frozenset[str]
) -> Iterator[File]:
    """Yield the sources that lie where those lie that a compiler is given."""
    places = [path if project.is_dir(path) else native.folder_of(path) for path in named]
    for place in dict.fromkeys(places or [command.folder]):
        found = [
            file
            for file in native.below(project, place, suffixes)
            if folders.TESTS.isdisjoint(file.split("/")) and not folders.is_ignored(project, file)
        ]
        yield from native.sets(project, found)
    for path in named:
        if project.is_file(path) and not native.is_kind(path, suffixes):
            yield File(path)


def _written(project: Project, folder: str | None, writes: list[str]) -> Iterator[str]:
    """Yield what is written, and what git ignores of the folder that a program works in."""
    yield from _files(writes)
    if folder is not None and not folders.holds_project(folder):
        yield from folders.ignored(project, folder)


def _files(writes: list[str]) -> Iterator[str]:
    """Yield what is written as globs; a folder that is there is written into."""
    for path in writes:
        if not folders.holds_project(path) and not path.startswith("-"):
            yield path if native.suffix(path) else folders.below(path)
