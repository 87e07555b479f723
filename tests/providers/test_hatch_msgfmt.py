"""Translations that hatch-msgfmt and hatch-babel compile."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_msgfmt import PROVIDER

WHO = "hatch-msgfmt"
MSGFMT = "[tool.hatch.build.hooks.msgfmt]\n"
BABEL = "[tool.hatch.build.hooks.babel]\n"
FILES = {"src/locales/de/a.po": ""}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(MSGFMT, [], id="no folder"),
        pytest.param(MSGFMT + 'locales = "."\n', [], id="the whole project"),
        pytest.param(
            MSGFMT + 'locales = "src/locales"\ndestination = "demo"\n',
            ["src/locales/**/*.po -> wheel"],
            id="msgfmt",
        ),
        pytest.param(
            BABEL + 'locale_dir = "src/locales/"\n', ["src/locales/**/*.po -> wheel"], id="Babel"
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(
            MSGFMT + 'locales = "src/locales"\ndestination = "demo"\n',
            [],
            id="msgfmt writes elsewhere",
        ),
        pytest.param(
            BABEL + 'locale_dir = "src/locales"\n',
            ["src/locales/**/*.mo", "src/locales/.pybabel.info"],
            id="Babel",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("hatchling.build", WHO, "hatch.build.hooks.msgfmt.locales = <3>", "a string"),
    WrongType("hatchling.build", WHO, "hatch.build.hooks.babel.locale_dir = <3>", "a string"),
)
