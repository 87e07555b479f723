"""What is generated, and what is copied, with the real uv: stale without keys, fresh with them."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.test_real_uv import SETUPTOOLS, UV
from uvlint.cli import main

pytestmark = [pytest.mark.slow, pytest.mark.skipif(UV is None, reason="needs uv")]

SETUP = """\
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class Assets(build_py):
    def run(self):
        sources = sorted(Path("assets").glob("*.less"))
        Path("demo/static/app.css").write_text("".join(p.read_text() for p in sources))
        super().run()


setup(cmdclass={"build_py": Assets})
"""
HOOK = """\
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    def initialize(self, version, build_data):
        sources = sorted(Path(self.root, "assets").glob("*.less"))
        text = "".join(p.read_text() for p in sources)
        Path(self.root, "demo/static/app.css").write_text(text)
"""
PROJECT = '[project]\nname = "demo"\nversion = "1.0"\nrequires-python = ">=3.11"\n'
ASSETS = {
    "demo/__init__.py": "",
    "demo/static/.gitignore": "*.css\n",
    "assets/a.less": "a { color: red }\n",
    "assets/b.less": "b { color: blue }\n",
}


def system(backend: str, requires: str) -> str:
    return f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n\n'


PROJECTS = {
    "setuptools": {
        "pyproject.toml": system(*SETUPTOOLS)
        + PROJECT
        + '\n[tool.setuptools]\npackages = ["demo"]\n',
        "setup.py": SETUP,
        "MANIFEST.in": "graft assets\nrecursive-include demo/static *.css\n",
        **ASSETS,
    },
    "hatchling": {
        "pyproject.toml": system("hatchling.build", '"hatchling"')
        + PROJECT
        + '\n[tool.hatch.build]\nartifacts = ["demo/static/*.css"]\n\n'
        "[tool.hatch.build.hooks.custom]\n",
        "hatch_build.py": HOOK,
        **ASSETS,
    },
}


def lay_out(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


def uv(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(UV), *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def sync(root: Path) -> bool:
    """Run `uv sync`; tell whether it built anything."""
    return "Built " in uv(root, "sync", "--no-progress", "--python", sys.executable).stderr


@pytest.mark.parametrize("name", PROJECTS)
def test_assets_that_a_build_generates(name: str, tmp_path: Path) -> None:
    without = lay_out(tmp_path / "without", PROJECTS[name])
    assert sync(without)
    (without / "assets/b.less").write_text("b { color: green }\n")
    assert not sync(without)
    assert "green" not in (without / "demo/static/app.css").read_text()

    fixed = lay_out(tmp_path / "with", PROJECTS[name])
    assert main(["fix", "-q", str(fixed)]) == 0
    assert "static" not in (fixed / "pyproject.toml").read_text().partition("cache-keys")[2]
    assert sync(fixed)
    assert not sync(fixed)
    (fixed / "assets/b.less").write_text("b { color: green }\n")
    assert sync(fixed)
    assert "green" in (fixed / "demo/static/app.css").read_text()
    assert not sync(fixed)


NPM = {
    "pyproject.toml": system("hatchling.build", '"hatchling"')
    + PROJECT
    + "\n[tool.hatch.build.hooks.custom]\n",
    "hatch_build.py": """\
import subprocess

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Hook(BuildHookInterface):
    def initialize(self, version, build_data):
        subprocess.run(["npm", "install", "--offline"], cwd="web", check=True)
""",
    "demo/__init__.py": "",
    "web/package.json": '{"name": "web", "version": "1.0.0", "private": true}\n',
    "web/package-lock.json": '{"name": "web", "version": "1.0.0", "lockfileVersion": 3,'
    ' "requires": true, "packages": {"": {"name": "web", "version": "1.0.0"}}}\n',
    "web/src/main.ts": "",
}


@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm")
def test_a_lock_that_npm_writes_at_every_build(tmp_path: Path) -> None:
    keys = '["pyproject.toml", "web/package-lock.json"]'
    stated = NPM["pyproject.toml"] + f"\n[tool.uv]\ncache-keys = {keys}\n"
    without = lay_out(tmp_path / "without", {**NPM, "pyproject.toml": stated})
    assert [sync(without) for _ in range(3)] == [True, True, True]
    assert main(["check", "-q", "--select", "rebuild-loop", str(without)]) == 1

    fixed = lay_out(tmp_path / "with", NPM)
    assert main(["fix", "-q", str(fixed)]) == 0
    assert sync(fixed)
    assert not sync(fixed)
    (fixed / "web/src/main.ts").write_text("let a\n")
    assert sync(fixed)
    assert not sync(fixed)


LIBRARY = system("uv_build", '"uv_build>=0.9"') + '[project]\nname = "lib"\nversion = "1.0"\n'
CONSUMER = '[project]\nname = "app"\nversion = "1.0"\nrequires-python = ">=3.11"\n'
CONSUMER += 'dependencies = ["lib"]\n\n[tool.uv.sources]\nlib = '
SOURCES = {
    "path": '{ path = "lib" }\n',
    "member": '{ workspace = true, editable = false }\n\n[tool.uv.workspace]\nmembers = ["lib"]\n',
}


def said(root: Path) -> str:
    command = ("run", "--no-progress", "--python", sys.executable, "python", "-c")
    return uv(root, *command, "import lib; print(lib.X)").stdout.strip()


@pytest.mark.parametrize("source", SOURCES)
def test_a_project_that_is_copied(source: str, tmp_path: Path) -> None:
    files = {
        "pyproject.toml": CONSUMER + SOURCES[source],
        "lib/pyproject.toml": LIBRARY,
        "lib/src/lib/__init__.py": "X = 'old'\n",
    }
    without = lay_out(tmp_path / "without", files)
    assert said(without) == "old"
    (without / "lib/src/lib/__init__.py").write_text("X = 'new'\n")
    assert said(without) == "old"

    fixed = lay_out(tmp_path / "with", files)
    assert main(["fix", "-q", "--unsafe-fixes", str(fixed)]) == 0
    assert said(fixed) == "old"
    (fixed / "lib/src/lib/__init__.py").write_text("X = 'new'\n")
    assert said(fixed) == "new"
    assert not sync(fixed)
