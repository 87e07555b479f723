"""What calls to the tools of builds come to: commands, version control, `setup()`, the clock."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from uvlint.builds.modules import find_module
from uvlint.builds.python import calling
from uvlint.builds.python.call import Call
from uvlint.builds.python.notes import SetupCall, Sort
from uvlint.builds.python.places import absolute, as_glob, is_wild, relative
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    Arguments,
    Bound,
    Class,
    Entries,
    Function,
    Instance,
    Items,
    Made,
    Value,
    contained,
    known,
    union,
)
from uvlint.builds.trees import matching

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site

_GIT = ("git", "gitdb", "dunamai", "dulwich", "pygit2", "setuptools_scm", "vcs_versioning")
_GIT_CALLS = (
    *("pdm.backend.hooks.version.get_version", "pdm.backend.hooks.version.scm.get_version"),
    *("poetry_dynamic_versioning.", "setuptools_git_versioning.", "uv_dynamic_versioning."),
    *("versioneer.", "versioningit."),
)
_OUTSIDE = {
    "datetime": "the clock",
    "getpass": "the user",
    "http": "the network",
    "httpx": "the network",
    "requests": "the network",
    "socket": "the network",
    "time": "the clock",
    "urllib": "the network",
    "urllib2": "the network",
    "urllib3": "the network",
    "uuid": "chance",
}
_CLOCK = frozenset(
    {"ctime", "gmtime", "localtime", "now", "strftime", "time", "time_ns", "today", "utcnow"}
)

_QUIET_GIT = frozenset(
    {"--version", "add", "apply", "archive", "checkout", "clean", "clone", "commit", "config"}
    | {"fetch", "init", "lfs", "ls-files", "pull", "push", "reset", "submodule", "version"}
    | {"--show-toplevel", "--git-dir"}
)
"""Words of git commands whose answer is not about commits or tags."""

_MAKES_TAG = frozenset({"-a", "--annotate", "-d", "--delete", "-m", "--message", "-s", "--sign"})

_OTHER_VERSION_CONTROL = frozenset({"bzr", "fossil", "hg", "jj", "svn", "svnversion"})
_SHELLS = frozenset({"bash", "make", "node", "perl", "python", "python3", "ruby", "sh"})
_WORDS = re.compile(r"[^\s;&|'\"`$()]+")
_NEXT_COMMAND = re.compile(r"[;&|\n]+")

COMMANDS = frozenset(
    {"bdist_egg", "bdist_wheel", "build", "build_clib", "build_ext", "build_py", "build_rust"}
    | {"build_scripts", "develop", "dist_info", "editable_wheel", "egg_info", "install"}
    | {"install_data", "install_egg_info", "install_lib", "install_scripts", "build_src"}
)
"""The commands that run when a back end builds a wheel or its metadata."""


DECLARE_CODE = ("Extension", "cythonize", "mypycify", "set_source", "DSO")
"""The ends of the names of what declares native code."""

_ADD_PART = (".sub_commands.append", ".sub_commands.insert")


def consulted(machine: Machine, name: str, site: Site) -> frozenset[int]:
    """Note what a library reads when it is called: version control, the clock, the network."""
    first, _, rest = name.partition(".")
    last = rest.rpartition(".")[2]
    if first in _GIT or name.startswith(_GIT_CALLS):
        return machine.ask(Sort.GIT, name, site)
    if name.startswith("urllib.parse."):
        return NONE
    if first in _OUTSIDE and (first not in ("datetime", "time") or last in _CLOCK):
        return machine.ask(Sort.OUTSIDE, _OUTSIDE[first], site, soft=True)
    return NONE


def note_made(made: Made, call: Call) -> None:
    """Note what declares native code, and parts that are added to a command."""
    if made.name.endswith(DECLARE_CODE):
        call.machine.declare(made, call.site)
    elif made.name.endswith(_ADD_PART):
        call.machine.notes.parts += made.arguments.positional[-1:]


# --- setup() --------------------------------------------------------------------------


def sets_up(name: str) -> bool:
    """Tell whether a function, by its dotted name, is a `setup()`."""
    return name.endswith((".setup", ".run_setup"))


def set_up(call: Call) -> Value:
    """Note what flows into the keywords of `setup()`, and run the code it is handed."""
    machine, arguments, site = call.machine, call.arguments, call.site
    machine.notes.setup_calls.append(SetupCall(site, arguments, doubtful=machine.passed_over))
    outer = machine.notes.keyword
    for keyword, value in arguments.keywords.items():
        held = contained([value])
        machine.spend(len(held) // 8)
        machine.notes.feed(keyword, union(held))
        machine.notes.keyword = keyword
        for code in _commands_in(value) if keyword == "cmdclass" else _code_in(held):
            calling.call_back(machine, code)
            for option in code.options:
                if isinstance(option, Class) and (parts := option.find("sub_commands")):
                    _run_parts(machine, machine.items(parts)[0])
        if keyword == "cmdclass":
            _run_parts(machine, machine.notes.parts)
    machine.notes.keyword = outer
    if arguments.rest is not None:
        machine.notes.feed("**", arguments.rest.origins)
    return ANYTHING


_CODE = (Function, Bound, Class, Instance)


def _code_in(values: Iterable[Value]) -> Iterator[Value]:
    """Yield the functions, classes and instances among values."""
    for value in values:
        for option in value.options:
            if isinstance(option, _CODE):
                yield Value((option,), value.origins)


def _commands_in(value: Value) -> Iterator[Value]:
    """Yield the commands in the argument `cmdclass` that a build runs."""
    for option in value.options:
        if isinstance(option, Entries):
            for name, item in option.items.items():
                if name in COMMANDS:
                    yield item
            if option.rest is not None:
                yield option.rest
        elif isinstance(option, Made):
            for argument in option.arguments.all():
                yield from _commands_in(argument)


def _run_parts(machine: Machine, parts: Iterable[Value]) -> None:
    """Run the commands of the project in a list of sub-commands: pairs of name and condition."""
    for part in parts:
        pair, _ = machine.items(part)
        if pair:
            run_command(machine, pair[0])


def run_command(machine: Machine, name: Value) -> None:
    """Run the commands of the project that a command asks for by name."""
    for call in machine.notes.setup_calls:
        table = call.arguments.keywords.get("cmdclass")
        for option in table.options if table else ():
            if isinstance(option, Entries):
                for text in machine.texts(name):
                    if text in option.items:
                        calling.call_back(machine, option.items[text])


# --- commands -------------------------------------------------------------------------


def run_program(call: Call) -> Value:
    """Note what commands of the system read, as far as their words tell."""
    machine = call.machine
    origins = call.opaque().origins
    where = _folder(machine, call.get(-1, "cwd"))
    for words in _lines(machine, call.argument(0, "args", "cmd", "command")):
        if words[0] == "cd":
            where = None if where is None else absolute((*words, ".")[1], where)
        else:
            machine.notes.commands.append((tuple(words), where, call.site, machine.passed_over))
            origins |= _program(machine, words, where, call.site)
    return Value((Made("subprocess", Arguments((), {}), origins=origins),), origins)


def _program(machine: Machine, words: list[str], where: str | None, site: Site) -> frozenset[int]:
    """Note what one command reads in a folder; return the origins of its answer."""
    program = posixpath.basename(words[0]).removesuffix(".exe")
    if program == "git" or _speaks_git(words):
        if _QUIET_GIT.isdisjoint(words) and not ("tag" in words and _MAKES_TAG & set(words)):
            return machine.ask(Sort.GIT, "git", site)
    elif program in _OTHER_VERSION_CONTROL:
        return machine.ask(Sort.OUTSIDE, program, site)
    elif where is not None:
        here, machine.folder = machine.folder, where
        origins = _recipe(machine, program, words, site) | _files_named(machine, words, site)
        machine.folder = here
        return origins
    return NONE


def _folder(machine: Machine, cwd: Value | None) -> str | None:
    """Return the folder that a program runs in, None where that is not known."""
    if cwd is None or None in cwd.options:
        return machine.folder
    texts = list(machine.texts(cwd))
    return absolute(texts[0], machine.folder) if len(texts) == 1 == len(cwd.options) else None


_RECIPES = {
    "make": ("GNUmakefile", "makefile", "Makefile"),
    "gmake": ("GNUmakefile", "makefile", "Makefile"),
    "npm": ("package.json",),
    "pnpm": ("package.json",),
    "yarn": ("package.json",),
}
"""The files that tell a program what to do, by its name; the first that is there counts."""

_ELSEWHERE = frozenset({"-C", "--cwd", "--directory", "--dir", "--prefix"})


def _recipe(machine: Machine, program: str, words: list[str], site: Site) -> frozenset[int]:
    """Note the file that tells a program what to do."""
    folder = next((b for a, b in pairwise(words) if a in _ELSEWHERE), ".")
    asks = folder and "--version" not in words
    for name in _RECIPES.get(program, ()) if asks else ():
        path = known(posixpath.join(folder, name))
        if any(map(machine.project.is_file, machine.names(path))):
            return machine.read(path, site)
    return NONE


def _lines(machine: Machine, command: Value) -> Iterator[list[str]]:
    """Yield the words of each command that is run, "" for those that are not known."""
    texts = list(machine.texts(command))
    for option in command.options:
        items, _ = machine.items(Value((option,)))
        if len(items) > 2 and "-c" in items[1].options and _SHELLS & set(items[0].options):
            texts += machine.texts(items[2])
        elif items:
            yield [next(machine.texts(item), "") for item in items]
    for text in texts:
        yield from filter(None, map(_WORDS.findall, _NEXT_COMMAND.split(text)))


def _speaks_git(words: list[str]) -> bool:
    """Tell whether an unknown program, or a line of a shell, is git."""
    if words and not words[0]:
        return bool({"describe", "rev-parse", "rev-list"} & set(words[1:3]))
    return "git" in words


def _files_named(machine: Machine, words: list[str], site: Site) -> frozenset[int]:
    """Note the files of the project among the words of a command."""
    origins = NONE
    if len(words) > 2 and posixpath.basename(words[0]) in _SHELLS and words[1] == "-m":
        origins |= _module_named(machine, words[2], site)
    follows_output = False
    for index, word in enumerate(words):
        name = relative(word, machine.folder) if word and len(word) < 200 else None
        is_input = not follows_output
        follows_output = word in ("-o", "--output", "--out", ">")
        if not name or name == "." or not is_input or not _is_there(machine, name):
            continue
        program = index == 0 or (index == 1 and posixpath.basename(words[0]) in _SHELLS)
        origins |= machine.read(known(word), site, runs=program)
        if program and name.endswith(".py"):
            run_script(machine, name, origins, site)
    return origins


def _is_there(machine: Machine, name: str) -> bool:
    """Tell whether a name is that of a file, or an open one of files below a folder."""
    if is_wild(name):
        below = not is_wild(name.split("/")[0])
        return below and any(matching(machine.project, as_glob(name)))
    return machine.project.is_file(name)


def _module_named(machine: Machine, dotted: str, site: Site) -> frozenset[int]:
    """Run a module of the project as `python -m` does."""
    folder = relative(machine.folder) or "."
    name = find_module(machine.project, dotted, folder) if dotted else None
    if name is None:
        return NONE
    origins = machine.read(known(absolute(name)), site, runs=True)
    run_script(machine, name, origins, site)
    return origins


def run_script(machine: Machine, file: str, origins: frozenset[int], site: Site) -> None:
    """Run a script of the project as a process of its own would."""
    from uvlint.builds.python.imports import run_content

    path, folder, outer = list(machine.sys_path), machine.folder, machine.in_script
    machine.in_script = True
    machine.sys_path.insert(0, posixpath.dirname(file) or ".")
    run_content(machine, file, {"__name__": known("__main__")}, origins, site)
    machine.sys_path, machine.folder, machine.in_script = path, folder, outer


def _which(call: Call) -> Value:
    return call.argument(0, "cmd", "executable")


_PROGRAMS = (
    "commands.getoutput",
    "distutils.spawn.spawn",
    "os.popen",
    "os.spawnlp",
    "os.system",
    "subprocess.Popen",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
    "subprocess.run",
)

KNOWN: dict[str, Callable[[Call], Value]] = {
    **dict.fromkeys(_PROGRAMS, run_program),
    "asyncio.create_subprocess_exec": lambda call: run_program(
        call.given(known(Items(list(call.arguments.positional))))
    ),
    "asyncio.create_subprocess_shell": run_program,
    "distutils.spawn.find_executable": _which,
    "shutil.which": _which,
}
"""What is understood of commands, by dotted name."""
