"""What Cython sources read besides themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from uvlint.builds import native
from uvlint.project import Project

_FROM = re.compile(r"^[ \t]*from[ \t]+([\w.]+)[ \t]+cimport[ \t]+\(?([^#\n)]+)", re.MULTILINE)
_CIMPORT = re.compile(r"^[ \t]*cimport[ \t]+([\w. ,]+)", re.MULTILINE)


def with_cimports(
    project: Project, sources: Iterable[str], roots: Collection[str]
) -> tuple[str, ...]:
    """Return Cython sources and the `.pxd` files they lead to, found from `roots`."""
    return native.closure(project, sources, lambda file: _declarations(project, file, roots))


def _declarations(project: Project, file: str, roots: Collection[str]) -> Iterator[str]:
    if file.endswith((".pyx", ".py")):
        yield f"{file.rpartition('.')[0]}.pxd"
    if file.endswith(".py"):
        return
    text = native.text(project, file)
    for module, names in _FROM.findall(text):
        yield from _files(file, module, roots)
        for name in names.split(","):
            first = name.split()[:1]
            if first and first[0].isidentifier():
                yield from _files(file, f"{module}.{first[0]}".replace("..", "."), roots)
    for names in _CIMPORT.findall(text):
        for name in names.split(","):
            if words := name.split():
                yield from _files(file, words[0], roots)


def _files(file: str, module: str, roots: Collection[str]) -> Iterator[str]:
    """Yield where the declarations of a module may lie."""
    level = len(module) - len(module.lstrip("."))
    path = module.strip(".").replace(".", "/")
    folder = native.folder_of(file)
    bases = ["/".join([folder, *[".."] * (level - 1)])] if level else [folder, *roots]
    for base in bases:
        if path:
            yield native.at(base, f"{path}.pxd")
        yield native.at(base, f"{path}/__init__.pxd" if path else "__init__.pxd")
