"""maturin takes metadata from a Cargo.toml, and has the crate compiled."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import native, trees
from uvlint.backends.tools import cargo
from uvlint.model import WHEEL, Certainty, File, Input, Output, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

FIELDS = (
    "version",
    "description",
    "readme",
    "license",
    "license-files",
    "authors",
    "keywords",
    "urls",
)
"""What maturin takes from a manifest where the project leaves it open (maturin 1.16, observed)."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield the manifests for the fields left open, and all that cargo compiles."""
    crate, at = _crate(project)
    if crate is None:
        return
    fields = tuple(field for field in FIELDS if _is_open(project, field))
    inherited = tuple(field for field in fields if crate.inherits(field))
    for manifest, feeds in ((crate.manifest, fields), (crate.root, inherited)):
        if feeds:
            why = f"maturin reads {_named(feeds)} from this manifest"
            yield Input(key=File(manifest), feeds=feeds, why=why, at=at)
    if "readme" in fields and (readme := cargo.readme(project, crate)):
        why = f"{crate.manifest} makes this file the readme"
        yield Input(key=File(readme), feeds=("readme",), why=why, at=at)
    settings = project.pyproject.table("tool", "maturin")
    locked = any(settings.flag(name) is True for name in ("locked", "frozen"))
    yield from cargo.inputs(project, crate, who="maturin", at=at, locked=locked)
    for key in _described(project, crate):
        why = "maturin makes the bindings of the library by this"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)
    yield from _copied(project)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what cargo writes, and what an editable build leaves in the package."""
    crate, _ = _crate(project)
    if crate is None:
        return
    yield from cargo.outputs(project, crate)
    module = project.pyproject.string("tool", "maturin", "module-name")
    name = module.value if module else (project.name or "").replace("-", "_").replace(".", "_")
    source = project.pyproject.string("tool", "maturin", "python-source")
    root = source.value if source else "."
    yield from native.libraries(project, name, [root])
    kinds = _GENERATED.get(_bindings(project, crate), ())
    package, _, own = name.rpartition(".")
    folder = native.at(root, (package or own).replace(".", "/"))
    for kind in kinds if project.is_dir(folder) else ():
        why = "maturin writes the bindings of an editable build here"
        yield Output(file=f"{folder}/{own}/{kind}", why=why)


_GENERATED = {
    "cffi": ("__init__.py", "ffi.py", "*.so", "*.dylib", "*.dll"),
    "uniffi": ("*.py", "*.so", "*.dylib", "*.dll"),
}
"""What an editable build leaves in a folder of the module's name (maturin 1.16, observed)."""


def _bindings(project: Project, crate: cargo.Crate) -> str:
    """Return the kind of bindings: stated, or guessed from the crate as maturin does."""
    stated = project.pyproject.string("tool", "maturin", "bindings")
    if stated:
        return stated.value
    needed = crate.table.table("dependencies").data
    if any(name.startswith("pyo3") for name in needed):
        return "pyo3"
    library = crate.table.table("lib")
    kinds = (*library.strings("crate-type"), *library.strings("crate_type"))
    is_library = any(kind.value == "cdylib" for kind in kinds)
    return "uniffi" if "uniffi" in needed else "cffi" if is_library else "bin"


def _described(project: Project, crate: cargo.Crate) -> Iterator[File]:
    """Yield what bindings are made by, besides the code."""
    bindings = _bindings(project, crate)
    settings = {"cffi": "cbindgen.toml", "uniffi": "uniffi.toml"}.get(bindings)
    if settings and project.is_file(file := native.at(crate.folder, settings)):
        yield File(file)
    if bindings == "uniffi":
        sources = native.at(crate.folder, "src")
        yield from native.sets(project, native.below(project, sources, {".udl"}))


def _crate(project: Project) -> tuple[cargo.Crate | None, Place]:
    """Return the crate that maturin builds, and the setting that names it."""
    settings = project.pyproject.table("tool", "maturin")
    wraps = bool(settings and project.backend_paths and project.requirement("maturin"))
    if project.backend.partition(":")[0] != "maturin" and not wraps:
        return None, project.backend_at
    if named := settings.string("manifest-path"):
        return cargo.crate(project, native.at(".", named.value)), named.at
    beside = f"rust/{cargo.MANIFEST}"
    # Beside a `python-source`, maturin 1.16 prefers `rust`.
    for manifest in (beside, cargo.MANIFEST)[:: 1 if "python-source" in settings else -1]:
        if crate := cargo.crate(project, manifest):
            return crate, project.backend_at
    return None, project.backend_at


def _is_open(project: Project, field: str) -> bool:
    return project.computed(field) or (
        field == "version" and not project.pyproject.has("project", "version")
    )


def _copied(project: Project) -> Iterator[Input]:
    settings = project.pyproject.table("tool", "maturin")
    if data := settings.string("data"):
        for key in native.named(native.below(project, native.at(".", data.value))):
            why = "maturin copies this into the wheel, of an editable install as well"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=data.at)
    tables = (table.string("path") for table in settings.tables("include"))
    for pattern in (*settings.strings("include"), *(path for path in tables if path)):
        if included := trees.pattern_key(pattern.value):
            yield Input(
                key=included,
                feeds=(WHEEL,),
                why="maturin copies this into wheels, not into editable installs",
                at=pattern.at,
                certainty=Certainty.POSSIBLE,
            )


def _named(fields: tuple[str, ...]) -> str:
    if len(fields) > 3:
        return "metadata"
    return " and ".join(f"`{field}`" for field in fields)


PROVIDER = Provider(
    name="maturin",
    about=("maturin", "tool.maturin"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("maturin",), families=("maturin-",)),
)
