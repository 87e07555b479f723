"""setuptools-rust has cargo compile crates into a package of setuptools."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    package_folders,
    script,
)
from uvlint.backends.tools import cargo
from uvlint.model import Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_NAME = "setuptools-rust"
_CALLS = ("RustExtension", "RustBin")
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
        for table in project.pyproject.tables("tool", _NAME, kind):
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
    """Yield the extensions that setup.py makes, as far as their manifests are known."""
    done = script(project)
    for call in done.calls if done else ():
        if call.is_of("setuptools_rust", *_CALLS):
            has_path = len(call.arguments) > 1 or "path" in call.keywords
            named = call.argument(1, "path") if has_path else cargo.MANIFEST
            target = call.argument(0, "target")
            arguments = call.keywords.get("cargo_manifest_args")
            if isinstance(named, str):
                yield _Extension(
                    target if isinstance(target, str) else "",
                    native.at(".", named),
                    call.at,
                    isinstance(arguments, list) and any(flag in arguments for flag in _LOCKED),
                )


PROVIDER = Provider(
    name=_NAME,
    about=(_NAME, f"tool.{_NAME}"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(neutral=("setuptools-rust",)),
)
