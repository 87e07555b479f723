"""setuptools-rust has cargo compile crates into a package of setuptools."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

from uvlint.builds import cargo, native
from uvlint.builds.modules import literal, source_of
from uvlint.builds.setuptools import SETUP_PY, builds_with_setuptools, package_folders
from uvlint.model import Input, Output, Spot
from uvlint.plugin import Provider
from uvlint.project import Project

_NAME = "setuptools-rust"
_CALLS = ("RustExtension", "RustBin")
_PARAMETERS = ("target", "path")
_LOCKED = {"--frozen", "--locked"}


class _Extension(NamedTuple):
    target: str
    manifest: str
    at: Spot
    locked: bool


def inputs(project: Project) -> Iterator[Input]:
    """Yield all that cargo reads to compile the crates of the settings and of setup.py."""
    for _, manifest, at, locked in _extensions(project):
        if crate := cargo.crate(project, manifest):
            yield from cargo.inputs(project, crate, who=_NAME, at=at, locked=locked)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what cargo writes, and the libraries that an editable build leaves in packages."""
    for extension in _extensions(project):
        if crate := cargo.crate(project, extension.manifest):
            yield from cargo.outputs(project, crate)
            yield from native.libraries(
                project, extension.target, (package_folders(project).get("", "."),)
            )


def _extensions(project: Project) -> Iterator[_Extension]:
    """Yield the extensions of the settings and of setup.py, and where each is named.

    What cargo is told about the lock counts where it reads the manifest, which is
    before it compiles (setuptools-rust 1.13).
    """
    if not builds_with_setuptools(project) or not project.requirement(_NAME):
        return
    for kind in ("ext-modules", "bins"):
        for table in project.pyproject.tables(f"tool.{_NAME}.{kind}"):
            # Several targets are a table, from their names to modules.
            target = None if table.table("target") else table.string("target")
            path = table.string("path")
            manifest = native.at(".", path.value) if path else cargo.MANIFEST
            arguments = {item.value for item in table.strings("cargo-manifest-args")}
            yield _Extension(
                target.value if target else "",
                manifest,
                path.at if path else table.at,
                not _LOCKED.isdisjoint(arguments),
            )
    yield from _calls(project)


def _calls(project: Project) -> Iterator[_Extension]:
    """Yield the extensions that setup.py makes, as far as their manifests are literals."""
    source = source_of(project, SETUP_PY)
    if source is None:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call) and _is_extension(node.func):
            given: dict[str | None, ast.expr] = dict(zip(_PARAMETERS, node.args, strict=False))
            given |= {keyword.arg: keyword.value for keyword in node.keywords}
            named = literal(given.get("path")) if "path" in given else cargo.MANIFEST
            target = literal(given.get("target"))
            arguments = literal(given.get("cargo_manifest_args"))
            if isinstance(named, str):
                yield _Extension(
                    target if isinstance(target, str) else "",
                    native.at(".", named),
                    source.place(node),
                    isinstance(arguments, list | tuple)
                    and any(flag in arguments for flag in _LOCKED),
                )


def _is_extension(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in _CALLS


PROVIDER = Provider(name=_NAME, about=(_NAME, f"tool.{_NAME}"), inputs=inputs, outputs=outputs)
