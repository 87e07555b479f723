"""Paths: `os.path`, `pathlib`, the working directory, and what lies outside the project."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    NOTHING,
    UNKNOWN,
    Class,
    Entries,
    External,
    Function,
    Made,
    Module,
    NamesView,
    Option,
    Path,
    Tuple,
    Value,
    depending,
    join,
    known,
)
from uvlint.pyeval.effects import Site, Sort
from uvlint.pyeval.machine import Call, Handler, Machine, Raised
from uvlint.pyeval.symbolic_paths import AWAY, STAR, absolute, is_wild
from uvlint.pymodels.common import (
    DEEP,
    base_name,
    depends,
    folder_name,
    here,
    normal,
    pathlike,
    pure,
    split_suffix,
    texts,
    thing,
)

_MANY_FOLDERS = 4

# --- arithmetic -----------------------------------------------------------------------


def _join_path(call: Call) -> Value:
    if call.arguments.rest is not None:
        return call.opaque()
    return call.machine.fold(call.arguments.positional, posixpath.join)


def _text(function: Callable[[str], Option]) -> Handler:
    def handler(call: Call) -> Value:
        path = call.get(0, "path", "p", "s", "filename", "pathname")
        return call.machine.fold([path], function) if path is not None else ANYTHING

    return handler


def _pair(function: Callable[[str], tuple[Option, Option]]) -> Handler:
    def handler(call: Call) -> Value:
        path = call.argument(0, "path", "p")

        def make(text: str) -> Option:
            return Tuple(tuple(Value((part,), path.origins) for part in function(text)))

        return call.machine.fold([path], make)

    return handler


def _split(text: str) -> tuple[Option, Option]:
    return folder_name(text), base_name(text)


def _is_absolute(text: str) -> Option:
    return UNKNOWN if is_wild(text[:1]) else text.startswith("/")


def resolved(machine: Machine, path: Value, wrap: Callable[[str], Option]) -> Value:
    """Return a path from the root on, for each folder that the program may work in."""

    def make(text: str, folder: str = "") -> Option:
        if not folder and not text.startswith("/"):
            return UNKNOWN
        parts = text.split("/")
        if DEEP in parts and ".." in parts:
            return UNKNOWN
        return wrap(absolute(text, folder or "/"))

    folder = here(machine)
    return machine.fold([path] if folder is None else [path, folder], make)


def _absolute(call: Call) -> Value:
    return resolved(call.machine, call.argument(0, "path", "filename"), str)


def relative_path(machine: Machine, path: Value, start: Value | None) -> Value:
    """Return what `os.path.relpath` makes of a path, for each folder the program may work in."""
    folder = here(machine)

    def relpath(text: str, begin: str, folder: str = "") -> Option:
        if is_wild(begin) or (not folder and not (text.startswith("/") and begin.startswith("/"))):
            return UNKNOWN
        return posixpath.relpath(absolute(text, folder or "/"), absolute(begin, folder or "/"))

    if start is None or start.options == (None,):
        if folder is None:
            return machine.opaque([path])
        return machine.fold([path, folder], lambda text, folder: relpath(text, folder, folder))
    return machine.fold([path, start] if folder is None else [path, start, folder], relpath)


def _relative(call: Call) -> Value:
    return relative_path(call.machine, call.argument(0, "path"), call.get(1, "start"))


def _common(function: Callable[[list[str]], str]) -> Handler:
    def handler(call: Call) -> Value:
        items = call.machine.sequence(call.argument(0, "paths", "m"))
        if not items:
            return depends(call)

        def make(*parts: str) -> Option:
            if is_wild("".join(parts)):
                return UNKNOWN
            try:
                return function(list(parts))
            except ValueError:
                call.machine.doubt()
                return UNKNOWN

        return depending(call.machine.fold(items, make), call.argument(0).origins)

    return handler


def _expand_user(call: Call) -> Value:
    return call.machine.fold([call.argument(0, "path")], from_home)


def from_home(text: str) -> str:
    """Return a path with the home folder in it as one that is not in the project."""
    return f"{AWAY}/{text.removeprefix('~')}" if text.startswith("~") else text


# --- the working directory ------------------------------------------------------------


def _working_folder(call: Call) -> Value:
    return here(call.machine) or ANYTHING


def folders_of(machine: Machine, path: Value) -> tuple[str, ...]:
    """Return the folders that a path may name, from the root on; none where one is not known."""
    found: dict[str, None] = {}
    for option in resolved(machine, path, str).options:
        if not isinstance(option, str) or DEEP in option.split("/"):
            return ()
        found[option] = None
    return tuple(found) if len(found) <= _MANY_FOLDERS else ()


def change_folder(machine: Machine, path: Value) -> None:
    """Let the program work in another folder."""
    if machine.is_absent(path) and not is_made(machine, path) and machine.tries:
        raise Raised("FileNotFoundError")
    if not all(machine.is_folder(text) for text in texts(path) or [""]):
        machine.doubt()
    machine.state.set(machine.state.world, "folder", folders_of(machine, path))


def _change_folder(call: Call) -> Value:
    change_folder(call.machine, call.argument(0, "path"))
    return NOTHING


# --- what is there --------------------------------------------------------------------


def is_made(machine: Machine, path: Value) -> bool:
    """Tell whether the program has surely made a folder, or a file in it."""
    names = machine.names(path)
    if len(names) != 1 or len(path.options) != 1:
        return False
    written = machine.state.written
    return written.get(f"{names[0]}/", False) or any(
        sure and name.startswith(f"{names[0]}/") for name, sure in written.items()
    )


def make_folder(machine: Machine, path: Value) -> None:
    """Note that a folder and those above it are made, if they were not there."""
    names = machine.names(path)
    for name in names:
        parts = name.split("/")
        for end in range(1, len(parts) + 1):
            mark = "/".join(parts[:end]) + "/"
            sure = len(names) == len(path.options) == 1
            before = machine.state.written.get(mark, False)
            machine.state.set(machine.state.written, mark, sure or before)


def remove(machine: Machine, path: Value) -> None:
    """Note that a file, or a folder with all in it, is not there any more."""
    written = machine.state.written
    for name in machine.names(path):
        within = [other for other in written if other.startswith(f"{name}/")]
        for other in (name, *within):
            machine.state.set(written, other, False)


def probe(machine: Machine, path: Value, site: Site, kind: str = "") -> Value:
    """Return whether something lies at a path: a "file", a "folder" or either.

    By default what the project has is there, as long as the build leaves it alone, and
    nothing is where neither has it.
    """
    names = machine.names(path, top=True)
    machine.effects.probed.update(names)
    if len(names) != 1 or len(path.options) != 1 or len(machine.state.world["folder"]) != 1:
        return Value((UNKNOWN,), path.origins)
    name = names[0]
    is_folder = is_made(machine, path)
    if machine.is_written(name) and not is_folder:
        return Value((kind != "folder",), path.origins)
    if is_folder and not machine.is_written(name):
        return Value((kind != "file",), path.origins)
    written = machine.state.written
    touched = any(other.startswith(f"{name}/") for other in written)
    if machine.is_gone(name) and not touched:
        origins = machine.observe(Sort.ABSENT, name, site)
        return Value((False, True), path.origins | origins, True)
    if not touched and not _is_changed(machine, name):
        is_file, is_folder = machine.tree.is_file(name), machine.tree.is_dir(name)
        if is_file or is_folder:
            is_so = {"file": is_file, "folder": is_folder}.get(kind, True)
            return Value((is_so, not is_so), path.origins, True)
    return Value((UNKNOWN,), path.origins)


def _is_changed(machine: Machine, name: str) -> bool:
    """Tell whether what is there may be removed or made by the program, or come from git."""
    if is_wild(name) or name.partition("/")[0] == ".git":
        return True
    changed = (other.removesuffix("/") for other in machine.state.written)
    return any(name == other or name.startswith(f"{other}/") for other in changed)


def _probe(kind: str = "") -> Handler:
    def handler(call: Call) -> Value:
        return probe(call.machine, call.argument(0, "path"), call.site, kind)

    return handler


def _access(call: Call) -> Value:
    """Return whether a file may be used in some way, which its rights decide."""
    mode = call.argument(1, "mode").options
    if mode in ((0,), (4,)):
        return probe(call.machine, call.argument(0, "path"), call.site)
    call.machine.effects.probed.update(call.machine.names(call.argument(0, "path")))
    return call.opaque()


def status(machine: Machine, path: Value) -> Value:
    """Return what the system tells of a file, which must be there."""
    if machine.is_absent(path) and not is_made(machine, path) and machine.tries:
        raise Raised("FileNotFoundError")
    machine.doubt()
    machine.effects.probed.update(machine.names(path, top=True))
    return Value((UNKNOWN,), path.origins)


def _status(call: Call) -> Value:
    return status(call.machine, call.argument(0, "path", "filename"))


def _same_file(call: Call) -> Value:
    for path in call.arguments.positional:
        call.machine.effects.probed.update(call.machine.names(path, top=True))
    return depends(call)


# --- the file of the code -------------------------------------------------------------


def _this_file(call: Call) -> Value:
    return _file_of(call.site.scope.module)


def _file_of(module: Module) -> Value:
    return module.names.get("__file__") or known(absolute(module.file))


def _file_of_argument(call: Call) -> Value:
    """Return the file in which something is defined."""
    found: list[Value] = []
    for option in call.argument(0, "object").options:
        match option:
            case Function(scope=scope):
                found.append(_file_of(scope.module))
            case Class(module=module):
                found.append(_file_of(module))
            case Module():
                found.append(_file_of(option))
            case Made(names=names) if "filename" in names:
                found.append(names["filename"])
            case External(name=name):
                found.append(known(f"{AWAY}/{name}"))
            case _:
                found.append(ANYTHING)
    return depending(join(*found), call.argument(0).origins)


def _frame(call: Call) -> Value:
    """Return a frame, which leads to the file of its code."""
    file = _this_file(call)
    scope = call.site.scope
    names = {
        "f_code": thing(call.machine, "a code object", {"co_filename": file}),
        "f_globals": known(NamesView(scope.module.names)),
        "f_locals": known(NamesView(scope.names)),
        "f_back": ANYTHING,
        "filename": file,
    }
    return thing(call.machine, "a frame", names)


def _caller(call: Call) -> Value:
    depth = call.get(0)
    return _frame(call) if depth is None or depth.options == (0,) else ANYTHING


def _stack(call: Call) -> Value:
    fields = ("frame", "filename", "lineno", "function", "code_context", "index")
    items = (_frame(call), _this_file(call), *[ANYTHING] * 4)
    others = Tuple((ANYTHING,) * 6, fields=fields)
    return call.machine.list_of([Value((Tuple(items, fields=fields),))], known(others))


# --- outside the project --------------------------------------------------------------


def _away(_: Call) -> Value:
    """Return the path of something that is not in the project."""
    return known(AWAY)


def _away_list(call: Call) -> Value:
    return call.machine.list_of([known(AWAY)])


def _away_path(_: Call) -> Value:
    return known(Path(AWAY))


def _away_table(call: Call) -> Value:
    return call.machine.dict_of(Entries({}, known(AWAY)))


def _temporary(call: Call) -> Value:
    """Return the path of a new temporary file or folder, outside the project as a rule."""
    folder = call.get(-1, "dir")
    if folder is None or folder.options == (None,):
        return known(AWAY)
    return call.machine.fold([folder], lambda text: posixpath.join(text, STAR))


def _temporary_pair(call: Call) -> Value:
    return Value((Tuple((ANYTHING, _temporary(call))),))


def _temporary_thing(name: str) -> Handler:
    def handler(call: Call) -> Value:
        return thing(call.machine, name, {"name": _temporary(call)})

    return handler


def _setting(call: Call) -> Value:
    """Return a setting of the interpreter; those that name folders lie outside the project."""
    name = call.argument(0, "name").options[0]
    return known(AWAY) if isinstance(name, str) and name.endswith(_FOLDERS) else ANYTHING


_FOLDERS = ("DIR", "DEST", "LIBPL", "INCLUDEPY", "DESTSHARED", "base", "prefix")

# --- pathlib --------------------------------------------------------------------------


def _path(call: Call) -> Value:
    if call.arguments.rest is not None:
        return call.opaque()
    parts = call.arguments.positional or (known("."),)
    return call.machine.fold(parts, lambda *given: Path(pure(posixpath.join(*given))))


def _path_here(call: Call) -> Value:
    return Value(tuple(map(Path, call.machine.state.world["folder"])) or (UNKNOWN,), NONE)


def _first_options(call: Call) -> Value:
    """Return the first argument as text."""
    return call.machine.fold([call.argument(0, "path", "filename")], str)


def _decoded(call: Call) -> Value:
    return call.machine.as_path(call.argument(0, "filename"), call.site)


def _encoded(call: Call) -> Value:
    def encode(text: str) -> Option:
        return UNKNOWN if is_wild(text) else text.encode(errors="replace")

    return call.machine.fold([call.argument(0, "filename")], encode)


def _make_folder(call: Call) -> Value:
    make_folder(call.machine, call.argument(0, "name", "path"))
    call.machine.doubt()
    return NOTHING


def _remove(call: Call) -> Value:
    path = call.argument(0, "path", "name", "directory")
    if call.machine.is_absent(path) and call.machine.tries and not is_made(call.machine, path):
        ignores = call.get(1, "ignore_errors")
        if ignores is None or call.machine.truth(ignores) is False:
            raise Raised("FileNotFoundError")
    remove(call.machine, path)
    call.machine.doubt()
    return NOTHING


_OF_INSTALLATIONS = (
    "distutils.sysconfig.get_python_inc",
    "distutils.sysconfig.get_python_lib",
    "numpy.get_include",
    "pybind11.get_cmake_dir",
    "pybind11.get_include",
    "site.getuserbase",
    "site.getusersitepackages",
    "sysconfig.get_config_h_filename",
    "sysconfig.get_makefile_filename",
    "sysconfig.get_path",
)
"""What gives a path of the interpreter or of a package that is installed."""

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_OF_INSTALLATIONS, _away),
    "distutils.dir_util.mkpath": _make_folder,
    "distutils.dir_util.remove_tree": _remove,
    "distutils.sysconfig.get_config_var": _setting,
    "inspect.currentframe": _frame,
    "inspect.getabsfile": _file_of_argument,
    "inspect.getfile": _file_of_argument,
    "inspect.getframeinfo": lambda call: call.argument(0),
    "inspect.getsourcefile": _file_of_argument,
    "inspect.stack": _stack,
    "numpy.distutils.misc_util.get_numpy_include_dirs": _away_list,
    "os.access": _access,
    "os.chdir": _change_folder,
    "os.fsdecode": _decoded,
    "os.fsencode": _encoded,
    "os.fspath": _first_options,
    "os.getcwd": _working_folder,
    "os.getcwdu": _working_folder,
    "os.lstat": _status,
    "os.makedirs": _make_folder,
    "os.mkdir": _make_folder,
    "os.path.abspath": _absolute,
    "os.path.basename": _text(base_name),
    "os.path.commonpath": _common(posixpath.commonpath),
    "os.path.commonprefix": _common(posixpath.commonprefix),
    "os.path.dirname": _text(folder_name),
    "os.path.exists": _probe(),
    "os.path.expanduser": _expand_user,
    "os.path.getatime": _status,
    "os.path.getctime": _status,
    "os.path.getmtime": _status,
    "os.path.getsize": _status,
    "os.path.isabs": _text(_is_absolute),
    "os.path.isdir": _probe("folder"),
    "os.path.isfile": _probe("file"),
    "os.path.join": _join_path,
    "os.path.lexists": _probe(),
    "os.path.normcase": _text(str),
    "os.path.normpath": _text(normal),
    "os.path.realpath": _absolute,
    "os.path.relpath": _relative,
    "os.path.samefile": _same_file,
    "os.path.split": _pair(_split),
    "os.path.splitdrive": _pair(lambda text: ("", text)),
    "os.path.splitext": _pair(split_suffix),
    "os.remove": _remove,
    "os.removedirs": _remove,
    "os.rmdir": _remove,
    "os.stat": _status,
    "os.unlink": _remove,
    "pathlib.Path": _path,
    "pathlib.Path.cwd": _path_here,
    "pathlib.Path.home": _away_path,
    "shutil.rmtree": _remove,
    "site.getsitepackages": _away_list,
    "sys._getframe": _caller,
    "sysconfig.get_config_var": _setting,
    "sysconfig.get_paths": _away_table,
    "tempfile.NamedTemporaryFile": _temporary_thing("a temporary file"),
    "tempfile.TemporaryDirectory": _temporary_thing("tempfile.TemporaryDirectory"),
    "tempfile.TemporaryFile": _temporary_thing("a temporary file"),
    "tempfile.gettempdir": _away,
    "tempfile.mkdtemp": _temporary,
    "tempfile.mkstemp": _temporary_pair,
    "tempfile.mktemp": _temporary,
}

FUNCTIONS: dict[str, Handler] = {name: pathlike(h) for name, h in _HANDLERS.items()}
"""What is understood of paths, by dotted name."""
