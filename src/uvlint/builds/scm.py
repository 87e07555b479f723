"""Versions that are counted from git, and the variables that replace them by hand."""

from __future__ import annotations

from collections.abc import Iterator

from uvlint.model import Env, Git, Input, Spot

VERSION = ("version",)
_PREFIXES = ("SETUPTOOLS_SCM", "VCS_VERSIONING")


def from_git(why: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Input:
    """Return the input of a field that depends on the commit and on the tags."""
    return Input(key=Git(commit=True, tags=True), feeds=feeds, why=why, at=at)


def dirty_tree(why: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Input:
    """Return the input that uv has no key for: changes that are not committed."""
    return Input(key=None, feeds=feeds, why=why, at=at)


def overrides(*names: str, at: Spot, feeds: tuple[str, ...] = VERSION) -> Iterator[Input]:
    """Yield variables that only serve to replace a value by hand."""
    for name in names:
        why = f"the variable {name} replaces the computed value"
        yield Input(key=Env(name), feeds=feeds, why=why, at=at, override=True)


def setuptools_scm_overrides(name: str | None, at: Spot) -> Iterator[Input]:
    """Yield the overrides of setuptools-scm 10, with the form for one distribution if named."""
    suffix = f"_FOR_{name.upper().replace('-', '_').replace('.', '_')}" if name else ""
    for prefix in _PREFIXES:
        pretend = f"{prefix}_PRETEND_VERSION"
        yield from overrides(pretend, *([pretend + suffix] if suffix else []), at=at)
