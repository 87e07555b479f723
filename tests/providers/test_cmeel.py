"""CMake for a static project."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.cmeel import PROVIDER

CMEEL = (
    '[build-system]\nrequires = ["cmeel[build]"]\nbuild-backend = "cmeel.build"\n'
    '[project]\nname = "demo"\nversion = "1"\n'
)
OTHER = (
    '[build-system]\nrequires = ["cmeel[build]"]\nbuild-backend = "hatchling.build"\n'
    '[project]\nname = "demo"\nversion = "1"\n'
)

BASE = {
    "pyproject.toml": CMEEL,
    "CMakeLists.txt": "project(x)\nadd_library(x a.c)\n",
    "a.c": "",
    "cpp/CMakeLists.txt": "project(x)\nadd_library(x b.c)\n",
    "cpp/b.c": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param(
            {"pyproject.toml": CMEEL + '[tool.cmeel]\nsource = "gone"\n'}, [], id="no sources"
        ),
        pytest.param({}, ["CMakeLists.txt -> wheel", "a.c -> wheel"], id="at the top"),
        pytest.param(
            {"pyproject.toml": CMEEL + '[tool.cmeel]\nsource = "cpp"\n'},
            ["cpp/CMakeLists.txt -> wheel", "cpp/b.c -> wheel"],
            id="a folder",
        ),
        pytest.param(
            {
                "pyproject.toml": (
                    '[build-system]\nrequires = ["cmeel[build]"]\nbuild-backend = "cmeel.build"\n'
                    'source = "cpp"\n[project]\nname = "demo"\nversion = "1"\n'
                )
            },
            ["cpp/CMakeLists.txt -> wheel", "cpp/b.c -> wheel"],
            id="a folder, as older projects say it",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, ["build-editable/**"], id="an editable build"),
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (WrongType("cmeel.build", "", "cmeel.source = <3>", "a string"),)
