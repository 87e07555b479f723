"""Addons of Odoo under hatchling."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_odoo import PROVIDER

ADDONS = '[tool.hatch-odoo]\naddons_dirs = ["odoo/addons", "gone"]\n'
HOOK = "[tool.hatch.metadata.hooks.odoo-addons-dependencies]\n"
DEPENDENCIES = (
    '[tool.hatch-odoo]\naddons_dirs = ["odoo/addons", "gone"]\n'
    "[tool.hatch.metadata.hooks.odoo-addons-dependencies]\n"
)
LINKS = "[tool.hatch.build.hooks.odoo-addons-dirs]\n"

FILES = {
    "odoo/addons/a/__manifest__.py": "{}",
    "odoo/addons/b/x.py": "",
    "top/__openerp__.py": "{}",
}


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("dependencies",), ADDONS, [], id="no hook"),
        pytest.param(("version",), DEPENDENCIES, [], id="dependencies are static"),
        pytest.param(
            (),
            ADDONS + "[tool.hatch.build.hooks.odoo-addons-dirs]\neditable_symlinks = false\n",
            [],
            id="no links",
        ),
        pytest.param(("dependencies",), HOOK, [], id="no folders named"),
        pytest.param(
            ("dependencies",),
            (
                '[tool.hatch-odoo]\naddons_dirs = [0, "../out"]\n'
                "[tool.hatch.metadata.hooks.odoo-addons-dependencies]\n"
            ),
            [],
            id="folders that are none",
        ),
        pytest.param(
            ("dependencies",),
            DEPENDENCIES,
            ["odoo/addons/**/__manifest__.py -> dependencies"],
            id="dependencies",
        ),
        pytest.param(
            (),
            ADDONS + "[tool.hatch.build.hooks.odoo-addons-dirs]\n",
            ["odoo/addons/**/__manifest__.py -> wheel"],
            id="links",
        ),
        pytest.param(
            ("dependencies",),
            DEPENDENCIES + "[tool.hatch.build.targets.wheel.hooks.odoo-addons-dirs]\n",
            ["odoo/addons/**/__manifest__.py -> dependencies wheel"],
            id="both",
        ),
        pytest.param(
            ("dependencies",),
            (
                '[tool.hatch-odoo]\naddons_dirs = ["."]\n'
                "[tool.hatch.metadata.hooks.odoo-addons-dependencies]\n"
            ),
            ["top/__openerp__.py -> dependencies"],
            id="addons at the top",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-odoo", dynamic=dynamic) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(ADDONS, [], id="no hook"),
        pytest.param(LINKS + "editable_symlinks = false\n", [], id="no links"),
        pytest.param(LINKS, ["build/__editable_odoo_addons__/**"], id="links"),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    pyproject = hatchling("hatch-odoo", dynamic=()) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-odoo",
        "hatch-odoo.addons_dirs = [<3>]\nhatch.build.hooks.odoo-addons-dirs = {}",
        "a string",
    ),
)
