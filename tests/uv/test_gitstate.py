"""Commit and tags as uv reads them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.uv.old import installed
from uvlint.uv.gitstate import GitState, read
from uvlint.uv.version import NEWEST, Version

UV = shutil.which("uv", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
COMMIT = "1234567890abcdefABCDEF1234567890abcdef12"
OTHER = "f" * 40

Situation = Callable[[Path], Path]
SITUATIONS: dict[str, tuple[Situation, str | None]] = {}


def situation(trouble: str | None = None) -> Callable[[Situation], Situation]:
    """Enter a function that makes a situation in a folder, returns the project, and the trouble."""

    def enter(make: Situation) -> Situation:
        SITUATIONS[make.__name__.replace("_", " ")] = make, trouble
        return make

    return enter


def git(folder: Path, *args: str) -> str:
    env = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    env |= {
        f"GIT_{who}_{what}": "x" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    settings = ("-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always")
    command = ["git", *settings, *args]
    return subprocess.run(
        command, cwd=folder, env=env, check=True, capture_output=True, text=True
    ).stdout.strip()


def repository(folder: Path, *options: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", *options)
    commit(folder)
    return folder


def commit(folder: Path) -> None:
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")


def bare_files(folder: Path, head: str = COMMIT) -> Path:
    """Write the few files that uv looks for, without git."""
    (folder / ".git/refs/tags").mkdir(parents=True)
    (folder / ".git/HEAD").write_bytes(head.encode())
    return folder


# --- what uv reads as git does ----------------------------------------------------


@situation()
def one_commit(base: Path) -> Path:
    return repository(base)


@situation()
def another_branch(base: Path) -> Path:
    repository(base)
    git(base, "checkout", "-q", "-b", "feature/a.b")
    commit(base)
    return base


@situation()
def detached_head(base: Path) -> Path:
    repository(base)
    commit(base)
    git(base, "checkout", "-q", "--detach", "HEAD~1")
    return base


@situation()
def project_in_a_subfolder(base: Path) -> Path:
    repository(base)
    git(base, "tag", "other-1.0")
    (base / "packages/demo").mkdir(parents=True)
    return base / "packages/demo"


@situation()
def repository_in_a_repository(base: Path) -> Path:
    repository(base)
    git(base, "tag", "outer")
    return repository(base / "inner")


@situation()
def tags_of_all_kinds(base: Path) -> Path:
    repository(base)
    git(base, "tag", "v1")
    commit(base)
    git(base, "tag", "-a", "-m", "x", "v2")
    git(base, "tag", "release/2026/v3")
    git(base, "tag", "-a", "-m", "x", "release/é", "HEAD~1")
    git(base, "tag", "tree", "HEAD^{tree}")
    return base


@situation()
def tags_without_way_from_head(base: Path) -> Path:
    repository(base)
    git(base, "checkout", "-q", "--orphan", "side")
    commit(base)
    git(base, "tag", "side-1")
    git(base, "checkout", "-q", "main")
    return base


@situation()
def packed_references(base: Path) -> Path:
    tags_of_all_kinds(base)
    git(base, "pack-refs", "--all")
    return base


@situation()
def changes_after_packing(base: Path) -> Path:
    packed_references(base)
    commit(base)
    git(base, "tag", "-f", "v1")
    git(base, "tag", "-d", "v2")
    git(base, "tag", "v4")
    return base


@situation()
def garbage_collected(base: Path) -> Path:
    tags_of_all_kinds(base)
    git(base, "gc", "-q")
    return base


@situation()
def linked_worktree(base: Path) -> Path:
    main = repository(base / "main")
    git(main, "tag", "v1")
    git(main, "worktree", "add", "-q", "-b", "side", "../side")
    commit(base / "side")
    return base / "side"


@situation()
def worktree_with_a_detached_head(base: Path) -> Path:
    main = packed_references(base / "main")
    git(main, "worktree", "add", "-q", "--detach", "../side", "HEAD~1")
    return base / "side"


@situation()
def worktree_with_packed_references(base: Path) -> Path:
    linked_worktree(base)
    git(base / "main", "pack-refs", "--all")
    return base / "side"


@situation()
def submodule(base: Path) -> Path:
    library = repository(base / "library")
    git(library, "tag", "v1")
    main = repository(base / "main")
    git(main, "submodule", "--quiet", "add", "../library", "vendor/library")
    return main / "vendor/library"


@situation()
def git_folder_elsewhere(base: Path) -> Path:
    return repository(base / "tree", "--separate-git-dir=../store")


@situation()
def symlinked_git_folder(base: Path) -> Path:
    store = repository(base / "store")
    (base / "tree").mkdir()
    (base / "tree/.git").symlink_to(store / ".git")
    return base / "tree"


@situation()
def dangling_git_link_is_passed_by(base: Path) -> Path:
    repository(base)
    (base / "demo").mkdir()
    (base / "demo/.git").symlink_to("nowhere")
    return base / "demo"


@situation()
def shallow_clone(base: Path) -> Path:
    origin = repository(base / "origin")
    commit(origin)
    git(origin, "tag", "v1")
    git(base, "clone", "-q", "--depth=1", f"file://{origin}", "clone")
    return base / "clone"


@situation("`refs/heads/main` has no commit yet")
def no_commit_yet(base: Path) -> Path:
    git(base, "init", "-q")
    return base


ORDINARY = tuple(SITUATIONS)


@pytest.mark.parametrize("name", ORDINARY)
def test_same_as_git(name: str, tmp_path: Path) -> None:
    make, trouble = SITUATIONS[name]
    folder = make(tmp_path)
    listing = git(folder, "for-each-ref", "--format=%(refname) %(objectname)", "refs/tags")
    tags = dict(line.removeprefix("refs/tags/").split(" ") for line in listing.splitlines())
    head = None if trouble else git(folder, "rev-parse", "HEAD")
    found = read(str(folder), NEWEST)
    assert (found.commit, found.tags, found.trouble) == (head, tags, trouble)
    assert found.repository is not None
    assert Path(git(folder, "rev-parse", "--show-toplevel")).samefile(found.repository)


def test_no_repository(tmp_path: Path) -> None:
    assert read(str(tmp_path), NEWEST) == GitState()


def test_environment_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = repository(tmp_path / "one"), repository(tmp_path / "two")
    git(two, "tag", "v1")
    monkeypatch.setenv("GIT_DIR", str(two / ".git"))
    assert read(str(one), NEWEST).tags == {}
    assert read(str(tmp_path), NEWEST) == GitState()


# --- what only uv reads, or git alone ---------------------------------------------

EXPECTED: dict[str, tuple[str | None, dict[str, str] | None]] = {}


def odd(
    commit: str | None, tags: dict[str, str] | None, trouble: str | None = None
) -> Callable[[Situation], Situation]:
    """Enter a situation with what uv reads there."""

    def enter(make: Situation) -> Situation:
        EXPECTED[make.__name__.replace("_", " ")] = commit, tags
        return situation(trouble)(make)

    return enter


@odd(COMMIT, {})
def head_with_blanks(base: Path) -> Path:
    return bare_files(base, f" {COMMIT}\r\n\n")


@odd(OTHER, {"a": COMMIT, "b/c": OTHER})
def packed_references_with_blanks(base: Path) -> Path:
    bare_files(base, "ref: refs/heads/main")
    packed = f"# c\r\n {COMMIT} refs/tags/a\r\n^{OTHER}\n\n{OTHER} refs/heads/main\n"
    (base / ".git/packed-refs").write_text(packed + f"{OTHER} refs/tags/b/c")
    return base


@odd(COMMIT, {})
def linked_tag_is_no_tag(base: Path) -> Path:
    bare_files(base)
    (base / "v1").write_text(OTHER)
    (base / "more").mkdir()
    (base / "more/v2").write_text(OTHER)
    (base / ".git/refs/tags/v1").symlink_to(base / "v1")
    (base / ".git/refs/tags/more").symlink_to(base / "more")
    return base


@odd(None, {}, "`.git` leads to no repository")
def empty_git_folder(base: Path) -> Path:
    repository(base)
    (base / "demo/.git").mkdir(parents=True)
    return base / "demo"


@odd(None, None, "`.git` leads to no repository")
def git_file_of_something_else(base: Path) -> Path:
    repository(base)
    (base / "demo").mkdir()
    (base / "demo/.git").write_text(f" gitdir: {base}/.git")
    return base / "demo"


@odd(None, None, "`.git` cannot be read")
def git_file_that_is_no_text(base: Path) -> Path:
    (base / ".git").write_bytes(b"gitdir: \xff")
    return base


@odd(None, {}, "`.git` leads to no repository")
def git_file_that_leads_nowhere(base: Path) -> Path:
    (base / ".git").write_text("gitdir: nowhere")
    return base


@odd(None, {}, "`HEAD` cannot be read")
def folder_instead_of_head(base: Path) -> Path:
    (base / ".git/HEAD").mkdir(parents=True)
    return base


@odd(None, {}, "`HEAD` holds no commit")
def empty_head(base: Path) -> Path:
    return bare_files(base, "\n")


@odd(None, {}, "`HEAD` holds no commit")
def abbreviated_head(base: Path) -> Path:
    return bare_files(base, COMMIT[:12])


@odd(None, {}, "`main` cannot be read")
def empty_folder_in_place_of_a_packed_branch(base: Path) -> Path:
    bare_files(base, "ref: refs/heads/main")
    (base / ".git/packed-refs").write_text(f"{COMMIT} refs/heads/main\n")
    (base / ".git/refs/heads/main").mkdir(parents=True)
    return base


@odd(None, {}, "`refs/heads/main` holds no commit")
def symbolic_branch(base: Path) -> Path:
    bare_files(base, "ref: refs/heads/main")
    (base / ".git/refs/heads").mkdir()
    (base / ".git/refs/heads/main").write_text("ref: refs/heads/trunk")
    (base / ".git/refs/heads/trunk").write_text(COMMIT)
    return base


@odd(COMMIT, None, "`packed-refs` holds no commit")
def broken_packed_references(base: Path) -> Path:
    bare_files(base)
    (base / ".git/packed-refs").write_text(f"{COMMIT} refs/tags/v1\n{COMMIT}\n")
    return base


@odd(COMMIT, None, "`refs/tags/v1.lock` holds no commit")
def tag_that_is_being_written(base: Path) -> Path:
    bare_files(base)
    (base / ".git/refs/tags/v1").write_text(COMMIT)
    (base / ".git/refs/tags/v1.lock").write_text("")
    return base


@odd(COMMIT, None, "`junk` cannot be read")
def tag_that_is_no_text(base: Path) -> Path:
    bare_files(base)
    (base / ".git/refs/tags/junk").write_bytes(b"\xff")
    return base


@odd(None, None, "`commondir` cannot be read")
def unreadable_common_folder(base: Path) -> Path:
    bare_files(base)
    (base / ".git/commondir").mkdir()
    return base


@odd(None, {}, "the repository uses SHA-256")
def sha256(base: Path) -> Path:
    return repository(base, "--object-format=sha256")


@odd(None, None, "the repository uses SHA-256")
def sha256_with_a_tag(base: Path) -> Path:
    git(sha256(base), "tag", "v1")
    return base


@odd(None, {}, "the repository keeps its references in a reftable")
def reftable(base: Path) -> Path:
    (base / ".git/reftable").mkdir(parents=True)
    (base / ".git/refs").mkdir()
    (base / ".git/refs/heads").write_text("this repository uses the reftable format\n")
    (base / ".git/HEAD").write_text("ref: refs/heads/.invalid\n")
    return base


@pytest.mark.parametrize("name", EXPECTED)
def test_oddities(name: str, tmp_path: Path) -> None:
    make, trouble = SITUATIONS[name]
    commit, tags = EXPECTED[name]
    folder = make(tmp_path)
    assert read(str(folder), NEWEST) == GitState(
        repository=str(folder), commit=commit, tags=tags, trouble=trouble
    )


class TestOlderVersions:
    BEFORE = Version(0, 11, 19)

    def test_a_branch_without_a_file(self, tmp_path: Path) -> None:
        bare_files(tmp_path, "ref: refs/heads/main")
        (tmp_path / ".git/packed-refs").write_text(f"{COMMIT} refs/heads/main\n")
        found = read(str(tmp_path), self.BEFORE)
        assert (found.commit, found.tags) == (None, {})
        assert found.trouble == (
            "`refs/heads/main` has no file of its own, and uv before 0.11.20 reads no other"
        )

    def test_packed_tags(self, tmp_path: Path) -> None:
        bare_files(tmp_path)
        (tmp_path / ".git/packed-refs").write_text(f"{COMMIT} refs/tags/v1\n")
        (tmp_path / ".git/refs/tags/v2").write_text(OTHER)
        found = read(str(tmp_path), self.BEFORE)
        assert (found.commit, found.tags, found.trouble) == (COMMIT, {"v2": OTHER}, None)

    def test_a_worktree(self, tmp_path: Path) -> None:
        main = repository(tmp_path / "main")
        git(main, "tag", "v1")
        git(main, "worktree", "add", "-q", "../tree")
        found = read(str(tmp_path / "tree"), self.BEFORE)
        assert (found.commit, [*(found.tags or ())]) == (None, ["v1"])
        assert found.trouble == "uv before 0.11.20 reads no commit where `.git` is a file"

    def test_no_references(self, tmp_path: Path) -> None:
        (tmp_path / ".git").mkdir()
        found = read(str(tmp_path), self.BEFORE)
        assert (found.commit, found.tags) == (None, None)

    def test_tags_with_a_slash(self, tmp_path: Path) -> None:
        bare_files(tmp_path)
        (tmp_path / ".git/refs/tags/a").mkdir()
        (tmp_path / ".git/refs/tags/a/b").write_text(COMMIT)
        assert read(str(tmp_path), Version(0, 5, 18)).tags is None
        assert read(str(tmp_path), Version(0, 5, 19)).tags == {"a/b": COMMIT}

    def test_the_line_end_of_a_branch(self, tmp_path: Path) -> None:
        bare_files(tmp_path, "ref: refs/heads/main\n")
        (tmp_path / ".git/refs/heads").mkdir()
        (tmp_path / ".git/refs/heads/main").write_text(f"{COMMIT}\n")
        early = read(str(tmp_path), Version(0, 4, 18))
        assert (early.commit, early.trouble) == (None, "uv before 0.4.19 reads no branch")
        assert read(str(tmp_path), Version(0, 4, 19)).commit == COMMIT
        (tmp_path / ".git/HEAD").write_text(f"{OTHER}\n")
        assert read(str(tmp_path), Version(0, 4, 18)).commit == OTHER


@pytest.mark.skipif(sys.platform != "linux", reason="other file systems refuse the name")
def test_names_that_are_no_text(tmp_path: Path) -> None:
    tags = os.fsencode(bare_files(tmp_path) / ".git/refs/tags")
    os.mkdir(tags + b"/folder\xff")
    for name in (b"a", b"\xff", b"folder\xff/b"):
        with open(tags + b"/" + name, "w") as file:
            file.write(COMMIT if name == b"a" else "junk")
    assert read(str(tmp_path), NEWEST).tags == {"a": COMMIT}


# --- the real uv ------------------------------------------------------------------

BACK_END = """
import os, zipfile
def build_editable(folder, config_settings=None, metadata_directory=None):
    name = open("NAME").read()
    info = f"{name}-1.dist-info"
    files = {
        f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1\\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{file},,\\n" for file in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(os.path.join(folder, f"{name}-1-py3-none-any.whl"), "w") as wheel:
        for file, text in files.items():
            wheel.writestr(file, text)
    return f"{name}-1-py3-none-any.whl"
"""


def project(folder: Path, name: str) -> None:
    (folder / "back_end.py").write_text(BACK_END)
    (folder / "NAME").write_text(name)
    (folder / "pyproject.toml").write_text(f"""
[build-system]
requires = []
build-backend = "back_end"
backend-path = ["."]
[project]
name = "{name}"
version = "1"
requires-python = ">=3.11"
[tool.uv]
cache-keys = ["pyproject.toml", {{ git = {{ commit = true, tags = true }} }}]
""")


@pytest.mark.slow
@pytest.mark.parametrize("version", [NEWEST, Version(0, 11, 19), Version(0, 5, 18)], ids=str)
def test_same_as_uv(version: Version, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uv = UV
    assert uv is not None
    if version != NEWEST:
        uv = installed(uv, str(version), tmp_path / "uv")
        if uv is None:
            pytest.skip(f"uv {version} cannot be installed")
    folders = {}
    for number, (make, _) in enumerate(SITUATIONS.values()):
        base = tmp_path / "base" / str(number)
        base.mkdir(parents=True)
        folders[f"s{number}"] = make(base)
    (tmp_path / "plain").mkdir()
    folders["plain"] = tmp_path / "plain"
    for name, folder in folders.items():
        project(folder, name)
    sources = "".join(
        f"{name} = {{ path = {json.dumps(str(folder))}, editable = true }}\n"
        for name, folder in folders.items()
    )
    (tmp_path / "all").mkdir()
    (tmp_path / "all/pyproject.toml").write_text(
        '[project]\nname = "all"\nversion = "1"\nrequires-python = ">=3.11"\n'
        f"dependencies = {json.dumps([*folders])}\n[tool.uv.sources]\n{sources}"
    )
    env = {n: v for n, v in os.environ.items() if not n.startswith("UV_") and n != "VIRTUAL_ENV"}
    env |= {"UV_CACHE_DIR": str(tmp_path / "cache"), "UV_OFFLINE": "1", "UV_PYTHON": sys.executable}
    env |= {"GIT_DIR": str(folders["s0"] / ".git")}
    monkeypatch.chdir(tmp_path / "all")
    subprocess.run([uv, "sync"], env=env, check=True, capture_output=True)
    wrong = []
    for (name, folder), title in zip(folders.items(), [*SITUATIONS, "plain"], strict=True):
        (file,) = (tmp_path / "all/.venv").glob(f"lib/*/site-packages/{name}-*/uv_cache.json")
        stored = json.loads(file.read_text())
        found = read(str(folder), version)
        if (stored["commit"], stored["tags"]) != (found.commit, found.tags):
            wrong.append((title, stored["commit"], stored["tags"], found))
    assert not wrong
