"""What CMake reads, by a tolerant reading of its files.

Every branch counts that is not plainly closed, a variable holds all values it may
have, and a command that is not known counts with those of its arguments that are files.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import filterfalse, pairwise, product

from uvlint.backends import native
from uvlint.backends.cython import with_cimports
from uvlint.backends.env_filter import is_of_the_machine
from uvlint.backends.tools.cmake_conditions import Constants, filled, verdict
from uvlint.model import WHEEL, Certainty, Env, File, Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.folders import ASIDE

LISTS = "CMakeLists.txt"
SKBUILD = frozenset({"SKBUILD"})
"""What scikit-build and scikit-build-core define when they start CMake."""

_ROOT = "\0"
"""Stands before a path that is relative to the project, whatever the current folder."""

_NO_FILES = re.compile(
    r"(?:add_(?:compile|definitions|dependencies|link|test)|check_|cmake_(?!path)|enable_|export"
    r"|find_|include_guard|mark_|math|message|option|return|separate_|set|string|target_compile_"
    r"|target_link_dir|target_link_opt|unset|while|else|end|break|continue|source_group|get_).*"
)
_INSTALL_KEYWORDS = frozenset(
    {"COMPONENT", "CONFIGURATIONS", "DESTINATION", "DIRECTORY_PERMISSIONS", "EXCLUDE_FROM_ALL"}
    | {"FILES_MATCHING", "FILE_PERMISSIONS", "MESSAGE_NEVER", "OPTIONAL", "PATTERN", "PERMISSIONS"}
    | {"REGEX", "RENAME", "TYPE", "USE_SOURCE_PERMISSIONS"}
)
_CUSTOM_KEYWORDS = frozenset(
    {"ARGS", "BYPRODUCTS", "COMMAND", "COMMENT", "DEPENDS", "DEPFILE", "IMPLICIT_DEPENDS"}
    | {"MAIN_DEPENDENCY", "OUTPUT", "SOURCES", "TARGET", "VERBATIM", "WORKING_DIRECTORY"}
)
_PROSE = re.compile(r"(?:^|/)(?:readme|licen[cs]e|copying|changelog)[^/]*$", re.IGNORECASE)
_MAGIC = re.compile(r"[*?\[]")
_VARIABLE = re.compile(r"\$\{([^${}]+)\}")
_ENVIRONMENT = re.compile(r"\bENV\{(\w+)\}")
_GENERATOR = re.compile(r"\$<BUILD_INTERFACE:(.*)>")
_TOKEN = re.compile(
    r"(?P<comment>#(?!\[=*\[)[^\n]*)|(?P<bracket>#?\[(?P<bars>=*)\[)"
    r'|"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<paren>[()])|(?P<word>[^\s()"#]+)',
    re.DOTALL,
)
_MOST_COMMANDS = 20_000
_MOST_VALUES = 500
_DEEPEST = 16


class CMakeCommand(NamedTuple):
    """A command with its arguments as they are written."""

    name: str
    words: tuple[str, ...]


_LOOPS = ("foreach", "while")
_CONDITIONS = frozenset({"if", "elseif", "while"})
_KEEPING = frozenset({"cmake_dependent_option", "message", "option", "set", *_CONDITIONS})
"""Commands that change no variable, or only as it is said where they are read."""


class Footprint:
    """What was found: files that are read, open sets of them, folders of headers, writes,
    variables of the environment.
    """

    def __init__(self) -> None:
        self.files: dict[str, None] = {}
        self.sets: set[tuple[str, ...]] = set()
        self.headers: dict[str, None] = {}
        self.written: dict[str, None] = {}
        self.variables: dict[str, None] = {}


def inputs(
    project: Project,
    folder: str,
    *,
    at: Spot,
    true: frozenset[str] = SKBUILD,
    defined: Constants | None = None,
) -> Iterator[Input]:
    """Yield what CMake reads for the project in a folder, nothing where there is none.

    `true` names variables that are set by the tool which starts CMake. `defined` has all
    that CMake is told to define; where it is given, options have their defaults else.
    """
    reading = read(project, folder, true, defined)
    folders = tuple(reading.headers)
    in_sets = {file for names in reading.sets for file in names}
    files: tuple[str, ...] = (*reading.files, *sorted(in_sets))
    if any(file.endswith(".pyx") for file in files):
        files = with_cimports(project, files, folders)
    files = native.with_includes(project, files, folders)
    headers = [
        header
        for name in folders
        if name != "."
        for header in native.below(project, name, native.HEADERS)
        if not _is_aside(header.removeprefix(f"{name}/"))
    ]
    known = in_sets | set(reading.written)
    keys = [*native.named(f for f in (*files, *headers) if f not in known)]
    for names in sorted(reading.sets):
        compiled = [f for f in names if native.is_kind(f, native.SOURCES | native.HEADERS)]
        keys += native.sets(project, compiled)
        keys += native.named(f for f in names if f not in compiled)
    for key in dict.fromkeys(keys):
        yield Input(key=key, feeds=(WHEEL,), why=f"CMake {_verb(key)}", at=at)
    for name in filterfalse(is_of_the_machine, reading.variables):
        why = f"CMake reads the variable {name}"
        yield Input(key=Env(name), feeds=(WHEEL,), why=why, at=at, certainty=Certainty.POSSIBLE)


def outputs(
    project: Project,
    folder: str,
    true: frozenset[str] = SKBUILD,
    defined: Constants | None = None,
) -> Iterator[Output]:
    """Yield the files that CMake writes among the sources."""
    for file in read(project, folder, true, defined).written:
        yield Output(file=file, why="CMake writes this file")


def read(
    project: Project,
    folder: str,
    true: frozenset[str] = SKBUILD,
    defined: Constants | None = None,
) -> Footprint:
    """Return what the `CMakeLists.txt` of a folder names, and those it leads to."""
    reader = _Reader(project, folder, true, defined)
    reader.enter(folder)
    return reader.reading


def commands(text: str) -> Iterator[CMakeCommand]:
    """Yield the commands of a text; what is no command is passed over."""
    name = ""
    words: list[str] = []
    depth = position = 0
    while match := _TOKEN.search(text, position):
        position = match.end()
        word: str | None = match["word"]
        if match["bracket"]:
            end = text.find(f"]{match['bars']}]", position)
            if end < 0:
                return
            word = None if match["bracket"].startswith("#") else text[position:end]
            position = end + len(match["bars"]) + 2
        elif match["quoted"] is not None:
            word = match["quoted"].replace('\\"', '"')
        elif match["paren"]:
            depth += 1 if match["paren"] == "(" else -1
            if depth <= 0:
                if name:
                    yield CMakeCommand(name.lower(), tuple(words))
                name, words, depth = "", [], 0
            elif (depth > 1 or match["paren"] == ")") and name.lower() in _CONDITIONS:
                words.append(match["paren"])
            continue
        if word is None:
            continue
        if depth:
            words.append(word)
        else:
            name = word


def _is_aside(path: str) -> bool:
    """Tell whether a path leads through a folder of tests, examples or the like."""
    return not ASIDE.isdisjoint(path.lower().split("/")[:-1])


def _verb(key: File) -> str:
    if key.pattern.endswith((LISTS, ".cmake")):
        return "configures the build from this"
    return "compiles this" if native.is_kind(key.pattern, native.SOURCES) else "reads this"


class _Function(NamedTuple):
    is_macro: bool
    parameters: tuple[str, ...]
    body: Sequence[CMakeCommand]
    folder: tuple[str, ...]


class _Reader:
    """Carries variables and functions through the files of one tree."""

    def __init__(
        self, project: Project, top: str, true: frozenset[str], defined: Constants | None
    ) -> None:
        self.project = project
        self.true = true
        self.reading = Footprint()
        self.top = self.folder = top
        self.variables: dict[str, tuple[str, ...]] = {"CMAKE_SOURCE_DIR": (_ROOT + top,)}
        if project.name:
            self.variables["SKBUILD_PROJECT_NAME"] = (project.name,)
        self.has_defaults = defined is not None
        self.constants = dict(defined or {})
        self.variables.update((name, (value,)) for name, value in self.constants.items() if value)
        self.globbed: dict[str, tuple[str, ...]] = {}
        self.functions: dict[str, _Function] = {}
        self.parents: list[dict[str, tuple[str, ...]]] = []
        self.branches: list[bool | None] = []
        self.budget = _MOST_COMMANDS
        self.seen: set[tuple[str, str]] = set()

    # --- files --------------------------------------------------------------------

    def enter(self, folder: str) -> None:
        """Read the lists file of a folder in a scope of its own."""
        outer = self.folder, self.variables
        known = self.constants.copy()
        self.parents.append(self.variables)
        self.folder, self.variables = folder, dict(self.variables)
        self.variables["CMAKE_CURRENT_SOURCE_DIR"] = (_ROOT + folder,)
        self.run_file(native.at(folder, LISTS))
        self.folder, self.variables = outer
        self.forget_changes(known)
        self.parents.pop()

    def run_file(self, file: str) -> None:
        """Read a file in the present scope, once for each folder that includes it."""
        if (file, self.folder) in self.seen or not self.project.is_file(file):
            return
        self.seen.add((file, self.folder))
        self.reading.files[file] = None
        outer = self.variables.get("CMAKE_CURRENT_LIST_DIR")
        self.variables["CMAKE_CURRENT_LIST_DIR"] = (_ROOT + native.folder_of(file),)
        found = list(commands(native.text(self.project, file)))
        words = (w for c in found for w in c.words[c.name in ("set", "unset") :])
        self.reading.variables.update(
            dict.fromkeys(name for word in words for name in _ENVIRONMENT.findall(word))
        )
        self.run(found)
        if outer:
            self.variables["CMAKE_CURRENT_LIST_DIR"] = outer

    def run(self, body: Sequence[CMakeCommand]) -> None:
        """Go through commands, past closed branches, setting aside the bodies of functions."""
        index, depth = 0, len(self.branches)
        while index < len(body) and self.budget > 0:
            command = body[index]
            self.budget -= 1
            index += 1
            if command.name in ("function", "macro"):
                start = index
                while index < len(body) and body[index].name != f"end{command.name}":
                    index += 1
                if command.words:
                    self.functions.setdefault(
                        command.words[0].lower(),
                        _Function(
                            command.name == "macro",
                            command.words[1:],
                            body[start:index],
                            self.variables.get("CMAKE_CURRENT_LIST_DIR", ()),
                        ),
                    )
            elif command.name in ("if", "elseif", "else"):
                if not self.opens(command):
                    index = _next_branch(body, index)
            elif command.name in _LOOPS:
                self.forget_all(body[index : _end(body, index, command.name)])
                self.branches.append(None)
                self.execute(command)
            elif command.name in ("endif", "endforeach", "endwhile"):
                del self.branches[-1:]
            elif command.name == "return" and None not in self.branches:
                break
            else:
                self.execute(command)
        del self.branches[depth:]

    def opens(self, command: CMakeCommand) -> bool:
        """Tell whether a branch may be taken, and remember what is known of its siblings."""
        is_else = command.name == "else"
        found = True if is_else else verdict(command.words, self.constants, self.true)
        if command.name == "if" or not self.branches:
            self.branches.append(found)
        elif self.branches[-1] is True:
            return False
        elif self.branches[-1] is False:
            self.branches[-1] = found
        return found is not False

    def execute(self, command: CMakeCommand) -> None:
        """Do what a command does to variables, and note the files it reads and writes."""
        known = _KNOWN.get(command.name)
        if command.name not in _KEEPING:
            self.forget_all([command])
        if known is not None:
            known(self, command.words)
        elif command.name in self.functions or not _NO_FILES.fullmatch(command.name):
            arguments = self.expand(command.words)
            self.read_files(arguments)
            if command.name.endswith("tablegen"):
                self.read_files(self.variables.get("LLVM_TARGET_DEFINITIONS", ()))
            if command.name in self.functions:
                self.call(command.name, arguments)

    def call(self, name: str, arguments: tuple[str, ...]) -> None:
        """Run the body of a function, or of a macro, which leaves its variables behind."""
        function = self.functions[name]
        if len(self.parents) >= _DEEPEST:
            return
        outer = self.variables
        known = self.constants.copy()
        self.parents.append(outer)
        self.constants.update(dict.fromkeys(function.parameters))
        bound = {n: (value,) for n, value in zip(function.parameters, arguments, strict=False)}
        rest = {"ARGV": arguments, "ARGN": arguments[len(function.parameters) :]}
        place = {"CMAKE_CURRENT_FUNCTION_LIST_DIR": function.folder}
        self.variables = {**outer, **bound, **rest, **place}
        self.run(function.body)
        self.variables = self.variables if function.is_macro else outer
        self.forget_changes(known)
        self.parents.pop()

    # --- words --------------------------------------------------------------------

    def expand(self, words: Iterable[str]) -> tuple[str, ...]:
        """Return words with the values of variables; those that stay unknown are left out."""
        found: dict[str, None] = {}
        for word in words:
            for part in word.split(";"):
                for value in self.values(part):
                    found.update(dict.fromkeys(item for item in value.split(";") if item))
            if len(found) > _MOST_VALUES:
                break
        return tuple(found)

    def values(self, word: str, depth: int = 0) -> list[str]:
        """Return all that a word may mean."""
        if interface := _GENERATOR.fullmatch(word):
            word = interface[1]
        names = _VARIABLE.findall(word)
        if not names:
            return [] if "$" in word else [word]
        if depth > _DEEPEST:
            return []
        choices = [self.variables.get(name, ()) for name in names]
        count = 1
        for choice in choices:
            count *= len(choice)
        if count > _MOST_VALUES:
            return []
        return [
            value
            for values in product(*choices)
            for value in self.values(_filled(word, values), depth + 1)
        ]

    def path(self, word: str) -> str | None:
        """Return a word as a path relative to the project, None where it is elsewhere."""
        if _ROOT in word:
            return native.at(".", word.rpartition(_ROOT)[2])
        if word.startswith(("/", "~")) or ":" in word or "$" in word:
            return None
        return native.at(self.folder, word)

    def paths(self, words: Iterable[str]) -> Iterator[str]:
        yield from (path for word in words if (path := self.path(word)) is not None)

    def read_files(self, words: Iterable[str]) -> None:
        """Note the words that are files, but for those of tests and the like."""
        for path in self.paths(words):
            if path in self.globbed:
                self.reading.sets.add(self.globbed[path])
            elif self.project.is_file(path) and not self.is_aside(native.folder_of(path)):
                self.reading.files[path] = None

    def is_aside(self, folder: str) -> bool:
        """Tell whether a folder of the tree holds what no wheel is made of."""
        return self.top != folder and _is_aside(f"{folder}/".removeprefix(f"{self.top}/"))

    def write_files(self, words: Iterable[str]) -> None:
        """Note the words that are paths among the sources; relative ones are in the build."""
        self.reading.written.update(
            dict.fromkeys(path for path in self.paths(w for w in words if _ROOT in w))
        )

    def forget_all(self, body: Iterable[CMakeCommand]) -> None:
        """Let variables be anything that commands may change."""
        for command in body:
            if command.name not in _CONDITIONS:
                self.constants.update((w, None) for w in command.words if w in self.constants)

    def forget_changes(self, before: Constants) -> None:
        """Go back to what was known before, but for what has changed since."""
        self.constants = {
            name: value if self.constants.get(name) == value else None
            for name, value in before.items()
        }

    def assign(self, name: str, values: tuple[str, ...]) -> None:
        """Set a variable; in a branch, the values of the others stay."""
        if None in self.branches:
            values = tuple(dict.fromkeys((*self.variables.get(name, ()), *values)))
        self.variables[name] = values[:_MOST_VALUES]


def _next_branch(body: Sequence[CMakeCommand], index: int) -> int:
    """Return where the `elseif`, `else` or `endif` stands that ends a branch."""
    depth = 0
    while index < len(body):
        name = body[index].name
        if depth == 0 and name in ("elseif", "else", "endif"):
            break
        depth += (name == "if") - (name == "endif")
        index += 1
    return index


def _end(body: Sequence[CMakeCommand], index: int, name: str) -> int:
    """Return where a loop ends, whose body begins at an index."""
    depth = 1
    while index < len(body) and depth:
        depth += (body[index].name == name) - (body[index].name == f"end{name}")
        index += 1
    return index


def _filled(word: str, values: tuple[str, ...]) -> str:
    rest = iter(values)
    return _VARIABLE.sub(lambda _: next(rest), word)


# --- commands ---------------------------------------------------------------------


def _set(reader: _Reader, words: Sequence[str]) -> None:
    if not words:
        return
    name, *values = words
    if "$" in name:
        reader.constants.update(dict.fromkeys(reader.constants))
        name = next(iter(reader.expand([name])), name)
    if "CACHE" in values and "FORCE" not in values:
        if reader.constants.get(name) is not None:
            return
        _default(reader, name, values[: values.index("CACHE")])
    else:
        value = filled(values[0], reader.constants) if len(values) == 1 else None
        reader.constants[name] = None if None in reader.branches else value
    parent = values[-1:] == ["PARENT_SCOPE"]
    values = values[: values.index("CACHE")] if "CACHE" in values else values
    expanded = reader.expand(values[:-1] if parent else values)
    reader.assign(name, expanded)
    if parent:
        reader.parents[-1][name] = expanded


def _default(reader: _Reader, name: str, values: Sequence[str]) -> None:
    """Set what holds unless CMake is told to define it otherwise."""
    if name in reader.constants:
        return
    is_told = name.startswith(("CMAKE_", "SKBUILD"))  # by the tool that starts CMake
    is_known = reader.has_defaults and not is_told and None not in reader.branches
    is_one = len(values) == 1
    reader.constants[name] = filled(values[0], reader.constants) if is_known and is_one else None


def _option(reader: _Reader, words: Sequence[str]) -> None:
    if words:
        _default(reader, words[0], words[2:3] or ["OFF"])


def _dependent_option(reader: _Reader, words: Sequence[str]) -> None:
    if len(words) != 5:
        reader.constants.update(dict.fromkeys(words[:1]))
        return
    name, _, value, condition, other = words
    each = [verdict(one.split(), reader.constants) for one in condition.split(";")]
    if False in each:
        reader.constants[name] = other if None not in reader.branches else None
    else:
        _default(reader, name, [value] if None not in each else [])


def _list(reader: _Reader, words: Sequence[str]) -> None:
    if len(words) < 3:
        return
    action, name, *rest = words
    name = next(iter(reader.expand([name])), name)
    values = reader.variables.get(name, ())
    if action in ("APPEND", "PREPEND"):
        reader.variables[name] = tuple(dict.fromkeys((*values, *reader.expand(rest))))
    elif action == "TRANSFORM" and rest[0] in ("APPEND", "PREPEND") and len(rest) > 1:
        extra = "".join(reader.expand(rest[1:2]))
        first = rest[0] == "PREPEND"
        reader.variables[name] = tuple(extra + v if first else v + extra for v in values)


def _foreach(reader: _Reader, words: Sequence[str]) -> None:
    if not words:
        return
    name, *rest = words
    if rest[:2] == ["IN", "LISTS"]:
        lists, _, items = _split(rest[2:], "ITEMS")
        rest = [f"${{{each}}}" for each in lists] + items
    elif rest[:2] == ["IN", "ITEMS"]:
        rest = rest[2:]
    reader.variables[name] = reader.expand(rest)


def _split(words: Sequence[str], keyword: str) -> tuple[list[str], bool, list[str]]:
    if keyword not in words:
        return list(words), False, []
    index = list(words).index(keyword)
    return list(words[:index]), True, list(words[index + 1 :])


def _project(reader: _Reader, words: Sequence[str]) -> None:
    here = (_ROOT + reader.folder,)
    for name in reader.expand(words[:1])[:1]:
        reader.variables["PROJECT_NAME"] = (name,)
        reader.variables.setdefault("CMAKE_PROJECT_NAME", (name,))
        reader.variables[f"{name}_SOURCE_DIR"] = here
    reader.variables["PROJECT_SOURCE_DIR"] = here


def _include(reader: _Reader, words: Sequence[str]) -> None:
    for word in reader.expand(words[:1]):
        path = reader.path(word)
        if path is not None and reader.project.is_file(path):
            reader.run_file(path)
        else:
            _run_module(reader, f"{word}.cmake")


def _find_package(reader: _Reader, words: Sequence[str]) -> None:
    for word in reader.expand(words[:1]):
        _run_module(reader, f"Find{word}.cmake")


def _run_module(reader: _Reader, name: str) -> None:
    for folder in reader.paths(reader.variables.get("CMAKE_MODULE_PATH", ())):
        file = native.at(folder, name)
        if reader.project.is_file(file):
            reader.run_file(file)
            return


def _add_subdirectory(reader: _Reader, words: Sequence[str]) -> None:
    for folder in reader.paths(reader.expand(words[:1])):
        if reader.is_aside(folder) or len(reader.parents) >= _DEEPEST:
            continue
        if reader.project.is_file(f"{folder}/.git"):  # a submodule changes as a whole
            reader.read_files([f"{_ROOT}{folder}/{LISTS}"])
            reader.reading.headers[native.at(folder, "include")] = None
        else:
            reader.enter(folder)


def _fetch(reader: _Reader, words: Sequence[str]) -> None:
    """Enter a folder of the tree that stands in for something to be fetched."""
    for keyword, word in pairwise(words):
        if keyword == "SOURCE_DIR":
            _add_subdirectory(reader, (word,))


def _include_directories(reader: _Reader, words: Sequence[str]) -> None:
    for folder in reader.paths(reader.expand(words)):
        if reader.project.is_dir(folder):
            reader.reading.headers[folder] = None


def _target_include_directories(reader: _Reader, words: Sequence[str]) -> None:
    _include_directories(reader, words[1:])


def _install(reader: _Reader, words: Sequence[str]) -> None:
    kind, named = words[0] if words else "", _until(words[1:], _INSTALL_KEYWORDS)
    arguments = reader.expand(named)
    if kind == "DIRECTORY":
        is_installed = _installed(words)
        for folder in reader.paths(arguments):
            if folder != ".":
                found = native.below(reader.project, folder)
                reader.reading.sets.add(
                    tuple(
                        file
                        for file in found
                        if is_installed(file.removeprefix(folder)) and not _PROSE.search(file)
                    )
                )
    elif kind in ("FILES", "PROGRAMS", "SCRIPT"):
        reader.read_files(arguments)


def _installed(words: Sequence[str]) -> Callable[[str], bool]:
    """Return what tells whether `install(DIRECTORY)` takes a file, by its path below the folder.

    A pattern is held against the last names in a path, and what is excluded takes the
    folders below along (manual of CMake 3.30). Regular expressions may fit anything.
    """
    taken: list[str] = []
    left: list[str] = []
    for index, (keyword, after) in enumerate(pairwise(words)):
        if keyword == "PATTERN":
            is_left = "EXCLUDE" in words[index + 2 : index + 3]
            (left if is_left else taken).append(f"*/{after}")
    takes_all = "FILES_MATCHING" not in words or "REGEX" in words

    def is_installed(path: str) -> bool:
        steps = path.split("/")
        above = ["/".join(steps[:end]) for end in range(2, len(steps) + 1)]
        return (takes_all or any(fnmatchcase(path, text) for text in taken)) and not any(
            fnmatchcase(folder, text) for text in left for folder in above
        )

    return is_installed


def _until(words: Sequence[str], keywords: frozenset[str]) -> Sequence[str]:
    end = next((i for i, word in enumerate(words) if word in keywords), len(words))
    return words[:end]


def _add_custom(reader: _Reader, words: Sequence[str]) -> None:
    start = 0
    for index, word in enumerate((*words, "COMMENT")):
        if word in _CUSTOM_KEYWORDS:
            block = words[start:index]
            if block[:1] and block[0] in ("OUTPUT", "BYPRODUCTS"):
                reader.write_files(reader.expand(block[1:]))
            elif block[:1] and block[0] != "COMMENT":
                reader.read_files(reader.expand(block))
            start = index


def _configure_file(reader: _Reader, words: Sequence[str]) -> None:
    reader.read_files(reader.expand(words[:1]))
    reader.write_files(reader.expand(words[1:2]))


def _component(reader: _Reader, words: Sequence[str]) -> None:
    if len(words) < 3:
        return
    name, word, mode = words[:3]
    paths = tuple(reader.paths(reader.expand([word])))
    if mode in ("ABSOLUTE", "REALPATH"):
        reader.assign(name, tuple(_ROOT + path for path in paths))
    elif mode in ("DIRECTORY", "PATH"):
        reader.assign(name, tuple(_ROOT + native.at(path, "..") for path in paths))


def _file(reader: _Reader, words: Sequence[str]) -> None:
    action, rest = words[0] if words else "", words[1:]
    if action in ("GLOB", "GLOB_RECURSE"):
        found = [
            file
            for word in reader.expand(rest[1:])
            for file in _glob(reader, word, recursive=action == "GLOB_RECURSE")
        ]
        reader.assign(rest[0] if rest else "", tuple(_ROOT + file for file in found))
    elif action in ("WRITE", "APPEND"):
        reader.write_files(reader.expand(rest[:1]))
    elif action in ("GENERATE", "CONFIGURE"):
        for keyword, word in pairwise(rest):
            if keyword == "OUTPUT":
                reader.write_files(reader.expand([word]))
            elif keyword == "INPUT":
                reader.read_files(reader.expand([word]))
    elif action in ("COPY", "COPY_FILE", "INSTALL", "READ", "STRINGS"):
        reader.read_files(reader.expand(rest))


def _glob(reader: _Reader, word: str, *, recursive: bool) -> tuple[str, ...]:
    folder, _, name = word.rpartition("/")
    parts = folder.split("/")
    start = next((i for i, part in enumerate(parts) if _MAGIC.search(part)), len(parts))
    path = reader.path("/".join(parts[:start]) or ".")
    if path is None or not _MAGIC.search(word) or reader.is_aside(path):
        return ()
    # Two stars are one to CMake, yet a folder that is searched to its bottom for `**` is meant.
    anywhere = recursive or "**" in parts
    below = [] if anywhere else parts[start:]
    return _open_set(
        reader,
        (
            file
            for file in native.below(reader.project, path)
            if fnmatchcase(posixpath.basename(file), name)
            and (anywhere or _fits(native.folder_of(file), path, below))
        ),
    )


def _fits(folder: str, base: str, patterns: Sequence[str]) -> bool:
    """Tell whether a folder lies below another as the patterns say, one for each level."""
    inner = folder if base == "." else folder.removeprefix(base).lstrip("/")
    levels = [] if inner in ("", ".") else inner.split("/")
    return len(levels) == len(patterns) and all(map(fnmatchcase, levels, patterns))


def _open_set(reader: _Reader, files: Iterable[str]) -> tuple[str, ...]:
    """Return files that are found in a folder, remembered as a set that grows."""
    found = tuple(files)
    reader.globbed.update(dict.fromkeys(found, found))
    return found


def _sources_of_folder(reader: _Reader, words: Sequence[str]) -> None:
    for path in reader.paths(reader.expand(words[:1])):
        beside = (
            file
            for file in native.below(reader.project, path, native.SOURCES)
            if native.folder_of(file) == path
        )
        _list(
            reader, ("APPEND", *words[1:2], *(_ROOT + file for file in _open_set(reader, beside)))
        )


_KNOWN: dict[str, Callable[[_Reader, Sequence[str]], None]] = {
    "add_custom_command": _add_custom,
    "add_custom_target": _add_custom,
    "add_subdirectory": _add_subdirectory,
    "aux_source_directory": _sources_of_folder,
    "cmake_dependent_option": _dependent_option,
    "configure_file": _configure_file,
    "fetchcontent_declare": _fetch,
    "file": _file,
    "find_package": _find_package,
    "foreach": _foreach,
    "get_filename_component": _component,
    "include": _include,
    "include_directories": _include_directories,
    "install": _install,
    "list": _list,
    "option": _option,
    "project": _project,
    "set": _set,
    "target_include_directories": _target_include_directories,
}
