"""What is known of code outside a project: Python's own library, and the tools of builds."""

from __future__ import annotations

import sys
from functools import lru_cache

from uvlint.pyeval.domain import (
    CodeAt,
    Made,
    Option,
    Value,
)
from uvlint.pyeval.machine import Call, Handler, Machine, Models
from uvlint.pyeval.symbolic_paths import AWAY
from uvlint.pymodels import (
    assignments,
    builtins,
    code,
    containers,
    contexts,
    environment,
    files,
    functional,
    hatchling,
    libraries,
    listings,
    path_methods,
    paths,
    processes,
    setuptools,
    texts,
    things,
)
from uvlint.pymodels.requirements import Requirements

CONSTANTS: dict[str, Option] = {
    **texts.FLAGS,
    **texts.CONSTANTS_OF_STRING,
    "errno.ENOENT": 2,
    "os.F_OK": 0,
    "os.O_APPEND": 1024,
    "os.O_CLOEXEC": 524288,
    "os.O_CREAT": 64,
    "os.O_EXCL": 128,
    "os.O_RDONLY": 0,
    "os.O_RDWR": 2,
    "os.O_TRUNC": 512,
    "os.O_WRONLY": 1,
    "os.R_OK": 4,
    "os.curdir": ".",
    "os.devnull": "/dev/null",
    "os.extsep": ".",
    "os.linesep": "\n",
    "os.pardir": "..",
    "os.path.curdir": ".",
    "os.path.pardir": "..",
    "os.path.sep": "/",
    "os.pathsep": ":",
    "os.sep": "/",
    "posixpath.sep": "/",
    "six.PY2": False,
    "six.PY3": True,
    "sys.base_prefix": AWAY,
    "sys.exec_prefix": AWAY,
    "sys.executable": f"{AWAY}/python",
    "sys.implementation.name": "cpython",
    "sys.prefix": AWAY,
    "sys.version_info.major": 3,
    "typing.TYPE_CHECKING": False,
    "typing_extensions.TYPE_CHECKING": False,
}

_TABLES: tuple[dict[str, Handler], ...] = (
    builtins.FUNCTIONS,
    containers.FUNCTIONS,
    environment.FUNCTIONS,
    files.FUNCTIONS,
    functional.FUNCTIONS,
    hatchling.FUNCTIONS,
    libraries.FUNCTIONS,
    listings.FUNCTIONS,
    paths.FUNCTIONS,
    processes.FUNCTIONS,
    setuptools.FUNCTIONS,
    texts.FUNCTIONS,
    code.FUNCTIONS,
)
_OTHER_PACKAGES = {
    "distutils.": "setuptools._distutils.",
    "fnmatch.": "setuptools._distutils.fnmatch.",
    "importlib.resources.": "importlib_resources.",
    "os.path.": "posixpath.",
    "pathlib.": "pathlib2.",
    "tomllib.": "pip._vendor.tomli.",
}
"""Packages that have the same functions as others."""

_KNOWN = {name: handler for table in _TABLES for name, handler in table.items()}
FUNCTIONS: dict[str, Handler] = {
    **{
        other + name.removeprefix(package): handler
        for name, handler in _KNOWN.items()
        for package, other in _OTHER_PACKAGES.items()
        if name.startswith(package)
    },
    **_KNOWN,
}

_OF_PYTHON = frozenset(
    name
    for name in vars(sys.modules["builtins"])
    if not name.startswith("_") or name == "__import__"
)
BUILTINS = _OF_PYTHON | {"exit", "quit"}

SAME = {
    **{f"{module}.{n}": n for module in ("builtins", "six.moves.builtins") for n in _OF_PYTHON},
    **{f"six.moves.{name}": name for name in ("filter", "input", "map", "range", "zip")},
    "io.path": "os.path",
    "os.getcwdb": "os.getcwd",
    "pathlib.PosixPath": "pathlib.Path",
    "pathlib.PurePath": "pathlib.Path",
    "pathlib.PurePosixPath": "pathlib.Path",
    "pathlib2.Path": "pathlib.Path",
    "six.binary_type": "bytes",
    "six.integer_types": "int",
    "six.moves.builtins": "builtins",
    "six.moves.configparser": "configparser",
    "six.moves.reduce": "functools.reduce",
    "six.moves.urllib": "urllib",
    "six.string_types": "str",
    "six.text_type": "str",
}
"""Other names of modules and functions."""


def _method(made: Made, name: str, call: Call) -> Value:
    for answer in (
        hatchling.hook_method,
        texts.match_method,
        texts.pattern_method,
        texts.template_method,
    ):
        found = answer(made, name, call)
        if found is not None:
            return found
    return things.method(made, name, call)


def _called(made: Made, call: Call) -> Value:
    found = functional.getter_called(made, call)
    return libraries.fallback(made.name, call) if found is None else found


def _attribute(machine: Machine, made: Made, name: str) -> Value:
    found = hatchling.hook_attribute(made, name) or setuptools.extension_attribute(
        machine, made, name
    )
    return things.attribute(machine, made, name) if found is None else found


def _other(owner: Option, name: str, call: Call) -> Value:
    if isinstance(owner, CodeAt):
        return code.code_method(owner, name, call)
    return builtins.other_method(owner, name, call)


@lru_cache(maxsize=8)
def models(requires: frozenset[str], *, is_setuptools: bool, has_backend_path: bool) -> Models:
    """Return what is known of the libraries of a build that has some requirements."""
    brought = Requirements(requires, is_setuptools, has_backend_path)
    return Models(
        functions=FUNCTIONS,
        constants=CONSTANTS,
        same=SAME,
        builtins=BUILTINS,
        fallback=libraries.fallback,
        method=_method,
        attribute=_attribute,
        called=_called,
        inherited=setuptools.inherited,
        inherited_method=setuptools.inherited_method,
        initialized=setuptools.initialized,
        unknown=libraries.unknown,
        context=contexts.context,
        assigned=assignments.assigned,
        other_method=_other,
        path_attribute=path_methods.path_attribute,
        path_method=path_methods.path_method,
        environment_item=environment.item,
        environment_set=environment.set_item,
        environment_delete=environment.delete,
        is_missing=brought.is_missing,
        shadows=brought.shadows,
        commands=setuptools.COMMANDS,
        vendored=frozenset({"versioneer"}),
    )
