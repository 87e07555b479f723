from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.rules.unexamined_plug_in import RULE


@pytest.mark.parametrize(
    ("requirement", "reported"),
    [
        ("mystery", True),
        ("Needed_there", False),
        ("types-mystery", False),
        ("mystery-stubs", False),
        ("hatch-oracle", True),
    ],
)
def test_what_is_reported(lay_out: LayOut, requirement: str, reported: bool) -> None:
    project = lay_out(
        {
            "pyproject.toml": (
                f'[build-system]\nrequires = ["hatchling", "{requirement}"]\n'
                'build-backend = "hatchling.build"\n[project]\nname = "demo"\nversion = "1"\n'
                'dependencies = ["needed-there>=1", "hatch-oracle"]\n'
            ),
        }
    )
    assert bool(list(RULE.check(checker.facts_of(project)))) is reported
