"""Bricks that are copied into a wheel."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_polylith_bricks import PROVIDER

WHO = "hatch-polylith-bricks"
HOOK = "[tool.hatch.build.hooks.polylith-bricks]\n"
BRICKS = '[tool.polylith.bricks]\n"components/ns/a" = "ns/a"\n"../bases/ns/b" = "ns/b"\n'
FILES = {"components/ns/a/__init__.py": "", "../bases/ns/b/core.py": ""}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(BRICKS, [], id="no hook"),
        pytest.param(HOOK, [], id="no bricks"),
        pytest.param(
            HOOK + BRICKS,
            ["components/ns/a/**/* -> wheel", "../bases/ns/b/**/* -> wheel"],
            id="bricks",
        ),
        pytest.param(
            HOOK + BRICKS + '[tool.hatch.build]\ndev-mode-dirs = ["components", "../bases"]\n',
            [],
            id="used in place",
        ),
        pytest.param(HOOK + '[tool.polylith.bricks]\n"gone" = "ns/gone"\n', [], id="not there"),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param(BRICKS, [], id="no hook"),
        pytest.param(HOOK + 'work-dir = "tmp"\n', ["tmp/**/*"], id="a folder"),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build", WHO, "hatch.build.hooks.polylith-bricks.work-dir = <3>", "a string"
    ),
)
