"""JavaScript built before setuptools takes over."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import WrongType
from uvlint.providers.jupyter_packaging import PROVIDER

JUPYTER = (
    '[build-system]\nrequires = ["jupyter-packaging"]\n'
    'build-backend = "jupyter_packaging.build_api"\n'
)
NPM = (
    '[build-system]\nrequires = ["jupyter-packaging"]\n'
    'build-backend = "jupyter_packaging.build_api"\n[tool.jupyter-packaging.builder]\n'
    'factory = "jupyter_packaging.npm_builder"\n'
)
SCRIPT = (
    "from pathlib import Path\n"
    "from jupyter_packaging import npm_builder, wrap_installers\n"
    "from setuptools import setup\nHERE = Path(__file__).parent.resolve()\n"
)
OWN = (
    '[build-system]\nrequires = ["jupyter-packaging"]\n'
    'build-backend = "jupyter_packaging.build_api"\n[tool.jupyter-packaging.builder]\n'
    "factory = "
)
OTHER = (
    '[build-system]\nrequires = ["jupyter-packaging"]\n'
    'build-backend = "setuptools.build_meta"\n[tool.jupyter-packaging.builder]\n'
    'factory = "jupyter_packaging.npm_builder"\n'
)

BASE = {
    "pyproject.toml": JUPYTER,
    "package.json": "{}",
    "tsconfig.json": "{}",
    "src/index.ts": "",
    "ui/package.json": "{}",
    "ui/lib/a.js": "",
    "make.py": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="no builder"),
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param({"pyproject.toml": OWN + "1\n"}, [], id="a wrong type"),
        pytest.param({"pyproject.toml": OWN + '"gone.build"\n'}, [], id="a factory elsewhere"),
        pytest.param(
            {"setup.py": "from setuptools import setup\nnpm_builder()\nsetup()\n"},
            [],
            id="another function of that name",
        ),
        pytest.param(
            {"pyproject.toml": NPM},
            ["package.json -> wheel", "tsconfig.json -> wheel", "likely src/**/*.ts -> wheel"],
            id="the table",
        ),
        pytest.param(
            {
                "pyproject.toml": JUPYTER
                + (
                    '[tool.jupyter-packaging.builder]\nfunc = "jupyter_packaging.npm_builder"\n'
                    '[tool.jupyter-packaging.build-args]\npath = "ui"\nsource_dir = "ui/lib"\n'
                )
            },
            ["ui/package.json -> wheel", "likely ui/lib/**/*.js -> wheel"],
            id="the old name, with arguments",
        ),
        pytest.param(
            {"pyproject.toml": OWN + '"make.build"\n'},
            ["run make.py -> wheel"],
            id="a factory of the project",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + 'setup(cmdclass=wrap_installers(pre_develop=npm_builder(build_cmd="x")))\n'
            },
            ["package.json -> wheel", "tsconfig.json -> wheel", "likely src/**/*.ts -> wheel"],
            id="setup.py",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + (
                    'UI = HERE / "ui"\n'
                    'npm_builder(UI, source_dir=str(UI / "lib"), build_dir="demo/static")\nsetup()\n'
                )
            },
            ["ui/package.json -> wheel", "likely ui/lib/**/*.js -> wheel"],
            id="setup.py with paths",
        ),
        pytest.param(
            {
                "setup.py": (
                    "from jupyter_packaging import wrap_installers\nfrom other import get_version\n"
                    'get_version("demo/_version.py")\n'
                )
            },
            [],
            id="a version by another function",
        ),
        pytest.param(
            {
                "setup.py": (
                    'from jupyter_packaging import (\n    get_version,\n)\nname = "demo"\n'
                    'get_version(os.path.join(name, "_version.py"))\nget_version(unknown)\n'
                )
            },
            ["demo/_version.py -> version"],
            id="a version",
        ),
        pytest.param(
            {"setup.py": SCRIPT + 'npm_builder(unknown(), source_dir="ui/" + x)\nsetup()\n'},
            ["package.json -> wheel", "tsconfig.json -> wheel", "likely src/**/*.ts -> wheel"],
            id="setup.py with what cannot be told",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"pyproject.toml": OTHER}, [], id="another back end"),
        pytest.param({}, ["build/**"], id="no builder"),
        pytest.param(
            {
                "pyproject.toml": NPM
                + '[tool.jupyter-packaging.options]\nensured-targets = ["demo/x.js", "/etc/x"]\n'
            },
            ["node_modules/**/*", "lib/**/*", "package-lock.json", "build/**", "demo/x.js"],
            id="the table",
        ),
        pytest.param(
            {"setup.py": SCRIPT + 'npm_builder("ui", "demo/static")\nsetup()\n'},
            ["ui/node_modules/**/*", "ui/package-lock.json", "demo/static/**/*", "build/**"],
            id="setup.py",
        ),
        pytest.param(
            {"setup.py": SCRIPT + 'npm_builder("ui", npm=["jlpm"])\nsetup()\n'},
            ["ui/node_modules/**/*", "build/**"],
            id="setup.py with another program",
        ),
        pytest.param(
            {
                "setup.py": SCRIPT
                + 'npm_builder(source_dir="src", build_dir=HERE / "src")\nsetup()\n'
            },
            ["node_modules/**/*", "lib/**/*", "package-lock.json", "build/**"],
            id="setup.py, which calls the sources what is built",
        ),
        pytest.param(
            {"pyproject.toml": OWN + '"make.build"\n', "make.py": 'open("out.txt", "w")\n'},
            ["build/**", "out.txt"],
            id="a factory of the project",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected


MISFITS = (
    WrongType(
        "jupyter_packaging.build_api", "", "jupyter-packaging.builder.factory = <3>", "a string"
    ),
    WrongType(
        "jupyter_packaging.build_api",
        "",
        'jupyter-packaging = {builder.factory = "a.b", options.ensured-targets = <3>}',
        "an array of strings",
    ),
)
