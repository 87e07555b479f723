"""Translations that setuptools-gettext compiles."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from tests.providers.setuptools_family import head
from uvlint.providers.setuptools_gettext import PROVIDER

WHO = "setuptools-gettext"
TABLE = "[tool.setuptools-gettext]\n"
FILES = {"po/de.po": "", "texts/de/LC_MESSAGES/a.po": ""}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", ["po/**/*.po -> wheel"], id="defaults"),
        pytest.param(TABLE + 'source_dir = "texts"\n', ["texts/**/*.po -> wheel"], id="a folder"),
        pytest.param(TABLE + 'source_dir = "gone"\n', [], id="not there"),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": head(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", ["locale/**/*.mo"], id="defaults"),
        pytest.param(TABLE + 'build_dir = "demo/locale"\n', ["demo/locale/**/*.mo"], id="a folder"),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": head(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("setuptools.build_meta", WHO, "setuptools-gettext.source_dir = <3>", "a string"),
    WrongType("setuptools.build_meta", WHO, "setuptools-gettext.build_dir = <3>", "a string"),
)
