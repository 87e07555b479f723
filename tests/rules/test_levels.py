"""An old build is an error where uv plainly manages the project, and the words say so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.conftest import LayOut
from tests.pages import PAGES
from uvlint.analysis import checker
from uvlint.model import Severity
from uvlint.project import PYPROJECT

PROJECT = (
    '[build-system]\nrequires = [{}]\nbuild-backend = "hatchling.build"\n[project]\nname = "demo"\n'
)
RULES: Mapping[str, Mapping[str, str]] = {
    "unwatched-git": {
        PYPROJECT: PROJECT.format('"hatchling", "hatch-vcs"')
        + 'dynamic = ["version"]\n[tool.hatch.version]\nsource = "vcs"\n'
    },
    "unwatched-file": {
        PYPROJECT: PROJECT.format('"hatchling"')
        + 'dynamic = ["version"]\n[tool.hatch.version]\npath = "demo.py"\n',
        "demo.py": "__version__ = '1'\n",
    },
    "unwatched-build-code": {
        PYPROJECT: PROJECT.format('"hatchling"')
        + 'version = "1"\n[tool.hatch.build.hooks.custom]\n',
        "hatch_build.py": "",
    },
}
SIGNS: Mapping[str, Mapping[str, str]] = {
    "nothing": {},
    "a lock": {"uv.lock": ""},
    "settings": {PYPROJECT: "[tool.uv]\nmanaged = true\n"},
    "a workspace": {"../pyproject.toml": '[tool.uv.workspace]\nmembers = ["project"]\n'},
}


@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("rule", RULES)
def test_the_level_and_the_words(rule: str, sign: str, lay_out: LayOut) -> None:
    files = dict(RULES[rule])
    for name, text in SIGNS[sign].items():
        files[name] = files.get(name, "") + text
    found = [d for d in checker.examine(lay_out(files)).diagnostics if d.name == rule]
    words, level = (
        ("would keep", Severity.WARNING) if sign == "nothing" else ("keeps", Severity.ERROR)
    )
    assert [d.severity for d in found] == [level]
    assert found[0].finding.message.startswith(f"uv {words} the old ")


@pytest.mark.parametrize("rule", [*RULES, "unwatched-native", "unwatched-env"])
def test_the_page_explains_the_words(rule: str) -> None:
    text = (PAGES / f"{rule}.md").read_text()
    assert '"uv *would keep* the old one"' in text
    assert ("## Error or warning?" in text) is (rule in RULES)
