"""What setup.py leaves out."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.setupmeta import PROVIDER

SCRIPT = 'from setuptools import setup\nsetup(name="demo", setup_requires='
GIT = "git:commit+tags -> version"
DIRTY = "- -> version"
OVERRIDE = "override env:SCM_DESCRIBE -> version"

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setupmeta"]\n'
        'build-backend = "setuptools.build_meta"\n'
    )
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"setup.py": SCRIPT + '["other"], versioning="dev")\n'}, [], id="not asked for"
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + '"setupmeta", version="1", install_requires=["a"], long_description="x")\n',
                "requirements.txt": "",
                "README.md": "",
            },
            [],
            id="all is stated",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + '"setupmeta")\n',
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                ),
            },
            [],
            id="static",
        ),
        pytest.param(
            {"setup.py": SCRIPT + '"setupmeta", versioning="dev")\n'},
            [GIT, DIRTY, OVERRIDE],
            id="git",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + '["setupmeta"], versioning={"main": "post", "extra": "{$BUILD_ID}"})\n'
            },
            [GIT, DIRTY, "env:BUILD_ID -> version", OVERRIDE],
            id="a variable",
        ),
        pytest.param(
            {"setup.py": SCRIPT + '"setupmeta", versioning="dev")\n', ".setupmeta.version": ""},
            [".setupmeta.version -> version", OVERRIDE],
            id="no repository",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + '"setupmeta")\n',
                "demo/__init__.py": '__version__ = "1"\n',
                "demo/__about__.py": "",
            },
            ["demo/__init__.py -> version"],
            id="a module",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + '"setupmeta", versioning="dev")\n',
                "demo/__init__.py": '"""Says all."""\n__version__ = "1"\n',
            },
            [GIT, DIRTY, OVERRIDE, "demo/__init__.py -> description"],
            id="a description",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT + '"setupmeta", version="1")\n',
                "requirements.in": "",
                "requirements.txt": "",
                "README.txt": "",
                "entry_points.ini": "",
            },
            [
                "requirements.in -> dependencies",
                "entry_points.ini -> entry-points",
                "README.txt -> readme",
            ],
            id="files",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + '"setupmeta", version="1", install_requires="@req.txt", extras_require={"x": "@x.txt"})\n'
            },
            ["req.txt -> dependencies", "x.txt -> optional-dependencies"],
            id="files by name",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": SCRIPT + '"setupmeta")\n'}, [], id="no git"),
        pytest.param(
            {"setup.py": SCRIPT + '"setupmeta", versioning="dev")\n'},
            [".setupmeta.version"],
            id="git",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
