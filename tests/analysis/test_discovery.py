from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from uvlint.analysis.discovery import (
    Exclusion,
    nothing,
    projects,
    samples_in,
    with_members,
    with_sources,
)
from uvlint.project import Project

PASSED_OVER = [
    ".hidden",
    ".venv/lib/python3.12/site-packages/a",
    "node_modules/a",
    "build/lib",
    "dist/a",
    "target/package/a",
    "__pycache__",
    "demo.egg-info",
    "venv/lib/site-packages/a",
    "test/a",
    "test-crates/one",
    "integration-tests/two",
    "demoapp",
    "demo2/a",
    "sample_project",
    "tools/e2e_test",
    "tests/fixtures/a",
    "Tests",
    "testing",
    "fixtures/a",
    "testdata/a",
    "test_data/a",
    "modules_test_data/a",
    "test-data/a",
    "Demos",
    "samples/a",
    "example",
    "examples/a/b",
    "template",
    "src/a/templates/new",
    "{{cookiecutter.name}}",
    "docs",
    "doc/a",
]


def make(top: Path, files: Iterable[str]) -> None:
    for name in files:
        file = top / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()


def found(top: Path, *names: str) -> list[str]:
    roots = projects(str(top / name) for name in (names or (".",)))
    return [os.path.relpath(root, top) for root in roots]


@pytest.mark.parametrize("folder", PASSED_OVER)
def test_passes_over(tmp_path: Path, folder: str) -> None:
    make(tmp_path, [f"{folder}/pyproject.toml", "a/pyproject.toml"])
    assert found(tmp_path) == ["a"]


@pytest.mark.parametrize(
    "folder", ["demographics", "testify", "contest", "latest", "attestation", "sampler", "protest"]
)
def test_takes_no_other_word_for_samples(tmp_path: Path, folder: str) -> None:
    make(tmp_path, [f"{folder}/pyproject.toml"])
    assert found(tmp_path) == [folder]


def test_what_was_passed_over_can_be_told(tmp_path: Path) -> None:
    make(tmp_path, ["pyproject.toml", "tests/a/b/setup.py", "tests/build/setup.py", "docs/x"])
    samples: list[str] = []
    projects([str(tmp_path)], onsample=samples.append)
    assert {os.path.relpath(folder, tmp_path) for folder in samples} == {"tests", "docs"}
    assert [*samples_in(samples)] == [str(tmp_path / "tests/a/b")]


@pytest.mark.parametrize("folder", PASSED_OVER)
def test_passes_nothing_over_that_is_asked_for(tmp_path: Path, folder: str) -> None:
    make(tmp_path, [f"{folder}/pyproject.toml", f"{folder}/sub/pyproject.toml"])
    assert found(tmp_path, folder) == [folder, f"{folder}/sub"]
    assert found(tmp_path, f"{folder}/pyproject.toml") == [folder]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(["setup.cfg", "src/a.py"], [], id="setup.cfg alone"),
        pytest.param(["Pyproject.toml"], [], id="another name"),
        pytest.param(["setup.py/x"], [], id="a folder named setup.py"),
        pytest.param(
            ["a/__init__.py", "a/b/__init__.py", "a/b/setup.py"], [], id="a module named setup"
        ),
        pytest.param(
            ["a/x", "a/b/__init__.py", "a/b/setup.py"], ["a/b"], id="a project that is a package"
        ),
        pytest.param(
            ["a/__init__.py", "a/b/__init__.py", "a/b/setup.py", "a/b/pyproject.toml"],
            ["a/b"],
            id="a project inside of a package",
        ),
        pytest.param(["a/pyvenv.cfg", "a/pyproject.toml", "a/b/setup.py"], [], id="environment"),
        pytest.param(["a/PKG-INFO", "a/pyproject.toml", "a/b/setup.py"], [], id="unpacked sdist"),
        pytest.param(["pyproject.toml"], ["."], id="pyproject.toml"),
        pytest.param(["setup.py"], ["."], id="setup.py"),
        pytest.param(["a/pyproject.toml/x"], ["a"], id="pyproject.toml is a folder"),
        pytest.param(["PKG-INFO", "pyproject.toml"], ["."], id="an sdist that is asked for"),
        pytest.param(["pyvenv.cfg", "pyproject.toml"], ["."], id="an environment asked for"),
        pytest.param(
            ["pyproject.toml", "b/c/setup.py", "b/pyproject.toml", "a/x/y/pyproject.toml"],
            [".", "a/x/y", "b", "b/c"],
            id="every project below",
        ),
        pytest.param(["a b/pyproject.toml", "ä/pyproject.toml"], ["a b", "ä"], id="odd names"),
    ],
)
def test_projects_of_a_folder(tmp_path: Path, files: list[str], expected: list[str]) -> None:
    make(tmp_path, files)
    assert found(tmp_path) == expected


@pytest.mark.parametrize("name", ["a/pyproject.toml", "a/setup.cfg", "a/src/deep/x.py", "a/link"])
def test_a_file_means_its_project(tmp_path: Path, name: str) -> None:
    make(
        tmp_path, ["pyproject.toml", "a/setup.py", "a/b/setup.py", "a/setup.cfg", "a/src/deep/x.py"]
    )
    make(tmp_path, ["a/pyproject.toml"])
    (tmp_path / "a/link").symlink_to("nowhere")
    assert found(tmp_path, name) == ["a"]


def test_a_file_without_a_project(tmp_path: Path) -> None:
    make(tmp_path, ["notes.txt"])
    assert projects([str(tmp_path / "notes.txt")]) == ()


def test_overlapping_paths_give_a_project_once(tmp_path: Path) -> None:
    make(tmp_path, ["a/pyproject.toml", "a/b/setup.py", "c/setup.py"])
    (tmp_path / "link").symlink_to("a")
    asked = ("c", "a/b", ".", "a", "a/", "a/../a", "a/pyproject.toml", "link", "link/b/setup.py")
    assert found(tmp_path, *asked) == ["a", "a/b", "c"]


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    make(tmp_path, ["top/a/pyproject.toml", "other/pyproject.toml"])
    (tmp_path / "top/a/loop").symlink_to("..")
    (tmp_path / "top/other").symlink_to("../other")
    assert found(tmp_path, "top") == ["top/a"]
    assert found(tmp_path, "top/other") == ["top/other"]


def test_a_dangling_pyproject_is_a_project_to_report_on(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").symlink_to("nowhere")
    assert found(tmp_path) == ["."]
    assert found(tmp_path, "pyproject.toml") == ["."]


def test_relative_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, ["a/pyproject.toml"])
    monkeypatch.chdir(tmp_path)
    assert projects(["."]) == projects(["a/pyproject.toml"]) == (str(tmp_path / "a"),)


@pytest.mark.parametrize("name", ["nowhere", "a/pyproject.toml/x"])
def test_a_missing_path_is_an_error(tmp_path: Path, name: str) -> None:
    make(tmp_path, ["a/pyproject.toml"])
    with pytest.raises(FileNotFoundError, match=name):
        projects([str(tmp_path), str(tmp_path / name)])


def test_an_empty_path_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        projects([""])


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path, ["a/pyproject.toml", "locked/pyproject.toml"])
    scan = os.scandir

    def scandir(folder: str) -> os._ScandirIterator[str]:
        if folder.endswith("locked"):
            raise PermissionError(13, "Permission denied", folder)
        return scan(folder)

    monkeypatch.setattr("os.scandir", scandir)
    errors: list[OSError] = []
    assert projects([str(tmp_path)], onerror=errors.append) == (str(tmp_path / "a"),)
    assert [error.filename for error in errors] == [str(tmp_path / "locked")]
    with pytest.raises(PermissionError):
        projects([str(tmp_path / "locked")])


def test_what_git_ignores_is_passed_over(tmp_path: Path) -> None:
    make(tmp_path, ["pyproject.toml", "kept/pyproject.toml"])
    make(tmp_path, ["out/pyproject.toml", "a/wild1/b/setup.py", "a/.gitignore", ".gitignore"])
    (tmp_path / ".gitignore").write_text("/out\n")
    (tmp_path / "a" / ".gitignore").write_text("wild*\n")
    assert found(tmp_path) == [".", "kept"]


def test_what_git_ignores_is_found_when_it_is_asked_for(tmp_path: Path) -> None:
    make(tmp_path, [".git/HEAD", "out/pyproject.toml", "out/a/pyproject.toml"])
    (tmp_path / ".gitignore").write_text("out\n")
    assert found(tmp_path, "out") == ["out", "out/a"]


WORKSPACE = '[tool.uv.workspace]\nmembers = ["tests/*", "two", "../b"]\n'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        pytest.param("a", ["a", "a/tests/one", "a/two"], id="the folder of the workspace"),
        pytest.param(".", ["a", "a/tests/one", "a/two", "b"], id="a folder above"),
        pytest.param("a/pyproject.toml", ["a"], id="the file alone"),
        pytest.param("a/two", ["a/two"], id="a member alone"),
    ],
)
def test_members_come_after_the_root_of_their_workspace(
    path: str, expected: list[str], tmp_path: Path
) -> None:
    make(tmp_path, ["a/pyproject.toml", "b/pyproject.toml"])
    make(tmp_path, ["a/tests/one/pyproject.toml", "a/two/pyproject.toml"])
    (tmp_path / "a" / "pyproject.toml").write_text(WORKSPACE)
    paths = [str(tmp_path / path)]
    roots = projects(paths)
    everything = with_members(map(Project, roots), paths, roots)
    assert [os.path.relpath(project.root, tmp_path) for project in everything] == expected


def test_members_can_be_left_out(tmp_path: Path) -> None:
    make(tmp_path, ["pyproject.toml", "tests/one/pyproject.toml"])
    (tmp_path / "pyproject.toml").write_text(WORKSPACE)
    paths, roots = [str(tmp_path)], (str(tmp_path),)
    left_out = Exclusion(excludes=lambda folder: folder.endswith("one"))
    everything = with_members(map(Project, roots), paths, roots, lambda _: left_out)
    assert [project.root for project in everything] == [str(tmp_path)]


SOURCES = {
    "app": '[tool.uv.sources]\nx = { path = "../x" }\nlib = { path = "lib", editable = true }\n',
    "app/lib": '[tool.uv.sources]\napp = { path = ".." }\n',
    "x": '[tool.uv.sources]\ny = { path = "../y" }\n',
    "y": '[tool.uv.sources]\nx = { path = "../x" }\ny = { path = "." }\n',
    "z": "",
}


def sources(top: Path, *paths: str, follows: str = "app,x,z", leave: str = "-") -> list[str]:
    for folder, text in SOURCES.items():
        (top / folder).mkdir(parents=True, exist_ok=True)
        (top / folder / "pyproject.toml").write_text(text)
    roots = projects(str(top / path) for path in paths)
    left_out = Exclusion(excludes=lambda folder: folder.endswith(leave))
    everything = with_sources(
        map(Project, roots),
        roots,
        lambda project: os.path.relpath(project.root, top) in follows.split(","),
        lambda _: left_out if leave != "-" else nothing(""),
    )
    return [os.path.relpath(project.root, top) for project in everything]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["z"], ["z"], id="none"),
        pytest.param(["y"], ["y"], id="not asked for"),
        pytest.param(["x"], ["x", "y"], id="in a circle"),
        pytest.param(["app"], ["app", "x", "y", "app/lib"], id="below, beside, and beyond"),
        pytest.param(["app/pyproject.toml"], ["app", "app/lib", "x", "y"], id="of a file"),
        pytest.param(["app", "x", "z"], ["app", "y", "app/lib", "x", "z"], id="among the others"),
        pytest.param(["."], ["app", "app/lib", "x", "y", "z"], id="all there anyway"),
    ],
)
def test_sources_come_once_wherever_they_lie(
    paths: list[str], expected: list[str], tmp_path: Path
) -> None:
    found = sources(tmp_path, *paths)
    assert sorted(found) == sorted(expected)
    assert found[0] == expected[0]


def test_sources_can_be_left_out(tmp_path: Path) -> None:
    assert sources(tmp_path, "app/pyproject.toml", leave="x") == ["app", "app/lib"]


def test_a_source_that_comes_later_as_a_member_comes_once(tmp_path: Path) -> None:
    make(tmp_path, ["b/pyproject.toml", "b/tests/one/pyproject.toml", "b/two/pyproject.toml"])
    (tmp_path / "b/pyproject.toml").write_text(WORKSPACE)
    (tmp_path / "a").mkdir()
    text = '[tool.uv.sources]\none = { path = "../b/tests/one" }\n'
    (tmp_path / "a/pyproject.toml").write_text(text)
    paths = [str(tmp_path)]
    roots = projects(paths)
    everything = with_sources(
        with_members(map(Project, roots), paths, roots), roots, lambda _: True
    )
    names = [os.path.relpath(project.root, tmp_path) for project in everything]
    assert names == ["a", "b/tests/one", "b", "b/two"]


def test_what_git_ignores_is_found_on_request(tmp_path: Path) -> None:
    make(tmp_path, [".git/HEAD", "a/pyproject.toml", "b/c/pyproject.toml", "d/pyproject.toml"])
    (tmp_path / ".gitignore").write_text("/b\n")
    (tmp_path / "d/.gitignore").write_text("*\n")
    assert found(tmp_path) == ["a", "d"]
    everything = projects([str(tmp_path)], exclusion=lambda _: Exclusion(gitignore=False))
    assert [os.path.relpath(root, tmp_path) for root in everything] == ["a", "b/c", "d"]
