"""Extras with the lowest versions."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_min_requirements import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.min_requirements]\n"


@pytest.mark.parametrize(
    ("dynamic", "settings"),
    [
        pytest.param(("version",), "", id="no hook"),
        pytest.param((), HOOK, id="no hook runs where nothing is dynamic"),
    ],
)
def test_silence(lay_out: LayOut, dynamic: tuple[str, ...], settings: str) -> None:
    head = hatchling("hatch-min-requirements", dynamic=dynamic)
    assert found(PROVIDER, lay_out({"pyproject.toml": head + settings})) == []


def test_inputs_that_are_never_suggested(lay_out: LayOut) -> None:
    project = lay_out({"pyproject.toml": hatchling("hatch-min-requirements") + HOOK})
    index, *variables = found(PROVIDER, project)
    assert index == "- -> optional-dependencies"
    assert "override env:MIN_REQS_OFFLINE -> optional-dependencies" in variables
    assert all(variable.startswith("override env:MIN_REQS_") for variable in variables)


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-min-requirements",
        "hatch.metadata.hooks.min_requirements = <3>",
        "a table",
    ),
)
