"""Variables in requirements."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from uvlint.providers.hatch_context import PROVIDER


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("", [], id="no requirements"),
        pytest.param('dependencies = ["idna>=2"]\n', [], id="plain"),
        pytest.param('dependencies = ["a @ {root:parent:uri}/a"]\n', [], id="the folder"),
        pytest.param(
            'dependencies = "{env:X}"\nurls = { a = "{env:X}" }\n',
            ["env:X -> dependencies"],
            id="text in place of a list",
        ),
        pytest.param('description = "{env:X}"\n', [], id="another field"),
        pytest.param('dependencies = [3, "idna"]\n', [], id="a number"),
        pytest.param(
            'dependencies = ["idna{env:SPEC:>=2}"]\n', ["env:SPEC -> dependencies"], id="default"
        ),
        pytest.param(
            'dependencies = ["a @ {env:ONE}/{env:TWO:{env:THREE}}"]\n',
            ["env:ONE -> dependencies", "env:TWO -> dependencies", "env:THREE -> dependencies"],
            id="several, nested",
        ),
        pytest.param(
            '[project.optional-dependencies]\n"x.y" = ["a=={env:SPEC}"]\n',
            ["env:SPEC -> optional-dependencies"],
            id="an extra with a dot in its name",
        ),
    ],
)
def test_inputs(lay_out: LayOut, table: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": hatchling(project=table, dynamic=())})
    assert found(PROVIDER, project) == expected
