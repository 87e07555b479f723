"""The smallest projects that providers have something to say about; `docs/providers.md` shows them.

Each module of `examples` holds a family: a title, and a table `EXAMPLES` by the names of providers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A project: its files, and all that a real build of it needs.

    `git` puts it into a repository with a tag, `env` into an environment. `hook` is
    what is built. `programs` must be on the path; where they are given, other
    programs than Python read files. `also` is installed beside the build requirements.
    `aside` holds, with a reason, what the build reads and the provider does not name,
    or the provider names and the build is not seen to read. `unbuilt` says why there
    is no real build.
    """

    files: Mapping[str, str]
    git: bool = False
    env: Mapping[str, str] = field(default_factory=dict)
    hook: str = "build_editable"
    programs: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict)
    unbuilt: str = ""


@cache
def families() -> tuple[tuple[str, Mapping[str, Example]], ...]:
    """Return the tables of examples, each with the title of its module."""
    import tests.builds_real.examples as package

    modules = [
        import_module(f"{package.__name__}.{module.name}")
        for module in iter_modules(package.__path__)
    ]
    return tuple(
        ((module.__doc__ or "").strip().rstrip("."), module.EXAMPLES) for module in modules
    )


@cache
def examples() -> Mapping[str, Example]:
    """Return every example by the name of its provider."""
    return {name: example for _, table in families() for name, example in table.items()}


def lay_out(example: Example, root: Path) -> None:
    """Write the files of an example below a folder."""
    for name, text in example.files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
