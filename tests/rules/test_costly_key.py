"""What keys cost, and which key pays for a walk that several share."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.rules.costly_key import RULE

HEAD = """\
[build-system]
requires = ["uv_build"]
build-backend = "uv_build"

[project]
name = "demo"
version = "1.0"

[tool.uv]
cache-keys = ["pyproject.toml", """


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        pytest.param('"few/0.json"', 0, id="a name"),
        pytest.param('"few/*.json"', 0, id="few files"),
        pytest.param('"many/*.json"', 1, id="many matches"),
        pytest.param('"more/*.json"', 1, id="no match among more files"),
        pytest.param('"more/*.json", "more/*.md"', 1, id="one walk for two keys"),
        pytest.param('"more/*.json", "!more/a/**"', 1, id="a negation costs nothing of its own"),
        pytest.param('"more/*.json", "most/*.json"', 2, id="two walks of the same size"),
    ],
)
def test_costs(keys: str, expected: int, lay_out: LayOut, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uvlint.rules.costly_key.LIMIT", 100)
    files = {
        "pyproject.toml": f"{HEAD}{keys}]\n",
        **{f"few/{number}.json": "" for number in range(20)},
        **{f"many/{number}.json": "" for number in range(40)},
        **{f"{folder}/{number}": "" for folder in ("more", "most") for number in range(130)},
    }
    assert len(list(RULE.check(checker.facts_of(lay_out(files))))) == expected
