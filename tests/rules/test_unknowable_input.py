"""When an input that nobody can know of goes unmentioned."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.rules.unknowable_input import RULE

SETUP = "import sys\nfrom setuptools import setup\n\n"
UNKNOWN = "open(sys.argv[1]).read()"
KNOWN = "open('VERSION').read()"


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(f"setup(version={KNOWN})\n", 0, id="known"),
        pytest.param(f"setup(version={KNOWN} + {UNKNOWN})\n", 0, id="explained"),
        pytest.param(f"setup(version='1', long_description={UNKNOWN})\n", 0, id="a text"),
        pytest.param(f"setup(version={UNKNOWN})\n", 1, id="nothing explains it"),
        pytest.param(
            f"setup(version={KNOWN}, install_requires=[{UNKNOWN}])\n", 1, id="another field"
        ),
    ],
)
def test_what_is_unsure(script: str, expected: int, lay_out: LayOut) -> None:
    facts = checker.facts_of(lay_out({"setup.py": SETUP + script, "VERSION": "1.0\n"}))
    assert len(list(RULE.check(facts))) == expected
