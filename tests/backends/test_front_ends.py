"""What a build reads and writes that has npm, and what npm runs, build a front end."""

from __future__ import annotations

import json

import pytest

from tests.conftest import LayOut
from uvlint.backends.tools import npm, programs
from uvlint.model import File, Location

AT = Location("setup.py")
BASE = dict.fromkeys(
    ["web/src/main.ts", "web/public/robots.txt", "web/node_modules/x/index.js", "web/README.md"], ""
)
SOURCES = ["web/src/**/*.ts"]


def manifest(**scripts: str) -> str:
    return json.dumps({"name": "web", "scripts": scripts})


def told(
    lay_out: LayOut, files: dict[str, str], line: str, folder: str = "."
) -> tuple[list[str], list[str]]:
    """Return what a line of a shell reads and writes, but for the manifest and node_modules."""
    project = lay_out({**BASE, **files})
    commands = tuple(npm.in_shell(line, folder))
    reads = [
        item.key.pattern
        for item in programs.inputs(project, commands, at=AT, who="setup.py")
        if isinstance(item.key, File)
    ]
    writes = [item.file for item in programs.outputs(project, commands, who="setup.py")]
    return (
        [path for path in reads if path != "web/package.json"],
        [path for path in writes if path != "web/node_modules/**/*"],
    )


@pytest.mark.parametrize(
    "line",
    [
        "npm --version",
        "npm",
        "cd web && npm --version",
        "npm run build",
        "npx --prefix elsewhere vite build",
        "cd elsewhere && yarn build",
        "echo npm run build",
    ],
)
def test_nothing(lay_out: LayOut, line: str) -> None:
    assert told(lay_out, {"web/package.json": manifest(build="vite build")}, line)[0] == []


@pytest.mark.parametrize(
    "line",
    [
        "cd web && npm run build",
        "cd web; npm ci && npm run build",
        "npm --prefix web run build",
        "npm run build --prefix=web",
        "yarn --cwd web build",
        "yarn --cwd web run build",
        "pnpm -C web build",
        "pnpm --dir web run build",
        "bun --cwd web run build",
        "cd web && jlpm build",
        "cd web && npx vite build",
        "cd web && npx --yes vite@8 build",
        "cd web && npm exec -- vite build",
        "cd web && pnpm exec vite build",
        "cd web && yarn vite build",
        "cd web && npm run all",
        "cd web && npm run after",
        "cd web && CI=1 npx cross-env NODE_ENV=production vite build",
        "bash web/build.sh",
    ],
)
def test_ways_to_vite(lay_out: LayOut, line: str) -> None:
    files = {
        "web/package.json": manifest(
            build="vite build",
            all="npm-run-all clean build",
            clean="rimraf dist",
            after="echo",
            postafter="yarn run build",
        ),
        "web/vite.config.ts": "export default { build: { outDir: '../demo/static' } }",
        "web/index.html": "",
        "web/build.sh": 'cd "$(dirname "$0")"\nnpm run build\n',
    }
    reads, writes = told(lay_out, files, line)
    assert set(reads) - {"web/build.sh"} == {
        "web/vite.config.ts",
        "web/index.html",
        "web/public/**/*",
        *SOURCES,
    }
    assert "demo/static/**/*" in writes
    assert "web/dist/**/*" not in writes


@pytest.mark.parametrize(
    ("script", "files", "reads", "writes"),
    [
        pytest.param(
            "vite build",
            {"web/.env": "", "web/.env.production": "", "web/.eslintrc.json": "", "web/a.md": ""},
            ["web/.env", "web/.env.production", "web/public/**/*", *SOURCES],
            ["web/dist/**/*"],
            id="vite, files of variables",
        ),
        pytest.param(
            "vite build",
            {
                "web/vite.config.js": 'export default {\n  // root: "old",\n  root: "client",\n'
                '  publicDir: "../static",\n  base: "/src/",\n}\n',
                "web/client/index.html": "",
                "web/client/app/main.js": "",
                "web/static/a.ico": "",
            },
            [
                "web/vite.config.js",
                *("web/client/**/*.html", "web/client/**/*.js", "web/public/**/*.txt"),
                *("web/src/**/*.ts", "web/static/**/*.ico", "web/client/index.html"),
                "web/client/app/**/*.js",
            ],
            ["web/client/dist/**/*"],
            id="vite with a root of its own",
        ),
        pytest.param(
            "vite build --outDir out --config other.ts",
            {"web/other.ts": "", "web/out/a.js": ""},
            ["web/other.ts", "web/public/**/*", *SOURCES],
            ["web/out/**/*"],
            id="vite told by options",
        ),
        pytest.param(
            "webpack --mode production",
            {
                "web/webpack.config.js": "const path = require('path')\nmodule.exports = {\n"
                "  entry: { app: '../demo/js/app.js' },\n  output: { filename: '[name].js',"
                " path: path.resolve(__dirname, '..', 'demo', 'static') },\n}\n",
                "demo/js/app.js": "",
                "demo/static/app.js": "",
            },
            ["web/webpack.config.js", "web/public/**/*.txt", *SOURCES, "demo/js/app.js"],
            ["demo/static/**/*"],
            id="webpack",
        ),
        pytest.param(
            "tsc -p conf",
            {
                "web/conf/tsconfig.json": '{ // where\n "extends": "../base",\n "include":'
                ' ["../src/**/*",],\n "compilerOptions": {"outDir": "../out", "composite": true} }',
                "web/base.json": '{"compilerOptions": {"rootDir": "../src"}}',
            },
            [
                *("web/conf/tsconfig.json", "web/base.json"),
                *("web/conf/**/*.json", "web/public/**/*.txt", *SOURCES),
            ],
            ["web/conf/*.tsbuildinfo", "web/out/**/*"],
            id="tsc",
        ),
        pytest.param(
            "tailwindcss -i ./in.css -o ../demo/static/out.css",
            {
                "web/in.css": '@import "tailwindcss";\n@source "../demo/templates";\n',
                "web/tailwind.config.js": "module.exports = {content: ['../demo/**/*.{html,jinja}']}",
                "demo/templates/a.html": "",
                "demo/static/out.css": "",
            },
            [
                *("web/in.css", "web/tailwind.config.js", "web/public/**/*.txt", *SOURCES),
                *("demo/**/*.html", "demo/templates/**/*.html"),
            ],
            ["demo/static/out.css"],
            id="tailwind looks for names in templates",
        ),
        pytest.param(
            "sass scss/a.scss ../demo/a.css && sass styles:../demo/css",
            {"web/scss/a.scss": "", "web/styles/b.scss": ""},
            [
                *("web/public/**/*.txt", "web/scss/**/*.scss", *SOURCES),
                *("web/styles/**/*.scss", "web/scss/a.scss"),
            ],
            ["demo/a.css", "demo/css/**/*"],
            id="sass",
        ),
        pytest.param(
            "esbuild src/main.ts --bundle --outfile=../demo/app.js",
            {"demo/app.js": ""},
            ["web/public/**/*.txt", *SOURCES, "web/src/main.ts"],
            ["demo/app.js"],
            id="esbuild",
        ),
        pytest.param(
            "gulp",
            {
                "web/gulpfile.js": "src('scss/*.scss').pipe(dest('../demo/css'))",
                "web/scss/a.scss": "",
            },
            ["web/gulpfile.js", "web/public/**/*.txt", "web/scss/**/*.scss", *SOURCES],
            ["demo/css/**/*"],
            id="gulp",
        ),
        pytest.param(
            "node build.mjs",
            {"web/build.mjs": ""},
            ["web/build.mjs", "web/public/**/*.txt", *SOURCES],
            [],
            id="a script of the project",
        ),
    ],
)
def test_tools(
    lay_out: LayOut, script: str, files: dict[str, str], reads: list[str], writes: list[str]
) -> None:
    files = {"web/package.json": manifest(build=script), **files}
    found, made = told(lay_out, files, "npm run build", "web")
    assert sorted(found) == sorted(reads)
    assert made == writes


def test_locks_of_the_workspace(lay_out: LayOut) -> None:
    files = {
        "package.json": '{"workspaces": ["web"]}',
        "yarn.lock": "",
        "web/package.json": manifest(build="rollup -c"),
        "web/.npmrc": "",
    }
    reads, _ = told(lay_out, files, "yarn build", "web")
    assert reads == ["package.json", "yarn.lock", "web/.npmrc", "web/public/**/*.txt", *SOURCES]


def test_what_git_ignores_is_made(lay_out: LayOut) -> None:
    files = {
        "web/package.json": manifest(build="make-it"),
        "web/.gitignore": "dist\n*.gen.ts\n/src/types/\n!keep\n",
        "web/src/a.gen.ts": "",
        "web/src/types/b.d.ts": "",
        "web/out/.gitignore": "*\n",
        "web/out/a.js": "",
    }
    reads, writes = told(lay_out, files, "npm run build", "web")
    assert reads == ["web/public/**/*.txt", *SOURCES]
    assert set(writes) >= {
        "web/dist/**/*",
        "web/src/a.gen.ts",
        "web/src/types/**/*",
        "web/out/a.js",
    }


def test_what_is_personal_is_not_made(lay_out: LayOut) -> None:
    files = {
        ".gitignore": "local.cfg\n.env\ndist\n.venv\n/src/made.ts\n",
        "package.json": manifest(build="vite build"),
        "local.cfg": "",
        ".env": "",
        ".venv/x.js": "",
        "src/made.ts": "",
        "src/a.ts": "",
    }
    reads, writes = told(lay_out, files, "npm run build")
    assert reads == ["package.json", ".env", "src/**/*.ts"]
    assert sorted(writes) == ["dist/**/*", "node_modules/**/*", "src/made.ts"]


def test_beside_the_project_only_where_sources_lie(lay_out: LayOut) -> None:
    files = {
        "package.json": manifest(build="vite build"),
        "src/a.ts": "",
        "src/demo/__init__.py": "",
        "src/demo/static/app.js": "",
        "data/b.json": "",
        "conf.json": "",
        "index.html": "",
        "tests/c.ts": "",
    }
    reads, _ = told(lay_out, files, "npm run build")
    assert reads == ["package.json", "index.html", "src/**/*.ts"]
