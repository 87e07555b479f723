from __future__ import annotations

import os
import re
import time
from pathlib import Path

import pytest

from tests.uv.installed import encoded, moment
from uvlint.model import Dir, Env, File, Git, Key
from uvlint.uv import record
from uvlint.uv.record import BrokenRecord, Created, Inode, Record, compute, parse, same_folder
from uvlint.uv.version import NEWEST

COMMIT = "0123456789012345678901234567890123456789"


def now(root: Path, *keys: Key, **environ: str) -> Record:
    return compute(str(root), keys, environ, NEWEST).record


class TestCompute:
    def test_nothing_is_watched(self, tmp_path: Path) -> None:
        (tmp_path / "a").touch()
        assert now(tmp_path) == Record()

    def test_the_newest_file_gives_the_timestamp(self, tmp_path: Path) -> None:
        for name in ("b", "a", "d/c"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).touch()
            time.sleep(0.01)
        found = compute(str(tmp_path), [File("a"), File("b"), File("d/*")], {}, NEWEST)
        assert found.newest == "d/c"
        assert found.record.timestamp == (tmp_path / "d/c").stat().st_ctime_ns

    @pytest.mark.parametrize("name", ["missing", "folder", "a\0b", "", "dangling"])
    def test_what_is_no_file_does_not_count(self, tmp_path: Path, name: str) -> None:
        (tmp_path / "folder").mkdir()
        (tmp_path / "dangling").symlink_to("nowhere")
        assert compute(str(tmp_path), [File(name)], {}, NEWEST) == (Record(), None)

    def test_a_link_counts_as_what_it_leads_to(self, tmp_path: Path) -> None:
        (tmp_path / "real").touch()
        time.sleep(0.01)
        (tmp_path / "link").symlink_to("real")
        assert now(tmp_path, File("link")).timestamp == (tmp_path / "real").stat().st_ctime_ns

    @pytest.mark.parametrize(
        ("name", "value"),
        [("X", "1"), ("EMPTY", ""), ("MISSING", None), ("", None), ("A=B", None), ("a\0b", None)],
    )
    def test_variables(self, tmp_path: Path, name: str, value: str | None) -> None:
        assert now(tmp_path, Env(name), X="1", EMPTY="", A="B").env == {name: value}

    def test_a_variable_that_is_no_text(self, tmp_path: Path) -> None:
        assert now(tmp_path, Env("X"), X="\udcff").env == {"X": None}

    def test_folders_under_the_names_of_the_list(self, tmp_path: Path) -> None:
        (tmp_path / "src").mkdir()
        (tmp_path / "file").touch()
        watched = [Dir(name) for name in ("src", "src/", "none", "file", "file/x", "a\0b")]
        found = now(tmp_path, *watched).directories
        assert found.keys() == {"src", "src/", "none"}
        assert found["none"] is None
        assert found["src"] == found["src/"] is not None

    def test_content_does_not_make_a_folder_another_one(self, tmp_path: Path) -> None:
        (tmp_path / "src").mkdir()
        before = now(tmp_path, Dir("src"))
        (tmp_path / "src/a").touch()
        (tmp_path / "src").chmod(0o700)
        assert now(tmp_path, Dir("src")) == before
        time.sleep(0.01)
        (tmp_path / "other").mkdir()
        (tmp_path / "src").rename(tmp_path / "old")
        (tmp_path / "other").rename(tmp_path / "src")
        assert now(tmp_path, Dir("src")) != before

    def test_without_creation_times_inodes_are_taken(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(record, "created_at", {}.get)
        assert now(tmp_path, Dir(".")).directories == {".": Inode(tmp_path.stat().st_ino)}

    def test_a_creation_time_is_no_later_than_the_first_change(self, tmp_path: Path) -> None:
        before = time.time_ns()
        (tmp_path / "new").mkdir()
        found = record.created_at(str(tmp_path / "new"))
        if found is None:
            pytest.skip("this system does not tell creation times")
        assert before - 10**9 < found <= (tmp_path / "new").stat().st_ctime_ns

    @pytest.mark.parametrize(
        ("key", "commit", "tags"),
        [
            (Git(commit=True, tags=False), COMMIT, None),
            (Git(commit=False, tags=True), None, {"v1": COMMIT}),
            (Git(commit=False, tags=False), None, None),
        ],
        ids=str,
    )
    def test_git(
        self, tmp_path: Path, key: Git, commit: str | None, tags: dict[str, str] | None
    ) -> None:
        (tmp_path / ".git/refs/tags").mkdir(parents=True)
        (tmp_path / ".git/HEAD").write_text(COMMIT)
        (tmp_path / ".git/refs/tags/v1").write_text(COMMIT)
        found = now(tmp_path, key)
        assert (found.commit, found.tags) == (commit, tags)


class TestStored:
    def test_no_file_is_an_empty_record(self, tmp_path: Path) -> None:
        assert record.load(str(tmp_path)) == Record()

    def test_a_folder_in_its_place(self, tmp_path: Path) -> None:
        (tmp_path / record.NAME).mkdir()
        with pytest.raises(BrokenRecord, match="cannot be read"):
            record.load(str(tmp_path))

    def test_what_is_computed_can_be_stored(self, tmp_path: Path) -> None:
        (tmp_path / "src").mkdir()
        (tmp_path / "a").touch()
        found = now(tmp_path, File("a"), Dir("src"), Dir("none"), Env("X"), Env("Y"), X="é")
        assert parse(encoded(found).encode()) == found

    def test_a_record_of_an_early_uv(self) -> None:
        text = (
            b'{"timestamp":{"secs_since_epoch":5,"nanos_since_epoch":7},"commit":null,"tags":null}'
        )
        found = parse(text)
        assert found == Record(timestamp=5 * 10**9 + 7, complete=False)

    def test_inodes_and_unknown_fields(self) -> None:
        found = parse(b'{"directories":{"src":12,"x":null},"later":[1]}')
        assert found.directories == {"src": Inode(12), "x": None}

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "5",
            "[]",
            "null",
            "[" * 100_000,
            '{"timestamp": 5}',
            '{"timestamp": {"secs_since_epoch": 5}}',
            '{"timestamp": {"secs_since_epoch": -5, "nanos_since_epoch": 0}}',
            '{"timestamp": {"secs_since_epoch": true, "nanos_since_epoch": 0}}',
            '{"commit": 1}',
            '{"tags": []}',
            '{"tags": {"a": null}}',
            '{"env": null}',
            '{"env": {"a": 1}}',
            '{"directories": {"a": "b"}}',
            '{"directories": {"a": true}}',
            "\udcff",
        ],
        ids=lambda text: repr(text[:40]),
    )
    def test_what_uv_cannot_read(self, text: str) -> None:
        with pytest.raises(BrokenRecord):
            parse(text.encode(errors="surrogateescape"))


@pytest.mark.parametrize(
    ("stored", "found", "same"),
    [
        (None, None, True),
        (Created(5), None, False),
        (Created(10**18), Created(10**18 + 100), True),
        (Created(10**18), Created(10**18 + 10_000), False),
        (Inode(5), Inode(6), False),
        (Inode(5), Created(5), False),
    ],
)
def test_same_folder(stored: record.Stamp | None, found: record.Stamp | None, same: bool) -> None:
    assert same_folder(stored, found) is same


def test_moments_are_shown_to_the_nanosecond() -> None:
    assert record.shown(1795401578969075184) == "2026-11-23T02:39:38.969075184Z"
    assert re.fullmatch(r"\d+\.\d{9} s since 1970", record.shown(2**64 * 10**9))
    assert moment(5 * 10**9 + 7) == {"secs_since_epoch": 5, "nanos_since_epoch": 7}


@pytest.mark.skipif(os.name == "nt", reason="Windows counts changes of the content")
def test_a_change_of_the_mode_is_a_change(tmp_path: Path) -> None:
    (tmp_path / "a").touch()
    before = now(tmp_path, File("a"))
    time.sleep(0.01)
    (tmp_path / "a").chmod(0o600)
    assert now(tmp_path, File("a")) != before
