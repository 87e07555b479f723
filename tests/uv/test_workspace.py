"""Which folders are members of a workspace (uv 0.13.9, observed)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from uvlint.project import Project
from uvlint.uv.workspace import members_of

FOLDERS = [
    "deep",
    "deep/p",
    "deep/q/r",
    "libs/x",
    "packages/.hidden",
    "packages/one",
    "packages/two",
    "tests/fixtures/a",
]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("", [], id="no workspace"),
        pytest.param("[tool.uv.workspace]", [], id="no members"),
        pytest.param(
            '[tool.uv.workspace]\nmembers = ["packages/*"]\nexclude = ["packages/two"]',
            ["packages/.hidden", "packages/one"],
            id="a star and an exception",
        ),
        pytest.param(
            '[tool.uv.workspace]\nmembers = ["deep/**"]',
            ["deep/p", "deep/q/r"],
            id="two stars, the folder itself is none",
        ),
        pytest.param(
            '[tool.uv.workspace]\nmembers = ["tests/fixtures/a", "./libs/x/", "missing", "."]',
            ["libs/x", "tests/fixtures/a"],
            id="names",
        ),
        pytest.param(
            '[tool.uv.workspace]\nmembers = ["../out", "[", "\\u0000"]',
            ["../out"],
            id="outside, and what is no pattern",
        ),
    ],
)
def test_members(table: str, expected: list[str], tmp_path: Path) -> None:
    root = tmp_path / "root"
    for folder in (*FOLDERS, "../out"):
        (root / folder).mkdir(parents=True, exist_ok=True)
        (root / folder / "pyproject.toml").write_text("")
    (root / "packages" / "no_project").mkdir()
    (root / "pyproject.toml").write_text(table)
    assert [os.path.relpath(folder, root) for folder in members_of(Project(str(root)))] == expected
