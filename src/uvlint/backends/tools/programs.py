"""What the programs read and write that a build starts, and those that they start in turn."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from uvlint.backends import native
from uvlint.backends.tools import bazel, bundlers, cargo, generators, golang, make, npm, opaque
from uvlint.backends.tools.work import Command, Work, united
from uvlint.command_words import SHELLS
from uvlint.model import WHEEL, Certainty, File, Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project

_MAKE = frozenset({"bmake", "gmake", "make", "mingw32-make", "nmake"})
_RECIPE = ("-f", "/f", "/F", "--file", "--makefile")
_CARGO_BUILDS = frozenset({"b", "build", "cbuild", "install", "rustc", "zigbuild"})
_GO_BUILDS = frozenset({"build", "install"})
_ELSEWHERE = ("-C", "--cwd", "--directory", "--dir", "--prefix")
_LISTS = "CMakeLists.txt"
_MOST_COMMANDS = 200


class _Started(NamedTuple):
    """All that commands come to: single programs, packages of JavaScript, what was written.

    `steps` are the programs that a recipe of make starts: what they work on is told by it.
    """

    programs: tuple[Command, ...]
    steps: frozenset[Command]
    packages: tuple[str, ...]
    writes: tuple[str, ...]


def inputs(
    project: Project, commands: Sequence[Command], *, at: Spot, who: str, source: str | None = None
) -> Iterator[Input]:
    """Yield what commands read; `source` is where the sources of a package are known to lie."""
    started = _started(project, commands)
    told: dict[object, Input] = {}
    for program in started.programs:
        for item in _of_builders(project, program, at, who):
            told.setdefault(item.key, item)
    done = _work(project, started, source)
    why = f"{_names(commands)}, run by {who}, reads this"
    for keys, certainty in ((done.opens, Certainty.CERTAIN), (done.reads, Certainty.LIKELY)):
        for key in keys:
            item = Input(key=key, feeds=(WHEEL,), why=why, at=at, certainty=certainty)
            told.setdefault(key, item)
    yield from told.values()


def outputs(
    project: Project, commands: Sequence[Command], *, who: str, source: str | None = None
) -> Iterator[Output]:
    """Yield what commands write."""
    started = _started(project, commands)
    for program in started.programs:
        if found := _crate(project, program):
            yield from cargo.outputs(project, found)
    for path in _work(project, started, source).writes:
        yield Output(file=path, why=f"{_names(commands)}, run by {who}, writes this")


def knows(project: Project, command: Command) -> bool:
    """Tell whether more is known of a program than its words."""
    named = Command(generators.program_of(command.words), command.folder)
    return (
        npm.run(project, named) is not None
        or bundlers.work(project, named) is not None
        or generators.work(project, named) is not None
        or bazel.work(project, named) is not None
        or _is_builder(project, named)
    )


def _names(commands: Iterable[Command]) -> str:
    return next((command.program for command in commands if command.program), "a program")


def _work(project: Project, started: _Started, source: str | None) -> Work:
    done = united(_single(project, program, started) for program in started.programs)
    done = done._replace(writes=tuple(dict.fromkeys((*started.writes, *done.writes))))
    packages = [npm.package(project, p, done.writes, source) for p in started.packages]
    everything = united((*packages, done))
    writes = tuple(dict.fromkeys(_from_here(project, path) for path in everything.writes))
    opens, reads = (
        dict.fromkeys(_from_here(project, key.pattern) for key in keys)
        for keys in (everything.opens, everything.reads)
    )
    whole = tuple(path[:-4] for path in reads if path.endswith("/**/*"))
    return Work(
        opens=tuple(map(File, opens)),
        reads=tuple(
            File(path)
            for path in reads
            if path not in writes and (path.endswith("/**/*") or not path.startswith(whole))
        ),
        writes=writes,
    )


def _from_here(project: Project, path: str) -> str:
    """Return a path that leads out of the project and in again by the shortest way."""
    return project.relative(project.path(path)) if path.startswith("../") else path


def _single(project: Project, program: Command, started: _Started) -> Work:
    """Return what one program reads and writes that no builder of its own tells of."""
    named = Command(generators.program_of(program.words), program.folder)
    for known in (bundlers.work, generators.work, bazel.work):
        found = known(project, named)
        if found is not None:
            return found
    if program in started.steps or _is_builder(project, program):
        return Work()
    done = opaque.work(project, program)
    if program.folder in started.packages:
        # What lies in the folder of a package is told of it as a whole.
        files = tuple(key for key in done.reads if project.is_file(key.pattern))
        return done._replace(reads=files)
    return done


# --- what starts others ---------------------------------------------------------------


def _started(project: Project, commands: Iterable[Command]) -> _Started:
    """Return the programs that commands come to, through scripts and recipes."""
    programs: dict[Command, None] = {}
    packages: dict[str, None] = {}
    writes: dict[str, None] = {}
    steps: set[Command] = set()
    waiting, seen = list(commands), set[Command]()
    while waiting and len(seen) < _MOST_COMMANDS:
        current = waiting.pop(0)
        if current in seen or not current.words or posixpath.isabs(current.folder):
            continue
        seen.add(current)
        run = npm.run(project, current)
        if run is not None:
            packages.update(dict.fromkeys([run.package] if run.package is not None else []))
            writes.update(dict.fromkeys(run.writes))
            waiting += run.commands
            continue
        programs[current] = None
        further = [*_recipe(project, current), *_script(project, current)]
        if current in steps or current.program in _MAKE:
            steps.update(further)
        waiting += further
    return _Started(tuple(programs), frozenset(steps), tuple(packages), tuple(writes))


def _recipe(project: Project, command: Command) -> Iterator[Command]:
    """Yield the commands of the Makefile that a command has made."""
    if command.program in _MAKE and "--version" not in command.words:
        for folder, line in make.recipe_lines(project, *_made(project, command)):
            yield from npm.in_shell(line, folder)


def _script(project: Project, command: Command) -> Iterator[Command]:
    """Yield the commands of a line or a script that a shell runs."""
    words = command.words
    if command.program in SHELLS:
        line = next((b for a, b in pairwise(words) if a.startswith("-") and a.endswith("c")), None)
        if line is not None:
            yield from npm.in_shell(line, command.folder)
        words = command.positional() if line is None else ()
    for word in filter(None, words[:1]):
        file = command.at(project, word)
        if native.suffix(file) in (".sh", ".bash") and project.is_file(file):
            text = native.text(project, file).replace("\\\n", " ")
            yield from npm.in_shell(text, command.folder, native.folder_of(file))


# --- builders with knowledge of their own ---------------------------------------------


def _is_builder(project: Project, command: Command) -> bool:
    return (
        command.program in _MAKE
        or command.program in ("cargo", "go", "cmake")
        or cmake_folder(project, command.words, command.folder) is not None
    )


def _of_builders(project: Project, command: Command, at: Spot, who: str) -> Iterator[Input]:
    name = command.program
    if name in _MAKE and "--version" not in command.words:
        why = f"make, run by {who}, reads this"
        for key in make.keys(project, *_made(project, command)):
            yield Input(key=key, feeds=(WHEEL,), why=why, at=at)
    elif crate := _crate(project, command):
        yield from cargo.inputs(project, crate, who=f"cargo, run by {who},", at=at)
    elif name == "go" and not _GO_BUILDS.isdisjoint(command.words):
        top = golang.top(project, _folder(project, command))
        yield from golang.inputs(project, top, at=at, who=who)
    elif name == "cmake" and (lists := cmake_folder(project, command.words, command.folder)):
        from uvlint.backends.tools import cmake

        yield from cmake.inputs(project, lists, at=at, true=frozenset())


def cmake_folder(project: Project, words: tuple[str, ...], folder: str | None) -> str | None:
    """Return the folder that CMake is told to configure, None where that is not known."""
    if "cmake" not in words[:2] or "--build" in words:
        return None
    places = [native.at(folder or ".", word.removeprefix("-S")) for word in words]
    places += [*filter(None, words), *filter(None, [folder])]
    return next((p for p in places if project.is_file(native.at(p, _LISTS))), None)


def _crate(project: Project, command: Command) -> cargo.Crate | None:
    """Return the crate that cargo is told to compile."""
    if command.program != "cargo" or _CARGO_BUILDS.isdisjoint(command.words):
        return None
    named = command.option("--manifest-path") or cargo.MANIFEST
    places = (native.at(_folder(project, command), named), native.at(".", named))
    return next((found for place in places if (found := cargo.crate(project, place))), None)


def _made(project: Project, command: Command) -> tuple[str, str | None]:
    """Return the folder that make works in, and the recipe that it is given."""
    folder, named = _folder(project, command), command.option(*_RECIPE)
    return folder, Command(command.words, folder).at(project, named) if named else None


def _folder(project: Project, command: Command) -> str:
    """Return the folder that a program works in."""
    named = command.option(*_ELSEWHERE)
    return command.at(project, named) if named else command.folder
