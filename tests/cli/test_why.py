from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.uv.installed import dist_info, install
from uvlint.cli.why_text import ago
from uvlint.uv.version import Version

DYNAMIC = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "demo"
dynamic = ["version"]

[tool.setuptools.dynamic]
version = { file = "VERSION" }

[tool.uv]
"""
GIT = """\
[build-system]
requires = ["setuptools>=77", "setuptools-scm>=8"]
build-backend = "setuptools.build_meta"

[project]
name = "demo"
dynamic = ["version"]

[tool.setuptools_scm]

[tool.uv]
"""
STATIC = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "demo"
version = "1.0"

[tool.uv]
"""


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Leave uv's variables out, and its cache and settings empty."""
    for name in [name for name in os.environ if name.startswith("UV_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "uv-cache"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "uv-config"))


@pytest.fixture
def demo(workplace: Path) -> Path:
    """Return a folder with a project whose version lies in a file."""
    root = workplace / "demo"
    root.mkdir()
    (root / "pyproject.toml").write_text(DYNAMIC)
    (root / "VERSION").write_text("1.0")
    return root


def verdict(run: Run, *arguments: str) -> dict[str, Any]:
    done = run("why", "--output-format=json", *arguments)
    assert "internal error" not in done.err
    (project,) = json.loads(done.out)["projects"]
    assert isinstance(project, dict)
    assert done.code == bool(project["unnoticed"])
    return project


def edit(path: Path, text: str) -> None:
    time.sleep(0.01)
    path.write_text(text)


class TestJson:
    def test_the_whole_shape(self, run: Run, demo: Path) -> None:
        (demo / "src").mkdir()
        install(demo)
        edit(demo / "VERSION", "2.0")
        found = verdict(run, "demo")
        unnoticed = found.pop("unnoticed")
        parts = {part.pop("part"): part for part in found.pop("parts")}
        assert found == {
            "root": str(demo),
            "name": "demo",
            "environment": str(demo / ".venv"),
            "installed": True,
            "rebuilds": False,
            "reason": "nothing it watches changed",
        }
        assert list(parts) == ["timestamp", "commit", "tags", "env", "directories"]
        assert parts["timestamp"].pop("newest") == "pyproject.toml"
        assert parts["timestamp"]["now"].endswith("Z")
        assert parts["directories"]["now"]["src"].endswith("Z")
        for part in parts.values():
            assert part == {"stored": part["now"], "now": part["now"], "changed": False}
        assert unnoticed.pop(0).pop("changed") > parts["timestamp"]["now"]
        assert unnoticed == []

    def test_what_is_unnoticed(self, run: Run, demo: Path) -> None:
        install(demo)
        edit(demo / "VERSION", "2.0")
        (item,) = verdict(run, "demo")["unnoticed"]
        assert (item["key"], item["feeds"]) == ({"file": "VERSION"}, ["version"])


class TestVerdict:
    def test_nothing_changed(self, run: Run, demo: Path) -> None:
        install(demo)
        found = verdict(run, "demo")
        assert (found["rebuilds"], found["unnoticed"]) == (False, [])

    def test_an_input_that_was_older_than_the_build(self, run: Run, demo: Path) -> None:
        edit(demo / "VERSION", "newer than every key")
        time.sleep(0.01)
        install(demo)
        assert verdict(run, "demo")["unnoticed"] == []

    @pytest.mark.parametrize(
        ("keys", "change", "reason"),
        [
            ('"pyproject.toml"', "pyproject.toml", "pyproject.toml changed"),
            ('"*.txt"', "new.txt", "new.txt changed"),
            ('{ dir = "src" }', "src/a", "the folder src appeared"),
            ('"VERSION"', None, "no file that it watches is left"),
        ],
    )
    def test_what_changed(
        self, run: Run, demo: Path, keys: str, change: str | None, reason: str
    ) -> None:
        (demo / "pyproject.toml").write_text(f"{DYNAMIC}cache-keys = [{keys}]\n")
        install(demo)
        if change is None:
            (demo / "VERSION").unlink()
        else:
            (demo / change).parent.mkdir(exist_ok=True)
            edit(demo / change, f"{DYNAMIC}cache-keys = [{keys}]\n")
        found = verdict(run, "demo")
        assert (found["rebuilds"], found["reason"]) == (True, reason)

    def test_the_newest_file_is_gone(self, run: Run, demo: Path) -> None:
        edit(demo / "setup.cfg", "")
        install(demo)
        (demo / "setup.cfg").unlink()
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        assert "gone" in found["reason"]

    def test_variables(self, run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        text = f'{DYNAMIC}cache-keys = [{{ env = "MODE" }}, {{ env = "SAME" }}]\n'
        (demo / "pyproject.toml").write_text(text)
        install(demo, {"MODE": "hush"})
        monkeypatch.setenv("MODE", "")
        found = verdict(run, "demo")
        assert (found["rebuilds"], found["reason"]) == (True, "$MODE changed")
        assert "hush" not in run("why", "-v", "demo").out

    def test_commit_and_tags(self, run: Run, demo: Path) -> None:
        git = demo / ".git"
        (git / "refs/tags").mkdir(parents=True)
        (git / "HEAD").write_text("1" * 40)
        text = f"{GIT}cache-keys = [{{ git = {{ commit = true, tags = true }} }}]\n"
        (demo / "pyproject.toml").write_text(text)
        install(demo)
        (git / "HEAD").write_text("2" * 40)
        (git / "refs/tags/v1").write_text("2" * 40)
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        assert found["reason"] == "another commit is checked out and tag v1 was made"

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            ("", ["commit", "tags"]),
            ("cache-keys = [{ git = true }]", ["tags"]),
            ("cache-keys = [{ git = { commit = true, tags = true } }]", []),
        ],
    )
    def test_git_that_no_key_watches(
        self, run: Run, demo: Path, keys: str, expected: list[str]
    ) -> None:
        """What a key watches already does not count, though the key to add names it."""
        git = demo / ".git"
        (git / "refs/tags").mkdir(parents=True)
        (git / "logs").mkdir()
        (git / "HEAD").write_text("1" * 40)
        (demo / "pyproject.toml").write_text(GIT + keys)
        for part, name, text in (
            (
                "commit",
                "logs/HEAD",
                f"{'1' * 40} {'2' * 40} A <a@b> {time.time():.0f} +0000\tcommit: x\n",
            ),
            ("tags", "refs/tags/v1", "1" * 40),
        ):
            install(demo)
            edit(git / name, text)
            assert bool(verdict(run, "demo")["unnoticed"]) is (part in expected)

    def test_the_record_of_an_early_uv(self, run: Run, demo: Path) -> None:
        (install(demo) / "uv_cache.json").write_text('{"commit": null, "tags": null}')
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        assert "0.6.7" in found["reason"]

    def test_the_version_that_is_required(self, run: Run, demo: Path) -> None:
        (demo / "src").mkdir()
        edit(
            demo / "pyproject.toml",
            f"{DYNAMIC}required-version = '>=0.5'\ncache-keys = ['VERSION', {{ dir = 'new' }}]\n",
        )
        install(demo, version=Version(0, 5, 0))
        assert verdict(run, "demo")["rebuilds"] is False
        edit(demo / "VERSION", "2.0")
        found = verdict(run, "demo")
        assert found["rebuilds"] is False
        assert [item["key"] for item in found["unnoticed"]] == [{"file": "VERSION"}]
        (demo / ".venv/pyvenv.cfg").write_text("home = /x\nuv = 0.8.4\n")
        found = verdict(run, "demo")
        assert (found["rebuilds"], found["unnoticed"]) == (True, [])
        assert found["parts"][0]["newest"] == "VERSION"

    def test_installed_by_another_tool(self, run: Run, demo: Path) -> None:
        dist_info(demo / ".venv", demo.resolve(), installer="pip")
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        assert found["reason"].startswith("pip installed it")

    def test_an_empty_list_has_no_record(self, run: Run, demo: Path) -> None:
        (demo / "pyproject.toml").write_text(f"{DYNAMIC}cache-keys = []\n")
        folder = install(demo)
        assert not (folder / "uv_cache.json").exists()
        edit(demo / "VERSION", "2.0")
        found = verdict(run, "demo")
        assert found["rebuilds"] is False
        assert found["unnoticed"] != []

    def test_a_version_that_uv_does_not_see(self, run: Run, demo: Path) -> None:
        (demo / "pyproject.toml").write_text(f'{STATIC}cache-keys = ["VERSION"]\n')
        install(demo)
        text = STATIC.replace("1.0", "2.0")
        (demo / "pyproject.toml").write_text(f'{text}cache-keys = ["VERSION"]\n')
        found = verdict(run, "demo")
        assert found["rebuilds"] is False
        assert "version 1.0 is installed and 2.0 is stated" in found["reason"]

    def test_spellings_of_one_version(self, run: Run, demo: Path) -> None:
        (demo / "pyproject.toml").write_text(STATIC.replace('"1.0"', '"v1.0.0-RC.1"'))
        install(demo).rename(demo / ".venv/lib/python3.11/site-packages/demo-1.0.0rc1.dist-info")
        assert verdict(run, "demo")["reason"] == "nothing it watches changed"

    def test_settings_and_manner(
        self, run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (install(demo) / "uv_build.json").write_text('{"config_settings": {"a": "b"}}')
        monkeypatch.setenv("UV_NO_EDITABLE", "1")
        (demo / "uv.toml").write_text("reinstall = true\n")
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        for word in ("reinstall", "editable no longer", "settings of the build"):
            assert word in found["reason"]

    def test_settings_that_uv_drops(self, run: Run, demo: Path) -> None:
        asks = f'{STATIC}reinstall-package = ["demo"]\n'
        (demo / "pyproject.toml").write_text(asks)
        install(demo)
        assert verdict(run, "demo")["rebuilds"] is True
        (demo / "pyproject.toml").write_text(f"{asks}surprise = 1\n")
        install(demo)
        found = verdict(run, "demo")
        assert found["rebuilds"] is False
        assert found["reason"] == (
            "nothing it watches changed; "
            "uv takes no settings from pyproject.toml: unknown field `surprise`"
        )

    def test_a_key_that_an_old_uv_does_not_know(self, run: Run, demo: Path) -> None:
        shared = demo.parent / "shared"
        shared.mkdir()
        for number in range(9):  # too many to be named one by one
            (shared / f"{number}.h").touch()
        (demo / "uvlint.toml").write_text("inputs = [{ file = '../shared/**/*.h' }]")
        install(demo)
        (shared / "new.h").touch()
        advice = 'add { file = "../shared/**/*.h" }'
        assert f"{advice}\n" in run("why", "demo").out
        old = run("why", "demo", "--config=uv-version='0.7.20'").out
        assert f"{advice} (needs uv 0.7.21)\n" in old


class TestCannotTell:
    @pytest.mark.parametrize(
        ("setting", "reason"),
        [
            ("package = 1", "uv stops at pyproject.toml: invalid type: integer `1`"),
            ("managed = false", "uv does not manage it"),
        ],
    )
    def test_settings_that_stop_uv(self, run: Run, demo: Path, setting: str, reason: str) -> None:
        install(demo)
        (demo / "pyproject.toml").write_text(f"{STATIC}{setting}\n")
        found = verdict(run, "demo")
        assert found["rebuilds"] is None
        assert found["reason"].startswith(reason)

    def test_a_list_that_uv_refuses(self, run: Run, demo: Path) -> None:
        install(demo)
        (demo / "pyproject.toml").write_text(f"{DYNAMIC}cache-keys = [1]\n")
        found = verdict(run, "demo")
        assert found["rebuilds"] is None
        assert "invalid type: integer `1`" in found["reason"]

    def test_a_broken_record(self, run: Run, demo: Path) -> None:
        (install(demo) / "uv_cache.json").write_text("{")
        found = verdict(run, "demo")
        assert (found["rebuilds"], found["installed"]) == (None, True)

    def test_a_broken_project(self, run: Run) -> None:
        assert verdict(run, "broken")["rebuilds"] is None
        assert run("why", "broken").out.startswith("broken: it cannot be told")

    def test_a_package_that_another_project_may_not_need(self, run: Run, workplace: Path) -> None:
        (workplace / "pyproject.toml").write_text("[tool.ruff]\n")
        dist_info(workplace / ".venv", None, name="other")
        found = verdict(run, "--environment", ".venv", "clean")
        assert (found["rebuilds"], found["installed"]) == (None, False)

    def test_no_project(self, run: Run) -> None:
        assert run("why", "empty").code == 3


class TestNotInstalled:
    def test_neither_environment_nor_cache(self, run: Run, demo: Path) -> None:
        found = verdict(run, str(demo))
        assert (found["rebuilds"], found["installed"], found["environment"]) == (True, False, None)
        assert run("why", "demo").out.startswith("demo: uv will build: there is no environment")

    def test_the_environment_holds_something_else(self, run: Run, demo: Path) -> None:
        dist_info(demo / ".venv", demo.parent / "elsewhere")
        found = verdict(run, "demo")
        assert found["rebuilds"] is True
        assert "another project of that name" in found["reason"]

    def test_a_project_without_a_name(self, run: Run, demo: Path) -> None:
        (demo / "pyproject.toml").write_text(DYNAMIC.replace('name = "demo"', ""))
        assert verdict(run, "demo")["rebuilds"] is True

    @pytest.mark.parametrize("text", ["[project]\nname = 'x'\n", f"{STATIC}package = false\n"])
    def test_what_is_no_package(self, run: Run, demo: Path, text: str) -> None:
        (demo / "pyproject.toml").write_text(text)
        assert verdict(run, "demo")["rebuilds"] is False

    def test_a_package_that_nobody_needs(self, run: Run, workplace: Path, demo: Path) -> None:
        (workplace / "pyproject.toml").write_text("[project]\nname = 'top'\n")
        dist_info(workplace / ".venv", None, name="other")
        found = verdict(run, "--environment", ".venv", str(demo))
        assert found["rebuilds"] is False
        assert "does not depend on it" in found["reason"]

    def test_a_member_that_was_installed_by_name(
        self, run: Run, workplace: Path, demo: Path
    ) -> None:
        text = "[project]\nname = 'top'\n[tool.uv.workspace]\nmembers = ['demo']\n"
        (workplace / "pyproject.toml").write_text(text)
        install(demo, environment=workplace / ".venv")
        edit(demo / "setup.cfg", "")
        assert verdict(run, str(demo))["rebuilds"] is True
        (workplace / "pyproject.toml").write_text(text.partition("[tool")[0])
        given = ("--environment", str(workplace / ".venv"))
        found = verdict(run, *given, str(demo))
        assert (found["rebuilds"], found["installed"]) == (False, True)


class TestEnvironment:
    def test_of_the_workspace(self, run: Run, workplace: Path, demo: Path) -> None:
        (workplace / "pyproject.toml").write_text('[tool.uv.workspace]\nmembers = ["demo"]\n')
        install(demo, environment=workplace / ".venv")
        found = verdict(run, "demo")
        assert (found["environment"], found["rebuilds"]) == (str(workplace / ".venv"), False)

    def test_active(
        self, run: Run, workplace: Path, demo: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        install(demo, environment=workplace / "env")
        monkeypatch.setenv("VIRTUAL_ENV", str(workplace / "env"))
        assert verdict(run, "--active", "demo")["installed"] is True
        assert verdict(run, "demo")["installed"] is False

    def test_a_named_one_with_a_copy_from_elsewhere(
        self, run: Run, workplace: Path, demo: Path
    ) -> None:
        copy = workplace / "copy"
        copy.mkdir()
        for name in ("pyproject.toml", "VERSION"):
            (copy / name).write_bytes((demo / name).read_bytes())
        install(copy)
        edit(demo / "pyproject.toml", DYNAMIC)
        found = verdict(run, "--environment", "copy/.venv", "demo")
        assert (found["root"], found["rebuilds"]) == (str(demo), False)
        assert str(copy) in found["reason"]
        edit(copy / "pyproject.toml", DYNAMIC)
        assert verdict(run, "--environment", "copy/.venv", "demo")["rebuilds"] is True


class TestText:
    def test_the_verdict_comes_first(self, run: Run, demo: Path) -> None:
        install(demo)
        edit(demo / "VERSION", "2.0")
        done = run("why", "demo")
        assert done.out.splitlines() == [
            "demo: uv will not rebuild: nothing it watches changed.",
            '  But VERSION changed just now and feeds version: add { file = "VERSION" }',
            "  installed in demo/.venv",
            "",
        ]
        assert done.code == 1
        assert run("why", "-s", "demo").out == ""

    def test_parts_only_if_they_changed(self, run: Run, demo: Path) -> None:
        (demo / "VERSION").unlink()
        install(demo)
        edit(demo / "pyproject.toml", DYNAMIC)
        (demo / "src").mkdir()
        first, timestamp, folder, place, _ = run("why", "demo").out.split("\n", 4)
        assert first == (
            "demo: uv will rebuild: pyproject.toml changed and the folder src appeared."
        )
        assert timestamp.startswith("  timestamp: ")
        assert timestamp.endswith("Z (pyproject.toml)")
        assert folder.startswith("  directories src: nothing -> ")
        assert place.startswith("  installed in")
        assert "commit: nothing" in run("why", "-v", "demo").out

    @pytest.mark.parametrize(
        ("seconds", "text"),
        [(-5, "just now"), (1, "1 second ago"), (200, "3 minutes ago"), (200_000, "2 days ago")],
    )
    def test_ago(self, seconds: int, text: str) -> None:
        assert ago(seconds * 10**9) == text


@pytest.mark.slow
@pytest.mark.parametrize(
    "change",
    [None, "VERSION", "pyproject.toml", "src", "environment", "cache", "record", "clock"],
)
def test_the_real_uv(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch, change: str | None
) -> None:
    from tests.uv.real import BACKEND, PROJECT

    log = demo / "log"
    backend = BACKEND.replace("@NAME@", "demo").replace(
        "    name =", f"    open({str(log)!r}, 'a').write('x')\n    name ="
    )
    (demo / "_be").mkdir()
    (demo / "_be/be.py").write_text(backend)
    text = PROJECT.replace("@NAME@", "demo")
    (demo / "pyproject.toml").write_text(text)
    for name, value in (("UV_OFFLINE", "1"), ("UV_PYTHON", sys.executable)):
        monkeypatch.setenv(name, value)

    def sync() -> int:
        folder = os.path.dirname(sys.executable)
        path = os.pathsep.join((folder, os.environ["PATH"]))
        environ = os.environ | {"PATH": path}
        done = subprocess.run(
            ["uv", "sync", "-q"], cwd=demo, env=environ, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return len(log.read_text()) if log.exists() else 0

    assert verdict(run, "demo")["rebuilds"] is True
    before = sync()
    (folder,) = (demo / ".venv").glob("lib/*/site-packages/*.dist-info")
    match change:
        case "VERSION":
            edit(demo / "VERSION", "2.0")
        case "pyproject.toml":
            edit(demo / "pyproject.toml", text)
        case "src":
            (demo / "src").mkdir()
        case "environment":
            (demo / ".venv").rename(demo / "old")
        case "cache":
            (demo / ".venv").rename(demo / "old")
            monkeypatch.setenv("UV_CACHE_DIR", str(demo.parent / "other-cache"))
        case "record":
            (folder / "uv_cache.json").unlink()
        case "clock":
            os.utime(demo / "pyproject.toml", ns=(0, 0))
        case _:
            pass
    said = verdict(run, "demo")["rebuilds"]
    assert said is (sync() > before)
