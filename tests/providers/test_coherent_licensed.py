"""The licence that a build writes."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.coherent_licensed import PROVIDER


def built(requires: str, backend: str) -> dict[str, str]:
    return {
        "pyproject.toml": f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n'
        '[project]\nname = "a"\nversion = "1"\nlicense = "MIT"\n',
    }


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(built("setuptools", "setuptools.build_meta"), [], id="not installed"),
        pytest.param(built("coherent.licensed", "hatchling.build"), [], id="another back end"),
        pytest.param(
            {**built("coherent.licensed", "setuptools.build_meta"), "LICENSE": ""},
            [],
            id="there is one",
        ),
        pytest.param(
            built("coherent.licensed", "setuptools.build_meta"), ["LICENSE"], id="installed"
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    project = lay_out(files)
    assert written(PROVIDER, project) == expected
    assert found(PROVIDER, project) == []
