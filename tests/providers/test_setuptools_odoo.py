"""Addons of Odoo under setuptools."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.setuptools_odoo import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo"'
STATIC = (
    '[build-system]\nrequires = ["setuptools", "x"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setuptools-odoo"]\n'
        'build-backend = "setuptools.build_meta"\n'
    ),
    "odoo/addons/a/__manifest__.py": "{}",
    "odoo/addons/a/README.rst": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param({"setup.py": SCRIPT + ", odoo_addon=False)\n"}, [], id="said no"),
        pytest.param(
            {"setup.py": SCRIPT + ", odoo_addons=True)\n", "pyproject.toml": STATIC},
            [],
            id="static",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", odoo_addon=True)\n"},
            [
                "odoo/addons/**/__manifest__.py -> version dependencies requires-python description",
                "odoo/addons/a/README.rst -> readme",
                "git:commit+tags -> version",
                "- -> version",
                "override env:SETUPTOOLS_ODOO_POST_VERSION_STRATEGY_OVERRIDE -> version",
            ],
            id="one addon",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", odoo_addon={})\n"},
            [
                "odoo/addons/**/__manifest__.py -> version dependencies requires-python description",
                "odoo/addons/a/README.rst -> readme",
                "git:commit+tags -> version",
                "- -> version",
                "override env:SETUPTOOLS_ODOO_POST_VERSION_STRATEGY_OVERRIDE -> version",
            ],
            id="an empty dictionary",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ', odoo_addon={"post_version_strategy_override": "none"})\n'},
            [
                "odoo/addons/**/__manifest__.py -> version dependencies requires-python description",
                "odoo/addons/a/README.rst -> readme",
            ],
            id="without git",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ', odoo_addons={"depends_override": {}})\n'},
            ["odoo/addons/**/__manifest__.py -> dependencies requires-python"],
            id="several addons",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
