"""Code that is run, loaded or imported, and the names it leaves."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from importlib.util import resolve_name
from typing import TYPE_CHECKING

from uvlint.builds.modules import find_module
from uvlint.builds.python import imports
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.places import STAR, absolute, is_wild
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    UNKNOWN,
    CodeAt,
    Content,
    Entries,
    External,
    Instance,
    Items,
    Made,
    Module,
    Namespace,
    Value,
    join,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site


def _find_module(call: Call) -> Value:
    """Return what `imp.find_module` does: an open file, its path, a description."""
    name, folders = call.argument(0, "name"), call.get(1, "path")
    searched = call.machine.items(folders)[0] if folders else []
    places = searched or [known(absolute(folder)) for folder in call.machine.sys_path]
    files = [
        file
        for place in places
        for folder in call.machine.names(place, top=True)
        for text in call.machine.texts(name)
        if (file := find_module(call.machine.project, text, folder))
    ]
    path = Value(tuple(map(absolute, files)) or (UNKNOWN,), name.origins)
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
    for text in map(partial(_full_name, call), call.machine.texts(name)):
        if is_wild(text):
            found.append(_any_module(call, text))
        elif text:
            top, module = imports.import_module(call.machine, text, call.site)
            found.append(module if from_list is not None or not _is_dunder(call.site) else top)
    return join(*found) if found else call.opaque()


def _full_name(call: Call, name: str) -> str:
    """Return the name of a module from the outermost package on, "" where that is not known."""
    if not name.startswith("."):
        return name
    package = next(call.machine.texts(call.argument(1, "package")), "")
    try:
        return resolve_name(name, package)
    except ImportError:
        return ""


def _any_module(call: Call, dotted: str) -> Value:
    """Note that the modules of a folder are run; what they leave is not known."""
    package, _, name = dotted.rpartition(".")
    if not package or is_wild(package):
        return call.opaque()
    origins = NONE
    for option in imports.import_module(call.machine, package, call.site)[1].options:
        if isinstance(option, Module | Namespace):
            files = known(absolute(f"{option.folder}/{name}.py"))
            origins |= call.machine.read(files, call.site, runs=True)
    return Value((UNKNOWN,), origins)


def _modules_of(call: Call) -> Value:
    """Return what `pkgutil.iter_modules` does: an open name, with what finds it."""
    if call.get(0, "path") is None:
        return call.opaque()
    parts = [ANYTHING, known(STAR), ANYTHING]
    fields = ("module_finder", "name", "ispkg")
    return known(Items([known(Items(parts, is_tuple=True, fields=fields))]))


def _is_dunder(site: Site) -> bool:
    node = site.node
    return getattr(getattr(node, "func", None), "id", "") == "__import__"


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


def _exit(_: Call) -> Value:
    return known(External("sys.exit"))


KNOWN: dict[str, Handler] = {
    "__import__": _import,
    "exec": _execute,
    "execfile": _run_path,
    "exit": _exit,
    "globals": _namespace,
    "imp.find_module": _find_module,
    "imp.load_module": _load_found,
    "imp.load_source": _load_source,
    "importlib.import_module": _import,
    "importlib.machinery.SourceFileLoader": _loader,
    "importlib.util.module_from_spec": _module_of,
    "importlib.util.spec_from_file_location": _loader,
    "importlib.util.spec_from_loader": _loader,
    "locals": _namespace,
    "os._exit": _exit,
    "pkgutil.iter_modules": _modules_of,
    "runpy.run_module": _import,
    "runpy.run_path": _run_path,
    "site.addsitedir": _extend_path,
    "sys.exit": _exit,
    "sys.path.append": _extend_path,
    "sys.path.extend": _extend_path,
    "sys.path.insert": _insert_path,
    "types.ModuleType": lambda call: known(Made("types.ModuleType", call.arguments)),
    "vars": _variables,
}
