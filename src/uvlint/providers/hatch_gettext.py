"""hatch-gettext compiles translations and translates files with them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.scm.versions import overrides
from uvlint.backends.trees import path_in_project
from uvlint.model import WHEEL, File, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Located, Table

_LANGUAGES = "LINGUAS"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the translations, the list of languages, the files to translate (hatch-gettext 1.1)."""
    hook = build_hooks(project).get("gettext")
    if hook is None:
        return
    stated = hook.string("po-directory")
    at = stated.at if stated else hook.at
    folder = path_in_project(stated.value if stated else "po")
    if folder and folder != ".":
        why = "hatch-gettext compiles these translations"
        yield Input(key=File(f"{folder}/**/*.po"), feeds=(WHEEL,), why=why, at=at)
        if project.is_file(f"{folder}/{_LANGUAGES}"):
            why = "hatch-gettext takes the languages from this file"
            yield Input(key=File(f"{folder}/{_LANGUAGES}"), feeds=(WHEEL,), why=why, at=at)
        yield from overrides(_LANGUAGES, at=at, feeds=(WHEEL,))
    for _, source in _translated(hook):
        why = "hatch-gettext translates this file"
        yield Input(key=File(source.value), feeds=(WHEEL,), why=why, at=source.at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the compiled translations and the translated files."""
    hook = build_hooks(project).get("gettext")
    if hook is None:
        return
    compiled = hook.string("locale-directory")
    if compiled and (folder := path_in_project(compiled.value)):
        name = hook.string("i18n-name")
        file = f"{(name.value if name else '') or project.name or '*'}.mo"
        written = posixpath.normpath(f"{folder}/*/LC_MESSAGES/{file}")
        yield Output(file=written, why="hatch-gettext writes compiled translations")
    for target, source in _translated(hook):
        stem = posixpath.splitext(posixpath.basename(source.value))[0]
        written = posixpath.normpath(f"{target}/{stem}")
        yield Output(file=written, why="hatch-gettext writes this translated file")


def _translated(hook: Table) -> Iterator[tuple[str, Located[str]]]:
    for target, files in hook.table("files").arrays():
        yield from ((target, file) for file in files if file.value)


PROVIDER = Provider(
    name="hatch-gettext",
    about=(*WITH_SETTINGS, "hatch-gettext"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("gettext",)),
)
