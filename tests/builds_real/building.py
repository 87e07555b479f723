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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from tests.builds_real.example import Example, lay_out
from uvlint.project import Project
from uvlint.trace import frontend, observer
from uvlint.trace.evidence import Event, Kind, notes

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
    noted = scratch / "notes"
    environ = {
        **_environ(),
        **example.env,
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        observer.TARGET: f"{noted}:{root}",
    }

    def call(hook: str, *arguments: object) -> Any:
        task, answer = scratch / "task", scratch / "answer"
        wanted = {
            "backend": project.backend,
            "folders": project.backend_folders,
            "hook": hook,
            "arguments": arguments,
            "answer": str(answer),
        }
        task.write_text(json.dumps(wanted))
        done = subprocess.run(
            [bin_folder / "python", frontend.__file__, task],
            cwd=root,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return json.loads(answer.read_text())["value"]

    if required := call(f"get_requires_for_{example.hook}", None):
        _install(bin_folder / "python", required)
    call(example.hook, str(target))
    touched = {name for name in before if (root / name).exists() and _was_read(root / name)}
    after = _contents(root)
    changed = {name for name, text in after.items() if before.get(name) != text}
    events = [*notes(noted.read_text().splitlines())]
    read = _paths(events, Kind.READ, root)
    # A file that is gone at the end cannot be the newest when uv looks next.
    written = {
        name for name in _paths(events, Kind.WRITE, root) if (root / name).is_file()
    } | changed
    git = any(name.startswith(".git/") for name in read)
    programs = {Path(event.what[0]).name for event in events if event.kind is Kind.RUN}
    return Seen(
        read=frozenset(before.keys() & (read | touched)),
        written=frozenset(filter(_counts, written)),
        programs=frozenset(programs | ({"git"} if git else set())),
        variables=frozenset(e.what[0] for e in events if e.kind in (Kind.ENV, Kind.LOOKUP)),
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
    _install(python, requirements)
    (packages,) = root.glob("lib/python*/site-packages")
    shutil.copy(observer.__file__, packages / "_observer.py")
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


def _paths(events: Iterable[Event], kind: Kind, root: Path) -> set[str]:
    return {os.path.relpath(event.what[0], root) for event in events if event.kind is kind}


def _install(python: Path, requirements: Sequence[str]) -> None:
    assert UV is not None
    subprocess.run([UV, "pip", "install", "-q", "--python", python, *requirements], check=True)


def _counts(name: str) -> bool:
    """Tell whether a written file is more than a cache of Python or of git."""
    return not {".git", "__pycache__"} & set(name.split("/"))
