"""Paths: `os.path`, `pathlib`, the working directory, and what lies outside the project."""

from __future__ import annotations

import posixpath
from collections.abc import Callable

from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.places import AWAY, STAR, absolute
from uvlint.builds.python.values import (
    ANYTHING,
    UNKNOWN,
    Arguments,
    Entries,
    Items,
    Made,
    PathObject,
    Value,
    known,
)


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
    return known(absolute(call.site.scope.module.file))


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


KNOWN: dict[str, Handler] = {
    **dict.fromkeys(_OF_INSTALLATIONS, _away),
    "inspect.currentframe": _frame,
    "inspect.getabsfile": _this_file,
    "inspect.getfile": _this_file,
    "inspect.getsourcefile": _this_file,
    "inspect.stack": _stack,
    "os.access": _probe,
    "os.chdir": _change_folder,
    "os.fsdecode": _text(str),
    "os.fspath": _text(str),
    "os.getcwd": _working_folder,
    "os.getcwdu": _working_folder,
    "os.path.abspath": _absolute,
    "os.path.basename": _text(posixpath.basename),
    "os.path.dirname": _text(posixpath.dirname),
    "os.path.exists": _probe,
    "os.path.expanduser": _expand_user,
    "os.path.isfile": _probe,
    "os.path.join": _join_path,
    "os.path.lexists": _probe,
    "os.path.normcase": _text(str),
    "os.path.normpath": _text(posixpath.normpath),
    "os.path.realpath": _absolute,
    "os.path.relpath": _relative,
    "os.path.split": _pair(posixpath.split),
    "os.path.splitext": _pair(posixpath.splitext),
    "os.stat": _probe,
    "pathlib.Path": _path_object,
    "pathlib.Path.cwd": _path_here,
    "pathlib.Path.home": _away_path,
    "site.getsitepackages": _away_list,
    "sys._getframe": _frame,
    "tempfile.NamedTemporaryFile": _away_open,
    "tempfile.TemporaryDirectory": _away,
    "tempfile.gettempdir": _away,
    "tempfile.mkdtemp": _away,
    "tempfile.mkstemp": _away_pair,
    "tempfile.mktemp": _away,
}
