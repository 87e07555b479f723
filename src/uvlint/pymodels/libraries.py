"""Other libraries: version control, the clock, the network, and what is not known at all."""

from __future__ import annotations

import re
import sys

from uvlint.model import Certainty
from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    Arguments,
    Bound,
    Class,
    Function,
    Handle,
    Made,
    Path,
    Value,
)
from uvlint.pyeval.effects import ForeignCall, Site, Sort
from uvlint.pyeval.facts import plain
from uvlint.pyeval.machine import Call, Handler, Machine
from uvlint.pyeval.symbolic_paths import STAR
from uvlint.pymodels import setuptools
from uvlint.pymodels.common import DEEP, first
from uvlint.pymodels.hooks import call_back

_GIT = ("git", "gitdb", "dunamai", "dulwich", "pygit2", "setuptools_scm", "vcs_versioning")
_GIT_CALLS = (
    *("pdm.backend.hooks.version.get_version", "pdm.backend.hooks.version.scm.get_version"),
    *("poetry_dynamic_versioning.", "setuptools_git_versioning.", "uv_dynamic_versioning."),
    *("versioneer.", "versioningit."),
)
_OUTSIDE = {
    "aiohttp": "the network",
    "datetime": "the clock",
    "ftplib": "the network",
    "getpass": "the user",
    "http": "the network",
    "httpx": "the network",
    "random": "chance",
    "requests": "the network",
    "secrets": "chance",
    "socket": "the network",
    "time": "the clock",
    "urllib": "the network",
    "urllib2": "the network",
    "urllib3": "the network",
    "uuid": "chance",
}
_CLOCK = frozenset(
    {"ctime", "gmtime", "localtime", "now", "strftime", "time", "time_ns", "today", "utcnow"}
)
_PURE = re.compile(
    r"(?:abc|argparse|ast|base64|binascii|calendar|cmath|codecs|collections|contextlib|copy"
    r"|dataclasses|datetime|decimal|difflib|email|enum|fractions|functools|getopt|gettext"
    r"|hashlib|hmac|html|inspect|io|itertools|json|keyword|locale|logging|math|numbers|operator"
    r"|optparse|packaging|platform|pprint|queue|random|re|secrets|signal|statistics|string"
    r"|struct|sys|sysconfig|textwrap|threading|time|token|tokenize|traceback|types|typing"
    r"|typing_extensions|unicodedata|unittest|urllib\.parse|uuid|warnings|weakref|zlib)\."
    r"|(?:builtins\.)?\w+$"
)
"""Parts of the standard library that open no file of a given name, and change no argument."""

_CANNOT_FAIL = re.compile(
    r"(?:logging|warnings|sys\.std(?:out|err)|distutils\.log|colorama|locale|platform)\."
)
"""What tells something, or asks for the platform, and raises nothing."""

_NO_PATH = ("find_packages", "find_namespace_packages", "setup", *setuptools.DECLARE_CODE)
_KEEPS = re.compile(r"(?:^|\.)(?:[A-Z]\w*|setup|cythonize|mypycify|set_source|run_setup)$")
_READS = re.compile(r"(?:^|[._])(?:convert|from_file|load|open|parse|read)[a-z_]*$")
"""How the names of functions end that may read the folder or file whose name they are given."""


def consulted(machine: Machine, name: str, site: Site) -> frozenset[int]:
    """Note what a library reads when it is called: version control, the clock, the network."""
    package, _, rest = name.partition(".")
    last = rest.rpartition(".")[2]
    if package in _GIT or name.startswith(_GIT_CALLS):
        return machine.ask(Sort.GIT, name, site)
    if name.startswith("urllib.parse."):
        return NONE
    if package in _OUTSIDE and (package not in ("datetime", "time") or last in _CLOCK):
        return machine.ask(Sort.OUTSIDE, _OUTSIDE[package], site, listed=True)
    return NONE


def fallback(name: str, call: Call) -> Value:
    """Return what a call to something outside the project comes to that nothing is known of."""
    machine, arguments, site = call.machine, call.arguments, call.site
    if setuptools.sets_up(name):
        return setuptools.set_up(call, name)
    if name.startswith("pathlib.Path.") and arguments.positional:
        return _path_method(name.rpartition(".")[2], call)
    by_class = setuptools.by_class(name, call)
    if by_class is not None:
        return by_class
    if not _CANNOT_FAIL.match(name) and not is_exception(name):
        machine.doubt()
    origins = call.opaque().origins | consulted(machine, name, site)
    if not _PURE.match(name):
        note_call(name, call)
        if not name.endswith(_NO_PATH):
            origins |= note_paths(machine, arguments, site)
        if _READS.search(name):
            origins |= _guess_folder(call)
        if not _KEEPS.search(name):
            machine.havoc(arguments.all())
    elif any(isinstance(o, Handle) for given in arguments.all() for o in given.options):
        machine.hand_on(arguments.all())
    value = machine.made(name, arguments, origins)
    option = value.options[0]
    assert isinstance(option, Made)
    setuptools.note_made(option, call)
    for given in arguments.all():
        if any(isinstance(o, Function | Bound) for o in given.options):
            call_back(machine, given, given=ANYTHING)
    return value


def note_call(name: str, call: Call) -> None:
    """Note that something outside the project is called, and what it is handed."""
    machine, arguments = call.machine, call.arguments
    machine.hand_on(arguments.all())
    machine.effects.calls.append(
        ForeignCall(
            name,
            [plain(machine, value) for value in arguments.positional],
            {keyword: plain(machine, value) for keyword, value in arguments.keywords.items()},
            call.site,
            machine.reach,
        )
    )


def is_exception(name: str) -> bool:
    """Tell whether a name is that of an exception of Python itself."""
    found = vars(sys.modules["builtins"]).get(name)
    return isinstance(found, type) and issubclass(found, BaseException)


def _path_method(name: str, call: Call) -> Value:
    """Call a method of `pathlib.Path` with the path as its first argument."""
    machine = call.machine
    path, *others = call.arguments.positional
    options = tuple(Path(o) if isinstance(o, str) else o for o in path.options)
    method = machine.attribute(Value(options, path.origins, path.default), name, call.site)
    rest = Arguments(tuple(others), call.arguments.keywords, call.arguments.rest)
    return machine.apply(method, rest, call.site)


def note_paths(machine: Machine, arguments: Arguments, site: Site) -> frozenset[int]:
    """Note the files of the project among arguments of something that may open them."""
    origins = NONE
    for value in machine.contained(arguments.all()):
        for name in machine.files(value):
            if machine.tree.is_file(name) and not machine.is_written(name):
                origins |= machine.observe(Sort.FILE, name, site, Certainty.POSSIBLE)
    return origins


def _guess_folder(call: Call) -> frozenset[int]:
    """Note the files of a folder that a function is handed which may read it."""
    machine = call.machine
    path = call.get(0)
    if path is None:
        return NONE
    origins = NONE
    for name in machine.files(path):
        if name != "." and machine.tree.is_dir(name):
            inside = f"{name}/{DEEP}/{STAR}"
            origins |= machine.observe(Sort.FILE, inside, call.site, Certainty.POSSIBLE)
    return origins


def unknown(machine: Machine, arguments: Arguments, site: Site) -> frozenset[int]:
    """Note what a call of something unknown may read; run what it is handed."""
    origins = note_paths(machine, arguments, site)
    for given in arguments.all():
        if any(isinstance(option, Function | Bound | Class) for option in given.options):
            call_back(machine, given, given=ANYTHING)
    return origins


def _made(name: str) -> Handler:
    """Return the handler of a class that only keeps its arguments."""

    def handler(call: Call) -> Value:
        return call.machine.made(name, call.arguments, call.opaque().origins)

    return handler


def _gathered(call: Call) -> Value:
    """Return the results of coroutines, which were run where they were called."""
    return call.machine.list_of(call.arguments.positional, call.arguments.rest)


_KEPT = (
    "contextlib.AsyncExitStack",
    "contextlib.ExitStack",
    "contextlib.chdir",
    "contextlib.closing",
    "contextlib.nullcontext",
    "contextlib.redirect_stderr",
    "contextlib.redirect_stdout",
    "contextlib.suppress",
    "multiprocessing.Process",
    "threading.Thread",
)
"""Classes that do nothing with their arguments until they are used."""

FUNCTIONS: dict[str, Handler] = {
    **{name: _made(name) for name in _KEPT},
    "asyncio.create_task": first,
    "asyncio.gather": _gathered,
    "asyncio.run": first,
    "asyncio.to_thread": lambda call: call.machine.apply(
        call.argument(0),
        Arguments(call.arguments.positional[1:], call.arguments.keywords, call.arguments.rest),
        call.site,
    ),
}
"""What is understood of other libraries, by dotted name."""
