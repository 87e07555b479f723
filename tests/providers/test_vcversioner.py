"""The version from git, kept in a file."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.vcversioner import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo"'
STATIC = (
    '[build-system]\nrequires = ["setuptools", "x"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "vcversioner"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param(
            {"setup.py": SCRIPT + ", vcversioner={})\n", "pyproject.toml": STATIC}, [], id="static"
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", vcversioner={})\n"}, ["git:commit+tags -> version"], id="git"
        ),
        pytest.param(
            {"setup.py": SCRIPT + ", vcversioner={})\n", "version.txt": "1-0-a"},
            ["version.txt -> version"],
            id="no repository",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + ', vcversioner={"version_file": None})\n',
                "version.txt": "1-0-a",
            },
            ["git:commit+tags -> version"],
            id="no file",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + ")\n"}, [], id="not asked for"),
        pytest.param({"setup.py": SCRIPT + ", vcversioner={})\n"}, [], id="no repository"),
        pytest.param(
            {"setup.py": SCRIPT + ", vcversioner={})\n", ".git/HEAD": ""},
            ["version.txt"],
            id="the default",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + ', vcversioner={"version_file": "%(root)s/v.txt", "version_module_paths": ["demo/_version.py"]})\n',
                ".git/HEAD": "",
            },
            ["v.txt", "demo/_version.py"],
            id="other files",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
