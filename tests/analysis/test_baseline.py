from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.analysis.baseline import Stale, counted, read, renewed, stale, text
from uvlint.project import PYPROJECT

DEAD = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"
[tool.uv]
cache-keys = ["pyproject.toml", "a.txt", "b.txt"]
"""


def test_counts_survive_a_file(tmp_path: Path) -> None:
    path = str(tmp_path / "base.json")
    counts = {(str(tmp_path / "a" / PYPROJECT), "x"): 2, ("/other/setup.py", "y"): 1}
    Path(path).write_text(text(path, {**counts, ("/gone", "z"): 0}))
    assert read(path) == counts
    assert '"a/pyproject.toml"' in Path(path).read_text()


@pytest.mark.parametrize(
    "content",
    ["", "[]", "{}", '{"schema": 2, "files": {}}', '{"schema": 1, "files": []}', "[" * 99999]
    + [f'{{"schema": 1, "files": {{"a": {value}}}}}' for value in ("1", '{"b": -1}', '{"b": "c"}')]
    + ['{"schema": 1, "files": {"a": {"b": true}}}'],
)
def test_what_is_no_baseline(content: str, tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text(content)
    with pytest.raises(ValueError, match=r"expect|column 1|deep"):
        read(str(tmp_path / "base.json"))


@pytest.mark.parametrize(("number", "left"), [(0, 2), (1, 1), (2, 0), (3, 0)])
def test_findings_up_to_the_count_are_suppressed(number: int, left: int, lay_out: LayOut) -> None:
    project = lay_out({PYPROJECT: DEAD})
    found = checker.examine(project, None, {(project.path(PYPROJECT), "dead-key"): number})
    assert (len(found.diagnostics), len(found.baselined)) == (left, 2 - left)
    assert [d.location.column for d in found.baselined] == [33, 42][: 2 - left]


def test_broken_files_are_never_allowed(lay_out: LayOut) -> None:
    project = lay_out({PYPROJECT: "[", "uvlint.toml": ""})
    everything = {(project.path(PYPROJECT), "invalid-toml"): 9}
    assert checker.examine(project, None, everything).baselined == ()
    project = lay_out({PYPROJECT: "", "uvlint.toml": "x = 1"})
    everything = {(project.path("uvlint.toml"), "invalid-settings"): 9}
    assert checker.examine(project, None, everything).baselined == ()


def test_stale_and_renewed(lay_out: LayOut) -> None:
    project = lay_out({PYPROJECT: DEAD})
    file = project.path(PYPROJECT)
    found = counted(project, checker.examine(project).diagnostics)
    allowed = {
        (file, "dead-key"): 3,
        (project.path("gone.py"), "dead-key"): 1,
        (file, "not-run"): 1,
        ("/elsewhere/x", "dead-key"): 1,
    }
    outdated = stale(allowed, found, [project.root], ["dead-key"])
    assert outdated == (
        Stale(project.path("gone.py"), "dead-key", 1, 0),
        Stale(file, "dead-key", 3, 2),
    )
    smaller = renewed(allowed, found, outdated, grow=False)
    assert smaller[file, "dead-key"] == 2
    assert smaller["/elsewhere/x", "dead-key"] == smaller[file, "not-run"] == 1
    assert renewed({}, found, (), grow=False) == {}
    assert renewed({}, found, (), grow=True) == {(file, "dead-key"): 2}
