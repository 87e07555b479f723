"""Modules of Tryton."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_tryton import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.tryton]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("dependencies",), "", [], id="no hook"),
        pytest.param((), HOOK, [], id="nothing is dynamic"),
        pytest.param(("readme",), HOOK, [], id="a field it does not know the file of"),
        pytest.param(
            ("dependencies",), HOOK + 'config = "/etc/tryton.cfg"\n', [], id="a file elsewhere"
        ),
        pytest.param(
            ("version", "dependencies"),
            HOOK,
            ["tryton.cfg -> version dependencies"],
            id="the default",
        ),
        pytest.param(
            ("optional-dependencies",),
            HOOK + 'config = "conf/x.cfg"\n',
            ["conf/x.cfg -> optional-dependencies"],
            id="another file",
        ),
        pytest.param(
            ("authors", "readme"),
            HOOK + 'readme = "README.rst"\ncopyright = "COPYRIGHT"\n',
            ["README.rst -> readme", "COPYRIGHT -> authors"],
            id="texts",
        ),
        pytest.param(
            ("dependencies",),
            HOOK + 'readme = "README.rst"\ncopyright = "COPYRIGHT"\nconfig = 1\n',
            ["tryton.cfg -> dependencies"],
            id="static texts, and a wrong type",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-tryton", dynamic=dynamic) + settings
    project = lay_out({"pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build", "hatch-tryton", "hatch.metadata.hooks.tryton.config = <3>", "a string"
    ),
)
