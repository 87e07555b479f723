"""What rules say of uv, held against the real one: unnoticed before `uvlint fix`, noticed after."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from uvlint.cli import main

pytestmark = pytest.mark.slow

UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
BACKEND = """\
import zipfile


def build_wheel(directory, settings=None, metadata=None):
    info = "demo-1.0.dist-info"
    with zipfile.ZipFile(f"{directory}/demo-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: demo\\nVersion: 1.0\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return "demo-1.0-py3-none-any.whl"


build_editable = build_wheel
"""
PYPROJECT = """\
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]

[project]
name = "demo"
version = "1.0"
requires-python = ">=3.11"

"""
OWN = '"pyproject.toml", "backend.py"'


class Mistake(NamedTuple):
    """Settings with a mistake, what a user changes, and the rule that finds it."""

    rule: str
    settings: str
    changed: str = "data/deep/a.json"
    fix: str = "fix"


def listed(*keys: str) -> str:
    return f"[tool.uv]\ncache-keys = [{', '.join((OWN, *keys))}]\n"


MISTAKES = [
    Mistake("folder-as-file", listed('"data"')),
    Mistake("folder-as-file", listed('{ dir = "data/*" }')),
    Mistake("folder-as-file", listed('{ dir = "data/deep/a.json" }')),
    Mistake("literal-path", listed('"DATA/deep/a.json"')),
    Mistake("literal-path", listed('"data/deep/a.json/"')),
    Mistake("literal-path", listed('" data/deep/a.json"')),
    Mistake("literal-path", listed("'data\\deep\\a.json'")),
    Mistake("literal-path", listed('"DATA/**/*.json"')),
    Mistake("ignored-list", listed('"data/deep/a.json"').replace("cache-", "cache_")),
    Mistake("ignored-list", listed('"data/deep/a.json"').replace("cache-keys", "cache-key")),
    Mistake("ignored-list", listed('"data/deep/a.json"').replace("tool.uv", "tool.uv.pip")),
    Mistake("ignored-list", listed('"data/deep/a.json"').replace("tool.uv", "uv")),
    Mistake("shifting-glob", listed('"data/*.json"', '"[a]/*.xsd"')),
    Mistake("empty-list", "[tool.uv]\ncache-keys = []\n", changed="setup.cfg"),
    Mistake("dead-key", listed('"data/**/*.jsonl"'), fix="unsafe"),
]


def rebuilds(root: Path) -> bool:
    env = {k: v for k, v in os.environ.items() if k not in ("VIRTUAL_ENV", "UV_CACHE_DIR")}
    env["UV_CACHE_DIR"] = str(root.parent / "cache")
    assert UV is not None
    done = subprocess.run(
        [UV, "sync", "--offline"], cwd=root, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return "Built demo" in done.stderr


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.rule} {m.settings[25:]}")
def test_unnoticed_until_it_is_fixed(
    mistake: Mistake, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "project"
    (root / "data" / "deep").mkdir(parents=True)
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(PYPROJECT + mistake.settings)
    changed = root / mistake.changed
    changed.write_text("\n")
    assert rebuilds(root)
    assert not rebuilds(root)
    changed.write_text("\n\n")
    assert not rebuilds(root)
    options = ["--unsafe-fixes"] if mistake.fix == "unsafe" else []
    main(["check", str(root), "--output-format=concise"])
    assert mistake.rule in capsys.readouterr().out
    main(["fix", str(root), *options])
    rebuilds(root)
    assert not rebuilds(root)
    changed.write_text("\n\n\n")
    assert rebuilds(root)


def test_a_negation_below_a_folder_does_nothing(tmp_path: Path) -> None:
    root = tmp_path / "project"
    (root / "data").mkdir(parents=True)
    (root / "backend.py").write_text(BACKEND)
    for negation in ("!**/a.json", "!data/**/a.json"):
        text = PYPROJECT + listed('"data/**/*.json"', f'"{negation}"')
        (root / "pyproject.toml").write_text(text)
        (root / "data" / "a.json").write_text("\n")
        rebuilds(root)
        (root / "data" / "a.json").write_text("\n\n")
        assert rebuilds(root)


def test_a_variable_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "backend.py").write_text(BACKEND)
    (root / "pyproject.toml").write_text(PYPROJECT + listed('{ env = "DEMO_TOKEN" }'))
    monkeypatch.setenv("DEMO_TOKEN", "very-secret")
    assert rebuilds(root)
    (record,) = (root / ".venv").glob("**/uv_cache.json")
    assert "very-secret" in record.read_text()
