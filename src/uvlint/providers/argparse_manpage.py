"""argparse-manpage writes manual pages in builds of setuptools."""

from __future__ import annotations

import re
from collections.abc import Iterator

from uvlint.backends import manpages
from uvlint.backends.setuptools.commands import commands
from uvlint.backends.setuptools.settings import builds_with_setuptools, installs
from uvlint.model import Input, Output
from uvlint.plugin import Provider
from uvlint.project import SETUP_PY, Project

_WHO = "argparse-manpage"
_COMMAND = "build_manpages"
_TABLE = f"tool.{_COMMAND}"
_BUILDS_BY = re.compile(
    r"get_build_py_cmd|['\"]build_py['\"]|\bbuild_py\s*=|run_command\(\s*['\"]build_manpages\b"
)


def inputs(project: Project) -> Iterator[Input]:
    """Yield the code with the parsers, which every build of a package runs (4.8, observed)."""
    yield from manpages.inputs(project, _pages(project), _WHO)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the manual pages."""
    yield from manpages.outputs(_pages(project), _WHO)


def _pages(project: Project) -> Iterator[manpages.Page]:
    """Yield the pages of setup.cfg, else of pyproject.toml, if the command is part of a build."""
    if builds_with_setuptools(project) and installs(project, _WHO) and _is_part(project):
        listed = project.setup_cfg.get(_COMMAND, "manpages")
        yield from manpages.pages(
            (listed,) if listed else project.pyproject.strings("tool", _COMMAND, "manpages")
        )


def _is_part(project: Project) -> bool:
    """Tell whether the command that builds the modules asks for the pages."""
    if any(name == "build_py" and _COMMAND in code for name, code, _ in commands(project)):
        return True
    text = project.text(SETUP_PY) or ""
    return _COMMAND in text and _BUILDS_BY.search(text) is not None


PROVIDER = Provider(name=_WHO, about=(_WHO, _TABLE), inputs=inputs, outputs=outputs)
