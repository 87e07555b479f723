"""Projects for poetry-core."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import Fit, WrongType
from uvlint.providers.poetry_core import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["poetry-core"]\nbuild-backend = "poetry.core.masonry.api"\n'
    '[tool.poetry]\nname = "demo"\nversion = "1"\nreadme = ["README.md", "MORE.md"]\n'
    'include = ["data.txt"]\nlicense = "MIT"\n'
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="classic: texts are static"),
        pytest.param(
            '[project]\ndynamic = ["version", "readme"]\n', [], id="values of tool.poetry"
        ),
        pytest.param('[tool.poetry.dependencies]\nlib = { path = "../lib" }\n', [], id="path"),
        pytest.param('[tool.poetry.scripts]\nrun = "demo:main"\n', [], id="entry points"),
        pytest.param(
            '[tool.poetry.scripts]\nrun = { reference = "demo:main", type = "console" }\n',
            [],
            id="an entry point in full",
        ),
        pytest.param('[tool.poetry.scripts]\nrun = { type = "file" }\n', [], id="no reference"),
        pytest.param(
            '[tool.poetry.scripts]\nrun = { reference = "bin/run.sh", type = "file" }\n',
            ["bin/run.sh -> wheel"],
            id="a script that is copied",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({"pyproject.toml": HEAD + settings, "README.md": "", "MORE.md": ""})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType("poetry.core.masonry.api", "", "poetry.scripts = <3>", "a table"),
    WrongType(
        "poetry.core.masonry.api", "", "poetry.scripts.a = <3>", "a string or an array of tables"
    ),
)

FITS = (
    Fit(
        "poetry.core.masonry.api",
        "",
        'poetry.scripts = {a = "b:c", d = {reference = "e", type = "file"}}',
    ),
)
