"""hatch-msgfmt and hatch-babel compile translations."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located

_FOLDERS = {"babel": "locale_dir", "msgfmt": "locales"}
_MARK = ".pybabel.info"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the translations (hatch-msgfmt 1.1, hatch-babel 0.1)."""
    for name, folder in _hooks(project):
        if (path := path_in_project(folder.value)) and path != ".":
            why = f"hatch-{name} compiles these translations"
            yield Input(key=File(f"{path}/**/*.po"), feeds=(WHEEL,), why=why, at=folder.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield what Babel leaves beside the translations; msgfmt writes into a folder elsewhere."""
    for name, folder in _hooks(project):
        if name == "babel" and (path := path_in_project(folder.value)):
            why = "hatch-babel writes compiled translations"
            yield Output(file=f"{path}/**/*.mo".removeprefix("./"), why=why)
            yield Output(file=f"{path}/{_MARK}", why="hatch-babel marks what it has compiled")


def _hooks(project: Project) -> Iterator[tuple[str, Located[str]]]:
    """Yield the hooks with the folder that each compiles."""
    hooks = build_hooks(project)
    for name, option in _FOLDERS.items():
        stated = hooks[name].string(option) if name in hooks else None
        if stated is not None:
            yield name, stated


PROVIDER = Provider(
    name="hatch-msgfmt",
    about=(*WITH_SETTINGS, "hatch-babel", "hatch-msgfmt"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=tuple(_FOLDERS)),
)
