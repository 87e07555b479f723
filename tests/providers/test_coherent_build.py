"""A back end without settings."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from uvlint.providers.coherent_build import PROVIDER

COHERENT = '[build-system]\nrequires = ["coherent.build"]\nbuild-backend = "coherent.build"\n'

BASE = {
    "pyproject.toml": COHERENT,
    "__init__.py": "",
    "sub/a.py": "",
    "(meta)/entry_points.txt": "",
    "README.md": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {
                "pyproject.toml": (
                    '[build-system]\nrequires = ["coherent.build"]\n'
                    'build-backend = "flit_core.buildapi"\n'
                )
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {},
            [
                "git:commit+tags -> version",
                "- -> version",
                "override env:SETUPTOOLS_SCM_PRETEND_VERSION -> version",
                "override env:VCS_VERSIONING_PRETEND_VERSION -> version",
                "__init__.py -> dependencies optional-dependencies",
                "sub/**/*.py -> dependencies optional-dependencies",
                "(meta)/entry_points.txt -> entry-points",
                "README.md -> readme",
                "- -> requires-python description urls dependencies optional-dependencies",
            ],
            id="all",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected
