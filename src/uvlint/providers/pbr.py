"""pbr takes the version from git, the dependencies from files, the rest from setup.cfg."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.backends.python.imported import imported
from uvlint.backends.scm.versions import VERSION, counted, overrides
from uvlint.backends.setuptools.settings import SETUP_CFG, builds_with_setuptools, keyword, words
from uvlint.model import Certainty, File, Input, Output, Place, Spot
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

DEPENDENCIES = ("dependencies",)
EXTRAS = ("optional-dependencies",)
REQUIREMENTS = ("requirements.txt", "tools/pip-requires")
TEST_REQUIREMENTS = ("test-requirements.txt", "tools/test-requires")
FIELDS = {
    "version": VERSION,
    "summary": ("description",),
    "description": ("description",),
    "description_file": ("readme",),
    "classifier": ("classifiers",),
    "requires_dist": DEPENDENCIES,
    "python_requires": ("requires-python",),
    "requires_python": ("requires-python",),
}
SECTIONS = {"extras": EXTRAS[0], "entry_points": "entry-points"}


def inputs(project: Project) -> Iterator[Input]:
    """Yield git, the requirement files, and what setup.cfg names."""
    asked = _asked(project)
    if asked is None:
        return
    if project.computed("version"):
        yield from counted(project, "pbr", asked, dirty=False)
        yield from overrides("PBR_VERSION", "OSLO_PACKAGE_VERSION", at=asked)
    if project.computed("dependencies"):
        yield from _requirements(project, REQUIREMENTS, DEPENDENCIES, asked)
        yield from overrides("PBR_REQUIREMENTS_FILES", at=asked, feeds=DEPENDENCIES)
    if _reads_setup_cfg(project):
        yield from _setup_cfg(project)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the files that pbr generates from the history."""
    if _asked(project):
        for name in ("AUTHORS", "ChangeLog"):
            yield Output(file=name, why="pbr generates this file from the history")


def _asked(project: Project) -> Spot | None:
    """Return where pbr is asked for: `setup(pbr=True)`, else its back end with dynamic fields.

    Without setup.py pbr fills in what `project.dynamic` names, and looks at no
    setup.cfg (pbr 7.1.3, source read).
    """
    if _reads_setup_cfg(project):
        found = keyword(project, "pbr")
        return found.at if found else None
    stated = project.pyproject.string("build-system", "build-backend")
    if stated and stated.value.startswith("pbr") and "project" in project.pyproject:
        return stated.at
    return None


def _reads_setup_cfg(project: Project) -> bool:
    found = keyword(project, "pbr")
    return found is not None and not found.empty and builds_with_setuptools(project)


def _requirements(
    project: Project, candidates: tuple[str, ...], feeds: tuple[str, ...], at: Spot
) -> Iterator[Input]:
    """Yield the first file of requirements that exists, and those it includes."""
    why = f"pbr reads `{feeds[0]}` from this file"
    first = next((name for name in candidates if project.is_file(name)), None)
    for name in candidates:
        if name == first:
            break
        # It would stand before the one that exists, or be the first of its kind.
        yield Input(key=File(name), feeds=feeds, why=why, at=at, certainty=Certainty.POSSIBLE)
    seen: set[str] = set()
    waiting = [first] if first else []
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        yield Input(key=File(name), feeds=feeds, why=why, at=at)
        for line in (project.text(name) or "").splitlines():
            included = line.partition(" ")[2].strip() if line.startswith("-r") else ""
            if included and not posixpath.isabs(included):
                waiting.append(posixpath.normpath(included))


def _setup_cfg(project: Project) -> Iterator[Input]:
    """Yield setup.cfg, the files it names, and those that it leaves to the habits of pbr."""
    cfg = project.setup_cfg
    named = {field for name, _ in cfg.items("metadata") for field in FIELDS.get(_plain(name), ())}
    named.update(field for section, field in SECTIONS.items() if section in cfg.sections)
    feeds = tuple(sorted(field for field in named if project.computed(field)))
    if feeds:
        why = "pbr reads its settings from this file"
        yield Input(key=File(SETUP_CFG), feeds=feeds, why=why, at=Place(SETUP_CFG, ("metadata",)))
    stated = cfg.get("metadata", "description_file")
    instead = cfg.get("metadata", "long_description")
    if stated and not (instead and instead.value) and project.computed("readme"):
        for path in stated.value.splitlines():
            if path.strip():
                why = "pbr reads `readme` from this file"
                name = posixpath.normpath(path.strip())
                yield Input(key=File(name), feeds=("readme",), why=why, at=stated.at)
    extras = cfg.sections.get("extras")
    if extras is not None and "test" not in extras and project.computed(EXTRAS[0]):
        at = Place(SETUP_CFG, ("extras",))
        yield from _requirements(project, TEST_REQUIREMENTS, EXTRAS, at)
    yield from _hooks(project)


def _plain(option: str) -> str:
    return option.replace("-", "_")


def _hooks(project: Project) -> Iterator[Input]:
    """Yield the project's own code that changes what setup.cfg says."""
    stated = project.setup_cfg.get("global", "setup_hooks")
    if stated is None:
        return
    root = project.setup_cfg.get("files", "packages_root")
    folders = tuple(dict.fromkeys((root.value or "." if root else ".", ".")))
    why = "pbr runs this hook before it hands over the metadata"
    for hook in words(stated.value):
        yield from imported(
            project,
            hook.rpartition(".")[0],
            feeds=VERSION,
            at=stated.at,
            why=why,
            folders=folders,
        )


PROVIDER = Provider(
    name="pbr",
    about=("pbr", "setup.py"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(wrappers=("pbr",)),
)
