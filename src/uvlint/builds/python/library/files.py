"""Files that are opened, read in some format, found as resources, copied and moved."""

from __future__ import annotations

import posixpath

from uvlint.builds.python import imports
from uvlint.builds.python.call import Call, Handler
from uvlint.builds.python.places import AWAY, STAR, absolute
from uvlint.builds.python.values import (
    ANYTHING,
    UNKNOWN,
    Content,
    External,
    Module,
    Namespace,
    PathObject,
    Value,
    known,
)


def _open(call: Call) -> Value:
    path = call.get(0, "file", "name", "filename", "path")
    if path is None:
        return ANYTHING
    return call.machine.opened(path, call.get(1, "mode"), call.site)


def _open_descriptor(call: Call) -> Value:
    """Return what `os.open` gives; flags that are combined mean writing."""
    path, flags = call.argument(0, "path"), call.argument(1, "flags")
    mode = "r" if External("os.O_RDONLY") in flags.options else "w"
    return call.machine.opened(path, known(mode), call.site)


def _open_archive(call: Call) -> Value:
    opened = call.machine.opened(call.argument(0, "name", "file"), call.get(1, "mode"), call.site)
    return Value((UNKNOWN,), opened.origins)


def _read_argument(call: Call) -> Value:
    """Return what is read from a file that is given by its name, or already open."""
    path = call.argument(0, "file", "filename", "fname", "path", "paths", "files")
    items, _ = call.machine.items(path)
    origins = call.opaque().origins
    for value in items or [path]:
        if any(call.machine.texts(value)):
            origins |= call.machine.read(value, call.site)
    return Value((UNKNOWN,), origins)


def _read_all_arguments(call: Call) -> Value:
    origins = call.opaque().origins
    for value in call.arguments.positional:
        origins |= call.machine.read(value, call.site)
    return Value((UNKNOWN,), origins)


def _read_version(call: Call) -> Value:
    """Return what stands in a module whose path begins at the script (read-version 0.3.2)."""
    folder = known(absolute(call.site.scope.module.folder))
    parts = [folder, *call.arguments.positional]
    path = call.machine.fold(parts, lambda *texts: posixpath.join(*texts))
    return Value((UNKNOWN,), call.machine.read(path, call.site))


def _package_folder(call: Call, package: Value) -> Value:
    """Return the folder of a package that is given by its name or as a module."""
    folders: list[object] = []
    for option in package.options:
        if isinstance(option, str) and option:
            found = imports.import_module(call.machine, option, call.site)[1].options[0]
        else:
            found = option
        if isinstance(found, Module | Namespace):
            folders.append(PathObject(absolute(found.folder)))
        else:
            folders.append(PathObject(AWAY) if isinstance(found, External) else UNKNOWN)
    return Value(tuple(folders), package.origins)


def _resource_folder(call: Call) -> Value:
    return _package_folder(call, call.argument(0, "package", "anchor"))


def _resource(call: Call) -> Value:
    """Return the path of a file that is given by its package and its name there."""
    first = _package_folder(call, call.argument(0, "package", "anchor", "package_or_requirement"))
    name = call.argument(1, "resource", "resource_name")
    return call.machine.fold([first, name], lambda *texts: PathObject(posixpath.join(*texts)))


def _read_resource(call: Call) -> Value:
    path = _resource(call)
    origins = call.machine.read(path, call.site)
    return Value(tuple(map(Content, call.machine.files(path))) or (UNKNOWN,), origins)


def _open_resource(call: Call) -> Value:
    return call.machine.opened(_resource(call), None, call.site)


def _copy_file(call: Call) -> Value:
    source = call.argument(0, "src")
    target = call.argument(1, "dst")
    call.machine.read(source, call.site)

    def written(path: str, name: str) -> str:
        folder = path.endswith("/") or call.machine.is_folder(path)
        return posixpath.join(path, posixpath.basename(name)) if folder else path

    call.machine.write(call.machine.fold([target, source], written), call.site)
    return target


def _copy_tree(call: Call) -> Value:
    inside = [
        call.machine.fold([value], lambda text: posixpath.join(text, STAR + STAR, STAR))
        for value in (call.get(0, "src"), call.get(1, "dst"))
        if value is not None
    ]
    if inside:
        call.machine.read(inside[0], call.site)
    for value in inside[1:]:
        call.machine.write(value, call.site)
    return ANYTHING


def _move(call: Call) -> Value:
    for index in (0, 1):
        call.machine.write(call.argument(index), call.site)
    return ANYTHING


def _change_status(call: Call) -> Value:
    call.machine.change_status(call.argument(0, "path"), call.site)
    return ANYTHING


def _copy_status(call: Call) -> Value:
    call.machine.change_status(call.argument(1, "dst"), call.site)
    return ANYTHING


KNOWN: dict[str, Handler] = {
    "builtins.open": _open,
    "bz2.open": _open,
    "codecs.open": _open,
    "configobj.ConfigObj": _read_argument,
    "distutils.dir_util.copy_tree": _copy_tree,
    "distutils.file_util.copy_file": _copy_file,
    "distutils.file_util.move_file": _move,
    "filecmp.cmp": _read_all_arguments,
    "fileinput.FileInput": _read_argument,
    "fileinput.input": _read_argument,
    "gzip.open": _open,
    "importlib.resources.files": _resource_folder,
    "importlib.resources.open_binary": _open_resource,
    "importlib.resources.open_text": _open_resource,
    "importlib.resources.path": _resource,
    "importlib.resources.read_binary": _read_resource,
    "importlib.resources.read_text": _read_resource,
    "io.FileIO": _open,
    "io.open": _open,
    "linecache.getline": _read_argument,
    "linecache.getlines": _read_argument,
    "logging.config.fileConfig": _read_argument,
    "m2r.parse_from_file": _read_argument,
    "m2r2.parse_from_file": _read_argument,
    "numpy.genfromtxt": _read_argument,
    "numpy.load": _read_argument,
    "numpy.loadtxt": _read_argument,
    "open": _open,
    "os.chmod": _change_status,
    "os.chown": _change_status,
    "os.link": _copy_file,
    "os.open": _open_descriptor,
    "os.rename": _move,
    "os.replace": _move,
    "os.symlink": _copy_file,
    "os.utime": _change_status,
    "pip._internal.req.parse_requirements": _read_argument,
    "pip.req.parse_requirements": _read_argument,
    "pip.req.req_file.parse_requirements": _read_argument,
    "pkg_resources.resource_filename": _resource,
    "pkg_resources.resource_stream": _open_resource,
    "pkg_resources.resource_string": _read_resource,
    "pkgutil.get_data": _read_resource,
    "pypandoc.convert": _read_argument,
    "pypandoc.convert_file": _read_argument,
    "read_version.read_version": _read_version,
    "setuptools.config.read_configuration": _read_argument,
    "shutil.copy": _copy_file,
    "shutil.copy2": _copy_file,
    "shutil.copyfile": _copy_file,
    "shutil.copymode": _copy_status,
    "shutil.copystat": _copy_status,
    "shutil.copytree": _copy_tree,
    "shutil.move": _move,
    "six.moves.builtins.open": _open,
    "sqlite3.connect": _read_argument,
    "tarfile.open": _open_archive,
    "tokenize.open": _open,
    "toml.load": _read_argument,
    "xml.etree.ElementTree.parse": _read_argument,
    "zipfile.ZipFile": _open_archive,
}
