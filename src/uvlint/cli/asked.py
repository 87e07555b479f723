"""What holds in one run: settings from files and from the command line, and baselines."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from uvlint.analysis import checker
from uvlint.analysis.discovery import Exclusion
from uvlint.cli.console import Stop, reason
from uvlint.config import Finder, Settings
from uvlint.project import Project

if TYPE_CHECKING:
    from uvlint.analysis.baseline import Counts


class Asked:
    """Finds out what is asked for each project; raises `Stop` for a mistake in the options.

    `config` are the values of `--config`, `options` other options as a table of settings.
    """

    def __init__(
        self,
        *,
        config: Sequence[str] = (),
        options: Mapping[str, object] | None = None,
        isolated: bool = False,
        no_ignores: bool = False,
    ) -> None:
        self._no_ignores = no_ignores
        self._allowed: dict[str, Counts] = {}
        self._last: tuple[Project, Settings] | None = None
        try:
            self._finder = Finder(
                checker.names(), stated=config, options=options, isolated=isolated
            )
        except ValueError as error:
            raise Stop(str(error)) from error

    def settings(self, project: Project) -> Settings:
        """Return the settings that hold for a project."""
        # Other threads ask for other projects.
        last = self._last
        if last is None or last[0] is not project:
            found = self._finder.of(project)
            last = project, found._replace(no_ignores=True) if self._no_ignores else found
            self._last = last
        return last[1]

    def follows(self, project: Project) -> bool:
        """Tell whether the local projects that one takes its packages from are examined too."""
        return self.settings(project).follow_sources

    def here(self) -> Settings:
        """Return the settings that hold in the working directory."""
        return self._finder.at(os.getcwd())

    def exclusion(self, folder: str) -> Exclusion:
        """Return what is left out below a folder."""
        found = self._finder.at(folder)
        stated = found.exclude or found.extend_exclude
        return Exclusion(
            excludes=found.excludes if stated else None,
            samples=found.exclude is None,
            force=found.force_exclude,
            gitignore=found.respect_gitignore,
        )

    def allowed(self, path: str | None, *, new: bool) -> Counts:
        """Return what a baseline allows; `new` is one that need not be there yet.

        Raises `Stop`, once for each baseline, where it cannot be read.
        """
        if path is None:
            return {}
        if path not in self._allowed:
            from uvlint.analysis.baseline import read

            self._allowed[path] = {}
            try:
                self._allowed[path] = read(path)
            except FileNotFoundError as error:
                if not new:
                    message = f"baseline {reason(error)}; `--write-baseline` writes it"
                    raise Stop(message) from error
            except OSError as error:
                message = f"baseline {reason(error)}"
                raise Stop(message) from error
            except ValueError as error:
                message = f"baseline {path}: {error}"
                raise Stop(message) from error
        return self._allowed[path]
