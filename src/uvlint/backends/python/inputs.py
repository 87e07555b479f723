"""What Python code of a build reads and writes, found without running it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from uvlint.backends.env_filter import is_of_the_machine
from uvlint.backends.python.setup_arguments import QUIET
from uvlint.model import WHEEL, Certainty, Env, File, Git, Input, Output, Spot
from uvlint.project import Project
from uvlint.uv.globs import base, is_glob
from uvlint.uv.version import NEWEST

if TYPE_CHECKING:
    from uvlint.backends.python.study import Consulted, Program, Study, Written

_FIELDS = {
    "author": "authors",
    "author_email": "authors",
    "classifiers": "classifiers",
    "dependencies": "dependencies",
    "description": "description",
    "download_url": "urls",
    "entry_points": "entry-points",
    "entry-points": "entry-points",
    "extras_require": "optional-dependencies",
    "gui-scripts": "gui-scripts",
    "install_requires": "dependencies",
    "keywords": "keywords",
    "license": "license",
    "license_files": "license-files",
    "long_description": "readme",
    "long_description_content_type": "readme",
    "maintainer": "maintainers",
    "maintainer_email": "maintainers",
    "name": "name",
    "optional-dependencies": "optional-dependencies",
    "project_urls": "urls",
    "python_requires": "requires-python",
    "readme": "readme",
    "requires": "dependencies",
    "requires-python": "requires-python",
    "url": "urls",
    "urls": "urls",
    "version": "version",
}
"""The core metadata field that an argument of `setup()`, or an entry of a hook, sets."""

_TOLD_IN_SCRIPTS = frozenset({"entry-points", "gui-scripts", "scripts"})

_OF_AN_SDIST = "PKG-INFO"

_PROSE = r"(?i)(?:^|/)(?:README|CHANGE|HISTORY|NEWS)[^/]*$|\.(?:md|rst)$"


def study(
    project: Project, file: str, sys_path: tuple[str, ...] = (), name: str | None = None
) -> Study:
    """Return what a file of Python code does when a build runs it; see `builds.study`.

    The evaluator is imported here, for the projects that have such code.
    """
    from uvlint.backends.python.study import study

    return study(project, file, sys_path, name)


def code_inputs(
    project: Project,
    file: str,
    *,
    feeds: tuple[str, ...],
    at: Spot,
    why: str,
    sys_path: tuple[str, ...] = (),
    name: str | None = None,
    vague: bool = False,
) -> Iterator[Input]:
    """Yield a file that the build runs, and all that it reads or imports.

    `at` and `why` say who runs the file; `sys_path` names folders of the project
    from which it can import, `name` what it is called if run by itself. What does not
    visibly flow into a field feeds those given, which are no more than a guess for
    `vague` code that may be there for anything; what flows only into fields that
    pyproject.toml states is left out.
    Raises `Unreadable` where the file cannot be parsed.
    """
    yield Input(key=File(file), feeds=feeds, why=why, at=at, runs=True)
    if not project.is_file(file):
        return
    found = study(project, file, sys_path, name)
    written = {item.file for item in found.written if _leaves(project, item)}
    merged: dict[object, Input] = {}
    has_table = "project" in project.pyproject

    # Where all that setup() is given is seen, what reaches no argument is for the build alone.
    sees_fields = (
        vague
        and found.is_whole
        and bool(found.setup_calls)
        and not any(call.is_open for call in found.setup_calls)
    )

    def fed(item: Consulted) -> tuple[str, ...]:
        guessed = (WHEEL,) if sees_fields or (item.runs and vague and not has_table) else feeds
        return _fields(project, item.keywords or _guessed(item, found), guessed)

    offered = {
        item.name
        for item in found.consulted
        if isinstance(item.key, Env)
        and (fields := fed(item))
        and _matters(item)
        and _certainty(project, item, fields, found, vague=vague) > Certainty.POSSIBLE
    }
    for item in (*found.consulted, *found.copied):
        fields = fed(item)
        if item.switches and offered.issuperset(item.switches) and _is_there(project, item):
            item = item._replace(certainty=Certainty.LIKELY)
        if item.name in written and not project.is_file(item.name):
            continue
        if _is_made(project, item, found):
            continue
        if fields and item.key != File(file) and _matters(item):
            mark = item.key or (
                item.name,
                item.at if item.certainty is Certainty.POSSIBLE else None,
            )
            new = Input(
                key=item.key,
                feeds=fields,
                why=_why(item),
                at=item.at,
                certainty=(
                    Certainty.POSSIBLE
                    if item.name in written
                    else _certainty(project, item, fields, found, vague=vague)
                ),
                runs=item.runs,
            )
            merged[mark] = _united(merged[mark], new) if mark in merged else new
    if started := _workers(found):
        from uvlint.backends.python import subprocess_inputs

        for further in subprocess_inputs.inputs(project, started):
            merged.setdefault(further.key, further)
    yield from merged.values()


def _workers(found: Study) -> tuple[Program, ...]:
    """Return the programs that are started, but for git: it is asked, and makes nothing."""
    return tuple(p for p in found.commands if posixpath.basename(p.words[0]) != "git")


def _is_made(project: Project, item: Consulted, found: Study) -> bool:
    """Tell whether a program that the code starts may be what makes a file."""
    started = _workers(found)
    if not started or not isinstance(item.key, File) or item.runs:
        return False
    from uvlint.backends.python import subprocess_inputs

    pattern = item.key.pattern
    path = base(pattern, NEWEST) if is_glob(pattern) else pattern
    name = posixpath.basename(path)
    is_personal = name.startswith(".") or "local" in name
    return bool(path) and not is_personal and subprocess_inputs.may_make(project, started, path)


def _leaves(project: Project, item: Written) -> bool:
    """Tell whether builds leave a file: each of them, or one of them did, as git is told."""
    if item.sure or not project.is_file(item.file):
        return item.sure
    from uvlint.backends.tools import folders

    return folders.is_ignored(project, item.file)


def _is_there(project: Project, item: Consulted) -> bool:
    """Tell whether a file that is read is there, or may be one of a set."""
    return isinstance(item.key, File) and (
        is_glob(item.key.pattern) or project.is_file(item.key.pattern)
    )


def code_outputs(
    project: Project, file: str, sys_path: tuple[str, ...] = (), name: str | None = None
) -> Iterator[Output]:
    """Yield what a file that the build runs writes inside the tree; raises `Unreadable`."""
    if project.is_file(file):
        found = study(project, file, sys_path, name)
        for item in found.written:
            if not _leaves(project, item):
                continue
            what = "changes the rights or times of" if item.touched else "writes"
            yield Output(file=item.file, why=f"{item.by} {what} this file")
        if started := _workers(found):
            from uvlint.backends.python import subprocess_inputs

            yield from subprocess_inputs.outputs(project, started)
            for made in (*found.consulted, *found.copied):
                if _is_made(project, made, found):
                    yield Output(file=made.name, why=f"a program that {made.by} starts makes this")


def _united(first: Input, second: Input) -> Input:
    """Return one input for two places that consult the same: the surer one speaks."""
    surer = first if first.certainty >= second.certainty else second
    return surer._replace(
        feeds=tuple(dict.fromkeys(first.feeds + second.feeds)),
        runs=first.runs or second.runs,
    )


def _certainty(
    project: Project, item: Consulted, fields: tuple[str, ...], found: Study, *, vague: bool
) -> Certainty:
    """Return how sure it is that an input matters.

    Variables that choose what is compiled, or how the build goes about it, are set by
    those who make releases. What no argument of `setup()` is made of must be handed on
    in another way: to a tool, or into a file; a file that is not there has not even been
    missed. Sources that are not there are generated.
    """
    wheel = set(fields) == {WHEEL}
    hands_on = (vague and found.is_whole and not found.setup_calls) or _writes(found, item.by)
    match item.key:
        case Env() if wheel and set(item.keywords) - {"cmdclass"}:
            sure = False
        case Env() if wheel or (vague and not item.keywords):
            sure = hands_on and not item.is_switch
        case Git() if vague and not item.keywords:
            sure = hands_on
        case File(pattern) if vague and not item.keywords and not is_glob(pattern):
            sure = project.is_file(pattern)
        case File(pattern) if wheel and is_glob(pattern):
            sure = project.is_dir(base(pattern, NEWEST) or ".")
        case File(pattern) if wheel and not project.is_file(pattern):
            from uvlint.backends import native

            compiled = native.is_kind(pattern, native.SOURCES | native.HEADERS)
            sure = not compiled and project.is_dir(native.folder_of(pattern))
        case _:
            sure = True
    return item.certainty if sure else Certainty.POSSIBLE


def _matters(item: Consulted) -> bool:
    """Tell whether a change can make a difference here: not what Windows or an sdist has alone."""
    match item.key:
        case Env(name):
            return not is_of_the_machine(name)
        case File(pattern):
            return "\\" not in pattern and posixpath.basename(pattern) != _OF_AN_SDIST
        case _:
            return True


def _fields(
    project: Project, keywords: tuple[str, ...], default: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the fields that arguments of `setup()` set, as far as setuptools lets them."""
    if not keywords:
        return default
    fields = dict.fromkeys(
        field
        for keyword in keywords
        for field in _fields_of(keyword, default)
        if _is_open(project, field)
    )
    return tuple(fields)


def _guessed(item: Consulted, found: Study) -> tuple[str, ...]:
    """Return what a text for people is read for where that is not to be seen.

    Code that writes files makes them of a whole set of texts.
    """
    if item.key is None and item.certainty is Certainty.POSSIBLE and found.is_whole:
        return ("cmdclass",)
    if item.runs or not re.search(_PROSE, item.name):
        return ()
    made = is_glob(item.name) and _writes(found, item.by)
    return ("cmdclass",) if made else ("long_description",)


def _writes(found: Study, by: str) -> bool:
    """Tell whether a file of code writes files inside the tree."""
    return any(written.by == by and not written.touched for written in found.written)


def _fields_of(keyword: str, default: tuple[str, ...]) -> tuple[str, ...]:
    if keyword in QUIET:
        return ()
    if keyword in _FIELDS:
        return (_FIELDS[keyword],)
    return ("version",) if "version" in keyword else (WHEEL,) if keyword != "**" else default


def _is_open(project: Project, field: str) -> bool:
    """Tell whether setup.py may set a field: pyproject.toml says neither value nor source."""
    if field == WHEEL:
        return True
    if field in project.pyproject.table("tool", "setuptools", "dynamic").data:
        return False
    if field in _TOLD_IN_SCRIPTS:
        return any(project.computed(name) for name in _TOLD_IN_SCRIPTS)
    return project.computed(field)


def _why(item: Consulted) -> str:
    shown = [f"`{keyword}`" for keyword in item.keywords if keyword not in ("**", *QUIET)][:3]
    purpose = f" for {' and '.join(shown)}" if shown else ""
    match item.key:
        case Env(name):
            return f"{item.by} reads the variable {name}{purpose}"
        case Git():
            return f"{item.by} asks git{purpose}"
        case None if item.certainty is Certainty.POSSIBLE:
            return f"{item.by} {item.name}{purpose}"
        case None:
            return f"{item.by} asks {item.name}{purpose}"
        case _ if item.runs:
            return f"{item.by} runs this file{purpose}"
        case _:
            return f"{item.by} reads this file{purpose}"
