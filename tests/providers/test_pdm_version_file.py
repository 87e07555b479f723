"""Versions that pdm-backend reads from a file."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import WrongType
from uvlint.providers.pdm_version_file import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
    '[project]\nname = "demo"\n'
)
DYNAMIC = HEAD + 'dynamic = ["version"]\n'


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(DYNAMIC, [], id="no settings"),
        pytest.param(
            HEAD + 'version = "1"\n[tool.pdm.version]\nsource = "file"\npath = "a.py"\n',
            [],
            id="static",
        ),
        pytest.param(DYNAMIC + '[tool.pdm]\nversion = "1"\n', [], id="text"),
        pytest.param(DYNAMIC + '[tool.pdm.version]\nsource = "file"\n', [], id="no path"),
        pytest.param(DYNAMIC + '[tool.pdm.version]\nsource = "scm"\npath = "a.py"\n', [], id="scm"),
        pytest.param(
            DYNAMIC + '[tool.pdm.version]\nsource = "file"\npath = "src/demo/__init__.py"\n',
            ["src/demo/__init__.py -> version"],
            id="file",
        ),
        pytest.param(
            DYNAMIC + '[tool.pdm]\nversion = { path = "a.py" }\n', ["a.py -> version"], id="implied"
        ),
        pytest.param(
            DYNAMIC.replace("pdm-backend", "pdm-pep517").replace("pdm.backend", "pdm.pep517.api")
            + '[tool.pdm]\nversion = { from = "a.py" }\n',
            ["a.py -> version"],
            id="pdm-pep517",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": pyproject})) == expected


MISFITS = (
    WrongType("pdm.backend", "", 'pdm.version = <"1">', "a table"),
    WrongType("pdm.backend", "", "pdm.version.source = <[]>", "a string"),
    WrongType("pdm.backend", "", 'pdm.version = {source = "file", path = <3>}', "a string"),
)
