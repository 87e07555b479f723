"""What only a process of its own can show: imports, pipes, ways to start."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from uvlint import __version__

SLOW = {"libcst", "tomlkit", "rich", "typer"}
UNNEEDED = {
    *("configparser", "dataclasses", "difflib", "inspect", "json", "pathlib", "shutil"),
    *("subprocess", "tempfile"),
}
UVLINT = (sys.executable, "-m", "uvlint")
SCRIPT = "import sys; from uvlint.cli import main; sys.exit(main())"
"""What the installed command does."""


def start(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)


def imported(*arguments: str, code: int = 0) -> set[str]:
    """Return the modules that a command imports and the bare interpreter does not."""

    def modules(script: str, *options: str, code: int) -> set[str]:
        done = start(sys.executable, "-X", "importtime", "-c", script, *options)
        assert done.returncode == code, done.stderr
        return {line.split("|")[-1].strip() for line in done.stderr.splitlines()}

    return modules(SCRIPT, *arguments, code=code) - modules("pass", code=0)


@pytest.mark.parametrize("arguments", [("check",), ("check", "clean"), ("check", "clean", "clean")])
def test_a_clean_check_imports_nothing_slow(arguments: tuple[str, ...]) -> None:
    os.chdir("clean")
    Path("clean").mkdir()
    Path("clean/pyproject.toml").write_text('[project]\nname = "a"\nversion = "1"\n')
    found = imported(*arguments)
    assert "uvlint.analysis.checker" in found
    assert not {name.partition(".")[0] for name in found} & SLOW
    assert found & UNNEEDED == set()


@pytest.mark.parametrize(
    "arguments",
    [
        "check -q",
        "check --output-format json --select ALL",
        "check -o report.txt --no-unsafe-fixes .",
        "fix --diff",
        "inputs --output-format json",
        "why -q",
        "rule dead-key --color never",
        "config select",
    ],
)
def test_options_import_nothing_slow(arguments: str) -> None:
    os.chdir("clean")
    found = {name.partition(".")[0] for name in imported(*arguments.split())}
    assert not found & SLOW
    assert not found & {"dataclasses", "inspect"} or arguments.startswith(("rule", "config"))


@pytest.mark.parametrize("arguments", [("--version",), ("-V",), ("version",)])
def test_the_version_imports_nothing_at_all(arguments: tuple[str, ...]) -> None:
    found = imported(*arguments)
    assert {name for name in found if name.startswith("uvlint")} == {
        "uvlint",
        "uvlint.cli",
        "uvlint.cli.version",
    }
    assert not {"dataclasses", "typing", "re"} & found


def test_a_finding_without_colours_needs_no_rich() -> None:
    found = imported("check", "faulty", code=1)
    assert "uvlint.toml_edit" in found
    assert not {"rich", "typer"} & found


@pytest.mark.parametrize("arguments", [("--version",), ("-V",), ("version",), ("-V", "check")])
def test_ways_to_ask_for_the_version(arguments: tuple[str, ...]) -> None:
    done = start(*UVLINT, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"uvlint {__version__}\n", "")


@pytest.mark.parametrize(("arguments", "code"), [(("--help",), 0), ((), 2)])
def test_help_names_every_command(arguments: tuple[str, ...], code: int) -> None:
    done = start(*UVLINT, *arguments)
    assert done.returncode == code
    for command in ("check", "fix", "inputs", "rule", "version"):
        assert f" {command} " in done.stdout + done.stderr


@pytest.mark.parametrize("arguments", ["rule --all", "check --output-format=json", "--help"])
def test_a_reader_who_leaves_is_no_error(arguments: str) -> None:
    script = f"{sys.executable} -m uvlint {arguments} | true"
    done = start("bash", "-c", f"set -o pipefail; {script}; {script}")
    assert done.stderr == ""


def test_bytes_of_a_name_that_are_no_text(workplace: Path) -> None:
    name = os.fsencode(workplace) + b"/\xff"
    os.mkdir(name)
    with open(name + b"/pyproject.toml", "w") as file:
        file.write("[")
    done = start(*UVLINT, "check", "--output-format=concise", os.fsdecode(name))
    assert done.returncode == 1
    assert "invalid-toml" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("uvlint check --output-format js", "json"),
        ("uvlint check --select UVL1,dead-", "UVL1,dead-key"),
        ("uvlint rule dead-", "dead-key"),
        ("uvlint config fail", "fail-on"),
        ("uvlint inputs --color a", "always"),
        ("uvlint ch", "check"),
    ],
)
def test_completion_offers_values(
    line: str, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("_UVLINT_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(line.count(" ")))
    assert expected in start(*UVLINT).stdout.split()
