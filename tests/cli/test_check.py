from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import BROKEN, CLEAN, FAULTY, Run
from uvlint.analysis import checker
from uvlint.model import Finding, Location, Severity
from uvlint.plugin import Facts, Rule
from uvlint.project import PYPROJECT, Project

LINE = "faulty/pyproject.toml:10:10: unwatched-git [*] "
NAMED = "--stdin-filename=faulty/pyproject.toml"


def text(folder: str) -> str:
    return Path(folder, PYPROJECT).read_text()


@pytest.fixture
def only_rule(monkeypatch: pytest.MonkeyPatch) -> Rule:
    """Put one rule with a finding in every project in the place of all rules."""

    def check(facts: Facts) -> Iterator[Finding]:
        yield Finding(at=Location(PYPROJECT), message="as always")

    rule = Rule(code="T1", name="always", summary="", severity=Severity.ERROR, check=check)
    monkeypatch.setattr(checker, "rules", lambda: (rule,))
    return rule


class TestExitCodes:
    def test_samples_are_passed_over_aloud(self, run: Run, workplace: Path) -> None:
        for name in ("tests/one", "demoapp"):
            (workplace / "clean" / name).mkdir(parents=True)
            (workplace / "clean" / name / "setup.py").touch()
        said = "passed over 2 projects in folders of tests and samples ("
        assert said in run("check", "clean").err
        assert said not in run("check", "-q", "clean").err
        assert said not in run("check", "clean", "clean/tests", "clean/demoapp").err

    def test_nothing_found(self, run: Run) -> None:
        assert run("check", "clean") == (0, "Checked 1 project: nothing to report.\n", "")

    def test_findings_are_left(self, run: Run) -> None:
        code, out, err = run("check", "faulty")
        assert (code, err) == (1, "")
        assert out.startswith("error[unwatched-git]: ")

    def test_exit_zero(self, run: Run) -> None:
        code, out, _ = run("check", "--exit-zero", "faulty")
        assert code == 0
        assert "unwatched-git" in out

    @pytest.mark.parametrize(
        ("severity", "fail_on", "code"),
        [
            (Severity.ERROR, [], 1),
            (Severity.WARNING, [], 1),
            (Severity.INFO, [], 0),
            (Severity.WARNING, ["--fail-on=error"], 0),
            (Severity.ERROR, ["--fail-on=error"], 1),
            (Severity.WARNING, ["--fail-on=warning"], 1),
            (Severity.INFO, ["--fail-on=warning"], 0),
            (Severity.INFO, ["--fail-on=info"], 1),
        ],
    )
    def test_fail_on_is_inclusive(
        self,
        run: Run,
        only_rule: Rule,
        monkeypatch: pytest.MonkeyPatch,
        severity: Severity,
        fail_on: list[str],
        code: int,
    ) -> None:
        rule = only_rule._replace(severity=severity)
        monkeypatch.setattr(checker, "rules", lambda: (rule,))
        done = run("check", "clean", *fail_on)
        assert done.code == code
        assert "as always" in done.out

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["check", "nowhere"], "error: nowhere: No such file or directory"),
            (["check", "clean", "faulty", "nowhere"], "nowhere"),
            (["check", ""], "No such file"),
            (["fix", "nowhere"], "nowhere"),
            (["check", "--nonsense"], "--nonsense"),
            (["check", "--fail-on", "nonsense"], "nonsense"),
            (["check", "--color", "nonsense"], "nonsense"),
            (["check", "--output-format", "nonsense"], "concise, full, json, json-v1"),
            (["check", "--output-format", "_private"], "concise, full, json, json-v1"),
            (["check", "clean", "-o", "no/where"], "cannot write no/where: No such file"),
            (["nonsense"], "nonsense"),
            (["-"], "-"),
        ],
    )
    def test_work_that_cannot_be_done(self, run: Run, arguments: list[str], said: str) -> None:
        code, out, err = run(*arguments)
        assert code == 2
        assert "Traceback" not in err
        assert said in " ".join(err.split())
        assert "nothing to report" not in out or "-o" in arguments

    def test_no_project(self, run: Run) -> None:
        said = "uvlint: no pyproject.toml or setup.py found under empty\n"
        assert run("check", "empty") == (3, "", said)
        assert run("check", "--exit-zero", "-q", "empty") == (3, "", said)
        assert run("check", "--output-format=json", "empty") == (3, "[]\n", said)

    def test_the_default_path_is_the_working_directory(self, run: Run) -> None:
        assert run("check") == run("check", ".")
        assert "in 2 of 3 projects" in run("check").out


class TestReports:
    def test_one_broken_project_does_not_end_the_run(self, run: Run) -> None:
        code, out, err = run("check", "--output-format=concise")
        assert (code, err) == (1, "")
        names = [line.split(":")[0] for line in out.splitlines()[:2]]
        assert names == ["broken/pyproject.toml", "faulty/pyproject.toml"]

    def test_the_order_of_paths_does_not_matter(self, run: Run) -> None:
        assert run("check", "faulty", "broken", "clean") == run(
            "check", "clean", "broken", "faulty"
        )

    def test_options_take_the_same_road_as_none(self, run: Run) -> None:
        assert run("check", "faulty") == run("check", "--", "faulty")
        assert run("check") == run("check", "--color=auto")

    @pytest.mark.parametrize("arguments", [["clean"], ["empty"]])
    def test_a_document_is_all_that_programs_get(self, run: Run, arguments: list[str]) -> None:
        assert run("check", "--output-format=json", *arguments).out == "[]\n"

    def test_the_json_document(self, run: Run, workplace: Path) -> None:
        done = run("check", "--output-format=json")
        assert done.err == ""
        items = json.loads(done.out)
        assert [(item["name"], item["project"]) for item in items] == [
            ("invalid-toml", str(workplace / "broken")),
            ("unwatched-git", str(workplace / "faulty")),
        ]
        assert run("check", "--output-format=json-v1").out == done.out

    def test_edits_give_what_fix_writes(self, run: Run) -> None:
        (item,) = json.loads(run("check", "faulty", "--output-format=json").out)
        edited = FAULTY.splitlines(keepends=True)
        for edit in reversed(item["fix"]["edits"]):
            start, end = edit["location"], edit["end_location"]
            first, last = [*edited, ""][start["row"] - 1], [*edited, ""][end["row"] - 1]
            content = first[: start["column"] - 1] + edit["content"] + last[end["column"] - 1 :]
            edited[start["row"] - 1 : end["row"]] = [content]
        run("fix", "faulty")
        assert "".join(edited) == text("faulty")

    @pytest.mark.parametrize(
        ("option", "expected"),
        [("-q", ("", "")), ("--quiet", ("", "")), ("-s", ("", "")), ("--silent", ("", ""))],
    )
    def test_less_is_said(self, run: Run, option: str, expected: tuple[str, str]) -> None:
        assert run("check", option, "clean") == (0, *expected)

    def test_quiet_keeps_findings_and_silent_keeps_none(self, run: Run) -> None:
        concise = ["check", "faulty", "--output-format=concise"]
        done = run(*concise, "-q")
        assert (done.code, done.out.count("\n")) == (1, 1)
        assert done.out.startswith(LINE)
        assert run(*concise, "-s") == (1, "", "")
        assert run("check", "empty", "-s") == (3, "", "")

    def test_verbose_says_more_on_standard_error(self, run: Run, workplace: Path) -> None:
        done = run("check", "-v", "faulty")
        assert done.out == run("check", "faulty").out
        assert done.err == f"uvlint: {workplace}/faulty: 1 finding\n"

    def test_the_format_can_come_from_the_environment(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("UVLINT_OUTPUT_FORMAT", "concise")
        assert run("check", "faulty").out.startswith(LINE)
        assert run("check", "faulty", "--output-format=full").out.startswith("error[")
        monkeypatch.setenv("UVLINT_OUTPUT_FORMAT", "nonsense")
        assert run("check", "clean").code == 2


class TestOutputFiles:
    def test_a_file_in_place_of_standard_output(self, run: Run) -> None:
        expected = run("check", "faulty").out
        assert run("check", "faulty", "-o", "report.txt") == (1, "", "")
        assert Path("report.txt").read_text() == expected

    def test_files_in_formats_beside_standard_output(self, run: Run) -> None:
        done = run("check", "faulty", "-o", "json=a.json", "--output-file", "concise=b=c.txt")
        assert done.out == run("check", "faulty").out
        assert Path("a.json").read_text() == run("check", "faulty", "--output-format=json").out
        assert Path("b=c.txt").read_text().startswith(LINE)

    def test_a_name_with_an_equals_sign(self, run: Run) -> None:
        run("check", "clean", "-o", "a=b")
        assert Path("a=b").read_text() == "Checked 1 project: nothing to report.\n"

    def test_the_file_can_come_from_the_environment(
        self, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("UVLINT_OUTPUT_FILE", "json=report.json")
        run("check", "clean")
        assert Path("report.json").read_text() == "[]\n"

    def test_silence_is_for_the_terminal(self, run: Run) -> None:
        assert run("check", "faulty", "-s", "-o", "json=report.json") == (1, "", "")
        assert "unwatched-git" in Path("report.json").read_text()


class TestFix:
    @pytest.mark.parametrize("command", [["fix"], ["check", "--fix"]])
    def test_repairs_and_reports_what_is_left(self, run: Run, command: list[str]) -> None:
        done = run(*command, "faulty")
        assert done == (
            0,
            "Fixed 1 finding.\nChecked 1 project: nothing to report.\n",
            "",
        )
        assert "git = { commit = true, tags = true }" in text("faulty")
        assert run("check", "faulty").code == 0

    def test_a_second_time_changes_nothing(self, run: Run) -> None:
        run("fix", "faulty")
        once = text("faulty")
        assert run("fix", "faulty").out == "Checked 1 project: nothing to report.\n"
        assert text("faulty") == once

    def test_files_without_repair_stay(self, run: Run) -> None:
        assert run("fix", "clean", "broken").code == 1
        assert (text("clean"), text("broken")) == (CLEAN, BROKEN)

    def test_exit_non_zero_on_fix(self, run: Run) -> None:
        assert run("fix", "--exit-non-zero-on-fix", "clean").code == 0
        assert run("fix", "--exit-non-zero-on-fix", "faulty").code == 1
        assert run("fix", "--exit-non-zero-on-fix", "faulty").code == 0

    def test_programs_get_the_number_on_standard_error(self, run: Run) -> None:
        done = run("fix", "--output-format=json", "faulty")
        assert done == (0, "[]\n", "uvlint: fixed 1 finding\n")

    def test_a_file_that_cannot_be_written(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(path: str, *_: object) -> None:
            raise PermissionError(13, "Permission denied", path)

        monkeypatch.setattr("uvlint.write.replace_file", refuse)
        code, out, err = run("fix", "faulty")
        assert code == 2
        assert "cannot write" in err
        assert "Permission denied" in err
        assert out.startswith("error[unwatched-git]")
        assert text("faulty") == FAULTY


class TestDiff:
    @pytest.mark.parametrize("command", [["fix"], ["check"], ["check", "--fix"]])
    def test_shows_instead_of_writing(self, run: Run, command: list[str]) -> None:
        code, out, err = run(*command, "--diff", "faulty", "clean", "broken")
        assert (code, err) == (1, "uvlint: would fix 1 finding and leave 1\n")
        assert out.startswith("--- faulty/pyproject.toml\n+++ faulty/pyproject.toml\n@@ ")
        assert "\n+cache-keys = [" in out
        assert text("faulty") == FAULTY

    def test_nothing_to_change(self, run: Run) -> None:
        assert run("fix", "--diff", "clean", "-q") == (0, "", "")

    def test_findings_without_repair_are_left(self, run: Run) -> None:
        assert run("fix", "--diff", "broken") == (
            1,
            "",
            "uvlint: would fix 0 findings and leave 1\n",
        )

    def test_exit_zero(self, run: Run) -> None:
        assert run("check", "--diff", "--exit-zero", "faulty").code == 0

    def test_silent(self, run: Run) -> None:
        assert run("fix", "--diff", "-s", "faulty") == (1, "", "")


class TestStandardInput:
    def test_is_examined_in_the_place_of_the_file(self, run: Run) -> None:
        done = run("check", "-", "--stdin-filename=clean/pyproject.toml", stdin=FAULTY)
        assert done.code == 1
        assert " --> clean/pyproject.toml:10:10\n" in done.out
        assert run("check", "-", NAMED, stdin=CLEAN).code == 0

    def test_the_name_alone_is_enough(self, run: Run) -> None:
        assert run("check", NAMED, stdin=CLEAN).code == 0

    def test_the_file_need_not_be_there(self, run: Run) -> None:
        assert run("check", "-", "--stdin-filename=new/pyproject.toml", stdin=FAULTY).code == 1

    def test_fix_prints_the_text_and_reports_beside_it(self, run: Run) -> None:
        code, out, err = run("fix", "-", NAMED, stdin=FAULTY)
        assert (code, err) == (0, "Fixed 1 finding.\nChecked 1 project: nothing to report.\n")
        assert text("faulty") == FAULTY
        run("fix", "faulty")
        assert out == text("faulty")

    @pytest.mark.parametrize("given", [CLEAN, BROKEN, "", "a = 1\r\n", "\ufeffa = 1"])
    def test_fix_prints_what_it_cannot_repair_as_it_was(self, run: Run, given: str) -> None:
        assert run("fix", "-s", "-", NAMED, stdin=given).out.replace("\r", "") == given.replace(
            "\r", ""
        )

    def test_diff(self, run: Run) -> None:
        code, out, _ = run("fix", "--diff", "-", NAMED, stdin=FAULTY)
        assert code == 1
        assert out.startswith("--- faulty/pyproject.toml\n")

    def test_text_that_is_not_utf_8(self, run: Run) -> None:
        done = run("check", "-", NAMED, "--output-format=concise", stdin=b'a = "\xff"')
        assert done.code == 1
        assert done.out.startswith("faulty/pyproject.toml:1:6: invalid-toml ")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["-"],
            ["-", "clean", NAMED],
            ["-", "--stdin-filename=faulty/setup.py"],
            ["-", "--stdin-filename="],
            ["clean", NAMED],
        ],
    )
    def test_refuses_what_it_cannot_place(self, run: Run, arguments: list[str]) -> None:
        code, out, err = run("check", *arguments, stdin=FAULTY)
        assert (code, out) == (2, "")
        assert err.startswith("uvlint: error: ")


class TestMistakesOfOurs:
    @pytest.fixture
    def bad_rule(self, only_rule: Rule, monkeypatch: pytest.MonkeyPatch) -> None:
        def check(facts: Facts) -> Iterator[Finding]:
            yield Finding(at=Location(PYPROJECT), message="as always")
            if facts.project.name == "faulty":
                raise ZeroDivisionError("of course")

        rule = only_rule._replace(check=check)
        monkeypatch.setattr(checker, "rules", lambda: (rule,))

    @pytest.mark.usefixtures("bad_rule")
    def test_a_rule_is_named_and_the_others_go_on(self, run: Run, workplace: Path) -> None:
        code, out, err = run("check", "clean", "faulty", "--output-format=concise")
        assert code == 2
        assert "clean/pyproject.toml:1:1: always as always\n" in out
        assert err == (
            f"uvlint: internal error, a bug of uvlint: {workplace}/faulty: "
            "rule always: ZeroDivisionError: of course\n"
        )

    def test_an_exception_of_the_engine_ends_one_project(
        self, run: Run, workplace: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        examine = checker.examine

        def failing(project: Project, *others: Any) -> checker.Examination:
            if project.name == "clean":
                raise ZeroDivisionError("of course")
            return examine(project, *others)

        monkeypatch.setattr(checker, "examine", failing)
        code, out, err = run("check", "clean", "faulty", "--output-format=concise")
        assert code == 2
        assert out.startswith(LINE)
        assert err == (
            f"uvlint: internal error, a bug of uvlint: {workplace}/clean: "
            "ZeroDivisionError: of course\n"
        )
        assert "Traceback" in run("check", "clean", "-v").err
        assert run("check", "clean", "-s") == (2, "", "")

    def test_an_exception_elsewhere(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        def failing(*_: object, **__: object) -> tuple[str, ...]:
            raise ZeroDivisionError("of course")

        monkeypatch.setattr("uvlint.cli.console.projects", failing)
        code, out, err = run("check", "clean")
        assert (code, out) == (2, "")
        assert err == "uvlint: internal error, a bug of uvlint: ZeroDivisionError: of course\n"
        assert "Traceback" in run("check", "clean", "-v").err

    @pytest.mark.parametrize("arguments", [["check", "clean"], ["check", "-v", "clean"]])
    def test_an_interruption(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
    ) -> None:
        def interrupted(*_: object) -> checker.Examination:
            raise KeyboardInterrupt

        monkeypatch.setattr(checker, "examine", interrupted)
        done = run(*arguments)
        assert (done.code, done.out) == (130, "")


class TestColours:
    @pytest.mark.parametrize(
        ("option", "environment", "painted"),
        [
            ([], {}, False),
            ([], {"FORCE_COLOR": "1"}, True),
            ([], {"CLICOLOR_FORCE": "1"}, True),
            ([], {"FORCE_COLOR": "0"}, False),
            ([], {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
            (["--color=always"], {"NO_COLOR": "1"}, True),
            (["--color=never"], {"FORCE_COLOR": "1"}, False),
        ],
    )
    @pytest.mark.parametrize(
        "command",
        [["check", "faulty"], ["fix", "--diff", "faulty"], ["inputs", "faulty"], ["rule"]],
    )
    def test_who_decides(
        self,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        command: list[str],
        option: list[str],
        environment: dict[str, str],
        *,
        painted: bool,
    ) -> None:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        assert ("\x1b[" in run(*command, *option).out) is painted

    def test_none_for_programs(self, run: Run) -> None:
        for form in ("json", "concise"):
            done = run("check", "faulty", "--color=always", f"--output-format={form}")
            assert "\x1b" not in done.out

    def test_none_in_files(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("FORCE_COLOR", "1")
        run("check", "faulty", "-o", "report.txt")
        assert "\x1b" not in Path("report.txt").read_text()
