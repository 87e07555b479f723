"""The parser of command lines and typer, held to the same answer."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from itertools import chain
from typing import Any

import pytest
import typer
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uvlint.cli.app import application
from uvlint.cli.commands import CHECK, COMMANDS, FIX, Command, Takes, Values
from uvlint.cli.parsing import parse

WORDS = ("", "-", "--", "a", "b,c", "json", "always", "warning", "=", "-1", "--unknown", "--help")
DIFFERENT = [command for command in COMMANDS if command is not FIX]  # which has those of check

said: list[Values] = []


def record(values: Values) -> int:
    said.append(values)
    return 0


@cache
def app_with(command: Command) -> typer.Typer:
    return application([command._replace(run=record)])


def by_typer(command: Command, words: list[str]) -> Values | None:
    """Return what typer makes of words; None for help and for mistakes."""
    said.clear()
    with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), pytest.raises(SystemExit):
        app_with(command)(args=[command.name, *words], prog_name="uvlint")
    return said[0] if said else None


def lines(command: Command) -> st.SearchStrategy[list[str]]:
    """Give command lines: options in all spellings, right and wrong values, other words."""
    spelt = [f"--{option.name}" for option in command.options]
    spelt += [f"--no-{o.name}" for o in command.options if o.takes is Takes.SWITCH]
    letters = "".join(option.short for option in command.options) + "hx"
    flag = st.sampled_from([*spelt, "--help"])
    value = st.sampled_from([*WORDS, *spelt])
    short = st.text(letters, min_size=1, max_size=3).map("-{}".format)
    joined = st.builds("{}={}".format, flag | short, value)
    word = st.one_of(value.map(lambda item: [item]), flag.map(lambda item: [item]))
    pair = st.tuples(flag | short, value).map(list)
    single = st.one_of(short, joined).map(lambda item: [item])
    return st.lists(st.one_of(word, pair, single), max_size=5).map(lambda found: [*chain(*found)])


@pytest.mark.parametrize("command", DIFFERENT, ids=[c.name for c in DIFFERENT])
def test_both_say_the_same(command: Command) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(lines(command))
    def same(words: list[str]) -> None:
        assert parse(command, words) == by_typer(command, words)

    same()


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param([], {"paths": (), "quiet": False, "color": "auto", "select": ()}, id="none"),
        pytest.param(["-q", "a", "b"], {"paths": ("a", "b"), "quiet": True}, id="flag and paths"),
        pytest.param(["-qv"], {"quiet": True, "verbose": True}, id="flags together"),
        pytest.param(["-"], {"paths": ("-",)}, id="standard input"),
        pytest.param(["--", "-q"], {"paths": ("-q",), "quiet": False}, id="end of options"),
        pytest.param(["-oa", "-o", "b"], {"output_file": ("a", "b")}, id="values, one each time"),
        pytest.param(["--output-format=json"], {"output_format": "json"}, id="value behind ="),
        pytest.param(["--output-format", "json"], {"output_format": "json"}, id="value behind"),
        pytest.param(["--add-ignore", "-q"], {"add_ignore": "-q"}, id="value like an option"),
        pytest.param(["--no-unsafe-fixes"], {"unsafe_fixes": False}, id="twin"),
        pytest.param(["--color=never", "--color=always"], {"color": "always"}, id="the last"),
        pytest.param(["--color=blue", "--color=never"], {"color": "never"}, id="the last alone"),
    ],
)
def test_valid_lines(words: list[str], expected: dict[str, Any]) -> None:
    found = parse(CHECK, words)
    assert found is not None
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize(
    "words",
    [
        ["--help"],
        ["-h"],
        ["-qh"],
        ["--quiet=yes"],
        ["--color"],
        ["--color=blue"],
        ["--sel", "a"],
        ["-o"],
        ["-x"],
    ],
)
def test_what_is_left_to_typer(words: list[str]) -> None:
    assert parse(CHECK, words) is None
