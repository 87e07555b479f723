"""What uvlint was asked for, as values."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from uvlint.model import Input, Output, Route, Severity, Spot
from uvlint.named_tuple import NamedTuple

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

TABLE = "tool.uvlint"
ROUTE = ("tool", "uvlint")

LEVELS: Mapping[str, Severity | None] = {
    "off": None,
    "info": Severity.INFO,
    "warning": Severity.WARNING,
    "error": Severity.ERROR,
}
"""The words for the level of a rule; None is none at all."""

EVERYTHING = "ALL"
"""The selector of every rule."""


class SettingsTable(NamedTuple):
    """A value that should be a table of settings, and where it stands.

    The value is `Unreadable` where the file cannot be understood.
    """

    folder: str
    file: str
    route: Route
    value: object


class Problem(NamedTuple):
    """A mistake in settings; the file of the place is absolute, or "" for the command line."""

    at: Spot
    message: str


class Origin(NamedTuple):
    """A key of the settings, its value as it was written, and the file or option it is from."""

    key: str
    value: object
    source: str


class Selection(NamedTuple):
    """What one source of settings says about rules; `select` is None where it says nothing.

    The selectors are those of `select` (or `fixable`), of `extend-select`, and of
    `ignore` (or `unfixable`).
    """

    select: tuple[str, ...] | None = None
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Globs(NamedTuple):
    """Patterns of folders in the language of .gitignore, relative to a folder."""

    base: str
    patterns: tuple[str, ...]

    def match(self, folder: str) -> bool:
        """Tell whether the patterns mean an absolute folder or one above it."""
        if folder == self.base:
            return "." in self.patterns
        prefix = os.path.join(self.base, "")
        if not folder.startswith(prefix):
            return False
        below = folder.removeprefix(prefix).replace(os.sep, "/")
        return bool(_spec(self.patterns).match_file(f"{below}/"))


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


class Settings(NamedTuple):
    """All that can be asked for; the defaults are those without any settings.

    `selections` and `fixing` are in the order of their sources, the command line
    last. `exclude` is None for the folders that `discover` passes over by itself.
    The places of `inputs` are absolute. `origins` tells where each stated key is
    from, `problems` what was wrong and is left out.
    """

    selections: tuple[Selection, ...] = ()
    levels: tuple[tuple[str, str], ...] = ()
    ignores: tuple[tuple[str, str], ...] = ()
    per_project_ignores: tuple[tuple[Globs, tuple[str, ...]], ...] = ()
    exclude: Globs | None = None
    extend_exclude: tuple[Globs, ...] = ()
    force_exclude: bool = False
    respect_gitignore: bool = True
    follow_sources: bool = False
    inputs: tuple[Input, ...] = ()
    outputs: tuple[Output, ...] = ()
    uv_version: str | None = None
    fail_on: Severity = Severity.WARNING
    fixing: tuple[Selection, ...] = ()
    unsafe_fixes: bool = False
    output_format: str | None = None
    non_editable: bool = False
    baseline: str | None = None
    no_ignores: bool = False
    origins: tuple[Origin, ...] = ()
    problems: tuple[Problem, ...] = ()

    def excludes(self, folder: str) -> bool:
        """Tell whether the stated patterns leave out a folder, or one above it."""
        stated = (
            self.extend_exclude if self.exclude is None else (self.exclude, *self.extend_exclude)
        )
        return any(globs.match(folder) for globs in stated)


UNSTATED = Settings()
"""What holds where nothing is stated."""
