"""What all tests share: a project laid out on disk from a table of texts."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from uvlint.project import Project

MEANT_FOR_US = ("UV_PROJECT_ENVIRONMENT", "VIRTUAL_ENV")
"""Where this project's own environment lies; the projects of tests have theirs."""

for _name in MEANT_FOR_US:
    os.environ.pop(_name, None)

LayOut = Callable[[Mapping[str, str | bytes]], Project]


@pytest.fixture
def lay_out(tmp_path: Path) -> LayOut:
    """Return a function that writes files below a fresh folder and gives their project."""

    def write(files: Mapping[str, str | bytes]) -> Project:
        root = tmp_path / "project"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return Project(str(root))

    return write
