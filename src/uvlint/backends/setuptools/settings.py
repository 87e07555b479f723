"""What setuptools does with its settings (84.2.1, source read and observed)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from uvlint.backends.python.inputs import code_inputs, study
from uvlint.claims import claimed, final_backend
from uvlint.model import Certainty, File, Input, Location, Place, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project import SETUP_PY, Project, normalized
from uvlint.pyeval.finder import module_at

if TYPE_CHECKING:
    from uvlint.backends.python.study import Study

SETUP_CFG = "setup.cfg"
VERSION = ("version",)

_LEGACY = "setuptools.build_meta:__legacy__"
_UNSAFE = r"[^A-Za-z0-9._-]+"
_UNNAMEABLE = r"[*?\[{\x00\r\n]"


@lru_cache(maxsize=1)
def builds_with_setuptools(project: Project) -> bool:
    """Tell whether setuptools builds a project, itself or wrapped by another back end.

    A back end that is not known counts as a wrapper where setuptools is required.
    """
    parts = [normalized(part) for part in final_backend(project).partition(":")[0].split(".")]
    if "setuptools" in parts or parts[0] in claimed().wrappers:
        return True
    return parts[0] not in claimed().backends and project.requirement("setuptools") is not None


def installs(project: Project, name: str) -> bool:
    """Tell whether a distribution is there at the build, by its normalized name.

    A back end of the project may ask for more than pyproject.toml tells.
    """
    if project.backend_paths or project.requirement(name):
        return True
    asked = keyword(project, "setup_requires")
    stated = asked.value if asked else None
    listed = project.setup_cfg.get("options", "setup_requires")
    lines = stated if isinstance(stated, list) else str(stated or "").splitlines()
    lines = [*lines, *(listed.value.replace(";", "\n").splitlines() if listed else ())]
    return any(normalized(str(line).strip()).startswith(name) for line in lines)


# --- setup.py -------------------------------------------------------------------------


class Keyword(NamedTuple):
    """An argument of `setup()`; `value` is None where it cannot be told, or `None` itself."""

    value: object
    empty: bool
    at: Location


def script_folders(project: Project) -> tuple[str, ...]:
    """Return the folders that setup.py can import from, as far as the back end sets them.

    `setuptools.build_meta` leaves the project's own folder out, the legacy back end
    puts it first (setuptools 84.2.1).
    """
    found = [path.value for path in project.backend_paths]
    return (".", *found) if project.backend == _LEGACY else tuple(found)


@lru_cache(maxsize=1)
def script(project: Project) -> Study | None:
    """Return what setup.py does, None where there is none, or none that Python understands."""
    if not project.is_file(SETUP_PY):
        return None
    try:
        return study(project, SETUP_PY, script_folders(project))
    except Unreadable:
        return None


def keyword(project: Project, name: str) -> Keyword | None:
    """Return an argument that setup.py gives to `setup()`, None where none is seen."""
    data = project.data(SETUP_PY)
    done = script(project) if data and name.encode() in data else None
    found = done.argument(name) if done else None
    return Keyword(found.told, found.is_empty, found.at) if found else None


def sets(project: Project, name: str) -> bool:
    """Tell whether setup.py gives `setup()` an argument that is not empty."""
    found = keyword(project, name)
    return found is not None and not found.empty


# --- the folders of packages ----------------------------------------------------------


@lru_cache(maxsize=1)
def package_folders(project: Project) -> Mapping[str, str]:
    """Return where packages lie: package names, "" for all others, to folders.

    What setup.py says stands before setup.cfg, and that before pyproject.toml.
    Where nothing lists the packages, setuptools looks into `src` by itself.
    """
    table = project.pyproject.table("tool", "setuptools")
    stated = table.table("package-dir").arrays()
    folders = {name: found[0].value for name, found in stated if found}
    folders.update(_strings(_literal_mapping(project, "package_dir")) or _cfg_folders(project))
    searched: tuple[str, ...] = ()
    if not table.strings("packages"):
        searched = tuple(where.value for where in table.strings("packages", "find", "where"))
    if not searched and _cfg_finds(project):
        listed = project.setup_cfg.get("options.packages.find", "where")
        searched = tuple(words(listed.value)[:1]) if listed else ()
    if searched:
        _add_found(project, folders, searched)
    elif not folders and not _lists_packages(project) and project.is_dir("src"):
        folders[""] = "src"
    return {name: posixpath.normpath(folder) for name, folder in folders.items()}


def _strings(mapping: Mapping[str, object]) -> dict[str, str]:
    return {name: value for name, value in mapping.items() if isinstance(value, str)}


def _literal_mapping(project: Project, name: str) -> Mapping[str, object]:
    found = keyword(project, name)
    return found.value if found and isinstance(found.value, dict) else {}


def _cfg_folders(project: Project) -> dict[str, str]:
    stated = project.setup_cfg.get("options", "package_dir")
    folders = {}
    for item in words(stated.value) if stated else ():
        name, sign, folder = item.partition("=")
        if sign:
            folders[name.strip()] = folder.strip()
    root = project.setup_cfg.get("files", "packages_root")  # pbr's name for it
    return folders or ({"": root.value} if root and root.value else {})


def _cfg_finds(project: Project) -> bool:
    packages = project.setup_cfg.get("options", "packages")
    return packages is not None and packages.value in ("find:", "find_namespace:")


def words(text: str) -> list[str]:
    """Return the items of a list in setup.cfg: one a line, or else between commas."""
    lines = text.splitlines() if "\n" in text else text.split(",")
    return [line.strip() for line in lines if line.strip()]


def _add_found(project: Project, folders: dict[str, str], searched: tuple[str, ...]) -> None:
    places = list(dict.fromkeys(posixpath.normpath(where) for where in searched))
    if len(places) == 1 and places != ["."]:
        folders.setdefault("", places[0])
    for place in places:
        if place not in (".", folders.get("")):
            folders.update(
                (name, f"{place}/{name}") for name, is_folder in project.listing(place) if is_folder
            )


def _lists_packages(project: Project) -> bool:
    """Tell whether a file lists what to install, so that setuptools does not look for it."""
    table = project.pyproject.table("tool", "setuptools")
    if "packages" in table or "py-modules" in table:
        return True
    names = ["packages", "py_modules"]
    if not table and "project" not in project.pyproject:
        names.append("ext_modules")
    return any(project.setup_cfg.get("options", n) or keyword(project, n) for n in names)


def egg_info(project: Project) -> str:
    """Return the pattern of the folder that setuptools writes at the start of every build."""
    stated = project.setup_cfg.get("egg_info", "egg_base")
    folder = stated.value if stated else package_folders(project).get("", ".")
    name = distribution_name(project)
    stem = re.sub(_UNSAFE, "-", name).replace("-", "_").strip("_") if name else "*"
    return posixpath.normpath(f"{folder}/{stem}.egg-info/**")


def distribution_name(project: Project) -> str | None:
    """Return the name of the project, also where only setup.py states it."""
    if project.name:
        return project.name
    found = keyword(project, "name")
    return found.value if found and isinstance(found.value, str) else None


# --- what `attr` and `file` mean ------------------------------------------------------


def attr_inputs(project: Project, attr: str, at: Place) -> Iterator[Input]:
    """Yield what the version depends on where setuptools takes it from `attr`.

    That is one module, read without running it; only where its value is no literal
    setuptools imports the module, and then all that it imports and reads counts.
    """
    module, name = _split(attr)
    start = _module_path(module, package_folders(project))
    file = module_at(project, start)
    if file is None:
        why = "setuptools looks for `version` in this module"
        yield Input(
            key=File(f"{start}.py"), feeds=VERSION, why=why, at=at, certainty=Certainty.POSSIBLE
        )
    elif has_literal(project, file, name):
        why = "setuptools reads `version` from this module"
        yield Input(key=File(file), feeds=VERSION, why=why, at=at)
    else:
        why = "setuptools imports this module to get `version`"
        yield from code_inputs(
            project,
            file,
            feeds=VERSION,
            at=at,
            why=why,
            sys_path=_import_folders(project, start, module),
        )


def attr_file(project: Project, attr: str) -> str | None:
    """Return the module that `attr` names, None where there is no such file."""
    return module_at(project, _module_path(_split(attr)[0], package_folders(project)))


def _split(attr: str) -> tuple[str, str]:
    """Return the module and the name; a name alone stands in the `__init__.py` above all."""
    module, _, name = attr.strip().rpartition(".")
    return module or "__init__", name


def has_literal(project: Project, file: str, name: str) -> bool:
    """Tell whether a module gives a name a literal, at the top and at first.

    This is a model of the static reading that setuptools tries before it imports a module
    (`setuptools.config.expand.StaticModule` of 84.2.1).
    """
    import ast

    from uvlint.backends.python.modules import assigned, literal, source_of

    source = source_of(project, file)
    value = assigned(source, name) if source else None
    if value is None:
        return False
    return literal(value) is not None or isinstance(value, ast.Constant)


def _module_path(module: str, folders: Mapping[str, str]) -> str:
    """Return the path of a module without suffix: the longest name with a folder counts."""
    parts = module.split(".")
    for size in range(len(parts), 0, -1):
        folder = folders.get(".".join(parts[:size]))
        if folder is not None:
            return posixpath.normpath("/".join([folder, *parts[size:]]))
    return posixpath.normpath("/".join([folders.get("", "."), *parts]))


def _import_folders(project: Project, start: str, module: str) -> tuple[str, ...]:
    """Return the folders from which an imported module can import, as far as it has any."""
    path = module.replace(".", "/")
    own = start.removesuffix(path).rstrip("/") or "." if f"/{start}".endswith(f"/{path}") else None
    legacy = "." if project.backend.endswith("__legacy__") else None
    return tuple(dict.fromkeys(folder for folder in (own, legacy) if folder))


def readable_path(path: str) -> str | None:
    """Return the path of a file that setuptools may read, None for one it refuses.

    Nothing outside the project is read. A name that uv would take for a pattern
    cannot be a key.
    """
    clean = posixpath.normpath(path.strip())
    if clean in (".", "..") or clean.startswith(("/", "../")) or re.search(_UNNAMEABLE, clean):
        return None
    return clean


def file_inputs(project: Project, path: str, feeds: tuple[str, ...], at: Place) -> Iterator[Input]:
    """Yield a file that setuptools puts into fields, there or not."""
    name = readable_path(path)
    if name and not project.is_dir(name):
        what = " and ".join(f"`{field}`" for field in feeds)
        yield Input(
            key=File(name), feeds=feeds, why=f"setuptools reads {what} from this file", at=at
        )
