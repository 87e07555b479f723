"""Time uvlint beside ruff and validate-pyproject, round robin, in CPU seconds.

    uv run bench/run.py [--rounds N] [--folder DIR]

Makes three trees (one clean project; 1,000 clean ones; 1,000 with a finding each),
installs the tools in environments of their own, runs every command once in each
round after a warm-up, with `python -c pass` as the control, and prints medians.
CPU seconds are user and system time of the whole process and its children. Two
cores that other work shares cannot give steady wall times, so none are shown.
"""

from __future__ import annotations

import argparse
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]

CLEAN = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "{name}"
version = "1.0"
description = "A small project"
readme = "README.md"
requires-python = ">=3.11"
dependencies = ["six"]

[project.optional-dependencies]
test = ["pytest"]

[tool.ruff]
line-length = 100
"""
FINDING = CLEAN.replace('version = "1.0"', 'dynamic = ["version"]') + (
    '\n[tool.setuptools.dynamic]\nversion = {{ file = "VERSION" }}\n'
)


@dataclass(slots=True, kw_only=True)
class Command:
    """A command line, where it runs, and what each round measured."""

    title: str
    argv: list[str]
    cwd: Path
    cpu: list[float] = field(default_factory=list)
    peak: int = 0

    def run(self) -> None:
        """Run once; note CPU seconds and peak memory (KiB) of the process."""
        with open(os.devnull, "wb") as nowhere:
            process = subprocess.Popen(self.argv, cwd=self.cwd, stdout=nowhere, stderr=nowhere)
            _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
        self.cpu.append(usage.ru_utime + usage.ru_stime)
        self.peak = max(self.peak, usage.ru_maxrss)

    @property
    def median(self) -> float:
        return statistics.median(self.cpu)


def lay_out(folder: Path, text: str, count: int) -> Path:
    """Write small projects below a folder."""
    for number in range(count):
        name = f"p{number:04}"
        root = folder if count == 1 else folder / name
        (root / "src" / name).mkdir(parents=True)
        (root / "pyproject.toml").write_text(text.format(name=name))
        (root / "setup.py").write_text("from setuptools import setup\n\nsetup()\n")
        (root / "README.md").write_text(f"# {name}\n")
        (root / "VERSION").write_text("1.0\n")
        (root / "src" / name / "__init__.py").write_text("")
    return folder


def environment(folder: Path, *packages: str) -> Path:
    """Make an environment with packages, compiled to byte code; return its bin folder."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = str(folder / "bin/python")
    command = ["uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    subprocess.run([*command, *packages], check=True)
    return folder / "bin"


def commands(folder: Path) -> list[Command]:
    """Return the table of commands over freshly made trees and environments."""
    one = lay_out(folder / "one", CLEAN, 1)
    clean = lay_out(folder / "clean", CLEAN, 1000)
    finding = lay_out(folder / "finding", FINDING, 1000)
    ours = environment(folder / "uvlint-env", str(HERE))
    ruff = environment(folder / "ruff-env", "ruff")
    validate = environment(folder / "validate-env", "validate-pyproject")
    python, uvlint = f"{ours}/python", f"{ours}/uvlint"
    table = [
        ("python -c pass", f"{python} -c pass", one),
        ("uvlint --version", f"{uvlint} --version", one),
        ("uvlint check, one clean project", f"{uvlint} check", one),
        ("uvlint check, 1,000 clean", f"{uvlint} check", clean),
        ("uvlint check, 1,000 with a finding", f"{uvlint} check --output-format concise", finding),
        ("ruff --version", f"{ruff}/ruff --version", one),
        ("ruff RUF200, one", f"{ruff}/ruff check --no-cache --select RUF200", one),
        ("ruff RUF200, 1,000", f"{ruff}/ruff check --no-cache --select RUF200", clean),
        ("validate-pyproject, one", f"{validate}/validate-pyproject pyproject.toml", one),
    ]
    return [Command(title=t, argv=shlex.split(line), cwd=cwd) for t, line, cwd in table]


def show(table: list[Command]) -> None:
    """Print medians, peaks and ratios."""
    control = next(c for c in table if c.title == "python -c pass").median
    ruff = next(c for c in table if c.title == "ruff RUF200, 1,000").median
    print(f"{'command':36} {'CPU s':>7} {'x pass':>7} {'x ruff':>7} {'MiB':>6}")
    for c in table:
        ratios = f"{c.median / control:7.1f} {c.median / ruff:7.1f}"
        print(f"{c.title:36} {c.median:7.3f} {ratios} {c.peak / 1024:6.0f}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="keep the trees here instead of a scratch one")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        table = commands(options.folder or Path(scratch))
        for command in table:
            command.run()
            command.cpu.clear()
        for _ in range(options.rounds):
            for command in table:
                command.run()
        show(table)


if __name__ == "__main__":
    main()
