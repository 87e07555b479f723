"""Front ends that hatch-js has built."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_js import PROVIDER

WHO = "hatch-js"
HOOK = "[tool.hatch.build.hooks.hatch-js]\n"
FILES = {
    "js/package.json": '{"scripts": {"build": "esbuild src/a.ts --outfile=../demo/a.js"}}',
    "js/src/a.ts": "",
    "js/pnpm-lock.yaml": "",
    "demo/a.js": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK, [], id="no package there"),
        pytest.param(
            HOOK + 'path = "js"\ntool = "pnpm"\n',
            [
                "js/package.json -> wheel",
                "js/pnpm-lock.yaml -> wheel",
                "likely js/src/**/*.ts -> wheel",
                "likely js/src/a.ts -> wheel",
            ],
            id="a folder",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(
            HOOK + 'path = "js"\ntool = "pnpm"\ntargets = ["demo/a.js", "/x"]\n',
            ["js/node_modules/**/*", "demo/a.js", "demo/a.js"],
            id="what is built and awaited",
        ),
        pytest.param(
            HOOK + 'path = "js"\ninstall_cmd = "ci"\n',
            ["js/node_modules/**/*", "demo/a.js"],
            id="no lock is written",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("hatchling.build", WHO, "hatch.build.hooks.hatch-js.path = <3>", "a string"),
    WrongType(
        "hatchling.build", WHO, "hatch.build.hooks.hatch-js.targets = <3>", "an array of strings"
    ),
)
