from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.formats.reports import AT, CHANGE, TEXT, entry, project, report, screen
from uvlint.formats.full import FORMAT
from uvlint.model import Applicability, Location, Severity
from uvlint.plugin import Entry
from uvlint.project import PYPROJECT

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def drawn(folder: Path, *entries: Entry, color: bool = False, brief: bool = True) -> str:
    return FORMAT.render(report(*entries), screen(folder, color=color, brief=brief))


def excerpt(folder: Path, text: str, at: Location) -> list[str]:
    """Return what is drawn between the place and the end."""
    return drawn(folder, entry(project(folder, text), at)).splitlines()[2:-1]


def test_a_whole_drawing(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[metadata]\nversion = file: VERSION\n")
    related = (("setuptools reads it here", Location("setup.cfg", 2, 11, 2, 24)),)
    found = entry(project(tmp_path), related=related, fix=Applicability.SAFE, changes=(CHANGE,))
    assert drawn(tmp_path, found) == (
        "error[unwatched-file]: uv keeps the old version\n"
        " --> pyproject.toml:3:12\n"
        "  |\n"
        '3 | dynamic = ["version"]\n'
        "  |            ^^^^^^^^^\n"
        "  |\n"
        "note: setuptools reads it here\n"
        " --> setup.cfg:2:11\n"
        "  |\n"
        "2 | version = file: VERSION\n"
        "  |           ^^^^^^^^^^^^^\n"
        "  |\n"
        "help [*]: watch VERSION\n"
        "  |\n"
        "1 |   [project]\n"
        '2 |   name = "demo"\n'
        '3 |   dynamic = ["version"]\n'
        "4 | +\n"
        "5 | + [tool.uv]\n"
        '6 | + cache-keys = [{ file = "VERSION" }]\n'
        "  |\n"
        "\n"
    )


def test_colours_add_escape_codes_and_nothing_else(tmp_path: Path) -> None:
    found = entry(project(tmp_path), fix=Applicability.SAFE, changes=(CHANGE,))
    colored = drawn(tmp_path, found, color=True)
    assert "\x1b[" in colored
    plain = [line.rstrip() for line in ESCAPE.sub("", colored).splitlines()]
    assert plain == drawn(tmp_path, found).splitlines()


def test_the_summary_follows(tmp_path: Path) -> None:
    text = drawn(tmp_path, entry(project(tmp_path)), brief=False)
    assert text.endswith("\n\nFound 1 error.\n")
    assert drawn(tmp_path, brief=False) == "Checked 1 project: nothing to report.\n"


@pytest.mark.parametrize(
    ("severity", "word"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "info")],
)
def test_severities(tmp_path: Path, severity: Severity, word: str) -> None:
    text = drawn(tmp_path, entry(project(tmp_path), severity=severity))
    assert text.startswith(f"{word}[unwatched-file]: ")


@pytest.mark.parametrize(
    ("fix", "line"),
    [
        (Applicability.SAFE, "help [*]: watch VERSION"),
        (Applicability.UNSAFE, "help: watch VERSION (with --unsafe-fixes)"),
        (Applicability.DISPLAY, "help: watch VERSION"),
    ],
)
def test_fixes(tmp_path: Path, fix: Applicability, line: str) -> None:
    assert line in drawn(tmp_path, entry(project(tmp_path), fix=fix)).splitlines()


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        pytest.param(TEXT, Location(PYPROJECT), [], id="the file as a whole"),
        pytest.param(TEXT, Location(PYPROJECT, 99, 1, 99, 4), [], id="behind the end"),
        pytest.param(TEXT, Location("gone", 2, 1, 2, 2), [], id="no file"),
        pytest.param(
            TEXT,
            Location(PYPROJECT, 2, 1, 3, 1),
            ["  |", '2 | name = "demo"', "  | ^^^^^^^^^^^^^", "  |"],
            id="up to the next line",
        ),
        pytest.param(
            "\ta\tb = 1\n",
            Location(PYPROJECT, 1, 4, 1, 5),
            ["  |", "1 |     a    b = 1", "  |          ^", "  |"],
            id="tabs",
        ),
        pytest.param(
            'a = "日本", b\n',
            Location(PYPROJECT, 1, 5, 1, 9),
            ["  |", '1 | a = "日本", b', "  |     ^^^^^^", "  |"],
            id="wide characters",
        ),
        pytest.param(
            "a = 1\r\nb = 2\r\n",
            Location(PYPROJECT, 2, 1, 2, 99),
            ["  |", "2 | b = 2", "  | ^^^^^", "  |"],
            id="carriage returns",
        ),
        pytest.param(
            "a = 1",
            Location(PYPROJECT, 1, 6, 1, 6),
            ["  |", "1 | a = 1", "  |      ^", "  |"],
            id="the end",
        ),
        pytest.param(
            "a = [\n  1,\n\n]\n",
            Location(PYPROJECT, 1, 5, 4, 2),
            [
                "  |",
                "1 | a = [",
                "  |     ^",
                "2 |   1,",
                "  |   ^^",
                "3 |",
                "4 | ]",
                "  | ^",
                "  |",
            ],
            id="several lines",
        ),
        pytest.param(
            "\n" * 7 + "a = [\n1,\n2,\n3,\n4,\n]\n",
            Location(PYPROJECT, 8, 5, 13, 2),
            [
                "   |",
                " 8 | a = [",
                "   |     ^",
                " 9 | 1,",
                "   | ^^",
                "10 | 2,",
                "   | ^^",
                "11 | 3,",
                "   | ^^",
                "   | ...",
                "   |",
            ],
            id="many lines",
        ),
    ],
)
def test_excerpts(tmp_path: Path, text: str, at: Location, expected: list[str]) -> None:
    assert excerpt(tmp_path, text, at) == expected


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    text = "x" * 5000 + "HERE" + "y" * 5000
    lines = excerpt(tmp_path, text, Location(PYPROJECT, 1, 5001, 1, 5005))
    assert all(len(line) < 200 for line in lines)
    start = lines[1].index("HERE")
    assert lines[2] == f"  |{' ' * (start - 3)}^^^^"
    assert lines[1].endswith("y...")


def test_a_file_that_is_no_text_is_not_drawn(tmp_path: Path) -> None:
    owner = project(tmp_path)
    (tmp_path / PYPROJECT).write_bytes(b"\xff\xfe")
    text = drawn(tmp_path, entry(owner, AT))
    assert text.splitlines() == [
        "error[unwatched-file]: uv keeps the old version",
        " --> pyproject.toml:3:12",
        "",
    ]


def test_nothing_of_a_users_file_reaches_the_terminal_as_a_command(tmp_path: Path) -> None:
    text = 'a = "\x1b]0;title\x07\x9b2J\u202e"\n'
    found = drawn(tmp_path, entry(project(tmp_path, text), Location(PYPROJECT, 1, 1, 1, 2)))
    assert all(line.isprintable() for line in found.splitlines())


def test_a_fix_far_apart_shows_the_gap(tmp_path: Path) -> None:
    before = "".join(f"a{number} = 1\n" for number in range(40))
    after = before.replace("a2 = 1\n", "").replace("a30 = 1\n", "a30 = 2\n")
    change = CHANGE.__class__(file=PYPROJECT, before=before, after=after)
    found = entry(project(tmp_path, before), fix=Applicability.SAFE, changes=(change,))
    lines = drawn(tmp_path, found).splitlines()
    assert "..." in lines
    assert " 3 | - a2 = 1" in lines
    assert "31 | - a30 = 1" in lines
    assert "30 | + a30 = 2" in lines
