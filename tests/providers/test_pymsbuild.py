"""A script for MSBuild."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.pymsbuild import PROVIDER

PYMSBUILD = '[build-system]\nrequires = ["pymsbuild"]\nbuild-backend = "pymsbuild"\n'
SCRIPT = (
    "from pymsbuild import *\n"
    'METADATA = {"Name": "demo", "Version": open("VERSION").read()}\n'
    'PACKAGE = Package("demo", PydFile("_x", CSourceFile("x.c"), CSourceFile("win\\\\deep.c"), IncludeFile("*.h"), source="src"), PyFile("demo/*.py"))\n'
)
OTHER = '[build-system]\nrequires = ["pymsbuild"]\nbuild-backend = "flit_core.buildapi"\n'

BASE = {
    "pyproject.toml": PYMSBUILD,
    "src/x.c": "",
    "src/win/deep.c": "",
    "src/x.h": "",
    "VERSION": "1",
    "other.c": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"_msbuild.py": SCRIPT, "pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param({}, [], id="no script"),
        pytest.param(
            {"_msbuild.py": SCRIPT},
            [
                "run _msbuild.py -> version dependencies wheel",
                "VERSION -> version dependencies wheel",
                "likely src/x.h -> wheel",
                "likely src/win/deep.c -> wheel",
                "likely src/x.c -> wheel",
                "override env:PYMSBUILD_CONFIG -> version dependencies wheel",
            ],
            id="sources",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, ["build/**"], id="the folder of MSBuild"),
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
