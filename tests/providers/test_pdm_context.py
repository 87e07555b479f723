"""Variables in requirements."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.pdm_context import PROVIDER

HEAD = '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n[project]\n'


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        pytest.param("", [], id="no requirements"),
        pytest.param('dependencies = ["idna>=2", "a$B"]\n', [], id="plain"),
        pytest.param('dependencies = ["a @ file:///${PROJECT_ROOT}/a"]\n', [], id="the folder"),
        pytest.param('description = "${X}"\n', [], id="another field"),
        pytest.param(
            'dependencies = ["a @ https://${HOST}/${PATH_OF_A}"]\n',
            ["env:HOST -> dependencies", "env:PATH_OF_A -> dependencies"],
            id="variables",
        ),
        pytest.param(
            'optional-dependencies = { x = ["a==${A}"] }\n',
            ["env:A -> optional-dependencies"],
            id="extras",
        ),
    ],
)
def test_inputs(lay_out: LayOut, table: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": HEAD + table})) == expected
