from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.formats.reports import AT, CHANGE, FIXED, TEXT, entry, project, report, screen
from uvlint import rendering
from uvlint.formats.full import FORMAT
from uvlint.model import Applicability, Location, Severity
from uvlint.plugin import Entry, Offer
from uvlint.project import PYPROJECT

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def drawn(
    folder: Path,
    *entries: Entry,
    color: bool = False,
    brief: bool = True,
    width: int = 0,
    unsafe: bool = False,
    offers: tuple[Offer, ...] = (),
) -> str:
    seen = screen(folder, color=color, brief=brief, width=width)
    return FORMAT.render(report(*entries, offers=offers, unsafe=unsafe), seen)


def excerpt(folder: Path, text: str, at: Location) -> list[str]:
    """Return what is drawn between the place and the end."""
    return drawn(folder, entry(project(folder, text), at)).splitlines()[2:-1]


def test_a_whole_drawing(tmp_path: Path) -> None:
    (tmp_path / "setup.cfg").write_text("[metadata]\nversion = file: VERSION\n")
    related = (
        ("setuptools reads it here", Location("setup.cfg", 2, 11, 2, 24)),
        ("and once more", Location("setup.cfg", 1, 1, 1, 2)),
    )
    owner = project(tmp_path)
    found = entry(owner, related=related, fix=Applicability.SAFE)
    other = entry(owner, fix=Applicability.UNSAFE)
    offer = Offer(owner, (CHANGE,), (CHANGE._replace(before=FIXED, after=FIXED + "# more\n"),))
    assert drawn(tmp_path, found, other, offers=(offer,)) == (
        "error[unwatched-file]: [*] uv keeps the old version\n"
        " --> pyproject.toml:3:12\n"
        " ::: setup.cfg:2:11\n"
        "2 | version = file: VERSION\n"
        "  |           ^^^^^^^^^^^^^\n"
        "  = setuptools reads it here; and 1 more place\n"
        "\n"
        "error[unwatched-file]: uv keeps the old version\n"
        " --> pyproject.toml:3:12\n"
        '3 | dynamic = ["version"]\n'
        "  |            ^^^^^^^^^\n"
        "\n"
        "`uvlint fix` would write pyproject.toml\n"
        '3 |   dynamic = ["version"]\n'
        "4 | +\n"
        "5 | + [tool.uv]\n"
        '6 | + cache-keys = [{ file = "VERSION" }]\n'
        "\n"
        "`uvlint fix --unsafe-fixes` would also write pyproject.toml\n"
        '6 |   cache-keys = [{ file = "VERSION" }]\n'
        "7 | + # more\n"
        "\n"
    )


def test_what_the_message_says_is_not_repeated(tmp_path: Path) -> None:
    related = (("keeps the old", Location(PYPROJECT, 1, 1, 1, 2)),)
    text = drawn(tmp_path, entry(project(tmp_path), related=related))
    assert "=" not in text.splitlines()[-2]


def test_fixes_of_a_project_follow_its_findings(tmp_path: Path) -> None:
    owners = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        owners.append(project(tmp_path / name))
    entries = [entry(owner, fix=Applicability.SAFE) for owner in (*owners, *owners)]
    lines = drawn(
        tmp_path, *entries, offers=tuple(Offer(owner, (CHANGE,)) for owner in owners)
    ).splitlines()
    heads = [line for line in lines if line.startswith((" -->", "`"))]
    assert heads == [
        *[" --> a/pyproject.toml:3:12"] * 2,
        "`uvlint fix` would write a/pyproject.toml",
        *[" --> b/pyproject.toml:3:12"] * 2,
        "`uvlint fix` would write b/pyproject.toml",
    ]


@pytest.mark.parametrize("cells", [40, 60, 80, 200])
def test_nothing_is_wider_than_the_terminal(tmp_path: Path, cells: int) -> None:
    text = 'name = "' + "日本 words " * 60 + '"\n'
    owner = project(tmp_path, text)
    message = "uv keeps the old version, " * 10
    found = entry(owner, Location(PYPROJECT, 1, 300, 1, 320), message=message)
    told = entry(owner, message="x", fix=Applicability.DISPLAY)
    offer = Offer(owner, (CHANGE._replace(before=text, after=f"{text}b = {text}"),))
    lines = drawn(tmp_path, found, told, width=cells, offers=(offer,)).splitlines()
    assert max(map(rendering.width, lines)) <= cells


def test_colours_add_escape_codes_and_nothing_else(tmp_path: Path) -> None:
    owner = project(tmp_path)
    found, offers = entry(owner, fix=Applicability.SAFE), (Offer(owner, (CHANGE,)),)
    colored = drawn(tmp_path, found, color=True, offers=offers)
    assert "\x1b[" in colored
    plain = [line.rstrip() for line in ESCAPE.sub("", colored).splitlines()]
    assert plain == drawn(tmp_path, found, offers=offers).splitlines()


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
    ("fix", "unsafe", "head"),
    [
        (Applicability.SAFE, False, "[*] "),
        (Applicability.UNSAFE, True, "[*] "),
        (Applicability.UNSAFE, False, ""),
        (Applicability.DISPLAY, True, ""),
    ],
)
def test_what_is_fixable_is_marked(
    tmp_path: Path, fix: Applicability, unsafe: bool, head: str
) -> None:
    text = drawn(tmp_path, entry(project(tmp_path), fix=fix), unsafe=unsafe)
    assert text.startswith(f"error[unwatched-file]: {head}uv keeps")


def test_advice_that_nothing_applies_is_told(tmp_path: Path) -> None:
    text = drawn(tmp_path, entry(project(tmp_path), fix=Applicability.DISPLAY))
    assert text.splitlines()[-2] == "  = watch VERSION"


def test_unsafe_fixes_that_were_asked_for_are_the_fixes(tmp_path: Path) -> None:
    owner = project(tmp_path)
    text = drawn(tmp_path, entry(owner), offers=(Offer(owner, (CHANGE,)),), unsafe=True)
    assert "\n`uvlint fix --unsafe-fixes` would write pyproject.toml\n" in text


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        pytest.param(TEXT, Location(PYPROJECT), [], id="the file as a whole"),
        pytest.param(TEXT, Location(PYPROJECT, 99, 1, 99, 4), [], id="behind the end"),
        pytest.param(TEXT, Location("gone", 2, 1, 2, 2), [], id="no file"),
        pytest.param(
            TEXT,
            Location(PYPROJECT, 2, 1, 3, 1),
            ['2 | name = "demo"', "  | ^^^^^^^^^^^^^"],
            id="up to the next line",
        ),
        pytest.param(
            "\ta\tb = 1\n",
            Location(PYPROJECT, 1, 4, 1, 5),
            ["1 |     a    b = 1", "  |          ^"],
            id="tabs",
        ),
        pytest.param(
            'a = "日本", b\n',
            Location(PYPROJECT, 1, 5, 1, 9),
            ['1 | a = "日本", b', "  |     ^^^^^^"],
            id="wide characters",
        ),
        pytest.param(
            "a = 1\r\nb = 2\r\n",
            Location(PYPROJECT, 2, 1, 2, 99),
            ["2 | b = 2", "  | ^^^^^"],
            id="carriage returns",
        ),
        pytest.param(
            "a = 1",
            Location(PYPROJECT, 1, 6, 1, 6),
            ["1 | a = 1", "  |      ^"],
            id="the end",
        ),
        pytest.param(
            "a = [\n  1,\n\n]\n",
            Location(PYPROJECT, 1, 5, 4, 2),
            ["1 | a = [", "  |     ^", "2 |   1,", "  |   ^^", "3 |", "  | ..."],
            id="several lines",
        ),
        pytest.param(
            "\n" * 7 + "a = [\n1,\n2,\n3,\n4,\n]\n",
            Location(PYPROJECT, 8, 5, 13, 2),
            [
                " 8 | a = [",
                "   |     ^",
                " 9 | 1,",
                "   | ^^",
                "10 | 2,",
                "   | ^^",
                "   | ...",
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
    start = lines[0].index("HERE")
    assert lines[1] == f"  |{' ' * (start - 3)}^^^^"
    assert lines[0].endswith("y...")


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
    owner = project(tmp_path, before)
    found = entry(owner, fix=Applicability.SAFE)
    lines = drawn(tmp_path, found, offers=(Offer(owner, (change,)),)).splitlines()
    assert "..." in lines
    assert " 3 | - a2 = 1" in lines
    assert "31 | - a30 = 1" in lines
    assert "30 | + a30 = 2" in lines
