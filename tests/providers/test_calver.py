"""The version from the clock."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.calver import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo"'

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "calver"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param({"setup.py": SCRIPT + ", use_calver=False)\n"}, [], id="said no"),
        pytest.param(
            {
                "setup.py": SCRIPT + ", use_calver=True)\n",
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n'
                ),
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + ", use_calver=True)\n",
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "calver"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                ),
            },
            [],
            id="static",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ', use_calver="%Y.%m")\n'}, ["- -> version"], id="a format"
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
