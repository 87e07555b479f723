"""Time uvlint beside ruff and validate-pyproject, round robin, in CPU seconds.

    uv run bench/run.py [--rounds N] [--folder DIR]

Makes trees (one clean project; 1,000 clean ones; 1,000 with a finding each, and a copy
to repair), installs the tools in environments of their own, runs every command once in
each round after a warm-up, and prints medians: seconds, and the ratio to another command
of the same round with what that ratio may be. `scale.py` asks what large inputs cost.
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
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
PASS = "python -c pass"
RUFF = "ruff RUF200, 1,000 clean"

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
    """A command line, where it runs, and what each round measured.

    `against` names the command that it is compared with, `limit` what the ratio may be, if anything was agreed;
    `prepare` runs before each round and is not measured.
    """

    title: str
    argv: list[str]
    cwd: Path
    against: str = ""
    limit: float = 0
    prepare: Callable[[], object] | None = None
    cpu: list[float] = field(default_factory=list)
    peak: int = 0

    def run(self) -> None:
        """Run once; note CPU seconds and peak memory (KiB) of the process."""
        if self.prepare:
            self.prepare()
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
    """Write small projects below a folder, unless it is there."""
    if folder.exists():
        return folder
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
    if not folder.exists():
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = str(folder / "bin/python")
    command = ["uv", "pip", "install", "--quiet", "--compile-bytecode", "--python", python]
    command += ["--reinstall-package", "uvlint"]
    subprocess.run([*command, *packages], check=True)
    return folder / "bin"


def commands(folder: Path) -> list[Command]:
    """Return the table of commands over freshly made trees and environments."""
    one = lay_out(folder / "one", CLEAN, 1)
    flawed = lay_out(folder / "flawed", FINDING, 1)
    clean = lay_out(folder / "clean", CLEAN, 1000)
    finding = lay_out(folder / "finding", FINDING, 1000)
    repaired = lay_out(folder / "repaired", FINDING, 1000)
    uvlint = environment(folder / "uvlint-env", str(HERE)) / "uvlint"
    ruff = environment(folder / "ruff-env", "ruff") / "ruff"
    validate = environment(folder / "validate-env", "validate-pyproject") / "validate-pyproject"
    ruff_check = f"{ruff} check --no-cache --select RUF200"
    files = " ".join(str(path) for path in sorted(clean.glob("*/pyproject.toml")))

    def row(title: str, line: str, cwd: Path, against: str = PASS, limit: float = 0) -> Command:
        return Command(
            title=title,
            argv=shlex.split(line),
            cwd=cwd,
            against=against,
            limit=limit,
        )

    fix = row("uvlint fix, 1,000 findings", f"{uvlint} fix", repaired, RUFF, 30)
    fix.prepare = lambda: write_again(repaired, FINDING)
    return [
        row(PASS, f"{uvlint.parent}/python -c pass", one),
        row("uvlint --version", f"{uvlint} --version", one, limit=2),
        row("uvlint check, one clean", f"{uvlint} check", one, limit=5),
        row("uvlint check -q", f"{uvlint} check -q", one, limit=6),
        row("uvlint check, json", f"{uvlint} check --output-format json", one, limit=6),
        row("uvlint inputs", f"{uvlint} inputs", one, limit=6),
        row("uvlint why", f"{uvlint} why", one, limit=6),
        row("uvlint fix --diff, one clean", f"{uvlint} fix --diff", one, limit=6),
        row("uvlint fix --diff, one finding", f"{uvlint} fix --diff", flawed),
        row("ruff --version", f"{ruff} --version", one),
        row("validate-pyproject, one", f"{validate} pyproject.toml", one),
        row(RUFF, ruff_check, clean),
        row("validate-pyproject, 1,000 clean", f"{validate} {files}", clean, RUFF),
        row("uvlint check, 1,000 clean", f"{uvlint} check", clean, RUFF, 5),
        row("uvlint check, 1,000 findings", f"{uvlint} check", finding, RUFF, 12),
        row("the same, concise", f"{uvlint} check --output-format concise", finding, RUFF, 8),
        fix,
    ]


def write_again(folder: Path, text: str) -> None:
    """Write the pyproject.toml of each project below a folder as it was."""
    for root in folder.iterdir():
        (root / "pyproject.toml").write_text(text.format(name=root.name))


def measure(table: Sequence[Command], rounds: int) -> None:
    """Run every command once in each round, after a warm-up."""
    for command in table:
        command.run()
        command.cpu.clear()
    for _ in range(rounds):
        for command in table:
            command.run()


def show(table: Sequence[Command]) -> None:
    """Print medians, ratios to other commands with what they may be, and peaks."""
    medians = {command.title: command.median for command in table}
    print(f"{'command':32} {'CPU s':>7} {'MiB':>5} {'ratio':>6} {'limit':>5}  of")
    for c in table:
        limit = f"{c.limit:g}" if c.limit else ""
        ratio = c.median / medians[c.against]
        mark = "*" if c.limit and ratio > c.limit else " "
        line = f"{c.title:32} {c.median:7.3f} {c.peak / 1024:5.0f} {ratio:6.1f}{mark}{limit:>5}"
        print(f"{line}  {c.against}")


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--folder", type=Path, help="keep the trees here, to be used again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        table = commands(options.folder or Path(scratch))
        measure(table, options.rounds)
        show(table)


if __name__ == "__main__":
    main()
