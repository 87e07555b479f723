from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from uvlint.write import ChangedMeanwhile, ReadOnly, create_file, replace_file

OLD, NEW = b"old \xef\xbb\xbf\r\n", b"new, and longer\r\n"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """A file in a folder of its own, in which nothing is left behind."""
    folder = tmp_path / "project"
    folder.mkdir()
    path = folder / "pyproject.toml"
    path.write_bytes(OLD)
    yield path
    assert [name for name in os.listdir(folder) if name.endswith(".tmp")] == []


def no_new_files(**_: object) -> tuple[int, str]:
    raise PermissionError


class TestReplace:
    def test_bytes_and_mode(self, file: Path) -> None:
        file.chmod(0o640)
        replace_file(str(file), NEW, OLD)
        assert file.read_bytes() == NEW
        assert stat.S_IMODE(file.stat().st_mode) == 0o640

    def test_a_relative_path(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(file.parent)
        replace_file(file.name, NEW, OLD)
        assert file.read_bytes() == NEW

    def test_is_a_new_file_in_the_place_of_the_old(self, file: Path) -> None:
        with file.open("rb") as reader:
            replace_file(str(file), NEW, OLD)
            assert reader.read() == OLD

    @pytest.mark.parametrize("target", ["pyproject.toml", "../project/pyproject.toml"])
    def test_a_link_stays_a_link(self, file: Path, target: str) -> None:
        link = file.parent / "link.toml"
        link.symlink_to(target)
        replace_file(str(link), NEW, OLD)
        assert (link.is_symlink(), file.read_bytes()) == (True, NEW)

    @pytest.mark.parametrize("data", [NEW, b"", OLD * 100_000])
    def test_hard_links_stay_one_file(self, file: Path, data: bytes) -> None:
        other = file.parent / "other"
        other.hardlink_to(file)
        replace_file(str(file), data, OLD)
        assert other.read_bytes() == data
        assert other.samefile(file)

    @pytest.mark.parametrize("data", [NEW, b"x"])
    def test_a_folder_without_new_files_is_written_in_place(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
    ) -> None:
        monkeypatch.setattr("tempfile.mkstemp", no_new_files)
        number = file.stat().st_ino
        replace_file(str(file), data, OLD)
        assert (file.read_bytes(), file.stat().st_ino) == (data, number)

    def test_the_owner_stays(self, file: Path) -> None:
        if os.getuid():
            pytest.skip("only root gives files away")
        os.chown(file, 1234, 2345)
        replace_file(str(file), NEW, OLD)
        assert (file.stat().st_uid, file.stat().st_gid) == (1234, 2345)


class TestRefusals:
    def test_a_read_only_file(self, file: Path) -> None:
        file.chmod(0o444)
        with pytest.raises(ReadOnly, match="read-only"):
            replace_file(str(file), NEW, OLD)
        assert file.read_bytes() == OLD

    def test_other_bytes_than_expected(self, file: Path) -> None:
        with pytest.raises(ChangedMeanwhile, match=r"pyproject\.toml"):
            replace_file(str(file), NEW, b"older")
        assert file.read_bytes() == OLD

    def test_other_bytes_while_writing(self, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        sync = os.fsync

        def interrupted(descriptor: int) -> None:
            sync(descriptor)
            file.write_bytes(b"of someone else")

        monkeypatch.setattr("os.fsync", interrupted)
        with pytest.raises(ChangedMeanwhile):
            replace_file(str(file), NEW, OLD)
        assert file.read_bytes() == b"of someone else"

    @pytest.mark.parametrize("step", ["os.fsync", "os.write", "os.chmod", "os.replace"])
    @pytest.mark.parametrize("error", [OSError("disk full"), KeyboardInterrupt()])
    def test_a_failure_leaves_the_old_file(
        self, file: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise error

        monkeypatch.setattr(step, fail)
        with pytest.raises(type(error)):
            replace_file(str(file), NEW, OLD)
        monkeypatch.undo()
        assert file.read_bytes() == OLD

    def test_no_file(self, file: Path) -> None:
        with pytest.raises(FileNotFoundError):
            replace_file(f"{file}.missing", NEW, OLD)

    def test_a_folder(self, file: Path) -> None:
        with pytest.raises(IsADirectoryError):
            replace_file(str(file.parent), NEW, OLD)


class TestCreate:
    def test_a_new_file(self, file: Path) -> None:
        path = file.parent / "new.toml"
        create_file(str(path), NEW)
        assert path.read_bytes() == NEW

    def test_not_over_a_file(self, file: Path) -> None:
        with pytest.raises(FileExistsError):
            create_file(str(file), NEW)
        assert file.read_bytes() == OLD

    def test_not_through_a_dangling_link(self, file: Path) -> None:
        link = file.parent / "link.toml"
        link.symlink_to("nowhere")
        with pytest.raises(FileExistsError):
            create_file(str(link), NEW)

    def test_nothing_is_left_of_a_failure(
        self, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: int) -> None:
            raise OSError("disk full")

        monkeypatch.setattr("os.fsync", fail)
        path = file.parent / "new.toml"
        with pytest.raises(OSError, match="disk full"):
            create_file(str(path), NEW)
        assert not path.exists()
