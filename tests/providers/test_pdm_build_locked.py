"""Extras from the lock file of pdm."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import WrongType
from uvlint.providers.pdm_build_locked import PROVIDER

PDM = (
    '[build-system]\nrequires = ["pdm-backend", "pdm-build-locked"]\n'
    'build-backend = "pdm.backend"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["optional-dependencies"]\n'
)
HATCH = (
    '[build-system]\nrequires = ["hatchling", "pdm-build-locked"]\n'
    'build-backend = "hatchling.build"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["optional-dependencies"]\n'
)

BASE = {"pyproject.toml": PDM}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="not asked for"),
        pytest.param(
            {"pyproject.toml": PDM + "[tool.pdm.build]\nlocked = false\n"}, [], id="said no"
        ),
        pytest.param(
            {"pyproject.toml": PDM + "[tool.hatch.metadata.hooks.build-locked]\n"},
            [],
            id="a hook of another back end",
        ),
        pytest.param(
            {"pyproject.toml": HATCH + "[tool.pdm.build]\nlocked = true\n"},
            [],
            id="settings of another back end",
        ),
        pytest.param(
            {
                "pyproject.toml": (
                    '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
                    '[project]\nname = "demo"\nversion = "1"\ndynamic = ["optional-dependencies"]\n'
                    "[tool.pdm.build]\nlocked = true\n"
                )
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {"pyproject.toml": PDM + "[tool.pdm.build]\nlocked = true\n"},
            [
                "pdm.lock -> optional-dependencies",
                "override env:PDM_BUILD_LOCKED -> optional-dependencies",
                "override env:PDM_LOCKFILE -> optional-dependencies",
            ],
            id="pdm",
        ),
        pytest.param(
            {"pyproject.toml": HATCH + "[tool.hatch.metadata.hooks.build-locked]\n"},
            [
                "pdm.lock -> optional-dependencies",
                "override env:PDM_BUILD_LOCKED -> optional-dependencies",
                "override env:PDM_LOCKFILE -> optional-dependencies",
            ],
            id="hatchling",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (
    WrongType(
        "hatchling.build", "pdm-build-locked", "hatch.metadata.hooks.build-locked = <3>", "a table"
    ),
)
