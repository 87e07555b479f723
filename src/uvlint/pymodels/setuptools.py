"""setuptools and distutils: `setup()`, commands, declarations of native code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import partial

from uvlint.pyeval.calls import initialize_foreign
from uvlint.pyeval.domain import (
    ANYTHING,
    NO_ARGUMENTS,
    NONE,
    NOTHING,
    Arguments,
    Bound,
    Class,
    Dict,
    External,
    Function,
    Instance,
    Made,
    Method,
    NamesView,
    Value,
    known,
    union,
)
from uvlint.pyeval.effects import SetupCall
from uvlint.pyeval.facts import constant, plain
from uvlint.pyeval.machine import Call, Handler, Machine
from uvlint.pyeval.symbolic_paths import AWAY, ROOT
from uvlint.pymodels.files import read_each
from uvlint.pymodels.hooks import call_back, handed

COMMANDS = frozenset(
    {"bdist_egg", "bdist_wheel", "build", "build_clib", "build_ext", "build_py", "build_rust"}
    | {"build_scripts", "develop", "dist_info", "editable_wheel", "egg_info", "install"}
    | {"install_data", "install_egg_info", "install_lib", "install_scripts", "build_src"}
)
"""The commands that run when a back end builds a wheel or its metadata."""

_SURE = frozenset({"build", "build_py", "dist_info", "editable_wheel", "egg_info"})
"""The commands that run in every editable build (setuptools 80, source read)."""

_SURE_WITH = {
    "build_clib": ("libraries", "distclass"),
    "build_ext": ("ext_modules", "cffi_modules"),
}
"""Those that run where there is something for them: the arguments of `setup()` that say so."""

DECLARE_CODE = ("Extension", "cythonize", "mypycify", "set_source", "DSO", "ompiler.compile")
"""The ends of the names of what declares native code."""

_COMPILER = External("distutils.ccompiler.CCompiler")

_ADD_PART = (".sub_commands.append", ".sub_commands.insert")

_COMMAND = re.compile(r"(?:setuptools|distutils)\.command\.(\w+)\.\w+")


def is_idle(kind: Class) -> bool:
    """Tell whether a class is a kind of command that no build of a wheel runs: `sdist`."""
    found = _COMMAND.fullmatch(kind.foreign())
    return found is not None and found[1] not in COMMANDS


def note_made(made: Made, call: Call) -> None:
    """Note what declares native code, and parts that are added to a command."""
    if made.name.endswith(DECLARE_CODE):
        call.machine.declare(made, call.site)
    elif made.name.endswith(_ADD_PART):
        call.machine.effects.parts += made.arguments.positional[-1:]


# --- setup() --------------------------------------------------------------------------


def sets_up(name: str) -> bool:
    """Tell whether a function, by its dotted name, is a `setup()`."""
    return name.endswith(".setup")


def set_up(call: Call, name: str = "setuptools.setup") -> Value:
    """Note what flows into the keywords of `setup()`, and run the code it is handed."""
    machine, arguments, site = call.machine, call.arguments, call.site
    effects = machine.effects
    effects.setup_calls.append(
        SetupCall(
            name,
            arguments,
            site,
            machine.reach,
            {keyword: plain(machine, value) for keyword, value in arguments.keywords.items()},
            {keyword: constant(machine, value) for keyword, value in arguments.keywords.items()},
        )
    )
    machine.hand_on(arguments.all())
    outer = effects.keyword
    for keyword, value in arguments.keywords.items():
        held = machine.contained([value])
        machine.spend(len(held) // 8)
        effects.feed(keyword, union(held))
        effects.keyword = keyword
        if keyword == "cmdclass":
            sure = _sure(machine, arguments) if len(value.options) == 1 else frozenset()
            for command, code in list(commands_in(machine, value)):
                call_back(machine, code, sure=command in sure)
                _run_own_parts(machine, code)
            _run_parts(machine, effects.parts)
        else:
            for code in list(_code_in(held)):
                call_back(machine, code)
    effects.keyword = outer
    if arguments.rest is not None:
        effects.feed("**", machine.opaque([arguments.rest]).origins)
    machine.doubt()
    return ANYTHING


def _sure(machine: Machine, arguments: Arguments) -> frozenset[str]:
    """Return the commands that every editable build runs with these arguments."""
    given = (
        command
        for command, names in _SURE_WITH.items()
        if any(n in arguments.keywords and machine.truth(arguments.keywords[n]) for n in names)
    )
    return _SURE.union(given)


def _run_own_parts(machine: Machine, code: Value) -> None:
    """Run the commands that a command of the project names as its parts."""
    for option in code.options:
        if isinstance(option, Class) and (parts := option.find("sub_commands")):
            _run_parts(machine, machine.items(parts)[0])


def _run_script(call: Call) -> Value:
    """Run another setup.py, as `distutils.core.run_setup` does."""
    return call.machine.models.functions["runpy.run_path"](call.given(call.argument(0)))


_CODE = (Function, Bound, Class, Instance)


def _code_in(values: Iterable[Value]) -> Iterator[Value]:
    """Yield the functions, classes and instances among values."""
    for value in values:
        for option in value.options:
            if isinstance(option, _CODE):
                yield Value((option,), value.origins)


def commands_in(machine: Machine, value: Value) -> Iterator[tuple[str, Value]]:
    """Yield the commands in the argument `cmdclass` that a build may run, with their names."""
    for option in value.options:
        if isinstance(option, Dict | NamesView):
            entries = machine.entries_of(option)
            for name, item in entries.items.items():
                if isinstance(name, str) and name in COMMANDS:
                    yield ("" if name in entries.unsure else name), item
            if entries.rest is not None:
                yield "", entries.rest
        elif isinstance(option, Made):
            for name, item in option.names.items():
                if name[1:-1] in COMMANDS and name.startswith("["):
                    yield name[1:-1], item
            for argument in option.arguments.all():
                yield from commands_in(machine, argument)


def _run_parts(machine: Machine, parts: Iterable[Value]) -> None:
    """Run the commands of the project in a list of sub-commands: pairs of name and condition."""
    for part in list(parts):
        pair, _ = machine.items(part)
        if pair:
            run_command(machine, pair[0])


def run_command(machine: Machine, name: Value) -> None:
    """Run the commands of the project that a command asks for by name."""
    for call in machine.effects.setup_calls:
        table = call.arguments.keywords.get("cmdclass")
        if table is None:
            continue
        for text in machine.texts(name):
            for code in _named_in(machine, table, text):
                call_back(machine, code, sure=len(name.options) == 1)


def _named_in(machine: Machine, table: Value, name: str) -> list[Value]:
    """Return the commands of a name in the argument `cmdclass`."""
    found: list[Value] = []
    for option in table.options:
        if isinstance(option, Dict | NamesView):
            items = machine.entries_of(option).items
            if name in items:
                found.append(items[name])
        elif isinstance(option, Made):
            if f"[{name}]" in option.names:
                found.append(option.names[f"[{name}]"])
            for argument in option.arguments.all():
                found += _named_in(machine, argument, name)
    return found


# --- classes that go on in setuptools -------------------------------------------------

BUILD_FOLDERS = frozenset(
    {"bdist_dir", "build_base", "build_clib", "build_lib", "build_platlib", "build_purelib"}
    | {"build_scripts", "build_temp", "dist_dir", "egg_info", "install_data", "install_dir"}
    | {"install_lib", "install_platlib", "install_purelib", "install_scripts"}
)
"""Attributes of commands that hold where a build puts things."""

_OF_HOOKS = frozenset({"metadata", "build_data", "config"})
_HANDED = frozenset({"app", "build_config", "distribution"})
"""Attributes of commands and hooks that are objects of the tool."""

_PLAIN = frozenset(
    {"__enter__", "__exit__", "__init__", "__init_subclass__", "__post_init__", "add_defaults"}
    | {"announce", "build_extension", "build_extensions", "build_module", "build_modules"}
    | {"build_package_data", "build_packages", "byte_compile", "check_extensions_list"}
    | {"debug_print", "ensure_dirname", "ensure_filename", "ensure_string"}
    | {"ensure_string_list", "finalize_options", "get_ext_filename", "get_ext_fullname"}
    | {"get_outputs", "get_source_files", "get_sub_commands", "get_tag", "has_c_libraries"}
    | {"has_ext_modules", "has_pure_modules", "initialize_options", "run", "set_undefined_options"}
    | {"setUp", "swig_sources", "tearDown", "warn"}
)
"""Methods of commands that read no file of the project but those that `setup()` names."""


def inherited(machine: Machine, instance: Instance, name: str) -> Value:
    """Return an attribute that a base from outside the project gives."""
    if name == "root" and instance.kind.foreign().endswith("Interface"):
        return known(ROOT)
    if name in BUILD_FOLDERS:
        return known(AWAY)
    if name in _OF_HOOKS:
        return ANYTHING
    if name in _HANDED and _is_of_tool(instance):
        return handed(machine)
    if name == "compiler" and _is_of_tool(instance):
        return known(_COMPILER)
    if name == "extensions" and machine.effects.setup_calls:
        modules = machine.effects.setup_calls[-1].arguments.keywords.get("ext_modules")
        return ANYTHING if modules is None else modules
    return known(Method(instance, name))


def _is_of_tool(instance: Instance) -> bool:
    """Tell whether a class goes on in setuptools, or in a hook of a back end."""
    foreign = instance.kind.foreign()
    return foreign.endswith("Interface") or "command" in foreign.lower()


def initialized(made: Instance, foreign: str, call: Call) -> None:
    """Note with which arguments the base from outside the project is initialized."""
    if foreign.endswith(DECLARE_CODE):
        call.machine.declare(made, call.site)


def inherited_method(instance: Instance, name: str, call: Call) -> Value:
    """Return what a method comes to that a base from outside the project has."""
    machine, arguments, site = call.machine, call.arguments, call.site
    functions = machine.models.functions
    same = _SAME.get(name)
    if same is not None:
        return functions[same](call)
    match name:
        case "run_command":
            run_command(machine, call.argument(0, "command"))
            return NOTHING
        case "get_finalized_command" | "reinitialize_command" | "get_command_obj":
            return machine.made("a command", NO_ARGUMENTS)
        case "execute":
            return _execute(call, call.argument(0, "func"), call.get(1, "args"))
        case "make_file":
            origins = read_each(machine, call.argument(0, "infiles"), site)
            machine.write(call.argument(1, "outfile"), site, origins)
            return _execute(call, call.argument(2, "func"), call.get(3, "args"))
        case "__setattr__" if len(arguments.positional) == 2:
            for text in machine.texts(arguments.positional[0]):
                value = arguments.positional[1]
                machine.set_name(instance, instance.names, text, value, weakly=False)
            return NOTHING
        case _ if name in _PLAIN:
            machine.doubt()
            return machine.opaque((known(instance), *arguments.all()))
        case _:
            machine.doubt()
            machine.hand_on(arguments.all())
            if not _is_of_tool(instance):
                call_back(machine, known(instance), given=ANYTHING)
                machine.havoc([known(instance)])
            machine.havoc(arguments.all())
            return machine.opaque((known(instance), *arguments.all()))


_SAME = {
    "copy_file": "shutil.copy",
    "copy_tree": "shutil.copytree",
    "mkpath": "os.makedirs",
    "move_file": "shutil.move",
    "spawn": "subprocess.run",
}
"""Methods of commands that do the same as functions."""


def _execute(call: Call, function: Value, given: Value | None) -> Value:
    """Call a function with arguments that are given as a tuple."""
    machine = call.machine
    items = machine.sequence(given) if given is not None else []
    rest = machine.opaque([given]) if items is None and given is not None else None
    machine.apply(function, Arguments(tuple(items or ()), {}, rest), call.site)
    return NOTHING


def _initialize(foreign: str) -> Handler:
    """Return the handler of `Base.__init__(self, ...)` of a base from outside."""

    def handler(call: Call) -> Value:
        first, *others = call.arguments.positional
        arguments = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
        for option in first.options:
            if isinstance(option, Instance):
                inner = Call(call.machine, arguments, call.site)
                initialize_foreign(option, foreign, inner)
        return NOTHING

    return handler


def by_class(name: str, call: Call) -> Value | None:
    """Return what `Base.method(self, ...)` of a base from outside comes to, None for others."""
    base, _, method = name.rpartition(".")
    if not call.arguments.positional or not base:
        return None
    if method == "__init__":
        return _initialize(base)(call)
    first, *others = call.arguments.positional
    if len(first.options) == 1 and isinstance(first.options[0], Instance):
        arguments = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
        inner = Call(call.machine, arguments, call.site)
        return inherited_method(first.options[0], method, inner)
    return None


# --- what declarations have -----------------------------------------------------------

_POSITIONS = {"name": 0, "sources": 1, "include_dirs": 2}
_FILLED = frozenset({"depends", "extra_objects", "include_dirs", "sources"})
"""The lists of an extension, which are there to be filled even where the call names none."""


def extension_attribute(machine: Machine, made: Made, name: str) -> Value | None:
    """Return an attribute of an extension, None for other things."""
    if not made.name.endswith("Extension"):
        return None
    position = _POSITIONS.get(name)
    if position is not None and position < len(made.arguments.positional):
        return made.arguments.positional[position]
    if name in _FILLED:
        value = machine.list_of(())
        machine.bind(made.names, name, value)
        return value
    return None


def _find_packages(call: Call) -> Value:
    return call.machine.made("setuptools.find_packages", call.arguments, NONE)


def _new_compiler(_: Call) -> Value:
    return known(_COMPILER)


FUNCTIONS: dict[str, Handler] = {
    "distutils.ccompiler.new_compiler": _new_compiler,
    "distutils.core.run_setup": _run_script,
    "distutils.core.setup": partial(set_up, name="distutils.core.setup"),
    "numpy.distutils.core.setup": partial(set_up, name="numpy.distutils.core.setup"),
    "setuptools.find_namespace_packages": _find_packages,
    "setuptools.find_packages": _find_packages,
    "setuptools.sandbox.run_setup": _run_script,
    "setuptools.setup": set_up,
}
