"""`uvlint check --affected`: the projects whose builds read what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

FROM_A_FILE = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "demo"
dynamic = ["version"]

[tool.hatch.version]
path = "version.txt"
"""


@pytest.fixture(autouse=True)
def _two_projects(run: Run) -> None:
    for name in ("one", "two"):
        Path(name).mkdir()
        Path(name, "pyproject.toml").write_text(FROM_A_FILE)
        Path(name, "version.txt").write_text('__version__ = "1"\n')


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param(["one/version.txt"], ["one"], id="an input of one"),
        pytest.param(["./one/../two/version.txt"], ["two"], id="another spelling"),
        pytest.param(["one/pyproject.toml", "two/version.txt"], ["one", "two"], id="both"),
        pytest.param(["one/gone.py", "README.md"], [], id="no input of any"),
        pytest.param([], [], id="nothing changed"),
    ],
)
def test_examines_what_reads_the_files(changed: list[str], expected: list[str], run: Run) -> None:
    done = run("check", "--affected", "--output-format", "concise", *changed)
    found = [line.partition("/")[0] for line in done.out.splitlines() if "version.txt" in line]
    assert found == expected
    assert done.code == bool(expected)


def test_a_broken_project_is_affected_by_its_own_files_only(run: Run) -> None:
    assert run("check", "--affected", "one/gone.py").code == 0
    assert "invalid-toml" in run("check", "--affected", "broken/pyproject.toml").out
