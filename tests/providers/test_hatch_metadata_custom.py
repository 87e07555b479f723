"""The project's own metadata hook."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_metadata_custom import PROVIDER

HOOK = "[tool.hatch.metadata.hooks.custom]\n"
FILES = {
    "hatch_build.py": "class Hook: ...\n",
    "tools/meta.py": "class Hook: ...\n",
    "deps.txt": "",
    "extra/a.in": "",
}


@pytest.mark.parametrize(
    ("pyproject", "expected"),
    [
        pytest.param(hatchling(), [], id="a script that nobody names"),
        pytest.param(hatchling(dynamic=()) + HOOK, [], id="nothing is dynamic"),
        pytest.param(
            hatchling() + "[tool.hatch.build.hooks.custom]\n", [], id="a build hook is no such hook"
        ),
        pytest.param(hatchling() + '[tool.hatch.metadata]\nhooks = "custom"\n', [], id="text"),
        pytest.param(hatchling() + HOOK, ["run hatch_build.py -> version"], id="default script"),
        pytest.param(
            hatchling(dynamic=("version", "readme")) + HOOK,
            ["run hatch_build.py -> readme version"],
            id="all dynamic fields",
        ),
        pytest.param(
            hatchling(dynamic=("version", "readme"))
            + f'[tool.hatch.version]\npath = "a.py"\n{HOOK}path = "tools/meta.py"\n',
            ["run tools/meta.py -> readme"],
            id="path, the version has a source",
        ),
        pytest.param(
            hatchling()
            + HOOK
            + 'template = "deps.txt"\nlayout = { files = ["extra/a.in", "gone"] }\n',
            [
                "run hatch_build.py -> version",
                "likely deps.txt -> version",
                "likely extra/a.in -> version",
            ],
            id="settings that name files",
        ),
        pytest.param(
            hatchling()
            + HOOK
            + 'out-file = "deps.txt"\ndependencies = ["deps.txt"]\nwrite_to = "extra/a.in"\n',
            ["run hatch_build.py -> version"],
            id="settings that name what is written or installed",
        ),
    ],
)
def test_inputs(lay_out: LayOut, pyproject: str, expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**FILES, "pyproject.toml": pyproject})) == expected


def test_outputs_of_the_code(lay_out: LayOut) -> None:
    files = {"hatch_build.py": "open('demo/gen.py', 'w')\n"}
    project = lay_out({**files, "pyproject.toml": hatchling() + HOOK})
    assert written(PROVIDER, project) == ["demo/gen.py"]
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": hatchling()})) == []


MISFITS = (WrongType("hatchling.build", "", "hatch.metadata.hooks.custom.path = <3>", "a string"),)
