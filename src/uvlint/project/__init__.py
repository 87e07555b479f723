"""A project: a folder on disk as typed views, each read and parsed once, on demand.

This module and `discover` are the only ones that read the disk for providers and
rules. Paths are relative to the root of the project, with forward slashes; `..`
leads out of it.
"""

from __future__ import annotations

import os
import posixpath
import re
import stat
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from uvlint.model import Location, Place, Spot, Unreadable
from uvlint.named_tuple import NamedTuple
from uvlint.project.table import Located, Table, WrongType

if TYPE_CHECKING:
    from uvlint.project.setup_cfg import SetupCfg

_NAMED = (
    ("project", "name"),
    ("tool", "poetry", "name"),
    ("tool", "flit", "metadata", "module"),
)
"""Where a name of the project may stand."""

BACKEND_PATH = "build-system.backend-path"
PYPROJECT = "pyproject.toml"
SETUP_PY = "setup.py"
BUILT_IN_REQUIREMENTS = frozenset({"pip", "setuptools", "wheel"})

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^]]*)\])?")
_HERE = frozenset({"", ".", ".."})
_SEPARATORS = re.compile(r"[-_.]+")
_SKIPPED = frozenset(
    {"__pycache__", "build", "dist", "node_modules", "site-packages", "target", "_skbuild"}
)


def normalized(name: str) -> str:
    """Return the name of a distribution as indexes compare it (PEP 503)."""
    return _SEPARATORS.sub("-", name).lower()


class Requirement(NamedTuple):
    """A build requirement: its normalized name, its extras, and where it stands."""

    name: str
    extras: frozenset[str]
    at: Place


class Project:
    """A folder with a pyproject.toml, a setup.py or a setup.cfg.

    `overlay` replaces the content of files by name, so that text which is not on
    disk (standard input, the outcome of a fix) can be examined like a file.
    """

    def __init__(self, root: str, overlay: Mapping[str, bytes] | None = None) -> None:
        self.root = root
        self._overlay = overlay or {}
        self._data: dict[str, bytes | None] = {}
        self._texts: dict[str, str | None] = {}
        self._tables: dict[str, Table] = {}
        self._listings: dict[str, tuple[tuple[str, bool], ...]] = {}
        self._top: frozenset[str] = frozenset()

    def with_files(self, files: Mapping[str, bytes]) -> Project:
        """Return the project with other content in some files."""
        return Project(self.root, {**self._overlay, **files})

    # --- the tree -----------------------------------------------------------------

    def path(self, name: str) -> str:
        """Return the path on disk of a file of the project."""
        if "/" not in name and name not in _HERE:
            return f"{self.root}{os.sep}{name}"
        return os.path.normpath(os.path.join(self.root, name))

    def relative(self, path: str) -> str:
        """Return a path on disk relative to the project, with forward slashes."""
        return os.path.relpath(path, self.root).replace(os.sep, "/")

    def is_file(self, name: str) -> bool:
        """Tell whether a file stands there."""
        if name in self._overlay:
            return True
        return not self._is_absent(name) and os.path.isfile(self.path(name))

    def is_dir(self, name: str) -> bool:
        """Tell whether a folder stands there."""
        return not self._is_absent(name) and os.path.isdir(self.path(name))

    def _is_absent(self, name: str) -> bool:
        """Tell from what is known of the top, without asking the disk, that nothing is there."""
        first = name.partition("/")[0]
        return bool(self._top) and first not in _HERE and first.lower() not in self._top

    def listing(self, folder: str = ".") -> tuple[tuple[str, bool], ...]:
        """Return the names in a folder, sorted, each with whether it is a folder."""
        if folder not in self._listings:
            try:
                with os.scandir(self.path(folder)) as entries:
                    found = sorted((e.name, e.is_dir()) for e in entries)
            except (OSError, ValueError):  # a NUL byte in the name
                found = []
            self._listings[folder] = tuple(found)
            if folder == ".":
                # In lower case, as some file systems compare names.
                self._top = frozenset(name.lower() for name, _ in found)
        return self._listings[folder]

    def walk(self, folder: str = ".") -> Iterator[str]:
        """Yield the files below a folder, sorted, depth last.

        Hidden folders, environments, links to folders, and the folders in which
        builds leave things are left out.
        """
        waiting = [folder]
        while waiting:
            folder = waiting.pop()
            below = []
            for name, is_folder in self.listing(folder):
                path = name if folder == "." else f"{folder}/{name}"
                if not is_folder:
                    yield path
                elif not self.passes_over(path):
                    below.append(path)
            waiting += reversed(below)

    def passes_over(self, folder: str) -> bool:
        """Tell whether `walk` leaves out a folder that it meets."""
        name = folder.rpartition("/")[2]
        return (
            name.startswith(".")
            or name in _SKIPPED
            or name.endswith((".egg-info", ".dist-info"))
            or os.path.islink(self.path(folder))
            or os.path.exists(self.path(f"{folder}/pyvenv.cfg"))
        )

    def data(self, name: str) -> bytes | None:
        """Return the bytes of a file, None where there is no file.

        Raises `Unreadable` for what is no plain file or may not be read.
        """
        if name in self._overlay:
            return self._overlay[name]
        if name not in self._data:
            self._data[name] = None if self._is_absent(name) else self._read(name)
        return self._data[name]

    def _read(self, name: str) -> bytes | None:
        path = self.path(name)
        try:
            mode = os.stat(path).st_mode
            if not stat.S_ISREG(mode):
                kind = "a folder" if stat.S_ISDIR(mode) else "not a plain file"
                raise Unreadable(Location(name), f"{name} is {kind}")
            with open(path, "rb") as file:
                return file.read()
        except (FileNotFoundError, NotADirectoryError):
            if os.path.islink(path):
                raise Unreadable(Location(name), f"{name} is a dangling link") from None
            return None
        except ValueError:  # a NUL byte in the name
            return None
        except OSError as error:
            raise Unreadable(Location(name), f"{name}: {error.strerror}") from error

    def read_with(self, mark: bytes) -> tuple[str, ...]:
        """Return the files read so far that hold some bytes."""
        present = self._data if not self._overlay else {**self._data, **self._overlay}
        return tuple([name for name, data in present.items() if data and mark in data])

    def text(self, name: str) -> str | None:
        """Return the text of a UTF-8 file without byte order mark, None where there is none.

        Line ends stay as they are. Raises `Unreadable`, with the place of the
        first byte that is not UTF-8.
        """
        if name not in self._texts:
            data = self.data(name)
            try:
                self._texts[name] = None if data is None else data.decode("utf-8-sig")
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode("utf-8-sig")
                line = before.count("\n") + 1
                column = len(before) - before.rfind("\n")
                at = Location(name, line, column, line, column + 1)
                raise Unreadable(at, "invalid UTF-8") from error
        return self._texts[name]

    def toml(self, name: str) -> Table:
        """Return a TOML file as a table, an empty one where there is no file.

        Raises `Unreadable` with the place of a syntax error.
        """
        if name not in self._tables:
            text = self.text(name)
            self._tables[name] = Table(name, _parse(name, text) if text else {})
        return self._tables[name]

    def wrong_types(self) -> tuple[WrongType, ...]:
        """Return the values of TOML files that nobody who asked for them so far could take."""
        return tuple(
            misfit
            for name, table in self._tables.items()
            for misfit in table.reading.wrong_types(name)
        )

    def locate(self, spot: Spot) -> Location:
        """Return the exact place of a value; the start of its file where it cannot be found."""
        if isinstance(spot, Location):
            return spot
        text = self.text(spot.file) or ""
        if spot.file.endswith(".toml"):
            from uvlint.project.toml_places import locate
        else:
            from uvlint.project.setup_cfg import locate
        found = locate(text, spot.route, key=spot.key)
        return Location(spot.file, *found) if found else Location(spot.file)

    # --- pyproject.toml -----------------------------------------------------------

    @cached_property
    def pyproject(self) -> Table:
        """pyproject.toml; raises `Unreadable`."""
        return self.toml(PYPROJECT)

    @cached_property
    def name(self) -> str | None:
        """The name of the project, where a file states it."""
        for route in _NAMED:
            if found := self.pyproject.string(*route):
                return found.value
        stated = self.setup_cfg.get("metadata", "name")
        return stated.value if stated else None

    @cached_property
    def dynamic(self) -> frozenset[str]:
        """The fields that `project.dynamic` leaves to the build."""
        return frozenset(item.value for item in self.pyproject.strings("project", "dynamic"))

    def computed(self, field: str) -> bool:
        """Tell whether the build computes a field: it is dynamic, or there is no `[project]`."""
        return field in self.dynamic or "project" not in self.pyproject

    @cached_property
    def requires(self) -> tuple[Requirement, ...]:
        """The build requirements; setuptools where the file names none."""
        found = []
        for item in self.pyproject.strings("build-system", "requires"):
            if match := _REQUIREMENT.match(item.value):
                extras = frozenset(normalized(e.strip()) for e in (match[2] or "").split(","))
                found.append(Requirement(normalized(match[1]), extras - {""}, item.at))
        if not found and "build-system" not in self.pyproject:
            found.append(
                Requirement("setuptools", frozenset(), Place(PYPROJECT, ("build-system",)))
            )
        return tuple(found)

    def requirement(self, *names: str) -> Requirement | None:
        """Return the first build requirement with one of these normalized names."""
        return next((r for r in self.requires if r.name in names), None)

    @cached_property
    def backend(self) -> str:
        """The build back end; the one of PEP 517 where the file names none."""
        stated = self.pyproject.string("build-system", "build-backend")
        return stated.value if stated else "setuptools.build_meta:__legacy__"

    @cached_property
    def backend_at(self) -> Place:
        """Where the build back end is named."""
        stated = self.pyproject.string("build-system", "build-backend")
        return stated.at if stated else Place(PYPROJECT, ("build-system",), key=True)

    @cached_property
    def backend_paths(self) -> tuple[Located[str], ...]:
        """The folders of a back end that lies in the project itself, in normal form."""
        stated = self.pyproject.strings("build-system", "backend-path")
        return tuple(item._replace(value=posixpath.normpath(item.value)) for item in stated)

    @property
    def backend_folders(self) -> tuple[str, ...]:
        """The folders of `backend-path` without their places."""
        return tuple(path.value for path in self.backend_paths)

    @cached_property
    def is_package(self) -> bool:
        """Tell whether uv builds this project (uv 0.13.9: `tool.uv.package`, `[build-system]`)."""
        stated = self.pyproject.flag("tool", "uv", "package")
        if stated is not None:
            return stated
        if "build-system" in self.pyproject:
            return True
        return "project" not in self.pyproject and (
            self.is_file("setup.py") or self.is_file("setup.cfg")
        )

    @cached_property
    def signs(self) -> frozenset[str]:
        """What providers are found by: names of build requirements, the first part of the
        back end, tables below `[tool]` as `tool.NAME`, names of files at the top, and
        `BACKEND_PATH` where there is one.
        """
        return frozenset(
            {BACKEND_PATH for _ in self.backend_paths}
            | {r.name for r in self.requires}
            | {normalized(self.backend.partition(":")[0].partition(".")[0])}
            | {f"tool.{name}" for name in self.pyproject.table("tool").data}
            | {name for name, is_folder in self.listing() if not is_folder}
        )

    # --- setup.cfg ----------------------------------------------------------------

    @cached_property
    def setup_cfg(self) -> SetupCfg:
        """setup.cfg, an empty one where there is no file; raises `Unreadable`."""
        from uvlint.project.setup_cfg import read

        return read(self.text("setup.cfg") or "")


_TOML_PLACE = re.compile(r"^(?P<reason>.*?) \(at (?:line (\d+), column (\d+)|end of document)\)$")


def _parse(name: str, text: str) -> Mapping[str, object]:
    import tomli

    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        match = _TOML_PLACE.match(str(error))
        reason = match["reason"] if match else str(error)
        if match and match[2]:
            line, column = int(match[2]), int(match[3])
        else:
            line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        raise Unreadable(Location(name, line, column, line, column + 1), reason) from error
    except RecursionError as error:
        raise Unreadable(Location(name), "nested too deeply") from error
