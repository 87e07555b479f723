"""What hatch-jupyter-builder builds from."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, hatchling, written
from tests.providers.settings import WrongType
from uvlint.providers.hatch_jupyter_builder import PROVIDER

HOOK = "[tool.hatch.build.hooks.jupyter-builder]\n"
NPM = HOOK + 'build-function = "hatch_jupyter_builder.npm_builder"\n'
FILES = dict.fromkeys(
    ["package.json", "yarn.lock", "tsconfig.json", "src/a.ts", "src/b.py", "style/x.css", "t.js"],
    "",
)


@pytest.mark.parametrize(
    ("files", "settings", "expected"),
    [
        pytest.param(FILES, "", [], id="no hook"),
        pytest.param(FILES, HOOK, [], id="no function"),
        pytest.param(FILES, NPM + "enable-by-default = false\n", [], id="not enabled"),
        pytest.param(FILES, HOOK + 'build-function = "other.build"\n', [], id="not of the project"),
        pytest.param(
            FILES,
            NPM,
            [
                "package.json -> wheel",
                "yarn.lock -> wheel",
                "tsconfig.json -> wheel",
                "likely src/**/*.ts -> wheel",
                "likely style/**/*.css -> wheel",
            ],
            id="npm",
        ),
        pytest.param(
            {"js/package.json": "", "js/lib/a.jsx": ""},
            NPM + 'build-kwargs = { path = "js", source-dir = "js/lib" }\n',
            ["js/package.json -> wheel", "likely js/lib/**/*.jsx -> wheel"],
            id="folders of its own",
        ),
        pytest.param(
            {"js/package.json": ""},
            NPM + 'build-kwargs = { path = "x" }\neditable-build-kwargs = { path = "js" }\n',
            ["js/package.json -> wheel"],
            id="arguments for editable builds",
        ),
        pytest.param(
            {
                "../package.json": '{"scripts": {"dev": "tsc -p conf"}}',
                "../src/a.ts": "",
                "../lib/a.js": "",
                "../conf/tsconfig.json": '{"compilerOptions": {"outDir": "../lib"}}',
                "../other/b.ts": "",
            },
            NPM + "[tool.hatch.build.hooks.jupyter-builder.editable-build-kwargs]\n"
            'path = "../"\nsource_dir = "../src"\nbuild_cmd = "dev"\nnpm = ["jlpm"]\n',
            [
                "../package.json -> wheel",
                "../conf/tsconfig.json -> wheel",
                "likely ../src/**/*.ts -> wheel",
            ],
            id="a package around the project",
        ),
        pytest.param(
            {"build_tools.py": "def run(*args): ...\n"},
            HOOK + 'build-function = "build_tools.run"\n',
            ["run build_tools.py -> wheel"],
            id="a function of the project",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], settings: str, expected: list[str]) -> None:
    project = lay_out({**files, "pyproject.toml": hatchling() + settings})
    assert found(PROVIDER, project) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        pytest.param("", [], id="no hook"),
        pytest.param(HOOK + 'ensured-targets = ["a/b.js"]\n', ["a/b.js"], id="targets"),
        pytest.param(
            NPM + 'build-kwargs = { build_dir = "demo/labextension" }\n',
            ["node_modules/**/*", "lib/**/*", "demo/labextension/**/*"],
            id="npm",
        ),
        pytest.param(
            NPM + 'build-kwargs = { npm = "npm", source_dir = "src", build_dir = "src" }\n',
            ["node_modules/**/*", "lib/**/*", "package-lock.json"],
            id="npm, stated",
        ),
        pytest.param(
            NPM + 'build-kwargs = { npm = ["jlpm"] }\n',
            ["node_modules/**/*", "lib/**/*"],
            id="another program",
        ),
        pytest.param(
            '[tool.hatch.build]\nartifacts = ["demo/ext"]\n' + HOOK,
            ["demo/ext", "demo/ext/**/*"],
            id="artifacts",
        ),
    ],
)
def test_outputs(lay_out: LayOut, settings: str, expected: list[str]) -> None:
    project = lay_out({**FILES, "pyproject.toml": hatchling() + settings})
    assert written(PROVIDER, project) == expected


def test_an_extension_built_from_above(lay_out: LayOut) -> None:
    settings = 'build-kwargs = { path = "..", build_cmd = "build", npm = ["jlpm"] }\n'
    project = lay_out({"pyproject.toml": hatchling() + NPM + settings})
    name = project.path(".").rpartition("/")[2]
    script = f'"jupyter labextension build --development True ."}}, "jupyterlab": {{"outputDir": "{name}/ext"'
    above = {
        "../package.json": f'{{"scripts": {{"build": {script}}}}}',
        "../style/a.css": "",
    }
    lay_out(above)
    assert written(PROVIDER, project) == ["../node_modules/**/*", "ext/**/*"]


MISFITS = (
    WrongType(
        "hatchling.build",
        "hatch-jupyter-builder",
        "hatch.build.hooks.jupyter-builder.build-function = <3>",
        "a string",
    ),
)
