"""hatch-sphinx runs Sphinx, or other programs, in a folder of texts."""

from __future__ import annotations

import posixpath
import shlex
from collections.abc import Iterator

from uvlint.backends import native
from uvlint.backends.hatchling.settings import WITH_SETTINGS, build_hooks
from uvlint.backends.tools import folders, npm, programs
from uvlint.backends.tools.work import Command
from uvlint.model import WHEEL, Certainty, Input, Output
from uvlint.plugin import Claims, Provider
from uvlint.project import Project
from uvlint.project.table import Table

_WHO = "hatch-sphinx"
_FOLDERS = ("doc", "docs")


def inputs(project: Project) -> Iterator[Input]:
    """Yield what Sphinx and other commands read, and the modules that are described (0.0.5)."""
    for tool in _tools(project):
        yield from programs.inputs(project, _commands(project, tool), at=tool.at, who=_WHO)
        if _stated(tool, "tool", "") == "apidoc":
            modules = native.below(project, _source(project, tool), {".py"})
            for key in native.sets(project, modules):
                yield Input(
                    key=key,
                    feeds=(WHEEL,),
                    why=f"Sphinx, run by {_WHO}, describes these modules",
                    at=tool.at,
                    certainty=Certainty.LIKELY,
                )


def outputs(project: Project) -> Iterator[Output]:
    """Yield the folder of the pages, and what the commands write."""
    for tool in _tools(project):
        yield Output(file=folders.below(_out(project, tool)), why=f"{_WHO} has pages written here")
        yield from programs.outputs(project, _commands(project, tool), who=_WHO)


def _tools(project: Project) -> Iterator[Table]:
    """Yield the tools; what one leaves out it takes from the hook itself."""
    hook = build_hooks(project).get("sphinx")
    for tool in hook.tables("tools") if hook else ():
        assert hook is not None
        for table in (hook, tool):
            _ask(table)
        yield Table(tool.file, {**hook.data, **tool.data}, tool.route)


def _ask(table: Table) -> None:
    """Have wrong types noted where they stand: in what is united all places are the tool's."""
    for option in ("tool", "doc_dir", "out_dir", "source", "sphinx_opts"):
        table.string(option)
    table.strings("commands")


def _folder(project: Project, tool: Table) -> str:
    """Return the folder of the texts: named, or one with a name that is usual."""
    found = next((name for name in _FOLDERS if project.is_dir(name)), ".")
    return posixpath.normpath(_stated(tool, "doc_dir", found))


def _source(project: Project, tool: Table) -> str:
    return native.at(_folder(project, tool), _stated(tool, "source", "."))


def _out(project: Project, tool: Table) -> str:
    return native.at(_folder(project, tool), _stated(tool, "out_dir", "output"))


def _commands(project: Project, tool: Table) -> tuple[Command, ...]:
    folder = _folder(project, tool)
    if _stated(tool, "tool", "") == "build":
        options = shlex.split(_stated(tool, "sphinx_opts", ""))
        source, out = _stated(tool, "source", "."), _stated(tool, "out_dir", "output")
        return (Command(("sphinx-build", *options, source, out), folder),)
    if _stated(tool, "tool", "") != "custom":
        return ()
    lines = (item.value.replace("{python}", "python") for item in tool.strings("commands"))
    return tuple(command for line in lines for command in npm.in_shell(line, folder))


def _stated(tool: Table, name: str, default: str) -> str:
    found = tool.string(name)
    return found.value if found else default


PROVIDER = Provider(
    name=_WHO,
    about=(*WITH_SETTINGS, _WHO),
    inputs=inputs,
    outputs=outputs,
    claims=Claims(build_hooks=("sphinx",)),
)
