"""The samples after the fix: what all of them have in common, and METADATA by real back ends."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import tomli

from tests.conftest import LayOut
from tests.migrate.samples import SAMPLES
from uvlint.analysis import checker
from uvlint.analysis.fixer import repaired
from uvlint.migrate.moves import DECISIVE
from uvlint.project import Project

UV = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
NAMES = pytest.mark.parametrize("name", SAMPLES)


def fixed(project: Project) -> Project:
    repair = repaired(checker.examine(project), unsafe=True)
    assert repair is not None
    return repair.outcome(project)


@NAMES
def test_uv_resolves_without_a_build(name: str, lay_out: LayOut) -> None:
    project = lay_out(SAMPLES[name])
    assert "needlessly-dynamic" in {d.name for d in checker.examine(project).diagnostics}
    after = fixed(project)
    assert not after.dynamic & DECISIVE
    assert repaired(checker.examine(after), unsafe=True) is None
    assert not checker.examine(after).diagnostics


@NAMES
def test_no_comment_is_lost(name: str, lay_out: LayOut) -> None:
    project = lay_out(SAMPLES[name])
    after = fixed(project)
    for file in ("setup.py", "setup.cfg", "pyproject.toml"):
        for comment in re.findall(r"# \w+(?: \w+)*", project.text(file) or ""):
            texts = [after.text(name) or "" for name in (file, "pyproject.toml")]
            assert any(comment in text for text in texts)


@pytest.mark.slow
@pytest.mark.skipif(UV is None, reason="needs uv")
@NAMES
def test_the_wheel_says_the_same(name: str, lay_out: LayOut, tmp_path: Path) -> None:
    project = lay_out(SAMPLES[name])
    before = built(Path(project.root), tmp_path / "before")
    after = fixed(project)
    for file in ("pyproject.toml", "setup.py", "setup.cfg"):
        if after.is_file(file):
            Path(project.path(file)).write_text(after.text(file) or "", encoding="utf-8")
    assert built(Path(project.root), tmp_path / "after") == before


def built(root: Path, out: Path) -> tuple[list[str], str, list[str]]:
    """Return METADATA without what says how it came about, the entry points, and the files."""
    source = out / "source"
    shutil.copytree(root, source)
    command = [str(UV), "build", "--wheel", "-q", "--out-dir", str(out), str(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (path,) = out.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        files = {n: wheel.read(n).decode() for n in wheel.namelist() if not n.endswith("RECORD")}
    metadata = next(text for name, text in files.items() if name.endswith("/METADATA"))
    points = next((text for name, text in files.items() if name.endswith("entry_points.txt")), "")
    lines = [line for line in metadata.splitlines() if not line.startswith("Dynamic: ")]
    return [*map(ordered, lines)], points, sorted(files)


def ordered(line: str) -> str:
    """Return a line of METADATA with the parts of `Requires-Python`, a set, in order."""
    name, _, value = line.partition(": ")
    if name != "Requires-Python":
        return line
    return f"{name}: {','.join(sorted(part.strip() for part in value.split(',')))}"


def test_toml_and_python_stay_readable(lay_out: LayOut) -> None:
    after = fixed(lay_out(SAMPLES["names at the top"]))
    assert after.text("setup.py") == (
        "from setuptools import setup\n\nsetup(\n    py_modules=['demo'],\n)\n"
    )
    assert tomli.loads(after.text("pyproject.toml") or "")["project"]["dependencies"] == ["six"]
