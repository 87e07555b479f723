"""hatch-polylith-bricks puts the bricks of a Polylith workspace into a wheel."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.trees import whole
from uvlint.model import WHEEL, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_WHO = "hatch-polylith-bricks"
_WORK = ".polylith_tmp"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the bricks, but for those that an editable install uses in place (1.5.7)."""
    if "polylith-bricks" not in build_hooks(project):
        return
    bricks = project.pyproject.table("tool", "polylith", "bricks")
    in_place = project.pyproject.strings("tool", "hatch", "build", "dev-mode-dirs")
    for path, _ in bricks.arrays():
        if path.startswith(tuple(item.value for item in in_place)):
            continue
        key = whole(project, path)
        if key is not None and (project.is_dir(path) or project.is_file(path)):
            why = f"{_WHO} copies this brick into the wheel"
            yield Input(key=key, feeds=(WHEEL,), why=why, at=bricks.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder that bricks are rewritten in, which is gone at the end of a build."""
    hook = build_hooks(project).get("polylith-bricks")
    if hook is not None:
        stated = hook.string("work-dir")
        folder = posixpath.normpath(stated.value if stated else _WORK)
        yield Output(file=f"{folder}/**/*", why=f"{_WHO} rewrites bricks in this folder")


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("polylith-bricks",)),
)
