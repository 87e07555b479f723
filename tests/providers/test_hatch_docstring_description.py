"""Descriptions from docstrings."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling
from tests.providers.settings import WrongType
from uvlint.providers.hatch_docstring_description import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.docstring-description]\n"
PACKAGES = "[tool.hatch.build.targets.wheel]\npackages = "


@pytest.mark.parametrize(
    ("settings", "files", "expected"),
    [
        pytest.param("", ["demo/__init__.py"], [], id="no hook"),
        pytest.param(HOOK, [], [], id="no package"),
        pytest.param(HOOK, ["demo.py"], [], id="a single module is no package to the plug-in"),
        pytest.param(HOOK + PACKAGES + '["a", "b"]\n', ["a/__init__.py"], [], id="none is ours"),
        pytest.param(HOOK, ["demo/__init__.py"], ["demo/__init__.py"], id="flat"),
        pytest.param(HOOK, ["src/demo/__init__.py"], ["src/demo/__init__.py"], id="src"),
        pytest.param(
            HOOK, ["demo/__init__.py", "src/demo/__init__.py"], ["demo/__init__.py"], id="two"
        ),
        pytest.param(HOOK + 'path = "lib/x.py"\n', ["demo/__init__.py"], ["lib/x.py"], id="path"),
        pytest.param(
            HOOK + PACKAGES + '["lib/other"]\n',
            ["lib/other/__init__.py"],
            ["lib/other/__init__.py"],
            id="packages",
        ),
        pytest.param(
            HOOK + PACKAGES + '["lib/a", "lib/demo"]\n',
            ["lib/a/__init__.py", "lib/demo/__init__.py"],
            ["lib/demo/__init__.py"],
            id="the one with the name of the project",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, files: list[str], expected: list[str]) -> None:
    head = hatchling("hatch-docstring-description", dynamic=("description",))
    project = lay_out({"pyproject.toml": head + settings, **dict.fromkeys(files, '"""Doc."""')})
    assert found(PROVIDER, project) == [f"{name} -> description" for name in expected]


def test_static_description(lay_out: LayOut) -> None:
    head = hatchling("hatch-docstring-description")
    assert found(PROVIDER, lay_out({"pyproject.toml": head + HOOK, "demo/__init__.py": ""})) == []


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-docstring-description",
        "hatch.metadata.hooks.docstring-description.path = <3>",
        "a string",
    ),
)
