"""Fields from names in modules."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import WrongType
from uvlint.providers.read_version import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["setuptools", "read-version[toml]"]\n'
    'build-backend = "setuptools.build_meta"\n'
)
STATIC = '[project]\nname = "demo"\nversion = "1"\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(HEAD, [], id="no settings"),
        pytest.param(
            f'{HEAD}{STATIC}[tool.read_version]\nversion = "demo:__version__"\n', [], id="static"
        ),
        pytest.param(f'{HEAD}[tool.read_version]\nversion = "demo"\n', [], id="no name"),
        pytest.param(f'{HEAD}[tool.read_version]\nname = "demo:name"\n', [], id="no such field"),
        pytest.param(
            f'{HEAD}[tool.read_version.version]\npath = ["..", "demo.py"]\nvariable = "v"\n',
            [],
            id="outside",
        ),
        pytest.param(
            HEAD.replace("setuptools.build_meta", "flit_core.buildapi")
            + '[tool.read_version]\nversion = "demo:__version__"\n',
            [],
            id="another back end",
        ),
        pytest.param(
            f'{HEAD}[tool.read_version]\nversion = "demo.release:__version__"\nurl = "demo:URL"\n',
            ["demo.py -> urls", "demo/release.py -> version"],
            id="modules",
        ),
        pytest.param(
            f'{HEAD}[tool.read_version.version]\npath = ["src", "demo.py"]\nvariable = "v"\n',
            ["src/demo.py -> version"],
            id="a path",
        ),
    ],
)
def test_inputs(lay_out: LayOut, text: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({"pyproject.toml": text})) == expected


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "read-version",
        "read_version.description = {path = <3>}",
        "an array of strings",
    ),
)
