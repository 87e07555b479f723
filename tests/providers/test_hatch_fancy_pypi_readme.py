"""Readmes put together from files."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_fancy_pypi_readme import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.fancy-pypi-readme]\n"
FRAGMENT = "[[tool.hatch.metadata.hooks.fancy-pypi-readme.fragments]]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("readme",), "", [], id="no hook"),
        pytest.param(("readme",), HOOK, [], id="no fragments"),
        pytest.param(("version",), FRAGMENT + 'path = "R.md"\n', [], id="a static readme"),
        pytest.param(("readme",), FRAGMENT + 'text = "x"\n', [], id="text"),
        pytest.param(("readme",), FRAGMENT + 'text = "x"\npath = "R.md"\n', [], id="text wins"),
        pytest.param(("readme",), HOOK + "fragments = [1]\n", [], id="a number"),
        pytest.param(
            ("readme", "version"),
            FRAGMENT + 'path = "R.md"\n' + FRAGMENT + 'path = "C.md"\nstart-after = "x"\n',
            ["R.md -> readme", "C.md -> readme"],
            id="files",
        ),
        pytest.param(
            ("readme",),
            HOOK + 'fragments = [{ text = "x" }, { path = "../R.md" }]\n',
            ["../R.md -> readme"],
            id="inline tables, outside the project",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    head = hatchling("hatch-fancy-pypi-readme", dynamic=dynamic)
    assert found(PROVIDER, lay_out({"pyproject.toml": head + settings})) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-fancy-pypi-readme",
        'hatch.metadata.hooks.fancy-pypi-readme.fragments = <"x">',
        "an array of tables",
    ),
    WrongType(
        "hatchling.build",
        "hatch-fancy-pypi-readme",
        "hatch.metadata.hooks.fancy-pypi-readme.fragments = [{path = <3>}]",
        "a string",
    ),
)
