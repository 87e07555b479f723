"""What the command line and files ask for, as a user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import tomli

from tests.cli.conftest import FAULTY, Run
from tests.uv.installed import install
from uvlint.analysis import checker
from uvlint.config.keys import KEYS

CONCISE = ("check", "faulty", "--output-format=concise", "-q")


def state(text: str, file: str = "faulty/uvlint.toml") -> None:
    Path(file).write_text(text)


class TestSelection:
    @pytest.mark.parametrize(
        ("options", "code"),
        [
            (["--select=UVL1"], 1),
            (["--select=unwatched-git,dead-key"], 1),
            (["--select=unwatched-env", "--extend-select=UVL101"], 1),
            (["--select=UVL2"], 0),
            (["--ignore=UVL101"], 0),
            (["--ignore=ALL"], 0),
            (["--fail-on=info", "--ignore=unwatched-git"], 0),
            (["--config=ignore=['unwatched-git']"], 0),
            (["--config", "levels = { unwatched-git = 'info' }"], 0),
            (["--config", "levels = { unwatched-git = 'info' }", "--fail-on=info"], 1),
            (["--config=ignore=['unwatched-git']", "--ignore=dead-key"], 1),
        ],
    )
    def test_options(self, run: Run, options: list[str], code: int) -> None:
        assert run("check", "faulty", *options).code == code

    def test_options_win_over_files(self, run: Run) -> None:
        state("ignore = ['ALL']")
        assert run("check", "faulty").code == 0
        assert run("check", "faulty", "--select=UVL1").code == 1
        assert run("check", "faulty", "--isolated").code == 1
        state("unsafe-fixes = true\nfail-on = 'error'", "other.toml")
        assert run("check", "faulty", "--config=other.toml").code == 1

    @pytest.mark.parametrize(
        "options",
        [
            ["--select=nonsense"],
            ["--ignore=unwatchedgit"],
            ["--config=nowhere.toml"],
            ["--config=broken/pyproject.toml"],
            ["--config=nonsense = 1"],
            ["--uv-version=new"],
            ["--baseline=nowhere.json"],
            ["--baseline=faulty/pyproject.toml"],
            ["--write-baseline"],
        ],
    )
    def test_mistakes(self, run: Run, options: list[str]) -> None:
        done = run("check", "faulty", *options)
        assert done.code == 2
        assert "uvlint: error: " in done.err
        assert "Traceback" not in done.err

    def test_a_shared_mistake_is_told_once(self, run: Run) -> None:
        state("nonsense = 1", "uvlint.toml")
        done = run("check", "clean", "faulty", "--output-format=concise")
        assert done.out.count("invalid-settings") == 1
        assert done.out.splitlines()[-1].startswith("[*]") or "Found" in done.out
        assert any(line.startswith("uvlint.toml:1:1: ") for line in done.out.splitlines())


class TestOtherSettings:
    def test_the_format_of_the_working_directory(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        state("output-format = 'json'", "uvlint.toml")
        assert json.loads(run("check", "faulty").out)
        assert run("check", "faulty", "--output-format=full").out.startswith("error[")
        monkeypatch.setenv("UVLINT_OUTPUT_FORMAT", "concise")
        assert run("check", "faulty").out.startswith("faulty/")
        state("output-format = 'nonsense'", "uvlint.toml")
        monkeypatch.delenv("UVLINT_OUTPUT_FORMAT")
        assert run("check", "faulty").code == 2

    def test_each_project_has_its_own_threshold(self, run: Run) -> None:
        state("levels = { ALL = 'warning' }\nfail-on = 'error'")
        assert run("check", "faulty").code == 0
        assert run("check", "faulty", "clean").code == 0
        assert run("check", "faulty", "broken").code == 1
        assert run("check", "faulty", "--fail-on=warning").code == 1

    @pytest.mark.parametrize(
        "options", [["--unfixable=UVL1"], ["--fixable=UVL2"], ["--config=unfixable=['ALL']"]]
    )
    def test_what_is_not_repaired(self, run: Run, options: list[str]) -> None:
        done = run("fix", "faulty", *options)
        assert done.code == 1
        assert "[*]" not in done.out
        assert Path("faulty/pyproject.toml").read_text() == FAULTY

    def test_fix_only(self, run: Run) -> None:
        state("x = 1")
        done = run("check", "--fix-only", "faulty")
        assert done == (0, "Fixed 1 finding.\nChecked 1 project: nothing to report.\n", "")

    def test_show_fixes(self, run: Run) -> None:
        done = run("fix", "--show-fixes", "faulty")
        assert done.out.endswith("- faulty/pyproject.toml:\n    1 × unwatched-git\n")

    def test_statistics(self, run: Run) -> None:
        done = run("check", "--statistics")
        assert done.code == 1
        assert done.out.startswith(
            "1  UVL101  [*]  unwatched-git\n1  UVL901  [ ]  invalid-toml\nFound 2 errors"
        )
        items = json.loads(run("check", "--statistics", "--output-format=json").out)
        assert [item["count"] for item in items] == [1, 1]
        assert run("check", "clean", "--statistics").out.startswith("Checked 1 project")


class TestFiles:
    @pytest.mark.parametrize(
        ("options", "found"),
        [
            ([], ["broken", "clean", "faulty"]),
            (["--exclude=clean"], ["broken", "faulty", "tests/a"]),
            (["--extend-exclude=cl*,/broken"], ["faulty"]),
            (["clean", "--exclude=clean"], ["clean"]),
            (["clean", "--exclude=clean", "--force-exclude"], []),
            (["clean/pyproject.toml", "--exclude=/clean"], ["clean"]),
            (["clean/pyproject.toml", "--exclude=/clean", "--force-exclude"], []),
            (["--config=exclude=[]"], ["broken", "clean", "faulty", "tests/a"]),
        ],
    )
    def test_exclusion(
        self, run: Run, workplace: Path, options: list[str], found: list[str]
    ) -> None:
        (workplace / "tests/a").mkdir(parents=True)
        (workplace / "tests/a/pyproject.toml").touch()
        code, out, _ = run("check", "--show-files", *options)
        assert out.split() == [str(workplace / name) for name in found]
        assert code == (0 if found else 3)

    def test_patterns_of_a_folder_below(self, run: Run, workplace: Path) -> None:
        (workplace / "clean/b").mkdir()
        (workplace / "clean/b/pyproject.toml").touch()
        state("exclude = ['/b']", "clean/uvlint.toml")
        shown = run("check", "--show-files").out.split()
        assert shown == [str(workplace / name) for name in ("broken", "clean", "faulty")]

    def test_sources_are_followed(self, run: Run, workplace: Path) -> None:
        text = '[tool.uv.sources]\nfaulty = { path = "../faulty" }\n'
        with (workplace / "clean/pyproject.toml").open("a") as file:
            file.write(text)
        assert run("check", "clean").code == 0
        done = run("check", "clean", "--follow-sources", "--output-format=concise")
        assert done.code == 1
        assert done.out.startswith("faulty/pyproject.toml:")
        assert "in 1 of 2 projects" in done.out
        both = run("check", "clean", "faulty", "--follow-sources", "--output-format=concise")
        assert both.out == done.out
        state("follow-sources = true", "clean/uvlint.toml")
        for command in ("check", "inputs", "why"):
            assert "faulty" in run(command, "clean").out
            assert "faulty" not in run(command, "clean", "--config=follow-sources=false").out

    def test_a_source_outside_has_a_relative_name(
        self, run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with (workplace / "clean/pyproject.toml").open("a") as file:
            file.write('[tool.uv.sources]\nfaulty = { path = "../faulty" }\n')
        monkeypatch.chdir(workplace / "clean")
        done = run("check", "--follow-sources", "--output-format=concise")
        assert done.out.startswith("../faulty/pyproject.toml:")
        run("fix", "--follow-sources")
        assert run("check", "--follow-sources").code == 0

    def test_what_git_ignores(self, run: Run, workplace: Path) -> None:
        (workplace / ".git").mkdir()
        (workplace / ".gitignore").write_text("faulty\nbroken\n")
        everything = run("check", "--show-files", "--no-respect-gitignore").out.split()
        assert len(everything) == 3
        assert run("check", "--show-files").out.split() == [str(workplace / "clean")]
        state("respect-gitignore = false", "uvlint.toml")
        assert run("check", "--show-files").out.split() == everything

    def test_show_settings(self, run: Run, workplace: Path) -> None:
        state("fail-on = 'error'\nlevels = { dead-key = 'off' }\nignore = ['UVL3', 1]")
        code, out, err = run("check", "--show-settings", "faulty", "--ignore=UVL2")
        assert code == 2
        assert f'fail-on = "error"  # {workplace}/faulty/uvlint.toml\n' in out
        assert 'ignore = ["UVL2"]  # command line\n' in out
        assert "# unsafe-fixes: false\n" in out
        assert "uvlint.toml:3:19: ignore[1] must be the name of a rule" in err
        assert tomli.loads(out.replace('ignore = ["UVL3"]', ""))["levels"] == {"dead-key": "off"}


class TestSuppression:
    def test_is_counted_and_shown_on_request(self, run: Run) -> None:
        state("ignores = { unwatched-git = 'a reason' }")
        assert run("check", "faulty") == (
            0,
            "Checked 1 project: nothing to report (1 suppressed).\n",
            "",
        )
        assert run("check", "faulty", "--output-format=json").out == "[]\n"
        assert run("check", "faulty", "--no-ignores").code == 1
        assert run("fix", "faulty").code == 0
        assert Path("faulty/pyproject.toml").read_text() == FAULTY

    def test_add_ignore(self, run: Run) -> None:
        done = run("check", "--add-ignore", "because", "faulty", "broken")
        assert done.code == 1
        assert "no comment fits here: broken/pyproject.toml:1:9: invalid-toml" in done.err
        assert "added comments for 1 finding" in done.err
        text = Path("faulty/pyproject.toml").read_text()
        assert text == FAULTY.replace(
            "source =", "# uvlint: ignore[unwatched-git] because\nsource ="
        )
        assert run("check", "faulty").code == 0
        done = run("check", "faulty", "--no-ignores")
        assert done.code == 1

    def test_add_ignore_can_be_looked_at(self, run: Run) -> None:
        done = run("check", "--add-ignore=because", "--diff", "faulty")
        assert "+# uvlint: ignore[unwatched-git] because\n" in done.out
        assert Path("faulty/pyproject.toml").read_text() == FAULTY

    def test_an_unused_comment_goes(self, run: Run) -> None:
        text = FAULTY + "# uvlint: ignore[unwatched-git]\n"
        Path("faulty/pyproject.toml").write_text(text)
        assert run("fix", "faulty").code == 0
        assert "uvlint" not in Path("faulty/pyproject.toml").read_text()


class TestBaseline:
    WRITE = ("check", "faulty", "--baseline=base.json", "--write-baseline")

    def test_is_written_and_holds(self, run: Run, workplace: Path) -> None:
        code, out, err = run(*self.WRITE)
        assert (code, out) == (0, "Checked 1 project: nothing to report (1 suppressed).\n")
        assert err == f"uvlint: baseline {workplace}/base.json: 1 finding\n"
        assert json.loads(Path("base.json").read_text()) == {
            "schema": 1,
            "files": {"faulty/pyproject.toml": {"unwatched-git": 1}},
        }
        assert run("check", "faulty", "--baseline=base.json").code == 0
        assert run("check", "faulty", "--baseline=base.json", "--no-ignores").code == 1
        state("baseline = '../base.json'")
        assert run("check", "faulty").code == 0

    def test_shrinks_on_request_and_grows_only_when_written(self, run: Run) -> None:
        run(*self.WRITE)
        run("fix", "faulty")
        done = run("check", "faulty", "--baseline=base.json")
        assert "is stale in 1 place" in done.err
        assert run("check", "faulty", "--baseline=base.json", "--update-baseline").code == 0
        assert json.loads(Path("base.json").read_text())["files"] == {}
        Path("faulty/pyproject.toml").write_text(FAULTY)
        done = run("check", "faulty", "--baseline=base.json", "--update-baseline")
        assert (done.code, json.loads(Path("base.json").read_text())["files"]) == (1, {})

    def test_other_projects_keep_their_entries(self, run: Run) -> None:
        run(*self.WRITE)
        before = Path("base.json").read_text()
        run("check", "clean", "--baseline=base.json", "--write-baseline")
        assert Path("base.json").read_text() == before
        run("check", "faulty", "--baseline=base.json", "--write-baseline", "--select=UVL2")
        assert Path("base.json").read_text() == before


class TestConfig:
    def test_lists_all(self, run: Run) -> None:
        assert run("config").out.split() == [key.name for key in KEYS]

    def test_explains_one(self, run: Run) -> None:
        done = run("config", "fail_on")
        assert done.out.startswith("The lowest level")
        assert done.out.endswith('[tool.uvlint]\nfail-on = "error"\n')

    def test_for_programs(self, run: Run) -> None:
        document = json.loads(run("config", "--output-format=json").out)
        assert document["select"]["default"] == '["ALL"]'

    def test_a_slip_of_the_pen(self, run: Run) -> None:
        done = run("config", "fial-on")
        assert (done.code, done.out) == (2, "")
        assert "did you mean fail-on?" in done.err

    def test_rules_have_their_level_here(self, run: Run) -> None:
        state("levels = { dead-key = 'info' }\nignore = ['root-glob']", "uvlint.toml")
        lines = {line.split()[1]: line.split()[2] for line in run("rule").out.splitlines()}
        assert (lines["dead-key"], lines["root-glob"]) == ("info", "off")
        assert set(lines) == set(checker.names())


class TestOtherCommands:
    """`inputs` and `why` go by the same settings as `check`."""

    EXTRA = "inputs = [{ file = 'extra.txt' }]"

    @pytest.mark.parametrize("command", ["inputs", "why"])
    @pytest.mark.parametrize("option", ["--config=nowhere.toml", "--config=nonsense = 1"])
    def test_mistakes(self, run: Run, command: str, option: str) -> None:
        done = run(command, "clean", option)
        assert done.code == 2
        assert "uvlint: error: " in done.err

    @pytest.mark.parametrize("command", ["inputs", "why"])
    def test_files_to_leave_out(self, run: Run, command: str) -> None:
        found = run(command, "--config=exclude=['faulty', 'broken']").out
        assert "clean" in found
        assert "faulty" not in found

    def test_inputs(self, run: Run) -> None:
        state(self.EXTRA, "clean/uvlint.toml")
        assert "extra.txt" in run("inputs", "clean").out
        assert "extra.txt" not in run("inputs", "clean", "--isolated").out
        assert "extra.txt" in run("inputs", "faulty", f"--config={self.EXTRA}").out
        assert "uv 0.6.6 watches" in run("inputs", "clean", "--config=uv-version='0.6.6'").out

    def test_why(self, run: Run, workplace: Path) -> None:
        state(self.EXTRA, "clean/uvlint.toml")
        install(workplace / "clean")
        (workplace / "clean/extra.txt").touch()
        assert "extra.txt" in run("why", "clean").out
        assert "extra.txt" not in run("why", "clean", "--isolated").out
        state("", "clean/uvlint.toml")
        assert "extra.txt" in run("why", "clean", f"--config={self.EXTRA}").out
