"""What `tools/new.py` writes fits into everything: nothing else is edited by hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COPIED = ("README.md", "bench", "docs", "pyproject.toml", "src", "tests", "tools")
PROVIDER, RULE = "acme-reader", "watched-template"
CHECKS = (
    "tests/providers/test_acme_reader.py",
    "tests/builds_real/test_page.py",
    "tests/test_readme.py::test_every_rule_is_listed",
    "tests/config/test_schema.py",
    "tests/analysis/test_checker.py::test_the_index_of_the_plug_ins_is_true",
    "tests/test_pages.py::test_every_rule_has_a_page_and_every_page_a_rule",
    "tests/test_pages.py::test_codes_are_unique",
    "tests/test_pages.py::test_the_documentation_is_fresh",
)
NAMED = ("tests/test_misfits.py", "tests/test_pages.py", "-k", "acme_reader or watched-template")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Return a copy of what belongs to uvlint."""
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target)
    return tmp_path


def python(copy: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run Python on the copy."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy / "src")},
        capture_output=True,
        text=True,
        check=False,
    )


def written(copy: Path) -> None:
    """Have a provider and a rule written."""
    for kind, name in (("provider", PROVIDER), ("rule", RULE)):
        done = python(copy, "tools/new.py", kind, name)
        assert done.returncode == 0, done.stderr
        assert "Next:" in done.stdout


def test_a_provider_and_a_rule_fit_in(copy: Path) -> None:
    written(copy)
    for command in (("check",), ("format", "--check")):
        done = python(copy, "-m", "ruff", *command, "--no-cache")
        assert done.returncode == 0, done.stdout
    for selected in (CHECKS, NAMED):
        done = python(copy, "-m", "pytest", "-q", "-n", "0", *selected)
        assert done.returncode == 0, done.stdout
    done = python(copy, "-m", "uvlint", "rule", RULE)
    assert done.stdout.startswith(f"# {RULE} (UVL212)\n")


@pytest.mark.slow
@pytest.mark.parametrize("command", ["mypy", "importlinter.cli"])
def test_types_and_layers_hold(copy: Path, command: str) -> None:
    written(copy)
    options = {
        "mypy": ("-m", "mypy"),
        "importlinter.cli": (
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
        ),
    }
    done = python(copy, *options[command])
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("rule", "dead-key"), "already there", id="a rule that is there"),
        pytest.param(("provider", "hatch-vcs"), "already there", id="a provider that is there"),
        pytest.param(("rule", "Dead_Key"), "is no name", id="no name"),
    ],
)
def test_nothing_is_overwritten(copy: Path, arguments: tuple[str, ...], message: str) -> None:
    done = python(copy, "tools/new.py", *arguments)
    assert done.returncode != 0
    assert message in done.stderr
