"""Shared libraries."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.setuptools_dso import PROVIDER

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "setuptools-dso"]\n'
        'build-backend = "setuptools.build_meta"\n'
    ),
    "core.c": "",
    "setup.py": (
        "from setuptools_dso import DSO, setup\n"
        'setup(name="demo", x_dsos=[DSO("demo.lib.core", ["core.c"])])\n'
    ),
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="the sources are those of extensions"),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {
                "setup.py": (
                    "from setuptools_dso import DSO, setup\n"
                    'setup(name="demo", other=[DSO("demo.lib.core", ["core.c"])])\n'
                )
            },
            [],
            id="not asked for",
        ),
        pytest.param(
            {},
            [
                "demo/lib/libcore.*",
                "demo/lib/core.dll",
                "demo/lib/core.lib",
                "demo/lib/core_dsoinfo.py",
            ],
            id="libraries",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
