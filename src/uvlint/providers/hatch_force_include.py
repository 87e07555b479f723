"""hatchling copies files into the wheel, into an editable one as well."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.builds.hatch import build_hooks, section, wheel_option
from uvlint.builds.trees import whole
from uvlint.model import WHEEL, Input, Place
from uvlint.plugin import Provider
from uvlint.project import Project

_COPIED = ("shared-data", "shared-scripts", "extra-metadata")


def inputs(project: Project) -> Iterator[Input]:
    """Yield each source: hatchling 1.33 copies these, and no others, for `build_editable`."""
    target = section(project, "build").table("targets.wheel")
    forced = wheel_option(project, "force-include").table("force-include")
    for table in (forced, *map(target.table, _COPIED)):
        for source, _ in table.arrays():
            yield from _copied(project, source, Place(table.file, (*table.route, source)))
    for item in target.strings("sbom-files"):
        yield from _copied(project, item.value, item.at)


def _copied(project: Project, source: str, at: Place) -> Iterator[Input]:
    """Yield a source, unless it is not there yet and a build hook may be what makes it."""
    there = project.is_file(source) or project.is_dir(source)
    if (there or not build_hooks(project)) and (key := whole(project, source)):
        why = "hatchling copies this into the wheel"
        yield Input(key=key, feeds=(WHEEL,), why=why, at=at)


PROVIDER = Provider(name="hatch-force-include", about=("hatchling",), inputs=inputs)
