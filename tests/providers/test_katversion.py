"""The version from git."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.katversion import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo"'
STATIC = (
    '[build-system]\nrequires = ["setuptools", "x"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "katversion"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param({"setup.py": SCRIPT + ", use_katversion=False)\n"}, [], id="said no"),
        pytest.param(
            {"setup.py": SCRIPT + ", use_katversion=True)\n", "pyproject.toml": STATIC},
            [],
            id="static",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", use_katversion=True)\n"},
            ["git:commit+tags -> version", "- -> version"],
            id="git",
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", use_katversion=True)\n", "___version___": "1"},
            ["___version___ -> version"],
            id="no repository",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
