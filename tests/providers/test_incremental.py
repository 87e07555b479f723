"""Versions of incremental."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import hatchling
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import answers, build, head, setup
from uvlint.providers.incremental import PROVIDER

TABLE = "[tool.incremental]\n"
CODE = 'from incremental import Version\n\n__version__ = Version("demo", 1, 0, 0)\n'
FLAT = {"demo/__init__.py": "", "demo/_version.py": CODE}
SRC = {"src/demo/__init__.py": "", "src/demo/_version.py": CODE}
FOUND = ["run demo/_version.py -> version"]
KEYWORD = setup('name="Demo", use_incremental=True, setup_requires=["incremental"]')


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": head("incremental"), **FLAT}, [], id="required only"),
        pytest.param({"pyproject.toml": head() + TABLE, **FLAT}, [], id="not installed"),
        pytest.param(
            {"pyproject.toml": head("incremental", dynamic=()) + TABLE, **FLAT},
            [],
            id="static version",
        ),
        pytest.param({"pyproject.toml": head("incremental") + TABLE}, [], id="no package"),
        pytest.param(
            {"pyproject.toml": build(), "setup.py": setup("use_incremental=False"), **FLAT},
            [],
            id="switched off",
        ),
        pytest.param(
            {"pyproject.toml": hatchling("incremental") + TABLE, **FLAT},
            [],
            id="hatchling without the source",
        ),
        pytest.param({"pyproject.toml": head("incremental") + TABLE, **FLAT}, FOUND, id="flat"),
        pytest.param(
            {"pyproject.toml": head("incremental") + TABLE, **FLAT, **SRC},
            ["run src/demo/_version.py -> version"],
            id="src",
        ),
        pytest.param(
            {
                "pyproject.toml": head("incremental").replace('"demo"', '"other"')
                + TABLE
                + 'name = "Demo"\n',
                **FLAT,
            },
            FOUND,
            id="name",
        ),
        pytest.param(
            {
                "pyproject.toml": hatchling("incremental")
                + '[tool.hatch.version]\nsource = "incremental"\n',
                **FLAT,
            },
            FOUND,
            id="hatchling",
        ),
        pytest.param({"setup.py": KEYWORD, **FLAT}, FOUND, id="keyword"),
        pytest.param(
            {
                "pyproject.toml": build("incremental"),
                "setup.py": setup('use_incremental=True, package_dir={"": "lib"}, name="x"'),
                "lib/demo/_version.py": CODE,
            },
            ["run lib/demo/_version.py -> version"],
            id="keyword, any package",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert answers(PROVIDER, lay_out(files)) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "incremental",
        'incremental.name = <3>\nhatch.version.source = "incremental"',
        "a string",
    ),
)
