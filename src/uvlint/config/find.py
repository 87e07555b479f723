"""Which settings hold for a project: the nearest file with a table of uvlint, and no other."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from uvlint.config.settings import ROUTE, UNSTATED, Settings, SettingsTable
from uvlint.model import Unreadable
from uvlint.project import PYPROJECT, Project

OWN_FILES = (".uvlint.toml", "uvlint.toml")
"""Files with nothing but settings; the first that is there wins, and then pyproject.toml."""

_MARK = b"uvlint"
_REPOSITORY = ".git"


class Finder:
    """Finds settings; a file above several projects is looked for and read once.

    `known` are the codes of rules by their names; `stated` is what `--config` says, each
    a file or TOML; `options` is what other options say, as a table. `isolated` leaves
    out all files that nobody named. Raises `ValueError`, with one line for the user,
    for a mistake in what the command line says.
    """

    def __init__(
        self,
        known: Mapping[str, str],
        *,
        stated: Sequence[str] = (),
        options: Mapping[str, object] | None = None,
        isolated: bool = False,
    ) -> None:
        self._known = known
        self._everywhere = UNSTATED if isolated else None
        self._unstated = UNSTATED
        self._found: dict[str, SettingsTable | None] = {}
        self._read: dict[str, Settings] = {}
        self._home = ""
        self._options = options or {}
        if stated or options:
            from uvlint.config.reading import command_line

            given = command_line(stated, self._options, known)
            self._options = given.options
            self._unstated = given.settings
            if isolated or given.has_file:
                self._everywhere = given.settings

    def of(self, project: Project) -> Settings:
        """Return the settings that hold for a project."""
        if self._everywhere is not None:
            return self._everywhere
        own = _in(project)
        if own is not None:
            return self._settings(own)
        if (_REPOSITORY, True) in project.listing() or (_REPOSITORY, False) in project.listing():
            return self._unstated
        return self._above(os.path.dirname(project.root), project.root)

    def at(self, folder: str) -> Settings:
        """Return the settings that hold in an absolute folder, be it a project or not."""
        return self._above(folder, "") if self._everywhere is None else self._everywhere

    def _above(self, folder: str, below: str) -> Settings:
        if folder == below:
            return self._unstated
        stated = self._nearest(folder)
        if stated is None:
            return self._unstated
        file = os.path.join(stated.folder, stated.file)
        if file not in self._read:
            self._read[file] = self._settings(stated)
        return self._read[file]

    def _nearest(self, folder: str) -> SettingsTable | None:
        """Return the first settings upward, as far as the repository reaches, but not at home."""
        if folder not in self._found:
            self._home = self._home or os.path.expanduser("~")
            above = os.path.dirname(folder)
            stated = None
            if folder != self._home:
                stated = _in(Project(folder), hurried=True)
                if stated is None and folder != above and not _is_repository(folder):
                    stated = self._nearest(above)
            self._found[folder] = stated
        return self._found[folder]

    def _settings(self, stated: SettingsTable) -> Settings:
        from uvlint.config.reading import settings

        return settings(stated, self._options, self._known)


def _in(project: Project, *, hurried: bool = False) -> SettingsTable | None:
    """Return what a folder states itself; in a hurry, a file without our name is not parsed."""
    if hurried:
        own = next((name for name in OWN_FILES if project.is_file(name)), None)
        if own is None and not _speaks(project):
            return None
    else:
        listing = project.listing()
        own = next((name for name in OWN_FILES if (name, False) in listing), None)
    try:
        if own is not None:
            return SettingsTable(project.root, own, (), project.toml(own).data)
        found = project.pyproject.get(*ROUTE)
    except Unreadable as error:
        # Of a broken pyproject.toml of its own a project hears anyway.
        return SettingsTable(project.root, own or PYPROJECT, (), error) if own or hurried else None
    return SettingsTable(project.root, PYPROJECT, ROUTE, found.value) if found else None


def _speaks(project: Project) -> bool:
    """Tell whether the pyproject.toml of a folder may state settings."""
    try:
        return _MARK in (project.data(PYPROJECT) or b"")
    except Unreadable:
        return False


def _is_repository(folder: str) -> bool:
    return os.path.lexists(os.path.join(folder, _REPOSITORY))
