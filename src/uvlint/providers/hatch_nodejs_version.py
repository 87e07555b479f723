"""hatch-nodejs-version takes metadata from package.json."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.hatchling.settings import metadata_hooks, version_settings
from uvlint.model import File, Input
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_FIELDS = ("authors", "description", "keywords", "license", "maintainers", "urls")


def inputs(project: Project) -> Iterator[Input]:
    """Yield package.json for the version, and for the other fields that are dynamic."""
    if settings := version_settings(project, "nodejs"):
        yield _package_json(settings, ("version",))
    hook = metadata_hooks(project).get("nodejs")
    if hook is not None:
        wanted = {item.value for item in hook.strings("fields")} if "fields" in hook else _FIELDS
        fields = tuple(name for name in _FIELDS if name in wanted and project.computed(name))
        if fields:
            yield _package_json(hook, fields)


def _package_json(settings: Table, fields: tuple[str, ...]) -> Input:
    path = settings.string("path")
    names = ", ".join(f"`{name}`" for name in fields)
    return Input(
        key=File(path.value if path else "package.json"),
        feeds=fields,
        why=f"hatch-nodejs-version reads {names} from this file",
        at=path.at if path else settings.at,
    )


PROVIDER = Provider(
    name="hatch-nodejs-version",
    about=("hatch-nodejs-version",),
    inputs=inputs,
    claims=Claims(version_sources=("nodejs",), metadata_hooks=("nodejs",)),
)
