from __future__ import annotations

import io
import sys

import pytest

from uvlint.cli import console
from uvlint.cli.console import NORMAL, QUIET, SILENT, VERBOSE, Voice, emit, wants_color


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("verbosity", "said"),
    [(SILENT, ""), (QUIET, "a"), (NORMAL, "ab"), (VERBOSE, "abc")],
)
def test_how_much_is_said(capsys: pytest.CaptureFixture[str], verbosity: int, said: str) -> None:
    voice = Voice(verbosity)
    voice.warn("a")
    voice.tell("b")
    voice.detail("c")
    assert capsys.readouterr() == ("", "".join(f"uvlint: {text}\n" for text in said))


@pytest.mark.parametrize(
    ("stream", "term", "expected"),
    [(Terminal(), "xterm", True), (Terminal(), "dumb", False), (io.StringIO(), "xterm", False)],
)
def test_colours_are_for_terminals(
    monkeypatch: pytest.MonkeyPatch, stream: io.StringIO, term: str, *, expected: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    assert wants_color("auto", stream) is expected


def test_progress_is_for_people_who_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert list(Voice().progress("abc", "examining")) == ["a", "b", "c"]
    assert terminal.getvalue() == ""
    monkeypatch.setattr(console, "_PATIENCE", -1.0)
    assert list(Voice().progress("abc", "examining")) == ["a", "b", "c"]
    assert terminal.getvalue().startswith("\rexamining 0 of 3\rexamining 1 of 3\rexamining 2 of 3")
    assert terminal.getvalue().split("\r")[-2:] == [" " * 17, ""]


@pytest.mark.parametrize("verbosity", [QUIET, SILENT])
def test_progress_keeps_quiet(monkeypatch: pytest.MonkeyPatch, verbosity: int) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(console, "_PATIENCE", -1.0)
    assert list(Voice(verbosity).progress("abc", "examining")) == ["a", "b", "c"]
    assert terminal.getvalue() == ""


def test_text_that_an_encoding_lacks() -> None:
    data = io.BytesIO()
    stream = io.TextIOWrapper(data, encoding="ascii")
    emit("ü\udcff\n", stream)
    assert data.getvalue() == b"\\xfc\\udcff\n"
