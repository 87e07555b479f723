"""What calls to the standard library come to, as far as builds use it."""

from __future__ import annotations

import re
from functools import lru_cache

from uvlint.builds.python import calling, tools
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.library import (
    code,
    containers,
    environment,
    files,
    functions,
    listings,
    paths,
    texts,
)
from uvlint.builds.python.notes import Sort
from uvlint.builds.python.places import AWAY
from uvlint.builds.python.values import (
    NONE,
    Arguments,
    Bound,
    External,
    Function,
    Instance,
    Made,
    Value,
    known,
)
from uvlint.model import Certainty

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


_TABLES = (
    code.KNOWN,
    containers.KNOWN,
    environment.KNOWN,
    files.KNOWN,
    functions.KNOWN,
    listings.KNOWN,
    paths.KNOWN,
    texts.KNOWN,
    tools.KNOWN,
)

KNOWN: dict[str, Handler] = {name: handler for table in _TABLES for name, handler in table.items()}
"""What is understood of the standard library and of the tools of builds, by dotted name."""

BUILTINS = frozenset(name for name in KNOWN if "." not in name) | {
    *("Exception", "FileNotFoundError", "IOError", "ImportError", "KeyError"),
    *("ModuleNotFoundError", "OSError", "RuntimeError", "SystemExit", "ValueError"),
    *("classmethod", "input", "object", "property", "staticmethod"),
}


@lru_cache(maxsize=4096)
def constant(name: str) -> Value:
    """Return an attribute of something outside the project, by its dotted name."""
    if name in _CONSTANTS:
        return known(_CONSTANTS[name])
    if name.endswith(".__file__"):
        return known(f"{AWAY}/{name}")
    return known(External(_SAME.get(name, name)))


def perform(name: str, call: Call) -> Value:
    """Return what a call to something outside the project comes to."""
    handler = KNOWN.get(name)
    if handler is not None:
        return handler(call)
    machine, arguments, site = call.machine, call.arguments, call.site
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
