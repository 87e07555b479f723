"""Which formats a report is written in, and where to."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TextIO

from uvlint.cli.console import Stop, Voice, emit, reason, wants_color
from uvlint.named_tuple import NamedTuple
from uvlint.plugin import Format, Report, Screen
from uvlint.registry import constant_of, modules_of

DEFAULT = "full"
_ALIASES = {"json-v1": "json"}


class Target(NamedTuple):
    """A format and the file it is written to; None is the stream of the command."""

    form: Format
    file: str | None


def format_names() -> tuple[str, ...]:
    """Return the names of the output formats, which are those of their modules."""
    names = {name.replace("_", "-") for name in modules_of("uvlint.formats")}
    return tuple(sorted(names | _ALIASES.keys()))


def chosen(
    name: str | None,
    files: tuple[str, ...],
    voice: Voice,
    settled: Callable[[], str | None] = lambda: None,
) -> tuple[Target, ...]:
    """Return what to write where: the main format first, then each file given as `FORMAT=PATH`.

    Without an option the variables UVLINT_OUTPUT_FORMAT and UVLINT_OUTPUT_FILE
    are asked, then the settings for the format they state; silence leaves the files.
    Raises `Stop` for an unknown format.
    """
    name = name or os.environ.get("UVLINT_OUTPUT_FORMAT") or settled() or DEFAULT
    if not files and (stated := os.environ.get("UVLINT_OUTPUT_FILE")):
        files = (stated,)
    main = None
    others = []
    for file in files:
        prefix, mark, path = file.partition("=")
        if mark and prefix in format_names():
            others.append(Target(_format(prefix), path))
        else:
            main = file
    first = Target(_format(name), main)
    return tuple(others) if main is None and voice.silent else (first, *others)


def _format(name: str) -> Format:
    # Listing the formats costs a clean run more than its format does.
    if name != DEFAULT and name not in format_names():
        message = f"no output format {name!r}; there are {', '.join(format_names())}"
        raise Stop(message)
    module = _ALIASES.get(name, name).replace("-", "_")
    return constant_of(f"uvlint.formats.{module}", "FORMAT", Format)


def screen(*, color: bool = False, brief: bool = False, width: int = 0) -> Screen:
    """Return a screen that shortens the names of files below the working directory."""
    return Screen(folder=os.path.join(os.getcwd(), ""), color=color, brief=brief, width=width)


def _width(stream: TextIO) -> int:
    """Return how wide a terminal is, 0 for other streams."""
    if not stream.isatty():
        return 0
    from shutil import get_terminal_size

    return get_terminal_size().columns


def write(
    report: Report, targets: tuple[Target, ...], voice: Voice, *, stream: TextIO, color: str
) -> None:
    """Write a report in every format asked for; raises `Stop` where a file cannot be written."""
    for form, file in targets:
        if file is not None:
            paint = color == "always" and not form.machine
            _write_file(file, form.render(report, screen(color=paint, brief=voice.brief)))
        else:
            paint = not form.machine and wants_color(color, stream)
            seen = screen(color=paint, brief=voice.brief, width=_width(stream))
            emit(form.render(report, seen), stream)


def _write_file(path: str, text: str) -> None:
    try:
        with open(path, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
            file.write(text)
    except OSError as error:
        message = f"cannot write {reason(error)}"
        raise Stop(message) from error
