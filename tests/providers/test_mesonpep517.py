"""What mesonpep517 takes from meson.build, and the files its settings name."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import WrongType
from uvlint.providers.mesonpep517 import PROVIDER


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(
            "", ["meson.build -> version", "possible meson.options -> wheel"], id="nothing said"
        ),
        pytest.param('version = "1"\n', [], id="a static version"),
        pytest.param(
            'version = "1"\ndescription-file = "R.md"\n', ["R.md -> readme"], id="a description"
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    pyproject = (
        '[build-system]\nrequires = ["mesonpep517"]\nbuild-backend = "mesonpep517.buildapi"\n'
        f"[tool.mesonpep517.metadata]\n{settings}"
    )
    project = lay_out({"pyproject.toml": pyproject, "meson.build": "project('x', version: '1')"})
    assert found(PROVIDER, project) == expected
    other = lay_out({"pyproject.toml": pyproject.replace("mesonpep517.buildapi", "x.y")})
    assert found(PROVIDER, other) == []


MISFITS = (
    WrongType(
        "mesonpep517.buildapi", "", "mesonpep517.metadata.description-file = <3>", "a string"
    ),
)
