"""versioningit computes the version from git in steps that a project may replace."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends.python.imported import imported
from uvlint.backends.scm.versions import VERSION, counted, overrides
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs, readable_path
from uvlint.model import File, Input, Output, Place
from uvlint.plugin import Claims, Provider
from uvlint.project import PYPROJECT, Project
from uvlint.project.table import Table

WHO = "versioningit"
OWN_FILE = "versioningit.toml"
HATCH = ("tool", "hatch", "version")
STEPS = ("vcs", "tag2version", "next-version", "format", "template-fields", "write")


def inputs(project: Project) -> Iterator[Input]:
    """Yield version control, the settings, and the code of the project among the steps."""
    settings = _settings(project)
    if settings is None or not project.computed("version"):
        return
    at = settings.at
    if settings.file == OWN_FILE:
        why = f"{WHO} reads its settings from this file"
        yield Input(key=File(OWN_FILE), feeds=VERSION, why=why, at=Place(PYPROJECT, _DYNAMIC))
    method = settings.string("vcs", "method") or settings.string("vcs")
    if method and method.value == "hg":
        why = f"{WHO} counts `version` from the mercurial history"
        yield Input(key=None, feeds=VERSION, why=why, at=method.at)
    else:
        yield from counted(project, WHO, at)
    steps = {step: settings.table(step) for step in STEPS if not settings.string(step)}
    for step in steps.values():
        yield from _custom(project, step)
    for name, text in steps["format"].entries() if "format" in steps else ():
        if "{build_date" in str(text.value):
            why = f"{WHO} puts the date of the build into `version` ({name})"
            yield Input(key=None, feeds=VERSION, why=why, at=text.at)
    yield from overrides("VERSIONINGIT_LOG_LEVEL", at=at)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the file that receives the version at every build."""
    settings = _settings(project)
    file = settings.string("write", "file") if settings else None
    if file and (name := readable_path(file.value)):
        yield Output(file=name, why=f"{WHO} writes the version into this file")


def _settings(project: Project) -> Table | None:
    """Return the table in use, None where versioningit does not act (3.3.0, source read)."""
    hatch = project.pyproject.table(*HATCH)
    source = hatch.string("source")
    by_hatch = source is not None and source.value == WHO
    if not by_hatch and not (builds_with_setuptools(project) and installs(project, WHO)):
        return None
    file = project.toml(OWN_FILE) if project.is_file(OWN_FILE) else project.pyproject
    hatch = file.table(*HATCH)
    source = hatch.string("source")
    own = file.table("tool", WHO)
    if source and source.value == WHO and (len(hatch.data) > 1 or not file.has("tool", WHO)):
        return hatch
    return own if file.has("tool", WHO) else None


def _custom(project: Project, step: Table) -> Iterator[Input]:
    """Yield the module of a step that the project defines by `module` and `value`."""
    method = step
    if "method" in step and not step.string("method"):
        method = step.table("method")
    module = method.string("module")
    if module is None or "value" not in method:
        return
    folder = method.string("module-dir")
    yield from imported(
        project,
        module.value,
        feeds=VERSION,
        at=module.at,
        why=f"{WHO} runs this module to get `version`",
        folders=(folder.value if folder else ".",),
    )


_DYNAMIC = ("project", "dynamic")

PROVIDER = Provider(
    name=WHO,
    about=(WHO, f"tool.{WHO}"),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(version_sources=("versioningit",)),
)
