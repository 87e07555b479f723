"""How plug-ins are found: constants of modules, and entry points of other packages.

Each rule, format and provider of uvlint is a constant of a module of its own.
Providers of other packages are found by the entry point group `uvlint.providers`. Only
packages that are installed beside uvlint count, never the folder it is called from:
what lies there belongs to the project under examination.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import TypeVar

from uvlint.model import File, Input, Key, Output, Spot
from uvlint.project import Project
from uvlint.provider import Claims, Provider

T = TypeVar("T")

GROUP = "uvlint.providers"


def modules_of(package: str) -> list[str]:
    """Return the names of the public modules of a package, sorted.

    `pkgutil` would import `inspect`, which takes longer than all modules of one package.
    """
    names = (name for folder in import_module(package).__path__ for name in os.listdir(folder))
    return sorted(name[:-3] for name in names if name.endswith(".py") and name[0] != "_")


def load(package: str, constant: str, kind: type[T]) -> tuple[T, ...]:
    """Return the constant of every public module of a package, sorted by module name.

    Raises `TypeError` for a module without it.
    """
    return tuple(constant_of(f"{package}.{name}", constant, kind) for name in modules_of(package))


def constant_of(module: str, constant: str, kind: type[T]) -> T:
    """Return the plug-in that a module defines; raises `TypeError` where it does not."""
    value = getattr(import_module(module), constant, None)
    if not isinstance(value, kind):
        message = f"{module} has no {constant} = {kind.__name__}(...)"
        raise TypeError(message)
    return value


@cache
def installed() -> tuple[tuple[Provider, ...], tuple[str, ...]]:
    """Return the providers of other packages, and a line for each that cannot be used.

    They are looked up once in a process. `importlib.metadata` would cost a third of
    a run, so the files are looked at as they are, and nothing is parsed or imported
    unless one of them names the group.
    """
    providers: list[Provider] = []
    failures: list[str] = []
    for source, text in _declarations(map(str, sys.path)):
        try:
            for name, target in _entries(text):
                try:
                    providers.append(_loaded(target))
                except Exception as error:  # noqa: BLE001 - nor one package the others
                    failures.append(_line(f"{name} of {source}", error))
        except Exception as error:  # noqa: BLE001
            failures.append(_line(source, error))
    providers.sort(key=lambda provider: provider.name)
    return tuple(providers), tuple(failures)


def _line(whose: str, error: Exception) -> str:
    return f"provider {whose}: {type(error).__name__}: {error}"


def _declarations(folders: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the entry points of each distribution that names the group."""
    try:
        apart = {"", os.getcwd()}
    except FileNotFoundError:  # a working directory that was taken away
        apart = {""}
    seen = set()
    for folder in dict.fromkeys(folders):
        if folder in apart:
            continue
        try:
            with os.scandir(folder) as entries:
                found = [e.name for e in entries if e.name.endswith(".dist-info")]
        except OSError:
            continue
        for name in sorted(found):
            distribution = name.partition("-")[0]
            if distribution in seen:
                continue  # the first on the path is the one that is imported
            seen.add(distribution)
            try:
                with open(f"{folder}/{name}/entry_points.txt", "rb") as file:
                    data = file.read()
            except OSError:
                continue
            if GROUP.encode() in data:
                yield distribution, data.decode(errors="replace")


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """Yield the entry points of the group; raises `configparser.Error`."""
    from configparser import ConfigParser

    parser = ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # the documented way
    parser.read_string(text)
    if parser.has_section(GROUP):
        yield from parser.items(GROUP)


def _loaded(target: str) -> Provider:
    module, _, constant = target.partition(":")
    provider = constant_of(module.strip(), constant.strip(), Provider)
    _demand(provider.name, str, "`name` of the provider")
    _demand(provider.about, tuple, "`about` of the provider")
    for sign in provider.about:
        _demand(sign, str, "a sign in `about`")
    _demand(provider.claims, Claims, "`claims` of the provider")
    for kind, names in zip(Claims._fields, provider.claims, strict=True):
        _demand(names, tuple, f"`{kind}` of the claims")
        for name in names:
            _demand(
                name, tuple if kind == "delegates" else str, f"a name in `{kind}` of the claims"
            )

    def inputs(project: Project) -> Iterator[Input]:
        for item in provider.inputs(project):
            _demand(item, Input, "an input")
            _demand(item.key, Key | None, "`key` of an input")
            if isinstance(item.key, File):
                _demand(item.key.pattern, str, "the pattern of a file")
            _demand(item.feeds, tuple, "`feeds` of an input")
            _demand(item.why, str, "`why` of an input")
            _demand(item.at, Spot, "`at` of an input")
            yield item

    def outputs(project: Project) -> Iterator[Output]:
        for item in provider.outputs(project):
            _demand(item, Output, "an output")
            _demand(item.file, str, "`file` of an output")
            yield item

    return provider._replace(inputs=inputs, outputs=outputs)


def _demand(value: object, kind: object, what: str) -> None:
    """Raise `TypeError` for a value of another type: what is typed here may not be there."""
    if not isinstance(value, kind):  # type: ignore[arg-type]  # a union is a class here
        message = f"{what} is {value!r}"
        raise TypeError(message)
