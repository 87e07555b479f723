"""hatch-regex-commit."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_regex_commit import PROVIDER


@pytest.mark.parametrize(
    ("head", "settings", "expected"),
    [
        pytest.param(hatchling("hatch-regex-commit"), 'path = "a.py"', [], id="regex source"),
        pytest.param(
            hatchling("hatch-regex-commit", dynamic=()),
            'source = "regex_commit"\npath = "a.py"',
            [],
            id="static",
        ),
        pytest.param(hatchling("hatch-regex-commit"), 'source = "regex_commit"', [], id="no path"),
        pytest.param(
            hatchling("hatch-regex-commit"),
            'source = "regex_commit"\npath = "a.py"\ncommit_extra_args = []',
            ["a.py -> version"],
            id="path",
        ),
    ],
)
def test_inputs(lay_out: LayOut, head: str, settings: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": f"{head}[tool.hatch.version]\n{settings}\n"})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-regex-commit",
        'hatch.version = {source = "regex_commit", path = <3>}',
        "a string",
    ),
)
