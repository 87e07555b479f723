"""setup.cfg: values, mistakes, places."""

from __future__ import annotations

import configparser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from uvlint.model import Location, Place, Route, Unreadable
from uvlint.project.setup_cfg import FILE, locate, read

TEXT = """\
; a comment
[metadata]
name = demo
version: file: VERSION, src/%(name)s.txt  ; no comment
long-description = file: README.md
Author=A = B
empty =
  # comment
classifiers =
    # first
    One
    Two # no comment

    Three
; last

[options]
  indented = 1
    two
  zip_safe = no
packages = find:
[options.entry_points]
console_scripts =
\tdemo = demo:main
"""


def cut(text: str, place: tuple[int, int, int, int] | None) -> list[str]:
    """Return the lines at a place."""
    assert place is not None
    line, column, end_line, end_column = place
    lines = text.replace("\r\n", "\n").split("\n")[line - 1 : end_line]
    lines[-1] = lines[-1][: end_column - 1]
    lines[0] = lines[0][column - 1 :]
    return lines


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(
    ("section", "option", "value"),
    [
        ("metadata", "name", "demo"),
        ("metadata", "version", "file: VERSION, src/%(name)s.txt  ; no comment"),
        ("metadata", "long_description", "file: README.md"),
        ("metadata", "long-description", "file: README.md"),
        ("metadata", "author", "A = B"),
        ("metadata", "empty", ""),
        ("metadata", "classifiers", "One\nTwo # no comment\n\nThree"),
        ("options", "indented", "1\ntwo"),
        ("options", "zip-safe", "no"),
        ("options", "packages", "find:"),
        ("options.entry_points", "console_scripts", "demo = demo:main"),
    ],
)
def test_values(section: str, option: str, value: str, newline: str) -> None:
    found = read(TEXT.replace("\n", newline)).get(section, option)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize(
    ("text", "section", "option"),
    [
        pytest.param("", "metadata", "name", id="empty file"),
        pytest.param("# [metadata]\n", "metadata", "name", id="comment"),
        pytest.param("[metadata]\n", "metadata", "name", id="empty section"),
        pytest.param("[Metadata]\nname = a", "metadata", "name", id="sections know case"),
        pytest.param("[a]\nb =\n  name = c", "a", "name", id="line of a value"),
        pytest.param("[DEFAULT]\nname = c", "DEFAULT", "name", id="shared options are no section"),
    ],
)
def test_nothing_there(text: str, section: str, option: str) -> None:
    assert read(text).get(section, option) is None
    assert locate(text, (section, option, 0)) is None


def test_nearest_spelling() -> None:
    both = read("[a]\nx-y = 1\nx_y = 2\nX_Y = 3\n")
    assert [both.get("a", name).value for name in ("x-y", "x_y", "x_Y")] == ["1", "2", "3"]  # type: ignore[union-attr]


def test_shared_options() -> None:
    text = "[DEFAULT]\nname = shared\nother = o\n[metadata]\nname = own\n[options]\n"
    found = read(text)
    assert [*found.sections] == ["metadata", "options"]
    assert found.items("metadata")[1][1].value == "o"
    assert found.get("metadata", "name").value == "own"  # type: ignore[union-attr]
    assert found.get("options", "name").value == "shared"  # type: ignore[union-attr]
    assert locate(text, ("options", "name")) == (2, 8, 2, 14)


def test_items_keep_order_and_spelling() -> None:
    found = read("[options.package_data]\n* = *.txt\nMy-Pkg =\n  a\n  b\n")
    assert [(name, value.value) for name, value in found.items("options.package_data")] == [
        ("*", "*.txt"),
        ("My-Pkg", "a\nb"),
    ]
    assert found.items("options.package_data")[1][1].at == Place(
        FILE, ("options.package_data", "My-Pkg")
    )
    assert found.items("metadata") == ()


PLACES: list[tuple[Route, list[str], list[str]]] = [
    (("metadata",), ["[metadata]"], ["[metadata]"]),
    (("metadata", "name"), ["name"], ["demo"]),
    (("metadata", "version"), ["version"], ["file: VERSION, src/%(name)s.txt  ; no comment"]),
    (("metadata", "long_description"), ["long-description"], ["file: README.md"]),
    (("metadata", "author"), ["Author"], ["A = B"]),
    (("metadata", "empty"), ["empty"], [""]),
    (
        ("metadata", "classifiers"),
        ["classifiers"],
        ["One", "    Two # no comment", "", "    Three"],
    ),
    (("options", "indented"), ["indented"], ["1", "    two"]),
    (("options", "zip_safe"), ["zip_safe"], ["no"]),
    (("options.entry_points", "console_scripts"), ["console_scripts"], ["demo = demo:main"]),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize(("route", "key", "value"), PLACES, ids=[str(row[0]) for row in PLACES])
def test_places(route: Route, key: list[str], value: list[str], newline: str) -> None:
    text = TEXT.replace("\n", newline)
    assert cut(text, locate(text, route, key=True)) == key
    assert cut(text, locate(text, route)) == value


@pytest.mark.parametrize(
    ("text", "route", "expected"),
    [
        pytest.param("[a]\nb = é𝄞\n", ("a", "b"), (2, 5, 2, 7), id="columns count characters"),
        pytest.param("[a]\nb =  \n\n[c]", ("a", "b"), (2, 4, 2, 4), id="empty value"),
        pytest.param("[a]\nb = 1\n  # c\n\n", ("a", "b"), (2, 5, 2, 6), id="comment after it"),
        pytest.param("[a]\nb = \x0c1\x0b\u2028 2\n", ("a", "b"), (2, 6, 2, 11), id="odd blanks"),
        pytest.param("  [a [b]] c\n", ("a [b]",), (1, 3, 1, 10), id="brackets in a name"),
        pytest.param("[a]\nb = 1\n[a]\nc = 2", ("a", "c"), (4, 5, 4, 6), id="section twice"),
        pytest.param("[a]\nb\n= 1\nc = 2", ("a", "c"), (4, 5, 4, 6), id="broken file"),
    ],
)
def test_exact_places(text: str, route: Route, expected: tuple[int, int, int, int]) -> None:
    assert locate(text, route) == expected


@pytest.mark.parametrize("route", [(), ("b",), ("a", "c"), ("a", 0), (0,), ("a", "b", 0)])
def test_no_such_place(route: Route) -> None:
    assert locate("[a]\nb = 1\n", route) is None


@pytest.mark.parametrize(
    ("text", "at", "reason"),
    [
        pytest.param(
            "# c\nname = a\n[metadata]\n",
            Location(FILE, 2, 1, 2, 9),
            "an option needs a section above it",
            id="option without section",
        ),
        pytest.param(
            "[metadata]\nname = a\n\n[metadata]\nversion = 1\n",
            Location(FILE, 4, 1, 4, 11),
            "the section [metadata] stands here a second time",
            id="section twice",
        ),
        pytest.param(
            "[metadata]\nname = a\n name : b\nname : b\n",
            Location(FILE, 4, 1, 4, 9),
            "the option name stands here a second time",
            id="option twice",
        ),
        pytest.param(
            "[DEFAULT]\na = 1\n[DEFAULT]\na = 2\n",
            Location(FILE, 4, 1, 4, 6),
            "the option a stands here a second time",
            id="shared option twice",
        ),
        pytest.param(
            "[metadata]\r\nname = a\r\n\r\nrubbish\r\n = b\r\n",
            Location(FILE, 4, 1, 4, 8),
            "expected `name = value`",
            id="no option",
        ),
        pytest.param(
            "[metadata]\n  = a\n",
            Location(FILE, 2, 3, 2, 6),
            "expected `name = value`",
            id="no name",
        ),
        pytest.param(
            "[metadata\nname = a\n",
            Location(FILE, 1, 1, 1, 10),
            "an option needs a section above it",
            id="open bracket",
        ),
    ],
)
def test_mistakes(text: str, at: Location, reason: str) -> None:
    with pytest.raises(Unreadable) as error:
        read(text)
    assert error.value.at == at
    assert error.value.reason == reason


# --- the same as configparser -----------------------------------------------------

LINES = st.one_of(
    st.sampled_from(["[a]", "[b] x", "  [c]", "[DEFAULT]", "[a", "[]", "[a]]", "x", "#c", " ;c"]),
    st.sampled_from(
        ["b = 1", "b: 2 = 3", "B=4", "  c = %(b)s", "= 1", "c-d =", "\t\t e f : ", "é=é"]
    ),
    st.sampled_from(["", " ", "  more", "    more", "\u2003x", "\x0cy = 1", "[a]=b"]),
    st.text("[]=:#; ab\t\x0b\u2028", max_size=8),
)


@given(
    st.lists(LINES, max_size=12).map(lambda lines: ["[s]", *lines]) | st.lists(LINES),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
@example(["[a]", "b = 1", "", "  2", "", "", "[c]", "d = 3", ""], "\n")
def test_reads_what_configparser_reads(lines: list[str], newline: str) -> None:
    text = newline.join(lines)
    plain = "\n".join(lines)
    parser = configparser.RawConfigParser()
    parser.optionxform = str  # type: ignore[method-assign, assignment]
    try:
        parser.read_string(plain)
    except configparser.Error as error:
        with pytest.raises(Unreadable) as mistake:
            read(text)
        if isinstance(error, configparser.MissingSectionHeaderError):
            assert mistake.value.at.line == error.lineno
        elif isinstance(error, configparser.ParsingError):
            assert mistake.value.at.line == error.errors[0][0]
        else:
            assert mistake.value.at.line <= error.lineno  # type: ignore[attr-defined]
        return
    expected = {name: dict(parser.items(name)) for name in parser.sections()}
    assert read(text).sections == expected
    for section, options in expected.items():
        for name, value in options.items():
            assert cut(plain, locate(text, (section, name), key=True)) == [name]
            first, *more = cut(plain, locate(text, (section, name)))
            rest = [line.strip() for line in more if not line.strip().startswith(("#", ";"))]
            assert "\n".join([first.strip(), *rest]) == value.strip()
