"""hatch.toml itself."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from uvlint.providers.hatch_toml import PROVIDER


@pytest.mark.parametrize(
    ("pyproject", "settings", "expected"),
    [
        pytest.param(hatchling(), "", [], id="empty"),
        pytest.param(hatchling(), "[envs.default]\n[publish.index]\n", [], id="environments"),
        pytest.param(hatchling(dynamic=()), '[version]\npath = "a"\n', [], id="static version"),
        pytest.param(hatchling(dynamic=()), "[metadata.hooks.custom]\n", [], id="no dynamic field"),
        pytest.param(hatchling(), "[build.targets.sdist]\ninclude = []\n", [], id="sdist"),
        pytest.param(
            '[build-system]\nrequires = ["setuptools"]\n', "[build]\nx = 1\n", [], id="setuptools"
        ),
        pytest.param(
            hatchling(), '[version]\npath = "a"\n', ["hatch.toml -> version"], id="version"
        ),
        pytest.param(
            hatchling(dynamic=("readme", "version")),
            '[version]\npath = "a"\n[metadata.hooks.custom]\n[build.hooks.custom]\n',
            ["hatch.toml -> version readme wheel"],
            id="all",
        ),
        pytest.param(
            hatchling(dynamic=()),
            '[build.targets.wheel]\npackages = ["a"]\n',
            ["hatch.toml -> wheel"],
            id="wheel",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, settings: str, expected: list[str]) -> None:
    assert (
        found(PROVIDER, lay_out({"pyproject.toml": pyproject, "hatch.toml": settings})) == expected
    )
