"""What is true of a list depends on the uv that reads it."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.project import PYPROJECT

PROJECT = """\
[build-system]
requires = ["setuptools>=80"]
build-backend = "setuptools.build_meta"
[project]
name = "demo"
version = "1.0"
[tool.uvlint]
outputs = ["src/demo/_made.py", "out/deep/x.c"]
[tool.uv]
cache-keys = """
OWN = '"pyproject.toml"'
ENV = '{ env = "X" }'


@pytest.mark.parametrize(
    ("rule", "keys", "silent", "said"),
    [
        pytest.param(
            "rebuild-loop", f'[{OWN}, "src/*.py"]', "0.7.20", "0.7.21", id="not so deep a loop"
        ),
        pytest.param(
            "rebuild-loop", f'[{OWN}, "**/*.py", {ENV}]', "0.5.11", "0.5.12", id="a list for nobody"
        ),
        pytest.param("root-glob", f'["**/*.md", {ENV}]', "0.5.11", "0.5.12", id="walked by nobody"),
        pytest.param("lost-default", '["./*.toml"]', "0.7.21", "0.7.20", id="matches nothing yet"),
        pytest.param("lost-default", f'["a", {ENV}]', "0.5.11", "0.5.12", id="not in force"),
        pytest.param("dead-key", f'[{OWN}, "out/*.c"]', "0.7.21", "0.7.20", id="written later"),
        pytest.param("dead-key", f'["nothing", {ENV}]', "0.5.11", "0.5.12", id="none in force"),
        pytest.param("empty-list", "[]", "0.4.7", "0.4.8", id="not read at all"),
        pytest.param(
            "no-git-here",
            f"[{OWN}, {{ git = true }}, {ENV}]",
            "0.5.11",
            "0.5.12",
            id="asked of git",
        ),
    ],
)
def test_who_says_it(rule: str, keys: str, silent: str, said: str, lay_out: LayOut) -> None:
    files = {PYPROJECT: f"{PROJECT}{keys}\n", "src/demo/a.py": "", "a.py": "", "a.md": "", "a": ""}
    project = lay_out(files)
    settings = checker.settings_for(project)
    for version, expected in ((silent, False), (said, True)):
        found = checker.examine(project, settings._replace(uv_version=version))
        assert not found.failures
        assert (rule in [d.name for d in found.diagnostics]) is expected, version
