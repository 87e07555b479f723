"""A back end that rewrites pyproject.toml."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.rapids_build_backend import PROVIDER

RAPIDS = (
    '[build-system]\nrequires = ["rapids-build-backend", "setuptools"]\n'
    'build-backend = "rapids_build_backend.build"\n[project]\nname = "demo"\n'
    'version = "1"\n[tool.rapids-build-backend]\n'
    'build-backend = "setuptools.build_meta"\n'
)
OTHER = (
    '[build-system]\nrequires = ["rapids-build-backend", "setuptools"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    '[tool.rapids-build-backend]\nbuild-backend = "setuptools.build_meta"\n'
)

BASE = {"pyproject.toml": RAPIDS}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param(
            {},
            [
                "dependencies.yaml -> dependencies optional-dependencies",
                "- -> name dependencies optional-dependencies",
                "possible git:commit -> wheel",
                "override env:RAPIDS_DEPENDENCIES_FILE -> dependencies optional-dependencies",
                "override env:RAPIDS_DISABLE_CUDA -> dependencies optional-dependencies",
                "override env:RAPIDS_MATRIX_ENTRY -> dependencies optional-dependencies",
            ],
            id="the defaults",
        ),
        pytest.param(
            {
                "pyproject.toml": RAPIDS
                + (
                    'dependencies-file = "../../dependencies.yaml"\ndisable-cuda = true\n'
                    'commit-files = []\nmatrix-entry = "cuda=12"\n'
                )
            },
            [
                "../../dependencies.yaml -> dependencies optional-dependencies",
                "override env:RAPIDS_DEPENDENCIES_FILE -> dependencies optional-dependencies",
                "override env:RAPIDS_DISABLE_CUDA -> dependencies optional-dependencies",
                "override env:RAPIDS_MATRIX_ENTRY -> dependencies optional-dependencies",
            ],
            id="all stated",
        ),
        pytest.param(
            {
                "pyproject.toml": RAPIDS
                + 'dependencies-file = 1\ndisable-cuda = "true"\ncommit-files = ["demo/GIT_COMMIT"]\n'
            },
            [
                "dependencies.yaml -> dependencies optional-dependencies",
                "- -> name dependencies optional-dependencies",
                "possible git:commit -> wheel",
                "override env:RAPIDS_DEPENDENCIES_FILE -> dependencies optional-dependencies",
                "override env:RAPIDS_DISABLE_CUDA -> dependencies optional-dependencies",
                "override env:RAPIDS_MATRIX_ENTRY -> dependencies optional-dependencies",
            ],
            id="wrong types, and files for the commit",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param({}, ["pyproject.toml"], id="acts"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (
    WrongType(
        "rapids_build_backend.build", "", "rapids-build-backend.dependencies-file = <3>", "a string"
    ),
)
