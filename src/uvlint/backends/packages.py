"""Where the packages of a project lie, whatever builds it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import wheel_packages
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    distribution_name,
    package_folders,
)
from uvlint.model import File
from uvlint.project import Project

KINDS = 5
"""So many kinds of files below a package get a key each; of more only the Python sources."""

_APART = frozenset({"bench", "benchmarks", "doc", "docs", "examples", "scripts", "test", "tests"})
_COMPILED = frozenset({"dll", "dylib", "lib", "o", "obj", "pyc", "pyd", "pyo", "so"})
_NAME = r"[A-Za-z_]\w*"


def source_keys(project: Project) -> tuple[File, ...]:
    """Return keys for what a wheel copies: each kind of file below each package, and modules."""
    keys: dict[File, None] = {}
    for path in package_paths(project):
        if not project.is_dir(path):
            keys[File(path)] = None
            continue
        kinds = {name.rpartition(".")[2] for name in project.walk(path) if _counts(name)}
        several = sorted(kinds, key=lambda kind: (kind != "py", kind))
        for kind in several if len(several) <= KINDS else ["py"]:
            keys[File(f"{path}/**/*.{kind}")] = None
    return tuple(keys)


def _counts(path: str) -> bool:
    name = posixpath.basename(path)
    stem, dot, kind = name.rpartition(".")
    return (
        bool(stem and dot)
        and kind.lower() not in _COMPILED
        and re.fullmatch(_NAME, kind) is not None
    )


def package_paths(project: Project) -> Iterator[str]:
    """Yield the folders of packages and the single modules."""
    if project.backend.startswith("hatchling") and (found := wheel_packages(project)):
        yield from found
        return
    folders: dict[str, str] = {}
    if builds_with_setuptools(project):
        folders = dict(package_folders(project))
    yield from (path for name, path in folders.items() if name and project.is_dir(path))
    own = project.pyproject.table("tool", "uv", "build-backend")
    root = own.string("module-root") if project.backend == "uv_build" else None
    default = "src" if project.is_dir("src") else "."
    start = posixpath.normpath(root.value) if root else folders.get("", default)
    if start.startswith(("/", "../")) or start == "..":
        return
    name = distribution_name(project) or ""
    names = [item.value for item in own.strings("module-name")]
    wanted = names or [re.sub(r"[-.]+", "_", name), re.sub(r"[-.]+", "_", name).lower()]
    for module in dict.fromkeys(part.replace(".", "/") for part in wanted if part):
        path = posixpath.normpath(f"{start}/{module}")
        if project.is_dir(path):
            yield path
            return
        if project.is_file(f"{path}.py"):
            yield f"{path}.py"
            return
    for inner, is_folder in project.listing(start):
        path = posixpath.normpath(f"{start}/{inner}")
        if is_folder and inner not in _APART and project.is_file(f"{path}/__init__.py"):
            yield path
