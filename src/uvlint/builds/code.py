"""What Python code of a build reads and writes, found without running it."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import File, Input, Spot
from uvlint.project import Project


def code_inputs(
    project: Project,
    file: str,
    *,
    feeds: tuple[str, ...],
    at: Spot,
    why: str,
    sys_path: tuple[str, ...] = (),
) -> Iterator[Input]:
    """Yield a file that the build runs, and all that it reads or imports.

    `at` and `why` say who runs the file; `sys_path` names folders of the project
    from which it can import.
    """
    yield Input(key=File(file), feeds=feeds, why=why, at=at, runs=True)
