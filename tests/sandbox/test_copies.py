"""Copies of work trees."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import LayOut
from uvlint.sandbox.copies import copied, git
from uvlint.sandbox.folders import scratch


def files(folder: str) -> set[str]:
    found = (path for path in Path(folder).rglob("*") if ".git" not in path.parts)
    return {path.relative_to(folder).as_posix() for path in found if not path.is_dir()}


def repository(root: str) -> None:
    identity = ("-c", "user.name=x", "-c", "user.email=x@localhost")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, *identity, "commit", "-q", "-m", "one")
    git(root, "tag", "v1.0")


def stats(root: str) -> dict[str, tuple[int, int, int]]:
    return {
        str(path): (path.lstat().st_mtime_ns, path.lstat().st_ctime_ns, path.lstat().st_size)
        for path in Path(root).rglob("*")
    }


def test_what_git_ignores_stays(lay_out: LayOut, tmp_path: Path) -> None:
    root = lay_out({"a/pyproject.toml": "", "b.h": "", ".gitignore": "*.big\n"}).root
    repository(root)
    lay_out({"new.txt": "", "data.big": ""})
    before = stats(root)
    copy = copied(os.path.join(root, "a"), root, str(tmp_path / "copy"))
    assert stats(root) == before
    assert files(copy.top) == {"a/pyproject.toml", "b.h", ".gitignore", "new.txt"}
    assert copy.root == os.path.join(copy.top, "a")
    assert copy.is_repository


def test_the_copy_has_the_history_and_one_of_its_own(lay_out: LayOut, tmp_path: Path) -> None:
    root = lay_out({"a": "1"}).root
    repository(root)
    copy = copied(root, root, str(tmp_path / "copy"))
    assert git(copy.top, "describe", "--tags", "--dirty") == "v1.0\n"
    git(copy.top, "tag", "v2.0")
    assert git(root, "tag") == "v1.0\n"


def test_no_repository(lay_out: LayOut, tmp_path: Path) -> None:
    project = lay_out({"a": "", ".venv/pyvenv.cfg": "", "node_modules/x": "", "sub/b": ""})
    os.symlink("a", project.path("link"))
    os.mkfifo(project.path("pipe"))
    copy = copied(project.root, project.root, str(tmp_path / "copy"))
    assert files(copy.top) == {"a", "link", "sub/b"}
    assert os.readlink(os.path.join(copy.top, "link")) == "a"
    assert not copy.is_repository


def test_no_program_of_the_repository_runs(lay_out: LayOut, tmp_path: Path) -> None:
    root = lay_out({"a": ""}).root
    repository(root)
    mark = tmp_path / "mark"
    script = tmp_path / "monitor"
    script.write_text(f"#!/bin/sh\ntouch {mark}\n")
    script.chmod(0o755)
    git(root, "config", "core.fsmonitor", str(script))
    copied(root, root, str(tmp_path / "copy"))
    assert not mark.exists()


def test_a_folder_is_gone_afterwards_whatever_its_mode() -> None:
    with scratch() as folder:
        inner = Path(folder, "inner")
        inner.mkdir()
        (inner / "file").touch()
        inner.chmod(0o500)
    assert not Path(folder).exists()


def test_what_a_killed_run_left_goes_with_the_next_one() -> None:
    with scratch() as folder:
        parent = Path(folder).parent
        process = subprocess.Popen(["true"])
        process.wait()
        left = parent / f"uvlint-run-{process.pid}-abc"
        left.mkdir()
        with scratch():
            assert not left.exists()
        assert Path(folder).exists()


def test_files_that_git_ignores_can_be_asked_for(lay_out: LayOut, tmp_path: Path) -> None:
    files_of_it = {"a/pyproject.toml": "", ".gitignore": "*.gen\n", "a/x.gen": "1", "y.gen": ""}
    root = lay_out(files_of_it).root
    repository(root)
    besides = ("x.gen", "pyproject.toml", "missing", "../../outside")
    copy = copied(os.path.join(root, "a"), root, str(tmp_path / "copy"), besides)
    assert files(copy.top) == {"a/pyproject.toml", "a/x.gen", ".gitignore"}


def test_a_link_into_the_original_leads_into_the_copy(lay_out: LayOut, tmp_path: Path) -> None:
    project = lay_out({"a": "old", "sub/b": ""})
    os.symlink(project.path("a"), project.path("sub/link"))
    copy = copied(project.root, project.root, str(tmp_path / "copy"))
    Path(copy.root, "sub/link").write_text("new")
    assert Path(copy.root, "a").read_text() == "new"
    assert Path(project.path("a")).read_text() == "old"


def test_submodules_are_copied(lay_out: LayOut, tmp_path: Path) -> None:
    root = lay_out(
        {"a": "", "vendor/lib.h": "", "vendor/.gitignore": "*.o\n", "vendor/x.o": ""}
    ).root
    repository(os.path.join(root, "vendor"))
    repository(root)
    assert git(root, "ls-files").split() == ["a", "vendor"]
    copy = copied(root, root, str(tmp_path / "copy"))
    assert files(copy.top) == {"a", "vendor/lib.h", "vendor/.gitignore"}
