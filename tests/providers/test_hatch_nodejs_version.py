"""Metadata from package.json."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_nodejs_version import PROVIDER

VERSION = '[tool.hatch.version]\nsource = "nodejs"\n'
HOOK = "[tool.hatch.metadata.hooks.nodejs]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("version",), "", [], id="no settings"),
        pytest.param((), VERSION + HOOK, [], id="nothing is dynamic"),
        pytest.param(("version",), HOOK, [], id="the hook sets no version"),
        pytest.param(("urls",), HOOK + 'fields = ["description"]\n', [], id="other fields"),
        pytest.param(("version",), VERSION, ["package.json -> version"], id="version"),
        pytest.param(
            ("version",),
            VERSION + 'path = "js/package.json"\n',
            ["js/package.json -> version"],
            id="path",
        ),
        pytest.param(
            ("description", "urls", "readme"),
            HOOK,
            ["package.json -> description urls"],
            id="an empty hook takes all it can",
        ),
        pytest.param(
            ("version", "description", "urls"),
            VERSION + HOOK + 'fields = ["description"]\npath = "b.json"\n',
            ["package.json -> version", "b.json -> description"],
            id="both",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    head = hatchling("hatch-nodejs-version", dynamic=dynamic)
    assert found(PROVIDER, lay_out({"pyproject.toml": head + settings})) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-nodejs-version",
        "hatch.metadata.hooks.nodejs.fields = <3>",
        "an array of strings",
    ),
    WrongType(
        "hatchling.build",
        "hatch-nodejs-version",
        'hatch.version = {source = "nodejs", path = <3>}',
        "a string",
    ),
)
