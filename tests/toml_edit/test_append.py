"""Tables appended to an array, in a text that else stays as it is."""

from __future__ import annotations

import pytest

from uvlint.model import CannotFix
from uvlint.toml_edit.append import appended

ROUTE = ("tool", "uvlint", "inputs")
ITEM = {"file": "a.txt", "why": "seen"}
WRITTEN = '{ file = "a.txt", why = "seen" }'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("", f"[tool.uvlint]\ninputs = [\n    {WRITTEN},\n]\n", id="empty"),
        pytest.param(
            "[a]  # b\nx = 1",
            f"[a]  # b\nx = 1\n\n[tool.uvlint]\ninputs = [\n    {WRITTEN},\n]\n",
            id="no newline at the end",
        ),
        pytest.param(
            "[a]\r\nx = 1\r\n",
            f"[a]\r\nx = 1\r\n\r\n[tool.uvlint]\r\ninputs = [\r\n    {WRITTEN},\r\n]\r\n",
            id="windows",
        ),
        pytest.param(
            '[tool.uvlint]\nselect = ["ALL"]  # all\n\n[tool.x]\n',
            f'[tool.uvlint]\nselect = ["ALL"]  # all\ninputs = [\n    {WRITTEN},\n]\n\n[tool.x]\n',
            id="table",
        ),
        pytest.param(
            '[tool.uvlint]\ninputs = [{ env = "X" }]\n',
            f'[tool.uvlint]\ninputs = [\n    {{ env = "X" }},\n    {WRITTEN},\n]\n',
            id="array",
        ),
        pytest.param(
            '[[tool.uvlint.inputs]]\nenv = "X"\n',
            '[[tool.uvlint.inputs]]\nenv = "X"\n'
            '[[tool.uvlint.inputs]]\nfile = "a.txt"\nwhy = "seen"\n',
            id="array of tables",
        ),
    ],
)
def test_appended(before: str, after: str) -> None:
    assert appended(before, ROUTE, [ITEM]) == after


def test_a_file_of_its_own() -> None:
    text = appended('select = ["ALL"]\n[levels]\nx = "off"\n', ("inputs",), [ITEM])
    assert text.startswith('select = ["ALL"]\ninputs = [')


def test_nested_tables() -> None:
    item = {"git": {"commit": True, "tags": True}, "feeds": ["version"]}
    assert "{ git = { commit = true, tags = true }, feeds = [" in appended("", ROUTE, [item])


@pytest.mark.parametrize(
    "text", ["tool = { x = 1 }\n", "[tool]\nuvlint = 1\n", "[tool.uvlint]\ninputs = 1\n"]
)
def test_refused(text: str) -> None:
    with pytest.raises(CannotFix):
        appended(text, ROUTE, [ITEM])
