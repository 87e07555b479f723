"""Translations."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_gettext import PROVIDER

HOOK = '[tool.hatch.build.hooks.gettext]\nlocale-directory = "demo/locale"\n'

FILES = {"lang/LINGUAS": "de"}


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param((), "", [], id="no hook"),
        pytest.param((), HOOK + 'po-directory = ".."\n', [], id="a folder elsewhere"),
        pytest.param(
            (), HOOK, ["po/**/*.po -> wheel", "override env:LINGUAS -> wheel"], id="the default"
        ),
        pytest.param(
            (),
            HOOK + 'po-directory = "lang"\n',
            ["lang/**/*.po -> wheel", "lang/LINGUAS -> wheel", "override env:LINGUAS -> wheel"],
            id="a list of languages",
        ),
        pytest.param(
            (),
            HOOK
            + (
                "[tool.hatch.build.hooks.gettext.files]\n"
                '"share/applications" = ["data/x.desktop.in"]\nbad = 1\n'
            ),
            ["po/**/*.po -> wheel", "override env:LINGUAS -> wheel", "data/x.desktop.in -> wheel"],
            id="files to translate",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-gettext", dynamic=dynamic) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param("[tool.hatch.build.hooks.gettext]\n", [], id="nowhere to write"),
        pytest.param(HOOK, ["demo/locale/*/LC_MESSAGES/demo.mo"], id="the name of the project"),
        pytest.param(
            HOOK
            + (
                'i18n-name = "x"\n[tool.hatch.build.hooks.gettext.files]\n'
                '"share/applications" = ["data/x.desktop.in"]\n'
            ),
            ["demo/locale/*/LC_MESSAGES/x.mo", "share/applications/x.desktop"],
            id="another name, and files",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    pyproject = hatchling("hatch-gettext", dynamic=()) + settings
    project = lay_out({**FILES, "pyproject.toml": pyproject})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-gettext",
        "hatch.build.hooks.gettext.po-directory = <3>",
        "a string",
    ),
)
