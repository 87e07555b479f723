"""What old versions of uv store is what uvlint says of them, on both sides of each boundary."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from uv import find_uv_bin

from tests.uv.old import REPOSITORIES, VARIABLES, installed, plant, records
from tests.uv.test_globs import GLOBS
from uvlint.project import Project
from uvlint.uv import keys
from uvlint.uv.record import Record, Stamp, compute, same_folder
from uvlint.uv.version import parse

VERSIONS = (
    *("0.4.10", "0.4.18", "0.4.19", "0.4.23", "0.5.11", "0.5.12", "0.5.18", "0.5.19"),
    *("0.6.6", "0.6.7", "0.7.20", "0.7.21", "0.11.19", "0.11.20", "0.13.4"),
)
FILES = (
    *("a.txt", "b.py", "_a.py", ".hid", "src/a.txt", "src/b.py", "src/_a.py", "src/pkg/a.txt"),
    *("src/pkg/b.py", "sub/a.txt", "sub/src/b.py", ".d/a.txt", "../shared/s.txt", "!n"),
)
LINKS = {"link.txt": "a.txt", "linkdir": "sub"}

LISTS = (
    'cache-keys = ["setup.cfg", "src/*.py"]',
    'cache-keys = ["src/*.py", "*.json"]',
    'cache-keys = ["src/pkg/*.py", "src/*.pyx"]',
    'cache-keys = ["./*.txt"]',
    'cache-keys = ["../shared/*.txt"]',
    'cache-keys = ["a/../*"]',
    'cache-keys = ["sub/*/"]',
    'cache-keys = ["/src/*.py"]',
    'cache-keys = ["src//*.py"]',
    'cache-keys = ["link*"]',
    'cache-keys = ["linkdir/*.txt"]',
    'cache-keys = ["linkdir/a.txt", "link.txt", "sub"]',
    'cache-keys = ["src/**/*.py", "!src/**/_a.py"]',
    'cache-keys = ["src/**/*.py", "!**/_a.py"]',
    'cache-keys = ["a.txt", { env = "UVLINT_SET" }, { env = "UVLINT_NOT_SET" }]',
    'cache-keys = ["a.txt", { dir = "sub" }, { dir = "none" }]',
    'cache-keys = ["a.txt", { fiel = "x" }]',
    'cache-keys = ["a.txt", { file = "b.py", dir = "src" }]',
    'cache-keys = ["a.txt", {}]',
    'cache-keys = ["a.txt", 1]',
    'cache-keys = ["[", { fiel = "x" }]',
    'cache-keys = "a.txt"',
    "cache-keys = []",
    "",
)
GIT_LISTS = (
    "cache-keys = [{ git = true }]",
    'cache-keys = ["a.txt", { git = { commit = true, tags = true } }]',
)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("git") is None, reason="some projects are repositories")
@pytest.mark.parametrize("name", VERSIONS)
def test_uv_stores_what_uvlint_says(name: str, tmp_path: Path) -> None:
    version = parse(name)
    assert version is not None
    uv = installed(find_uv_bin(), name, tmp_path / "uv")
    if uv is None:
        pytest.skip(f"uv {name} cannot be installed")
    root = tmp_path.resolve() / "all"
    chance = random.Random(name)
    globs = [chance.choices(GLOBS, k=chance.randint(1, 4)) for _ in range(24)]
    lists = [*LISTS, *(f"cache-keys = {json.dumps(some, ensure_ascii=False)}" for some in globs)]
    members = [root / f"m{number}" / "project" for number in range(len(lists))]
    for member, toml in zip(members, lists, strict=True):
        plant(member, toml, FILES, LINKS)
    for number, toml in enumerate(GIT_LISTS):
        for prepare in REPOSITORIES:
            member = root / f"g{number}{prepare.__name__.replace('_', '')}" / "project"
            plant(member, toml, ["a.txt", "b.py"], {})
            prepare(member)
            members.append(member)
            lists.append(toml)
    stored = records(uv, root, members)
    expected = []
    for member in members:
        project = Project(str(member))
        counting = keys.watched(keys.read(project, version), version)
        expected.append(compute(project.root, counting, VARIABLES, version).record)
    wrong = [
        (member.parent.name, toml, said, seen)
        for member, toml, said, seen in zip(members, lists, expected, stored, strict=True)
        if not _alike(said, seen)
    ]
    assert not wrong


def _but_folders(record: Record) -> Record:
    return record._replace(directories={}, complete=True)


def _alike(said: Record, seen: Record) -> bool:
    names: Sequence[str] = sorted(said.directories.keys() | seen.directories.keys())
    missing = object()
    return _but_folders(said) == _but_folders(seen) and all(
        _same(said.directories.get(name, missing), seen.directories.get(name, missing))
        for name in names
    )


def _same(said: Stamp | object | None, seen: Stamp | object | None) -> bool:
    """Tell whether two stamps agree; some builds of old versions store inodes."""
    if type(said) is type(seen):
        return said == seen or same_folder(said, seen)  # type: ignore[arg-type]
    return said is not None and seen is not None
