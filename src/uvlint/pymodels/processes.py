"""Programs that the code starts: what they ask git for, what they read, run and write."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TypeVar

from uvlint import command_words
from uvlint.model import Certainty
from uvlint.pyeval import imports
from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    NONE,
    NOTHING,
    UNKNOWN,
    Arguments,
    Dict,
    List,
    Module,
    Names,
    NamesView,
    Option,
    Tuple,
    Value,
    join,
    known,
)
from uvlint.pyeval.effects import Site, Sort, StartedProgram
from uvlint.pyeval.finder import find_module
from uvlint.pyeval.machine import DEPTH, FALL, Call, Dead, Handler, Machine
from uvlint.pyeval.state import MISSING
from uvlint.pyeval.symbolic_paths import AWAY, absolute, is_wild
from uvlint.pymodels import environment
from uvlint.pymodels.paths import folders_of

_SORTS = {"commits": Sort.COMMIT, "tags": Sort.GIT}
_OTHER_VERSION_CONTROL = frozenset({"bzr", "fossil", "hg", "jj", "svn", "svnversion"})

T = TypeVar("T")
Folders = tuple[str, ...]
"""The folders that a program may run in; none where these are not known."""

# --- starting -------------------------------------------------------------------------


def run_program(call: Call) -> Value:
    """Note what a program reads and writes, as far as its words tell."""
    origins = start(call, call.argument(0, "args", "cmd", "command", "popenargs"))
    return call.machine.made("subprocess", NO_ARGUMENTS, origins)


def _answer(call: Call) -> Value:
    """Return what a program writes, or how it ends."""
    return Value((UNKNOWN,), start(call, call.argument(0, "args", "cmd", "command", "popenargs")))


def start(call: Call, command: Value) -> frozenset[int]:
    """Note what a command does; return the origins of its answer."""
    machine = call.machine
    origins = call.opaque().origins
    machine.hand_on(call.arguments.all())
    machine.hand_on(value for value in machine.state.environment.values() if value is not None)
    folders = _folders(machine, call.get(-1, "cwd"))
    default = 0 if command.default else None
    found: list[frozenset[int]] = []

    def of(option: Option) -> Callable[[], int]:
        def run() -> int:
            found.append(_start(call, option, folders))
            return FALL

        return run

    runs = [of(option) for option in command.options]
    if len(runs) == 1:
        runs[0]()
    else:
        machine.choose(runs, call.site.scope, command.origins, default)
    machine.doubt()
    return origins.union(*found)


def _start(call: Call, option: Option, folders: Folders) -> frozenset[int]:
    machine = call.machine
    origins = NONE
    is_known = option is None
    for words in _lines(machine, option):
        is_known = True
        names = [_word(machine, word) for word in words]
        names[0] = names[0] or _program_name(machine, words[0])
        if names[0] == "cd":
            folders = _below(machine, folders, words[1:])
            continue
        folder = folders[0] if len(folders) == 1 else None
        machine.effects.commands.append(
            StartedProgram(tuple(names), folder, call.site, machine.reach)
        )
        origins |= _within(machine, folders, partial(_program, call, words, names))
    if not is_known:
        machine.effects.commands.append(StartedProgram(("",), None, call.site, machine.reach))
        origins |= machine.untold("runs a program that is not known", call.site)
    return origins


def _lines(machine: Machine, option: Option) -> Iterator[list[Value]]:
    """Yield the words of each command that is run."""
    match option:
        case List() | Tuple():
            words = list(machine.parts(option))
            names = [_word(machine, word) for word in words]
            if not words:
                return
            shell = posixpath.basename(names[0]) in command_words.SHELLS
            flag = next((i for i, name in enumerate(names[:-1]) if _is_line(name)), None)
            if shell and flag is not None and names[flag + 1]:
                yield from ([known(w) for w in row] for row in command_words.lines(names[flag + 1]))
            else:
                yield words
        case str():
            yield from ([known(word) for word in row] for row in command_words.lines(option))
        case _:
            text = getattr(option, "text", None)
            if isinstance(text, str):
                yield [known(text)]


def _word(machine: Machine, value: Value) -> str:
    """Return a word of a command as text, "" where it is not known or one of several."""
    found = list(machine.texts(value))
    return found[0] if len(found) == 1 or (found and value.default) else ""


def _program_name(machine: Machine, value: Value) -> str:
    """Return the name of a program that may lie in several places, "" where it has several."""
    found = {posixpath.basename(text) for text in machine.texts(value)}
    return found.pop() if len(found) == 1 else ""


def _is_line(word: str) -> bool:
    """Tell whether the next word of a shell is a line that it runs."""
    return word.startswith("-") and not word.startswith("--") and word.endswith("c")


def _folders(machine: Machine, cwd: Value | None) -> Folders:
    """Return the folders that a program may run in."""
    if cwd is None or cwd.options == (None,):
        return machine.state.world["folder"]
    return folders_of(machine, cwd)


def _below(machine: Machine, folders: Folders, words: Sequence[Value]) -> Folders:
    """Return where `cd` leads to."""
    if not words:
        return (AWAY,)
    return _within(machine, folders, lambda: folders_of(machine, words[0]))


def _within(machine: Machine, folders: Folders, run: Callable[[], T]) -> T:
    """Return what is found out while the program works in another folder."""
    state = machine.state
    before = state.world["folder"]
    state.set(state.world, "folder", folders)
    try:
        return run()
    finally:
        state.set(state.world, "folder", before)


# --- one program ----------------------------------------------------------------------


def _program(call: Call, words: list[Value], names: list[str]) -> frozenset[int]:
    """Note what one command reads and writes in the present folder."""
    machine, site = call.machine, call.site
    program = posixpath.basename(names[0]).removesuffix(".exe")
    if program == "git" or command_words.speaks_git(names):
        about = command_words.asked_of_git(names)
        asked = machine.ask(_SORTS[about], "git", site) if about is not None else NONE
        _note_outputs(machine, program, words, names, site, asked)
        return asked | (
            _files_named(machine, words, names, site) if {"apply", "am"} & set(names) else NONE
        )
    if program in _OTHER_VERSION_CONTROL:
        return machine.ask(Sort.OUTSIDE, program, site)
    if command_words.is_python(program):
        return _python(call, words, names)
    origins = _recipe(machine, program, names, site) | _files_named(machine, words, names, site)
    _note_outputs(machine, program, words, names, site, origins)
    return origins


_RECIPES = {
    "make": ("GNUmakefile", "makefile", "Makefile"),
    "gmake": ("GNUmakefile", "makefile", "Makefile"),
    "npm": ("package.json",),
    "pnpm": ("package.json",),
    "yarn": ("package.json",),
}
"""The files that tell a program what to do, by its name; the first that is there counts."""

_ELSEWHERE = frozenset({"-C", "--cwd", "--directory", "--dir", "--prefix"})


def read_by_program(
    machine: Machine, path: Value, site: Site, *, runs: bool = False
) -> frozenset[int]:
    """Note that a program reads a file: likely, as nobody has seen the program do it."""
    outer, machine.in_script = machine.in_script, True
    try:
        return machine.read(path, site, runs=runs)
    finally:
        machine.in_script = outer


def _recipe(machine: Machine, program: str, names: list[str], site: Site) -> frozenset[int]:
    """Note the file that tells a program what to do."""
    folder = next((b for a, b in pairwise(names) if a in _ELSEWHERE), ".")
    asks = folder and "--version" not in names
    for name in _RECIPES.get(program, ()) if asks else ():
        path = known(posixpath.join(folder, name))
        if any(map(machine.tree.is_file, machine.names(path))):
            return read_by_program(machine, path, site)
    return NONE


def _files_named(
    machine: Machine, words: list[Value], names: list[str], site: Site
) -> frozenset[int]:
    """Note the files of the project among the words of a command, but for its outputs."""
    origins = NONE
    program = posixpath.basename(names[0])
    written = command_words.outputs(program, names)
    for index, word in enumerate(words):
        if index in written:
            continue
        runs = index == 0 or (index == 1 and program in command_words.INTERPRETERS)
        for text in _paths_in(machine, word):
            for name in machine.names(known(text)):
                if _is_there(machine, name) and not machine.is_written(name):
                    certainty = min(machine.certainty, Certainty.LIKELY)
                    if runs:
                        certainty = machine.certainty
                    origins |= machine.observe(Sort.FILE, name, site, certainty, runs=runs)
                elif machine.is_written(name):
                    origins |= machine.written_origins(name)
    return origins


def _paths_in(machine: Machine, word: Value) -> Iterator[str]:
    """Yield what may be a path in a word: all of it, or what follows an option."""
    for text in machine.texts(word):
        if text and len(text) < 200:
            yield text
            if text.startswith(("-", "@")) and "=" in text:
                yield text.partition("=")[2]
            elif text.startswith("@"):
                yield text[1:]


def _is_there(machine: Machine, name: str) -> bool:
    """Tell whether a name is that of a file, or an open one of files below a folder."""
    if is_wild(name):
        folder = name.split("/")[0]
        return not is_wild(folder) and machine.tree.is_dir(folder)
    return machine.tree.is_file(name)


def _note_outputs(
    machine: Machine,
    program: str,
    words: list[Value],
    names: list[str],
    site: Site,
    origins: frozenset[int],
) -> None:
    """Note what a program writes by its words; each of those that one may be counts."""
    written = list(command_words.outputs(program, names).values())
    for index, word in enumerate(words):
        for text in machine.texts(word) if not names[index] else ():
            given = [*names[:index], text, *names[index + 1 :]]
            written += filter(None, [command_words.outputs(program, given).get(index)])
    for word_written in written:
        path = known(word_written)
        folders = [name for name in machine.names(path, top=True) if machine.tree.is_dir(name)]
        if not folders and not word_written.startswith("-"):
            machine.write(path, site, origins)


# --- Python in a process of its own ---------------------------------------------------


def _python(call: Call, words: list[Value], names: list[str]) -> frozenset[int]:
    """Run what an interpreter of Python is to run: a script, a module, or text."""
    machine, site = call.machine, call.site
    code = command_words.python_code(names)
    if code is None:
        return NONE
    kind, index = code
    given = words[index + 1 :]
    origins = NONE
    for option in words[index].options:
        text = option if isinstance(option, str) else getattr(option, "text", None)
        if not isinstance(text, str) or is_wild(text):
            origins |= machine.untold("runs a program that is not known", site)
            continue
        if kind == "-c":
            names_run = imports.no_package("__main__")
            process = _Process(call, names_run, here(machine))
            process.run(partial(_run_text, machine, text, names_run, site))
        elif kind == "-m":
            origins |= _module(call, text)
        else:
            origins |= _script(call, text)
    origins |= _files_named(machine, given, [""] * len(given), site) if given else NONE
    _note_outputs(machine, "python", words, names, site, origins)
    return origins


def here(machine: Machine) -> Folders:
    """Return the working directory as a folder of the project."""
    return tuple(machine.names(Value(machine.state.world["folder"]), top=True)[:1])


def _run_text(machine: Machine, text: str, names: Names, site: Site) -> int:
    if not imports.run_text(machine, text, names, site):
        machine.untold("runs code that is not known", site)
    return FALL


def _script(call: Call, text: str) -> frozenset[int]:
    machine = call.machine
    origins = NONE
    for name in machine.names(known(text)):
        file = name if not machine.tree.is_dir(name) else f"{name}/__main__.py"
        if not machine.tree.is_file(file):
            continue
        origins |= read_by_program(machine, known(absolute(file)), call.site, runs=True)
        if not machine.is_written(file):
            own = {**imports.no_package("__main__"), "__file__": known(absolute(file))}
            _Process(call, own, (posixpath.dirname(file) or ".",)).run_file(file, origins)
    return origins


def _module(call: Call, dotted: str) -> frozenset[int]:
    """Run a module of the project as `python -m` does: found from the working directory."""
    machine = call.machine
    origins = NONE
    places = (*here(machine), *_python_path(call, _given(call, "PYTHONPATH")))
    for folder in places:
        name = dotted
        file = find_module(machine.tree, name, folder)
        if file is not None and file.endswith("__init__.py"):
            name = f"{dotted}.__main__"
            file = find_module(machine.tree, name, folder)
        if file is None:
            continue
        origins |= read_by_program(machine, known(absolute(file)), call.site, runs=True)
        own = {
            **imports.own_names(machine.tree, file),
            "__name__": known("__main__"),
            "__file__": known(absolute(file)),
        }
        _Process(call, own, places[:1]).run_file(file, origins, name.rpartition(".")[0])
        break
    return origins


def _python_path(call: Call, given: Value | None) -> Folders:
    """Return the folders of the project in a value of the variable `PYTHONPATH`."""
    machine = call.machine
    return tuple(
        name
        for text in (machine.texts(given) if given is not None else ())
        for part in text.split(":")
        if part
        for name in machine.names(known(part), top=True)
    )


class _Process:
    """Code that is run in a process of its own: other modules, names and variables."""

    def __init__(self, call: Call, names: Names, first: Folders) -> None:
        self.call = call
        self.names = names
        self.first = first

    def run_file(self, file: str, origins: frozenset[int], package: str = "") -> None:
        """Run a file of the project, after the package that it is a module of."""
        machine = self.call.machine
        source = machine.source(file)
        if source is None or file in machine.executing:
            if source is None:
                machine.untold("runs code that cannot be parsed", self.call.site)
            return
        event = next(iter(sorted(n for n in origins if self._is_of(n, file))), None)
        module = Module(file, source, self.names, event=event)
        machine.executing.add(file)
        try:
            self.run(partial(self._run_file, module, origins, package))
        finally:
            machine.executing.discard(file)

    def _run_file(self, module: Module, origins: frozenset[int], package: str) -> int:
        machine = self.call.machine
        if package:
            imports.import_module(machine, package, self.call.site)
        return _run_code(machine, module, self.names, origins)

    def _is_of(self, number: int, file: str) -> bool:
        return self.call.machine.effects.observations[number].name == file

    def run(self, run: Callable[[], int]) -> None:
        """Run code with a path, modules and variables of its own; how it ends is not told."""
        machine = self.call.machine
        state = machine.state
        if machine.depth >= DEPTH:
            machine.untold("runs programs too deep to be followed", self.call.site)
            return
        world = dict(state.world)
        before = dict(state.environment)
        outer = machine.in_script, machine.tries, machine.barriers, machine.loops, machine.finals
        modules, path, leaves = machine.modules, machine.path, machine.leaves
        floor, at_exit = machine.floor, machine.at_exit
        machine.in_script, machine.modules, machine.at_exit = True, {}, []
        machine.tries, machine.barriers, machine.loops, machine.finals = [], [], [], []
        _set_variables(self.call)
        further = _python_path(self.call, state.environment.get("PYTHONPATH"))
        state.set(state.world, "sys_path", (*self.first, *further))
        machine.depth += 1
        try:
            machine.attempt(run)
            for callee in reversed(machine.at_exit):
                machine.attempt(partial(_applied, machine, callee, self.call.site))
        finally:
            machine.depth -= 1
            (
                machine.in_script,
                machine.tries,
                machine.barriers,
                machine.loops,
                machine.finals,
            ) = outer
            machine.modules, machine.leaves = modules, leaves
            machine.floor, machine.at_exit = floor, at_exit
            machine.restore(path)
            for key, value in world.items():
                state.set(state.world, key, value)
            for name in list(state.environment):
                state.set_or_remove(state.environment, name, before.get(name, MISSING))
            for name in before.keys() - state.environment.keys():
                state.set(state.environment, name, before[name])


def _run_code(machine: Machine, module: Module, names: Names, origins: frozenset[int]) -> int:
    imports.run_code(machine, module, names, origins)
    return FALL


def _applied(machine: Machine, callee: Value, site: Site) -> int:
    machine.apply(callee, NO_ARGUMENTS, site)
    return FALL


def _given(call: Call, name: str) -> Value | None:
    """Return the value of a variable as a program is given it, None where it is not told."""
    given = call.get(-1, "env")
    for option in given.options if given is not None else ():
        if isinstance(option, Dict | NamesView):
            entries = call.machine.entries_of(option)
            if name in entries.items or entries.rest is None:
                return entries.items.get(name)
    return call.machine.state.environment.get(name)


def _set_variables(call: Call) -> None:
    """Set the variables that a program is given besides."""
    given = call.get(-1, "env")
    if given is not None and given.options != (None,):
        environment.update(call.machine, given)


# --- functions ------------------------------------------------------------------------


def _of_arguments(call: Call) -> Value:
    words = call.machine.list_of(call.arguments.positional, call.arguments.rest)
    inner = Call(call.machine, Arguments((words,), call.arguments.keywords), call.site)
    return run_program(inner)


def _spawned(call: Call) -> Value:
    """Start a program by `os.spawnl` and its kin: a mode, the program, its words."""
    _, *given = call.arguments.positional or (ANYTHING,)
    return Value((UNKNOWN,), start(call, _words_of(call, given)))


def _replaced(call: Call) -> Value:
    """Go on as another program, which does not come back."""
    start(call, _words_of(call, list(call.arguments.positional)))
    raise Dead


def _words_of(call: Call, given: list[Value]) -> Value:
    """Return the words of a program whose first word is given twice."""
    machine = call.machine
    program, *words = given or [ANYTHING]
    option = words[0].options[0] if words else UNKNOWN
    if isinstance(option, List | Tuple):
        words = list(machine.parts(option))
    return machine.list_of([program, *words[1:]])


def _which(call: Call) -> Value:
    """Return where a program lies, None where it is not installed."""
    name = call.argument(0, "cmd", "executable")

    def installed(text: str) -> str:
        return text if "/" in text else f"{AWAY}/bin/{text}"

    return join(call.machine.fold([name], installed), NOTHING)


def _line_of(call: Call) -> Value:
    """Return the words of a command as one text."""
    items = call.machine.sequence(call.argument(0, "seq"))
    if not items:
        return call.opaque()
    return call.machine.fold(items, lambda *words: " ".join(words))


def _by_function(name: str) -> Handler:
    """Return what a function does that is a program by another door: its words are given as a list."""

    def run(call: Call) -> Value:
        given = call.argument(0, "argv", "args").options
        option = given[0] if given else UNKNOWN
        words = call.machine.parts(option) if isinstance(option, List | Tuple) else (ANYTHING,)
        line = call.machine.list_of([known(name), *words[1:]])
        return Value((UNKNOWN,), start(call, line))

    return run


def _package_protos(call: Call) -> Value:
    """Compile all protocols below a folder to modules beside them."""
    machine, root = call.machine, call.argument(0, "package_root")
    outputs = ("proto_path", "python_out", "pyi_out", "grpc_python_out")
    words = [machine.fold([root], f"--{name}={{}}".format) for name in outputs]
    line = machine.list_of([known("protoc"), *words, ANYTHING])
    return Value((UNKNOWN,), start(call, line))


_STARTERS = ("asyncio.create_subprocess_shell", "subprocess.Popen", "subprocess.run")
_ANSWERING = (
    "command_words.getoutput",
    "command_words.getstatusoutput",
    "distutils.spawn.spawn",
    "numpy.distutils.exec_command.exec_command",
    "os.startfile",
    "os.system",
    "subprocess.call",
    "subprocess.check_call",
    "subprocess.check_output",
    "subprocess.getoutput",
    "subprocess.getstatusoutput",
)
_SPAWNERS = tuple(f"os.spawn{kind}" for kind in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe"))
_REPLACERS = tuple(f"os.exec{kind}" for kind in ("l", "le", "lp", "lpe", "v", "ve", "vp", "vpe"))

FUNCTIONS: dict[str, Handler] = {
    **dict.fromkeys(_STARTERS, run_program),
    **dict.fromkeys(_ANSWERING, _answer),
    **dict.fromkeys(_SPAWNERS, _spawned),
    **dict.fromkeys(_REPLACERS, _replaced),
    "asyncio.create_subprocess_exec": _of_arguments,
    "babel.messages.frontend.main": _by_function("pybabel"),
    "distutils.spawn.find_executable": _which,
    "grpc_tools.command.build_package_protos": _package_protos,
    "grpc_tools.protoc.main": _by_function("protoc"),
    "os.popen": run_program,
    "pty.spawn": _answer,
    "shutil.which": _which,
    "sphinx.cmd.build.build_main": _by_function("sphinx-build"),
    "sphinx.cmd.build.main": _by_function("sphinx-build"),
    "subprocess.list2cmdline": _line_of,
}
"""What is understood of programs that are started, by dotted name."""
