"""Attributes and methods of `pathlib.Path`."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from uvlint.pyeval.domain import (
    ANYTHING,
    NOTHING,
    UNKNOWN,
    Method,
    Option,
    Path,
    Tuple,
    Value,
    known,
)
from uvlint.pyeval.machine import Call, Machine, Raised
from uvlint.pyeval.symbolic_paths import is_wild
from uvlint.pymodels import files, listings
from uvlint.pymodels.common import (
    DEEP,
    base_name,
    depends,
    folder_name,
    known_name,
    pathlike,
    pure,
    split_suffix,
)
from uvlint.pymodels.paths import (
    from_home,
    is_made,
    make_folder,
    probe,
    relative_path,
    remove,
    resolved,
    status,
)

# --- attributes -----------------------------------------------------------------------


def path_attribute(machine: Machine, text: str, name: str) -> Value:
    """Return an attribute of a `pathlib.Path`."""
    attribute = _ATTRIBUTES.get(name)
    if attribute is None:
        return known(Method(Path(text), name))
    return attribute(machine, text)


def _parent(_: Machine, text: str) -> Value:
    folder = folder_name(pure(text))
    return known(Path(folder or ".")) if isinstance(folder, str) else ANYTHING


def _parents(_: Machine, text: str) -> Value:
    folders: list[Value] = []
    path = pure(text)
    if DEEP in path.split("/"):
        return Value((Tuple((), ANYTHING),))
    while path not in ("/", "."):
        path = posixpath.dirname(path) or "."
        folders.append(known(Path(path)))
    return Value((Tuple(tuple(folders)),))


def _name(_: Machine, text: str) -> Value:
    return known(_last(text))


def _last(text: str) -> Option:
    """Return the last part of a path, unknown where that is not in the project."""
    path = pure(text)
    return "" if path in ("/", ".") else base_name(path)


def _stem(_: Machine, text: str) -> Value:
    name = _last(text)
    return known(split_suffix(name)[0]) if isinstance(name, str) else ANYTHING


def _suffix(_: Machine, text: str) -> Value:
    name = _last(text)
    return known(split_suffix(name)[1]) if isinstance(name, str) else ANYTHING


def _suffixes(machine: Machine, text: str) -> Value:
    name = _last(text)
    if not isinstance(name, str) or is_wild(name):
        return machine.list_of((), ANYTHING)
    return machine.list_of(map(known, PurePosixPath(name).suffixes))


def _parts(_: Machine, text: str) -> Value:
    path = pure(text)
    parts = [part for part in path.split("/") if part not in ("", ".")]
    if DEEP in parts:
        return Value((Tuple((), ANYTHING),))
    root = ["/"] if path.startswith("/") else []
    return Value((Tuple(tuple(known(known_name(part)) for part in [*root, *parts])),))


def _root(_: Machine, text: str) -> Value:
    return known("/" if text.startswith("/") else "")


def _drive(_: Machine, __: str) -> Value:
    return known("")


def _whole(_: Machine, text: str) -> Value:
    """Return the path of an entry of `os.scandir`."""
    return known(text)


_ATTRIBUTES: dict[str, Callable[[Machine, str], Value]] = {
    "anchor": _root,
    "drive": _drive,
    "name": _name,
    "parent": _parent,
    "parents": _parents,
    "parts": _parts,
    "path": _whole,
    "root": _root,
    "stem": _stem,
    "suffix": _suffix,
    "suffixes": _suffixes,
}

# --- methods --------------------------------------------------------------------------


def path_method(path: Path, name: str, call: Call) -> Value:
    """Return what a method of a `pathlib.Path` comes to."""
    method = _METHODS.get(name)
    if method is None:
        return depends(call)
    return method(path, call)


def _read_bytes(path: Path, call: Call) -> Value:
    return files.read_text(call.machine, known(path), call.site)


def _read_text(path: Path, call: Call) -> Value:
    as_text = files.is_text(call, 0)
    return files.read_text(call.machine, known(path), call.site, as_text=as_text)


def _open(path: Path, call: Call) -> Value:
    as_text = files.is_text(call, 0)
    return call.machine.opened(known(path), call.get(0, "mode"), call.site, as_text=as_text)


def _write(path: Path, call: Call) -> Value:
    call.machine.write(known(path), call.site, call.opaque().origins)
    call.machine.hand_on(call.arguments.all())
    call.machine.doubt()
    return ANYTHING


def _touch(path: Path, call: Call) -> Value:
    files.touch(call.machine, known(path), call.site)
    return NOTHING


def _change_status(path: Path, call: Call) -> Value:
    call.machine.change_status(known(path), call.site)
    return NOTHING


def _unlink(path: Path, call: Call) -> Value:
    machine = call.machine
    ignores = call.get(0, "missing_ok")
    if ignores is None or machine.truth(ignores) is False:
        if machine.is_absent(known(path)) and machine.tries and not is_made(machine, known(path)):
            raise Raised("FileNotFoundError")
        machine.doubt()
    remove(machine, known(path))
    return NOTHING


def _make_folder(path: Path, call: Call) -> Value:
    make_folder(call.machine, known(path))
    call.machine.doubt()
    return NOTHING


def _join(path: Path, call: Call) -> Value:
    if call.arguments.rest is not None:
        return call.opaque()
    parts = (known(path.text), *call.arguments.positional)
    return call.machine.fold(parts, lambda *given: Path(pure(posixpath.join(*given))))


def _joined_to(path: Path, call: Call) -> Value:
    return call.machine.fold(
        [call.argument(0)], lambda folder: Path(pure(posixpath.join(folder, path.text)))
    )


def _with_segments(_: Path, call: Call) -> Value:
    if call.arguments.rest is not None or not call.arguments.positional:
        return call.opaque()
    return call.machine.fold(
        call.arguments.positional, lambda *given: Path(pure(posixpath.join(*given)))
    )


def _with_name(path: Path, call: Call) -> Value:
    folder = folder_name(pure(path.text))

    def make(name: str) -> Option:
        return Path(posixpath.join(folder, name)) if isinstance(folder, str) else UNKNOWN

    return call.machine.fold([call.argument(0, "name")], make)


def _with_stem(path: Path, call: Call) -> Value:
    folder = folder_name(pure(path.text))
    suffix = split_suffix(path.text)[1]

    def make(stem: str) -> Option:
        if not isinstance(folder, str) or not isinstance(suffix, str):
            return UNKNOWN
        return Path(posixpath.join(folder, stem + suffix))

    return call.machine.fold([call.argument(0, "stem")], make)


def _with_suffix(path: Path, call: Call) -> Value:
    root = split_suffix(pure(path.text))[0]
    return call.machine.fold([call.argument(0, "suffix")], lambda suffix: Path(root + suffix))


def _expand_user(path: Path, _: Call) -> Value:
    return known(Path(from_home(path.text)))


def _resolve(path: Path, call: Call) -> Value:
    return resolved(call.machine, known(path), Path)


def _relative_to(path: Path, call: Call) -> Value:
    machine = call.machine
    other = call.argument(0, "other")
    if call.get(-1, "walk_up") is not None:
        return machine.fold([relative_path(machine, known(path), other)], Path)
    if len(call.arguments.positional) > 1:
        other = machine.fold(call.arguments.positional, lambda *given: posixpath.join(*given))
    found = machine.fold([other], lambda text: _part_below(path.text, text))
    if found.options == (None,) and machine.tries:
        raise Raised("ValueError")
    if None in found.options or UNKNOWN in found.options:
        machine.doubt()
    options = tuple(UNKNOWN if option is None else option for option in found.options)
    return Value(tuple(dict.fromkeys(options)), found.origins, found.default)


def _part_below(text: str, folder: str) -> Option:
    """Return a path from a folder on, None where it does not begin with it."""
    path, begin = pure(text), pure(folder)
    if is_wild(begin):
        return UNKNOWN
    if begin == ".":
        return None if path.startswith("/") else Path(path)
    if path == begin:
        return Path(".")
    if path.startswith(begin.rstrip("/") + "/"):
        return Path(path[len(begin.rstrip("/")) + 1 :])
    return UNKNOWN if is_wild(path) else None


def _is_relative_to(path: Path, call: Call) -> Value:
    def answer(text: str) -> Option:
        part = _part_below(path.text, text)
        return UNKNOWN if part is UNKNOWN else part is not None

    return call.machine.fold([call.argument(0, "other")], answer)


def _is_absolute(path: Path, _: Call) -> Value:
    return known(UNKNOWN if is_wild(path.text[:1]) else path.text.startswith("/"))


def _as_text(path: Path, _: Call) -> Value:
    return known(path.text)


def _as_bytes(path: Path, _: Call) -> Value:
    return known(UNKNOWN if is_wild(path.text) else path.text.encode(errors="replace"))


def _as_uri(path: Path, call: Call) -> Value:
    if not path.text.startswith("/"):
        return depends(call)
    return known(f"file://{path.text}")


def _match(path: Path, call: Call) -> Value:
    def answer(pattern: str) -> Option:
        if is_wild(path.text) or is_wild(pattern) or not pattern:
            return UNKNOWN
        return PurePosixPath(path.text).match(pattern)

    return call.machine.fold([call.argument(0, "path_pattern", "pattern")], answer)


def _glob(path: Path, call: Call) -> Value:
    pattern = call.argument(0, "pattern")
    return listings.below(call.machine, path.text, pattern, call.site, deep=False)


def _glob_deep(path: Path, call: Call) -> Value:
    pattern = call.argument(0, "pattern")
    return listings.below(call.machine, path.text, pattern, call.site, deep=True)


def _iterate(path: Path, call: Call) -> Value:
    return listings.children_of(call.machine, path.text, call.site)


def _walk(path: Path, call: Call) -> Value:
    return listings.walked(call.machine, known(path), call.site, Path)


def _exists(path: Path, call: Call) -> Value:
    return probe(call.machine, known(path), call.site)


def _is_file(path: Path, call: Call) -> Value:
    return probe(call.machine, known(path), call.site, "file")


def _is_folder(path: Path, call: Call) -> Value:
    return probe(call.machine, known(path), call.site, "folder")


def _is_link(path: Path, call: Call) -> Value:
    call.machine.effects.probed.update(call.machine.names(known(path), top=True))
    return ANYTHING


def _status(path: Path, call: Call) -> Value:
    return status(call.machine, known(path))


def _rename(path: Path, call: Call) -> Value:
    target = call.argument(0, "target")
    files.move(call.machine, known(path), target, call.site)
    return call.machine.fold([target], lambda text: Path(pure(text)))


def _move_into(path: Path, call: Call) -> Value:
    target = _in_folder(call, path)
    files.move(call.machine, known(path), target, call.site)
    return target


def _copy(path: Path, call: Call) -> Value:
    machine, target = call.machine, call.argument(0, "target")
    if machine.is_folder(path.text):
        files.copy_tree(machine, known(path), target, call.site)
    else:
        files.copy(machine, known(path), target, call.site)
    return machine.fold([target], lambda text: Path(pure(text)))


def _copy_into(path: Path, call: Call) -> Value:
    return _copy(path, call.given(_in_folder(call, path)))


def _in_folder(call: Call, path: Path) -> Value:
    """Return the path of the same name in another folder."""
    name = posixpath.basename(pure(path.text))
    return call.machine.fold(
        [call.argument(0, "target_dir")], lambda text: Path(pure(posixpath.join(text, name)))
    )


def _link_to(path: Path, call: Call) -> Value:
    machine = call.machine
    target = call.argument(0, "target")
    if not any(text.startswith("/") for text in machine.texts(target)):
        folder = posixpath.dirname(path.text)
        target = machine.fold([target], lambda text: posixpath.join(folder, text))
    origins = files.linked(machine, target, call.site)
    machine.write(known(path), call.site, origins)
    machine.doubt()
    return NOTHING


_METHODS: dict[str, Callable[[Path, Call], Value]] = {
    "__bytes__": _as_bytes,
    "__fspath__": _as_text,
    "__rtruediv__": _joined_to,
    "__str__": _as_text,
    "__truediv__": _join,
    "absolute": _resolve,
    "as_posix": _as_text,
    "as_uri": _as_uri,
    "chmod": _change_status,
    "copy": _copy,
    "copy_into": _copy_into,
    "exists": _exists,
    "expanduser": _expand_user,
    "full_match": lambda _, call: call.opaque(),
    "glob": _glob,
    "hardlink_to": _link_to,
    "is_absolute": _is_absolute,
    "is_dir": _is_folder,
    "is_file": _is_file,
    "is_junction": _is_link,
    "is_mount": _is_link,
    "is_relative_to": _is_relative_to,
    "is_reserved": lambda _, __: known(False),
    "is_symlink": _is_link,
    "iterdir": _iterate,
    "joinpath": lambda path, call: pathlike(partial(_join, path))(call),
    "lchmod": _change_status,
    "lstat": _status,
    "match": _match,
    "mkdir": _make_folder,
    "move": _rename,
    "move_into": _move_into,
    "open": _open,
    "read_bytes": _read_bytes,
    "read_text": _read_text,
    "relative_to": _relative_to,
    "rename": _rename,
    "replace": _rename,
    "resolve": _resolve,
    "rglob": _glob_deep,
    "rmdir": _unlink,
    "samefile": lambda _, call: depends(call),
    "stat": _status,
    "symlink_to": _link_to,
    "touch": _touch,
    "unlink": _unlink,
    "walk": _walk,
    "with_name": _with_name,
    "with_segments": _with_segments,
    "with_stem": _with_stem,
    "with_suffix": _with_suffix,
    "write_bytes": _write,
    "write_text": _write,
}
