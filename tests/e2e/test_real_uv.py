"""The whole promise, with the real uv: stale without uvlint, fresh after `uvlint fix`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from uvlint.cli import main

pytestmark = pytest.mark.slow

UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
INIT = '"""A demonstration."""\n\n__version__ = "1.0"\n'


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A project, a change that a user makes, and the version that the change leads to."""

    provider: str
    files: dict[str, str]
    change: Callable[[Path], None]
    expected: str = "2.0"
    git: bool = False


def write(name: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / name).write_text(text)

    return change


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        file = root / name
        file.write_text(file.read_text().replace(old, new))

    return change


def git(root: Path, *args: str) -> None:
    identity = {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    env = {**os.environ, **identity, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", *args], cwd=root, env=env, check=True, capture_output=True)


def release(root: Path) -> None:
    git(root, "commit", "-q", "--allow-empty", "-m", "two")
    git(root, "tag", "v2.0")


def project(backend: str, requires: str, *, dynamic: str = '["version"]', tool: str = "") -> str:
    return (
        f'[build-system]\nrequires = [{requires}]\nbuild-backend = "{backend}"\n\n'
        f'[project]\nname = "demo"\nrequires-python = ">=3.11"\ndynamic = {dynamic}\n\n{tool}'
    )


SETUPTOOLS = ("setuptools.build_meta", '"setuptools>=77"')
HATCHLING = "hatchling.build"
IGNORE = {".gitignore": ".venv\nuv.lock\n*.egg-info\n"}

STORIES = [
    Story(
        provider="setuptools-attr",
        files={
            "pyproject.toml": project(
                *SETUPTOOLS,
                tool='[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n',
            ),
            "src/demo/__init__.py": INIT,
        },
        change=edit("src/demo/__init__.py", "1.0", "2.0"),
    ),
    Story(
        provider="setuptools-file",
        files={
            "pyproject.toml": project(
                *SETUPTOOLS, tool='[tool.setuptools.dynamic]\nversion = { file = "VERSION" }\n'
            ),
            "VERSION": "1.0\n",
            "demo/__init__.py": "",
        },
        change=write("VERSION", "2.0\n"),
    ),
    Story(
        provider="setup-py",
        files={
            "pyproject.toml": project(*SETUPTOOLS),
            "setup.py": "from setuptools import setup\n\n"
            'with open("VERSION") as file:\n    version = file.read().strip()\n\n'
            'setup(version=version, py_modules=["demo"])\n',
            "VERSION": "1.0\n",
            "demo.py": "",
        },
        change=write("VERSION", "2.0\n"),
    ),
    Story(
        provider="setuptools-scm",
        files={
            "pyproject.toml": project(
                "setuptools.build_meta",
                '"setuptools>=77", "setuptools-scm>=8"',
                tool='[tool.setuptools_scm]\nversion_file = "src/demo/_version.py"\n',
            ),
            "src/demo/__init__.py": "",
            ".gitignore": ".venv\nuv.lock\n*.egg-info\n_version.py\n",
        },
        change=release,
        git=True,
    ),
    Story(
        provider="hatch-version-regex",
        files={
            "pyproject.toml": project(
                HATCHLING, '"hatchling"', tool='[tool.hatch.version]\npath = "src/demo/about.py"\n'
            ),
            "src/demo/__init__.py": "",
            "src/demo/about.py": INIT,
        },
        change=edit("src/demo/about.py", "1.0", "2.0"),
    ),
    Story(
        provider="hatch-vcs",
        files={
            "pyproject.toml": project(
                HATCHLING,
                '"hatchling", "hatch-vcs"',
                tool='[tool.hatch.version]\nsource = "vcs"\n',
            ),
            "demo/__init__.py": "",
            **IGNORE,
        },
        change=release,
        git=True,
    ),
    Story(
        provider="uv-dynamic-versioning",
        files={
            "pyproject.toml": project(
                HATCHLING,
                '"hatchling", "uv-dynamic-versioning"',
                tool='[tool.hatch.version]\nsource = "uv-dynamic-versioning"\n',
            ),
            "demo/__init__.py": "",
            **IGNORE,
        },
        change=release,
        git=True,
    ),
    Story(
        provider="flit-core",
        files={
            "pyproject.toml": project(
                "flit_core.buildapi", '"flit_core>=3.11"', dynamic='["version", "description"]'
            ),
            "demo/__init__.py": INIT,
        },
        change=edit("demo/__init__.py", "1.0", "2.0"),
    ),
    Story(
        provider="pdm-version-file",
        files={
            "pyproject.toml": project(
                "pdm.backend",
                '"pdm-backend"',
                tool='[tool.pdm.version]\nsource = "file"\npath = "demo/__init__.py"\n',
            ),
            "demo/__init__.py": INIT,
        },
        change=edit("demo/__init__.py", "1.0", "2.0"),
    ),
    Story(
        provider="pdm-version-scm",
        files={
            "pyproject.toml": project(
                "pdm.backend", '"pdm-backend"', tool='[tool.pdm.version]\nsource = "scm"\n'
            ),
            "demo/__init__.py": "",
            **IGNORE,
        },
        change=release,
        git=True,
    ),
    Story(
        provider="hatch-metadata-custom",
        files={
            "pyproject.toml": project(
                HATCHLING, '"hatchling"', tool="[tool.hatch.metadata.hooks.custom]\n"
            ),
            "hatch_build.py": "from pathlib import Path\n\n"
            "from hatchling.metadata.plugin.interface import MetadataHookInterface\n\n\n"
            "class Hook(MetadataHookInterface):\n    def update(self, metadata):\n"
            '        text = Path(self.root, "VERSION").read_text()\n'
            '        metadata["version"] = text.strip()\n',
            "VERSION": "1.0\n",
            "demo/__init__.py": "",
        },
        change=write("VERSION", "2.0\n"),
    ),
]


class Workbench:
    """A project laid out on disk, and the real uv in it."""

    def __init__(self, root: Path, story: Story) -> None:
        self.root = root
        for name, text in story.files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        if story.git:
            git(root, "init", "-q", "-b", "main")
            git(root, "add", "-A")
            git(root, "commit", "-q", "-m", "one")
            git(root, "tag", "v1.0")

    def sync(self) -> bool:
        """Run `uv sync`; tell whether it built the project."""
        command = [str(UV), "sync", "--no-progress", "--python", sys.executable]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return "Built demo" in done.stderr

    def version(self) -> str:
        (record,) = self.root.glob(".venv/lib/python*/site-packages/demo-*.dist-info")
        return record.name.removeprefix("demo-").removesuffix(".dist-info")


@pytest.mark.skipif(UV is None, reason="needs uv")
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.provider)
def test_stale_before_and_fresh_after(story: Story, tmp_path: Path) -> None:
    bench = Workbench(tmp_path / "without", story)
    assert bench.sync()
    assert bench.version() == "1.0"
    story.change(bench.root)
    assert not bench.sync()
    assert bench.version() == "1.0"

    bench = Workbench(tmp_path / "with", story)
    assert main(["fix", "-q", str(bench.root)]) == 0
    if story.git:
        git(bench.root, "commit", "-qam", "keys")
        git(bench.root, "tag", "-f", "v1.0")
    assert bench.sync()
    assert bench.version() == "1.0"
    assert not bench.sync()
    story.change(bench.root)
    assert bench.sync()
    assert bench.version() == story.expected
    assert not bench.sync()
