"""What large inputs cost: memory, a workspace, a tree of many files, lists of many keys.

    uv run bench/scale.py [--rounds N] [--folder DIR]

The first table compares commands as `run.py` does. The second doubles the number of keys
or files that one project has; a factor of about two between its columns is linear, of
four quadratic. The last line is the peak memory of a check of 10,000 clean projects,
beside the one of 1,000: it must not grow with them.
"""

from __future__ import annotations

import argparse
import shlex
import tempfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from run import CLEAN, FINDING, HERE, Command, environment, lay_out, measure, show

RUFF = "ruff RUF200, 200 members"
BARE = "bare walk, 100,000 files"
WALK = """\
import os
waiting = ["."]
while waiting:
    with os.scandir(waiting.pop()) as entries:
        for entry in entries:
            entry.stat()
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)
"""

ROOT = """\
[project]
name = "root"
version = "1.0"
requires-python = ">=3.11"

[tool.uv]
package = false

[tool.uv.workspace]
members = ["packages/*"]
"""
PROJECT = """\
[build-system]
requires = [{requires}]
build-backend = "{backend}"

[project]
name = "{{name}}"
requires-python = ">=3.11"
{fields}
"""
HEADS = {
    "setuptools": ('"setuptools>=77"', "setuptools.build_meta"),
    "setuptools-scm": ('"setuptools>=77", "setuptools-scm>=8"', "setuptools.build_meta"),
    "hatchling": ('"hatchling"', "hatchling.build"),
    "uv": ('"uv_build>=0.9,<0.14"', "uv_build"),
    "flit": ('"flit_core>=3.11,<4"', "flit_core.buildapi"),
    "maturin": ('"maturin>=1.9,<2"', "maturin"),
}
STATIC = 'version = "1.0"'
DYNAMIC = 'dynamic = ["version"]'
KINDS = (
    ("setuptools", STATIC),
    ("setuptools", f'{DYNAMIC}\n\n[tool.setuptools.dynamic]\nversion = {{{{ file = "VERSION" }}}}'),
    ("setuptools-scm", f"{DYNAMIC}\n\n[tool.setuptools_scm]"),
    ("hatchling", f'{STATIC}\nreadme = "README.md"'),
    ("hatchling", f'{DYNAMIC}\n\n[tool.hatch.version]\npath = "src/{{name}}/__init__.py"'),
    ("uv", STATIC),
    ("flit", 'dynamic = ["version", "description"]'),
    ("maturin", f'{STATIC}\n\n[tool.maturin]\nfeatures = ["pyo3/extension-module"]'),
)
"""What the members of a workspace are, in turn: the build system, and their fields."""

LIST = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "many"
{fields}

[tool.uv]
cache-keys = [
    {{ file = "pyproject.toml" }},
{keys}]
"""


def workspace(folder: Path, count: int) -> Path:
    """Write a workspace with members of many kinds."""
    if folder.exists():
        return folder
    for number in range(count):
        system, fields = KINDS[number % len(KINDS)]
        requires, backend = HEADS[system]
        text = PROJECT.format(requires=requires, backend=backend, fields=fields)
        name = f"p{number:03}"
        root = folder / "packages" / name
        (root / "src" / name).mkdir(parents=True)
        (root / "pyproject.toml").write_text(text.format(name=name))
        (root / "README.md").write_text(f"# {name}\n")
        (root / "VERSION").write_text("1.0\n")
        (root / "src" / name / "__init__.py").write_text('"""A package."""\n__version__ = "1.0"\n')
        if system == "maturin":
            (root / "Cargo.toml").write_text(f'[package]\nname = "{name}"\nversion = "1.0"\n')
            (root / "src" / "lib.rs").write_text("")
    (folder / "pyproject.toml").write_text(ROOT)
    return folder


def large(folder: Path) -> Path:
    """Write a project with 1,000 folders of 100 files and a glob over all of them."""
    if folder.exists():
        return folder
    for number in range(1000):
        below = folder / "data" / f"a{number // 100}" / f"b{number // 10}" / f"c{number}"
        below.mkdir(parents=True)
        for name in range(100):
            (below / f"{name}.{'txt' if name % 2 else 'py'}").touch()
    keys = '    { file = "data/**/*.txt" },\n'
    (folder / "pyproject.toml").write_text(LIST.format(fields=STATIC, keys=keys))
    return folder


def globs(root: Path, count: int) -> str:
    """Return a list with many globs, each of a folder with one file."""
    for number in range(count):
        (root / "data" / f"d{number}").mkdir(parents=True)
        (root / "data" / f"d{number}" / "x.txt").touch()
    keys = "".join(f'    {{ file = "data/d{n}/**/*.txt" }},\n' for n in range(count))
    return LIST.format(fields=STATIC, keys=keys)


def deaf(root: Path, count: int) -> str:  # noqa: ARG001 - the signature of a layout
    """Return a list with many globs that match nothing."""
    keys = "".join(f'    {{ file = "data/d{n}/**/*.txt" }},\n' for n in range(count))
    return LIST.format(fields=STATIC, keys=keys)


def twins(root: Path, count: int) -> str:
    """Return a list with many globs in each other's walk: all match in one folder."""
    (root / "data").mkdir()
    for number in range(count):
        (root / "data" / f"x.{number}").touch()
    keys = "".join(f'    {{ file = "data/**/*.{n}" }},\n' for n in range(count))
    return LIST.format(fields=STATIC, keys=keys)


def names(root: Path, count: int) -> str:
    """Return a list with many plain names of files."""
    (root / "data").mkdir()
    for number in range(count):
        (root / "data" / f"{number}.txt").touch()
    keys = "".join(f'    {{ file = "data/{n}.txt" }},\n' for n in range(count))
    return LIST.format(fields=STATIC, keys=keys)


def absent(root: Path, count: int) -> str:  # noqa: ARG001 - the signature of a layout
    """Return a list with many plain names of which no file is there."""
    keys = "".join(f'    {{ file = "data/{n}.txt" }},\n' for n in range(count))
    return LIST.format(fields=STATIC, keys=keys)


def requirements(root: Path, count: int) -> str:
    """Return a project whose dependencies are read from many files, each in its own folder."""
    files = [f"requirements/r{number}/base.txt" for number in range(count)]
    for file in files:
        (root / file).parent.mkdir(parents=True)
        (root / file).write_text("six\n")
    stated = ", ".join(f'"{file}"' for file in files)
    dynamic = f"[tool.setuptools.dynamic]\ndependencies = {{ file = [{stated}] }}"
    fields = f'version = "1.0"\ndynamic = ["dependencies"]\n\n{dynamic}'
    return LIST.format(fields=fields, keys="").partition("\n[tool.uv]")[0]


LAYOUTS: tuple[tuple[str, Callable[[Path, int], str], int], ...] = (
    ("glob keys, one folder each", globs, 500),
    ("glob keys, all in one folder", twins, 500),
    ("glob keys without a match", deaf, 500),
    ("plain keys", names, 2000),
    ("plain keys without a file", absent, 2000),
    ("requirement files", requirements, 1000),
)
DOUBLINGS = 2


def doubled(folder: Path, uvlint: Path) -> list[list[Command]]:
    """Return for each layout a command for each size."""
    rows = []
    for title, text_of, size in LAYOUTS:
        row = []
        for count in (size << step for step in range(DOUBLINGS + 1)):
            root = folder / text_of.__name__ / str(count)
            if not root.exists():
                root.mkdir(parents=True)
                (root / "pyproject.toml").write_text(text_of(root, count))
            row.append(Command(title=f"{count:,} {title}", argv=[f"{uvlint}", "check"], cwd=root))
        rows.append(row)
    return rows


def compared(folder: Path, uvlint: Path, ruff: Path) -> list[Command]:
    """Return the commands over the workspace and the tree of many files."""
    members = workspace(folder / "workspace", 200)
    tree = large(folder / "large")

    def row(title: str, line: str, cwd: Path, against: str = "", limit: float = 0) -> Command:
        argv = shlex.split(line)
        return Command(title=title, argv=argv, cwd=cwd, against=against or title, limit=limit)

    bare = f"{uvlint.parent}/python -c {shlex.quote(WALK)}"
    return [
        row(RUFF, f"{ruff} check --no-cache --select RUF200", members),
        row("uvlint check, 200 members", f"{uvlint} check", members, RUFF, 5),
        row(BARE, bare, tree),
        row("uvlint check, 100,000 files", f"{uvlint} check", tree, BARE, 2),
    ]


def show_growth(rows: list[list[Command]]) -> None:
    """Print seconds at each size, and how many times more each doubling takes."""
    print(f"\n{'one project with':36} {'CPU s':>7}  and twice as many each time")
    for row in rows:
        cells = [f"{row[0].median:7.3f}"]
        for less, more in pairwise(row):
            cells.append(f"{more.median:7.3f} ({more.median / less.median:.1f}x)")
        print(f"{row[0].title:36} {'  '.join(cells)}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, help="keep the trees here, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        uvlint = environment(folder / "uvlint-env", str(HERE)) / "uvlint"
        ruff = environment(folder / "ruff-env", "ruff") / "ruff"
        table = compared(folder, uvlint, ruff)
        measure(table, options.rounds)
        show(table)
        rows = doubled(folder, uvlint)
        measure([command for row in rows for command in row], options.rounds)
        show_growth(rows)
        counts = {f"{n:,} {what}": (n, text) for what, n, text in MEMORY}
        peaks = [
            Command(
                title=title,
                argv=[f"{uvlint}", "check", "-q"],
                cwd=lay_out(folder / title.replace(" ", "-"), text, count),
            )
            for title, (count, text) in counts.items()
        ]
        measure(peaks, 1)
        print(f"\n{'peak memory of':36} {'MiB':>7}")
        for command in peaks:
            print(f"{command.title:36} {command.peak / 1024:7.1f}")


MEMORY = (
    ("clean projects", 1_000, CLEAN),
    ("clean projects", 10_000, CLEAN),
    ("projects with findings", 1_000, FINDING),
)

if __name__ == "__main__":
    main()
