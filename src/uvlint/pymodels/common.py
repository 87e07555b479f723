"""What several models share: plain handlers, sets of names, things with attributes."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from uvlint.pyeval.domain import (
    NO_ARGUMENTS,
    NONE,
    NOTHING,
    UNKNOWN,
    Arguments,
    Content,
    Handle,
    Instance,
    List,
    Made,
    Names,
    Option,
    Path,
    Tuple,
    Unknown,
    Value,
    depending,
)
from uvlint.pyeval.machine import Call, Handler, Machine
from uvlint.pyeval.symbolic_paths import ROOT, STAR, is_wild

_ABOVE = ROOT.rpartition("/")[2]
DEEP = STAR + STAR
"""Any number of folders."""


def nothing(_: Call) -> Value:
    """Return None."""
    return NOTHING


def first(call: Call) -> Value:
    """Return the first argument."""
    return call.argument(0)


def depends(call: Call) -> Value:
    """Return an unknown value that depends on all arguments; the call may fail."""
    call.machine.doubt()
    return call.opaque()


def thing(machine: Machine, name: str, names: Names, origins: frozenset[int] = NONE) -> Value:
    """Return what a library made, with attributes that are known."""
    option = Made(name, NO_ARGUMENTS, names)
    machine.state.set(machine.state.heap, option, origins)
    return Value((option,), origins)


def paths_in(machine: Machine, value: Value) -> Iterator[tuple[Value, bool]]:
    """Yield the paths that an argument names, one or those of a list, and whether each is sure."""
    plain = tuple(o for o in value.options if not isinstance(o, List | Tuple))
    if plain:
        yield Value(plain, value.origins), len(plain) == len(value.options)
    for option in value.options:
        if isinstance(option, List | Tuple):
            content = machine.items_of(option) if isinstance(option, List) else option
            for item in content.items:
                yield depending(item, value.origins), len(value.options) == 1
            if content.rest is not None:
                yield depending(content.rest, value.origins), False


def pathlike(handler: Handler) -> Handler:
    """Return a handler that takes instances with `__fspath__` for the paths that they give."""

    def handle(call: Call) -> Value:
        for value in call.arguments.positional:
            for option in value.options:
                if isinstance(option, Instance):
                    return handler(_with_paths(call))
        return handler(call)

    return handle


def _with_paths(call: Call) -> Call:
    given = call.arguments
    positional = tuple(
        call.machine.as_path(value, call.site)
        if any(isinstance(option, Instance) for option in value.options)
        else value
        for value in given.positional
    )
    return Call(call.machine, Arguments(positional, given.keywords, given.rest), call.site)


def may_be_path(value: Value) -> bool:
    """Tell whether a value may be the name of a file, not an open file."""
    return any(
        isinstance(option, str | bytes | Path | Unknown | Instance | Content)
        for option in value.options
    )


def contents(handles: Value) -> Value:
    """Return what open files hold."""
    options: list[Option] = [
        Content(option.path, exact=option.opened is not None)
        if isinstance(option, Handle) and option.path and not is_wild(option.path)
        else UNKNOWN
        for option in handles.options
    ]
    return Value(tuple(dict.fromkeys(options)), handles.origins)


def pure(text: str) -> str:
    """Return a path as `pathlib` writes it: without `.`, double slashes and a slash at the end."""
    if text and "//" not in text and "./" not in text and text[-1] not in "/.":
        return text
    parts = [part for part in text.split("/") if part not in ("", ".")]
    return ("/" if text.startswith("/") else "") + "/".join(parts) or "."


def base_name(text: str) -> Option:
    """Return the last part of a path; of any number of folders, any name.

    What the folder of the project is called, and those above it, is not known.
    """
    name = posixpath.basename(text)
    return STAR if name == DEEP else known_name(name)


def known_name(part: str) -> Option:
    """Return a part of a path, unknown where it stands for a folder above the project."""
    return UNKNOWN if part == _ABOVE else part


def folder_name(text: str) -> Option:
    """Return a path without its last part, unknown where that stands for any number of parts."""
    folder, name = posixpath.split(text)
    return UNKNOWN if name == DEEP else folder


def split_suffix(text: str) -> tuple[str, Option]:
    """Return a path without its suffix, and the suffix, unknown where that is what is open."""
    folder, slash, name = text.rpartition("/")
    last = max(map(name.rfind, (STAR, "\ufdd1", "\ufdd2")))
    if last >= 0 and "." not in name[last:]:
        return f"{folder}{slash}{name[: last + 1]}", UNKNOWN
    root, suffix = posixpath.splitext(text)
    return root, suffix


def normal(text: str) -> Option:
    """Return a path without `.` and `..`, unknown where these lead out of an open folder."""
    parts = text.split("/")
    if ".." in parts and DEEP in parts:
        return UNKNOWN
    return posixpath.normpath(text)


def is_plain(option: Option) -> bool:
    """Tell whether an option is text that stands for itself."""
    return isinstance(option, str) and not is_wild(option)


def here(machine: Machine) -> Value | None:
    """Return the working directory, None where it is not known."""
    folders = machine.state.world["folder"]
    return Value(folders) if folders else None


def single(value: Value) -> Option:
    """Return the only option of a value, unknown where there are several."""
    return value.options[0] if len(value.options) == 1 else UNKNOWN


def joined_paths(machine: Machine, *parts: Value) -> Value:
    """Return what `os.path.join` makes of paths."""
    return machine.fold(parts, posixpath.join)


def texts(values: Value) -> list[str] | None:
    """Return the options of a value as text, None where some are not known."""
    found: list[str] = []
    for option in values.options:
        text = option.text if isinstance(option, Path) else option
        if not isinstance(text, str):
            return None
        found.append(text)
    return found
