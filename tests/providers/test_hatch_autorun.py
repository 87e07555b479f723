"""Code that runs when Python starts."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_autorun import PROVIDER

HOOK = "[tool.hatch.build.hooks.autorun]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param((), "", [], id="no hook"),
        pytest.param((), HOOK + 'code = "print()"\n', [], id="code in the settings"),
        pytest.param((), HOOK + 'file = ""\n', [], id="no file"),
        pytest.param((), HOOK + 'file = "a.py"\nenable-by-default = false\n', [], id="not enabled"),
        pytest.param((), HOOK + 'file = "a.py"\n', ["a.py -> wheel"], id="a file"),
        pytest.param(
            (),
            (
                '[tool.hatch.build.targets.wheel.hooks.autorun]\nfile = "a.py"\n'
                'template = "{code}"\n'
            ),
            ["a.py -> wheel"],
            id="of the target",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-autorun", dynamic=dynamic) + settings
    project = lay_out({"pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build", "hatch-autorun", "hatch.build.hooks.autorun.file = <3>", "a string"
    ),
)
