"""A version from code that hatchling runs."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import Fit, WrongType
from uvlint.providers.hatch_version_code import PROVIDER


@pytest.mark.parametrize(
    ("head", "settings", "expected"),
    [
        pytest.param(hatchling(), "", [], id="no settings"),
        pytest.param(hatchling(), 'path = "ver.py"', [], id="the regex source"),
        pytest.param(hatchling(), 'source = "code"', [], id="no path"),
        pytest.param(
            hatchling(dynamic=()), 'source = "code"\npath = "ver.py"', [], id="a static version"
        ),
        pytest.param(
            hatchling(),
            'source = "code"\npath = "ver.py"',
            ["run ver.py -> version"],
            id="code",
        ),
        pytest.param(
            hatchling(),
            'source = "code"\npath = "../ver.py"\nsearch-paths = "tools"\nexpression = "f()"',
            ["run ../ver.py -> version"],
            id="outside the project, search-paths that are no list",
        ),
    ],
)
def test_inputs(lay_out: LayOut, head: str, settings: str, expected: list[str]) -> None:
    project = lay_out(
        {
            "../ver.py": "__version__ = '1'\n",
            "ver.py": "__version__ = '1'\n",
            "pyproject.toml": f"{head}[tool.hatch.version]\n{settings}\n",
        }
    )
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType("hatchling.build", "", 'hatch.version = {source = "code", path = <3>}', "a string"),
    WrongType(
        "hatchling.build",
        "",
        'hatch.version = {source = "code", path = "a", search-paths = <3>}',
        "an array of strings",
    ),
)

FITS = (Fit("hatchling.build", "", 'hatch.version = {source = "code", path = "a", pattern = 3}'),)
