"""Keys and lists of what a build copies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.trees import matching, pattern_key, whole
from uvlint.model import File

FILES = dict.fromkeys(
    ["a.txt", "b/c.txt", "b/d/e.txt", "b/d/x.py", "../out/f.txt", ".venv/g.txt", "b/[x]/h.txt"], ""
)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param(".", None, id="the project"),
        pytest.param("..", None, id="the folder above"),
        pytest.param("b/../..", None, id="the folder above, by a detour"),
        pytest.param("/", None, id="the root of the disk"),
        pytest.param("~/x", None, id="a home folder"),
        pytest.param("gone", "gone", id="not there yet"),
        pytest.param("./a.txt", "a.txt", id="a file"),
        pytest.param("b/", "b/**/*", id="a folder"),
        pytest.param("b/d/../", "b/**/*", id="a folder by a detour"),
        pytest.param("../out", "../out/**/*", id="a folder outside"),
    ],
)
def test_whole(lay_out: LayOut, path: str, expected: str | None) -> None:
    assert whole(lay_out(FILES), path) == (None if expected is None else File(expected))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("none/*.txt", [], id="no such folder"),
        pytest.param("b", [], id="a folder is no file"),
        pytest.param("a.txt", ["a.txt"], id="a file"),
        pytest.param("*.txt", ["a.txt"], id="at the top"),
        pytest.param("*/*.txt", [".venv/g.txt", "b/c.txt"], id="one level"),
        pytest.param("b/**/*.txt", ["b/c.txt", "b/[x]/h.txt", "b/d/e.txt"], id="all levels"),
        pytest.param("**/d/*.py", ["b/d/x.py"], id="anywhere"),
        pytest.param("../out/*", [], id="outside"),
        pytest.param("/**/*.txt", [], id="the whole disk"),
        pytest.param("b/d/*.py", ["b/d/x.py"], id="a literal folder"),
    ],
)
def test_matching(lay_out: LayOut, pattern: str, expected: list[str]) -> None:
    assert list(matching(lay_out(FILES), pattern)) == expected


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        pytest.param("*.txt", None, id="no literal folder"),
        pytest.param("**/a.txt", None, id="anywhere"),
        pytest.param("../*.txt", None, id="the folder above"),
        pytest.param("a/./b.txt", "a/b.txt", id="a file"),
        pytest.param("a/*", "a/**/*", id="a folder"),
        pytest.param("a/**", "a/**/*", id="a tree"),
        pytest.param("a/*/b/?.txt", "a/**/?.txt", id="below a literal folder"),
    ],
)
def test_pattern_key(pattern: str, expected: str | None) -> None:
    assert pattern_key(pattern) == (None if expected is None else File(expected))
