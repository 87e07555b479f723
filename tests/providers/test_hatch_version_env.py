"""A version from a variable."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_version_env import PROVIDER


@pytest.mark.parametrize(
    ("head", "settings", "expected"),
    [
        pytest.param(hatchling(), 'variable = "RELEASE"', [], id="the regex source"),
        pytest.param(hatchling(), 'source = "env"', [], id="no variable"),
        pytest.param(hatchling(), 'source = "env"\nvariable = ["A"]', [], id="a list"),
        pytest.param(hatchling(dynamic=()), 'source = "env"\nvariable = "A"', [], id="static"),
        pytest.param(
            hatchling(), 'source = "env"\nvariable = "A"', ["env:A -> version"], id="a variable"
        ),
    ],
)
def test_inputs(lay_out: LayOut, head: str, settings: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": f"{head}[tool.hatch.version]\n{settings}\n"})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build", "", 'hatch.version = {source = "env", variable = <["A"]>}', "a string"
    ),
)
