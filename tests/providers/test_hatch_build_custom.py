"""The project's own build hook."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_build_custom import PROVIDER

HOOK = "[tool.hatch.build.hooks.custom]\n"
WHEEL_HOOK = "[tool.hatch.build.targets.wheel.hooks.custom]\n"
FILES = {"hatch_build.py": "class Hook: ...\n", "gen.py": "class Hook: ...\n", "lang.g": ""}


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(hatchling(), [], id="a script that nobody names"),
        pytest.param(hatchling() + "[tool.hatch.metadata.hooks.custom]\n", [], id="other hook"),
        pytest.param(
            hatchling() + HOOK + "enable-by-default = false\n", [], id="not enabled by default"
        ),
        pytest.param(
            hatchling() + "[tool.hatch.build.targets.sdist.hooks.custom]\n", [], id="sdist only"
        ),
        pytest.param(
            hatchling(dynamic=()) + HOOK, ["run hatch_build.py -> wheel"], id="all targets"
        ),
        pytest.param(
            hatchling() + WHEEL_HOOK + 'path = "gen.py"\n', ["run gen.py -> wheel"], id="wheel"
        ),
        pytest.param(
            hatchling() + HOOK + WHEEL_HOOK + 'path = "gen.py"\n',
            ["run gen.py -> wheel"],
            id="the hook of the wheel replaces the other",
        ),
        pytest.param(
            hatchling() + HOOK + 'grammar = "lang.g"\n',
            ["run hatch_build.py -> wheel", "likely lang.g -> wheel"],
            id="settings that name files",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**FILES, "pyproject.toml": pyproject})) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param('[tool.hatch.build]\nartifacts = ["a.py"]\n', [], id="no hook"),
        pytest.param(HOOK, [], id="no artifacts"),
        pytest.param(
            f'[tool.hatch.build]\nartifacts = ["/a.py", "*.so"]\n{HOOK}',
            ["a.py", "a.py/**/*", "**/*.so", "**/*.so/**/*"],
            id="artifacts",
        ),
        pytest.param(
            f'[tool.hatch.build.targets.wheel]\nartifacts = ["gen/"]\n{HOOK}',
            ["**/gen/**/*"],
            id="a folder, for the wheel",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert written(PROVIDER, project) == expected


def test_outputs_of_the_code(lay_out: LayOut) -> None:
    project = lay_out(
        {"pyproject.toml": hatchling() + HOOK, "hatch_build.py": "open('demo/gen.py', 'w')\n"}
    )
    assert written(PROVIDER, project) == ["demo/gen.py"]


MISFITS = (
    WrongType("hatchling.build", "", "hatch.build.hooks.custom.path = <3>", "a string"),
    WrongType(
        "hatchling.build",
        "",
        'hatch.build = {artifacts = ["a", <3>], hooks.custom = {}}',
        "a string",
    ),
)
