"""An addon of Odoo."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.whool import PROVIDER

WHOOL = '[build-system]\nrequires = ["whool"]\nbuild-backend = "whool.buildapi"\n'
OTHER = '[build-system]\nrequires = ["whool"]\nbuild-backend = "hatchling.build"\n'
OVERRIDE = "override env:WHOOL_POST_VERSION_STRATEGY_OVERRIDE -> version"

BASE = {"pyproject.toml": WHOOL}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param(
            {"__manifest__.py": "{}"},
            [
                "__manifest__.py -> version dependencies requires-python description",
                "git:commit+tags -> version",
                "- -> version",
                OVERRIDE,
            ],
            id="git",
        ),
        pytest.param(
            {
                "__openerp__.py": "{}",
                "README.md": "",
                "pyproject.toml": WHOOL + '[tool.whool]\npost_version_strategy_override = "none"\n',
            },
            [
                "__openerp__.py -> version dependencies requires-python description",
                "README.md -> readme",
                OVERRIDE,
            ],
            id="without git",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param({}, ["build/**"], id="the link"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (
    WrongType("whool.buildapi", "", "whool.post_version_strategy_override = <3>", "a string"),
)
