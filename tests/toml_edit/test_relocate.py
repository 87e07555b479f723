"""Lists put where uv reads them, and items and pairs taken out: all else stays as it was."""

from __future__ import annotations

import pytest

from uvlint.model import CannotFix
from uvlint.project import PYPROJECT
from uvlint.toml_edit.relocate import moved
from uvlint.toml_edit.remove import without_items, without_pair

PIP = ("tool", "uv", "pip", "cache-keys")
MISSPELT = ("tool", "uv", "cache_keys")


def texts(
    before: str, route: tuple[str, ...], file: str = PYPROJECT, **more: str
) -> dict[str, str]:
    present = {file: before, **{name.replace("_", "."): text for name, text in more.items()}}
    return dict(moved(file, route, present.get))


@pytest.mark.parametrize(
    ("before", "route", "after"),
    [
        pytest.param(
            '[tool.uv]\ncache_keys = ["a"]  # b\n',
            MISSPELT,
            '[tool.uv]\ncache-keys = ["a"]  # b\n',
            id="renamed",
        ),
        pytest.param(
            '[tool]\nuv."cache_keys" = ["cache_keys"]\n',
            MISSPELT,
            '[tool]\nuv."cache-keys" = ["cache_keys"]\n',
            id="renamed, dotted and quoted",
        ),
        pytest.param(
            '[tool.uv]\r\ncache_keys = [\r\n  "a", # b\r\n]\r\n',
            MISSPELT,
            '[tool.uv]\r\ncache-keys = [\r\n  "a", # b\r\n]\r\n',
            id="renamed, other line ends",
        ),
        pytest.param(
            '[tool.uv.pip]\nno-deps = true\n# c\ncache-keys = [\n  "a", # b\n] # d\n\n[x]\ny = 1\n',
            PIP,
            '[tool.uv]\n# c\ncache-keys = [\n  "a", # b\n] # d\n\n'
            "[tool.uv.pip]\nno-deps = true\n\n[x]\ny = 1\n",
            id="moved with its comments",
        ),
        pytest.param(
            '[uv]\ncache-keys = ["a"]\n\n[x]\ny = 1\n',
            ("uv", "cache-keys"),
            '[x]\ny = 1\n\n[tool.uv]\ncache-keys = ["a"]\n',
            id="moved out of a table that is left empty",
        ),
        pytest.param(
            '[tool.uv]\npackage = true\n\n[tool.uv.pip]\ncache-keys = ["a"]',
            PIP,
            '[tool.uv]\npackage = true\ncache-keys = ["a"]\n\n',
            id="moved into a table, no line end",
        ),
    ],
)
def test_moved(before: str, route: tuple[str, ...], after: str) -> None:
    assert texts(before, route) == {PYPROJECT: after}
    assert texts(after, route) == {}


def test_moved_from_another_file() -> None:
    before = '# settings\ncache-keys = ["a"]\nno-cache = true\n'
    after = texts(before, ("cache-keys",), "uv.toml", pyproject_toml="[x]\ny = 1\n")
    assert after == {
        "uv.toml": "no-cache = true\n",
        PYPROJECT: '[x]\ny = 1\n\n[tool.uv]\n# settings\ncache-keys = ["a"]\n',
    }


@pytest.mark.parametrize(
    ("before", "route"),
    [
        pytest.param("[tool.uv]\ncache_keys = [1]\n", MISSPELT, id="uv would refuse it"),
        pytest.param('tool.uv = { cache_keys = ["a"] }\n', MISSPELT, id="in an inline table"),
        pytest.param(
            '[tool.uv]\npip = { cache-keys = ["a"] }\n', PIP, id="in an inline table below"
        ),
    ],
)
def test_what_cannot_be_moved(before: str, route: tuple[str, ...]) -> None:
    with pytest.raises(CannotFix):
        texts(before, route)


@pytest.mark.parametrize(
    "before",
    [
        pytest.param('[tool.uv]\ncache-keys = ["a"]\ncache_keys = ["b"]\n', id="a list is there"),
        pytest.param("[tool.uv]\ncache_keys = []\n", id="nothing to move"),
        pytest.param("[tool.uv]\ncache_keys = 1\n", id="no list"),
    ],
)
def test_what_need_not_be_moved(before: str) -> None:
    assert texts(before, MISSPELT) == {}


@pytest.mark.parametrize(
    ("before", "gone", "after"),
    [
        ('a = ["x", "y", "z"]\n', {1}, 'a = ["x", "z"]\n'),
        ('a = [\n  "x", # x\n  "y", # y\n]\n', {0}, 'a = [\n  "y", # y\n]\n'),
        ('# b\na = ["x"]\nc = 1\n', {0}, "# b\nc = 1\n"),
    ],
)
def test_without_items(before: str, gone: set[int], after: str) -> None:
    assert without_items(before, ("a",), frozenset(gone)) == after


def test_comments_are_not_lost() -> None:
    with pytest.raises(CannotFix):
        without_pair('a = ["x"]  # why\n', ("a",))


def test_nothing_there() -> None:
    with pytest.raises(CannotFix):
        without_pair("a = 1\n", ("b",))
