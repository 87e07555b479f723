"""scikit-build-core computes fields through providers, and has CMake build the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from uvlint.backends import field_providers, native, trees
from uvlint.backends.setuptools.settings import keyword
from uvlint.backends.tools import cmake
from uvlint.backends.tools.cmake_conditions import Constants
from uvlint.claims import final_backend
from uvlint.model import WHEEL, Certainty, Env, File, Input, Output, Place, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import SETUP_PY, Project
from uvlint.project.table import Located, Table

_NAME = "scikit-build-core"
_BY_MACHINES = frozenset({"CI", "CIBUILDWHEEL", "CONDA_BUILD", "GITHUB_ACTIONS", "READTHEDOCS"})
_WRAPPER = "scikit_build_core.setuptools.wrapper"
_HOOKS = (
    ("tool", "hatch", "build", "targets", "wheel", "hooks", "scikit-build"),
    ("tool", "hatch", "build", "hooks", "scikit-build"),
)


def inputs(project: Project) -> Iterator[Input]:
    """Yield what the providers read, and what CMake reads unless imports rebuild by themselves."""
    settings = _settings(project)
    if _computes_fields(project):
        for table in settings:
            yield from _fields(project, table)
    if settings and not _rebuilds_on_import(settings):
        for table in settings:
            yield from _variables(table)
            yield from _copied(project, table)
        for folder, at in _folders(project, settings):
            yield from cmake.inputs(project, folder, at=at, defined=_defined(settings))


def outputs(project: Project) -> Iterator[Output]:
    """Yield generated files, build folders that stay, and what CMake writes among the sources."""
    settings = _settings(project)
    for table in settings:
        for generated in table.tables("generate"):
            path, location = generated.string("path"), generated.string("location")
            if path and location and location.value == "source":
                why = "scikit-build-core generates this file"
                yield Output(file=native.at(".", path.value), why=why)
        for stays in (table.string("build-dir"), table.string("editable", "rebuild-dir")):
            folder = re.sub(r"\{[^{}]*\}", "*", stays.value) if stays else ""
            if folder.strip("./*"):
                yield Output(file=native.at(folder, "**"), why="CMake builds in this folder")
        if _computes_fields(project) and any(
            field_providers.is_scm(provider.value) for _, provider, _ in _providers(project, table)
        ):
            yield from field_providers.written(project)
    for folder, _ in _folders(project, settings):
        yield from cmake.outputs(project, folder, defined=_defined(settings))


def _defined(settings: Sequence[Table]) -> Constants | None:
    """Return all that CMake is told to define, None for values of others than the settings.

    Nothing is returned where more may be defined than the settings say.
    """
    stated, *overrides = settings
    words = [item.value for item in stated.strings("cmake", "args")]
    if any(table.has("cmake", "args") for table in overrides) or any(
        word.startswith(("--preset", "-C")) for word in words
    ):
        return None
    found: dict[str, str | None] = {}
    for word in words:
        if match := re.fullmatch(r"-D(\w+)(?::\w+)?=(.*)", word):
            found[match[1]] = match[2]
    for name, value in stated.table("cmake", "define").data.items():
        match value:
            case bool():
                found[name] = "ON" if value else "OFF"
            case str():
                found[name] = value
            case list():
                found[name] = ";".join(map(str, value))
            case _:  # taken from the environment
                found[name] = None
    for table in overrides:
        found.update(dict.fromkeys(table.table("cmake", "define").data))
    return found


def _settings(project: Project) -> tuple[Table, ...]:
    """Return the settings and those of each override, nothing for a project of another kind."""
    stated = project.pyproject.table("tool", "scikit-build")
    wraps = bool(stated and project.backend_paths and project.requirement(_NAME))
    if not (_is_backend(project) or wraps or _keyword_folder(project)):
        hooks = (project.pyproject.table(*hook) for hook in _HOOKS)
        hook = next((table for table in hooks if table), None)
        if hook is None or not project.requirement(_NAME):
            return ()
        stated = hook
    return (stated, *stated.tables("overrides"))


def _is_backend(project: Project) -> bool:
    return final_backend(project).partition(".")[0] == "scikit_build_core"


def _is_setuptools(project: Project) -> bool:
    return final_backend(project).partition(":")[0] in (
        "scikit_build_core.setuptools.build_meta",
        "setuptools.build_meta",
    )


def _computes_fields(project: Project) -> bool:
    """Tell whether the providers are asked: as a plug-in of another back end they are not."""
    return not _is_setuptools(project) and project.backend.partition(".")[0] != "hatchling"


def _keyword_folder(project: Project) -> str | None:
    """Return the folder that setup.py hands to the plug-in for setuptools."""
    if not project.requirement(_NAME) or not _is_setuptools(project):
        return None
    named = keyword(project, "cmake_source_dir")
    if named and isinstance(named.value, str):
        return named.value
    return "." if _WRAPPER in native.text(project, SETUP_PY) else None


def _folders(project: Project, settings: Sequence[Table]) -> Iterator[tuple[str, Place]]:
    """Yield the folders that CMake starts from, each with the setting that names it."""
    flags = [table.flag("wheel", "cmake") for table in settings]
    if not settings or (flags[0] is False and True not in flags):
        return
    named = [folder for table in settings if (folder := table.string("cmake", "source-dir"))]
    for folder in named:
        yield native.at(".", folder.value), folder.at
    if settings[0].has("cmake", "source-dir"):
        return
    if not _is_setuptools(project):
        yield ".", project.backend_at
    elif keyword := _keyword_folder(project):
        yield native.at(".", keyword), project.backend_at


def _providers(project: Project, table: Table) -> Iterator[tuple[str, Located[str], Table]]:
    """Yield the dynamic fields that have a provider, with it and its settings."""
    metadata = table.table("metadata")
    for field in metadata.data:
        entry = metadata.table(field)
        provider = entry.string("provider")
        if provider is not None and project.computed(field):
            yield field, provider, entry


def _fields(project: Project, table: Table) -> Iterator[Input]:
    for field, provider, entry in _providers(project, table):
        folder = entry.string("provider-path")
        place = folder.value if folder else None
        yield from field_providers.provided(project, field, provider, entry, place)


def _rebuilds_on_import(settings: Sequence[Table]) -> bool:
    """Tell whether an editable install runs CMake again when it is imported."""
    rebuilds = False
    for table in settings:
        if table is not settings[0] and not _is_for_editables(table.table("if")):
            continue
        flag = table.flag("editable", "rebuild")
        if flag is not None:
            rebuilds = flag
        elif table.string("editable", "rebuild-dir"):
            rebuilds = True
    return rebuilds


def _is_for_editables(condition: Table) -> bool:
    """Tell whether an override holds for every editable install, and needs nothing more."""
    state = condition.string("state")
    if state is None or set(condition.data) != {"state"}:
        return False
    try:
        return re.search(state.value, "editable") is not None
    except re.error:
        return False


def _variables(table: Table) -> Iterator[Input]:
    """Yield the variables of the environment that settings are taken from or depend on."""
    found = [*_names_in_conditions(table.table("if"))]
    for entries in (table.table("cmake", "define"), table.table("env")):
        conditional = [name for name, v in entries.entries() if isinstance(v.value, dict)]
        found += [v for name in conditional if (v := entries.table(name).string("env"))]
    for variable in found:
        by_hand = variable.value not in _BY_MACHINES
        yield Input(
            key=Env(variable.value),
            feeds=(WHEEL,),
            why=f"the settings of scikit-build-core depend on the variable {variable.value}",
            at=variable.at,
            certainty=Certainty.CERTAIN if by_hand else Certainty.POSSIBLE,
        )


def _names_in_conditions(condition: Table) -> Iterator[Located[str]]:
    for name, value in condition.table("env").entries():
        yield Located(name, value.at)
    for name in ("any", "all", "not"):
        if nested := condition.table(name):
            yield from _names_in_conditions(nested)


def _copied(project: Project, table: Table) -> Iterator[Input]:
    """Yield templates, files that are put into the wheel, and files among the arguments of CMake."""

    def item(key: File, why: str, at: Spot) -> Input:
        return Input(key=key, feeds=(WHEEL,), why=why, at=at)

    for generated in table.tables("generate"):
        if template := generated.string("template-path"):
            why = "scikit-build-core fills in this template"
            yield item(File(native.at(".", template.value)), why, template.at)
    for source, value in table.table("wheel", "force-include").entries():
        if key := trees.whole(project, source):
            yield item(key, "scikit-build-core copies this into the wheel", value.at)
    arguments = [*table.strings("cmake", "args")]
    for _, (text, at) in table.table("cmake", "define").entries():
        if isinstance(text, str):
            arguments.append(Located(text, at))
    if toolchain := table.string("cmake", "toolchain-file"):
        arguments.append(toolchain)
    for argument in arguments:
        name = argument.value.rpartition("=")[2]
        if name and project.is_file(name):
            yield item(File(native.at(".", name)), "CMake is started with this file", argument.at)
        if argument.value.startswith("--preset"):
            for presets in ("CMakePresets.json", "CMakeUserPresets.json"):
                if project.is_file(presets):
                    yield item(File(presets), "CMake takes a preset from this file", argument.at)


PROVIDER = Provider(
    name=_NAME,
    about=(_NAME, "tool.scikit-build"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(backends=("scikit-build-core",), families=("scikit-build-",)),
)
