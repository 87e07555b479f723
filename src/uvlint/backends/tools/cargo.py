"""What cargo reads to compile a crate: manifests, lock, sources, build script, settings.

Observed with cargo 1.95 and maturin 1.16.
"""

from __future__ import annotations

import fnmatch
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from uvlint.backends import native
from uvlint.backends.env_filter import is_of_the_machine
from uvlint.model import WHEEL, Env, File, Input, Output, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project
from uvlint.project.table import Table

MANIFEST = "Cargo.toml"
LOCK = "Cargo.lock"

_BESIDE = ("benches", "examples", "tests")
_CONFIG = (".cargo/config.toml", ".cargo/config", "rust-toolchain.toml", "rust-toolchain")
_DEEPEST = 64
_SECOND_BUILD = "a key for it would make uv build twice after each change of a manifest"
_INCLUDE = re.compile(
    r"(?<!doc = )\binclude(?:_str|_bytes)?!\s*[(\[{]\s*"
    r"(?P<root>concat!\s*\(\s*env!\s*\(\s*\"CARGO_MANIFEST_DIR\"\s*\)\s*,\s*)?"
    r'"(?P<name>[^"\\\0]+)"'
)
_TESTS = re.compile(r"#\[cfg\(test\)\]\s*(?:pub\s+)?mod\s+\w+\s*\{")
_LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)+)"')
_PROFILES = ("debug", "release")
_README = ("README.md", "README.txt", "README")
_RERUN = re.compile(r"cargo::?rerun-if-(changed|env-changed)=(.*)")


class Crate(NamedTuple):
    """A package of cargo: its manifest, and that of its workspace (its own, if it has none)."""

    manifest: str
    table: Table
    root: str
    workspace: Table

    @property
    def folder(self) -> str:
        """The folder of the manifest."""
        return native.folder_of(self.manifest)

    @property
    def is_member(self) -> bool:
        """Tell whether another manifest is the root of the workspace."""
        return self.manifest != self.root

    def inherits(self, field: str) -> bool:
        """Tell whether the package takes a field from its workspace."""
        stated = self.table.get("package", field)
        return self.is_member and stated is not None and _flag(stated.value, "workspace")


def crate(project: Project, manifest: str) -> Crate | None:
    """Return the crate of a manifest, None where there is none; raises `Unreadable`.

    A manifest by its absolute path is one of this machine alone, and not followed.
    """
    if posixpath.isabs(manifest) or not project.is_file(manifest):
        return None
    table = project.toml(manifest)
    root = _root(project, manifest, table)
    return Crate(manifest, table, root, project.toml(root))


def _root(project: Project, manifest: str, table: Table) -> str:
    folder = native.folder_of(manifest)
    if "workspace" in table:
        return manifest
    if named := table.string("package", "workspace"):
        root = native.at(folder, f"{named.value}/{MANIFEST}")
        return root if project.is_file(root) else manifest
    above = folder
    for _ in range(_DEEPEST):
        above, below = native.at(above, ".."), above
        if project.path(above) == project.path(below):
            break
        candidate = native.at(above, MANIFEST)
        if project.is_file(candidate):
            workspace = project.toml(candidate).table("workspace")
            if "workspace" in project.toml(candidate):
                excluded = _excludes(project, workspace, above, folder)
                return manifest if excluded else candidate
    return manifest


def _excludes(project: Project, workspace: Table, root: str, folder: str) -> bool:
    here = posixpath.relpath(project.path(folder), project.path(root))
    members = (item.value.rstrip("/") for item in workspace.strings("members"))
    return not any(fnmatch.fnmatchcase(here, pattern) for pattern in members) and any(
        here == item.value or here.startswith(f"{item.value.rstrip('/')}/")
        for item in workspace.strings("exclude")
    )


def readme(project: Project, crate: Crate) -> str | None:
    """Return the readme that a manifest names or cargo finds beside it, if any."""
    if crate.inherits("readme"):
        if crate.workspace.flag("workspace", "package", "readme") is False:
            return None
        named = crate.workspace.string("workspace", "package", "readme")
        return native.at(native.folder_of(crate.root), named.value) if named else None
    if crate.table.flag("package", "readme") is False:
        return None
    if named := crate.table.string("package", "readme"):
        return native.at(crate.folder, named.value)
    candidates = (native.at(crate.folder, name) for name in _README)
    return next((name for name in candidates if project.is_file(name)), None)


def inputs(
    project: Project, crate: Crate, *, who: str, at: Spot, locked: bool = False
) -> Iterator[Input]:
    """Yield all that cargo reads to compile a crate and the local crates it depends on.

    `who` has it compiled, for a setting that stands at `at`. Unless cargo is told that
    the build is `locked`, it writes the lock anew when a manifest has changed, so that a
    key for it has its price (maturin 1.16, observed).
    """
    crates = _closure(project, crate)
    first = dict.fromkeys((crate.manifest, crate.root))
    others = dict.fromkeys(m for c in crates for m in (c.manifest, c.root) if m not in first)
    sources = dict.fromkeys(key for c in crates for key in _sources(project, c))

    def item(key: File | Env, reason: str, *, runs: bool = False, price: str = "") -> Input:
        return Input(
            key=key,
            feeds=(WHEEL,),
            why=reason,
            at=at,
            runs=runs,
            price=price,
        )

    for manifest in (*map(File, first), *native.named(others)):
        yield item(manifest, "cargo reads this manifest")
    lock = native.at(native.folder_of(crate.root), LOCK)
    if project.is_file(lock):
        yield item(
            File(lock),
            "cargo takes the versions of crates from this file",
            price="" if locked else _SECOND_BUILD,
        )
    for source in sources:
        yield item(source, f"{who} compiles these sources")
    for file in native.named(_included(project, crates)):
        yield item(file, "the sources include this file")
    for one in crates:
        script = _build_script(project, one)
        if script is not None:
            yield item(File(script), "cargo runs this build script", runs=True)
            for key in _read_by_script(project, script):
                yield item(key, f"the build script {script} reads this")
    for setting in _settings(project, crate):
        yield item(File(setting), "cargo takes settings from this file")


def outputs(project: Project, crate: Crate) -> Iterator[Output]:
    """Yield what cargo writes: its target folder, and a lock where there is none."""
    folder = native.folder_of(crate.root)
    yield Output(file=native.at(folder, "target/**"), why="cargo compiles into this folder")
    for kind in sorted(_generated(project, crate, native.at(folder, "target"))):
        yield Output(
            file=native.at(folder, f"target/release/build/x/out/x{kind}"),
            why="build scripts of crates write here",
            incremental=True,
        )
    lock = native.at(folder, LOCK)
    if not project.is_file(lock):
        yield Output(file=lock, why="cargo writes the missing lock", once=True)


def _generated(project: Project, crate: Crate, target: str) -> frozenset[str]:
    """Return the suffixes of what build scripts write: those here, and those that have run."""
    kinds = set()
    for one in _closure(project, crate):
        script = _build_script(project, one)
        text = native.text(project, script) if script else ""
        if "OUT_DIR" in text:
            kinds |= {native.suffix(literal[1]) for literal in _LITERAL.finditer(text)}
    for profile in _PROFILES:
        build = f"{target}/{profile}/build"
        for name, _ in project.listing(build):
            kinds |= {native.suffix(file) for file, _ in project.listing(f"{build}/{name}/out")}
    return frozenset(kind for kind in kinds if kind[1:].isalnum())


def _closure(project: Project, first: Crate) -> tuple[Crate, ...]:
    """Return a crate and all local crates that it is compiled with."""
    found = {first.manifest: first}
    waiting = [first]
    while waiting:
        for named in _dependencies(waiting.pop()):
            # By way of a workspace above, a neighbour is `../../crates/x` instead of `../x`.
            outside = named.startswith("../")
            manifest = project.relative(project.path(named)) if outside else named
            if manifest not in found and (other := crate(project, manifest)):
                found[manifest] = other
                waiting.append(other)
    return tuple(found.values())


def _dependencies(crate: Crate) -> Iterator[str]:
    """Yield the manifests of the local crates that a crate names."""
    root = native.folder_of(crate.root)
    shared = crate.workspace.table("workspace", "dependencies").data
    for owner in (crate.table, *_tables_in(crate.table.table("target"))):
        for kind in ("dependencies", "build-dependencies"):
            for name, value in owner.table(kind).entries():
                path = _path(value.value)
                if path is not None:
                    yield native.at(crate.folder, f"{path}/{MANIFEST}")
                elif _flag(value.value, "workspace") and (path := _path(shared.get(name))):
                    yield native.at(root, f"{path}/{MANIFEST}")
    for registry in _tables_in(crate.workspace.table("patch")):
        for entry in registry.data.values():
            if (path := _path(entry)) is not None:
                yield native.at(root, f"{path}/{MANIFEST}")


def _tables_in(table: Table) -> Iterator[Table]:
    for name, value in table.data.items():
        if isinstance(value, Mapping):
            yield Table(table.file, value, (*table.route, name))


def _path(value: object) -> str | None:
    path = value.get("path") if isinstance(value, Mapping) else None
    return path if isinstance(path, str) else None


def _flag(value: object, name: str) -> bool:
    return isinstance(value, Mapping) and value.get(name) is True


def _sources(project: Project, crate: Crate) -> Iterator[File]:
    """Yield keys for the Rust sources of a crate: an open set, so a glob for its folder."""
    for folder in dict.fromkeys(_source_folders(project, crate)):
        if folder != crate.folder:
            yield File(f"{folder}/**/*.rs")
            continue
        beside = tuple(native.at(folder, name) for name in _BESIDE)
        yield from native.named(native.below(project, folder, {".rs"}, beside))


def _included(project: Project, crates: Iterable[Crate]) -> Iterator[str]:
    """Yield what is put into the library by macros, as far as the names are literals.

    Rust sources are known already; what only the documentation or a test of the crate
    is made of does not count.
    """
    for crate in crates:
        for folder in dict.fromkeys(_source_folders(project, crate)):
            for source in native.below(project, folder, {".rs"}):
                yield from _included_by(project, crate, source)


def _included_by(project: Project, crate: Crate, source: str) -> Iterator[str]:
    text = native.text(project, source)
    if "include" not in text:  # nine of ten sources; the expressions take a while
        return
    for match in _INCLUDE.finditer(_TESTS.split(text, maxsplit=1)[0]):
        folder = crate.folder if match["root"] else native.folder_of(source)
        file = native.at(folder, match["name"].lstrip("/") if match["root"] else match["name"])
        if native.suffix(file) != ".rs" and project.is_file(file):
            yield file


def _source_folders(project: Project, crate: Crate) -> Iterator[str]:
    """Yield the folders of the targets that end in a wheel: the library, else programs too."""
    library = crate.table.table("lib")
    targets = [named.value if (named := library.string("path")) else "src/lib.rs"]
    kinds = {k.value for name in ("crate-type", "crate_type") for k in library.strings(name)}
    if not kinds & {"cdylib", "dylib"}:
        named_programs = (table.string("path") for table in crate.table.tables("bin"))
        targets += ["src/main.rs", *(path.value for path in named_programs if path)]
    source = native.at(crate.folder, "src")
    for target in targets:
        folder = native.folder_of(native.at(crate.folder, target))
        folder = source if folder.startswith(f"{source}/") else folder
        if native.below(project, folder, {".rs"}):
            yield folder


def _build_script(project: Project, crate: Crate) -> str | None:
    if crate.table.flag("package", "build") is False:
        return None
    named = crate.table.string("package", "build")
    script = native.at(crate.folder, named.value if named else "build.rs")
    return script if project.is_file(script) else None


def _read_by_script(project: Project, script: str) -> Iterator[File | Env]:
    """Yield what a build script declares to depend on, and the files whose names it holds."""
    folder = native.folder_of(script)
    files: list[str] = []
    for match in _LITERAL.finditer(native.text(project, script)):
        word = match[1]
        declared = _RERUN.fullmatch(word)
        if declared and declared[1] == "env-changed":
            if declared[2].isidentifier() and not is_of_the_machine(declared[2]):
                yield Env(declared[2])
            continue
        name = (declared[2] if declared else word).strip()
        path = native.at(folder, name)
        if not name or path == script or not set(name).isdisjoint("{}*\0"):
            continue
        if project.is_file(path):
            files.append(path)
        elif declared and path != folder and project.is_dir(path):
            files.extend(native.below(project, path))
    yield from native.named(f for f in files if posixpath.basename(f) != MANIFEST)


def _settings(project: Project, crate: Crate) -> Iterator[str]:
    """Yield the settings that cargo and rustup find from the project up to the workspace."""
    for folder in _ancestors(project, native.folder_of(crate.root)):
        for pair in (_CONFIG[:2], _CONFIG[2:]):
            names = (native.at(folder, name) for name in pair)
            found = next((name for name in names if project.is_file(name)), None)
            if found is not None:
                yield found


def _ancestors(project: Project, top: str) -> Collection[str]:
    """Return the project folder and those above it, up to `top` if that is above."""
    folders = ["."]
    while project.path(folders[-1]) != project.path(top):
        if not top.startswith("..") or len(folders) > _DEEPEST:
            return folders[:1]
        folders.append(native.at(folders[-1], ".."))
    return folders
