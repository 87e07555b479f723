from __future__ import annotations

import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest
import tomli

from tools import document_settings
from uvlint import config
from uvlint.analysis import checker
from uvlint.config.keys import KEYS

ROOT = Path(__file__).parents[2]


def test_generated_files_are_fresh() -> None:
    assert document_settings.outdated() == [], "run `python tools/document_settings.py`"


def test_the_schema_knows_every_key_and_rule() -> None:
    schema = config.schema()
    assert list(schema["properties"]) == [key.name for key in KEYS]  # type: ignore[call-overload]
    selectors = schema["definitions"]["selector"]["enum"]  # type: ignore[index]
    assert {"ALL", "UVL1", *checker.names(), *checker.names().values()} <= set(selectors)


def test_validate_pyproject_finds_the_schema() -> None:
    declared = tomli.loads((ROOT / "pyproject.toml").read_text())["project"]["entry-points"]
    target = declared["validate_pyproject.tool_schema"]["uvlint"]
    point = importlib.metadata.EntryPoint("uvlint", target, "validate_pyproject.tool_schema")
    assert point.load()("uvlint")["$id"]


@pytest.mark.slow
def test_validate_pyproject_reads_it(tmp_path: Path) -> None:
    python = str(tmp_path / "venv/bin/python")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv"], check=True)
    packages = [str(ROOT), "validate-pyproject[all]"]
    subprocess.run(["uv", "pip", "install", "-q", "--python", python, *packages], check=True)
    examples = "\n".join(key.example for key in KEYS)
    for text, code in ((examples, 0), ("fail-on = 'never'", 1), ("nonsense = 1", 1)):
        (tmp_path / "pyproject.toml").write_text(f"[tool.uvlint]\n{text}\n")
        command = [str(tmp_path / "venv/bin/validate-pyproject"), str(tmp_path / "pyproject.toml")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == code, done.stdout + done.stderr
