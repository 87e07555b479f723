"""Dependencies from requirements.yaml."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found
from tests.providers.settings import Fit, WrongType
from uvlint.providers.unidep import PROVIDER

SETUPTOOLS = (
    '[build-system]\nrequires = ["setuptools", "unidep"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["dependencies"]\n'
)
HATCH = (
    '[build-system]\nrequires = ["hatchling", "unidep"]\n'
    'build-backend = "hatchling.build"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["dependencies"]\n[tool.hatch.metadata.hooks.unidep]\n'
)
REQUIREMENTS = (
    "dependencies:\n  - numpy\nlocal_dependencies:\n  - ../core  # near\n"
    '  - "../other[extra]"\n  - local: ../third\n    pypi: third\n  - ./wheels/x.whl\n'
    "channels:\n  - conda-forge\n"
)
OVERRIDE = "override env:UNIDEP_SKIP_LOCAL_DEPS -> dependencies"
STATIC = (
    '[build-system]\nrequires = ["setuptools", "unidep"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    "dependencies = []\n"
)
UNREQUIRED = (
    '[build-system]\nrequires = ["setuptools"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["dependencies"]\n'
)
HOOKLESS = (
    '[build-system]\nrequires = ["hatchling", "unidep"]\n'
    'build-backend = "hatchling.build"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["dependencies"]\n'
)

BASE = {
    "../core/requirements.yaml": "local_dependencies:\n- deeper\n- ../core\n",
    "../core/deeper/requirements.yaml": "",
    "../third/pyproject.toml": "[tool.unidep]\ndependencies = []\n",
    "../other/pyproject.toml": "",
    "wheels/x.whl": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": SETUPTOOLS}, [], id="no file"),
        pytest.param(
            {"requirements.yaml": REQUIREMENTS, "pyproject.toml": STATIC},
            [],
            id="static dependencies",
        ),
        pytest.param(
            {"requirements.yaml": REQUIREMENTS, "pyproject.toml": UNREQUIRED},
            [],
            id="not installed",
        ),
        pytest.param(
            {"requirements.yaml": REQUIREMENTS, "pyproject.toml": HOOKLESS}, [], id="no hook"
        ),
        pytest.param(
            {"requirements.yaml": "dependencies:\n  - numpy\n", "pyproject.toml": SETUPTOOLS},
            ["requirements.yaml -> dependencies", OVERRIDE],
            id="setuptools",
        ),
        pytest.param(
            {
                "requirements.yaml": "",
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "unidep"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                    'dynamic = ["dependencies", "optional-dependencies"]\n'
                ),
            },
            [
                "requirements.yaml -> dependencies optional-dependencies",
                OVERRIDE + " optional-dependencies",
            ],
            id="extras as well",
        ),
        pytest.param(
            {"pyproject.toml": HATCH},
            ["requirements.yaml -> dependencies", OVERRIDE],
            id="hatchling, the file not there yet",
        ),
        pytest.param(
            {"pyproject.toml": SETUPTOOLS + '[tool.unidep]\ndependencies = ["numpy"]\n'},
            [OVERRIDE],
            id="the table instead",
        ),
        pytest.param(
            {
                "pyproject.toml": SETUPTOOLS
                + '[tool.unidep]\nlocal_dependencies = ["../core", { local = "../third" }, 1]\n'
            },
            [
                "../core/requirements.yaml -> dependencies",
                "../third/pyproject.toml -> dependencies",
                "../core/deeper/requirements.yaml -> dependencies",
                OVERRIDE,
            ],
            id="packages in the table",
        ),
        pytest.param(
            {"requirements.yaml": REQUIREMENTS, "pyproject.toml": SETUPTOOLS},
            [
                "requirements.yaml -> dependencies",
                "../core/requirements.yaml -> dependencies",
                "../third/pyproject.toml -> dependencies",
                "../core/deeper/requirements.yaml -> dependencies",
                OVERRIDE,
            ],
            id="packages nearby",
        ),
        pytest.param(
            {"requirements.yaml": "includes: [../core, gone]\n", "pyproject.toml": SETUPTOOLS},
            [
                "requirements.yaml -> dependencies",
                "../core/requirements.yaml -> dependencies",
                "../core/deeper/requirements.yaml -> dependencies",
                OVERRIDE,
            ],
            id="by the old name, in one line",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (WrongType("hatchling.build", "unidep", "hatch.metadata.hooks.unidep = <3>", "a table"),)

FITS = (Fit("unidep", "unidep", 'unidep.local_dependencies = ["a", {local = "b"}]'),)
