from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from uvlint.analysis import checker
from uvlint.config import UNSTATED, Finder, Settings
from uvlint.model import Severity
from uvlint.project import Project

OWN = "[project]\nname = 'a'\n"


def lay_out(top: Path, files: Mapping[str, str]) -> None:
    (top / ".git").mkdir()
    for name, text in files.items():
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text)


def found(top: Path, name: str = "a", *, isolated: bool = False) -> Settings:
    return Finder(checker.names(), isolated=isolated).of(Project(str(top / name)))


def table(level: str) -> str:
    return f"{OWN}[tool.uvlint]\nfail-on = '{level}'\n"


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a/pyproject.toml": OWN}, id="no settings"),
        pytest.param({"a/pyproject.toml": "[tool]\nuvlint"}, id="a broken file of its own"),
        pytest.param({"a/pyproject.toml": OWN, "b/uvlint.toml": "fail-on = 'info'"}, id="beside"),
        pytest.param({"a/pyproject.toml": OWN, "a/c/uvlint.toml": "fail-on = 'info'"}, id="below"),
        pytest.param(
            {"a/pyproject.toml": OWN, "a/.git/x": "", "uvlint.toml": "fail-on = 'info'"},
            id="beyond the repository",
        ),
        pytest.param({"a/pyproject.toml": OWN, "pyproject.toml": OWN}, id="a parent without any"),
    ],
)
def test_nothing_is_stated(tmp_path: Path, files: Mapping[str, str]) -> None:
    lay_out(tmp_path, files)
    assert found(tmp_path) == UNSTATED


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"a/pyproject.toml": table("info")}, id="a table"),
        pytest.param(
            {"a/pyproject.toml": table("error"), "a/uvlint.toml": "fail-on = 'info'"},
            id="a file of its own wins",
        ),
        pytest.param(
            {"a/uvlint.toml": "fail-on = 'error'", "a/.uvlint.toml": "fail-on = 'info'"},
            id="a hidden file wins",
        ),
        pytest.param(
            {"a/pyproject.toml": table("info"), "uvlint.toml": "fail-on = 'error'"},
            id="the nearest wins",
        ),
        pytest.param({"a/pyproject.toml": OWN, "uvlint.toml": "fail-on = 'info'"}, id="a parent"),
        pytest.param({"a/pyproject.toml": OWN, "pyproject.toml": table("info")}, id="a root"),
        pytest.param(
            {
                "a/uvlint.toml": "extend = '../x/base.toml'\nignore = ['dead-key']",
                "x/base.toml": "extend = 'pyproject.toml'",
                "x/pyproject.toml": table("info"),
            },
            id="extended twice",
        ),
    ],
)
def test_who_states_it(tmp_path: Path, files: Mapping[str, str]) -> None:
    lay_out(tmp_path, files)
    settings = found(tmp_path)
    assert settings.fail_on is Severity.INFO
    assert not settings.problems
    assert found(tmp_path, isolated=True) == UNSTATED


def test_nothing_is_merged_without_asking(tmp_path: Path) -> None:
    lay_out(tmp_path, {"uvlint.toml": "unsafe-fixes = true", "a/uvlint.toml": "fail-on = 'info'"})
    assert not found(tmp_path).unsafe_fixes


def test_extend_adds_and_replaces(tmp_path: Path) -> None:
    lay_out(
        tmp_path,
        {
            "uvlint.toml": "extend-exclude = ['x']\nselect = ['UVL1']\nexclude = ['y']",
            "a/uvlint.toml": "extend = '../uvlint.toml'\nextend-exclude = ['z']\n"
            "extend-select = ['dead-key']\nexclude = ['v']",
        },
    )
    settings = found(tmp_path)
    left_out = [name for name in "vxyz" if settings.excludes(str(tmp_path / "a" / name))]
    assert left_out == ["v", "x", "z"]
    names = {ruling.rule.name for ruling in checker.rulings(settings)}
    assert {"dead-key", "unwatched-git"} <= names
    assert "rebuild-loop" not in names


def test_home_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {"home/uvlint.toml": "fail-on = 'info'", "home/a/pyproject.toml": OWN}
    lay_out(tmp_path, {**files, "uvlint.toml": "fail-on = 'info'"})
    assert found(tmp_path, "home/a").fail_on is Severity.INFO
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert found(tmp_path, "home/a") == UNSTATED


def test_parents_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"{name}/pyproject.toml": OWN for name in "abc"}
    lay_out(tmp_path, {"uvlint.toml": "fail-on = 'info'", **files})
    finder = Finder(checker.names())
    read: list[str] = []
    plain = Project._read

    def noted(self: Project, name: str) -> bytes | None:
        read.append(name)
        return plain(self, name)

    monkeypatch.setattr(Project, "_read", noted)
    settings = [finder.of(Project(str(tmp_path / name))) for name in "abc"]
    assert settings[0] is settings[1] is settings[2]
    assert read.count("uvlint.toml") == 1


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        pytest.param({"a/uvlint.toml": "extend = 'x.toml'"}, "there is no x.toml", id="missing"),
        pytest.param(
            {"a/uvlint.toml": "extend = '../b.toml'", "b.toml": "extend = 'a/uvlint.toml'"},
            "settings extend themselves: uvlint.toml -> b.toml -> uvlint.toml",
            id="a circle",
        ),
        pytest.param({"a/uvlint.toml": "extend = '..'"}, "is a folder", id="a folder"),
        pytest.param({"a/uvlint.toml": "x ="}, "Invalid value", id="no TOML"),
        pytest.param({"a/pyproject.toml": OWN, "pyproject.toml": "uvlint ="}, "Inv", id="above"),
        pytest.param({"a/pyproject.toml": "[tool]\nuvlint = 1"}, "must be a table", id="no table"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, files: Mapping[str, str], problem: str) -> None:
    lay_out(tmp_path, {"a/pyproject.toml": OWN, **files})
    project = Project(str(tmp_path / "a"))
    (diagnostic,) = checker.examine(project).diagnostics
    assert diagnostic.name == "invalid-settings"
    assert problem in diagnostic.finding.message


class TestCommandLine:
    def test_wins_over_files(self, tmp_path: Path) -> None:
        lay_out(tmp_path, {"a/uvlint.toml": "fail-on = 'error'\nunsafe-fixes = true"})
        finder = Finder(checker.names(), stated=["fail-on = 'info'"])
        settings = finder.of(Project(str(tmp_path / "a")))
        assert (settings.fail_on, settings.unsafe_fixes) == (Severity.INFO, True)
        assert [origin.source for origin in settings.origins if origin.key == "fail-on"] == [
            str(tmp_path / "a/uvlint.toml"),
            "command line",
        ]

    def test_options_win_over_inline_settings(self, tmp_path: Path) -> None:
        finder = Finder({}, stated=["fail-on = 'error'"], options={"fail-on": "info"})
        assert finder.at(str(tmp_path)).fail_on is Severity.INFO

    def test_a_file_stands_for_all(self, tmp_path: Path) -> None:
        lay_out(tmp_path, {"a/uvlint.toml": "fail-on = 'error'", "x.toml": "unsafe-fixes = true"})
        finder = Finder({}, stated=[str(tmp_path / "x.toml"), "output-format = 'json'"])
        settings = finder.of(Project(str(tmp_path / "a")))
        assert (settings.fail_on, settings.unsafe_fixes) == (Severity.WARNING, True)
        assert settings.output_format == "json"
        assert finder.at(str(tmp_path / "a")) == settings

    @pytest.mark.parametrize(
        ("stated", "message"),
        [
            (["nowhere.toml"], "there is no nowhere.toml"),
            (["fail-on = "], "neither a file nor TOML"),
            (["fail-on = 'never'"], "fail-on must be one of"),
            (["fial-on = 1"], "did you mean fail-on?"),
            (["inputs = [{}]"], "needs one of"),
            (["extend = 'x'"], "only a file"),
            (["a.toml", "b.toml"], "two files"),
        ],
    )
    def test_mistakes(self, stated: list[str], message: str) -> None:
        with pytest.raises(ValueError, match=message):
            Finder(checker.names(), stated=stated)

    def test_a_broken_file(self, tmp_path: Path) -> None:
        (tmp_path / "x.toml").write_text("a = 1\nb = ")
        with pytest.raises(ValueError, match=r"x\.toml:2:5: "):
            Finder({}, stated=[str(tmp_path / "x.toml")])
