"""Versions that versioneer counts."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.providers.versioneer import PROVIDER

ASKS = "import versioneer\n" + setup("version=versioneer.get_version()")
GIT = ["git:commit+tags -> version", "- -> version"]
TABLE = '[tool.versioneer]\nVCS = "git"\n'
SECTION = "[versioneer]\nVCS = git\n"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head("versioneer") + TABLE}, [], id="no setup.py"),
        pytest.param(
            {"pyproject.toml": head("versioneer") + TABLE, "setup.py": setup("")},
            [],
            id="setup.py does not ask",
        ),
        pytest.param(
            {
                "pyproject.toml": build("versioneer"),
                "setup.py": "import versioneer\n"
                + setup('version="1", cmdclass=versioneer.get_cmdclass()'),
            },
            [],
            id="commands only",
        ),
        pytest.param(
            {"pyproject.toml": head("versioneer", dynamic=()) + TABLE, "setup.py": ASKS},
            [],
            id="static version",
        ),
        pytest.param(
            {
                "pyproject.toml": head("versioneer", backend="hatchling.build") + TABLE,
                "setup.py": ASKS,
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {"pyproject.toml": head("versioneer[toml]") + TABLE, "setup.py": ASKS}, GIT, id="table"
        ),
        pytest.param(
            {"pyproject.toml": build("versioneer"), "setup.py": ASKS, "setup.cfg": SECTION},
            [*GIT, "setup.cfg -> version"],
            id="section of setup.cfg",
        ),
        pytest.param(
            {"pyproject.toml": build("versioneer"), "setup.py": ASKS}, GIT, id="no settings"
        ),
        pytest.param(
            {
                "pyproject.toml": build(backend="setuptools.build_meta:__legacy__"),
                "setup.py": ASKS,
                "setup.cfg": SECTION,
                "versioneer.py": "",
            },
            [*GIT, "setup.cfg -> version", "run versioneer.py -> version"],
            id="vendored",
        ),
        pytest.param(
            {"setup.py": ASKS, "versioneer.py": ""},
            [*GIT, "run versioneer.py -> version"],
            id="vendored, no pyproject.toml",
        ),
        pytest.param(
            {
                "pyproject.toml": build("versioneer"),
                "setup.py": ASKS,
                "versioneer.py": "",
            },
            GIT,
            id="the installed one is imported",
        ),
        pytest.param(
            {
                "pyproject.toml": build("versioneer"),
                "setup.py": "import sys\nsys.path.insert(0, '.')\n" + ASKS,
                "versioneer.py": "",
            },
            [*GIT, "run versioneer.py -> version"],
            id="vendored, first on the path",
        ),
        pytest.param(
            {
                "pyproject.toml": head("versioneer")
                + TABLE
                + 'versionfile_source = "demo/_version.py"\n',
                "setup.py": ASKS,
            },
            [*GIT, "possible demo/_version.py -> version"],
            id="the file of an exported tree",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "versioneer",
        "versioneer.versionfile_source = <3>",
        "a string",
        ASKS,
    ),
)
