"""Commands that hatch-build-scripts runs."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_build_scripts import PROVIDER

SCRIPT = "[[tool.hatch.build.hooks.build-scripts.scripts]]\n"
FILES = dict.fromkeys(
    [
        "assets/in.txt",
        "gen/out.txt",
        "build.sh",
        "js/package.json",
        "js/src/a.ts",
        "js/node_modules/x/index.js",
        "js/dist/a.js",
        "js/.cache",
    ],
    "",
)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("[tool.hatch.build.hooks.build-scripts]\n", [], id="no scripts"),
        pytest.param(SCRIPT + "commands = 3\n", [], id="a number"),
        pytest.param(SCRIPT + 'commands = ["make all"]\n', [], id="a command that names nothing"),
        pytest.param(
            SCRIPT + 'artifacts = ["gen/*.txt"]\ncommands = ["mkdir -p gen", "rm gen/out.txt"]\n',
            [],
            id="only what the command writes",
        ),
        pytest.param(
            SCRIPT + 'commands = ["cp assets/in.txt gen/x", "sh ./build.sh --out=1 | tee"]\n',
            ["assets/in.txt", "build.sh"],
            id="files",
        ),
        pytest.param(
            SCRIPT + 'commands = ["cp -r assets/ \'gen\' && ls"]\nartifacts = ["gen/"]\n',
            ["assets/**/*"],
            id="a folder",
        ),
        pytest.param(
            SCRIPT + 'work_dir = "js"\ncommands = ["node src/a.ts"]\n',
            ["js/src/a.ts"],
            id="work_dir",
        ),
        pytest.param(
            SCRIPT + 'work_dir = "js"\nartifacts = ["dist/*"]\ncommands = ["bundle --minify"]\n',
            ["js/package.json", "js/src/**/*"],
            id="all that lies in work_dir",
        ),
    ],
)
def test_inputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert found(PROVIDER, project) == [f"likely {file} -> wheel" for file in expected]


def test_npm_is_known(lay_out: LayOut) -> None:
    settings = SCRIPT + 'work_dir = "js"\nartifacts = ["dist/*"]\ncommands = ["npm run build"]\n'
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    expected = ["js/package.json -> wheel", "likely js/src/**/*.ts -> wheel"]
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(SCRIPT + 'commands = ["make"]\n', [], id="no artifacts"),
        pytest.param(
            SCRIPT + 'work_dir = "js"\ncommands = ["npm --silent install", "npm run build"]\n',
            ["js/node_modules/**/*", "js/package-lock.json"],
            id="what npm installs",
        ),
        pytest.param(
            SCRIPT + 'work_dir = "js"\ncommands = ["npm ci && npm run build"]\n',
            ["js/node_modules/**/*"],
            id="what npm installs by its lock",
        ),
        pytest.param(
            SCRIPT + 'out_dir = "demo/out"\nartifacts = ["gen/out.txt"]\ncommands = ["make"]\n',
            [
                "gen/out.txt",
                "demo/out/gen/out.txt",
                "gen/out.txt/**/*",
                "demo/out/gen/out.txt/**/*",
                "demo/out/**/*",
            ],
            id="artifacts",
        ),
        pytest.param(
            '[tool.hatch.build.hooks.build-scripts]\nwork_dir = "js"\nout_dir = "js"\n'
            + SCRIPT
            + 'artifacts = ["dist/"]\ncommands = ["make"]\n',
            ["js/**/dist/**/*", "js/**/dist/**/*", "js/**/*"],
            id="defaults of the hook",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({"pyproject.toml": hatchling() + settings})) == expected


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts.scripts = <3>",
        "an array of tables",
    ),
    WrongType(
        "hatchling.build",
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts.scripts = [<3>]",
        "a table",
    ),
    WrongType(
        "hatchling.build",
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts.scripts = [{commands = <3>}]",
        "an array of strings",
    ),
    WrongType(
        "hatchling.build",
        "hatch-build-scripts",
        "hatch.build.hooks.build-scripts = {out_dir = <3>, scripts = [{commands = []}]}",
        "a string",
    ),
)
