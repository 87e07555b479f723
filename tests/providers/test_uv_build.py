"""Data that uv_build copies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import Fit, WrongType
from uvlint.providers.uv_build import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n'
    '[project]\nname = "demo"\nversion = "1"\nreadme = "README.md"\n'
)
DATA = "[tool.uv.build-backend.data]\n"


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="static"),
        pytest.param("[tool.uv.build-backend]\ndata = 3\n", [], id="a number"),
        pytest.param('[tool.uv.build-backend]\nsource-include = ["bin/**"]\n', [], id="sdist"),
        pytest.param(
            DATA + 'scripts = "bin"\nheaders = "src/include/"\n',
            ["bin/**/* -> wheel", "src/include/**/* -> wheel"],
            id="data",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    files = dict.fromkeys(["README.md", "bin/run", "src/include/x.h"], "")
    assert found(PROVIDER, lay_out({**files, "pyproject.toml": HEAD + settings})) == expected


MISFITS = (
    WrongType("uv_build", "", "uv.build-backend.data = <3>", "a table"),
    WrongType("uv_build", "", "uv.build-backend.data.scripts = <3>", "a string"),
)

FITS = (Fit("uv_build", "", 'uv.build-backend.module-name = ["a", "b"]'),)
