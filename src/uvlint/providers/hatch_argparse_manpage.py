"""hatch-argparse-manpage writes manual pages from parsers of arguments."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.backends import manpages
from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.model import Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project

_WHO = "hatch-argparse-manpage"


def inputs(project: Project) -> Iterator[Input]:
    """Yield the code with the parser, and what is put into the page (version 1.0)."""
    yield from manpages.inputs(project, _pages(project), _WHO)


def outputs(project: Project) -> Iterator[Output]:
    """Yield the manual pages."""
    yield from manpages.outputs(_pages(project), _WHO)


def _pages(project: Project) -> Iterator[manpages.Page]:
    hook = build_hooks(project).get("argparse-manpage")
    yield from manpages.pages(hook.strings("manpages") if hook else ())


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("argparse-manpage",)),
)
