"""What git ignores, compared with git itself."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from uvlint.project.gitignore import Ignored, ignored_above

FOLDERS = [
    "a",
    "a/b",
    "a/b/c",
    "data",
    "data/x",
    "deep/data",
    "deep/data/x",
    "deep/kept",
    "out",
    "out/keep",
    "x y",
    "wild1",
    "wild2/sub",
    "[odd]",
]


def repository(top: Path, files: dict[str, str]) -> None:
    subprocess.run(["git", "init", "-q", str(top)], check=True)
    for folder in FOLDERS:
        (top / folder).mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)


def ignored_by_git(top: Path) -> list[str]:
    asked = "\n".join(f"{folder}/pyproject.toml" for folder in FOLDERS)
    command = ["git", "-C", str(top), "check-ignore", "--no-index", "--stdin"]
    answer = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    return sorted(line.removesuffix("/pyproject.toml") for line in answer.stdout.splitlines())


def ignored_by_us(top: Path) -> list[str]:
    return sorted(f for f in FOLDERS if str(top / f) in known_in((top / f).parent, top))


def known_in(folder: Path, top: Path) -> Ignored:
    """Return what a walk from the top knows when it comes to a folder."""
    known = ignored_above(str(top))
    for part in (*reversed([p for p in folder.parents if p.is_relative_to(top)]), folder):
        known = known.within(str(part))
    return known


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({}, id="no file"),
        pytest.param({".gitignore": "data\n"}, id="a name, anywhere"),
        pytest.param({".gitignore": "data/\r\n# out\r\n\r\n"}, id="a folder, CRLF, a comment"),
        pytest.param({".gitignore": "/data\n"}, id="anchored"),
        pytest.param({".gitignore": "deep/data\n"}, id="a path"),
        pytest.param({".gitignore": "wild*\n"}, id="a wildcard"),
        pytest.param({".gitignore": "**/x\n"}, id="at any depth"),
        pytest.param({".gitignore": "deep/*\n!deep/kept\n"}, id="taken back"),
        pytest.param({".gitignore": "data\n", "deep/.gitignore": "!data\n"}, id="taken back below"),
        pytest.param({"deep/.gitignore": "data\n"}, id="a file further down"),
        pytest.param({".gitignore": "out\n!out/keep\n"}, id="lost with the folder above"),
        pytest.param({".gitignore": "a/**/c\nx\\ y\n\\[odd]\n"}, id="stars, escapes"),
        pytest.param({".gitignore": "!\n[z-a]\n\\\nout\n"}, id="lines that are no patterns"),
        pytest.param({".git/info/exclude": "out\n"}, id="the file of the clone"),
    ],
)
def test_agrees_with_git(files: dict[str, str], tmp_path: Path) -> None:
    repository(tmp_path, files)
    assert ignored_by_us(tmp_path) == ignored_by_git(tmp_path)


def test_names_are_enough_for_a_name(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("data/\n/out\nwild*\n")
    known = Ignored().within(str(tmp_path))
    assert known.by_name("data")
    assert not known.by_name("out")
    assert not known.by_name("wild1")


def test_a_name_that_may_be_taken_back_is_not_enough(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("data/\n!deep/data\n")
    assert not Ignored().within(str(tmp_path)).by_name("data")


def test_the_repository_above_speaks_too(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "b\n"})
    assert str(tmp_path / "a" / "b") in ignored_above(str(tmp_path / "a"))


def test_who_asks_for_an_ignored_folder_means_it(tmp_path: Path) -> None:
    repository(tmp_path, {".gitignore": "a\n"})
    assert str(tmp_path / "a" / "b") not in ignored_above(str(tmp_path / "a"))


def test_a_gitignore_that_is_a_folder_says_nothing(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").mkdir()
    assert "x" not in Ignored().within(str(tmp_path))
