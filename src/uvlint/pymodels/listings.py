"""Names of files that are not known one by one: `glob`, `os.listdir`, `os.walk`."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache

from uvlint.pyeval.domain import (
    ANYTHING,
    UNKNOWN,
    Cursor,
    List,
    Option,
    Path,
    Tuple,
    Value,
    join,
    known,
)
from uvlint.pyeval.effects import Site
from uvlint.pyeval.machine import Call, Handler, Machine, Raised
from uvlint.pyeval.source import Source
from uvlint.pyeval.symbolic_paths import STAR, is_wild, wild
from uvlint.pymodels.common import DEEP, first, is_plain, pure
from uvlint.pymodels.paths import is_made

_MAY_COUNT = re.compile(r"\b(?:and|any|assert|bool|if|len|not|or)\b")


def _glob(call: Call) -> Value:
    machine = call.machine
    pattern = call.argument(0, "pathname", "pattern")
    folder = call.get(-1, "root_dir")
    if folder is not None and folder.options != (None,):
        below = machine.fold([folder, pattern], lambda *parts: wild(posixpath.join(*parts)))
        origins = listed(machine, below, call.site)
        return machine.list_of((), Value(_opened(machine, pattern).options, origins))
    return found_files(machine, pattern, call.site)


def _glob_one_by_one(call: Call) -> Value:
    return one_by_one(call.machine, _glob(call), call.site)


def _opened(machine: Machine, pattern: Value) -> Value:
    return machine.fold([pattern], wild)


def found_files(machine: Machine, pattern: Value, site: Site) -> Value:
    """Return the list that a glob finds: any number of names for each pattern."""
    open_paths = _opened(machine, pattern)
    return any_of(machine, open_paths, site)


def one_by_one(machine: Machine, names: Value, site: Site) -> Value:
    """Return what gives the items of a list one after the other, once."""
    cursor = machine.allocate(Cursor(names), 0, site.node)
    return known(cursor)  # type: ignore[arg-type]


def any_of(machine: Machine, paths: Value, site: Site) -> Value:
    """Return a list of any number of names from open sets, and note that these are listed."""
    return machine.list_of((), Value(paths.options, listed(machine, paths, site)))


def listed(machine: Machine, paths: Value, site: Site) -> frozenset[int]:
    """Note that files are listed, unless the code only asks whether there are any."""
    return paths.origins if _is_only_counted(site) else machine.read(paths, site, listed=True)


def _is_only_counted(site: Site) -> bool:
    source, node = site.source, site.node
    return _MAY_COUNT.search(source.before(node)) is not None and any(
        asked is node for asked in _only_counted(source)
    )


@lru_cache(maxsize=4)
def _only_counted(source: Source) -> tuple[ast.expr, ...]:
    """Return the expressions of which nothing matters but whether they are empty."""
    return tuple(part for node in ast.walk(source.tree) for part in _emptiness(node))


def _emptiness(node: ast.AST) -> Iterator[ast.expr]:
    match node:
        case (
            ast.If(test=asked)
            | ast.IfExp(test=asked)
            | ast.Assert(test=asked)
            | ast.UnaryOp(op=ast.Not(), operand=asked)
            | ast.Call(func=ast.Name(id="any" | "bool" | "len"), args=[asked])
        ):
            yield from asked.values if isinstance(asked, ast.BoolOp) else (asked,)
        case _:
            pass


def _expect_folder(machine: Machine, folder: Value) -> None:
    """Note that a folder which is not there would raise an exception."""
    if machine.is_absent(folder) and machine.tries and not is_made(machine, folder):
        raise Raised("FileNotFoundError")
    if not all(machine.is_folder(text) for text in machine.texts(folder)):
        machine.doubt()


def _list_folder(call: Call) -> Value:
    machine = call.machine
    folder = call.get(0, "path") or known(".")
    _expect_folder(machine, folder)
    inside = machine.fold([folder], lambda text: posixpath.join(text, STAR))
    return machine.list_of((), Value((STAR,), listed(machine, inside, call.site)))


def _scan_folder(call: Call) -> Value:
    machine = call.machine
    folder = call.get(0, "path") or known(".")
    _expect_folder(machine, folder)
    inside = machine.fold([folder], lambda text: Path(posixpath.join(text, STAR)))
    return one_by_one(machine, any_of(machine, inside, call.site), call.site)


def walked(
    machine: Machine, top: Value, site: Site, wrap: Callable[[str], Option] = str, more: int = 0
) -> Value:
    """Return what `os.walk` yields: the folder itself and any below, with their names."""
    below = machine.fold([top], lambda text: wrap(posixpath.join(text, DEEP)))
    root = Value((*top.options, *below.options), top.origins)
    inside = machine.fold([below], lambda text: posixpath.join(text, STAR))
    origins = listed(machine, inside, site)
    names = [machine.list_of((), Value((STAR,), origins)) for _ in range(2)]
    rows = machine.list_of((), Value((Tuple((root, *names, *[ANYTHING] * more)),), origins))
    return one_by_one(machine, rows, site)


def _walk(call: Call) -> Value:
    return walked(call.machine, call.argument(0, "top"), call.site)


def _walk_descriptors(call: Call) -> Value:
    return walked(call.machine, call.get(0, "top") or known("."), call.site, more=1)


# --- patterns for names ---------------------------------------------------------------


def _filter_names(call: Call) -> Value:
    """Return the names that match a pattern: plain ones if they do, of open sets some."""
    machine = call.machine
    names, pattern = call.argument(0, "names"), call.argument(1, "pat")
    wanted = pattern.options[0] if len(pattern.options) == 1 else UNKNOWN
    items, complete = machine.items(names)
    sure: list[Value] = []
    rests: list[Value] = []
    for item in items:
        kept = [part for o in item.options for part in _kept(o, wanted)]
        if not kept:
            continue
        value = Value(tuple(kept), item.origins | pattern.origins)
        is_sure = len(item.options) == 1 and is_plain(item.options[0]) and is_plain(wanted)
        (sure if is_sure and not rests and len(names.options) == 1 else rests).append(value)
    if not complete and not rests:
        rests.append(machine.opaque([names, pattern]))
    if not complete and len(sure) and not _is_open_list(names):
        rests, sure = [*sure, *rests], []
    return machine.list_of(sure, join(*rests) if rests else None)


def _is_open_list(names: Value) -> bool:
    """Tell whether names are a list with a known beginning."""
    return len(names.options) == 1 and isinstance(names.options[0], List | Tuple)


def _kept(option: Option, pattern: Option) -> list[Option]:
    """Return what a name is if it matches a pattern, nothing where it does not."""
    if not isinstance(option, str) or not isinstance(pattern, str) or is_wild(pattern):
        return [option if isinstance(option, str) else UNKNOWN]
    if not is_wild(option):
        return [option] if fnmatchcase(option, pattern) else []
    if option.endswith(STAR) and pattern.startswith("*"):
        return [option + wild(pattern[1:])]
    return [option]


def _matches(call: Call) -> Value:
    name, pattern = call.argument(0, "name"), call.argument(1, "pat")

    def answer(text: str, wanted: str) -> Option:
        return UNKNOWN if is_wild(text) or is_wild(wanted) else fnmatchcase(text, wanted)

    return call.machine.fold([name, pattern], answer)


def below(machine: Machine, folder: str, pattern: Value, site: Site, *, deep: bool) -> Value:
    """Return what `pathlib.Path.glob` finds; with an unknown pattern, any file below."""
    between = f"{DEEP}/" if deep else ""
    options: list[Option] = []
    for option in pattern.options:
        if isinstance(option, str):
            options.append(Path(pure(posixpath.join(folder, between + wild(option)))))
        else:
            options.append(Path(posixpath.join(folder, DEEP, STAR)))
    found = any_of(machine, Value(tuple(dict.fromkeys(options)), pattern.origins), site)
    return one_by_one(machine, found, site)


def children_of(machine: Machine, folder: str, site: Site) -> Value:
    """Return what `pathlib.Path.iterdir` finds."""
    _expect_folder(machine, known(folder))
    found = any_of(machine, known(Path(posixpath.join(folder, STAR))), site)
    return one_by_one(machine, found, site)


FUNCTIONS: dict[str, Handler] = {
    "fnmatch.filter": _filter_names,
    "fnmatch.fnmatch": _matches,
    "fnmatch.fnmatchcase": _matches,
    "glob.escape": first,
    "glob.glob": _glob,
    "glob.iglob": _glob_one_by_one,
    "os.fwalk": _walk_descriptors,
    "os.listdir": _list_folder,
    "os.scandir": _scan_folder,
    "os.walk": _walk,
    "setuptools.glob.glob": _glob,
    "setuptools.glob.iglob": _glob_one_by_one,
}
"""What is understood of listings, by dotted name."""
