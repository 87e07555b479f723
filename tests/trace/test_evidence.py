"""From events to what a build read and wrote: noise goes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from uvlint.model import Git
from uvlint.trace.evidence import (
    Event,
    Evidence,
    Kind,
    Read,
    Step,
    notes,
    sifted,
    use_of_git,
    use_of_git_file,
)

NOTHING, COMMIT, BOTH = Git(False, False), Git(True, False), Git(True, True)
METADATA, BUILD = "prepare_metadata_for_build_editable", "build_editable"


def event(line: str) -> Event:
    """Return `KIND WHAT [by WHO]` as an event; paths are those below /t."""
    kind, _, rest = line.partition(" ")
    what, _, by = rest.partition(" by ")
    words = tuple(what.split()) if kind == "run" else (what,)
    is_path = kind in ("read", "write", "list", "absent")
    return Event(Kind(kind), (f"/t/{what}",) if is_path else words, by or "python3")


def sift(
    *lines: str,
    noted: Iterable[str] = (),
    before: Collection[str] = ("a", "b"),
    after: Collection[str] = ("a", "b", "new"),
    root: str = "/t",
    top: str = "/t",
) -> Evidence:
    step = Step(BUILD, tuple(map(event, noted)), tuple(map(event, lines)))
    return sifted([step], root, top, before, after, is_repository=True)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["write a", "read a"], id="written before"),
        pytest.param(["read new"], id="not there at first"),
        pytest.param(["read __pycache__/a.pyc", "read x/__pycache__/a"], id="cache"),
        pytest.param(["read a by git", "read .git/HEAD by git"], id="git compares"),
        pytest.param(["read .git/config by python3"], id="no commit"),
        pytest.param(["list a", "absent a", "absent c"], id="not opened"),
        pytest.param(["run git --version", "run git ls-files"], id="git without a commit"),
        pytest.param(["run git rev-parse --show-toplevel"], id="where git is"),
    ],
)
def test_no_input(lines: list[str]) -> None:
    found = sift(*lines, before=("a", "b", "x/__pycache__/a"))
    assert (dict(found.reads), found.git_read) == ({}, None)


def test_inputs_and_outputs() -> None:
    found = sift("read a by cc", "write a", "write new", "write gone", "list d", "absent c")
    assert found.reads == {"a": Read("cc", (BUILD,))}
    assert found.outputs == ("a", "new")
    assert (found.listed, found.absent) == (frozenset({"d"}), frozenset({"c"}))


def test_names_are_those_of_the_project() -> None:
    found = sift("read a", "read p/b", before=("a", "p/b"), root="/t/p")
    assert list(found.reads) == ["../a", "b"]


def test_without_strace_the_observer_tells() -> None:
    step = Step(BUILD, (event("read a by setup.py"), event("list d"), event("env X by setup.py")))
    found = sifted([step], "/t", "/t", ["a"], ["a"], is_repository=False)
    assert found.reads == {"a": Read("setup.py", (BUILD,))}
    assert found.variables == {"X": Read("setup.py", (BUILD,))}
    assert found.absent is None


def test_authors_are_those_of_the_observer() -> None:
    noted = ["read a by setuptools", "run git describe by own.py", "env X by own.py"]
    found = sift("read a by python3.12", "read b by cc", "run /usr/bin/git describe", noted=noted)
    assert {name: read.by for name, read in found.reads.items()} == {"a": "setuptools", "b": "cc"}
    assert found.git_read == Read("own.py", (BUILD,))
    assert found.git == BOTH


def test_variables_of_the_project_and_others() -> None:
    found = sift(noted=["lookup X by lib", "lookup HOME by lib", "env X by setup.py"])
    assert list(found.variables) == ["X"]
    assert list(found.looked_up) == ["HOME"]


def test_hooks_are_told_apart() -> None:
    steps = [Step(METADATA, (), (event("read a"),)), Step(BUILD, (), (event("read a"),))]
    found = sifted(steps, "/t", "/t", ["a"], ["a"], is_repository=False)
    assert found.reads["a"].hooks == (METADATA, BUILD)


def test_what_one_hook_wrote_the_next_one_reads() -> None:
    steps = [Step(METADATA, (), (event("write a"),)), Step(BUILD, (), (event("read a"),))]
    assert not sifted(steps, "/t", "/t", ["a"], ["a"], is_repository=False).reads


def test_a_link_to_a_folder(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    (tmp_path / "d/x").touch()
    (tmp_path / "link").symlink_to("d")
    top = str(tmp_path)
    step = Step(BUILD, (), (Event(Kind.READ, (f"{top}/link/x",), "cc"),))
    found = sifted([step], top, top, ["d/x"], ["d/x"], is_repository=False)
    assert list(found.reads) == ["d/x"]


@pytest.mark.parametrize(
    ("command", "use"),
    [
        ("git", NOTHING),
        ("git --version", NOTHING),
        ("git config --get remote.origin.url", NOTHING),
        ("git -C x -c core.fsmonitor=false ls-files", NOTHING),
        ("git rev-parse --git-dir --show-prefix", NOTHING),
        ("git rev-parse HEAD", COMMIT),
        ("git --git-dir x/.git log -1 --format=%H", COMMIT),
        ("git status --porcelain", COMMIT),
        ("git log -1 --format=%H%d", BOTH),
        ("git -c x=y describe --dirty --tags", BOTH),
        ("git tag --points-at HEAD", BOTH),
    ],
)
def test_use_of_git(command: str, use: Git) -> None:
    assert use_of_git(command.split()) == use


@pytest.mark.parametrize(
    ("file", "use"),
    [
        ("HEAD", COMMIT),
        ("refs/heads/main", COMMIT),
        ("index", COMMIT),
        ("packed-refs", Git(False, True)),
        ("refs/tags/v1", Git(False, True)),
        ("config", NOTHING),
        ("objects/ab/cd", NOTHING),
    ],
)
def test_use_of_git_file(file: str, use: Git) -> None:
    assert use_of_git_file(file) == use


def test_notes() -> None:
    lines = ['["read", "/t/a", "setup.py"]\n', '["run", ["git", "log"], "x"]\n']
    assert list(notes(lines)) == [
        Event(Kind.READ, ("/t/a",), "setup.py"),
        Event(Kind.RUN, ("git", "log"), "x"),
    ]
