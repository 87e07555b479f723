"""What programs read and write that make files of files: of protocols, grammars, texts, pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping

from uvlint.backends import cython, native, trees
from uvlint.backends.tools import folders
from uvlint.backends.tools.work import Command, Work
from uvlint.model import File
from uvlint.named_tuple import NamedTuple
from uvlint.project import Project


class Translator(NamedTuple):
    """A program that makes one file, or a few, of each source.

    `kinds` are the suffixes of its sources, `makes` what it makes of one unless an option
    names it, `beside` tells that this lies with the source and not where the program works.
    """

    kinds: tuple[str, ...]
    makes: tuple[str, ...] = ()
    beside: bool = True


_YACC = Translator((".y", ".yy", ".ypp"), ("{}.tab.c", "{}.tab.h", "{}.tab.cc", "{}.tab.hh"), False)
_LEX = Translator((".l", ".lex", ".ll", ".lpp"), ("lex.yy.c", "lex.yy.cc"), False)
_UI = Translator((".ui",))
_QRC = Translator((".qrc",))
_CYTHON = Translator((".py", ".pyx"), ("{}.c", "{}.cpp"))

TRANSLATORS: Mapping[str, Translator] = {
    "antlr4": Translator((".g4",), ("{}Lexer.py", "{}Parser.py", "{}Listener.py", "{}Visitor.py")),
    "bison": _YACC,
    "capnp": Translator((".capnp",)),
    "cython": _CYTHON,
    "cython3": _CYTHON,
    "cythonize": _CYTHON,
    "flatc": Translator((".fbs",)),
    "flex": _LEX,
    "gperf": Translator((".gperf",)),
    "lex": _LEX,
    "lrelease": Translator((".ts",), ("{}.qm",)),
    "msgfmt": Translator((".po",), ("messages.mo",), False),
    "pyrcc5": _QRC,
    "pyside2-rcc": _QRC,
    "pyside2-uic": _UI,
    "pyside6-lrelease": Translator((".ts",), ("{}.qm",)),
    "pyside6-rcc": _QRC,
    "pyside6-uic": _UI,
    "pyuic5": _UI,
    "pyuic6": _UI,
    "ragel": Translator((".rl",), ("{}.c", "{}.cpp")),
    "rcc": _QRC,
    "re2c": Translator((".re",)),
    "sip-build": Translator((".sip",)),
    "swig": Translator((".i", ".swg"), ("{}_wrap.c", "{}_wrap.cxx", "{}_wrap.cpp")),
    "thrift": Translator((".thrift",), ("gen-py/**/*",), False),
    "uic": _UI,
    "yacc": Translator((".y",), ("y.tab.c", "y.tab.h"), False),
}

_MODULES = {
    "Cython.Build.Cythonize": "cythonize",
    "PyQt5.uic.pyuic": "pyuic5",
    "PyQt6.uic.pyuic": "pyuic6",
    "babel.messages.frontend": "pybabel",
    "cython": "cython",
    "grpc_tools.protoc": "protoc",
    "sphinx": "sphinx-build",
    "sphinx.cmd.build": "sphinx-build",
}
"""The programs that `python -m` runs by the name of a module."""

_OUT = ("-o", "--output", "--output-file", "--out", "-outdir", "--outdir")
_INCLUDED = ("-I", "--include-dir", "--proto_path", "-i")
_WITH_VALUE = frozenset({*_OUT, *_INCLUDED, "-module", "-c", "-b", "-D", "-l", "-N", "-t"})
_PROTO_IMPORT = r"(?m)^[ \t]*import[ \t]+(?:public[ \t]+|weak[ \t]+)?\"([^\"\n]+)\""
_PROTO_OUT = r"--(\w+)_out=(?:[^:]*:)?(.+)"
_OF_PYTHON = {
    "grpc_python": ("_pb2_grpc.py",),
    "mypy": ("_pb2.pyi",),
    "mypy_grpc": ("_pb2_grpc.pyi",),
    "pyi": ("_pb2.pyi",),
    "python": ("_pb2.py",),
}
"""What generators for Python write for a file of protocols (grpcio-tools 1.85, observed)."""

_RESOURCE = r"<file[^>]*>([^<]+)</file>"
_FBS_INCLUDE = r"(?m)^[ \t]*(?:include|import)[ \t]+\"?([^\";\n]+)\"?"


def program_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a command, a module that Python runs as the program that it is."""
    if "-m" in words[1:]:
        index = words.index("-m", 1) + 1
        name = _MODULES.get(words[index]) if index < len(words) else None
        if name is not None:
            return (name, *words[index + 1 :])
    return words


def work(project: Project, command: Command) -> Work | None:
    """Return what a generator reads and writes, None for other programs."""
    found = _OTHERS.get(command.program)
    if found is not None:
        return found(project, command)
    translator = TRANSLATORS.get(command.program)
    return None if translator is None else _translated(project, command, translator)


def _translated(project: Project, command: Command, translator: Translator) -> Work:
    named = [
        file
        for word in command.positional(_WITH_VALUE)
        if native.is_kind(word, translator.kinds)
        for file in _files(project, command.at(project, word))
    ]
    places = [command.at(project, word) for word in _include_folders(command)]
    sources = native.closure(project, named, lambda file: _led_to(project, file, places))
    given = [command.at(project, word) for word in command.options(*_OUT)]
    writes = [path if native.suffix(path) else folders.below(path) for path in given]
    for source in named if not any(map(native.suffix, given)) else ():
        stem = posixpath.splitext(source if translator.beside else posixpath.basename(source))[0]
        top = "." if translator.beside else command.folder
        writes += [native.at(top, made.format(stem)) for made in translator.makes]
    return Work(reads=native.named(sources), writes=tuple(writes))


def _led_to(project: Project, file: str, places: Collection[str]) -> Iterator[str]:
    """Yield what a source may lead to: by its includes, as resources, by its declarations."""
    text, here = native.text(project, file), native.folder_of(file)
    if file.endswith(".qrc"):
        yield from (native.at(here, name.strip()) for name in re.findall(_RESOURCE, text))
    elif file.endswith((".fbs", ".capnp", ".thrift", ".g4")):
        for name in re.findall(_FBS_INCLUDE, text):
            yield from (native.at(place, name) for place in (here, *places))
    else:
        led_to = cython.with_cimports(project, [file], places)
        yield from native.with_includes(project, led_to, places)


def _include_folders(command: Command) -> Iterator[str]:
    yield from command.options(*_INCLUDED)
    yield from (word[2:] for word in command.words if word.startswith("-I") and len(word) > 2)


def _files(project: Project, path: str) -> Iterator[str]:
    """Yield a file, or those that a pattern matches."""
    if project.is_file(path):
        yield path
    elif "*" in path:
        yield from trees.matching(project, path)


# --- protocols ------------------------------------------------------------------------


def protoc(project: Project, command: Command) -> Work:
    """Return what the compiler of protocol buffers reads and writes."""
    places = [command.at(project, word) for word in _include_folders(command)]
    places = list(dict.fromkeys(places)) or [command.folder]
    words = command.positional({"-I", "--proto_path", "-o", "--descriptor_set_out"})
    named = [
        file
        for word in words
        if word.endswith(".proto")
        for place in (".", command.folder, *places)
        for file in _files(project, native.at(place, word))
    ]
    is_open = not named or any("*" in word for word in words)
    if not named:
        named = [f for place in places for f in native.below(project, place, {".proto"})]
    sources = native.closure(project, named, lambda file: imported(project, file, places))
    writes = tuple(
        made
        for word in command.words
        if (match := re.fullmatch(_PROTO_OUT, word))
        for made in generated(match[1], command.at(project, match[2]), named, places)
    )
    keys = native.sets(project, named) if is_open else ()
    rest = [file for file in sources if not is_open or file not in named]
    return Work(reads=(*keys, *native.named(rest)), writes=writes)


def imported(project: Project, file: str, places: Collection[str]) -> Iterator[str]:
    """Yield what a file of protocols may import, looked for in folders."""
    for name in re.findall(_PROTO_IMPORT, native.text(project, file)):
        yield from (native.at(place, name) for place in places)


def generated(
    generator: str, folder: str, files: Collection[str], places: Collection[str]
) -> Iterator[str]:
    """Yield what a generator of protoc writes into a folder for files found in others."""
    for file in files:
        base = max(
            (place for place in places if place == "." or file.startswith(f"{place}/")),
            key=lambda place: 0 if place == "." else len(place),
            default=".",
        )
        stem = native.at(folder, posixpath.relpath(file, base)).removesuffix(".proto")
        for end in _OF_PYTHON.get(generator, ("_pb*", ".pb.*", "_grpc*")):
            yield f"{stem}{end}"


def _buf(project: Project, command: Command) -> Work:
    """Return what `buf generate` reads and writes: the modules of its folder."""
    if "generate" not in command.words:
        return Work()
    here = command.folder
    names = ("buf.yaml", "buf.gen.yaml", "buf.work.yaml", "buf.lock")
    settings = [file for name in names if project.is_file(file := native.at(here, name))]
    template = native.at(here, command.option("--template") or "buf.gen.yaml")
    out = re.findall(r"^\s*(?:-\s*)?out:\s*([^\s#]+)", native.text(project, template), re.MULTILINE)
    protos = native.sets(project, native.below(project, here, {".proto"}))
    writes = [native.at(here, path.strip("'\"")) for path in out]
    patterns = [f"{path}/**/*{end}" for path in writes for end in ("_pb2*", "_pb*", ".pb.*")]
    return Work(native.named(settings), protos, tuple(map(posixpath.normpath, patterns)))


# --- translations and pages -----------------------------------------------------------


def _babel(project: Project, command: Command) -> Work:
    """Return what `pybabel compile` reads and writes."""
    if "compile" not in command.words:
        return Work()
    return _compiled_texts(project, command, command.option("-d", "--directory"))


def _django(project: Project, command: Command) -> Work:
    """Return what `django-admin compilemessages` reads and writes."""
    return _compiled_texts(project, command, ".") if "compilemessages" in command.words else Work()


def _compiled_texts(project: Project, command: Command, folder: str | None) -> Work:
    if folder is None:
        named = command.option("-i", "--input-file")
        out = command.option("-o", "--output-file")
        reads = native.named([command.at(project, named)] if named else [])
        return Work(reads=reads, writes=(command.at(project, out),) if out else ())
    place = command.at(project, folder)
    texts = native.below(project, place, {".po"})
    writes = tuple(f"{posixpath.splitext(text)[0]}.mo" for text in texts)
    is_own = texts and not folders.holds_project(place)
    reads = (File(f"{place}/**/*.po"),) if is_own else native.sets(project, texts)
    return Work(reads=reads, writes=writes)


def _sphinx(project: Project, command: Command) -> Work:
    """Return what Sphinx reads and writes: a folder of texts, and one of pages."""
    words = list(command.positional(_WITH_VALUE | {"-d"}))
    if words[:1] == ["-M"] or command.words[1:2] == ("-M",):
        words = words[1:]
    if len(words) < 2:
        return Work()
    source, built = (command.at(project, word) for word in words[:2])
    kept = (folders.below(command.at(project, word)) for word in command.options("-d"))
    return Work(
        opens=native.named(
            file for file in [native.at(source, "conf.py")] if project.is_file(file)
        ),
        reads=tuple(texts(project, source, (folders.below(built),))),
        writes=(folders.below(built), *kept),
    )


def texts(project: Project, folder: str, written: Collection[str] = ()) -> Iterator[File]:
    """Yield the kinds of files that pages are made of below a folder."""
    found = [
        file
        for file in native.below(project, folder)
        if not any(file.startswith(glob.removesuffix("**/*")) for glob in written)
        and native.suffix(file) not in ("", ".pyc", ".mo")
    ]
    yield from native.sets(project, found)


_OTHERS: Mapping[str, Callable[[Project, Command], Work]] = {
    "buf": _buf,
    "django-admin": _django,
    "protoc": protoc,
    "pybabel": _babel,
    "sphinx-build": _sphinx,
}
