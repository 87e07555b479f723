"""Names of files that are not known one by one: `glob`, `os.listdir`, `os.walk`."""

from __future__ import annotations

import ast
import posixpath
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.places import STAR, wild
from uvlint.builds.python.values import (
    ANYTHING,
    Items,
    PathObject,
    Value,
    known,
)

if TYPE_CHECKING:
    from uvlint.builds.python.machine import Machine
    from uvlint.builds.python.notes import Site
    from uvlint.views.python_source import Source

_MAY_COUNT = re.compile(r"\b(?:and|any|assert|bool|if|len|not|or)\b")


def _glob(call: Call) -> Value:
    pattern = call.argument(0, "pathname", "pattern")
    if folder := call.get(-1, "root_dir"):
        below = call.machine.fold([folder, pattern], posixpath.join)
        return Value(
            found_files(call.machine, pattern, call.site).options,
            listed(call.machine, below, call.site),
        )
    return found_files(call.machine, pattern, call.site)


def found_files(machine: Machine, pattern: Value, site: Site) -> Value:
    """Return the list that a glob finds, as one open path for each pattern."""
    open_paths = machine.fold([pattern], lambda text: wild(text))
    return known(
        Items([Value((o,), listed(machine, open_paths, site)) for o in open_paths.options])
    )


def listed(machine: Machine, paths: Value, site: Site) -> frozenset[int]:
    """Note that files are listed, unless the code only asks whether there are any."""
    return paths.origins if _is_only_counted(site) else machine.read(paths, site, soft=True)


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


def _list_folder(call: Call) -> Value:
    folder = call.get(0, "path") or known(".")
    inside = call.machine.fold([folder], lambda text: posixpath.join(text, STAR))
    return known(Items([Value((STAR,), listed(call.machine, inside, call.site))]))


def _scan_folder(call: Call) -> Value:
    folder = call.get(0, "path") or known(".")
    inside = call.machine.fold([folder], lambda text: PathObject(posixpath.join(text, STAR)))
    return known(Items([Value(inside.options, listed(call.machine, inside, call.site))]))


def _walk(call: Call) -> Value:
    top = call.argument(0, "top")
    root = call.machine.fold([top], lambda text: posixpath.join(text, STAR + STAR))
    inside = call.machine.fold([root], lambda text: posixpath.join(text, STAR))
    origins = listed(call.machine, inside, call.site)
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


KNOWN: dict[str, Handler] = {
    "fnmatch.filter": _filter_names,
    "glob.glob": _glob,
    "glob.iglob": _glob,
    "os.listdir": _list_folder,
    "os.scandir": _scan_folder,
    "os.walk": _walk,
}
