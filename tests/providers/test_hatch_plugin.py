"""Plug-ins of hatchling that nobody knows."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import Fit, WrongType
from uvlint.providers.hatch_plugin import PROVIDER

SOURCE = '[tool.hatch.version]\nsource = "acme"\n'


@pytest.mark.parametrize(
    ("dynamic", "settings", "expected"),
    [
        pytest.param(("version",), "", [], id="no settings"),
        pytest.param(("version",), '[tool.hatch.version]\npath = "V"\n', [], id="regex"),
        pytest.param(("version",), '[tool.hatch.version]\nsource = "vcs"\n', [], id="vcs"),
        pytest.param((), SOURCE, [], id="a static version"),
        pytest.param(
            ("version",), '[tool.hatch.metadata.hooks.custom]\nfile = "V"\n', [], id="custom hook"
        ),
        pytest.param(
            ("version",), "[tool.hatch.build.hooks.acme]\noption = true\n", [], id="no file named"
        ),
        pytest.param(
            ("version",), SOURCE, ["likely git:commit+tags -> version"], id="a version source"
        ),
        pytest.param(
            ("version",),
            SOURCE + 'path = "V"\n',
            ["likely V -> version"],
            id="a version source that names a file",
        ),
        pytest.param(
            ("readme",),
            '[tool.hatch.metadata.hooks.acme]\nlist = ["V", "/etc/passwd", "gone"]\n',
            ["likely V -> readme"],
            id="a metadata hook",
        ),
        pytest.param(
            (),
            '[tool.hatch.build.targets.wheel.hooks.acme]\nmain = "V"\ntarget = "V"\n',
            ["likely V -> wheel"],
            id="a build hook",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, dynamic: tuple[str, ...], settings: str, expected: list[str]
) -> None:
    project = lay_out({"pyproject.toml": hatchling("acme", dynamic=dynamic) + settings, "V": "1"})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("hook", "expected"),
    [
        pytest.param("custom", [], id="known"),
        pytest.param("acme", ["demo/gen.py", "demo/gen.py/**/*"], id="unknown"),
    ],
)
def test_outputs(lay_out: LayOut, hook: str, expected: list[str]) -> None:
    settings = f'[tool.hatch.build]\nartifacts = ["demo/gen.py"]\n[tool.hatch.build.hooks.{hook}]\n'
    assert written(PROVIDER, lay_out({"pyproject.toml": hatchling() + settings})) == expected


MISFITS = (
    WrongType("hatchling.build", "", "hatch = <3>", "a table"),
    WrongType("hatchling.build", "", "hatch.build = <3>", "a table"),
    WrongType("hatchling.build", "", "hatch.build.hooks.custom = <true>", "a table"),
    WrongType(
        "hatchling.build", "", "hatch.build.hooks.custom.enable-by-default = <3>", "true or false"
    ),
    WrongType("hatchling.build", "", "hatch.metadata.hooks = <3>", "a table"),
    WrongType("hatchling.build", "", 'hatch.version = <"1.0">', "a table"),
    WrongType("hatchling.build", "", "hatch.version.source = <3>", "a string"),
)

FITS = (
    Fit("hatchling.build", "", "hatch.envs = 3"),
    Fit("hatchling.build", "", "hatch.build.targets.sdist = 3"),
    Fit("hatchling.build", "", "hatch.build.hooks.custom.anything = 3"),
)
