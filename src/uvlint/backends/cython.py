"""What Cython sources read besides themselves."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from uvlint.backends import native
from uvlint.project import Project

SUFFIXES = frozenset({".pyx", ".pxd", ".pxi", ".py"})
"""What Cython translates, or reads on the way."""

_NAMES = r"(?:\(([^)]*)\)|([^\n]+))"
_FROM = re.compile(rf"^[ \t]*from[ \t]+([\w.]+)[ \t]+cimport[ \t]+{_NAMES}", re.MULTILINE)
_CIMPORT = re.compile(r"^[ \t]*cimport[ \t]+([^\n]+)", re.MULTILINE)
_FROM_PURE = re.compile(
    rf"^[ \t]*from[ \t]+cython\.cimports\b\.?([\w.]*)[ \t]+import[ \t]+{_NAMES}", re.MULTILINE
)
_IMPORT_PURE = re.compile(r"^[ \t]*import[ \t]+cython\.cimports\.([\w.]+)", re.MULTILINE)
_INCLUDED = re.compile(r"""^[ \t]*include[ \t]+["']([^"'\n]+)["']""", re.MULTILINE)
_HEAD = re.compile(r"\ufeff?(?:[ \t]*(?:#[^\n]*)?\n)*")
_SHARED = re.compile(
    r"^(?:cp?def|ctypedef)[ \t]+((?:public|api)(?:[ \t]+(?:public|api))?)\b", re.MULTILINE
)


def with_cimports(
    project: Project, sources: Iterable[str], roots: Collection[str]
) -> tuple[str, ...]:
    """Return Cython sources and those they lead to, included or declared, found from `roots`."""
    return native.closure(project, sources, lambda file: _declarations(project, file, roots))


def directives(project: Project, source: str, name: str) -> tuple[str, ...]:
    """Return the paths in `# distutils: NAME = ...` among the comments at the head of a source.

    They begin where the build runs, in the folder of the project (Cython 3.3.1, observed).
    """
    head = _HEAD.match(native.text(project, source))
    lines = re.findall(
        rf"^#[ \t]*distutils[ \t]*:[ \t]*{name}[ \t]*=(.*)$", head[0] if head else "", re.MULTILINE
    )
    return tuple(
        native.at(".", path)
        for line in lines
        for path in line.strip(" []\r").replace(",", " ").split()
    )


def headers(project: Project, source: str) -> Iterator[str]:
    """Yield the headers that Cython writes beside a source for what is `public` or `api` in it.

    Attributes of classes may be public as well, which makes no header (Cython 3.3, observed).
    """
    stem = source.rpartition(".")[0]
    texts = (native.text(project, f"{stem}{suffix}") for suffix in (".pyx", ".pxd"))
    words = {word for text in texts for found in _SHARED.findall(text) for word in found.split()}
    for word, end in (("public", ".h"), ("api", "_api.h")):
        if source.endswith(".pyx") and word in words:
            yield f"{stem}{end}"


def _declarations(project: Project, file: str, roots: Collection[str]) -> Iterator[str]:
    if not native.is_kind(file, SUFFIXES):
        return
    if file.endswith((".pyx", ".py")):
        yield f"{file.rpartition('.')[0]}.pxd"
    text = native.text(project, file)
    for path in _INCLUDED.findall(text):
        yield from (native.at(base, path) for base in (native.folder_of(file), *roots))
    for module in _cimported(text):
        yield from _files(file, module, roots)


def _cimported(text: str) -> Iterator[str]:
    """Yield the modules that a source cimports, and the names from them, which may be modules."""
    for statement in (_FROM, _FROM_PURE):
        for module, among, rest in statement.findall(text):
            if module:
                yield module
            for name in _names(among or rest):
                yield f"{module}.{name}" if module.strip(".") else f"{module}{name}"
    for names in _CIMPORT.findall(text):
        yield from _names(names)
    yield from _IMPORT_PURE.findall(text)


def _names(text: str) -> Iterator[str]:
    """Yield the names of an import, without what they are called here."""
    for item in re.sub(r"#[^\n]*", "", text).split(","):
        name = re.match(r"[\w.]+", item.lstrip(" \t\n("))
        if name:
            yield name[0]


def _files(file: str, module: str, roots: Collection[str]) -> Iterator[str]:
    """Yield where the declarations of a module may lie."""
    level = len(module) - len(module.lstrip("."))
    path = module.strip(".").replace(".", "/")
    folder = native.folder_of(file)
    bases = ["/".join([folder, *[".."] * (level - 1)])] if level else [*_above(folder), *roots]
    for base in bases:
        if path:
            yield native.at(base, f"{path}.pxd")
        yield native.at(base, f"{path}/__init__.pxd" if path else "__init__.pxd")


def _above(folder: str) -> Iterator[str]:
    """Yield a folder and those above it, one of which holds the outermost package."""
    yield folder
    while (above := native.folder_of(folder)) != folder:
        yield (folder := above)
