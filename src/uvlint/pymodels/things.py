"""Attributes and methods of what libraries make: parsers, archives, processes, pools."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    NONE,
    NOTHING,
    UNKNOWN,
    Arguments,
    Bound,
    Class,
    Dict,
    Function,
    Made,
    Method,
    NamesView,
    Path,
    Value,
    depending,
    join,
    known,
)
from uvlint.pyeval.machine import Call, Machine, Raised
from uvlint.pyeval.symbolic_paths import AWAY, STAR
from uvlint.pymodels import contexts, files
from uvlint.pymodels.common import DEEP, may_be_path, paths_in, thing
from uvlint.pymodels.hooks import call_back
from uvlint.pymodels.libraries import note_call, note_paths
from uvlint.pymodels.setuptools import BUILD_FOLDERS, DECLARE_CODE, run_command

# --- attributes -----------------------------------------------------------------------


def attribute(machine: Machine, made: Made, name: str) -> Value:
    """Return an attribute of what a library made."""
    origins = machine.origins_of(made)
    if made.name == "subprocess" and name in _OF_PROCESSES:
        return Value((UNKNOWN,), origins)
    if made.name == "a command" and name in BUILD_FOLDERS:
        return known(AWAY)
    if made.name in ("types.ModuleType", "argparse.Namespace"):
        machine.doubt()
        return Value((UNKNOWN,), origins)
    return Value((Method(made, name),), origins)


_OF_PROCESSES = frozenset({"args", "pid", "returncode", "stderr", "stdin", "stdout"})

# --- methods --------------------------------------------------------------------------

Answer = Callable[[Made, str, Call], Value | None]


def method(made: Made, name: str, call: Call) -> Value:
    """Return what a method of what a library made comes to."""
    last = made.name.rpartition(".")[2]
    answer = _BY_NAME.get(made.name)
    if answer is None:
        answer = next((a for ends, a in _BY_END if last.endswith(ends)), None)
    found = answer(made, name, call) if answer is not None else None
    if found is None:
        found = _of_items(made, name, call)
    return _of_anything(made, name, call) if found is None else found


def _learn(machine: Machine, made: Made, origins: frozenset[int]) -> frozenset[int]:
    """Let a thing depend on more."""
    before = machine.origins_of(made)
    if not origins <= before:
        machine.state.set(machine.state.heap, made, before | origins)
    return before | origins


def _of_items(made: Made, name: str, call: Call) -> Value | None:
    """Keep what is put under a key of a thing, and give it back."""
    machine = call.machine
    match name:
        case "__setitem__" | "setdefault":
            _put(machine, made, call.argument(0), call.argument(1))
            return NOTHING if name == "__setitem__" else _kept(made, call)
        case "update":
            for value in call.arguments.positional:
                for option in value.options:
                    if isinstance(option, Dict | NamesView):
                        for key, item in machine.entries_of(option).items.items():
                            _put(machine, made, known(key), depending(item, value.origins))
            for keyword, item in call.arguments.keywords.items():
                _put(machine, made, known(keyword), item)
            _learn(machine, made, call.opaque().origins)
            return NOTHING
        case "__getitem__" | "get" | "pop":
            return _kept(made, call)
        case _:
            return None


def _put(machine: Machine, made: Made, key: Value, value: Value) -> None:
    _learn(machine, made, machine.opaque([key, value]).origins | machine.control)
    for text in machine.texts(key):
        weakly = len(key.options) > 1
        machine.set_name(made, made.names, f"[{text}]", value, weakly=weakly)


def _kept(made: Made, call: Call) -> Value:
    """Return what may be under a key of a thing."""
    machine = call.machine
    machine.doubt()
    unknown = Value((UNKNOWN,), machine.origins_of(made) | call.opaque().origins)
    found = [
        made.names[f"[{text}]"]
        for text in machine.texts(call.argument(0))
        if f"[{text}]" in made.names
    ]
    return join(*found, unknown) if found else unknown


def _of_anything(made: Made, name: str, call: Call) -> Value:
    """Call a method of which nothing is known: it may change the thing and what it is given."""
    machine, arguments, site = call.machine, call.arguments, call.site
    machine.doubt()
    origins = call.opaque().origins | machine.control
    if not name.endswith(_QUIET):
        note_call(f"{made.name}.{name}", call)
        origins |= note_paths(machine, arguments, site)
        if name in _READS:
            for path in arguments.positional[:1]:
                if any(isinstance(option, Path) for option in path.options):
                    origins |= machine.read(path, site)
        machine.havoc(arguments.all())
    for value in arguments.all():
        if any(isinstance(option, Function | Bound | Class) for option in value.options):
            call_back(machine, value, given=ANYTHING)
    return Value((UNKNOWN,), _learn(machine, made, origins))


_READS = frozenset({"load", "parse", "read"})
_QUIET = ("critical", "debug", "error", "exception", "info", "log", "warn", "warning")
"""Methods that only tell something."""

# --- parsers --------------------------------------------------------------------------


def _of_parser(made: Made, name: str, call: Call) -> Value | None:
    """Read the files of a `configparser`, which passes over those that are missing."""
    machine = call.machine
    if name == "read":
        given = call.argument(0, "filenames")
        origins = files.read_each(machine, given, call.site)
        return Value((UNKNOWN,), _learn(machine, made, origins))
    if name in ("read_file", "readfp", "read_string", "read_dict"):
        machine.doubt()
        _learn(machine, made, call.opaque().origins)
        return NOTHING
    return None


def _of_arguments(_: Made, name: str, __: Call) -> Value | None:
    """Parse the command line, which may end the program."""
    if name in ("exit", "error"):
        raise Raised("SystemExit")
    return None


# --- archives -------------------------------------------------------------------------


def _of_archive(made: Made, name: str, call: Call) -> Value | None:
    """Take files out of an archive, or put files of the project into it."""
    machine, site = call.machine, call.site
    origins = machine.origins_of(made)
    match name:
        case "extract" | "extractall":
            folder = call.get(1 if name == "extract" else 0, "path") or known(".")
            if folder.options == (None,):
                folder = known(".")
            machine.doubt()
            files.unpack(machine, folder, site, origins)
            return Value((UNKNOWN,), origins)
        case "write" | "add":
            path = call.argument(0, "filename", "name")
            if any(map(machine.is_folder, machine.texts(path))):
                path = machine.fold([path], lambda text: posixpath.join(text, DEEP, STAR))
            _learn(machine, made, machine.read(path, site) if may_be_path(path) else NONE)
            machine.doubt()
            return NOTHING
        case _:
            return None


# --- native code ----------------------------------------------------------------------


def _of_builder(made: Made, name: str, call: Call) -> Value | None:
    """Note the native code that cffi is told of."""
    if not name.endswith(DECLARE_CODE):
        return None
    machine = call.machine
    source = machine.made(f"{made.name}.{name}", call.arguments, call.opaque().origins)
    option = source.options[0]
    assert isinstance(option, Made)
    machine.declare(option, call.site)
    _learn(machine, made, source.origins)
    return NOTHING


# --- templates ------------------------------------------------------------------------


def _of_templates(made: Made, name: str, call: Call) -> Value | None:
    """Note the templates that may lie under a name in the folders of a set."""
    if name not in ("get_template", "select_template"):
        return None
    machine = call.machine
    loader = made.arguments.get(-1, "loader") or known(made)
    origins = call.opaque().origins
    for option in loader.options:
        if not isinstance(option, Made):
            continue
        given = option.arguments.get(0, "searchpath", "directories")
        if given is None:
            continue
        for place, _ in paths_in(machine, given):
            if not may_be_path(place):
                continue  # templates that stand in the code itself
            path = machine.fold([place, call.argument(0, "name", "uri")], posixpath.join)
            if any(machine.tree.is_file(file) for file in machine.files(path)):
                origins |= machine.read(path, call.site)
            elif UNKNOWN in path.options:
                inside = machine.fold([place], lambda text: posixpath.join(text, DEEP, STAR))
                origins |= machine.read(inside, call.site)
    machine.doubt()
    return machine.made("a template", call.arguments, _learn(machine, made, origins))


# --- running later --------------------------------------------------------------------


def _of_pool(_: Made, name: str, call: Call) -> Value | None:
    """Run functions as a pool of threads or processes does."""
    machine, site = call.machine, call.site
    if not call.arguments.positional:
        return None
    function, *given = call.arguments.positional
    match name:
        case "submit":
            arguments = Arguments(tuple(given), call.arguments.keywords, call.arguments.rest)
            value = machine.apply(function, arguments, site)
            return thing(machine, "a future", {"value": value})
        case "apply" | "apply_async":
            positional = machine.sequence(given[0]) if given else []
            rest = machine.opaque(given) if positional is None else None
            value = machine.apply(function, Arguments(tuple(positional or ()), {}, rest), site)
            is_later = name == "apply_async"
            return thing(machine, "a future", {"value": value}) if is_later else value
        case "map" | "imap" | "imap_unordered" | "map_async" | "starmap" | "starmap_async":
            value = _mapped(call, function, given, spread=name.startswith("star"))
            is_later = name.endswith("_async")
            return thing(machine, "a future", {"value": value}) if is_later else value
        case _:
            return None


def _mapped(call: Call, function: Value, given: list[Value], *, spread: bool) -> Value:
    """Return what a pool makes of the items of an iterable."""
    machine, site = call.machine, call.site
    found: list[Value] = []
    rests: list[Value] = []
    level = machine.level

    def take(item: Value) -> Value:
        parts = machine.sequence(item) if spread else [item]
        others = [machine.opaque([value]) for value in given[1:]] if not spread else []
        arguments = Arguments((*(parts or ()), *others), {}, None if parts is not None else item)
        value = machine.apply(function, arguments, site)
        (rests if machine.level > level or rests else found).append(value)
        return NOTHING

    machine.language.iterate(machine, given[0] if given else ANYTHING, take, site)
    return machine.list_of(found, join(*rests) if rests else None)


def _of_future(made: Made, name: str, call: Call) -> Value | None:
    if name in ("result", "get"):
        call.machine.doubt()
        return made.names.get("value")
    return None


def _of_thread(made: Made, name: str, call: Call) -> Value | None:
    """Run the function that a thread or process was made for."""
    if name not in ("start", "run"):
        return None
    machine = call.machine
    given = made.arguments
    function = given.get(1, "target")
    positional = given.get(3, "args")
    items = machine.sequence(positional) if positional is not None else []
    rest = machine.opaque([positional]) if items is None and positional is not None else None
    keywords: dict[str, Value] = {}
    named = given.get(4, "kwargs")
    for option in named.options if named is not None else ():
        if isinstance(option, Dict):
            entries = machine.entries_of(option)
            keywords.update({str(key): value for key, value in entries.items.items()})
    if function is not None:
        machine.apply(function, Arguments(tuple(items or ()), keywords, rest), call.site)
    return NOTHING


def _of_loop(_: Made, name: str, call: Call) -> Value | None:
    """Run a coroutine, which was run where it was called."""
    return call.argument(0) if name in ("run_until_complete", "create_task", "run") else None


def _of_command(_: Made, name: str, call: Call) -> Value | None:
    """Run commands by the distribution, or by another command."""
    if name == "run_command":
        run_command(call.machine, call.argument(0))
        return NOTHING
    if name in ("get_command_obj", "get_finalized_command", "reinitialize_command"):
        return call.machine.made("a command", NO_ARGUMENTS)
    return None


def _of_stack(made: Made, name: str, call: Call) -> Value | None:
    return contexts.stack_method(made, name, call)


_BY_NAME: dict[str, Answer] = {
    **dict.fromkeys(contexts.STACKS, _of_stack),
    "a command": _of_command,
    "a future": _of_future,
    "an archive": _of_archive,
    "argparse.ArgumentParser": _of_arguments,
    "asyncio.get_event_loop": _of_loop,
    "asyncio.new_event_loop": _of_loop,
    "cffi.FFI": _of_builder,
    "multiprocessing.Process": _of_thread,
    "threading.Thread": _of_thread,
}
_BY_END: tuple[tuple[tuple[str, ...], Answer], ...] = (
    (("ConfigParser", "ConfigObj"), _of_parser),
    (("Environment", "TemplateLookup"), _of_templates),
    (("Pool", "PoolExecutor"), _of_pool),
    (("FFI",), _of_builder),
)
"""What answers for things by the end of their name."""
