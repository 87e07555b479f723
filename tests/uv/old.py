"""Old versions of uv as witnesses: the records that they store for many small projects."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from tests.uv.real import BACKEND, PROJECT
from uvlint.uv.record import NAME, Record, parse

Prepare = Callable[[Path], None]

VARIABLES = {"UVLINT_SET": "x"}


def installed(uv: str, version: str, folder: Path) -> str | None:
    """Return a uv of another version, None where it cannot be had."""
    done = subprocess.run(
        [uv, "pip", "install", "-q", "--target", str(folder), f"uv=={version}"],
        env=os.environ | {"UV_PYTHON": sys.executable},
        capture_output=True,
        check=False,
    )
    return None if done.returncode else str(folder / "bin/uv")


def environment(root: Path) -> Mapping[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("UV_") and name != "VIRTUAL_ENV"
    }
    return kept | {
        "UV_OFFLINE": "1",
        "UV_CACHE_DIR": str(root / "cache"),
        "UV_PYTHON": sys.executable,
        "UV_LINK_MODE": "copy",
        "PYTHONDONTWRITEBYTECODE": "1",  # what a build leaves behind would be the newest
        **VARIABLES,
    }


def plant(member: Path, toml: str, files: Sequence[str], links: Mapping[str, str]) -> None:
    """Write a project whose files differ in age, in an order of their own."""
    name = member.parent.name
    (member / "_be").mkdir(parents=True)
    wheel = "\ndef build_wheel(folder, *rest, **more):\n    return build_editable(folder)\n"
    (member / "_be/be.py").write_text((BACKEND + wheel).replace("@NAME@", name))
    for file in random.Random(name).sample(files, len(files)):
        (member / file).parent.mkdir(parents=True, exist_ok=True)
        (member / file).touch()
        time.sleep(0.005)  # the clock of the disk is a coarse one
    for link, target in links.items():
        (member / link).symlink_to(target)
    (member / "pyproject.toml").write_text(PROJECT.replace("@NAME@", name) + toml)


def records(uv: str, root: Path, members: Sequence[Path]) -> list[Record]:
    """Let uv install projects, and return what it stores of each."""
    names = [member.parent.name for member in members]
    sources = "".join(
        f'{name} = {{ path = "{name}/project", editable = true }}\n' for name in names
    )
    (root / "pyproject.toml").write_text(
        '[project]\nname = "all"\nversion = "1"\nrequires-python = ">=3.8"\n'
        f"dependencies = {json.dumps(names)}\n[tool.uv.sources]\n{sources}"
    )
    done = subprocess.run(
        [uv, "sync"], cwd=root, env=environment(root), capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [_record(root, name) for name in names]


def _record(root: Path, name: str) -> Record:
    found = list((root / ".venv").glob(f"lib/*/site-packages/{name}-1.dist-info/{NAME}"))
    return parse(found[0].read_bytes()) if found else Record()


# --- repositories -------------------------------------------------------------------


def git(folder: Path, *args: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=x", "-c", "user.email=x@x", *args],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def _repository(member: Path) -> None:
    git(member, "init", "-q", "-b", "main")
    git(member, "add", "pyproject.toml")
    git(member, "commit", "-q", "-m", "x")
    git(member, "tag", "v1")


def _detached(member: Path) -> None:
    _repository(member)
    git(member, "checkout", "-q", "--detach")


def _packed(member: Path) -> None:
    _repository(member)
    git(member, "pack-refs", "--all")


def _packed_and_loose(member: Path) -> None:
    _packed(member)
    git(member, "commit", "-q", "--allow-empty", "-m", "y")
    git(member, "tag", "v2")


def _slash(member: Path) -> None:
    _repository(member)
    git(member, "tag", "a/b")


def _no_tags(member: Path) -> None:
    _repository(member)
    git(member, "tag", "-d", "v1")


def _no_line_end(member: Path) -> None:
    _repository(member)
    branch = member / ".git/refs/heads/main"
    branch.write_text(branch.read_text().strip())


def _linked_tag(member: Path) -> None:
    _repository(member)
    (member / ".git/refs/tags/link").symlink_to("v1")


def _empty(member: Path) -> None:
    (member / ".git").mkdir()


def _worktree(member: Path) -> None:
    _repository(member)
    main = member.parent / "main"
    main.mkdir()
    (member / ".git").rename(main / ".git")
    git(main, "worktree", "add", "-q", "-b", "other", str(member.parent / "tree"))
    (member.parent / "tree/.git").rename(member / ".git")


def _above(member: Path) -> None:
    _repository(member)
    (member / ".git").rename(member.parent / ".git")


REPOSITORIES: tuple[Prepare, ...] = (
    *(_repository, _detached, _packed, _packed_and_loose, _slash, _no_tags),
    *(_no_line_end, _linked_tag, _empty, _worktree, _above),
)
