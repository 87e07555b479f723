"""An extra of pinned dependencies."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_pinned_extra import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.pinned_extra]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("optional-dependencies",), "", [], id="no hook"),
        pytest.param((), HOOK, [], id="nothing is dynamic"),
        pytest.param(
            ("optional-dependencies",),
            HOOK + 'lockfile = "poetry.lock"\n',
            [],
            id="a lock it does not know",
        ),
        pytest.param(
            ("optional-dependencies",),
            HOOK,
            [
                "possible uv.lock -> optional-dependencies",
                "override env:HATCH_PINNED_EXTRA_ENABLE -> optional-dependencies",
            ],
            id="the default",
        ),
        pytest.param(
            ("optional-dependencies",),
            HOOK + 'lockfile = "pylock.prod.toml"\n',
            [
                "possible pylock.prod.toml -> optional-dependencies",
                "override env:HATCH_PINNED_EXTRA_ENABLE -> optional-dependencies",
            ],
            id="another lock",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-pinned-extra", dynamic=dynamic) + settings
    project = lay_out({"pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-pinned-extra",
        "hatch.metadata.hooks.pinned_extra.lockfile = <3>",
        "a string",
    ),
)
