"""What calls to the standard library come to, as far as builds use it."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice, product
from typing import TYPE_CHECKING

from uvlint.builds.modules import find_module
from uvlint.builds.python import calling, imports, methods, tools
from uvlint.builds.python.call import Call
from uvlint.builds.python.notes import Sort
from uvlint.builds.python.places import AWAY, STAR, absolute, is_wild, wild
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    UNKNOWN,
    Arguments,
    Bound,
    Class,
    CodeAt,
    Content,
    Entries,
    External,
    Function,
    Instance,
    Items,
    Made,
    Method,
    Module,
    Namespace,
    PathObject,
    Scope,
    Unknown,
    Value,
    join,
    known,
)
from uvlint.model import Certainty

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site

Handler = Callable[[Call], Value]

_MANY_COMBINATIONS = 200

_CONSTANTS: dict[str, object] = {
    "os.curdir": ".",
    "os.devnull": "/dev/null",
    "os.extsep": ".",
    "os.linesep": "\n",
    "os.pardir": "..",
    "os.path.curdir": ".",
    "os.path.pardir": "..",
    "os.path.sep": "/",
    "os.sep": "/",
    "posixpath.sep": "/",
    "sys.base_prefix": AWAY,
    "sys.exec_prefix": AWAY,
    "sys.executable": f"{AWAY}/python",
    "sys.prefix": AWAY,
    "six.PY2": False,
    "six.PY3": True,
    "sys.version_info.major": 3,
    "typing.TYPE_CHECKING": False,
    "typing_extensions.TYPE_CHECKING": False,
}

_SAME = {
    "io.path": "os.path",
    "ntpath": "os.path",
    "pathlib.PosixPath": "pathlib.Path",
    "pathlib.PurePath": "pathlib.Path",
    "pathlib.PurePosixPath": "pathlib.Path",
    "pathlib2.Path": "pathlib.Path",
    "posixpath": "os.path",
}


@lru_cache(maxsize=4096)
def constant(name: str) -> Value:
    """Return an attribute of something outside the project, by its dotted name."""
    if name in _CONSTANTS:
        return known(_CONSTANTS[name])
    if name.endswith(".__file__"):
        return known(f"{AWAY}/{name}")
    return known(External(_SAME.get(name, name)))


def path_of(file: str) -> str:
    """Return what `__file__` is in a file of the project."""
    return absolute(file)


def perform(name: str, call: Call) -> Value:
    """Return what a call to something outside the project comes to."""
    handler = KNOWN.get(name)
    if handler is not None:
        return handler(call)
    machine, arguments, site = call
    if name.startswith("pathlib.Path.") and arguments.positional:
        return _path_method(name.rpartition(".")[2], call)
    if name.endswith(".__init__") and arguments.positional:
        return _initialize(name.removesuffix(".__init__"), call)
    if tools.sets_up(name):
        return tools.set_up(call)
    origins = call.opaque().origins | tools.consulted(machine, name, site)
    if _READS.search(name):
        origins |= _guess_read(call)
    made = Made(name, arguments, origins=origins)
    tools.note_made(made, call)
    for value in arguments.all():
        for option in value.options:
            if isinstance(option, Function | Bound):
                calling.call_back(machine, value)
                break
    return Value((made,), origins)


def _path_method(name: str, call: Call) -> Value:
    """Call a method of `pathlib.Path` with the path as its first argument."""
    from uvlint.builds.python.expressions import attribute

    path, *others = call.arguments.positional
    method = attribute(call.machine, path, name, call.site)
    rest = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
    return calling.apply(call.machine, method, rest, call.site)


_READS = re.compile(r"(?:^|[._])(?:convert|from_file|load|open|parse|read)[a-z_]*$")
"""How the names of functions end that may read a file whose name they are given."""


def _guess_read(call: Call) -> frozenset[int]:
    """Note a file of the project that an unknown function is handed by its name."""
    first = call.get(0)
    names = call.machine.files(first) if first is not None else []
    origins = NONE
    for name in filter(call.machine.project.is_file, names):
        origins |= call.machine.notes.observe(Sort.FILE, name, call.site, Certainty.POSSIBLE)
    return origins


def _initialize(foreign: str, call: Call) -> Value:
    """Initialize the base of an instance by the name of the base."""
    first, *others = call.arguments.positional
    arguments = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
    for option in first.options:
        if isinstance(option, Instance):
            made = Call(call.machine, arguments, call.site)
            calling.initialize_foreign(option, foreign, made)
    return known(None)


# --- paths ----------------------------------------------------------------------------


def _join_path(call: Call) -> Value:
    if call.arguments.rest is not None:
        return call.opaque()
    return call.machine.fold(call.arguments.positional, posixpath.join)


def _text(function: Callable[[str], str]) -> Handler:
    def handler(call: Call) -> Value:
        first = call.get(0, "path", "p", "s", "filename", "pathname")
        return call.machine.fold([first], function) if first is not None else ANYTHING

    return handler


def _pair(function: Callable[[str], tuple[str, str]]) -> Handler:
    def handler(call: Call) -> Value:
        first = call.argument(0, "path", "p")
        head = call.machine.fold([first], lambda text: function(text)[0])
        tail = call.machine.fold(
            [first], lambda text: UNKNOWN if _is_cut_open(text, function) else function(text)[1]
        )
        return known(Items([head, tail], is_tuple=True))

    return handler


def _is_cut_open(text: str, function: Callable[[str], tuple[str, str]]) -> bool:
    """Tell whether the suffix of a name is what is open in it."""
    return function is posixpath.splitext and text.endswith(STAR)


def _absolute(call: Call) -> Value:
    folder = call.machine.folder
    return call.machine.fold(
        [call.argument(0, "path", "filename")], lambda text: absolute(text, folder)
    )


def _relative(call: Call) -> Value:
    start = call.get(1, "start") or known(call.machine.folder)
    path = call.argument(0, "path")

    def relpath(text: str, folder: str) -> str:
        here = call.machine.folder
        return posixpath.relpath(absolute(text, here), absolute(folder, here))

    return call.machine.fold([path, start], relpath)


def _working_folder(call: Call) -> Value:
    return known(call.machine.folder)


def _change_folder(call: Call) -> Value:
    path = call.argument(0, "path")
    texts = list(call.machine.texts(path))
    if len(texts) == 1 == len(path.options):
        call.machine.folder = absolute(texts[0], call.machine.folder)
    return known(None)


def _this_file(call: Call) -> Value:
    return known(path_of(call.site.scope.module.file))


def _frame(call: Call) -> Value:
    """Return a frame, which leads to the file of its code."""
    code = Made("a code object", Arguments((), {}), {"co_filename": _this_file(call)})
    names = {
        "f_code": known(code),
        "f_globals": known(Entries(call.site.scope.module.names)),
        "filename": _this_file(call),
    }
    return known(Made("a frame", Arguments((), {}), names))


def _stack(call: Call) -> Value:
    fields = ("frame", "filename", "lineno", "function", "code_context", "index")
    items = [_frame(call), _this_file(call), *[ANYTHING] * 4]
    return known(Items([known(Items(items, is_tuple=True, fields=fields))]))


def _away(_: Call) -> Value:
    """Return the path of something that is not in the project."""
    return known(AWAY)


def _away_open(_: Call) -> Value:
    """Return a file that is not in the project."""
    return known(Made("a temporary file", Arguments((), {}), {"name": known(AWAY)}))


def _away_pair(_: Call) -> Value:
    return known(Items([ANYTHING, known(AWAY)], is_tuple=True))


def _away_list(_: Call) -> Value:
    return known(Items([known(AWAY)]))


def _expand_user(call: Call) -> Value:
    return call.machine.fold([call.argument(0, "path")], from_home)


def from_home(text: str) -> str:
    """Return a path with the home folder in it as one that is not in the project."""
    return f"{AWAY}/{text.removeprefix('~')}" if text.startswith("~") else text


_VARIABLE = re.compile(r"\$(?:\{(\w+)\}|(\w+))|%(\w+)%")


def _expand_variables(call: Call) -> Value:
    path = call.argument(0, "path")
    found = [m for text in call.machine.texts(path) for m in _VARIABLE.finditer(text)]
    if not found:
        return path
    origins = path.origins
    for match in found:
        origins |= call.machine.variable(known(match[match.lastindex or 0]), call.site)
    return Value((UNKNOWN,), origins)


def _probe(call: Call) -> Value:
    return call.machine.probe(call.argument(0, "path"))


def _path_object(call: Call) -> Value:
    if call.arguments.rest is not None:
        return call.opaque()
    parts = call.arguments.positional or (known("."),)
    return call.machine.fold(parts, lambda *texts: PathObject(posixpath.join(*texts)))


def _away_path(_: Call) -> Value:
    return known(PathObject(AWAY))


def _path_here(call: Call) -> Value:
    return known(PathObject(call.machine.folder))


# --- reading and writing --------------------------------------------------------------


def _open(call: Call) -> Value:
    path = call.get(0, "file", "name", "filename", "path")
    if path is None:
        return ANYTHING
    return call.machine.opened(path, call.get(1, "mode"), call.site)


def _open_descriptor(call: Call) -> Value:
    """Return what `os.open` gives; flags that are combined mean writing."""
    path, flags = call.argument(0, "path"), call.argument(1, "flags")
    mode = "r" if External("os.O_RDONLY") in flags.options else "w"
    return call.machine.opened(path, known(mode), call.site)


def _open_archive(call: Call) -> Value:
    opened = call.machine.opened(call.argument(0, "name", "file"), call.get(1, "mode"), call.site)
    return Value((UNKNOWN,), opened.origins)


def _read_argument(call: Call) -> Value:
    """Return what is read from a file that is given by its name, or already open."""
    path = call.argument(0, "file", "filename", "fname", "path", "paths", "files")
    items, _ = call.machine.items(path)
    origins = call.opaque().origins
    for value in items or [path]:
        if any(call.machine.texts(value)):
            origins |= call.machine.read(value, call.site)
    return Value((UNKNOWN,), origins)


def _read_all_arguments(call: Call) -> Value:
    origins = call.opaque().origins
    for value in call.arguments.positional:
        origins |= call.machine.read(value, call.site)
    return Value((UNKNOWN,), origins)


def _package_folder(call: Call, package: Value) -> Value:
    """Return the folder of a package that is given by its name or as a module."""
    folders: list[object] = []
    for option in package.options:
        if isinstance(option, str) and option:
            found = imports.import_module(call.machine, option, call.site)[1].options[0]
        else:
            found = option
        if isinstance(found, Module | Namespace):
            folders.append(PathObject(path_of(found.folder)))
        else:
            folders.append(PathObject(AWAY) if isinstance(found, External) else UNKNOWN)
    return Value(tuple(folders), package.origins)


def _resource_folder(call: Call) -> Value:
    return _package_folder(call, call.argument(0, "package", "anchor"))


def _resource(call: Call) -> Value:
    """Return the path of a file that is given by its package and its name there."""
    first = _package_folder(call, call.argument(0, "package", "anchor", "package_or_requirement"))
    name = call.argument(1, "resource", "resource_name")
    return call.machine.fold([first, name], lambda *texts: PathObject(posixpath.join(*texts)))


def _read_resource(call: Call) -> Value:
    path = _resource(call)
    origins = call.machine.read(path, call.site)
    return Value(tuple(map(Content, call.machine.files(path))) or (UNKNOWN,), origins)


def _open_resource(call: Call) -> Value:
    return call.machine.opened(_resource(call), None, call.site)


def _find_module(call: Call) -> Value:
    """Return what `imp.find_module` does: an open file, its path, a description."""
    name, folders = call.argument(0, "name"), call.get(1, "path")
    searched = call.machine.items(folders)[0] if folders else []
    places = searched or [known(path_of(folder)) for folder in call.machine.sys_path]
    files = [
        file
        for place in places
        for folder in call.machine.names(place, top=True)
        for text in call.machine.texts(name)
        if (file := find_module(call.machine.project, text, folder))
    ]
    path = Value(tuple(map(path_of, files)) or (UNKNOWN,), name.origins)
    return known(Items([ANYTHING, path, ANYTHING], is_tuple=True))


def _load_found(call: Call) -> Value:
    path = call.argument(2, "pathname")
    return _load_source(call.given(call.argument(0, "name"), path))


def _execute(call: Call) -> Value:
    code = call.argument(0)
    spaces = [names for v in call.arguments.positional[1:3] for names in _names_of(v)]
    for option in code.options:
        if isinstance(option, Content) and option.path:
            for names in spaces[:2] or [call.site.scope.names]:
                imports.run_content(call.machine, option.path, names, code.origins, call.site)
        elif isinstance(option, str) and not is_wild(option):
            imports.run_text(
                call.machine, option, (spaces or [call.site.scope.names])[0], call.site
            )
        elif option is UNKNOWN:
            for value in call.arguments.positional[1:]:
                _taint(value, code.origins)
    return known(None)


def _names_of(value: Value) -> Iterable[dict[str, Value]]:
    for option in value.options:
        if isinstance(option, Entries):
            yield option.items
        elif isinstance(option, Module):
            yield option.names


def _taint(value: Value, origins: frozenset[int]) -> None:
    for option in value.options:
        if isinstance(option, Entries):
            option.add(Value((UNKNOWN,), origins))


def _namespace(call: Call) -> Value:
    return known(Entries(call.site.scope.module.names))


def _variables(call: Call) -> Value:
    owner = call.get(0)
    if owner is None:
        return _namespace(call)
    option = owner.options[0]
    if len(owner.options) == 1 and isinstance(option, Module | Instance | Made):
        return Value((Entries(option.names),), owner.origins)
    return call.opaque()


def _run_path(call: Call) -> Value:
    path = call.argument(0, "path_name")
    origins = call.machine.read(path, call.site, runs=True)
    names: dict[str, Value] = {}
    for given in _names_of(call.get(1, "init_globals") or ANYTHING):
        names.update(given)
    for file in call.machine.files(path):
        names["__file__"] = known(absolute(file))
        imports.run_content(call.machine, file, names, origins, call.site)
    return Value((Entries({**names}),), origins)


def _loader(call: Call) -> Value:
    path = call.argument(1, "path", "location", "pathname")
    if not any(call.machine.texts(path)) and (loader := call.get(-1, "loader")):
        return loader
    origins = call.machine.read(path, call.site, runs=True)
    found = tuple(map(CodeAt, call.machine.files(path)))
    return Value(found or (UNKNOWN,), origins)


def _module_of(call: Call) -> Value:
    return load(call.machine, call.argument(0, "spec", "loader"), call.site)


def load(machine: Machine, spec: Value, site: Site) -> Value:
    """Run the files that specifications or loaders stand for; return their modules."""
    found = [
        imports.run_module(machine, option.path, site)
        for option in spec.options
        if isinstance(option, CodeAt)
    ]
    return Value(join(*found).options, spec.origins) if found else machine.opaque([spec])


def _load_source(call: Call) -> Value:
    return load(call.machine, _loader(call), call.site)


def _import(call: Call) -> Value:
    name = call.argument(0, "name")
    from_list = call.get(3, "fromlist")
    found = []
    for text in call.machine.texts(name):
        if text.startswith("."):
            found.append(ANYTHING)
        elif text:
            top, module = imports.import_module(call.machine, text, call.site)
            found.append(module if from_list is not None or not _is_dunder(call.site) else top)
    return join(*found) if found else call.opaque()


def _is_dunder(site: Site) -> bool:
    node = site.node
    return getattr(getattr(node, "func", None), "id", "") == "__import__"


def _glob(call: Call) -> Value:
    pattern = call.argument(0, "pathname", "pattern")
    if folder := call.get(-1, "root_dir"):
        listed = call.machine.fold([folder, pattern], posixpath.join)
        return Value(
            found_files(call.machine, pattern, call.site).options,
            _soft(call.machine, listed, call.site),
        )
    return found_files(call.machine, pattern, call.site)


def found_files(machine: Machine, pattern: Value, site: Site) -> Value:
    """Return the list that a glob finds, as one open path for each pattern."""
    open_paths = machine.fold([pattern], lambda text: wild(text))
    return known(Items([Value((o,), _soft(machine, open_paths, site)) for o in open_paths.options]))


def _soft(machine: Machine, paths: Value, site: Site) -> frozenset[int]:
    return machine.read(paths, site, soft=True)


def _list_folder(call: Call) -> Value:
    folder = call.get(0, "path") or known(".")
    inside = call.machine.fold([folder], lambda text: posixpath.join(text, STAR))
    return known(Items([Value((STAR,), _soft(call.machine, inside, call.site))]))


def _scan_folder(call: Call) -> Value:
    folder = call.get(0, "path") or known(".")
    inside = call.machine.fold([folder], lambda text: PathObject(posixpath.join(text, STAR)))
    return known(Items([Value(inside.options, _soft(call.machine, inside, call.site))]))


def _walk(call: Call) -> Value:
    top = call.argument(0, "top")
    root = call.machine.fold([top], lambda text: posixpath.join(text, STAR + STAR))
    inside = call.machine.fold([root], lambda text: posixpath.join(text, STAR))
    origins = _soft(call.machine, inside, call.site)
    names = known(Items([Value((STAR,), origins)]))
    return known(Items([known(Items([root, known(Items([ANYTHING])), names], is_tuple=True))]))


def _filter_names(call: Call) -> Value:
    names = call.argument(0, "names")
    pattern = next(call.machine.texts(call.argument(1, "pat")), "")
    items, complete = call.machine.items(names)
    if not complete or not pattern.startswith("*"):
        return call.opaque()
    ending = wild(pattern[1:])

    def ended(text: str) -> str:
        return text + ending if text.endswith(STAR) else text

    return known(Items([call.machine.fold([item], ended) for item in items]))


def _copy_file(call: Call) -> Value:
    source = call.argument(0, "src")
    target = call.argument(1, "dst")
    call.machine.read(source, call.site)

    def written(path: str, name: str) -> str:
        folder = path.endswith("/") or call.machine.is_folder(path)
        return posixpath.join(path, posixpath.basename(name)) if folder else path

    call.machine.write(call.machine.fold([target, source], written), call.site)
    return target


def _copy_tree(call: Call) -> Value:
    inside = [
        call.machine.fold([value], lambda text: posixpath.join(text, STAR + STAR, STAR))
        for value in (call.get(0, "src"), call.get(1, "dst"))
        if value is not None
    ]
    if inside:
        call.machine.read(inside[0], call.site)
    for value in inside[1:]:
        call.machine.write(value, call.site)
    return ANYTHING


def _move(call: Call) -> Value:
    for index in (0, 1):
        call.machine.write(call.argument(index), call.site)
    return ANYTHING


# --- the environment ------------------------------------------------------------------


def _variable(call: Call) -> Value:
    name = call.argument(0, "key")
    default = call.get(1, "default") or known(None)
    origins = call.machine.variable(name, call.site)
    return Value((UNKNOWN, *default.options), origins | default.origins)


def _environment(_: Call) -> Value:
    return known(External("os.environ"))


def _set_variables(call: Call) -> Value:
    for value in call.arguments.positional:
        items, _ = call.machine.items(value)
        for name in items or [value]:
            call.machine.notes.assigned_variables.update(call.machine.texts(name))
    call.machine.notes.assigned_variables.update(call.arguments.keywords)
    return known(None)


def _extend_path(call: Call) -> Value:
    from uvlint.builds.python.statements import extend_path

    for value in call.arguments.positional:
        extend_path(call.machine, value, first=False)
    return known(None)


def _insert_path(call: Call) -> Value:
    from uvlint.builds.python.statements import extend_path

    is_first = 0 in call.argument(0).options
    extend_path(call.machine, call.argument(1), first=is_first)
    return known(None)


# --- builtins -------------------------------------------------------------------------


def _as_list(call: Call) -> Value:
    first = call.get(0, "iterable")
    if first is None:
        return known(Items([]))
    if any(isinstance(option, Content | str) for option in first.options):
        return call.machine.opaque([first])
    items, complete = call.machine.items(first)
    return known(Items(items, None if complete else call.machine.opaque([first])))


def _as_tuple(call: Call) -> Value:
    found = _as_list(call)
    for option in found.options:
        if isinstance(option, Items):
            option.is_tuple = True
    return found


def _as_dict(call: Call) -> Value:
    from uvlint.builds.python.expressions import merge

    found = Entries({})
    for value in call.arguments.positional:
        if External("os.environ") in value.options:
            return known(External("os.environ"))
        if any(isinstance(option, Items) for option in value.options):
            items, _ = call.machine.items(value)
            for item in items:
                pair = call.machine.sequence(item)
                key = pair[0].options[0] if pair and len(pair) == 2 else None
                if pair and isinstance(key, str | int):
                    found.items[key] = pair[1]
                else:
                    found.add(call.machine.opaque([item]))
        else:
            merge(call.machine, found, value)
    found.items.update(call.arguments.keywords)
    if call.arguments.rest is not None:
        found.add(call.arguments.rest)
    return known(found)


def _as_text(call: Call) -> Value:
    first = call.get(0, "object")
    if first is None:
        return known("")
    found: list[object] = []
    for option in first.options:
        if isinstance(option, Content | str):
            found.append(option)
        elif isinstance(option, PathObject):
            found.append(option.text)
        elif isinstance(option, int) and option.bit_length() < 64:
            found.append(str(option))
        else:
            found.append(UNKNOWN)
    return Value(tuple(found), first.origins)


def _map(call: Call) -> Value:
    function = call.argument(0)
    rows = [call.machine.items(value) for value in call.arguments.positional[1:]]
    found = Items([])
    if not rows or not all(complete for _, complete in rows):
        given = [call.machine.opaque([value]) for value in call.arguments.positional[1:]]
        found.rest = calling.apply(call.machine, function, Arguments(tuple(given), {}), call.site)
        return known(found)
    for combination in zip(*(items for items, _ in rows), strict=False):
        found.add(calling.apply(call.machine, function, Arguments(combination, {}), call.site))
    return known(found)


def _filter(call: Call) -> Value:
    function = call.argument(0)
    iterable = call.argument(1)
    items, complete = call.machine.items(iterable)
    for index, item in enumerate(items):
        calling.apply(call.machine, function, Arguments((item,), {}), call.site)
        items[index] = _passed(call.machine, function, item)
    return known(Items(items, None if complete else call.machine.opaque([iterable])))


def _passed(machine: Machine, function: Value, item: Value) -> Value:
    """Return an item as it is where a lambda is true for it."""
    from uvlint.builds.python.expressions import narrow

    option = function.options[0]
    if isinstance(option, Function) and isinstance(option.node, ast.Lambda):
        names = [parameter.arg for parameter in option.node.args.args]
        if len(names) == 1:
            scope = Scope({names[0]: item}, option.scope.module, option.scope)
            narrow(machine, option.node.body, scope, holds=True)
            return scope.names[names[0]]
    return item


def _zip(call: Call) -> Value:
    rows = [call.machine.items(value) for value in call.arguments.positional]
    if not all(complete for _, complete in rows):
        return call.opaque()
    tuples = zip(*(items for items, _ in rows), strict=False)
    return known(Items([known(Items(list(row), is_tuple=True)) for row in tuples]))


def _product(call: Call) -> Value:
    rows = [call.machine.items(value) for value in call.arguments.positional]
    if not all(complete for _, complete in rows):
        return call.opaque()
    combinations = islice(product(*(items for items, _ in rows)), _MANY_COMBINATIONS)
    return known(Items([known(Items(list(row), is_tuple=True)) for row in combinations]))


def _enumerate(call: Call) -> Value:
    items, complete = call.machine.items(call.argument(0))
    pairs = [known(Items([known(i), item], is_tuple=True)) for i, item in enumerate(items)]
    return known(Items(pairs, None if complete else call.opaque()))


def _chain(call: Call) -> Value:
    found = Items([])
    for value in call.arguments.positional:
        items, complete = call.machine.items(value)
        for item in items:
            found.add(item)
        if not complete:
            found.rest = call.machine.opaque([value])
    return known(found)


def _sum(call: Call) -> Value:
    lists, complete = call.machine.items(call.argument(0))
    if not complete or len(call.arguments.positional) < 2:
        return call.opaque()
    return _chain(call.given(*lists, call.arguments.positional[1]))


def _reduce(call: Call) -> Value:
    function, iterable = call.argument(0), call.argument(1)
    items = call.machine.sequence(iterable)
    start = call.get(2)
    if start is not None and items is not None:
        items = [start, *items]
    if not items:
        return call.opaque()
    result, *others = items
    for item in others[:_MANY_COMBINATIONS]:
        given = Arguments((result, item), {})
        result = calling.apply(call.machine, function, given, call.site)
    return result


def _getattr(call: Call) -> Value:
    from uvlint.builds.python.expressions import attribute

    owner, name = call.get(0), call.get(1)
    text = next(call.machine.texts(name), None) if name else None
    if owner is None or text is None:
        return call.opaque()
    found = attribute(call.machine, owner, text, call.site)
    default = call.get(2)
    if default is None or not any(
        isinstance(o, Unknown | Method | External) for o in found.options
    ):
        return found
    return join(found, default)


def _setattr(call: Call) -> Value:
    if len(call.arguments.positional) == 3:
        owner, name, value = call.arguments.positional
        for option in owner.options:
            for text in call.machine.texts(name):
                if isinstance(option, Class | Instance | Made | Module):
                    option.names[text] = value
    return known(None)


def _partial(call: Call) -> Value:
    if not call.arguments.positional or call.arguments.rest is not None:
        return call.opaque()
    function, *first = call.arguments.positional
    bound = (Bound(option, tuple(first), call.arguments.keywords) for option in function.options)
    return Value(tuple(bound), function.origins)


def _range(call: Call) -> Value:
    bounds = [
        value.options[0]
        for value in call.arguments.positional
        if len(value.options) == 1 and isinstance(value.options[0], int)
    ]
    if (
        not 1 <= len(bounds) <= 3
        or len(bounds) != len(call.arguments.positional)
        or 0 in bounds[2:]
    ):
        return call.opaque()
    numbers = islice(range(*bounds), _MANY_COMBINATIONS + 1)
    found = [known(number) for number in numbers]
    return known(Items(found)) if len(found) <= _MANY_COMBINATIONS else call.opaque()


def _length(call: Call) -> Value:
    first = call.argument(0)
    option = first.options[0]
    if len(first.options) == 1:
        if isinstance(option, Items | Entries) and option.rest is None:
            return Value((len(option.items),), first.origins)
        if isinstance(option, str) and not is_wild(option):
            return Value((len(option),), first.origins)
    return call.opaque()


def _number(call: Call) -> Value:
    first = call.argument(0)
    option = first.options[0]
    is_number = isinstance(option, int) or (isinstance(option, str) and _DIGITS.fullmatch(option))
    if is_number and len(call.arguments.positional) == len(first.options) == 1:
        return Value((int(option),), first.origins)  # type: ignore[call-overload]
    return call.opaque()


_DIGITS = re.compile(r"[0-9]{1,9}")


def _default_dict(call: Call) -> Value:
    factory = call.get(0, "default_factory")
    found = Entries({})
    if factory is not None:
        found.make = lambda: calling.apply(call.machine, factory, Arguments((), {}), call.site)
    for value in call.arguments.positional[1:]:
        merged = _as_dict(call.given(value))
        for option in merged.options:
            if isinstance(option, Entries):
                found.items.update(option.items)
    found.items.update(call.arguments.keywords)
    return known(found)


def _named_tuple(call: Call) -> Value:
    """Return the class that `collections.namedtuple` makes."""
    names = call.argument(1, "field_names")
    items, _ = call.machine.items(names)
    texts = [text for item in items or [names] for text in call.machine.texts(item)]
    fields = [name for text in texts for name in text.replace(",", " ").split()]
    base = External("typing.NamedTuple")
    return known(Class("namedtuple", call.site.scope.module, (base,), {}, fields))


def _words(call: Call) -> Value:
    text = call.argument(0, "s")
    plain = text.options[0]
    if len(text.options) > 1 or not isinstance(plain, str):
        return call.opaque()
    words = [Value((word.strip("'\""),), text.origins) for word in plain.split()]
    return known(Items(words))


def _first(call: Call) -> Value:
    return call.argument(0)


def _nothing(_: Call) -> Value:
    return known(None)


def _depends(call: Call) -> Value:
    return call.opaque()


def _next(call: Call) -> Value:
    items, complete = call.machine.items(call.argument(0))
    default = call.get(1)
    choices = [*items, *([default] if default is not None else [])]
    if not choices or not complete:
        choices.append(call.opaque())
    return join(*choices)


def _exit(_: Call) -> Value:
    return known(External("sys.exit"))


_BUILTINS: dict[str, Handler] = {
    "__import__": _import,
    "all": _depends,
    "any": _depends,
    "bool": _depends,
    "bytes": _as_text,
    "compile": _first,
    "dict": _as_dict,
    "enumerate": _enumerate,
    "eval": _depends,
    "exec": _execute,
    "execfile": _run_path,
    "exit": _exit,
    "filter": _filter,
    "float": _depends,
    "format": _depends,
    "frozenset": _as_list,
    "getattr": _getattr,
    "globals": _namespace,
    "hasattr": _depends,
    "int": _number,
    "isinstance": _depends,
    "issubclass": _depends,
    "iter": _as_list,
    "len": _length,
    "list": _as_list,
    "locals": _namespace,
    "map": _map,
    "max": _depends,
    "min": _depends,
    "next": _next,
    "open": _open,
    "print": _nothing,
    "range": _range,
    "repr": _depends,
    "reversed": _as_list,
    "set": _as_list,
    "setattr": _setattr,
    "sorted": _as_list,
    "str": _as_text,
    "sum": _sum,
    "tuple": _as_tuple,
    "type": _depends,
    "unicode": _as_text,
    "vars": _variables,
    "zip": _zip,
}

_OF_INSTALLATIONS = (
    "distutils.sysconfig.get_config_var",
    "distutils.sysconfig.get_python_inc",
    "distutils.sysconfig.get_python_lib",
    "numpy.distutils.misc_util.get_numpy_include_dirs",
    "numpy.get_include",
    "pybind11.get_cmake_dir",
    "pybind11.get_include",
    "site.getuserbase",
    "site.getusersitepackages",
    "sysconfig.get_config_var",
    "sysconfig.get_path",
)
"""What gives a path of the interpreter or of a package that is installed."""

_OTHERS = frozenset(
    {"Exception", "FileNotFoundError", "ImportError", "ModuleNotFoundError", "OSError"}
    | {"IOError", "KeyError", "RuntimeError", "SystemExit", "ValueError", "object", "input"}
    | {"classmethod", "property", "staticmethod"}
)
BUILTINS = frozenset(_BUILTINS) | _OTHERS

KNOWN: dict[str, Handler] = {
    **_BUILTINS,
    **tools.KNOWN,
    **dict.fromkeys(_OF_INSTALLATIONS, _away),
    "site.getsitepackages": _away_list,
    "Cython.Shadow.inline": _depends,
    "ast.literal_eval": _depends,
    "builtins.open": _open,
    "bz2.open": _open,
    "codecs.open": _open,
    "collections.OrderedDict": _as_dict,
    "collections.defaultdict": _default_dict,
    "collections.namedtuple": _named_tuple,
    "configobj.ConfigObj": _read_argument,
    "copy.copy": _first,
    "copy.deepcopy": _first,
    "distutils.dir_util.copy_tree": _copy_tree,
    "distutils.file_util.copy_file": _copy_file,
    "distutils.file_util.move_file": _move,
    "distutils.util.convert_path": _first,
    "filecmp.cmp": _read_all_arguments,
    "fileinput.FileInput": _read_argument,
    "fileinput.input": _read_argument,
    "glob.escape": _first,
    "fnmatch.filter": _filter_names,
    "functools.partial": _partial,
    "functools.reduce": _reduce,
    "glob.glob": _glob,
    "glob.iglob": _glob,
    "gzip.open": _open,
    "imp.find_module": _find_module,
    "imp.load_module": _load_found,
    "imp.load_source": _load_source,
    "importlib.import_module": _import,
    "importlib.machinery.SourceFileLoader": _loader,
    "importlib.resources.files": _resource_folder,
    "importlib.resources.open_binary": _open_resource,
    "importlib.resources.open_text": _open_resource,
    "importlib.resources.path": _resource,
    "importlib.resources.read_binary": _read_resource,
    "importlib.resources.read_text": _read_resource,
    "importlib.util.module_from_spec": _module_of,
    "importlib.util.spec_from_file_location": _loader,
    "importlib.util.spec_from_loader": _loader,
    "inspect.currentframe": _frame,
    "inspect.getabsfile": _this_file,
    "inspect.getfile": _this_file,
    "inspect.getsourcefile": _this_file,
    "inspect.stack": _stack,
    "io.FileIO": _open,
    "io.open": _open,
    "itertools.chain": _chain,
    "itertools.chain.from_iterable": lambda call: _sum(
        call.given(*call.arguments.positional, known(Items([])))
    ),
    "itertools.product": _product,
    "linecache.getline": _read_argument,
    "linecache.getlines": _read_argument,
    "logging.config.fileConfig": _read_argument,
    "m2r.parse_from_file": _read_argument,
    "m2r2.parse_from_file": _read_argument,
    "numpy.genfromtxt": _read_argument,
    "numpy.load": _read_argument,
    "numpy.loadtxt": _read_argument,
    "os._exit": _exit,
    "os.chdir": _change_folder,
    "os.environ.copy": _environment,
    "os.environ.__contains__": _variable,
    "os.environ.__getitem__": _variable,
    "os.environ.get": _variable,
    "os.environ.has_key": _variable,
    "os.environ.keys": _environment,
    "os.environ.pop": _variable,
    "os.environ.setdefault": _variable,
    "os.environ.update": _set_variables,
    "os.environb.get": _variable,
    "os.environb.pop": _variable,
    "os.environb.setdefault": _variable,
    "os.fsdecode": _text(str),
    "os.fspath": _text(str),
    "os.getcwd": _working_folder,
    "os.getcwdu": _working_folder,
    "os.getenv": _variable,
    "os.getenvb": _variable,
    "os.open": _open_descriptor,
    "os.link": _copy_file,
    "os.listdir": _list_folder,
    "os.path.abspath": _absolute,
    "os.path.basename": _text(posixpath.basename),
    "os.path.dirname": _text(posixpath.dirname),
    "os.access": _probe,
    "os.stat": _probe,
    "os.path.exists": _probe,
    "os.path.expanduser": _expand_user,
    "os.path.expandvars": _expand_variables,
    "os.path.isdir": _depends,
    "os.path.isfile": _probe,
    "os.path.join": _join_path,
    "os.path.lexists": _probe,
    "os.path.normcase": _text(str),
    "os.path.normpath": _text(posixpath.normpath),
    "os.path.realpath": _absolute,
    "os.path.relpath": _relative,
    "os.path.split": _pair(posixpath.split),
    "os.path.splitext": _pair(posixpath.splitext),
    "os.putenv": _set_variables,
    "os.remove": _nothing,
    "os.rename": _move,
    "os.replace": _move,
    "os.scandir": _scan_folder,
    "os.symlink": _copy_file,
    "os.walk": _walk,
    "pathlib.Path": _path_object,
    "pathlib.Path.cwd": _path_here,
    "pathlib.Path.home": _away_path,
    "pip._internal.req.parse_requirements": _read_argument,
    "pip.req.parse_requirements": _read_argument,
    "pip.req.req_file.parse_requirements": _read_argument,
    "pkg_resources.resource_filename": _resource,
    "pkg_resources.resource_stream": _open_resource,
    "pkg_resources.resource_string": _read_resource,
    "pkgutil.get_data": _read_resource,
    "pypandoc.convert": _read_argument,
    "pypandoc.convert_file": _read_argument,
    "runpy.run_module": _import,
    "runpy.run_path": _run_path,
    "setuptools.config.read_configuration": _read_argument,
    "shutil.copy": _copy_file,
    "shutil.copy2": _copy_file,
    "shutil.copyfile": _copy_file,
    "shutil.copytree": _copy_tree,
    "shutil.move": _move,
    "shutil.rmtree": _nothing,
    "site.addsitedir": _extend_path,
    "six.moves.builtins.open": _open,
    "shlex.join": lambda call: methods.perform(" ", "join", call),
    "shlex.split": _words,
    "sqlite3.connect": _read_argument,
    "sys._getframe": _frame,
    "sys.exit": _exit,
    "sys.path.append": _extend_path,
    "sys.path.extend": _extend_path,
    "sys.path.insert": _insert_path,
    "tarfile.open": _open_archive,
    "tempfile.NamedTemporaryFile": _away_open,
    "tempfile.TemporaryDirectory": _away,
    "tempfile.gettempdir": _away,
    "tempfile.mkdtemp": _away,
    "tempfile.mkstemp": _away_pair,
    "tempfile.mktemp": _away,
    "tokenize.open": _open,
    "toml.load": _read_argument,
    "json.load": _depends,
    "xml.etree.ElementTree.parse": _read_argument,
    "zipfile.ZipFile": _open_archive,
    "types.ModuleType": lambda call: known(Made("types.ModuleType", call.arguments)),
}
"""What is understood of the standard library, by dotted name."""
