"""Which metadata of a project the build computes though it is constant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from uvlint.backends.hatchling.settings import SETTINGS as HATCH_TOML
from uvlint.backends.setuptools.settings import SETUP_CFG
from uvlint.claims import claimed
from uvlint.migrate import setup_cfg, setup_py
from uvlint.migrate.fields import (
    ARGUMENTS,
    ENTRY_POINTS,
    KNOWN,
    NotStatic,
    entry_points,
    readme,
    requirements,
    static,
)
from uvlint.migrate.literals import FileText, Remark, Script, StatedArgument, file_in_project
from uvlint.model import Spot, Unreadable
from uvlint.project import BUILT_IN_REQUIREMENTS, SETUP_PY, Project
from uvlint.project.table import Table
from uvlint.uv.workspace import workspace_root

DECISIVE = frozenset({"dependencies", "optional-dependencies", "requires-python"})
"""What uv must know of a project to resolve; while any of it is dynamic, uv has to build."""

_SETUPTOOLS = ("setuptools.build_meta", "setuptools.build_meta:__legacy__")
_BUMPED = frozenset({"bumpver", "bumpversion", "commitizen", "semantic_release", "tbump"})
_BUMPING = (".bumpversion.cfg", ".bumpversion.toml", ".cz.toml", "cz.toml", "tbump.toml")
_UPPER = re.compile(r"(?:<=?|==|~=)\s*(\d+)")
_COMMENTED = re.compile(r"(?:^|\s+)#.*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What becomes static: the new fields of `[project]`, and where they stand today.

    `named` are the fields to speak of, `at` is the place to report. `dynamic` is the
    list of what the build still computes, `arguments` is what leaves setup.py and
    setup.cfg, `tables` and the build `requirement` what leaves pyproject.toml, `remarks`
    the comments that come along. `without_data` asks for the default that
    `include-package-data` has without `[project]`.
    """

    named: tuple[str, ...]
    at: Spot
    fields: Mapping[str, object]
    dynamic: tuple[str, ...]
    arguments: Mapping[str, frozenset[str]] = field(default_factory=dict)
    tables: tuple[tuple[str, ...], ...] = ()
    requirement: str | None = None
    remarks: Mapping[str, Mapping[str, Remark]] = field(default_factory=dict)
    without_data: bool = False


def moves(project: Project) -> Moves | None:
    """Return what can move to `[project]`, None where nothing can or too little would come of it.

    After the moves uv resolves the project without a build. Raises `Unreadable`.
    """
    table = project.pyproject.table("project")
    if project.backend_paths or not project.is_package or "build-system" not in project.pyproject:
        return None
    if table and not (project.dynamic and isinstance(table.data.get("dynamic"), list)):
        return None
    if project.backend in _SETUPTOOLS:
        return _partly(project) if table else _wholly(project)
    if project.backend == "hatchling.build" and table:
        return _hatch(project)
    return None


# --- no [project] yet -----------------------------------------------------------------


def _wholly(project: Project) -> Moves | None:
    """Return what can move where setup.py and setup.cfg state all."""
    neutral = BUILT_IN_REQUIREMENTS.union(claimed().neutral)
    if (
        project.pyproject.has("tool", "setuptools")
        or not all(r.name in neutral for r in project.requires)
        or _is_held_back(project)
        or not _is_at_home_in_uv(project)
    ):
        return None
    scripts = _scripts(project, ("name",), needed=("name",))
    stated = None if scripts is None else _merged(scripts)
    if scripts is None or stated is None or "name" not in stated or _changes_packages(stated):
        return None
    moved = _moved(stated, tuple(ARGUMENTS), keep_version=_is_bumped(project))
    has_version = "version" in stated or project.pyproject.has("tool", "setuptools_scm")
    if "name" not in moved or not has_version:
        return None
    left = [f for f in ARGUMENTS if f not in moved and _is_stated(f, stated)]
    if "entry-points" in left or DECISIVE & {*left} or not {*moved} - {"name", "version"}:
        return None
    if "version" not in stated:
        left.append("version")
    names = frozenset(name for f in moved for name in ARGUMENTS[f])
    return Moves(
        named=tuple(moved),
        at=next(script.at for script in scripts.values() if script.arguments),
        fields=_joined(moved.values()),
        dynamic=tuple(left),
        arguments=_by_file(scripts, names),
        remarks=_remarks(stated, moved),
        without_data=_takes_more(project, stated),
    )


def _is_at_home_in_uv(project: Project) -> bool:
    """Tell whether uv manages the project, a list of keys aside."""
    settings = project.pyproject.table("tool", "uv").data
    return (
        bool(settings.keys() - {"cache-keys"})
        or project.is_file("uv.lock")
        or workspace_root(project) != project.root
    )


def _is_held_back(project: Project) -> bool:
    """Tell whether the build takes a setuptools that knows no `[project]`."""
    for item in project.pyproject.strings("build-system", "requires"):
        if re.match(r"\s*setuptools\s*[<=~!>]", item.value):
            for match in _UPPER.finditer(item.value):
                if int(match[1]) <= 61:
                    return True
    return False


def _changes_packages(stated: Mapping[str, StatedArgument]) -> bool:
    """Tell whether with `[project]` setuptools would look for packages where it does not now."""
    lists = any(name in stated for name in ("packages", "py_modules"))
    return "ext_modules" in stated and not lists


def _takes_more(project: Project, stated: Mapping[str, StatedArgument]) -> bool:
    """Tell whether with `[project]` setuptools would take along what MANIFEST.in lists."""
    lists = project.is_file("MANIFEST.in") or project.requirement("setuptools-scm")
    return bool(lists) and "include_package_data" not in stated


# --- [project] with dynamic fields ----------------------------------------------------


def _partly(project: Project) -> Moves | None:
    """Return what can move of the fields that `[project]` leaves to setuptools."""
    settings = project.pyproject.table("tool", "setuptools", "dynamic")
    moved: dict[str, Mapping[str, object]] = {}
    tables: list[tuple[str, ...]] = []
    for name in settings.data:
        found = _directed(project, settings, name)
        if found is not None:
            moved[name] = found
            tables.append(("tool", "setuptools", "dynamic", name))
    open_ = [f for f in ARGUMENTS if f not in settings and _is_left_open(project, f)]
    keep_version = _is_bumped(project)
    by_hand = {*open_} - ({"version"} if keep_version else set())
    decisive = DECISIVE & (project.dynamic - {*moved})
    scripts: Mapping[str, Script] = {}
    if by_hand and decisive <= by_hand:
        scripts = _scripts(project, by_hand, needed=decisive) or {}
    stated = _merged(scripts) or {}
    by_code = _moved(stated, open_, keep_version=keep_version)
    names = frozenset(name for f in by_code for name in ARGUMENTS[f])
    moved |= by_code
    return _summary(
        project,
        moved,
        arguments=_by_file(scripts, names),
        tables=tuple(tables),
        remarks=_remarks(stated, by_code),
    )


def _is_left_open(project: Project, name: str) -> bool:
    """Tell whether the build alone fills a field; entry points are three fields at once."""
    table = project.pyproject.table("project")
    if name != "entry-points":
        return name in project.dynamic and name not in table
    return any(f in project.dynamic for f in ENTRY_POINTS) and not any(
        f in table for f in ENTRY_POINTS
    )


def _directed(project: Project, settings: Table, name: str) -> Mapping[str, object] | None:
    """Return the fields that a `file` directive of setuptools gives, None where it gives none."""
    if name == "optional-dependencies":
        extras = settings.table(name)
        if not extras or not _is_left_open(project, name):
            return None
        listed = {extra: _required(project, extras.table(extra)) for extra in extras.data}
        return None if None in listed.values() else {name: listed}
    directive = settings.table(name)
    if not _is_left_open(project, name):
        return None
    try:
        match name:
            case "dependencies":
                lines = _required(project, directive)
                return None if lines is None else {name: lines}
            case "readme" if not directive.data.keys() - {"file", "content-type"}:
                files = directive.strings("file")
                path = file_in_project(files[0].value) if len(files) == 1 else None
                kind = directive.string("content-type")
                if path is None or not project.is_file(path):
                    return None
                return {name: readme(FileText(path), kind.value if kind else "text/x-rst")}
            case "classifiers" | "description" if directive.data.keys() == {"file"}:
                text = _text(project, directive)
                lines = text.splitlines() if text else []
                if not lines or any(line != line.strip() or not line for line in lines):
                    return None
                value: object = lines if name == "classifiers" else lines[0]
                return None if name == "description" and len(lines) > 1 else {name: value}
            case "entry-points" if directive.data.keys() == {"file"}:
                text = _text(project, directive)
                found = entry_points(text) if text else {}
                return found if all(f in project.dynamic for f in found) else None
    except NotStatic:
        return None
    return None


def _text(project: Project, directive: Table) -> str | None:
    """Return the text of the one file that a directive names."""
    files = directive.strings("file")
    path = file_in_project(files[0].value) if len(files) == 1 else None
    return project.text(path) if path and project.is_file(path) else None


def _required(project: Project, directive: Table) -> list[str] | None:
    """Return the requirements in the files that a directive of setuptools names."""
    if directive.data.keys() != {"file"}:
        return None
    return _listed(project, [file.value for file in directive.strings("file")])


def _listed(project: Project, files: Sequence[str]) -> list[str] | None:
    """Return the requirements in files, None where a line means something to pip alone."""
    found: list[str] = []
    for file in files:
        path = file_in_project(file)
        text = project.text(path) if path and project.is_file(path) else None
        if text is None:
            return None
        lines = [_COMMENTED.sub("", line).strip() for line in text.splitlines()]
        try:
            found += requirements([line for line in lines if line])
        except NotStatic:
            return None
    return found if files else None


# --- hatch-requirements-txt -----------------------------------------------------------


def _hatch(project: Project) -> Moves | None:
    """Return what hatch-requirements-txt reads, if that is all it is there for."""
    route = ("tool", "hatch", "metadata", "hooks", "requirements_txt")
    hook = project.pyproject.table(*route)
    if not hook or project.is_file(HATCH_TOML):
        return None
    if hook.data.keys() - {"files", "filename", "optional-dependencies"}:
        return None
    moved: dict[str, Mapping[str, object]] = {}
    if "dependencies" in project.dynamic:
        stated = hook.strings("files") or hook.strings("filename")
        lines = _listed(project, [item.value for item in stated] or ["requirements.txt"])
        if lines is None:
            return None
        moved["dependencies"] = {"dependencies": lines}
    if "optional-dependencies" in project.dynamic:
        extras = hook.table("optional-dependencies").arrays()
        listed = {extra: _listed(project, [f.value for f in files]) for extra, files in extras}
        if not listed or None in listed.values():
            return None
        moved["optional-dependencies"] = {"optional-dependencies": listed}
    return _summary(project, moved, tables=(route,), requirement="hatch-requirements-txt")


def _summary(
    project: Project,
    moved: Mapping[str, Mapping[str, object]],
    *,
    arguments: Mapping[str, frozenset[str]] | None = None,
    tables: tuple[tuple[str, ...], ...] = (),
    requirement: str | None = None,
    remarks: Mapping[str, Mapping[str, Remark]] | None = None,
) -> Moves | None:
    closed = {*moved, *(ENTRY_POINTS if "entry-points" in moved else ())}
    listed = project.pyproject.strings("project", "dynamic")
    left = tuple(item.value for item in listed if item.value not in closed)
    if not moved or DECISIVE & {*left} or "project" not in project.pyproject:
        return None
    first = next(item for item in listed if item.value in closed)
    return Moves(
        named=tuple(moved),
        at=first.at,
        fields=_joined(moved.values()),
        dynamic=left,
        arguments=arguments or {},
        tables=tables,
        requirement=requirement,
        remarks=remarks or {},
    )


# --- arguments of setup() -------------------------------------------------------------


def _scripts(
    project: Project, wanted: Iterable[str], needed: Iterable[str]
) -> dict[str, Script] | None:
    """Return what setup.py and setup.cfg state, None where one of them is not understood.

    None as well where neither states any of the fields that are wanted, or all of those
    that are needed; that is seen before the code of setup.py is studied.
    """
    options = setup_cfg.read(project) if project.is_file(SETUP_CFG) else None
    if project.is_file(SETUP_CFG) and not _is_understood(options):
        return None
    told = options.arguments.keys() if options else frozenset()
    data = project.data(SETUP_PY) if project.is_file(SETUP_PY) else b""

    def may_state(name: str) -> bool:
        return any(arg in told or arg.encode() in (data or b"") for arg in ARGUMENTS[name])

    if not any(map(may_state, wanted)) or not all(map(may_state, needed)):
        return None
    found: dict[str, Script] = {}
    if project.is_file(SETUP_PY):
        script = setup_py.read(project)
        if script is None or not _is_understood(script):
            return None
        found[SETUP_PY] = script
    return {**found, SETUP_CFG: options} if options else found


def _is_understood(script: Script | None) -> bool:
    """Tell whether a file states nothing but what it is clear what becomes of."""
    return script is not None and all(
        name in KNOWN or not _is_set(item) for name, item in script.arguments.items()
    )


def _is_set(item: StatedArgument) -> bool:
    return bool(item.value)


def _merged(scripts: Mapping[str, Script]) -> dict[str, StatedArgument] | None:
    """Return all arguments, None where two files state the same one."""
    merged: dict[str, StatedArgument] = {}
    for script in scripts.values():
        if merged.keys() & script.arguments.keys():
            return None
        merged |= script.arguments
    return merged


def _moved(
    stated: Mapping[str, StatedArgument], fields: Iterable[str], *, keep_version: bool
) -> dict[str, Mapping[str, object]]:
    """Return the new fields by the field whose arguments they come from."""
    moved: dict[str, Mapping[str, object]] = {}
    for name in fields:
        own = {arg: stated[arg] for arg in ARGUMENTS[name] if arg in stated}
        if own and not (name == "version" and keep_version):
            try:
                moved[name] = static(name, own)
            except NotStatic:
                continue
    return moved


def _is_stated(name: str, stated: Mapping[str, StatedArgument]) -> bool:
    return any(arg in stated and _is_set(stated[arg]) for arg in ARGUMENTS[name])


def _is_bumped(project: Project) -> bool:
    """Tell whether a tool edits the version where it stands."""
    if any(project.is_file(name) for name in _BUMPING):
        return True
    if _BUMPED & project.pyproject.table("tool").data.keys():
        return True
    try:
        return any(section.startswith("bump") for section in project.setup_cfg.sections)
    except Unreadable:
        return True


def _by_file(scripts: Mapping[str, Script], names: frozenset[str]) -> dict[str, frozenset[str]]:
    found = {file: names & script.arguments.keys() for file, script in scripts.items()}
    return {file: inner for file, inner in found.items() if inner}


def _joined(parts: Iterable[Mapping[str, object]]) -> dict[str, object]:
    return {name: value for part in parts for name, value in part.items()}


def _remarks(
    stated: Mapping[str, StatedArgument], moved: Iterable[str]
) -> dict[str, Mapping[str, Remark]]:
    """Return the comments of the arguments that move, by the field they become."""
    found: dict[str, Mapping[str, Remark]] = {}
    for name in moved:
        remarks: dict[str, Remark] = {}
        for argument in ARGUMENTS[name]:
            if argument in stated:
                remarks |= stated[argument].remarks
        if remarks:
            found[name] = remarks
    return found
