"""Files that one place is to blame for in the same words are one finding."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker

HEAD = '[build-system]\nrequires = ["setuptools"]\nbuild-backend = "setuptools.build_meta"\n\n'
PROJECT = '[project]\nname = "demo"\n'


@pytest.mark.parametrize(
    ("dynamic", "script", "expected"),
    [
        pytest.param(
            '["version"]',
            'setup(version="".join(open(f).read() for f in ["a", "b", "c", "d", "e"]))\n',
            ["old version when any of a, b, c or 2 others changes"],
            id="one place, one field",
        ),
        pytest.param(
            '["version", "readme"]',
            'setup(version=open("a").read(), long_description=open("b").read())\n',
            ["old readme when b changes", "old version when a changes"],
            id="two fields",
        ),
    ],
)
def test_findings(dynamic: str, script: str, expected: list[str], lay_out: LayOut) -> None:
    files = {
        **dict.fromkeys("abcde", "1\n"),
        "pyproject.toml": f"{HEAD}{PROJECT}dynamic = {dynamic}\n",
        "setup.py": f"from setuptools import setup\n{script}",
    }
    found = [
        d.finding.message
        for d in checker.examine(lay_out(files)).diagnostics
        if d.name == "unwatched-file"
    ]
    assert len(found) == len(expected)
    assert all(part in message for part, message in zip(expected, sorted(found), strict=True))
