"""Which files dotted names mean."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.backends.python.imported import imported
from uvlint.backends.python.modules import parent_packages
from uvlint.model import File, Location
from uvlint.pyeval.finder import dotted_name, find_module

TREE = {
    "a.py": "",
    "b/__init__.py": "",
    "b/c/__init__.py": "",
    "b/c/d.py": "",
    "space/e.py": "",
    "src/f/__init__.py": "",
    "src/f/g.py": "",
}


@pytest.mark.parametrize(
    ("dotted", "folder", "expected"),
    [
        pytest.param("a", ".", "a.py", id="module"),
        pytest.param("b", ".", "b/__init__.py", id="package"),
        pytest.param("b.c.d", ".", "b/c/d.py", id="nested"),
        pytest.param("space.e", ".", "space/e.py", id="namespace"),
        pytest.param("space", ".", None, id="a namespace has no file"),
        pytest.param("f.g", "src", "src/f/g.py", id="folder"),
        pytest.param("f.g", ".", None, id="not there"),
    ],
)
def test_find_module(lay_out: LayOut, dotted: str, folder: str, expected: str | None) -> None:
    assert find_module(lay_out(TREE), dotted, folder) == expected


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        pytest.param("a.py", "a", id="module"),
        pytest.param("b/__init__.py", "b", id="package"),
        pytest.param("b/c/__init__.py", "b.c", id="nested package"),
        pytest.param("b/c/d.py", "b.c.d", id="nested"),
        pytest.param("src/f/__init__.py", "f", id="package in src"),
        pytest.param("src/f/g.py", "f.g", id="module in src"),
        pytest.param("space/e.py", "e", id="no package around it"),
        pytest.param("__init__.py", "", id="the folder of the project"),
    ],
)
def test_dotted_name(lay_out: LayOut, file: str, expected: str) -> None:
    assert dotted_name(lay_out(TREE), file) == expected


@pytest.mark.parametrize(
    ("file", "folder", "expected"),
    [
        pytest.param("a.py", ".", (), id="module"),
        pytest.param("b/__init__.py", ".", (), id="package"),
        pytest.param("b/c/d.py", ".", ("b/__init__.py", "b/c/__init__.py"), id="nested"),
        pytest.param("space/e.py", ".", (), id="namespace"),
        pytest.param("src/f/g.py", "src", ("src/f/__init__.py",), id="folder"),
    ],
)
def test_parent_packages(
    lay_out: LayOut, file: str, folder: str, expected: tuple[str, ...]
) -> None:
    assert parent_packages(lay_out(TREE), file, folder) == expected


@pytest.mark.parametrize(
    ("dotted", "folders", "expected"),
    [
        pytest.param("", (".",), [], id="empty"),
        pytest.param("../a", (".",), [], id="no name"),
        pytest.param("none", (".", "src"), [], id="not there"),
        pytest.param("f.g", (".", "src"), ["src/f/__init__.py", "src/f/g.py"], id="packages too"),
    ],
)
def test_imported(
    lay_out: LayOut, dotted: str, folders: tuple[str, ...], expected: list[str]
) -> None:
    found = imported(
        lay_out(TREE),
        dotted,
        feeds=("version",),
        at=Location("a.py"),
        why="the build runs it",
        folders=folders,
    )
    assert [item.key for item in found] == [File(name) for name in expected]
