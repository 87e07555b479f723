"""The real uv as a witness: many small projects in one environment, built without dependencies."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

BACKEND = """\
import zipfile

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "@NAME@-1.dist-info/"
    meta = "Metadata-Version: 2.1\\nName: @NAME@\\nVersion: 1\\n"
    wheel = "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"
    with zipfile.ZipFile(folder + "/@NAME@-1-py3-none-any.whl", "w") as file:
        file.writestr(name + "METADATA", meta)
        file.writestr(name + "WHEEL", wheel)
        file.writestr(name + "RECORD", "")
    return "@NAME@-1-py3-none-any.whl"
"""
PROJECT = """\
[build-system]
requires = []
build-backend = "be"
backend-path = ["_be"]
[project]
name = "@NAME@"
version = "1"
requires-python = ">=3.8"
[tool.uv]
"""
NEWEST = re.compile(r"Most recently modified: (.*)")
GLOB = re.compile(r"Failed to parse glob patterns for `cache-keys`: (.*)")
KEYS = re.compile(r"Failed to parse cache keys.*?\^+\n *(.*?)$", re.DOTALL | re.MULTILINE)


class Workspace:
    """Projects that uv installed once, whose lists and files may be replaced after that."""

    def __init__(self, root: Path, uv: str, members: int) -> None:
        self.root = root
        self.uv = uv
        self.members = [root / f"m{number}" / "project" for number in range(members)]
        names = [member.parent.name for member in self.members]
        for member in self.members:
            self.fill(member, [], [])
        sources = "".join(
            f'{name} = {{ path = "{name}/project", editable = true }}\n' for name in names
        )
        (root / "pyproject.toml").write_text(
            '[project]\nname = "all"\nversion = "1"\nrequires-python = ">=3.8"\n'
            f"dependencies = {json.dumps(names)}\n[tool.uv.sources]\n{sources}"
        )
        done = self._run(root, "sync")
        assert done.returncode == 0, done.stderr

    def fill(self, member: Path, files: Sequence[str], patterns: Sequence[str]) -> None:
        """Give a project other files and another list."""
        self.write(member, f"cache-keys = {json.dumps(patterns, ensure_ascii=False)}\n")
        for name in files:
            (member / name).parent.mkdir(parents=True, exist_ok=True)
            (member / name).touch()

    def write(self, member: Path, settings: str) -> None:
        """Give a project no files and other settings below `[tool.uv]`."""
        name = member.parent.name
        shutil.rmtree(member.parent, ignore_errors=True)
        (member / "_be").mkdir(parents=True)
        (member / "_be/be.py").write_text(BACKEND.replace("@NAME@", name))
        (member / "pyproject.toml").write_text(PROJECT.replace("@NAME@", name) + settings)

    def seen(self) -> list[set[str]]:
        """Return the files uv looks at in each project, pyproject.toml aside.

        uv names the newest file; it is taken away, until pyproject.toml is the newest.
        """
        found: list[set[str]] = [set() for _ in self.members]
        time.sleep(0.02)
        for member in self.members:
            shutil.rmtree(member / "_be")
            for file in member.parent.rglob("*"):
                if file.name != "pyproject.toml":
                    file.touch()
        active = True
        while active:
            done = self._run(self.root, "sync", "--dry-run", "--frozen")
            assert done.returncode == 0, done.stderr
            active = False
            for path in map(os.path.normpath, NEWEST.findall(done.stderr)):
                member, _, inner = path.partition("/project/")
                number = int(member.removeprefix(f"{self.root}/").split("/")[0][1:])
                if not inner:
                    inner = os.path.relpath(self.root / path, self.members[number])
                if inner != "pyproject.toml" and (self.members[number] / inner).exists():
                    (self.members[number] / inner).unlink()
                    found[number].add(inner)
                    active = True
        return found

    def complaint(self, member: Path) -> str | None:
        """Return what uv says against the list of a project, None where it takes it."""
        done = self._run(member, "sync")
        found = GLOB.search(done.stderr) or KEYS.search(done.stderr)
        assert (done.returncode == 0) is (found is None), done.stderr
        return found[1] if found else None

    def _run(self, folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith("UV_") and name != "VIRTUAL_ENV"
        }
        settings = {
            "UV_OFFLINE": "1",
            "UV_CACHE_DIR": str(self.root / "cache"),
            "UV_PYTHON": sys.executable,
            "UV_LINK_MODE": "copy",
            "NO_COLOR": "1",
            "COLUMNS": "10000",  # uv breaks its messages at the width of the terminal
            "RUST_LOG": "uv_cache_info=debug",
        }
        return subprocess.run(
            [self.uv, *args],
            cwd=folder,
            env=kept | settings,
            capture_output=True,
            text=True,
            check=False,
        )
