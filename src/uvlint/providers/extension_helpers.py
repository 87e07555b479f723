"""extension-helpers collects extensions from a setup_package.py in each package."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.cython import headers
from uvlint.backends.python.literal_names import mentioned
from uvlint.backends.setuptools.settings import (
    builds_with_setuptools,
    installs,
    package_folders,
)
from uvlint.model import WHEEL, Certainty, File, Input, Location, Output, Spot
from uvlint.plugin import Provider
from uvlint.project import SETUP_PY, Project

_WHO = "extension-helpers"
_SCRIPT = "setup_package.py"
_OPTION = "use_extension_helpers"
_ASKED = re.compile(r"\bextension_helpers\b.*\bget_extensions\s*\(", re.DOTALL)
_CYTHON = {".pyx", ".pxd"}


def inputs(project: Project) -> Iterator[Input]:
    """Yield the scripts, the sources they mention, and all Cython below the packages."""
    at = _asked(project)
    if at is None:
        return
    root = package_folders(project).get("", ".")
    files = native.below(project, root)
    scripts = [file for file in files if file.endswith(f"/{_SCRIPT}")]
    for script in scripts:
        why = f"{_WHO} runs this script for the extensions of a package"
        yield Input(key=File(script), feeds=(WHEEL,), why=why, at=at, runs=True)
    cython = [file for file in files if native.is_kind(file, _CYTHON)]
    sources = dict.fromkeys(f for script in scripts for f in mentioned(project, script))
    for key in native.named(dict.fromkeys((*cython, *sources))):
        yield Input(
            key=key,
            feeds=(WHEEL,),
            why=f"{_WHO} has this compiled",
            at=at,
            certainty=Certainty.LIKELY,
        )


def outputs(project: Project) -> Iterator[Output]:
    """Yield the modules that an editable build leaves beside the sources, and the C of Cython."""
    if _asked(project) is None:
        return
    root = package_folders(project).get("", ".")
    for file in native.below(project, root, {".pyx"}):
        stem = file.removesuffix(".pyx")
        for written in (f"{stem}.c", f"{stem}.cpp", *headers(project, file)):
            yield Output(file=written, why=f"{_WHO} has Cython write this beside the source")
    for name, is_folder in project.listing(root):
        package = native.at(root, name)
        if is_folder and project.is_file(f"{package}/__init__.py"):
            yield Output(file=f"{package}/_compiler.c", why=f"{_WHO} writes this source")
            for kind in ("so", "pyd"):
                why = "an editable build leaves compiled modules here"
                yield Output(file=f"{package}/**/*.{kind}", why=why)


def _asked(project: Project) -> Spot | None:
    """Return where the extensions are asked for: in settings, or by a call in setup.py.

    Any value of pyproject.toml that Python takes for true will do, where setup.cfg has none
    (extension-helpers 1.5, source read).
    """
    if not builds_with_setuptools(project) or not installs(project, _WHO):
        return None
    stated = project.setup_cfg.get(_WHO, _OPTION)
    if stated and stated.value.strip().lower() == "true":
        return stated.at
    option = project.pyproject.get("tool", _WHO, _OPTION)
    if option and option.value and not stated:
        return option.at
    asked = _ASKED.search(native.text(project, SETUP_PY))
    return Location(SETUP_PY) if asked else None


PROVIDER = Provider(name=_WHO, about=(_WHO,), inputs=inputs, outputs=outputs)
