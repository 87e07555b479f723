"""Dependencies that whey reads."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.whey import PROVIDER

HEAD = '[build-system]\nrequires = ["whey"]\nbuild-backend = "whey"\n[project]\nname = "demo"\n'


@pytest.mark.parametrize(
    ("dynamic", "expected"),
    [
        pytest.param("", [], id="static"),
        pytest.param('dynamic = ["classifiers", "requires-python"]', [], id="from its settings"),
        pytest.param(
            'dynamic = ["dependencies"]', ["requirements.txt -> dependencies"], id="dependencies"
        ),
    ],
)
def test_inputs(lay_out: LayOut, dynamic: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": f"{HEAD}{dynamic}\n", "requirements.txt": ""})
    assert found(PROVIDER, project) == expected
