"""Projects for the commands, and a way to run them."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from uvlint.cli import main

CLEAN = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "clean"
version = "1.0"
"""
FAULTY = """\
[build-system]
requires = ["hatchling", "hatch-vcs"]
build-backend = "hatchling.build"

[project]
name = "faulty"
dynamic = ["version"]

[tool.hatch.version]
source = "vcs"
"""
BROKEN = "[project\n"


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


Run = Callable[..., Done]


@pytest.fixture(autouse=True)
def workplace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a folder with three projects the working directory, in a plain environment."""
    for name, text in (("clean", CLEAN), ("faulty", FAULTY), ("broken", BROKEN)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pyproject.toml").write_text(text)
    (tmp_path / "faulty" / "uv.lock").touch()
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)
    for name in ("UVLINT_OUTPUT_FORMAT", "UVLINT_OUTPUT_FILE"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a command line in this process."""

    def run_main(*arguments: str, stdin: str | bytes = "") -> Done:
        data = stdin if isinstance(stdin, bytes) else stdin.encode()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        code = main(arguments)
        return Done(code, *capsys.readouterr())

    return run_main
