"""A part of the changelog in the readme."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.setuptools_changelog_shortener import PROVIDER

HEAD = (
    '[build-system]\nrequires = ["setuptools", "setuptools-changelog-shortener"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["readme"]\n'
)
SETTINGS = (
    '[build-system]\nrequires = ["setuptools", "setuptools-changelog-shortener"]\n'
    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
    'dynamic = ["readme"]\n[tool.setuptools_changelog_shortener]\n'
    'read_from = "CHANGELOG"\nwrite_to = "build/short.rst"\n'
)

BASE = {"pyproject.toml": HEAD}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no settings"),
        pytest.param(
            {
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "setuptools-changelog-shortener"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                    'dynamic = []\n[tool.setuptools_changelog_shortener]\nread_from = "CHANGELOG"\n'
                    'write_to = "build/short.rst"\n'
                )
            },
            [],
            id="a static readme",
        ),
        pytest.param(
            {
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n[project]\nname = "demo"\nversion = "1"\n'
                    'dynamic = ["readme"]\n[tool.setuptools_changelog_shortener]\n'
                    'read_from = "CHANGELOG"\nwrite_to = "build/short.rst"\n'
                )
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {
                "pyproject.toml": HEAD
                + (
                    "[tool.setuptools_changelog_shortener]\nread_from = 1\n"
                    'write_to = "build/short.rst"\n'
                )
            },
            [],
            id="a wrong type",
        ),
        pytest.param({"pyproject.toml": SETTINGS}, ["CHANGELOG -> readme"], id="the changelog"),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no settings"),
        pytest.param({"pyproject.toml": SETTINGS}, ["build/short.rst"], id="the part"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (
    WrongType(
        "setuptools.build_meta",
        "setuptools-changelog-shortener",
        "setuptools_changelog_shortener.read_from = <3>",
        "a string",
    ),
)
