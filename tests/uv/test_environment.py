from __future__ import annotations

import os
import struct
import time
from pathlib import Path

import pytest

from tests.uv.installed import dist_info
from uvlint.uv import cache, environment, gitstate
from uvlint.uv.environment import built_at, find, locate, workspace
from uvlint.uv.lock_deps import needs
from uvlint.uv.record import Created, Record
from uvlint.uv.settings import package_settings
from uvlint.uv.version import NEWEST, parse
from uvlint.uv.workspace import root_of

WORKSPACE = '[tool.uv.workspace]\nmembers = ["packages/*", "li[bc]"]\nexclude = ["packages/old*"]\n'
PROJECT = '[project]\nname = "demo"\nversion = "1"\n'


def write(folder: Path, text: str, name: str = "pyproject.toml") -> str:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    return str(folder)


class TestWorkspace:
    @pytest.mark.parametrize("member", ["packages/a", "lib"])
    def test_members(self, tmp_path: Path, member: str) -> None:
        write(tmp_path, WORKSPACE)
        assert root_of(write(tmp_path / member, PROJECT)) == str(tmp_path)

    @pytest.mark.parametrize("other", ["packages/old1", "packages/a/b", "lid", "packages"])
    def test_others_are_roots_of_their_own(self, tmp_path: Path, other: str) -> None:
        write(tmp_path, WORKSPACE)
        folder = write(tmp_path / other, PROJECT)
        assert root_of(folder) == folder

    @pytest.mark.parametrize("text", [PROJECT, "[broken", "[tool.uv.workspace]\nmembers = 1\n"])
    def test_the_nearest_file_decides(self, tmp_path: Path, text: str) -> None:
        write(tmp_path, '[tool.uv.workspace]\nmembers = ["**"]\n')
        write(tmp_path / "mid", text)
        folder = write(tmp_path / "mid/in", PROJECT)
        assert root_of(folder) == folder

    def test_a_root_below_another(self, tmp_path: Path) -> None:
        write(tmp_path, WORKSPACE)
        folder = write(tmp_path / "packages/a", WORKSPACE)
        assert root_of(folder) == folder

    def test_two_stars_lead_deep(self, tmp_path: Path) -> None:
        write(tmp_path, '[tool.uv.workspace]\nmembers = ["./x/**/in", "[z-a]"]\n')
        assert root_of(write(tmp_path / "x/y/z/in", PROJECT)) == str(tmp_path)


class TestLocate:
    @pytest.mark.parametrize(
        ("environ", "expected"),
        [
            ({}, "ws/.venv"),
            ({"VIRTUAL_ENV": "/else"}, "ws/.venv"),
            ({"UV_PROJECT_ENVIRONMENT": ""}, "ws/.venv"),
            ({"UV_PROJECT_ENVIRONMENT": "../env"}, "env"),
        ],
        ids=str,
    )
    def test_of_a_member(self, tmp_path: Path, environ: dict[str, str], expected: str) -> None:
        write(tmp_path / "ws", WORKSPACE)
        member = write(tmp_path / "ws/packages/a", PROJECT)
        assert locate(member, environ) == str(tmp_path / expected)

    def test_what_the_user_names(self, tmp_path: Path) -> None:
        variables = {"VIRTUAL_ENV": "/active", "UV_PROJECT_ENVIRONMENT": "/named"}
        root = str(tmp_path)
        assert locate(root, variables) == os.path.abspath("/named")
        assert locate(root, variables, active=True) == os.path.abspath("/active")
        assert locate(root, {}, active=True) == str(tmp_path / ".venv")
        given = locate(root, variables, given="given", active=True)
        assert given == os.path.abspath("given")

    def test_who_fills_it(self, tmp_path: Path) -> None:
        top = write(tmp_path, PROJECT)
        inner = write(tmp_path / "inner", PROJECT)
        assert workspace(inner, str(tmp_path / ".venv")) == top
        assert workspace(inner, str(tmp_path / "inner/.venv")) == inner
        assert workspace(inner, "/somewhere/env") == inner


@pytest.mark.parametrize(
    ("text", "version"),
    [
        (None, None),
        ("home = /x\nversion = 3.11.7\n", None),
        ("uv = nonsense\n", None),
        ("home = /x\nuv = 0.8.4\nprompt = all\n", "0.8.4"),
        ("uv=0.13.9", "0.13.9"),
    ],
)
def test_made_by(tmp_path: Path, text: str | None, version: str | None) -> None:
    if text is not None:
        (tmp_path / "pyvenv.cfg").write_text(text)
    assert environment.made_by(str(tmp_path)) == parse(version)


class TestFind:
    def test_nothing(self, tmp_path: Path) -> None:
        assert find(str(tmp_path / "none"), str(tmp_path), "demo") is None
        dist_info(tmp_path / "env", tmp_path / "other", name="other")
        assert find(str(tmp_path / "env"), str(tmp_path), "demo") is None

    @pytest.mark.parametrize("name", [None, "demo", "another"])
    def test_by_its_folder_whatever_its_name(self, tmp_path: Path, name: str | None) -> None:
        home = tmp_path / "with blank é"
        home.mkdir()
        dist_info(tmp_path / "env", home.resolve(), version="2.0", editable=False)
        found = find(str(tmp_path / "env"), str(home), name)
        assert found is not None
        assert (found.version, found.editable, found.installer) == ("2.0", False, "uv")
        assert found.source == os.path.realpath(home)

    def test_by_its_name(self, tmp_path: Path) -> None:
        dist_info(tmp_path / "env", None, name="My_Demo")
        found = find(str(tmp_path / "env"), str(tmp_path), "my.demo")
        assert found is not None
        assert found.source is None

    def test_its_own_folder_before_its_name(self, tmp_path: Path) -> None:
        dist_info(tmp_path / "env", tmp_path / "x", version="1.0")
        dist_info(tmp_path / "env", tmp_path.resolve(), version="2.0")
        found = find(str(tmp_path / "env"), str(tmp_path), "demo")
        assert found is not None
        assert found.version == "2.0"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[]",
            '{"url": 1}',
            '{"url": "file://[x", "dir_info": {}}',
            '{"url": "https://x/y", "dir_info": {}}',
            '{"url": "file:///a%00b", "dir_info": {}}',
            "[" * 99_999,
        ],
        ids=lambda text: repr(text[:40]),
    )
    def test_a_direct_url_that_says_nothing(self, tmp_path: Path, text: str) -> None:
        folder = dist_info(tmp_path / "env", tmp_path)
        (folder / "direct_url.json").write_text(text)
        found = find(str(tmp_path / "env"), str(tmp_path), "demo")
        assert found is not None
        assert found.source is None

    def test_a_linked_file_keeps_the_time_of_the_build(self, tmp_path: Path) -> None:
        folder = dist_info(tmp_path / "env", tmp_path)
        os.utime(folder / "WHEEL", ns=(0, 5_000))
        found = find(str(tmp_path / "env"), str(tmp_path), "demo")
        assert found is not None
        assert built_at(found, 4_000) == 5_000
        assert built_at(found, 6_000) > 5_000


class TestWishes:
    SOURCES = "[tool.uv.sources]\nDemo = { %s }\n"

    @pytest.mark.parametrize(
        ("source", "environ", "editable"),
        [
            ("workspace = true", {}, True),
            ("workspace = true, editable = false", {}, False),
            ('path = "x"', {}, False),
            ('path = "x", editable = true', {}, True),
            ('path = "x", editable = true', {"UV_NO_EDITABLE": "1"}, False),
            ('git = "x"', {"UV_NO_EDITABLE": "0"}, None),
        ],
    )
    def test_editable(
        self, tmp_path: Path, source: str, environ: dict[str, str], editable: bool | None
    ) -> None:
        top = write(tmp_path, self.SOURCES % source)
        environ = environ | {"XDG_CONFIG_HOME": str(tmp_path)}
        assert package_settings(top, "/elsewhere", "demo", environ, NEWEST).editable is editable
        assert package_settings(top, top, None, {}, NEWEST).editable is True

    @pytest.mark.parametrize(
        ("text", "reinstalls"),
        [
            ("", False),
            ("reinstall = true", True),
            ("reinstall = false", False),
            ('reinstall = "yes"\nreinstall-package = ["demo"]', False),
            ('reinstall-package = "demo"', False),
            ('reinstall-package = ["other"]', False),
            ('reinstall-package = ["DEMO"]', True),
        ],
    )
    def test_reinstall(self, tmp_path: Path, text: str, reinstalls: bool) -> None:
        environ = {"XDG_CONFIG_HOME": str(tmp_path / "home")}
        top = write(tmp_path / "a", f"[tool.uv]\npackage = true\n{text}\n")
        assert package_settings(top, top, "demo", environ, NEWEST).reinstall is reinstalls
        assert (
            package_settings(top, top, "demo", environ | {"UV_NO_CONFIG": "1"}, NEWEST).reinstall
            is False
        )
        write(tmp_path / "a", "", "uv.toml")
        assert package_settings(top, top, "demo", environ, NEWEST).reinstall is False
        write(tmp_path / "home/uv", text, "uv.toml")
        assert package_settings(top, top, "demo", environ, NEWEST).reinstall is reinstalls

    def test_settings_of_the_build(self, tmp_path: Path) -> None:
        top = write(
            tmp_path,
            '[tool.uv]\nconfig-settings = { a = ["b"], h = "i" }\n'
            'config-settings-package = { demo = { a = "q" }, other = { x = "y" } }\n'
            'extra-build-variables = { demo = { A = "1" } }\n',
        )
        found = package_settings(top, top, "demo", {"XDG_CONFIG_HOME": str(tmp_path)}, NEWEST)
        assert found.config == {"a": ["q", "b"], "h": "i"}
        assert found.variables == {"A": "1"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[project]\nname = 'top'\n", False),
        ("[project]\ndependencies = ['demo[x] >= 1']\n", True),
        ("[project]\ndependencies = ['between']\n", True),
        ("[project]\n[project.optional-dependencies]\nx = ['demo']\n", False),
        ("[project]\n[dependency-groups]\ndev = [{include-group = 'a'}]\na = ['demo']\n", True),
        ("[project]\n[dependency-groups]\na = ['demo']\n", False),
        ("[project]\n[dependency-groups]\na = ['demo']\n[tool.uv]\ndefault-groups = 'all'\n", True),
        ("[project]\n[dependency-groups]\na = 1\n[tool.uv]\ndefault-groups = ['a', 'b']\n", False),
        ("[tool.uv.workspace]\nmembers = ['demo']\n", True),
        ("", None),
    ],
)
def test_needs(tmp_path: Path, text: str, expected: bool | None) -> None:
    write(
        tmp_path, "package = [1, {name = 'between', dependencies = [{name = 'demo'}]}]", "uv.lock"
    )
    assert needs(write(tmp_path, text), "Demo") is expected


class TestCache:
    def revision(self, tmp_path: Path, record: Record, wheel: str) -> str:
        def number(value: int) -> bytes:
            return b"\xce" + struct.pack(">I", value)

        def text(value: str) -> bytes:
            return b"\xd9" + bytes([len(value)]) + value.encode()

        def moment(value: int | None) -> bytes:
            if value is None:
                return b"\xc0"
            return b"\x92" + b"".join(map(number, divmod(value, 10**9)))

        folders = b"".join(
            text(name) + moment(stamp.at if isinstance(stamp, Created) else None)
            for name, stamp in record.directories.items()
        )
        state = [moment(record.timestamp), b"\xc0", b"\xc0", b"\x80"]
        data = b"\x92\x95" + b"".join(state) + bytes([0x80 + len(record.directories)]) + folders
        folder = tmp_path / "sdists-v9/editable" / cache.digest("file:///a/b")
        (folder / "abc" / wheel).parent.mkdir(parents=True)
        (folder / "revision.rev").write_bytes(data + b"\x92" + text("abc") + b"\x90")
        (folder / "abc" / f"{wheel}.whl").touch()
        return str(tmp_path)

    RECORD = Record(timestamp=1795401578969075184, directories={"src": Created(7), "x": None})

    def built(
        self, place: str, record: Record, *, editable: bool = True, settings: bool = False
    ) -> bool | None:
        return cache.has_build(place, "/a/b", record, editable=editable, settings=settings)

    def test_the_name_uv_gives(self) -> None:
        """Observed with uv 0.13.9."""
        assert cache.digest("file:///tmp/demo") == "515c2e968a1d94c3"

    def test_a_build_of_this_state(self, tmp_path: Path) -> None:
        place = self.revision(tmp_path, self.RECORD, "demo-1.0-py3-none-any")
        assert self.built(place, self.RECORD) is True
        assert self.built(place, self.RECORD, editable=False) is False
        assert self.built(place, Record(timestamp=5)) is False
        assert self.built(str(tmp_path / "none"), self.RECORD) is False

    def test_what_cannot_be_told(self, tmp_path: Path) -> None:
        place = self.revision(tmp_path, self.RECORD, "demo-1.0-cp311-cp311-linux_x86_64")
        assert self.built(place, self.RECORD) is None
        for source, expected in (("/a/é", None), ("/a/c", False)):
            found = cache.has_build(place, source, self.RECORD, editable=True, settings=False)
            assert found is expected

    def test_an_empty_record(self, tmp_path: Path) -> None:
        assert self.built(self.revision(tmp_path, Record(), "demo-1-py3-none-any"), Record())

    def test_a_build_with_settings_lies_deeper(self, tmp_path: Path) -> None:
        place = self.revision(tmp_path, self.RECORD, "0f/demo-1.0-py3-none-any")
        assert self.built(place, self.RECORD) is False
        assert self.built(place, self.RECORD, settings=True) is True

    @pytest.mark.parametrize(
        "data", [b"", b"\x92", b"\xff", b"\x92\x95\xc0\xc0", b"\xdd" + b"\xff" * 4]
    )
    def test_files_of_another_format(self, tmp_path: Path, data: bytes) -> None:
        place = self.revision(tmp_path, self.RECORD, "demo-1.0-py3-none-any")
        (file,) = (tmp_path / "sdists-v9").glob("*/*/revision.rev")
        file.write_bytes(data)
        assert self.built(place, self.RECORD) is False

    def test_where_it_is(self, tmp_path: Path) -> None:
        named = {"UV_CACHE_DIR": str(tmp_path), "XDG_CACHE_HOME": "/x"}
        assert cache.folder(named, "/stated") == str(tmp_path)
        assert cache.folder({}, "/stated") == os.path.abspath("/stated")


class TestMoves:
    LINE = "{old} {new} A U Thor <a@b> {seconds} +0000\tcommit: x\n"

    def log(self, root: Path, *moves: tuple[str, str, int]) -> str:
        lines = [self.LINE.format(old=a * 40, new=b * 40, seconds=s) for a, b, s in moves]
        write(root / ".git/logs", "".join(lines), "HEAD")
        return str(root)

    def test_never(self, tmp_path: Path) -> None:
        assert gitstate.moved_at(str(tmp_path)) is None
        assert gitstate.tagged_at(str(tmp_path)) is None
        assert gitstate.moved_at(self.log(tmp_path)) is None

    def test_the_last_move(self, tmp_path: Path) -> None:
        root = self.log(tmp_path, ("0", "1", 10), ("1", "2", int(time.time())))
        assert gitstate.moved_at(root) == (tmp_path / ".git/logs/HEAD").stat().st_mtime_ns

    def test_a_log_that_was_written_again_later(self, tmp_path: Path) -> None:
        root = self.log(tmp_path, ("0", "1", 10), ("1", "2", 20))
        assert gitstate.moved_at(root) == 20 * 10**9

    def test_a_checkout_of_the_same_commit_is_none(self, tmp_path: Path) -> None:
        root = self.log(tmp_path, ("0", "1", 10), ("1", "2", 20), ("2", "2", 30))
        assert gitstate.moved_at(root) == 20 * 10**9

    def test_the_last_tag(self, tmp_path: Path) -> None:
        for name in ("v1", "rel/v2"):
            write((tmp_path / ".git/refs/tags" / name).parent, "x", Path(name).name)
            time.sleep(0.01)
        last = (tmp_path / ".git/refs/tags/rel/v2").stat().st_mtime_ns
        assert gitstate.tagged_at(str(tmp_path)) == last


def test_no_environment_has_no_packages(tmp_path: Path) -> None:
    assert environment.site_packages(str(tmp_path)) == ()
    assert environment.site_packages(write(tmp_path / "x", "", "lib")) == ()
