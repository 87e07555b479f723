"""What modules of JavaScript, pages and style sheets import from the project."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from uvlint.backends import native
from uvlint.project import Project

_READ = frozenset(
    {".cjs", ".css", ".cts", ".html", ".js", ".jsx", ".less", ".mjs", ".mts", ".sass", ".scss"}
    | {".svelte", ".ts", ".tsx", ".vue"}
)
_NAME = (
    r"""(?:\bfrom|\bimport|\brequire\(|\bimport\(|@(?:import|use|forward)(?:\s+url\()?|\bsrc=|\bhref="""
    r"""|\burl\(|\bnew\s+URL\()\s*['"]?([^'"()\s;>]+)"""
)
_TEXT = r"""["'`]([\w@./ -]{1,200})["'`]"""
_ENDINGS = (
    *("", ".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".vue", ".svelte", ".json"),
    *(".css", ".scss", ".sass", ".less"),
    *("/index.ts", "/index.tsx", "/index.js", "/index.jsx", "/index.vue", "/_index.scss"),
)


def with_imports(project: Project, files: Iterable[str]) -> tuple[str, ...]:
    """Return files and all of the project that they lead to by relative names."""
    return native.closure(project, files, lambda file: _imported(project, file))


def with_names(project: Project, script: str, folder: str) -> tuple[str, ...]:
    """Return a script that runs in a folder, what it imports, and the files that texts in it name."""
    files = with_imports(project, [script])
    named = [
        path
        for file in files
        for text in re.findall(_TEXT, native.text(project, file))
        for path in dict.fromkeys(
            (native.at(native.folder_of(file), text), native.at(folder, text))
        )
        if project.is_file(path)
    ]
    return tuple(dict.fromkeys((*files, *named)))


def _imported(project: Project, file: str) -> Iterator[str]:
    if not native.is_kind(file, _READ):
        return
    here = native.folder_of(file)
    is_style = native.is_kind(file, {".css", ".less", ".sass", ".scss"})
    for name in re.findall(_NAME, native.text(project, file)):
        name = name.partition("?")[0]
        if ":" in name or not (is_style or name.startswith((".", "/"))):
            continue
        path = native.at(here, name.lstrip("/") if name.startswith("/") else name)
        stem = path.removesuffix(".js")
        for end in _ENDINGS:
            yield f"{path}{end}"
            if stem != path and end.startswith(".ts"):
                yield f"{stem}{end}"
        if is_style:
            folder, _, last = path.rpartition("/")
            partial = f"{folder}/_{last}" if folder else f"_{last}"
            yield from (partial, f"{partial}.scss", f"{partial}.sass")
