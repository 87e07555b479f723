"""What a file of Python code was seen to do, as frozen facts."""

from __future__ import annotations

import ast
import gc
import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from uvlint.builds import requirements, trees
from uvlint.builds.modules import source_of
from uvlint.builds.python import calling, imports
from uvlint.builds.python import notes as noted
from uvlint.builds.python.keywords import QUIET
from uvlint.builds.python.machine import STEPS, Machine
from uvlint.builds.python.notes import Exhausted, Notes, Observation, Site, Sort
from uvlint.builds.python.places import ROOT, as_glob, is_wild, relative, wild
from uvlint.builds.python.tools import COMMANDS, DECLARE_CODE
from uvlint.builds.python.values import (
    ANYTHING,
    NONE,
    Class,
    Entries,
    Function,
    Instance,
    Items,
    Made,
    Module,
    Scope,
    Value,
    known,
)
from uvlint.model import Certainty, Env, File, Git, Key, Location, Spot
from uvlint.project import Project
from uvlint.views import python_source
from uvlint.views.python_source import Source


class Consulted(NamedTuple):
    """Something the code consults: a file, a variable, git, or what uv has no key for.

    Where nothing can be told of it, there is no key, and it is no more than possible.
    `name` is a path or glob, a variable, or words for the rest. `keywords` are the
    arguments of `setup()`, or the fields, that it was seen to flow into; `runs`
    marks code that is executed, `by` is the file that does it.
    """

    key: Key | None
    name: str
    by: str
    at: Location
    certainty: Certainty
    runs: bool
    keywords: tuple[str, ...]


class Written(NamedTuple):
    """A path or glob that the code writes, or only changes the rights or times of."""

    file: str
    by: str
    at: Location
    touched: bool = False


class Argument(NamedTuple):
    """An argument of `setup()`: its value, with `UNCLEAR` for what cannot be told."""

    value: object
    at: Location


class SetupCall(NamedTuple):
    """A call of `setup()`: its arguments as plain values, and where it stands.

    `is_open` tells that there may be arguments besides.
    """

    source: Source
    node: noted.Node
    values: Mapping[str, object]
    is_open: bool = False

    def argument(self, name: str) -> Argument | None:
        """Return an argument; one that comes with `**` stands where the call does."""
        if name not in self.values:
            return None
        nodes = {k.arg: k.value for k in getattr(self.node, "keywords", ())}
        return Argument(self.values[name], self.source.place(nodes.get(name, self.node)))


class Extension(NamedTuple):
    """A declaration of native code, all paths relative to the project.

    `kind` is the name of what declares it: `Extension`, `Pybind11Extension`,
    `cythonize`, `mypycify`, `set_source`. `text` is source code in the declaration
    itself; `folders` are folders of the project that the declaration names besides.
    """

    kind: str
    name: str | None
    sources: tuple[str, ...]
    at: Spot
    depends: tuple[str, ...] = ()
    include_dirs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    text: str = ""
    certainty: Certainty = Certainty.CERTAIN


class Program(NamedTuple):
    """Another program that the code runs: its words, "" for those not known.

    `folder` is where it runs, relative to the project, None where that is not known;
    words that are paths in the project are relative to the project.
    """

    words: tuple[str, ...]
    folder: str | None
    by: str
    at: Location
    certainty: Certainty


class Named(NamedTuple):
    """A path or glob that a build hook of hatchling puts under a name such as `force_include`."""

    file: str
    under: str
    at: Location


class Study(NamedTuple):
    """What a file, with all it imports from the project, was seen to do.

    `commands` are the other programs that are run; `copied` the files that `data_files`,
    `headers` and `scripts` name; `named` is what a build hook hands to hatchling.
    """

    file: str
    consulted: tuple[Consulted, ...]
    written: tuple[Written, ...]
    setup_calls: tuple[SetupCall, ...]
    extensions: tuple[Extension, ...]
    copied: tuple[Consulted, ...]
    commands: tuple[Program, ...]
    named: tuple[Named, ...] = ()
    is_whole: bool = True

    def argument(self, name: str) -> Argument | None:
        """Return an argument of the first `setup()` that has it."""
        found = (call.argument(name) for call in self.setup_calls)
        return next((argument for argument in found if argument is not None), None)


class Unclear:
    """A value that the evaluator cannot tell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNCLEAR"


UNCLEAR = Unclear()


@lru_cache(maxsize=4)
def study(
    project: Project, file: str, sys_path: tuple[str, ...] = (), name: str | None = None
) -> Study:
    """Return what a file of Python code does when a build runs it.

    `sys_path` names folders of the project that the code can import from, `name` is the
    `__name__` of code that is run by itself, in no package. A file that is not called
    setup.py is taken for a hook: the functions and classes it leaves to a tool are run as
    well. Raises `Unreadable` where the file itself cannot be parsed.
    """
    # What is held in circles is taken apart at the end: looking for it meanwhile is for nothing.
    collects = gc.isenabled()
    gc.disable()
    try:
        return _studied(project, file, sys_path, name)
    finally:
        if collects:
            # What was made counts as old at once, and is not looked through again.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def _studied(project: Project, file: str, sys_path: tuple[str, ...], name: str | None) -> Study:
    machine = Machine(project, Notes(), sys_path)
    # Parsed before, as a rule; what cannot be parsed is parsed once more to say why.
    source = source_of(project, file) or python_source.parse(file, project.data(file) or b"")
    names = imports.no_package(name) if name else _first_names(project, file)
    module = Module(file, source, names)
    machine.modules[file] = module
    machine.sources[file] = source
    is_whole = True
    try:
        imports.run_code(machine, module, module.names, NONE)
        if not file.endswith(_NO_HOOKS):
            _run_hooks(machine, module)
    except (Exhausted, RecursionError):
        place = ast.Pass(lineno=1, col_offset=0, end_lineno=1, end_col_offset=0)
        machine.untold("is too large to be followed to its end", Site(place, Scope({}, module)))
        machine.steps = STEPS
        with suppress(Exhausted, RecursionError):
            imports.run_imports(machine)
        is_whole = False
    machine.steps = STEPS
    try:
        return _told(machine, file)._replace(is_whole=is_whole)
    except Exhausted:  # by lists of lists: what was seen to be consulted can be told all the same
        machine.notes.made.clear()
        machine.notes.setup_calls.clear()
        machine.notes.filled.clear()
        return _told(machine, file)._replace(is_whole=False)
    finally:
        machine.forget()


_NO_HOOKS = ("setup.py", "__init__.py")
_HOOKS = re.compile(
    r"build_(?:editable|wheel)|(?:get_requires|prepare_metadata)_for_build_(?:editable|wheel)"
)
_FOR_OTHER_BUILDS = re.compile(r".*sdist|_")


def _first_names(project: Project, file: str) -> dict[str, Value]:
    """Return the names that a file starts with: whether it is the main program, if that is known."""
    if posixpath.basename(file) == "setup.py":
        return {"__name__": known("__main__")}
    folder = posixpath.dirname(file)
    if folder and project.is_file(f"{folder}/__init__.py"):
        return imports.own_names(project, file)
    return {"__name__": ANYTHING}


def _run_hooks(machine: Machine, module: Module) -> None:
    """Run what a tool may call: public functions and classes of the file, hooks from elsewhere."""
    for name, value in list(module.names.items()):
        own = tuple(option for option in value.options if _is_of(option, module))
        if own and not _FOR_OTHER_BUILDS.match(name):
            calling.call_back(machine, Value(own, value.origins))
        elif _HOOKS.fullmatch(name):
            calling.call_back(machine, value)


_COMMAND = re.compile(r"(?:setuptools|distutils)\.command\.(\w+)\.\w+")


def _is_idle(kind: Class) -> bool:
    """Tell whether a class is a kind of command that no build of a wheel runs: `sdist`."""
    found = _COMMAND.fullmatch(kind.foreign())
    return found is not None and found[1] not in COMMANDS


def _is_of(option: object, module: Module) -> bool:
    match option:
        case Function(scope=scope):
            return scope.module is module
        case Class(module=where) as kind:
            return where is module and not _is_idle(kind)
        case Instance(kind=Class(module=where)):
            return where is module
        case _:
            return False


# --- from notes to facts --------------------------------------------------------------


def _told(machine: Machine, file: str) -> Study:
    notes = machine.notes
    sure = _surely_run(notes, file)
    consulted = [c for o in notes.observations for c in _consulted(machine, o, sure)]
    return Study(
        file=file,
        consulted=(*consulted, *_included(machine, consulted)),
        written=tuple(
            Written(
                file=as_glob(name),
                by=site.source.file,
                at=site.source.place(site.node),
                touched=name not in notes.written,
            )
            for name, site in {**notes.touched, **notes.written}.items()
        ),
        setup_calls=tuple(
            SetupCall(
                call.site.source,
                call.site.node,
                {name: plain(value) for name, value in call.arguments.keywords.items()},
                is_open=call.arguments.rest is not None,
            )
            for call in _setup_calls(notes)
        ),
        extensions=tuple(_extensions(machine)),
        copied=tuple(_copied(machine)),
        commands=tuple(
            Program(
                words=tuple(map(_shortened, words)),
                folder=None if folder is None else relative(folder),
                by=site.source.file,
                at=site.source.place(site.node),
                certainty=(
                    Certainty.LIKELY
                    if site.source.file in sure and not doubtful
                    else Certainty.POSSIBLE
                ),
            )
            for words, folder, site, doubtful in notes.commands
        ),
        named=tuple(_handed_over(machine)),
    )


def _setup_calls(notes: Notes) -> list[noted.SetupCall]:
    """Return the calls of `setup()`: those that nobody gets to by default count if alone."""
    return [call for call in notes.setup_calls if not call.doubtful] or notes.setup_calls


def _shortened(word: str) -> str:
    """Return a word of a command, the path in it relative to the project: `-Ssrc`."""
    option, root, _ = word.partition(ROOT)
    path = word[len(option) :]
    return option + (relative(path) or path) if root else word


_DECLARED = frozenset({"data_files", "ext_modules", "headers", "libraries", "scripts"})
"""Arguments whose files are found by what they name, whether listed by hand or by a glob."""


def _surely_run(notes: Notes, file: str) -> set[str]:
    """Return the files that run without a variable or an option that nobody gives by default."""
    leads: dict[str, list[str]] = {}
    for seen in notes.observations:
        if seen.runs and not seen.doubtful:
            leads.setdefault(seen.source.file, []).append(seen.name)
    found = {file}
    waiting = [file]
    while waiting:
        new = [name for name in leads.get(waiting.pop(), ()) if name not in found]
        found.update(new)
        waiting.extend(new)
    return found


def _consulted(machine: Machine, seen: Observation, sure: set[str]) -> Iterator[Consulted]:
    keywords = _keywords(machine.notes, seen)
    if seen.soft and not keywords - QUIET - _DECLARED:
        return
    if seen.sort is Sort.UNTOLD and _is_followed(machine, seen):
        return
    certainty = seen.certainty
    if (
        seen.alternative
        and seen.sort is Sort.FILE
        and seen.name not in machine.notes.probed
        and not is_wild(seen.name)
        and not machine.project.is_file(seen.name)
    ):
        certainty = Certainty.POSSIBLE
    if seen.doubtful or seen.source.file not in sure:
        certainty = Certainty.POSSIBLE
    name = as_glob(seen.name)
    keys = list(_keys(machine.project, seen))
    if not keys and keywords - QUIET and _is_too_open(seen):
        keys, name, certainty = [None], "opens files of any name", Certainty.POSSIBLE
    for key in keys:
        yield Consulted(
            key=key,
            name=name,
            by=seen.source.file,
            at=seen.source.place(seen.node),
            certainty=certainty,
            runs=seen.runs,
            keywords=tuple(sorted(keywords)),
        )


def _keywords(notes: Notes, seen: Observation) -> set[str]:
    """Return what an observation flows into, or what the module that made it does."""
    found: Observation | None = seen
    while found is not None:
        if found.keywords:
            return found.keywords
        found = None if found.parent is None else notes.observations[found.parent]
    return set()


def _keys(project: Project, seen: Observation) -> Iterator[Key | None]:
    match seen.sort:
        case Sort.FILE:
            yield from _file_keys(project, seen.name)
        case Sort.ENV:
            if seen.name.isprintable() and seen.name and "=" not in seen.name:
                yield Env(seen.name)
        case Sort.GIT:
            yield Git(commit=True, tags=True)
        case Sort.OUTSIDE | Sort.UNTOLD:
            yield None


def _is_too_open(seen: Observation) -> bool:
    """Tell whether files are read from a set that is too open for a key."""
    return (
        seen.sort is Sort.FILE
        and not seen.soft
        and is_wild(seen.name)
        and _is_unbounded(as_glob(seen.name))
    )


_MANY_FILES = 20


def _file_keys(project: Project, name: str) -> Iterator[File]:
    if not is_wild(name):
        # What lies above the project is named only where it is there.
        if not name.startswith("../") or project.is_file(name):
            yield File(name)
        return
    pattern = as_glob(name)
    key = trees.pattern_key(pattern)
    if key is not None:
        yield key
    elif not _is_unbounded(pattern):
        yield from map(File, islice(trees.matching(project, pattern), _MANY_FILES))


def _is_unbounded(pattern: str) -> bool:
    """Tell whether a pattern at the top of the tree may match nearly anything."""
    return "**" in pattern or pattern.endswith("*")


def _is_followed(machine: Machine, seen: Observation) -> bool:
    """Tell whether the name of a file comes from a line of a requirement file."""
    before = [machine.notes.observations[number] for number in seen.after]
    return any(o.sort is Sort.FILE and _is_list(o.name) for o in before) and _follows(
        seen.source.text
    )


def _included(machine: Machine, consulted: Iterable[Consulted]) -> Iterator[Consulted]:
    """Yield the files that requirement files lead to, where the code follows their lines."""
    follows: dict[str, bool] = {}
    for item in consulted:
        if not isinstance(item.key, File) or item.runs or not _is_list(item.name):
            continue
        if item.by not in follows:
            source = machine.source(item.by)
            follows[item.by] = source is not None and _follows(source.text)
        if not follows[item.by]:
            continue
        names = [item.name]
        if trees.pattern_key(item.name) != File(item.name):
            names = list(trees.matching(machine.project, item.name))
        for name in names:
            for further in requirements.included(machine.project, name):
                yield item._replace(
                    key=File(further),
                    name=further,
                    certainty=min(item.certainty, Certainty.LIKELY),
                )


def _follows(code: str) -> bool:
    """Tell whether code seems to look at the lines of requirement files that include others."""
    return any(word in code for word in ("-r", "-c", "requirements(")) and bool(
        _FOLLOWS.search(code)
    )


_FOLLOWS = re.compile(r"parse_requirements|[\"']\^?-[rc]\b|--requirement|--constraint")


def _is_list(name: str) -> bool:
    return name.endswith((".txt", ".in", ".pip", ".reqs")) or "require" in name


_NESTED = 50


def plain(value: Value, seen: dict[int, object] | None = None, depth: int = 0) -> object:
    """Return a value as plain Python, with `UNCLEAR` for what cannot be told."""
    seen = {} if seen is None else seen
    option = value.options[0] if len(value.options) == 1 else UNCLEAR
    if isinstance(option, str):
        return UNCLEAR if is_wild(option) else option
    if option is None or isinstance(option, bool | int | float):
        return option
    if depth > _NESTED:
        return UNCLEAR
    if id(option) not in seen:
        seen[id(option)] = UNCLEAR  # for what contains itself
        if isinstance(option, Items) and option.rest is None:
            seen[id(option)] = [plain(item, seen, depth + 1) for item in option.items]
        elif isinstance(option, Entries):
            seen[id(option)] = {
                key: plain(item, seen, depth + 1) for key, item in option.items.items()
            }
    return seen[id(option)]


# --- native code ----------------------------------------------------------------------


def _extensions(machine: Machine) -> Iterator[Extension]:
    # The first one speaks for the files that several declarations share.
    for made, site, certainty in sorted(
        machine.notes.made, key=lambda noted: noted[2] is Certainty.POSSIBLE
    ):
        call = made if isinstance(made, Made) else made.made
        if call is None:
            continue
        kind = call.name.rpartition(".")[2]
        if not kind.endswith(DECLARE_CODE):
            continue
        first = call.arguments.get(0, "name", "module_list", "paths")
        found = Extension(
            kind=kind,
            name=next(machine.texts(first), None) if first else None,
            sources=(),
            at=site.source.place(site.node),
            certainty=certainty,
        )
        if kind in ("cythonize", "mypycify"):
            yield found._replace(name=None, sources=_paths(machine, first))
        else:
            text = call.arguments.get(1, "source") if kind == "set_source" else None
            yield found._replace(
                sources=_named(machine, made, "sources", -1 if text else 1),
                depends=(*_named(machine, made, "depends", -1), *_objects(machine, made)),
                include_dirs=_named(machine, made, "include_dirs", -1 if text else 2),
                folders=_folders(machine, made),
                text=next(machine.texts(text), "") if text else "",
            )
    for setup in _setup_calls(machine.notes):
        yield from _libraries(machine, setup)


def _named(machine: Machine, made: Made | Instance, name: str, position: int) -> tuple[str, ...]:
    """Return the paths in an argument of a declaration, or in the attribute set later."""
    call = made if isinstance(made, Made) else made.made
    later = made.names.get(name)
    given = _paths(machine, call.arguments.get(position, name)) if call else ()
    return given if later is None else tuple(dict.fromkeys((*_paths(machine, later), *given)))


def _objects(machine: Machine, made: Made | Instance) -> tuple[str, ...]:
    """Return what is linked as it lies there, unless other programs may have just made it."""
    if machine.notes.commands:
        return ()
    found = _named(machine, made, "extra_objects", -1)
    return tuple(name for name in found if name.endswith((".a", ".o")))  # not of Windows


def _folders(machine: Machine, made: Made | Instance) -> tuple[str, ...]:
    """Return the folders of the project among the attributes of a declaration."""
    if not isinstance(made, Instance):
        return ()
    names = (name for value in made.names.values() for name in _paths(machine, value))
    return tuple(dict.fromkeys(name for name in names if machine.project.is_dir(name)))


def _paths(machine: Machine, value: Value | None) -> tuple[str, ...]:
    """Return the paths in a value, relative to the project."""
    if value is None:
        return ()
    items, _ = machine.items(value)
    texts = [text for item in items or [value] for text in machine.texts(item)]
    paths = Value(tuple(wild(text) if "*" in text else text for text in texts))
    return tuple(as_glob(name) for name in machine.names(paths)) if texts else ()


def _libraries(machine: Machine, setup: noted.SetupCall) -> Iterator[Extension]:
    """Yield the C libraries of `setup(libraries=[(name, {"sources": [...]})])`."""
    libraries, _ = machine.items(setup.arguments.keywords.get("libraries", ANYTHING))
    for library in libraries:
        parts, _ = machine.items(library)
        for option in parts[1].options if len(parts) == 2 else ():
            if isinstance(option, Entries):
                yield Extension(
                    kind="library",
                    name=None,
                    sources=_paths(machine, option.items.get("sources")),
                    depends=_paths(machine, option.items.get("depends")),
                    include_dirs=_paths(machine, option.items.get("include_dirs")),
                    at=setup.site.source.place(setup.site.node),
                )


def _handed_over(machine: Machine) -> Iterator[Named]:
    """Yield what is in the data that build hooks of hatchling were given to fill."""
    for filled, site in machine.notes.filled:
        places = {
            part.value: part
            for part in ast.walk(site.node)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        }
        for under in (*calling.COPIED, *calling.LISTED):
            value = filled.items[under]
            items, _ = machine.items(value)
            for text in (text for item in items for text in machine.texts(item)):
                # Patterns of a .gitignore begin at the project, paths where the hook runs.
                files = [text] if under == "artifacts" else machine.names(known(text))
                for file in files:
                    place = site.source.place(places.get(text, site.node))
                    yield Named(file=as_glob(file), under=under, at=place)


_COPIED = {
    "data_files": Certainty.POSSIBLE,
    "headers": Certainty.LIKELY,
    "scripts": Certainty.LIKELY,
}
"""What is copied into a wheel; an editable one has no data files (setuptools 84.2.1, observed)."""


def _copied(machine: Machine) -> Iterator[Consulted]:
    """Yield the files that `setup()` is told to copy into the wheel."""
    for setup in _setup_calls(machine.notes):
        for keyword in _COPIED:
            value = setup.arguments.keywords.get(keyword)
            items, _ = machine.items(value) if value else ([], True)
            for item in items:
                pair, _ = machine.items(item)
                for name in _paths(machine, pair[1] if len(pair) == 2 else item):
                    yield from _copied_file(machine, setup, keyword, name)


def _copied_file(
    machine: Machine, setup: noted.SetupCall, keyword: str, name: str
) -> Iterator[Consulted]:
    if "*" not in name and not machine.project.is_file(name):
        return
    for key in _file_keys(machine.project, wild(name)):
        yield Consulted(
            key=key,
            name=name,
            by=setup.site.source.file,
            at=setup.site.source.place(setup.site.node),
            certainty=_COPIED[keyword],
            runs=False,
            keywords=(keyword,),
        )
