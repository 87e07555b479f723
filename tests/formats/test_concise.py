from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.reports import entry, project, report, screen
from uvlint.formats.concise import FORMAT
from uvlint.model import Applicability, Location, Severity
from uvlint.plugin import Report

SAFE, UNSAFE, DISPLAY = Applicability.SAFE, Applicability.UNSAFE, Applicability.DISPLAY


def test_a_line_for_each_finding(tmp_path: Path) -> None:
    owner = project(tmp_path)
    found = report(entry(owner), entry(owner, Location("setup.py", 1, 1, 2, 1), message="b"))
    assert FORMAT.render(found, screen(tmp_path)) == (
        "pyproject.toml:3:12: unwatched-file uv keeps the old version\n"
        "setup.py:1:1: unwatched-file b\n"
    )


def test_files_elsewhere_have_the_shorter_name(tmp_path: Path) -> None:
    owner = project(tmp_path)
    text = FORMAT.render(report(entry(owner)), screen(tmp_path / "other"))
    assert text.startswith("../pyproject.toml:3:12: ")
    text = FORMAT.render(report(entry(owner)), screen(Path("/a/b/c/d/e/f")))
    assert text.startswith(f"{tmp_path}/pyproject.toml:3:12: ")


@pytest.mark.parametrize(
    ("fix", "unsafe", "marked"),
    [
        (None, True, False),
        (DISPLAY, True, False),
        (UNSAFE, False, False),
        (UNSAFE, True, True),
        (SAFE, False, True),
    ],
)
def test_what_fix_would_repair_is_marked(
    tmp_path: Path, fix: Applicability | None, *, unsafe: bool, marked: bool
) -> None:
    found = report(entry(project(tmp_path), fix=fix), unsafe=unsafe)
    assert ("unwatched-file [*] uv" in FORMAT.render(found, screen(tmp_path))) is marked


@pytest.mark.parametrize("hidden", ["\x1b[31m", "\r", "\n", "\x07", "\u202e", "\x00", "\udcff"])
def test_no_character_of_a_user_moves_the_cursor(tmp_path: Path, hidden: str) -> None:
    owner = project(tmp_path)
    found = report(entry(owner, Location(f"a{hidden}b"), message=f"x{hidden}y"))
    text = FORMAT.render(found, screen(tmp_path))
    assert text.count("\n") == 1
    assert text.removesuffix("\n").isprintable()


def summary(tmp_path: Path, found: Report) -> list[str]:
    text = FORMAT.render(found, screen(tmp_path, brief=False))
    return text.splitlines()[len(found.entries) :]


def test_a_clean_run_says_so(tmp_path: Path) -> None:
    assert summary(tmp_path, report()) == ["Checked 1 project: nothing to report."]
    assert summary(tmp_path, report(projects=3)) == ["Checked 3 projects: nothing to report."]
    assert summary(tmp_path, report(projects=0)) == []
    assert FORMAT.render(report(), screen(tmp_path)) == ""


def test_the_summary_counts_levels_and_fixes(tmp_path: Path) -> None:
    owner = project(tmp_path)
    entries = (
        entry(owner, fix=SAFE),
        entry(owner, fix=SAFE, severity=Severity.WARNING),
        entry(owner, fix=UNSAFE, severity=Severity.WARNING),
        entry(owner, fix=DISPLAY, severity=Severity.INFO),
    )
    assert summary(tmp_path, report(*entries)) == [
        "Found 1 error, 2 warnings, 1 remark.",
        "[*] 2 fixable with `uvlint fix`.",
        "1 more fixable with `uvlint fix --unsafe-fixes`.",
    ]
    assert summary(tmp_path, report(*entries, unsafe=True, projects=7)) == [
        "Found 1 error, 2 warnings, 1 remark in 1 of 7 projects.",
        "[*] 3 fixable with `uvlint fix --unsafe-fixes`.",
    ]
    assert summary(tmp_path, report(entries[3], fixed=1)) == [
        "Fixed 1 finding.",
        "Found 1 remark.",
    ]
    assert summary(tmp_path, report(entries[2], fixed=2))[-1] == (
        "1 fixable with `uvlint fix --unsafe-fixes`."
    )
