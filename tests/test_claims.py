"""Back ends that bring another one along."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from uvlint.analysis import checker
from uvlint.backends.setuptools.settings import builds_with_setuptools
from uvlint.claims import final_backend
from uvlint.model import File

RAPIDS = "[tool.rapids-build-backend]\nbuild-backend = "
ATTR = (
    '[project]\nname = "demo"\ndynamic = ["version"]\n'
    '[tool.setuptools.dynamic]\nversion = { attr = "demo.__version__" }\n'
)


def build_system(requires: str, backend: str) -> str:
    """Return the head of a pyproject.toml."""
    return f'[build-system]\nrequires = ["{requires}"]\nbuild-backend = "{backend}"\n'


@pytest.mark.parametrize(
    ("requires", "backend", "settings", "expected"),
    [
        pytest.param("hatchling", "hatchling.build", "", "hatchling.build", id="no wrapper"),
        pytest.param(
            "hatchling",
            "hatchling.build",
            RAPIDS + '"setuptools.build_meta"\n',
            "hatchling.build",
            id="settings of another",
        ),
        pytest.param(
            "rapids-build-backend",
            "rapids_build_backend.build",
            RAPIDS + "1\n",
            "rapids_build_backend.build",
            id="a wrong type",
        ),
        pytest.param(
            "rapids-build-backend",
            "rapids_build_backend.build",
            RAPIDS + '"scikit_build_core.build"\n',
            "scikit_build_core.build",
            id="wrapped",
        ),
    ],
)
def test_final_backend(
    lay_out: LayOut, requires: str, backend: str, settings: str, expected: str
) -> None:
    project = lay_out({"pyproject.toml": build_system(requires, backend) + settings})
    assert final_backend(project) == expected


@pytest.mark.parametrize(
    ("requires", "backend", "settings", "expected"),
    [
        pytest.param("cmeel[build]", "cmeel.build", "", False, id="cmeel"),
        pytest.param("whool", "whool.buildapi", "", False, id="whool"),
        pytest.param(
            "rapids-build-backend[scikit-build-core]",
            "rapids_build_backend.build",
            RAPIDS + '"scikit_build_core.build"\n',
            False,
            id="rapids with scikit-build-core",
        ),
        pytest.param(
            "rapids-build-backend[setuptools]",
            "rapids_build_backend.build",
            RAPIDS + '"setuptools.build_meta"\n',
            True,
            id="rapids with setuptools",
        ),
        pytest.param(
            "setuptools-reproducible", "setuptools_reproducible", "", True, id="reproducible"
        ),
        pytest.param(
            "jupyter-packaging", "jupyter_packaging.build_api", "", True, id="jupyter-packaging"
        ),
    ],
)
def test_setuptools_behind(
    lay_out: LayOut, requires: str, backend: str, settings: str, expected: bool
) -> None:
    project = lay_out(
        {
            "pyproject.toml": build_system(requires, backend) + ATTR + settings,
            "demo/__init__.py": '__version__ = "1"\n',
        }
    )
    assert builds_with_setuptools(project) is expected
    read = [item.key for item in checker.facts_of(project).inputs]
    assert (File("demo/__init__.py") in read) is expected


def test_cmake_behind_rapids(lay_out: LayOut) -> None:
    head = build_system("rapids-build-backend", "rapids_build_backend.build")
    project = lay_out(
        {
            "pyproject.toml": f'{head}[project]\nname = "demo"\nversion = "1"\n'
            f'{RAPIDS}"scikit_build_core.build"\n',
            "CMakeLists.txt": "project(demo)\n",
        }
    )
    assert File("CMakeLists.txt") in [item.key for item in checker.facts_of(project).inputs]
