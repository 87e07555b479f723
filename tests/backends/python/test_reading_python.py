"""Every row of the tables in docs/reading-python.md: the example reads what the row says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.inputs import code_inputs
from uvlint.model import Certainty, Env, File, Git, Input, Location

PAGE = Path(__file__).parents[3] / "docs" / "reading-python.md"
HEAD = "import os, sys\nfrom pathlib import Path\nfrom setuptools import setup\n"
ROW = re.compile(r"^\| (?P<idiom>.+?) \| (?P<example>`.+`) \| (?P<reads>.+?) \|$", re.MULTILINE)
SPAN = re.compile(r"`([^`]*)`")
READ = re.compile(r"`([^`]+)`(?: \((likely|possible)\))?|(unknown|no key in uv)")

TREE = {
    "README.md": "",
    "VERSION": "",
    "a.json": "",
    "b.toml": "",
    "broken.py": "print 'x'\n",
    "c.yaml": "",
    "core/VERSION": "",
    "demo.ini": "",
    "demo/VERSION": "",
    "demo/__init__.py": "",
    "demo/_version.py": "version = '1'\n",
    "more.txt": "",
    "native/Makefile": "",
    "req.txt": "-r more.txt\n",
    "req/one.txt": "",
    "tools/helper.py": "",
    "versioneer.py": "open('never')\n",
}


def expected(cell: str) -> set[tuple[str, str]]:
    """Return keys as words, each with how sure it is; an unknown one is possible."""
    return {
        (key or words, certainty or ("possible" if words == "unknown" else "certain"))
        for key, certainty, words in READ.findall(cell)
    }


def shown(item: Input) -> tuple[str, str]:
    match item.key:
        case File(pattern):
            key = pattern
        case Env(name):
            key = f"${name}"
        case Git():
            key = "git"
        case _:
            key = "unknown" if item.certainty is Certainty.POSSIBLE else "no key in uv"
    return key, item.certainty.name.lower()


ROWS = [
    pytest.param("\n".join(SPAN.findall(row["example"])), row["reads"], id=row["idiom"])
    for row in ROW.finditer(PAGE.read_text(encoding="utf-8"))
]


def test_every_row_is_run() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line]
    assert len(ROWS) == len(rows) - rows.count("| idiom | example | reads |")


@pytest.mark.parametrize(("example", "reads"), ROWS)
def test_row(lay_out: LayOut, example: str, reads: str) -> None:
    project = lay_out({**TREE, "setup.py": f"{HEAD}{example}\n"})
    found = code_inputs(
        project,
        "setup.py",
        feeds=("version",),
        at=Location("setup.py"),
        why="it runs",
        sys_path=(".",),
    )
    assert {shown(item) for item in found if item.key != File("setup.py")} == expected(reads)
