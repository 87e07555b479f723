"""Code that is run, loaded or imported, and the names it leaves."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.util import resolve_name

from uvlint.pyeval import imports
from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    NOTHING,
    UNBOUND,
    UNKNOWN,
    WORD,
    Bound,
    Class,
    CodeAt,
    Constant,
    Content,
    Dict,
    Entries,
    Instance,
    Made,
    Module,
    Names,
    Namespace,
    NamesView,
    Option,
    Scope,
    Tuple,
    Value,
    depending,
    entries_of_names,
    join,
    known,
)
from uvlint.pyeval.effects import ALWAYS, Site
from uvlint.pyeval.finder import find_module
from uvlint.pyeval.machine import FALL, Call, Dead, Handler, Machine, Raised
from uvlint.pyeval.operators import is_never_given
from uvlint.pyeval.symbolic_paths import STAR, absolute, is_wild, relative
from uvlint.pymodels.common import depends, first, nothing, thing

# --- exec and eval --------------------------------------------------------------------

_UNKNOWN_CODE = "runs code that is not known"


class _Space:
    """The names that code is run in, and what puts them back where they came from."""

    def __init__(self, names: Names, keep: Callable[[], None]) -> None:
        self.names = names
        self.keep = keep


def _space(call: Call, text: str = "") -> _Space:
    """Return the names in which `exec` and `eval` run code."""
    machine, scope = call.machine, call.site.scope
    shared, local = call.get(1, "globals"), call.get(2, "locals")
    sets_global = "global " in text
    if shared is not None and shared.options == (None,):
        shared = None
    if local is not None and local.options == (None,):
        local = None
    if shared is None and local is None:
        if scope.names is scope.module.names:
            return _Space(scope.names, _no_effort)
        return _mixed(machine, scope.module.names, scope.names, sets_global=sets_global)
    globals_ = _names_of(machine, shared) if shared is not None else scope.module.names
    if local is None or local is shared or (shared and local.options == shared.options):
        assert shared is not None
        view = shared.options[0]
        if len(shared.options) == 1 and isinstance(view, NamesView):
            return _Space(view.names, _no_effort)
        names = {**globals_, "__builtins__": globals_.get("__builtins__", ANYTHING)}
        return _Space(names, lambda: _put_back(machine, shared, names))
    view = local.options[0]
    if len(local.options) == 1 and isinstance(view, NamesView):
        if view.names is scope.module.names:
            return _Space(view.names, _no_effort)
        return _mixed(machine, globals_, view.names, sets_global=sets_global)
    names = {**globals_, **_names_of(machine, local)}
    before = dict(names)
    return _Space(names, lambda: _put_back(machine, local, _changed(names, before)))


def _no_effort() -> None:
    """Leave all as it is."""


def _mixed(machine: Machine, shared: Names, local: Names, *, sets_global: bool) -> _Space:
    """Return the names of a function over those of its module; new ones go to the function.

    With `global` in the code, they may go to the module.
    """
    names = {**shared, **local}
    before = dict(names)

    def keep() -> None:
        for name, value in _changed(names, before).items():
            old = local.get(name)
            machine.bind(local, name, value if old is None else join(old, value))
            if sets_global:
                outer = shared.get(name)
                unbound = Value((*value.options, UNBOUND), value.origins)
                machine.bind(shared, name, unbound if outer is None else join(outer, value))

    return _Space(names, keep)


def _changed(names: Names, before: Names) -> Names:
    return {name: value for name, value in names.items() if before.get(name) is not value}


def _names_of(machine: Machine, value: Value) -> Names:
    """Return the names in dictionaries."""
    found: Names = {}
    for option in value.options:
        if isinstance(option, Dict | NamesView):
            entries = machine.entries_of(option)
            for name, item in entries.items.items():
                if isinstance(name, str):
                    unsure = name in entries.unsure and item.options[-1] is not UNBOUND
                    options = (*item.options, UNBOUND) if unsure else item.options
                    new = Value(options, item.origins | value.origins, item.default)
                    found[name] = join(found[name], new) if name in found else new
    return found


def _put_back(machine: Machine, target: Value, names: Names) -> None:
    """Put names into dictionaries as entries."""
    weakly = len(target.options) > 1
    for option in target.options:
        if isinstance(option, NamesView):
            for name, value in names.items():
                machine.bind(option.names, name, value)
        elif isinstance(option, Dict):
            before = machine.entries_of(option)
            items: dict[Constant, Value] = dict(before.items)
            unsure = set(before.unsure)
            for name, value in names.items():
                unsure.discard(name)
                if value.options[-1] is UNBOUND:
                    unsure.add(name)
                    value = Value(value.options[:-1] or (UNKNOWN,), value.origins)
                items[name] = value
            content = Entries(items, before.rest, before.keys, frozenset(unsure))
            machine.change(option, content, weakly=weakly)
        else:
            machine.doubt()


def _execute(call: Call) -> Value:
    machine = call.machine
    code = call.argument(0, "source", "object")
    runs = [partial(_run_option, call, option, code) for option in code.options]
    if len(runs) == 1:
        runs[0]()
    else:
        default = 0 if code.default else None
        machine.choose(runs, call.site.scope, code.origins, default)
    return NOTHING


def _run_option(call: Call, option: Option, code: Value) -> int:
    """Run what code may be: the text of a file, or text that stands in the code itself."""
    machine = call.machine
    if isinstance(option, bytes):
        option = option.decode(errors="replace")
    match option:
        case Content(path=path) if path and not is_wild(path):
            run = partial(_run_content, call, path, code.origins)
            if option.whole:
                run()
            else:
                machine.maybe(run, call.site.scope, code.origins)
        case str() if not is_wild(option):
            _run_text(call, option)
        case None:
            if machine.tries:
                raise Raised("TypeError")
        case _:
            _run_unknown(call, code)
    return FALL


def _run_content(call: Call, path: str, origins: frozenset[int]) -> int:
    machine = call.machine
    source = machine.source(path)
    space = _space(call, source.text if source is not None else "")
    if machine.is_written(path):
        _run_written(call, origins | machine.written_origins(path))
        return FALL
    try:
        imports.run_content(machine, path, space.names, origins, call.site)
    finally:
        space.keep()
    return FALL


def _run_text(call: Call, text: str) -> None:
    space = _space(call, text)
    try:
        if not imports.run_text(call.machine, text, space.names, call.site):
            _run_unknown(call, known(text))
    finally:
        space.keep()


def _run_written(call: Call, origins: frozenset[int]) -> None:
    """Run code that the program has written itself: the names that it leaves are not known."""
    machine = call.machine
    machine.doubt()
    spaces = [call.get(1, "globals"), call.get(2, "locals")]
    machine.havoc([depending(value, origins) for value in spaces if value is not None])
    if spaces == [None, None]:
        machine.blur()


def _run_unknown(call: Call, code: Value) -> None:
    """Note that code is run of which nothing is known: it may leave any names."""
    machine = call.machine
    origins = code.origins | machine.untold(_UNKNOWN_CODE, call.site, code.origins)
    machine.doubt()
    machine.blur()
    spaces = [value for i, name in ((1, "globals"), (2, "locals")) if (value := call.get(i, name))]
    for value in spaces:
        machine.havoc([depending(value, origins)])
        for option in value.options:
            if isinstance(option, NamesView):
                for name, item in list(option.names.items()):
                    machine.bind(option.names, name, join(item, Value((UNKNOWN,), origins)))


def _evaluate(call: Call) -> Value:
    code = call.argument(0, "source")
    found = [_evaluated(call, option, code) for option in code.options]
    return depending(join(*found), code.origins)


def _evaluated(call: Call, option: Option, code: Value) -> Value:
    machine, site = call.machine, call.site
    if isinstance(option, str) and not is_wild(option):
        if call.get(1, "globals") is not None or call.get(2, "locals") is not None:
            space = _space(call)
            site = Site(site.node, Scope(space.names, site.scope.module))
        found = imports.evaluate_text(machine, option, site)
        if found is not None:
            return found
    machine.doubt()
    if not isinstance(option, str | Content) and not code.origins:
        machine.untold(_UNKNOWN_CODE, site)
    return call.opaque()


def _compile(call: Call) -> Value:
    return depending(call.argument(0, "source"), NONE)


# --- names ----------------------------------------------------------------------------


def _global_names(call: Call) -> Value:
    return known(NamesView(call.site.scope.module.names))


def _local_names(call: Call) -> Value:
    return known(NamesView(call.site.scope.names))


def _variables(call: Call) -> Value:
    owner = call.get(0)
    if owner is None:
        return _local_names(call)
    options: list[Option] = [
        NamesView(option.names) if isinstance(option, Module | Instance | Made | Class) else UNKNOWN
        for option in owner.options
    ]
    return Value(tuple(options), owner.origins)


# --- modules --------------------------------------------------------------------------


def _find_module(call: Call) -> Value:
    """Return what `imp.find_module` does: an open file, its path, a description."""
    machine = call.machine
    name, folders = call.argument(0, "name"), call.get(1, "path")
    searched = machine.items(folders)[0] if folders else []
    places = searched or [known(absolute(folder)) for folder in machine.sys_path]
    files = [
        file
        for place in places
        for folder in machine.names(place, top=True)
        for text in machine.texts(name)
        if (file := find_module(machine.tree, text, folder))
    ]
    machine.doubt()
    path = Value(tuple(map(absolute, files)) or (UNKNOWN,), name.origins)
    return Value((Tuple((ANYTHING, path, ANYTHING)),))


def _load_found(call: Call) -> Value:
    path = call.argument(2, "pathname")
    return _load_source(call.given(call.argument(0, "name"), path))


def _run_path(call: Call) -> Value:
    """Return the names that a file leaves which is run by itself."""
    machine = call.machine
    path = call.argument(0, "path_name", "filename")
    origins = machine.read(path, call.site, runs=True)
    given = call.get(2, "run_name")
    run_name = next(machine.texts(given), "<run_path>") if given else "<run_path>"
    names = imports.no_package(run_name)
    initial = call.get(1, "init_globals")
    if initial is not None:
        names.update(_names_of(machine, initial))
    files = machine.files(path)
    runs = [partial(_run_file, call, file, names, origins) for file in files]
    if len(runs) == len(path.options) == 1:
        runs[0]()
        return machine.dict_of(entries_of_names(names))
    machine.doubt()
    machine.choose([*runs, lambda: FALL], call.site.scope, path.origins)
    return machine.dict_of(entries_of_names(names, Value((UNKNOWN,), origins)))


def _run_file(call: Call, file: str, names: Names, origins: frozenset[int]) -> int:
    call.machine.bind(names, "__file__", known(absolute(file)))
    imports.run_content(call.machine, file, names, origins, call.site)
    return FALL


def _run_module(call: Call) -> Value:
    """Return the names that a module leaves which is run as a program."""
    machine = call.machine
    found: list[Value] = []
    for text in machine.texts(call.argument(0, "mod_name")):
        found += [
            machine.dict_of(entries_of_names(option.names))
            for option in imports.import_module(machine, text, call.site)[1].options
            if isinstance(option, Module)
        ]
    machine.doubt()
    return join(*found) if found else _unknown_import(call)


def _loader(call: Call) -> Value:
    """Return the file that a loader or a specification stands for."""
    machine = call.machine
    path = call.argument(1, "path", "location", "pathname")
    if not any(machine.texts(path)):
        loader = call.get(-1, "loader")
        if loader is not None:
            return loader
    origins = path.origins
    found: list[Option] = []
    for name in machine.names(path):
        if is_wild(name):
            origins |= machine.read(known(absolute(name)), call.site, runs=True)
            found.append(UNKNOWN)
        elif machine.is_written(name):
            origins |= machine.written_origins(name)
            found.append(UNKNOWN)
        else:
            found.append(CodeAt(name))
    if not found:
        found.append(UNKNOWN)
        machine.untold("loads a file whose name is only known when it runs", call.site, origins)
    return Value(tuple(dict.fromkeys(found)), origins)


def _module_of(call: Call) -> Value:
    return load(call.machine, call.argument(0, "spec", "loader"), call.site)


def load(machine: Machine, spec: Value, site: Site) -> Value:
    """Run the files that specifications or loaders stand for; return their modules."""
    found: list[Value] = []
    for option in spec.options:
        if isinstance(option, CodeAt):
            found.append(imports.run_module(machine, option.path, site))
        else:
            found.append(machine.opaque([spec]))
    return depending(join(*found), spec.origins)


def _load_source(call: Call) -> Value:
    return load(call.machine, _loader(call), call.site)


def code_method(option: CodeAt, name: str, call: Call) -> Value:
    """Return what a method of a loader comes to."""
    machine = call.machine
    match name:
        case "load_module":
            return load(machine, known(option), call.site)
        case "exec_module":
            loaded = load(machine, known(option), call.site)
            for target in call.argument(0, "module").options:
                for module in loaded.options:
                    if isinstance(module, Module) and isinstance(target, Made):
                        for key, value in module.names.items():
                            machine.bind(target.names, key, value)
            return NOTHING
        case "create_module":
            return NOTHING
        case "get_data" | "get_source":
            return Value((UNKNOWN,), machine.read(known(absolute(option.path)), call.site))
        case _:
            machine.doubt()
            return call.opaque()


def _import_dunder(call: Call) -> Value:
    from_list = call.get(3, "fromlist")
    return _import(call, outermost=from_list is None or call.machine.truth(from_list) is False)


def _import_named(call: Call) -> Value:
    return _import(call, outermost=False)


def _import(call: Call, *, outermost: bool) -> Value:
    machine = call.machine
    name = call.argument(0, "name")
    found: list[Value] = []
    for option in name.options:
        text = _full_name(call, option) if isinstance(option, str) else ""
        if not text:
            found.append(_unknown_import(call))
        elif is_wild(text):
            found.append(_any_module(call, text))
        else:
            top, module = imports.import_module(machine, text, call.site)
            found.append(top if outermost else module)
    return depending(join(*found), name.origins)


def _unknown_import(call: Call) -> Value:
    """Note that a module is imported whose name is not known."""
    machine = call.machine
    origins = machine.untold("imports a module whose name is not known", call.site)
    machine.doubt()
    return depending(call.opaque(), origins)


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
        return _unknown_import(call)
    origins = NONE
    for option in imports.import_module(call.machine, package, call.site)[1].options:
        if isinstance(option, Module | Namespace):
            files = known(absolute(f"{option.folder}/{name}.py"))
            origins |= call.machine.read(files, call.site, runs=True)
    call.machine.doubt()
    return Value((UNKNOWN,), origins)


def _find_specification(call: Call) -> Value:
    """Return where a module would be imported from: a file of the project, or elsewhere."""
    machine = call.machine
    found: list[Value] = []
    for option in call.argument(0, "name").options:
        if not isinstance(option, str) or is_wild(option) or option.startswith("."):
            found.append(ANYTHING)
            continue
        first_part = option.partition(".")[0]
        file = None
        if machine.models.shadows(machine, first_part):
            places = (find_module(machine.tree, option, folder) for folder in machine.sys_path)
            file = next(filter(None, places), None)
        if file is not None:
            found.append(known(CodeAt(file)))
        elif machine.models.is_missing(machine, first_part):
            found.append(Value((None, UNKNOWN), NONE, True))
        else:
            found.append(ANYTHING)
    return depending(join(*found) if len(found) > 1 else found[0], call.argument(0).origins)


def _modules_of(call: Call) -> Value:
    """Return what `pkgutil.iter_modules` does: open names, with what finds them."""
    fields = ("module_finder", "name", "ispkg")
    prefix = call.get(1, "prefix") or known("")
    name = call.machine.fold([prefix], lambda text: text + STAR)
    parts = (ANYTHING, name, ANYTHING)
    return call.machine.list_of((), Value((Tuple(parts, fields=fields),)))


def _reload(call: Call) -> Value:
    call.machine.doubt()
    return call.argument(0)


def _loaded_module(call: Call) -> Value:
    """Return a module that was imported before, by its name."""
    module = call.site.scope.module
    stated = module.names.get("__name__", ANYTHING).options[0]
    key = call.argument(0)
    if len(key.options) == 1 and isinstance(stated, str) and key.options[0] == stated:
        return known(module)
    return ANYTHING


# --- sys.path -------------------------------------------------------------------------


def _append_path(call: Call) -> Value:
    for value in call.arguments.positional:
        imports.extend_path(call.machine, value, first=False)
    return NOTHING


def _insert_path(call: Call) -> Value:
    is_first = 0 in call.argument(0).options
    imports.extend_path(call.machine, call.argument(1), first=is_first)
    return NOTHING


def _remove_path(call: Call) -> Value:
    machine = call.machine
    gone = {relative(text, machine.folder) for text in machine.texts(call.argument(0))}
    if len(call.argument(0).options) == 1:
        _set_path(machine, tuple(name for name in machine.sys_path if name not in gone))
    machine.doubt()
    return NOTHING


def _pop_path(call: Call) -> Value:
    machine = call.machine
    path = machine.sys_path
    if 0 in call.argument(0).options and path:
        _set_path(machine, path[1:])
        return known(absolute(path[0]))
    return ANYTHING


def _set_path(machine: Machine, folders: tuple[str, ...]) -> None:
    machine.state.set(machine.state.world, "sys_path", folders)


def assign_path(machine: Machine, value: Value) -> None:
    """Let modules be imported from the folders of a list."""
    option = value.options[0]
    items, complete = machine.items(value)
    if complete and len(value.options) == 1 and not isinstance(option, str):
        texts = [text for item in items for text in machine.texts(item)]
        names = [relative(text, machine.folder) for text in texts]
        _set_path(machine, tuple(dict.fromkeys(name for name in names if name is not None)))
        return
    for item in items:
        imports.extend_path(machine, item, first=True)


# --- the command line -----------------------------------------------------------------


def _remove_word(call: Call) -> Value:
    """Remove a word from the command line, which raises where nobody gives it."""
    machine = call.machine
    words = call.argument(0).options
    if not machine.in_script and all(
        isinstance(word, str) and (word.startswith("-") or is_never_given(machine, word))
        for word in words
    ):
        if machine.tries:

            def missing() -> int:
                raise Raised("ValueError")

            machine.maybe(missing, call.site.scope, default=True)
        return NOTHING
    machine.doubt()
    return NOTHING


def _word(call: Call) -> Value:
    call.machine.doubt()
    return known(WORD)


def _words(call: Call) -> Value:
    return call.machine.list_of((), known(WORD))


# --- the end --------------------------------------------------------------------------


def _exit(_: Call) -> Value:
    raise Raised("SystemExit")


def _exit_at_once(_: Call) -> Value:
    raise Dead


def _at_exit(call: Call) -> Value:
    """Note a function that is called when the program ends."""
    machine = call.machine
    function, *given = call.arguments.positional or (ANYTHING,)
    for option in function.options:
        bound = Bound(option, tuple(given), dict(call.arguments.keywords))
        # Where it may not have been registered, nothing may be called instead.
        sure = machine.reach is ALWAYS and len(function.options) == 1
        options = (bound,) if sure else (bound, None)
        machine.at_exit.append(Value(options, function.origins))
    return function


def _new_module(call: Call) -> Value:
    return thing(call.machine, "types.ModuleType", {"__name__": call.argument(0, "name")})


def _new_namespace(call: Call) -> Value:
    names: Names = dict(call.arguments.keywords)
    for value in call.arguments.positional:
        names.update(_names_of(call.machine, value))
    return thing(call.machine, "argparse.Namespace", names)


FUNCTIONS: dict[str, Handler] = {
    "__import__": _import_dunder,
    "argparse.Namespace": _new_namespace,
    "atexit.register": _at_exit,
    "compile": _compile,
    "eval": _evaluate,
    "exec": _execute,
    "exit": _exit,
    "globals": _global_names,
    "imp.find_module": _find_module,
    "imp.load_module": _load_found,
    "imp.load_source": _load_source,
    "imp.new_module": _new_module,
    "imp.reload": _reload,
    "importlib.import_module": _import_named,
    "importlib.invalidate_caches": nothing,
    "importlib.machinery.SourceFileLoader": _loader,
    "importlib.reload": _reload,
    "importlib.util.find_spec": _find_specification,
    "importlib.util.module_from_spec": _module_of,
    "importlib.util.spec_from_file_location": _loader,
    "importlib.util.spec_from_loader": _loader,
    "locals": _local_names,
    "os._exit": _exit_at_once,
    "os.abort": _exit_at_once,
    "pkgutil.extend_path": first,
    "pkgutil.iter_modules": _modules_of,
    "pkgutil.walk_packages": _modules_of,
    "quit": _exit,
    "runpy.run_module": _run_module,
    "runpy.run_path": _run_path,
    "site.addsitedir": _append_path,
    "sys.argv.append": nothing,
    "sys.argv.copy": _words,
    "sys.argv.extend": nothing,
    "sys.argv.index": depends,
    "sys.argv.insert": nothing,
    "sys.argv.pop": _word,
    "sys.argv.remove": _remove_word,
    "sys.exit": _exit,
    "sys.modules.get": _loaded_module,
    "sys.path.append": _append_path,
    "sys.path.extend": _append_path,
    "sys.path.insert": _insert_path,
    "sys.path.pop": _pop_path,
    "sys.path.remove": _remove_path,
    "types.ModuleType": _new_module,
    "vars": _variables,
}
"""What is understood of code that is run, by dotted name."""
