"""Dependencies by a variable."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_deps_selector import PROVIDER

HOOK = "[tool.hatch.build.hooks.selector]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param((), "", [], id="no hook"),
        pytest.param((), HOOK + 'default-variant = "a"\n', [], id="no variants"),
        pytest.param(
            (),
            HOOK + "[tool.hatch.build.hooks.selector.variants.a]\ndependencies = []\n",
            ["env:HATCH_SELECTOR_VARIANT -> dependencies"],
            id="the default",
        ),
        pytest.param(
            (),
            HOOK
            + 'env-var = "DEMO"\n[tool.hatch.build.hooks.selector.variants.a]\ndependencies = []\n',
            ["env:DEMO -> dependencies"],
            id="another variable",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    pyproject = hatchling("hatch-deps-selector", dynamic=dynamic) + settings
    project = lay_out({"pyproject.toml": pyproject})
    assert found(PROVIDER, project) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-deps-selector",
        "hatch.build.hooks.selector = {env-var = <3>, variants.a.b = []}",
        "a string",
    ),
)
