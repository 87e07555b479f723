"""Front ends that hatch-node-build has npm build."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_node_build import PROVIDER

WHO = "hatch-node-build"
HOOK = "[tool.hatch.build.hooks.node-build]\n"
FILES = {
    "browser/package.json": '{"scripts": {"build": "vite build"}}',
    "browser/src/a.ts": "",
    "browser/index.html": "",
    "ui/package.json": "",
}


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK + "enable-by-default = false\n", [], id="not enabled"),
        pytest.param(
            HOOK,
            [
                "browser/package.json -> wheel",
                "likely browser/index.html -> wheel",
                "likely browser/src/**/*.ts -> wheel",
            ],
            id="defaults",
        ),
        pytest.param(
            HOOK.replace("node-", "nodejs-")
            + 'source-dir = "./ui"\nbuild-command = "{npm},run,x"\ninline-bundle = true\n',
            ["ui/package.json -> wheel", "ui/index.html -> wheel"],
            id="the other name, another folder, an inlined bundle",
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
            HOOK,
            [
                "browser/node_modules/**/*",
                "browser/package-lock.json",
                "browser/dist/**/*",
                "browser/dist/**/*",
                "demo/bundle/**/*",
            ],
            id="defaults",
        ),
        pytest.param(
            HOOK
            + 'artifact-dir = "out"\nbundle-dir = "web"\ninstall-command = "{npm},ci"\nbuild-command = "{node},b.js"\n',
            ["browser/node_modules/**/*", "browser/out/**/*", "demo/web/**/*"],
            id="folders of its own",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling(WHO) + settings})
    assert written(PROVIDER, project) == expected


MISFITS = (
    WrongType("hatchling.build", WHO, "hatch.build.hooks.node-build.source-dir = <3>", "a string"),
    WrongType(
        "hatchling.build", WHO, "hatch.build.hooks.node-build.inline-bundle = <3>", "true or false"
    ),
)
