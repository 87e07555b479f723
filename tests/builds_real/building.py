"""Builds an example for real and tells what was read and written inside its tree.

Two witnesses: a hook in every Python process, and the access times of the files,
which other programs cannot but change. The second one needs a file system that
keeps them (`relatime` is enough).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.builds_real.example import Example, lay_out
from uvlint.project import Project

HERE = Path(__file__).parent
UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
LONG_AGO = 1_000_000_000
"""Seconds: the access time given to all files, before their change time."""
CHANGED = LONG_AGO + 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a build did: files by name, programs it started, variables it asked for."""

    read: frozenset[str]
    written: frozenset[str]
    programs: frozenset[str]
    variables: frozenset[str]


def build(example: Example, root: Path, scratch: Path, environments: Path) -> Seen:
    """Build an example that `prepare` laid out; raises `AssertionError` where that fails."""
    project = Project(str(root))
    requirements = project.pyproject.strings("build-system", "requires")
    wanted = (*(item.value for item in requirements), *example.also)
    bin_folder = environment(environments, wanted or ("setuptools",))
    before = _contents(root)
    _age(root)
    target = scratch / "wheels"
    target.mkdir()
    notes = scratch / "notes"
    done = subprocess.run(
        [
            *(bin_folder / "python", "-P", HERE / "frontend.py", UV or "uv"),
            *(example.hook, target, project.backend),
            *(folder.value for folder in project.backend_paths),
        ],
        cwd=root,
        env={
            **_environ(),
            **example.env,
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            "OBSERVED_BUILD": f"{notes}:{root}",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    touched = {name for name in before if (root / name).exists() and _was_read(root / name)}
    after = _contents(root)
    changed = {name for name, text in after.items() if before.get(name) != text}
    noted = _notes(notes)
    # A file that is gone at the end cannot be the newest when uv looks next.
    written = {name for name in noted["write"] if (root / name).is_file()} | changed
    git = any(name.startswith(".git/") for name in noted["read"])
    return Seen(
        read=frozenset(before.keys() & (noted["read"] | touched)),
        written=frozenset(filter(_counts, written)),
        programs=frozenset(noted["run"] | ({"git"} if git else set())),
        variables=frozenset(noted["env"]),
    )


def prepare(example: Example, root: Path) -> None:
    """Lay out an example, in a repository with a tag where it wants one."""
    lay_out(example, root)
    _age(root)
    if example.git:
        _git(root, "init", "-q", "-b", "main")
        # Or else git would read the files to see whether they changed.
        _git(root, "config", "core.trustctime", "false")
        _git(root, "add", "-A")
        _git(root, "commit", "-q", "-m", "one")
        _git(root, "tag", "v1.2.0")


@cache
def environment(folder: Path, requirements: Sequence[str]) -> Path:
    """Return the programs of an environment with these requirements and the observer."""
    root = folder / f"environment{len(list(folder.iterdir()))}"
    assert UV is not None
    subprocess.run([UV, "venv", "-q", "--python", sys.executable, root], check=True)
    python = root / "bin/python"
    subprocess.run([UV, "pip", "install", "-q", "--python", python, *requirements], check=True)
    (packages,) = root.glob("lib/python*/site-packages")
    shutil.copy(HERE / "observer.py", packages / "_observer.py")
    (packages / "_observer.pth").write_text("import _observer\n")
    return root / "bin"


def keeps_access_times(folder: Path) -> bool:
    """Tell whether reading a file can be seen from outside."""
    file = folder / "probe"
    file.write_text("x")
    os.utime(file, (LONG_AGO, CHANGED))
    file.read_text()
    return _was_read(file)


def _environ() -> dict[str, str]:
    strange = ("PYTHON", "SETUPTOOLS_SCM", "VIRTUAL_ENV", "GIT_")
    kept = {name: text for name, text in os.environ.items() if not name.startswith(strange)}
    return {**kept, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


def _git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *identity, *arguments]
    subprocess.run(command, cwd=root, env=_environ(), check=True)


def _files(root: Path) -> list[Path]:
    return [p for p in root.rglob("*") if p.is_file() and ".git" not in p.relative_to(root).parts]


def _age(root: Path) -> None:
    for file in _files(root):
        os.utime(file, (LONG_AGO, CHANGED))


def _was_read(file: Path) -> bool:
    return int(file.stat().st_atime) != LONG_AGO


def _contents(root: Path) -> dict[str, bytes]:
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in _files(root)}


def _notes(file: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in ("read", "write", "run", "env")}
    for line in file.read_text().splitlines():
        kind, what = json.loads(line)
        found[kind].add(what)
    return found


def _counts(name: str) -> bool:
    """Tell whether a written file is more than a cache of Python or of git."""
    return not {".git", "__pycache__"} & set(name.split("/"))
