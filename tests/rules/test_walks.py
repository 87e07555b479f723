"""The disk is walked for a list with patterns, once, and for nothing else."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint import plugin
from uvlint.analysis import checker
from uvlint.uv.globs import Seen, walk
from uvlint.uv.version import NEWEST

BUILT = (
    '[build-system]\nrequires = ["uv_build>=0.9"]\nbuild-backend = "uv_build"\n\n'
    '[project]\nname = "demo"\nversion = "1.0"\n'
)


@pytest.mark.parametrize(
    ("keys", "walks"),
    [
        pytest.param("", 0, id="no list"),
        pytest.param('\n[tool.uv]\ncache-keys = ["pyproject.toml", "a/**/*.c"]\n', 1, id="a list"),
        pytest.param(
            '\n[tool.uv]\ncache-keys = ["pyproject.toml", "a/**/*.c", "b/**/*.c", "!**/x.c"]\n',
            1,
            id="a long list",
        ),
        pytest.param("\n[tool.uv]\ncache-keys = [1]\n", 0, id="a list that uv refuses"),
    ],
)
def test_walks(keys: str, walks: int, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, ...]] = []

    def counting(root: str, patterns: list[str], version: object) -> Seen:
        asked.append(tuple(patterns))
        return walk(root, patterns, NEWEST)

    monkeypatch.setattr(plugin, "walk", counting)
    found = checker.examine(
        lay_out({"pyproject.toml": BUILT + keys, "a/a.c": "\n", "b/deep/b.c": "\n"})
    )
    assert not found.failures
    assert len(asked) == walks
