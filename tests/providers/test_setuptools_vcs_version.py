"""The version from git, by an old name."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.setuptools_vcs_version import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo"'
STATIC = (
    '[build-system]\nrequires = ["setuptools", "setuptools-vcs-version"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setuptools-vcs-version"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param(
            {
                "setup.py": SCRIPT + ", version_config={})\n",
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n'
                ),
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", version_config={})\n", "pyproject.toml": STATIC},
            [],
            id="static",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ', version_config={"starting_version": "1"})\n'},
            ["git:commit+tags -> version", "- -> version"],
            id="required",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + ', setup_requires=["better-setuptools-git-version"], version_config={"starting_version": "1"})\n',
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n'
                ),
            },
            ["git:commit+tags -> version", "- -> version"],
            id="setup_requires",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
