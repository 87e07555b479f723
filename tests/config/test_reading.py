from __future__ import annotations

import itertools

import pytest
import tomli

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.config.choice import is_chosen, stated_level
from uvlint.config.keys import BY_NAME, KEYS, Key
from uvlint.config.settings import Globs, Selection, Settings
from uvlint.model import WHEEL, Dir, Env, File, Git
from uvlint.project import PYPROJECT

VALUES = ("1", "true", '""', '"x"', "[]", "[1]", '["x"]', "{}", "{ x = 1 }", "[{ x = 1 }]", "1.5")
BUILT = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'


def read(lay_out: LayOut, text: str) -> Settings:
    project = lay_out({PYPROJECT: "", "uvlint.toml": text})
    facts = checker.examine(project).facts
    assert facts is not None
    return facts.settings


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_examples_are_sound(key: Key, lay_out: LayOut) -> None:
    (found,) = tomli.loads(key.example)
    assert found == key.name
    problems = [p for p in read(lay_out, key.example).problems if "there is no" not in p.message]
    assert problems == []


@pytest.mark.parametrize(
    ("key", "value"),
    [*itertools.product([key.name for key in KEYS], VALUES)],
)
def test_any_value_is_taken_or_reported(key: str, value: str, lay_out: LayOut) -> None:
    settings = read(lay_out, f"{key} = {value}")
    default = settings._replace(origins=(), problems=()) == Settings(
        selections=(Selection(),), fixing=(Selection(),)
    )
    says_nothing = value in ("[]", "{}", BY_NAME[key].default) or key == "extend"
    assert settings.problems or not default or says_nothing


@pytest.mark.parametrize(
    ("text", "message", "column"),
    [
        ("slect = []", "there is no setting slect; did you mean select?", 1),
        ("fail_on = 'error'", "there is no setting fail_on; did you mean fail-on?", 1),
        ("select = ['UVL9x']", "select[0] names no rule: 'UVL9x'", 11),
        ("select = ['unwatchedgit']", "did you mean unwatched-git?", 11),
        ("select = 'ALL'", "select must be an array", 10),
        ("force-exclude = 1", "force-exclude must be true or false", 17),
        ("levels = { dead-key = 'warn' }", "levels.dead-key must be one of off, info", 23),
        ("levels = { ded-key = 'info' }", "did you mean dead-key?", 22),
        ("ignores = { dead-key = ' ' }", "must be a string that is not empty", 24),
        ("per-project-ignores = { a = 'dead-key' }", "per-project-ignores.a must be an array", 29),
        ("uv-version = 'new'", "uv-version cannot be 'new'", 14),
        ("inputs = [{ file = 'a', x = 1 }]", "inputs[0].x is unknown; there are file, dir", 29),
        ("inputs = [{ file = 'a', dir = 'b' }]", "an input needs one of file, dir, env, git", 11),
        ("inputs = [{ file = 'a/[b' }]", "uv would refuse this", 11),
        ("inputs = [{ git = 'yes' }]", "uv knows no such git", 11),
    ],
)
def test_mistakes_have_a_place(text: str, message: str, column: int, lay_out: LayOut) -> None:
    found = checker.examine(lay_out({PYPROJECT: "", "uvlint.toml": text}))
    (diagnostic,) = found.diagnostics
    assert message in diagnostic.finding.message
    assert (diagnostic.location.file, diagnostic.location.column) == ("uvlint.toml", column)


def test_what_is_sound_in_a_list_counts(lay_out: LayOut) -> None:
    settings = read(lay_out, "ignore = [1, 'nonsense', 'dead-key']")
    assert settings.selections[0].ignore == ("dead-key",)
    assert len(settings.problems) == 2


def test_inputs_and_outputs(lay_out: LayOut) -> None:
    text = (
        "[tool.uvlint]\noutputs = ['out.py']\ninputs = [\n"
        "  { file = './a.txt', feeds = ['version'], why = 'because' },\n"
        "  { dir = 'b' },\n  { env = 'C' },\n  { git = { tags = true } },\n]\n"
    )
    found = checker.examine(lay_out({PYPROJECT: BUILT + text, "a.txt": ""}))
    assert found.facts is not None
    stated = [item for item in found.facts.inputs if item.provider == "settings"]
    assert [item.key for item in stated] == [
        File("a.txt"),
        Dir("b"),
        Env("C"),
        Git(commit=False, tags=True),
    ]
    assert [item.feeds for item in stated] == [("version",), *[(WHEEL,)] * 3]
    assert stated[0].why == "because"
    assert [output.file for output in found.facts.outputs] == ["out.py"]
    assert {d.name for d in found.diagnostics} == {
        "unwatched-file",
        "unwatched-native",
        "unwatched-env",
        "unwatched-git",
    }
    lines = {d.location.line for d in found.diagnostics}
    assert lines == {7, 8, 9, 10}


def test_an_output_makes_a_loop(lay_out: LayOut) -> None:
    text = "[tool.uv]\ncache-keys = ['pyproject.toml', 'out.py']\n"
    stated = "[tool.uvlint]\noutputs = ['out.py']\n"
    for own, names in (("", []), (stated, ["rebuild-loop"])):
        found = checker.examine(lay_out({PYPROJECT: BUILT + text + own, "out.py": ""}))
        assert [d.name for d in found.diagnostics] == names


@pytest.mark.parametrize(
    ("selections", "chosen"),
    [
        pytest.param([], True, id="nothing is said"),
        pytest.param([Selection(select=("ALL",))], True, id="all"),
        pytest.param([Selection(select=("UVL2",))], True, id="the beginning of the code"),
        pytest.param([Selection(select=("uvl203",))], True, id="the code"),
        pytest.param([Selection(select=("dead_key",))], True, id="the name"),
        pytest.param([Selection(select=("UVL1",))], False, id="others"),
        pytest.param([Selection(select=())], False, id="none"),
        pytest.param([Selection(ignore=("ALL",))], False, id="all ignored"),
        pytest.param([Selection(select=("UVL2",), ignore=("UVL2",))], False, id="a draw"),
        pytest.param([Selection(select=("UVL203",), ignore=("UVL2",))], True, id="exact"),
        pytest.param([Selection(select=("ALL",), ignore=("UVL20",))], False, id="inexact"),
        pytest.param([Selection(select=("UVL1",), extend=("dead-key",))], True, id="extended"),
        pytest.param(
            [Selection(ignore=("dead-key",)), Selection(select=("UVL2",))], True, id="a new start"
        ),
        pytest.param(
            [Selection(select=("UVL2",)), Selection(ignore=("UVL203",))], False, id="less"
        ),
        pytest.param([Selection(select=("UVL1",)), Selection(ignore=("UVL3",))], False, id="kept"),
        pytest.param([Selection(ignore=("UVL2",)), Selection(extend=("UVL2",))], True, id="more"),
    ],
)
def test_selection(selections: list[Selection], *, chosen: bool) -> None:
    assert is_chosen(selections, "dead-key", "UVL203") is chosen


def test_the_most_exact_level_counts() -> None:
    levels = (("dead-key", "info"), ("ALL", "off"), ("UVL2", "error"))
    assert stated_level(levels, "dead-key", "UVL203") == "info"
    assert stated_level(levels, "lost-key", "UVL204") == "error"
    assert stated_level(levels, "root-glob", "UVL302") == "off"
    assert stated_level((), "root-glob", "UVL302") is None


@pytest.mark.parametrize(
    ("pattern", "folders"),
    [
        ("a", ["/r/a", "/r/x/a", "/r/a/b"]),
        ("/a", ["/r/a", "/r/a/b"]),
        ("a/", ["/r/a", "/r/x/a", "/r/a/b"]),
        ("x/*", ["/r/x/a"]),
        (".", ["/r"]),
        ("**", ["/r/a", "/r/x/a", "/r/a/b"]),
    ],
)
def test_patterns_of_folders(pattern: str, folders: list[str]) -> None:
    every = ["/r", "/r/a", "/r/x/a", "/r/a/b", "/ra", "/other/a"]
    assert [folder for folder in every if Globs("/r", (pattern,)).match(folder)] == folders


class TestRules:
    TEXT = BUILT + "[tool.uv]\ncache-keys = ['nowhere.txt']\n"

    @pytest.mark.parametrize(
        ("text", "levels"),
        [
            ("", ["warning"]),
            ("ignore = ['dead-key', 'lost-default']", []),
            ("levels = { dead-key = 'error' }", ["error"]),
            ("levels = { UVL2 = 'off' }", []),
            ("ignores = { dead-key = 'it comes later' }", []),
            ("per-project-ignores = { '.' = ['UVL2'] }", []),
            ("per-project-ignores = { 'x' = ['UVL2'] }", ["warning"]),
        ],
    )
    def test_levels(self, text: str, levels: list[str], lay_out: LayOut) -> None:
        found = checker.examine(lay_out({PYPROJECT: self.TEXT, "uvlint.toml": text}))
        own = [d for d in found.diagnostics if d.name == "dead-key"]
        assert [d.severity.name.lower() for d in own] == levels
        assert ("ignores" in text and not own) is bool(found.suppressed)

    def test_all_is_shown_on_request(self, lay_out: LayOut) -> None:
        project = lay_out({PYPROJECT: self.TEXT, "uvlint.toml": "ignores = { ALL = 'x' }"})
        hidden = checker.examine(project)
        shown = checker.examine(project, hidden.settings._replace(no_ignores=True))
        assert hidden.diagnostics == ()
        assert shown.diagnostics == hidden.suppressed != ()

    def test_what_is_broken_is_always_told(self, lay_out: LayOut) -> None:
        off = "select = ['dead-key']\nlevels = { ALL = 'off' }\nignores = { ALL = 'x' }"
        found = checker.examine(lay_out({PYPROJECT: "[", "uvlint.toml": off}))
        assert [d.name for d in found.diagnostics] == ["invalid-toml"]
        found = checker.examine(lay_out({PYPROJECT: "", "uvlint.toml": f"{off}\nx = 1"}))
        assert [d.name for d in found.diagnostics] == ["invalid-settings"]
