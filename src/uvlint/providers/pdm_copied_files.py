"""pdm-backend copies files that are in no package into the wheel, into an editable one as well."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.trees import matching, path_in_project, pattern_key, whole
from uvlint.model import WHEEL, Certainty, File, Input
from uvlint.plugin import Provider
from uvlint.project import Project
from uvlint.project.table import Located, Table


def inputs(project: Project) -> Iterator[Input]:
    """Yield the files of `wheel-data`, and of `includes` what an editable install does not read.

    What lies below `${BUILD_DIR}` is written by the build; a folder that is not there is
    no more than possible.
    """
    build = project.pyproject.table("tool", "pdm", "build")
    patterns = [
        *(p for p in _wheel_data(build) if not p.value.startswith(("${BUILD_DIR}", "/"))),
        *(p for p in build.strings("includes") if not _holds_code(project, p.value)),
    ]
    for pattern in patterns:
        for key in _keys(project, pattern.value):
            folder, open_set, _ = key.pattern.partition("/**")
            there = not open_set or project.is_dir(folder)
            yield Input(
                key=key,
                feeds=(WHEEL,),
                why="pdm-backend copies this into the wheel",
                at=pattern.at,
                certainty=Certainty.CERTAIN if there else Certainty.POSSIBLE,
            )


def _wheel_data(build: Table) -> Iterator[Located[str]]:
    table = build.table("wheel-data")
    for name, patterns in table.arrays():
        yield from patterns
        for entry in table.tables(name):
            if path := entry.string("path"):
                yield path


def _holds_code(project: Project, pattern: str) -> bool:
    """Tell whether a pattern is about modules, or about data path_in_project of a package."""
    key = pattern_key(pattern)
    if key is None or key.pattern.endswith(".py"):
        return True
    folder = path_in_project(key.pattern.partition("/**")[0])
    if folder is None:
        return False
    parts = folder.split("/")
    packages = ("/".join(parts[:n]) for n in range(1, len(parts) + 1))
    return any(project.is_file(f"{name}/__init__.py") for name in packages) or any(
        file.endswith(".py") for file in project.walk(folder)
    )


def _keys(project: Project, pattern: str) -> Iterator[File]:
    key = pattern_key(pattern)
    if key is None:
        yield from map(File, matching(project, pattern))
    elif found := whole(project, key.pattern):
        yield found


PROVIDER = Provider(name="pdm-copied-files", about=("pdm", "pdm-backend"), inputs=inputs)
