"""What methods and attributes of texts, containers, paths and tools come to."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from uvlint.builds.python import calling, library, tools
from uvlint.builds.python.call import Call
from uvlint.builds.python.library.code import load
from uvlint.builds.python.library.listings import listed
from uvlint.builds.python.library.paths import from_home
from uvlint.builds.python.operators import formatted
from uvlint.builds.python.places import AWAY, ROOT, STAR, absolute, is_wild, wild
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    UNKNOWN,
    Arguments,
    Class,
    CodeAt,
    Content,
    Entries,
    External,
    Handle,
    Instance,
    Items,
    Made,
    Managed,
    Method,
    Module,
    PathObject,
    Super,
    Value,
    join,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site

_LONG = 4000


def perform(owner: object, name: str, call: Call) -> Value:
    """Return what a method comes to."""
    method = _OWNERS.get(type(owner))
    return method(owner, name, call) if method else call.opaque()


def _of_handle(handle: Handle, name: str, _: Call) -> Value:
    return known(Content(handle.path)) if name == "read" and handle.path else ANYTHING


def _of_content(content: Content, name: str, call: Call) -> Value:
    if name not in _KEEPS_CONTENT:
        return call.opaque()
    return Value((content,), call.opaque().origins)


# --- text -----------------------------------------------------------------------------

_KEEPS_CONTENT = frozenset(
    {"decode", "encode", "expandtabs", "replace", "rstrip", "strip", "lstrip", "__str__"}
)
_KEEPS_TEXT = frozenset({"decode", "encode", "as_posix", "__str__"})
_WORD_BY_WORD = frozenset(
    {"capitalize", "casefold", "lower", "lstrip", "removeprefix", "removesuffix", "replace"}
    | {"rstrip", "strip", "swapcase", "title", "upper"}
)
_LISTS = frozenset({"partition", "rpartition", "rsplit", "split", "splitlines"})
_TESTS = frozenset({"endswith", "isdigit", "startswith"})
_ASKED = _WORD_BY_WORD | _LISTS | _TESTS
_NUMBER = re.compile(r"[0-9]{1,4}")
_FIELD = re.compile(
    r"\{\{|\}\}|\{(?P<name>\w*)(?P<path>(?:\.\w+|\[\w+\])*)(?:!s)?(?::(?P<spec>[^{}]*))?\}"
    r"|(?P<odd>[{}])"
)
_STEP = re.compile(r"\.(\w+)|\[(\w+)\]")


def _of_text(text: str, name: str, call: Call) -> Value:
    machine, arguments = call.machine, call.arguments
    origins = machine.opaque(arguments.all()).origins
    if name in _KEEPS_TEXT:
        return Value((text,), origins)
    if name == "join":
        return _joined(machine, text, arguments)
    if name == "format":
        return _formatted(call, text, arguments)
    if name == "format_map":
        merged = {}
        for value in arguments.positional:
            for option in value.options:
                if isinstance(option, Entries):
                    merged.update({str(k): v for k, v in option.items.items()})
        return _formatted(call, text, Arguments((), merged))
    if name in _ASKED:
        given = _plain_arguments(arguments)
        wild_enough = is_wild(text) and name in _TESTS and name != "endswith"
        if given is not None and not wild_enough:
            return _asked(text, name, given, origins)
    return Value((UNKNOWN,), origins)


def _plain_arguments(arguments: Arguments) -> list[object] | None:
    """Return the arguments of a method of text, None where they are not plain."""
    found: list[object] = []
    if arguments.keywords or arguments.rest is not None:
        return None
    for value in arguments.positional:
        option = value.options[0] if len(value.options) == 1 else UNKNOWN
        if isinstance(option, Items) and option.rest is None:
            option = tuple(item.options[0] for item in option.items)
        if not isinstance(option, str | int | tuple | None):
            return None
        found.append(option)
    return found


def _asked(text: str, name: str, given: list[object], origins: frozenset[int]) -> Value:
    if name == "replace" and sum(len(str(g)) for g in given) * (len(text) + 1) > _LONG:
        return Value((UNKNOWN,), origins)
    try:
        answer = getattr(text, name)(*given)
    except (OverflowError, TypeError, ValueError):
        return Value((UNKNOWN,), origins)
    if name == "endswith" and is_wild(text) and not answer:
        return Value((UNKNOWN,), origins)
    if isinstance(answer, list | tuple):
        parts = [Value((part,), origins) for part in answer]
        return Value((Items(parts, is_tuple=isinstance(answer, tuple)),), origins)
    return Value((answer,), origins)


def _joined(machine: Machine, separator: str, arguments: Arguments) -> Value:
    iterable = arguments.get(0) or ANYTHING
    items = machine.sequence(iterable)
    if items is None or len(items) > 50:
        return machine.opaque(arguments.all())

    def make(*texts: str) -> object:
        whole = separator.join(texts)
        return whole if len(whole) < _LONG else UNKNOWN

    return machine.fold(items, make) if items else known("")


def _formatted(call: Call, template: str, arguments: Arguments) -> Value:
    """Return what `format` makes of a template that fills in plain text."""
    machine = call.machine
    if arguments.rest is not None or len(template) > _LONG:
        return machine.opaque(arguments.all())
    values: list[Value] = []
    automatic = 0
    for match in _FIELD.finditer(template):
        if match[0] in ("{{", "}}"):
            continue
        name = match["name"] or str(automatic)
        value = arguments.get(int(name) if _NUMBER.fullmatch(name) else -1, name)
        if match["odd"] or value is None:
            return machine.opaque(arguments.all())
        automatic += not match["name"]
        values.append(formatted(_reached(call, value, match["path"]), match["spec"] or ""))

    def make(*texts: str) -> object:
        fillers = iter(texts)
        whole = _FIELD.sub(lambda m: m[0][0] if m["name"] is None else next(fillers), template)
        return whole if len(whole) < _LONG else UNKNOWN

    return machine.fold(values, make) if values else known(make())


def _reached(call: Call, value: Value, path: str) -> Value:
    """Return what a path of attributes and items in a field of a template leads to."""
    from uvlint.builds.python.expressions import attribute, item_of

    for name, key in _STEP.findall(path):
        if name:
            value = attribute(call.machine, value, name, call.site)
        else:
            found = known(int(key) if _NUMBER.fullmatch(key) else key)
            value = item_of(call.machine, value, found, call.site)
    return value


# --- containers -----------------------------------------------------------------------


def _of_items(items: Items, name: str, call: Call) -> Value:
    machine, arguments = call.machine, call.arguments
    first = arguments.get(0)
    match name:
        case "append" | "add" | "appendleft" if first is not None:
            items.add(machine.controlled(first))
        case "insert":
            items.add(machine.controlled(arguments.get(1) or ANYTHING))
        case "extend" | "update" | "union" if first is not None:
            further, complete = machine.items(first)
            for item in further:
                items.add(machine.controlled(item))
            if not complete:
                items.rest = machine.opaque([first])
        case "remove" | "clear" if machine.control:
            items.items[:] = [machine.controlled(item) for item in items.items]
        case "copy":
            return known(Items(list(items.items), items.rest, items.is_tuple))
        case "pop" if items.items and not items.rest:
            return items.items[-1]
        case "pop" | "index" | "count" | "get":
            return machine.opaque([known(items)])
        case _:
            pass
    return known(items) if name == "union" else known(None)


def _of_entries(entries: Entries, name: str, call: Call) -> Value:
    from uvlint.builds.python.expressions import merge

    machine, arguments, site = call.machine, call.arguments, call.site
    first = arguments.get(0) or ANYTHING
    default = arguments.get(1, "default")
    plain = first.options[0] if len(first.options) == 1 else None
    match name:
        case "get" | "pop" | "setdefault":
            if isinstance(plain, str | int) and plain in entries.items:
                return entries.items[plain]
            if entries.rest is not None and External("os.environ") in entries.rest.options:
                found = machine.variable(first, site)
                return Value((UNKNOWN, *(default or known(None)).options), found)
            if name == "setdefault" and default is not None and isinstance(plain, str | int):
                entries.items[plain] = default
                return default
            if isinstance(plain, str | int) and entries.rest is None:
                return default or known(None)
            return join(machine.opaque([known(entries)]), default or known(None))
        case "update":
            for value in arguments.positional:
                merge(machine, entries, value)
            entries.items.update(arguments.keywords)
        case "items":
            pairs = [
                known(Items([known(key), value], is_tuple=True))
                for key, value in entries.items.items()
            ]
            rest = entries.rest
            more = None if rest is None else known(Items([ANYTHING, rest], is_tuple=True))
            return known(Items(pairs, more))
        case "keys":
            more = None if entries.rest is None else ANYTHING
            return known(Items([known(key) for key in entries.items], more))
        case "values":
            return known(Items(list(entries.items.values()), entries.rest))
        case "copy":
            return known(Entries(dict(entries.items), entries.rest))
        case _:
            pass
    return known(None)


# --- paths ----------------------------------------------------------------------------


def path_attribute(text: str, name: str) -> Value:
    """Return an attribute of a `pathlib.Path`."""
    match name:
        case "parent":
            return known(PathObject(posixpath.dirname(text.rstrip("/")) or "."))
        case "parents":
            folders: list[Value] = []
            folder = text
            while (above := posixpath.dirname(folder) or ".") != folder and len(folders) < 20:
                folders.append(known(PathObject(above)))
                folder = above
            return known(Items(folders, is_tuple=True))
        case "name":
            return known(posixpath.basename(text))
        case "path":  # of an entry of os.scandir
            return known(text)
        case "stem":
            return known(posixpath.splitext(posixpath.basename(text))[0])
        case "suffix":
            return known(posixpath.splitext(text)[1]) if not text.endswith(STAR) else ANYTHING
        case "parts":
            return known(Items([known(part) for part in text.split("/")], is_tuple=True))
        case _:
            return known(Method(PathObject(text), name))


def _of_path(owner: PathObject, name: str, call: Call) -> Value:
    machine, arguments, site = call.machine, call.arguments, call.site
    text, path = owner.text, known(owner)
    first = arguments.get(0)
    match name:
        case "read_text" | "read_bytes":
            origins = machine.read(path, site)
            return Value(tuple(map(Content, machine.files(path))) or (UNKNOWN,), origins)
        case "open":
            return machine.opened(path, arguments.get(0, "mode"), site)
        case "write_text" | "write_bytes" | "touch":
            machine.write(path, site)
            return known(None)
        case "chmod":
            machine.change_status(path, site)
            return known(None)
        case "joinpath" if arguments.rest is None:
            parts = (known(text), *arguments.positional)
            return machine.fold(parts, lambda *texts: PathObject(posixpath.join(*texts)))
        case "with_name" if first is not None:
            folder = posixpath.dirname(text)
            return machine.fold([first], lambda n: PathObject(posixpath.join(folder, n)))
        case "with_suffix" if first is not None:
            stem = posixpath.splitext(text)[0]
            return machine.fold([first], lambda suffix: PathObject(stem + suffix))
        case "with_stem" if first is not None:
            folder, suffix = posixpath.dirname(text), posixpath.splitext(text)[1]
            return machine.fold([first], lambda n: PathObject(posixpath.join(folder, n + suffix)))
        case "expanduser":
            return known(PathObject(from_home(text)))
        case "resolve" | "absolute":
            return known(PathObject(absolute(text, machine.folder)))
        case "relative_to" if first is not None:
            found = library.KNOWN["os.path.relpath"](call.given(path, first))
            return machine.fold([found], PathObject)
        case "as_posix" | "__str__" | "__fspath__":
            return known(text)
        case "glob" | "rglob" if first is not None:
            between = f"{STAR}{STAR}/" if name == "rglob" else ""
            pattern = machine.fold(
                [first], lambda p: PathObject(posixpath.join(text, between + wild(p)))
            )
            return _listed(machine, pattern, site)
        case "iterdir":
            return _listed(machine, known(PathObject(posixpath.join(text, STAR))), site)
        case "exists" | "is_file" | "is_symlink" | "stat":
            return machine.probe(path)
        case "rename" | "replace" if first is not None:
            machine.write(path, site)
            machine.write(first, site)
            return first
    return ANYTHING


def _listed(machine: Machine, pattern: Value, site: Site) -> Value:
    origins = listed(machine, pattern, site)
    return known(Items([Value((option,), origins) for option in pattern.options]))


# --- what tools hand out --------------------------------------------------------------

_PARSERS = ("ConfigParser", "RawConfigParser", "SafeConfigParser", "ConfigObj")
_POSITIONS = {"name": 0, "sources": 1, "include_dirs": 2}
_FILLED = frozenset({"depends", "extra_objects", "include_dirs", "sources"})
"""The lists of an extension, which are there to be filled even where the call names none."""


def made_attribute(made: Made, name: str) -> Value:
    """Return an attribute of what a call to a tool gave."""
    if made.name == calling.HOOK:
        return known(PathObject(ROOT) if name == "root" else Method(made, name))
    position = _POSITIONS.get(name) if made.name.endswith("Extension") else None
    if position is not None and position < len(made.arguments.positional):
        return made.arguments.positional[position]
    if name in _FILLED and made.name.endswith("Extension"):
        return made.names.setdefault(name, known(Items([])))
    return known(Method(made, name))


def made_item(option: Made | Method) -> Value:
    """Return an item of what a call to a tool gave."""
    made = option.owner if isinstance(option, Method) else option
    if not isinstance(made, Made):
        return ANYTHING
    return Value((made if made.name == calling.HOOK else UNKNOWN,), made.origins)


def _of_made(made: Made, name: str, call: Call) -> Value:
    machine, arguments, site = call.machine, call.arguments, call.site
    given = call.opaque()
    last = made.name.rpartition(".")[2]
    if last in _PARSERS and name == "read":
        paths = arguments.get(0, "filenames") or ANYTHING
        items, _ = machine.items(paths)
        for path in items or [paths]:
            made.origins |= machine.read(path, site)
        return known(None)
    if name == "get_template" and last in _TEMPLATE_SETS:
        made.origins |= _template(machine, made, call)
    if name in ("substitute", "safe_substitute") and made.name == "string.Template":
        return _substituted(machine, made, arguments)
    if name in ("load", "parse", "read") and any(
        isinstance(o, PathObject) for o in _first(arguments)
    ):
        made.origins |= machine.read(arguments.positional[0], site)
    if name == "enter_context":
        return _entered(call.argument(0))
    if name == "set_source":
        source = Made(f"{made.name}.set_source", arguments, origins=given.origins)
        machine.declare(source, site)
    if made.name == "types.ModuleType":
        return ANYTHING
    made.origins |= given.origins | machine.control
    if made.name == calling.HOOK:
        if name in ("get", "setdefault", "pop"):
            return Value((made,), made.origins)
        if name == "update":
            _feed_entries(machine, arguments)
    return Value((UNKNOWN,), made.origins)


_TEMPLATE_SETS = frozenset(
    {"Environment", "NativeEnvironment", "SandboxedEnvironment"} | {"TemplateLookup"}
)
"""What hands out templates by name: of Jinja with a loader, of Mako with its folders."""


def _template(machine: Machine, made: Made, call: Call) -> frozenset[int]:
    """Note the templates that may lie under a name in the folders of a set."""
    loader = made.arguments.get(-1, "loader") or known(made)
    origins = NONE
    for option in loader.options:
        if isinstance(option, Made):
            places = option.arguments.get(0, "searchpath", "directories") or ANYTHING
            for place in machine.items(places)[0] or [places]:
                path = machine.fold([place, call.argument(0, "name", "uri")], posixpath.join)
                if any(machine.project.is_file(file) for file in machine.files(path)):
                    origins |= machine.read(path, call.site)
    return origins


def _first(arguments: Arguments) -> tuple[object, ...]:
    return arguments.positional[0].options if arguments.positional else ()


def _entered(value: Value) -> Value:
    """Return what a stack of contexts gets from one."""
    option = value.options[0]
    return option.entered if isinstance(option, Managed) else value


_PLACEHOLDER = re.compile(r"\$(?:\{([a-zA-Z_]\w*)\}|([a-zA-Z_]\w*))")


def _substituted(machine: Machine, made: Made, arguments: Arguments) -> Value:
    """Return what a `string.Template` makes of its arguments."""
    named = dict(arguments.keywords)
    for value in arguments.positional:
        for option in value.options:
            if isinstance(option, Entries):
                named.update((str(key), item) for key, item in option.items.items())
    template = made.arguments.get(0, "template") or ANYTHING
    text = template.options[0]
    names = _PLACEHOLDER.findall(text) if isinstance(text, str) else []
    values = [named.get(first or second, ANYTHING) for first, second in names]
    if not values or "$$" in str(text):
        return template if names == [] and isinstance(text, str) else machine.opaque([template])

    def make(*texts: str) -> object:
        fillers = iter(texts)
        return _PLACEHOLDER.sub(lambda _: next(fillers), str(text))

    return machine.fold(values, make)


def _feed_entries(machine: Machine, arguments: Arguments) -> None:
    for value in arguments.positional:
        for option in value.options:
            if isinstance(option, Entries):
                for key, item in option.items.items():
                    machine.notes.feed_field(str(key), machine.opaque([item]).origins)


def _of_code(code: CodeAt, name: str, call: Call) -> Value:
    machine, arguments, site = call.machine, call.arguments, call.site
    if name == "load_module":
        return load(machine, known(code), site)
    if name == "exec_module":
        loaded = load(machine, known(code), site)
        for module in loaded.options:
            for value in arguments.positional:
                for option in value.options:
                    if isinstance(module, Module) and isinstance(option, Made):
                        option.names.update(module.names)
        return known(None)
    return ANYTHING


# --- classes that go on outside the project -------------------------------------------


def inherited_attribute(instance: Instance, name: str) -> Value:
    """Return an attribute that a base from outside the project gives."""
    if name == "root" and instance.kind.foreign().endswith("Interface"):
        return known(ROOT)
    if name in _BUILD_FOLDERS:
        return known(AWAY)
    if name in ("metadata", "build_data", "config"):
        return ANYTHING
    return known(Method(instance, name))


_BUILD_FOLDERS = frozenset(
    {"bdist_dir", "build_base", "build_clib", "build_lib", "build_platlib", "build_purelib"}
    | {"build_scripts", "build_temp", "dist_dir", "egg_info", "install_data", "install_dir"}
    | {"install_lib", "install_platlib", "install_purelib", "install_scripts"}
)
"""Attributes of commands that hold where a build puts things."""


def _of_instance(_: object, name: str, call: Call) -> Value:
    machine, arguments, site = call.machine, call.arguments, call.site
    match name:
        case "copy_file" | "move_file":
            return library.KNOWN["shutil.copy"](call)
        case "copy_tree":
            return library.KNOWN["shutil.copytree"](call)
        case "spawn":
            return tools.run_program(call)
        case "run_command":
            tools.run_command(machine, call.argument(0))
        case "execute" if arguments.positional:
            function, *others = arguments.positional
            given, _ = machine.items(others[0]) if others else ([], True)
            calling.apply(machine, function, Arguments(tuple(given), {}), site)
    return machine.opaque(arguments.all())


def _of_base(base: Super, name: str, call: Call) -> Value:
    for option in base.instance.options:
        if isinstance(option, Instance):
            if name == "__init__":
                calling.initialize_foreign(option, base.kind.foreign(), call)
            else:
                return _of_instance(option, name, call)
    return call.opaque()


def _of_class(kind: Class, name: str, call: Call) -> Value:
    arguments = call.arguments
    if name == "__init__" and arguments.positional:
        first, *others = arguments.positional
        rest = Arguments(tuple(others), arguments.keywords, arguments.rest)
        return _of_base(Super(kind, first), name, Call(call.machine, rest, call.site))
    return call.opaque()


_OWNERS: dict[type, Callable[[Any, str, Call], Value]] = {
    Class: _of_class,
    CodeAt: _of_code,
    Content: _of_content,
    Entries: _of_entries,
    Handle: _of_handle,
    Instance: _of_instance,
    Items: _of_items,
    Made: _of_made,
    PathObject: _of_path,
    Super: _of_base,
    str: _of_text,
}
"""What calls the methods of each kind of option."""
