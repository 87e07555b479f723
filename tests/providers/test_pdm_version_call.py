"""Versions from a function that pdm-backend calls."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.pdm_version_call import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
    '[project]\nname = "demo"\n'
)
DYNAMIC = HEAD + 'dynamic = ["version"]\n'
CALL = '[tool.pdm.version]\nsource = "call"\n'
FILES = {"tools/__init__.py": "", "tools/ver.py": "def read(*args): ...\n", "VERSION": "1"}
CODE = ["run tools/__init__.py -> version", "run tools/ver.py -> version"]


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(DYNAMIC, [], id="no settings"),
        pytest.param(DYNAMIC + CALL, [], id="no getter"),
        pytest.param(DYNAMIC + CALL + 'getter = "tools.ver"\n', [], id="no function"),
        pytest.param(DYNAMIC + CALL + 'getter = "other:read"\n', [], id="not of the project"),
        pytest.param(
            HEAD + 'version = "1"\n' + CALL + 'getter = "tools.ver:read"\n', [], id="static"
        ),
        pytest.param(DYNAMIC + CALL + 'getter = "tools.ver:read"\n', CODE, id="a function"),
        pytest.param(
            DYNAMIC + CALL + "getter = \"tools.ver:read('VERSION', 'gone', 3)\"\n",
            [*CODE, "likely VERSION -> version"],
            id="arguments",
        ),
        pytest.param(
            DYNAMIC + CALL + 'getter = "tools.ver:read(open)"\n', CODE, id="arguments in error"
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    answer = found(PROVIDER, lay_out({**FILES, "pyproject.toml": pyproject}))
    assert list(dict.fromkeys(answer)) == expected


def test_outputs(lay_out: LayOut) -> None:
    settings = CALL + 'getter = "tools.ver:read"\nwrite_to = "demo/v.txt"\n'
    assert written(PROVIDER, lay_out({"pyproject.toml": DYNAMIC + settings})) == ["demo/v.txt"]


MISFITS = (
    WrongType("pdm.backend", "", 'pdm.version = {source = "call", getter = <3>}', "a string"),
)
