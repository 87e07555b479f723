"""Files that are opened, read in some format, found as resources, copied and moved."""

from __future__ import annotations

import posixpath

from uvlint.model import Certainty
from uvlint.pyeval import imports
from uvlint.pyeval.domain import (
    ANYTHING,
    NONE,
    NOTHING,
    UNKNOWN,
    External,
    Handle,
    Module,
    Namespace,
    Option,
    Path,
    Value,
    depending,
    known,
)
from uvlint.pyeval.effects import Site, Sort
from uvlint.pyeval.machine import FALL, Call, Handler, Machine, Raised
from uvlint.pyeval.symbolic_paths import AWAY, STAR, absolute, is_wild
from uvlint.pymodels import listings
from uvlint.pymodels.common import (
    DEEP,
    contents,
    depends,
    first,
    joined_paths,
    may_be_path,
    nothing,
    pathlike,
    paths_in,
    pure,
    single,
)
from uvlint.pymodels.paths import is_made, make_folder, probe, remove

# --- opening --------------------------------------------------------------------------


def _open(call: Call) -> Value:
    path = call.get(0, *_NAMES)
    if path is None:
        return ANYTHING
    return call.machine.opened(path, call.get(1, "mode"), call.site, as_text=is_text(call, 1))


def is_text(call: Call, first: int) -> bool:
    """Tell whether arguments from a position on open a file for its text, in UTF-8 if they say."""
    keywords = {**call.arguments.keywords}
    for name in _NAMES:
        keywords.pop(name, None)
    stated = [*call.arguments.positional[first:], *keywords.values()]
    is_told = call.arguments.rest is None and keywords.keys() <= {"encoding", "mode"}
    return is_told and all(
        isinstance(word := single(value), str) and word.lower() in _AS_TEXT for value in stated
    )


_NAMES = ("file", "name", "filename", "path")
_AS_TEXT = frozenset({"r", "rt", "utf-8", "utf8"})


def _open_otherwise(call: Call) -> Value:
    path = call.get(0, *_NAMES)
    if path is None:
        return ANYTHING
    return call.machine.opened(path, call.get(1, "mode"), call.site)


def _open_to_read(call: Call) -> Value:
    return call.machine.opened(call.argument(0, "filename"), None, call.site)


def _open_descriptor(call: Call) -> Value:
    """Return what `os.open` gives; the lowest two bits of the flags tell what for."""
    path, flags = call.argument(0, "path"), single(call.argument(1, "flags"))
    access = flags & 3 if isinstance(flags, int) else 2
    if access == 0:
        return call.machine.opened(path, known("r"), call.site)
    if access == 1:
        return call.machine.opened(path, known("w"), call.site)
    opened = call.machine.opened(path, known("r"), call.site)
    call.machine.write(path, call.site, opened.origins)
    return opened


def _read_descriptor(call: Call) -> Value:
    return contents(call.argument(0, "fd"))


def _open_archive(call: Call) -> Value:
    """Return an archive that is opened, and note what for: the mode may name a compression."""
    mode = call.get(1, "mode")
    if mode is not None:
        mode = call.machine.fold([mode], lambda text: text.replace("|", ":").partition(":")[0])
    path = call.argument(0, "name", "file")
    if not may_be_path(path):
        return call.machine.made("an archive", call.arguments, call.opaque().origins)
    opened = call.machine.opened(path, mode, call.site)
    return call.machine.made("an archive", call.arguments, opened.origins)


def read_text(machine: Machine, path: Value, site: Site, *, as_text: bool = False) -> Value:
    """Return what a file holds that is read as a whole."""
    return contents(machine.opened(path, None, site, as_text=as_text))


# --- reading --------------------------------------------------------------------------


def _read_argument(call: Call) -> Value:
    """Return what is read from files that are given by their names, or already open."""
    machine = call.machine
    given = call.get(0, "file", "filename", "fname", "path", "paths", "files", "source")
    origins = call.opaque().origins
    if given is None:
        return Value((UNKNOWN,), origins)
    for path, sure in paths_in(machine, given):
        if sure and machine.is_absent(path) and machine.tries and may_be_path(path):
            machine.read(path, call.site)
            raise Raised("FileNotFoundError")
    origins |= read_each(machine, given, call.site)
    machine.doubt()
    return Value((UNKNOWN,), origins)


def read_each(machine: Machine, given: Value, site: Site) -> frozenset[int]:
    """Note that files are read which are given by name, one or a list; return the origins."""
    origins = given.origins
    for item, sure in paths_in(machine, given):
        path = machine.as_path(item, site)
        if may_be_path(path):
            origins |= machine.read(path, site) if sure else read_perhaps(machine, path, site)
    return origins


def read_perhaps(machine: Machine, path: Value, site: Site) -> frozenset[int]:
    """Note that a file is read, or not."""
    found: list[frozenset[int]] = []

    def read() -> int:
        found.append(machine.read(path, site))
        return FALL

    machine.maybe(read)
    return path.origins.union(*found)


def _compare_files(call: Call) -> Value:
    """Compare two files, which are read where their sizes and times do not tell."""
    origins = call.opaque().origins
    for value in call.arguments.positional[:2]:
        origins |= read_perhaps(call.machine, value, call.site)
    call.machine.doubt()
    return Value((UNKNOWN,), origins)


def _read_lines(call: Call) -> Value:
    """Return the lines of files; with `inplace`, they are written as well."""
    found = _read_argument(call)
    in_place = call.get(1, "inplace")
    if in_place is not None and call.machine.truth(in_place) is not False:
        for path, _ in paths_in(call.machine, call.argument(0, "files")):
            call.machine.write(path, call.site, found.origins)
    return found


def _read_version(call: Call) -> Value:
    """Return what stands in a module whose path begins at the script (read-version 0.3.2)."""
    folder = known(absolute(call.site.scope.module.folder))
    path = joined_paths(call.machine, folder, *call.arguments.positional)
    return Value((UNKNOWN,), call.machine.read(path, call.site))


# --- resources ------------------------------------------------------------------------


def _package_folder(call: Call, package: Value) -> Value:
    """Return the folder of a package that is given by its name or as a module."""
    folders: list[Option] = []
    for option in package.options:
        found: Option | Namespace | Module = option
        if isinstance(option, str) and option:
            found = imports.import_module(call.machine, option, call.site)[1].options[0]
        if isinstance(found, Module | Namespace):
            folders.append(Path(absolute(found.folder)))
        else:
            folders.append(Path(AWAY) if isinstance(found, External) else UNKNOWN)
    return Value(tuple(folders), package.origins)


def _resource_folder(call: Call) -> Value:
    package = call.get(0, "package", "anchor")
    if package is None:
        return known(Path(absolute(call.site.scope.module.folder)))
    return _package_folder(call, package)


def _resource(call: Call) -> Value:
    """Return the path of a file that is given by its package and its name there."""
    package = call.argument(0, "package", "anchor", "package_or_requirement")
    if call.arguments.rest is not None:
        return call.opaque()
    names = call.arguments.positional[1:] or (call.argument(1, "resource", "resource_name"),)
    return call.machine.fold(
        [_package_folder(call, package), *names],
        lambda *parts: Path(pure(posixpath.join(*parts))),
    )


def _resource_name(call: Call) -> Value:
    return call.machine.fold([_resource(call)], str)


def _read_resource(call: Call) -> Value:
    return read_text(call.machine, _resource(call), call.site)


def _open_resource(call: Call) -> Value:
    return call.machine.opened(_resource(call), None, call.site)


def _list_resources(call: Call) -> Value:
    folder = _package_folder(call, call.argument(0, "package", "anchor"))
    inside = call.machine.fold([folder], lambda text: posixpath.join(text, STAR))
    origins = listings.listed(call.machine, inside, call.site)
    return call.machine.list_of((), Value((STAR,), origins))


def _has_resource(call: Call) -> Value:
    return probe(call.machine, _resource(call), call.site)


# --- copying and moving ---------------------------------------------------------------


def target_of(machine: Machine, source: Value, target: Value) -> Value:
    """Return the file that a copy makes: of the same name where the target is a folder."""

    def written(path: str, name: str) -> str:
        folder = path.endswith("/") or machine.is_folder(path) or is_made(machine, known(path))
        return posixpath.join(path, posixpath.basename(name)) if folder else path

    return machine.fold([target, source], written)


def copy(machine: Machine, source: Value, target: Value, site: Site) -> None:
    """Note that a file is read, and written to another place."""
    origins = machine.read(source, site)
    machine.doubt()
    machine.write(target, site, origins)


def copy_tree(machine: Machine, source: Value, target: Value, site: Site) -> None:
    """Note that all files below a folder are read, and written below another one."""
    inside = machine.fold([source], lambda text: posixpath.join(text, DEEP, STAR))
    origins = machine.read(inside, site)
    machine.doubt()
    make_folder(machine, target)
    written = machine.fold([target], lambda text: posixpath.join(text, DEEP, STAR))
    machine.write(written, site, origins)


def move(machine: Machine, source: Value, target: Value, site: Site) -> None:
    """Note that a file goes to another place; what it holds is read from there on."""
    origins = linked(machine, source, site)
    machine.doubt()
    machine.write(source, site, origins)
    machine.write(target, site, origins)
    remove(machine, source)


def linked(machine: Machine, source: Value, site: Site) -> frozenset[int]:
    """Note that a file is given another name, by which it may be read later."""
    origins = source.origins
    for name in machine.names(source):
        if machine.is_written(name):
            origins |= machine.written_origins(name)
        elif is_wild(name) or machine.tree.is_file(name):
            certainty = min(machine.certainty, Certainty.LIKELY)
            origins |= machine.observe(Sort.FILE, name, site, certainty, alternative=True)
    return origins


def _copy_file(call: Call) -> Value:
    source, target = call.argument(0, "src"), call.argument(1, "dst")
    copy(call.machine, source, target_of(call.machine, source, target), call.site)
    return target


def _copy_to(call: Call) -> Value:
    """Copy to a file, never into a folder."""
    source, target = call.argument(0, "src"), call.argument(1, "dst")
    copy(call.machine, source, target, call.site)
    return target


def _copy_tree(call: Call) -> Value:
    source, target = call.argument(0, "src"), call.argument(1, "dst")
    copy_tree(call.machine, source, target, call.site)
    return depending(target, source.origins)


def _move(call: Call) -> Value:
    source, target = call.argument(0, "src"), call.argument(1, "dst")
    move(call.machine, source, target_of(call.machine, source, target), call.site)
    return target


def _rename(call: Call) -> Value:
    move(call.machine, call.argument(0, "src"), call.argument(1, "dst"), call.site)
    return NOTHING


def _link(call: Call) -> Value:
    machine = call.machine
    origins = linked(machine, call.argument(0, "src"), call.site)
    machine.doubt()
    machine.write(call.argument(1, "dst"), call.site, origins)
    return NOTHING


def _copy_streams(call: Call) -> Value:
    """Copy an open file to another one."""
    machine = call.machine
    for option in call.argument(1, "fdst").options:
        if isinstance(option, Handle) and option.path:
            machine.write(known(absolute(option.path)), call.site, call.argument(0).origins)
    return NOTHING


def _make_archive(call: Call) -> Value:
    """Note that all files below a folder are packed."""
    machine = call.machine
    root = call.get(2, "root_dir") or known(".")
    base = call.get(3, "base_dir")
    folder = root if base is None or None in base.options else joined_paths(machine, root, base)
    inside = machine.fold([folder], lambda text: posixpath.join(text, DEEP, STAR))
    origins = machine.read(inside, call.site)
    machine.doubt()
    return Value((UNKNOWN,), origins)


def _unpack_archive(call: Call) -> Value:
    machine = call.machine
    origins = machine.read(call.argument(0, "filename"), call.site)
    machine.doubt()
    folder = call.get(1, "extract_dir") or known(".")
    unpack(machine, folder, call.site, origins)
    return NOTHING


def unpack(machine: Machine, folder: Value, site: Site, origins: frozenset[int] = NONE) -> None:
    """Note that files of unknown names are written below a folder."""
    inside = machine.fold([folder], lambda text: posixpath.join(text, DEEP, STAR))
    machine.write(inside, site, origins)


def touch(machine: Machine, path: Value, site: Site) -> None:
    """Note that a file gets another time, or is made empty where there is none."""
    names = machine.names(path)
    if any(map(machine.tree.is_file, names)):
        machine.change_status(path, site)
    if not all(map(machine.tree.is_file, names)):
        machine.write(path, site)


def _change_status(call: Call) -> Value:
    call.machine.change_status(call.argument(0, "path"), call.site)
    call.machine.doubt()
    return NOTHING


def _copy_status(call: Call) -> Value:
    call.machine.change_status(call.argument(1, "dst"), call.site)
    call.machine.doubt()
    return NOTHING


_OPENERS = ("builtins.open", "codecs.open", "io.open", "open", "six.moves.builtins.open")
_OTHER_OPENERS = (
    "bz2.BZ2File",
    "bz2.open",
    "gzip.GzipFile",
    "gzip.open",
    "io.FileIO",
    "lzma.LZMAFile",
    "lzma.open",
)
"""What opens a file for other things than its text."""
_READERS = (
    "configobj.ConfigObj",
    "logging.config.fileConfig",
    "m2r.parse_from_file",
    "m2r2.parse_from_file",
    "numpy.genfromtxt",
    "numpy.load",
    "numpy.loadtxt",
    "pip._internal.req.parse_requirements",
    "pip.req.parse_requirements",
    "pip.req.req_file.parse_requirements",
    "pypandoc.convert",
    "pypandoc.convert_file",
    "setuptools.config.read_configuration",
    "setuptools.config.setupcfg.read_configuration",
    "setuptools.config.pyprojecttoml.read_configuration",
    "sqlite3.connect",
    "toml.load",
    "xml.dom.minidom.parse",
    "xml.etree.ElementTree.iterparse",
    "xml.etree.ElementTree.parse",
)
"""What reads files that it is given by name."""

_PARSERS = (
    "ast.dump",
    "ast.parse",
    "csv.DictReader",
    "csv.reader",
    "json.load",
    "marshal.loads",
    "pickle.load",
    "pickle.loads",
    "plistlib.load",
    "plistlib.loads",
    "toml.loads",
    "tomli.load",
    "tomli.loads",
    "tomlkit.load",
    "tomlkit.loads",
    "tomlkit.parse",
    "tomllib.load",
    "tomllib.loads",
    "xml.etree.ElementTree.fromstring",
    "yaml.load",
    "yaml.load_all",
    "yaml.safe_load",
    "yaml.safe_load_all",
)
"""What makes sense of text, or of an open file."""

_HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_OPENERS, _open),
    **dict.fromkeys(_OTHER_OPENERS, _open_otherwise),
    **dict.fromkeys(_READERS, _read_argument),
    **dict.fromkeys(_PARSERS, depends),
    "distutils.dep_util.newer": depends,
    "distutils.dep_util.newer_group": depends,
    "distutils.dir_util.copy_tree": _copy_tree,
    "distutils.file_util.copy_file": _copy_file,
    "distutils.file_util.move_file": _move,
    "distutils.file_util.write_file": lambda call: _write_file(call),
    "filecmp.cmp": _compare_files,
    "fileinput.FileInput": _read_lines,
    "fileinput.input": _read_lines,
    "importlib.resources.as_file": first,
    "importlib.resources.contents": _list_resources,
    "importlib.resources.files": _resource_folder,
    "importlib.resources.is_resource": _has_resource,
    "importlib.resources.open_binary": _open_resource,
    "importlib.resources.open_text": _open_resource,
    "importlib.resources.path": _resource,
    "importlib.resources.read_binary": _read_resource,
    "importlib.resources.read_text": _read_resource,
    "linecache.getline": _read_argument,
    "linecache.getlines": _read_argument,
    "os.chmod": _change_status,
    "os.chown": _change_status,
    "os.close": nothing,
    "os.fdopen": first,
    "os.lchmod": _change_status,
    "os.lchown": _change_status,
    "os.link": _link,
    "os.open": _open_descriptor,
    "os.read": _read_descriptor,
    "os.rename": _rename,
    "os.renames": _rename,
    "os.replace": _rename,
    "os.symlink": _link,
    "os.utime": _change_status,
    "os.write": nothing,
    "pkg_resources.resource_exists": _has_resource,
    "pkg_resources.resource_filename": _resource_name,
    "pkg_resources.resource_listdir": _list_resources,
    "pkg_resources.resource_stream": _open_resource,
    "pkg_resources.resource_string": _read_resource,
    "pkgutil.get_data": _read_resource,
    "read_version.read_version": _read_version,
    "shutil.copy": _copy_file,
    "shutil.copy2": _copy_file,
    "shutil.copyfile": _copy_to,
    "shutil.copyfileobj": _copy_streams,
    "shutil.copymode": _copy_status,
    "shutil.copystat": _copy_status,
    "shutil.copytree": _copy_tree,
    "shutil.make_archive": _make_archive,
    "shutil.move": _move,
    "shutil.unpack_archive": _unpack_archive,
    "tarfile.TarFile": _open_archive,
    "tarfile.open": _open_archive,
    "tokenize.open": _open_to_read,
    "zipfile.PyZipFile": _open_archive,
    "zipfile.ZipFile": _open_archive,
}

FUNCTIONS: dict[str, Handler] = {name: pathlike(h) for name, h in _HANDLERS.items()}
"""What is understood of files, by dotted name."""


def _write_file(call: Call) -> Value:
    call.machine.write(call.argument(0, "filename"), call.site, call.opaque().origins)
    call.machine.hand_on(call.arguments.all())
    return NOTHING
