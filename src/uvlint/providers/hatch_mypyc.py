"""hatch-mypyc compiles Python modules."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import (
    WITH_SETTINGS,
    build_hooks,
    ignore_matcher,
    wheel_packages,
    wheel_sources,
)
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project

_SETTINGS = ("mypy.ini", ".mypy.ini")


def inputs(project: Project) -> Iterator[Input]:
    """Yield the modules, and the configuration of mypy."""
    hook = build_hooks(project).get("mypyc")
    if hook is None:
        return
    include = [item.value for item in hook.strings("include")]
    exclude = ignore_matcher(item.value for item in hook.strings("exclude"))
    wanted = ignore_matcher(include or ["*"])
    for file in wheel_sources(project):
        if wanted(file) and not exclude(file):
            why = "hatch-mypyc compiles this module"
            yield Input(key=File(file), feeds=(WHEEL,), why=why, at=hook.at)
    for file in _SETTINGS:
        if project.is_file(file):
            why = "mypy, which hatch-mypyc runs, reads this file"
            yield Input(key=File(file), feeds=(WHEEL,), why=why, at=hook.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled modules, the cache, and pyproject.toml: it is moved away and back.

    Several modules share a library beside their package (hatch-mypyc 0.16, observed).
    """
    hook = build_hooks(project).get("mypyc")
    if hook is None:
        return
    yield Output(file=PYPROJECT, why="hatch-mypyc moves this file away and back")
    for folder in wheel_packages(project) or (".",):
        for name in (f"{folder}/**/*", posixpath.join(posixpath.dirname(folder), "*__mypyc.*")):
            for suffix in ("so", "pyd"):
                yield Output(
                    file=f"{name}.{suffix}".removeprefix("./"),
                    why="hatch-mypyc writes compiled modules",
                )
    yield Output(file=".mypy_cache/**", why="mypy, which hatch-mypyc runs, keeps its cache here")
    if built := hook.string("options", "build-dir"):
        yield Output(file=f"{built.value}/**/*", why="hatch-mypyc builds in this folder")


PROVIDER = Provider(
    name="hatch-mypyc",
    about=(*WITH_SETTINGS, "hatch-mypyc"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("mypyc",)),
)
