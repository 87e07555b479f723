"""Regular expressions work the same on every Python that uvlint supports."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

SOURCES = sorted((Path(__file__).parents[1] / "src").rglob("*.py"))
_POSSESSIVE_GROUP = re.compile(r"[^(]\)[*+?]\+|\(\?>")


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: file.stem)
def test_no_group_is_repeated_possessively(file: Path) -> None:
    """Before Python 3.11.5 such a group matches too little (gh-106052)."""
    text = file.read_text(encoding="utf-8")
    if "import re\n" not in text:
        return
    constants = (node.value for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Constant))
    texts = [value for value in constants if isinstance(value, str)]
    assert not [text for text in texts if _POSSESSIVE_GROUP.search(text)]
