"""What a file of Python code was seen to do when a build runs it, as frozen facts."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice

from uvlint.backends import trees
from uvlint.backends.python import requirement_files
from uvlint.backends.python.modules import source_of
from uvlint.backends.python.setup_arguments import QUIET
from uvlint.model import Certainty, Env, File, Git, Key, Location, Spot
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project, normalized
from uvlint.pyeval import effects
from uvlint.pyeval.analysis import Analysis, analyze
from uvlint.pyeval.domain import (
    ANYTHING,
    UNBOUND,
    Dict,
    External,
    Instance,
    Made,
    Module,
    Object,
    Reach,
    Tuple,
    Value,
    known,
)
from uvlint.pyeval.effects import NEVER, Declaration, Effects, Observation, Sort
from uvlint.pyeval.facts import UNCLEAR, told
from uvlint.pyeval.machine import Machine
from uvlint.pyeval.source import Source
from uvlint.pyeval.symbolic_paths import ROOT, as_glob, is_wild, relative, wild
from uvlint.pymodels import hatchling, models
from uvlint.pymodels.setuptools import DECLARE_CODE


class Consulted(NamedTuple):
    """Something the code consults: a file, a variable, git, or what uv has no key for.

    Where nothing can be told of it, there is no key, and it is no more than possible.
    `name` is a path or glob, a variable, or words for the rest. `keywords` are the
    arguments of `setup()`, or the fields, that it was seen to flow into; `runs`
    marks code that is executed, `by` is the file that does it. `switches` are the
    variables that alone keep a build from it where nobody sets them. `is_switch` tells
    that a variable only decides what is done: its value goes nowhere else.
    """

    key: Key | None
    name: str
    by: str
    at: Location
    certainty: Certainty
    runs: bool
    keywords: tuple[str, ...]
    switches: tuple[str, ...] = ()
    is_switch: bool = False


class Written(NamedTuple):
    """A path or glob that the code writes, or only changes the rights or times of.

    `sure` tells that a build with no variable set gets to it.
    """

    file: str
    by: str
    at: Location
    touched: bool = False
    sure: bool = True


class Argument(NamedTuple):
    """An argument of `setup()`: its value, with `UNCLEAR` for what cannot be told."""

    value: object
    at: Location

    @property
    def told(self) -> object:
        """The value with None for what cannot be told."""
        return told(self.value)

    @property
    def is_empty(self) -> bool:
        """Whether the value is known, and nothing."""
        return self.value is not UNCLEAR and not self.value


class SetupArguments(NamedTuple):
    """A call of a `setup()`, by its dotted name: its arguments as plain values, and where it stands.

    `constants` are the arguments that are the same in every build, with `UNCLEAR` for
    the others and `WholeFile` for the text of a file. `is_open` tells that there may be
    arguments besides; `is_plain` that every build makes this call, once, and no other one.
    """

    name: str
    source: Source
    node: effects.Node
    values: Mapping[str, object]
    constants: Mapping[str, object]
    is_open: bool = False
    is_plain: bool = False

    def argument(self, name: str) -> Argument | None:
        """Return an argument; one that comes with `**` stands where the call does."""
        if name not in self.values:
            return None
        nodes = {k.arg: k.value for k in getattr(self.node, "keywords", ())}
        return Argument(self.values[name], self.source.place(nodes.get(name, self.node)))


class LibraryCall(NamedTuple):
    """A call of something outside the project that is not modelled, by its dotted name.

    Where the code could not be followed, the name is the last part of it. Paths in arguments are relative to the project; what is not known is None.
    """

    name: str
    arguments: Sequence[object]
    keywords: Mapping[str, object]
    at: Location

    @property
    def last(self) -> str:
        """The last part of the name."""
        return self.name.rpartition(".")[2]

    def is_of(self, module: str, *names: str) -> bool:
        """Tell whether a function of a module is called; without modules, by its name alone."""
        of_module = self.name.startswith(f"{module}.") or "." not in self.name
        return of_module and self.last in names

    def argument(self, index: int, name: str) -> object:
        """Return an argument by its place or its name, None where it is missing."""
        if index < len(self.arguments):
            return self.arguments[index]
        return self.keywords.get(name)


class Extension(NamedTuple):
    """A declaration of native code, all paths relative to the project.

    `kind` is the name of what declares it: `Extension`, `Pybind11Extension`,
    `cythonize`, `mypycify`, `set_source`. `text` is source code in the declaration
    itself; `folders` are folders of the project that the declaration names besides,
    `made_of` the files whose content goes into sources that the code writes.
    """

    kind: str
    name: str | None
    sources: tuple[str, ...]
    at: Spot
    depends: tuple[str, ...] = ()
    include_dirs: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    text: str = ""
    made_of: tuple[str, ...] = ()
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
    `headers` and `scripts` name; `named` is what a build hook hands to hatchling, `calls`
    are those of other libraries. `defines` are the names at the top of the file that are
    no other library's, `touches_others` tells that the code at the top may change what
    other libraries do.
    """

    file: str
    consulted: tuple[Consulted, ...]
    written: tuple[Written, ...]
    setup_calls: tuple[SetupArguments, ...]
    extensions: tuple[Extension, ...]
    copied: tuple[Consulted, ...]
    commands: tuple[Program, ...]
    named: tuple[Named, ...] = ()
    calls: tuple[LibraryCall, ...] = ()
    is_whole: bool = True
    defines: frozenset[str] = frozenset()
    touches_others: bool = False

    def argument(self, name: str) -> Argument | None:
        """Return an argument of the first `setup()` that has it."""
        found = (call.argument(name) for call in self.setup_calls)
        return next((argument for argument in found if argument is not None), None)


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
    project.listing()  # so that what is not at the top is known without asking the disk
    requires = frozenset(normalized(requirement.name) for requirement in project.requires)
    analysis = analyze(
        project,
        file,
        sys_path=sys_path,
        models=models(
            requires,
            is_setuptools=project.backend.startswith("setuptools."),
            has_backend_path=bool(project.backend_paths),
        ),
        source=source_of(project, file),
        name=name,
        hooks=None if file.endswith(_NO_HOOKS) else _run_hooks,
    )
    try:
        return _study_of(project, analysis, file)
    finally:
        analysis.machine.forget()


_NO_HOOKS = ("setup.py", "__init__.py")


def _run_hooks(machine: Machine, module: Module) -> None:
    machine.extra["touches others"] = _touches_others(machine)
    hatchling.run_hooks(machine, module)


def _touches_others(machine: Machine) -> bool:
    """Tell whether code may have changed what other libraries do: it calls them, or sets names."""
    noted = machine.extra.get("touches others")
    if noted is not None:
        return bool(noted)
    return bool(machine.assigned) or machine.blurred or bool(machine.effects.calls)


# --- from observations to facts -------------------------------------------------------


def _study_of(project: Project, analysis: Analysis, file: str) -> Study:
    machine = analysis.machine
    noted = machine.effects
    if not noted.setup_calls and file.endswith(_NO_HOOKS):
        # Code that sets up nothing is there for those who take what it names.
        machine.hand_on(analysis.module.names.values())
    if not machine.state.world["folder"]:
        # Declared paths begin where setuptools runs, wherever a command has been meanwhile.
        machine.state.world["folder"] = (ROOT,)
    consulted = [
        item
        for number, seen in enumerate(noted.observations)
        for item in _consulted(project, machine, seen, number in noted.handed_on)
    ]
    is_alone = len(noted.setup_calls) == 1 and analysis.is_whole and not machine.blurred
    return Study(
        file=file,
        consulted=(*consulted, *_included(project, machine, consulted)),
        written=tuple(
            Written(
                file=as_glob(name),
                by=site.source.file,
                at=site.source.place(site.node),
                touched=name not in noted.written,
                sure=reach is not NEVER,
            )
            for name, (site, reach) in {
                **{name: (site, Reach.ALWAYS) for name, site in noted.touched.items()},
                **noted.written,
            }.items()
        ),
        setup_calls=tuple(
            SetupArguments(
                call.name,
                call.site.source,
                call.site.node,
                call.values,
                call.constants,
                is_open=call.arguments.rest is not None,
                is_plain=is_alone and call.reach >= Reach.BY_DEFAULT,
            )
            for call in _setup_calls(noted)
        ),
        extensions=tuple(_extensions(project, machine)),
        copied=tuple(_copied(project, machine)),
        commands=tuple(
            Program(
                words=tuple(map(_shortened, command.words)),
                folder=None if command.folder is None else relative(command.folder),
                by=command.site.source.file,
                at=command.site.source.place(command.site.node),
                certainty=(Certainty.POSSIBLE if command.reach is NEVER else Certainty.LIKELY),
            )
            for command in noted.commands
        ),
        named=tuple(_handed_over(machine)),
        calls=tuple(
            LibraryCall(
                call.name,
                [told(value) for value in call.arguments],
                {name: told(value) for name, value in call.keywords.items()},
                call.site.source.place(call.site.node),
            )
            for call in noted.calls
        ),
        is_whole=analysis.is_whole,
        defines=frozenset(
            name
            for name, value in analysis.module.names.items()
            if not all(isinstance(o, External) or o is UNBOUND for o in value.options)
        ),
        touches_others=_touches_others(machine),
    )


def _setup_calls(noted: Effects) -> list[effects.SetupCall]:
    """Return the calls of `setup()`: those that nobody gets to by default count if alone."""
    return [call for call in noted.setup_calls if call.reach is not NEVER] or noted.setup_calls


def _shortened(word: str) -> str:
    """Return a word of a command, the path in it relative to the project: `-Ssrc`."""
    option, root, _ = word.partition(ROOT)
    path = word[len(option) :]
    return option + (relative(path) or path) if root else word


_DECLARED = frozenset({"data_files", "ext_modules", "headers", "libraries", "scripts"})
"""Arguments whose files are found by what they name, whether listed by hand or by a glob."""


def _consulted(
    project: Project, machine: Machine, seen: Observation, is_handed_on: bool
) -> Iterator[Consulted]:
    keywords = _keywords(machine.effects, seen)
    if seen.listed and not keywords - QUIET - _DECLARED:
        return
    if seen.sort is Sort.UNKNOWN and _is_followed(machine, seen):
        return
    certainty = seen.certainty
    if seen.alternative and seen.sort is Sort.FILE and not is_wild(seen.name):
        is_missing = seen.name not in machine.effects.probed and not project.is_file(seen.name)
        if is_missing or seen.name.startswith("../"):
            certainty = Certainty.POSSIBLE
    if seen.reach is NEVER:
        is_sought = _looked_for(project, machine.effects, seen)
        certainty = Certainty.LIKELY if is_sought else Certainty.POSSIBLE
    name = as_glob(seen.name)
    keys = list(_keys(project, seen))
    if not keys and (keywords - QUIET or not keywords) and _is_too_open(seen):
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
            switches=_switches(machine.effects, seen),
            is_switch=seen.sort is Sort.ENV and not is_handed_on,
        )


def _looked_for(project: Project, noted: Effects, seen: Observation) -> bool:
    """Tell whether a file is read where it is there, and nothing else keeps a build from it."""
    found = [noted.observations[number] for number in seen.switches or ()]
    gone = [item for item in found if item.sort is Sort.ABSENT]
    folder = seen.name.rpartition("/")[0]
    return (
        bool(gone)
        and all(f"{seen.name}/".startswith(f"{item.name}/") for item in gone)
        and (not folder or project.is_dir(folder))
    )


def _switches(noted: Effects, seen: Observation) -> tuple[str, ...]:
    """Return the variables that alone keep a build from an observation by default."""
    if seen.reach is not NEVER or not seen.switches:
        return ()
    found = [noted.observations[number] for number in seen.switches]
    if not found or any(item.sort is not Sort.ENV for item in found):
        return ()
    return tuple(sorted({item.name for item in found}))


def _keywords(noted: Effects, seen: Observation) -> set[str]:
    """Return what an observation flows into, or what the module that made it does."""
    found: Observation | None = seen
    while found is not None:
        if found.keywords:
            return found.keywords
        found = None if found.parent is None else noted.observations[found.parent]
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
        case Sort.COMMIT:
            yield Git(commit=True, tags=False)
        case Sort.OUTSIDE | Sort.UNKNOWN:
            yield None
        case Sort.ABSENT:
            return


def _is_too_open(seen: Observation) -> bool:
    """Tell whether files are read from a set that is too open for a key."""
    return (
        seen.sort is Sort.FILE
        and not seen.listed
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
    before = [machine.effects.observations[number] for number in seen.after]
    return any(o.sort is Sort.FILE and _is_list(o.name) for o in before) and _follows(
        seen.source.text
    )


def _included(
    project: Project, machine: Machine, consulted: Iterable[Consulted]
) -> Iterator[Consulted]:
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
            names = list(trees.matching(project, item.name))
        for name in names:
            for further in requirement_files.included(project, name):
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


# --- native code ----------------------------------------------------------------------


def _extensions(project: Project, machine: Machine) -> Iterator[Extension]:
    for found in _declared(project, machine):
        yield found._replace(made_of=_made_of(machine, found.sources))


def _made_of(machine: Machine, sources: Iterable[str]) -> tuple[str, ...]:
    """Return the files that the content of sources comes from which the code writes."""
    numbers = sorted(n for source in sources for n in machine.written_origins(source))
    seen = (machine.effects.observations[number] for number in numbers)
    return tuple(dict.fromkeys(o.name for o in seen if o.sort is Sort.FILE and not o.runs))


def _declared(project: Project, machine: Machine) -> Iterator[Extension]:
    # The first one speaks for the files that several declarations share.
    for declared in sorted(
        machine.effects.declarations, key=lambda noted: noted.certainty is Certainty.POSSIBLE
    ):
        made, site, certainty = declared.made, declared.site, declared.certainty
        call = made if isinstance(made, Made) else made.made
        if call is None:
            continue
        if not call.name.endswith(DECLARE_CODE):
            continue
        kind = call.name.rpartition(".")[2]
        first = call.arguments.get(0, "name", "module_list", "paths")
        found = Extension(
            kind=kind,
            name=next(machine.texts(first), None) if first else None,
            sources=(),
            at=site.source.place(site.node),
            certainty=certainty,
        )
        if kind in ("cythonize", "mypycify"):
            searched = _named(machine, declared, "include_path", -1)
            yield found._replace(name=None, sources=_paths(machine, first), include_dirs=searched)
        elif kind == "compile":
            yield found._replace(
                name=None,
                sources=_named(machine, declared, "sources", 0),
                depends=_named(machine, declared, "depends", 7),
                include_dirs=_named(machine, declared, "include_dirs", 3, top=True),
            )
        else:
            text = call.arguments.get(1, "source") if kind == "set_source" else None
            yield found._replace(
                sources=_named(machine, declared, "sources", -1 if text else 1),
                depends=(*_named(machine, declared, "depends", -1), *_objects(machine, declared)),
                include_dirs=(
                    *_named(machine, declared, "include_dirs", -1 if text else 2, top=True),
                    *_searched_by_swig(machine, made),
                ),
                folders=_folders(project, machine, made),
                text=next(machine.texts(text), "") if text else "",
            )
    for setup in _setup_calls(machine.effects):
        yield from _libraries(machine, setup)
        yield from _scripts_of_cffi(machine, setup)


def _named(
    machine: Machine, declared: Declaration, name: str, position: int, *, top: bool = False
) -> tuple[str, ...]:
    """Return the paths in an argument of a declaration, or in the attribute set later.

    Those that it was given count where nothing is known of what became of them. The folder
    of the project is among them if wanted.
    """
    made = declared.made
    call = made if isinstance(made, Made) else made.made
    later = made.names.get(name)
    found = _paths(machine, call.arguments.get(position, name), top=top) if call else ()
    if later is not None:
        found = tuple(dict.fromkeys((*_paths(machine, later, top=top), *found)))
    given = declared.given.get(name, declared.given.get(position, ()))
    return found or tuple(
        dict.fromkeys(path for item in given for path in _paths(machine, item, top=top))
    )


def _searched_by_swig(machine: Machine, made: Made | Instance) -> Iterator[str]:
    """Yield the folders in `swig_opts`: `-Ifolder`."""
    call = made if isinstance(made, Made) else made.made
    given = made.names.get("swig_opts") or (call.arguments.get(-1, "swig_opts") if call else None)
    for item in machine.items(given)[0] if given else ():
        folders = tuple(t[2:] for t in machine.texts(item) if t.startswith("-I") and t[2:])
        yield from machine.names(Value(folders), top=True) if folders else ()


def _objects(machine: Machine, declared: Declaration) -> tuple[str, ...]:
    """Return what is linked as it lies there, unless other programs may have just made it."""
    if machine.effects.commands:
        return ()
    found = _named(machine, declared, "extra_objects", -1)
    return tuple(name for name in found if name.endswith((".a", ".o")))  # not of Windows


def _folders(project: Project, machine: Machine, made: Made | Instance) -> tuple[str, ...]:
    """Return the folders of the project among the attributes of a declaration."""
    if not isinstance(made, Instance):
        return ()
    names = (name for value in made.names.values() for name in _paths(machine, value))
    return tuple(dict.fromkeys(name for name in names if project.is_dir(name)))


def _paths(machine: Machine, value: Value | None, *, top: bool = False) -> tuple[str, ...]:
    """Return the paths in a value, relative to the project, its folder if wanted."""
    if value is None:
        return ()
    items, _ = machine.items(value) if _holds(value) else ([], True)
    texts = [text for item in items or [value] for text in machine.texts(item)]
    paths = Value(tuple(wild(text) if "*" in text else text for text in texts))
    return tuple(as_glob(name) for name in machine.names(paths, top=top)) if texts else ()


def _holds(value: Value) -> bool:
    """Tell whether a value is no text by itself, whose letters would be its items."""
    return any(isinstance(option, Object | Tuple) for option in value.options)


def _libraries(machine: Machine, setup: effects.SetupCall) -> Iterator[Extension]:
    """Yield the C libraries of `setup(libraries=[(name, {"sources": [...]})])`."""
    libraries, _ = machine.items(setup.arguments.keywords.get("libraries", ANYTHING))
    for library in libraries:
        parts, _ = machine.items(library)
        for option in parts[1].options if len(parts) == 2 else ():
            if isinstance(option, Dict):
                entries = machine.entries_of(option).items
                yield Extension(
                    kind="library",
                    name=None,
                    sources=_paths(machine, entries.get("sources")),
                    depends=_paths(machine, entries.get("depends")),
                    include_dirs=_paths(machine, entries.get("include_dirs"), top=True),
                    at=setup.site.source.place(setup.site.node),
                )


def _scripts_of_cffi(machine: Machine, setup: effects.SetupCall) -> Iterator[Extension]:
    """Yield the scripts of `setup(cffi_modules=["script.py:builder"])`."""
    named = setup.arguments.keywords.get("cffi_modules")
    if named is None:
        return
    items, _ = machine.items(named) if _holds(named) else ([named], True)
    texts = [text.partition(":")[0] for item in items for text in machine.texts(item)]
    nodes = {k.arg: k.value for k in getattr(setup.site.node, "keywords", ())}
    yield Extension(
        kind="cffi_modules",
        name=None,
        sources=tuple(dict.fromkeys(texts)),
        at=setup.site.source.place(nodes.get("cffi_modules", setup.site.node)),
    )


def _handed_over(machine: Machine) -> Iterator[Named]:
    """Yield what is in the data that build hooks of hatchling were given to fill."""
    for filled, site in machine.effects.filled:
        places = {
            part.value: part
            for part in ast.walk(site.node)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        }
        for under in (*hatchling.COPIED, *hatchling.LISTED):
            value = machine.entries_of(filled).items.get(under, ANYTHING)
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


def _copied(project: Project, machine: Machine) -> Iterator[Consulted]:
    """Yield the files that `setup()` is told to copy into the wheel."""
    for setup in _setup_calls(machine.effects):
        for keyword in _COPIED:
            value = setup.arguments.keywords.get(keyword)
            items, _ = machine.items(value) if value else ([], True)
            for item in items:
                pair, _ = machine.items(item)
                for name in _paths(machine, pair[1] if len(pair) == 2 else item):
                    yield from _copied_file(project, setup, keyword, name)


def _copied_file(
    project: Project, setup: effects.SetupCall, keyword: str, name: str
) -> Iterator[Consulted]:
    if "*" not in name and not project.is_file(name):
        return
    for key in _file_keys(project, wild(name)):
        yield Consulted(
            key=key,
            name=name,
            by=setup.site.source.file,
            at=setup.site.source.place(setup.site.node),
            certainty=_COPIED[keyword],
            runs=False,
            keywords=(keyword,),
        )
