"""setuptools takes fields from setup.cfg, and from the files that it names."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.scm import setuptools_scm
from uvlint.backends.setuptools.settings import (
    SETUP_CFG,
    attr_inputs,
    builds_with_setuptools,
    file_inputs,
    sets,
)
from uvlint.model import File, Input, Place
from uvlint.plugin import Provider
from uvlint.project import Project

FIELDS = {
    ("metadata", "version"): "version",
    ("metadata", "description"): "description",
    ("metadata", "summary"): "description",
    ("metadata", "long_description"): "readme",
    ("metadata", "classifiers"): "classifiers",
    ("metadata", "classifier"): "classifiers",
    ("options", "install_requires"): "dependencies",
    ("options", "python_requires"): "requires-python",
    ("options", "entry_points"): "entry-points",
}
"""The options that feed fields; those without `file:` or `attr:` feed them by themselves."""

SECTIONS = {
    "options.extras_require": "optional-dependencies",
    "options.entry_points": "entry-points",
}
"""The sections of which every option feeds a field."""

KEYWORDS = {
    "description": "description",
    "readme": "long_description",
    "dependencies": "install_requires",
    "requires-python": "python_requires",
    "optional-dependencies": "extras_require",
}
"""The arguments of `setup()` that stand before setup.cfg where they have another name."""


def inputs(project: Project) -> Iterator[Input]:
    """Yield setup.cfg for the fields it feeds, and the files and modules it names."""
    if not builds_with_setuptools(project):
        return
    options = [o for o in _options(project) if _counts(project, o[0])]
    if options:
        yield Input(
            key=File(SETUP_CFG),
            feeds=tuple(dict.fromkeys(field for field, _, _ in options)),
            why="setuptools reads its settings from this file",
            at=Place(SETUP_CFG, (options[0][2].route[0],)),
        )
    for field, text, at in options:
        directive, _, rest = text.partition(":")
        if directive == "file" and field != "requires-python":
            for path in rest.split(","):
                yield from file_inputs(project, path, (field,), at)
        elif directive == "attr" and field == "version" and not setuptools_scm.use(project):
            yield from attr_inputs(project, rest, at)


def _options(project: Project) -> Iterator[tuple[str, str, Place]]:
    """Yield each option that feeds a field: the field, the text as it stands, the place.

    Text that begins on the line below the name holds no `file:` or `attr:` for setuptools.
    """
    for section, options in project.setup_cfg.sections.items():
        for name, text in options.items():
            field = FIELDS.get((section, name.replace("-", "_"))) or SECTIONS.get(section)
            if field:
                yield field, text, Place(SETUP_CFG, (section, name))


def _counts(project: Project, field: str) -> bool:
    """Tell whether setup.cfg has the last word on a field."""
    return (
        project.computed(field)
        and not project.pyproject.has("tool", "setuptools", "dynamic", field)
        and not sets(project, KEYWORDS.get(field, field.replace("-", "_")))
    )


PROVIDER = Provider(name="setuptools-cfg", about=("setup.cfg",), inputs=inputs)
