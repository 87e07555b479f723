"""Hooks that pdm-backend runs."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from tests.providers.settings import Fit, WrongType
from uvlint.providers.pdm_build_hook import PROVIDER

HEAD = '[build-system]\nrequires = ["pdm-backend"]\nbuild-backend = "pdm.backend"\n'
PROJECT = HEAD + '[project]\nname = "demo"\nversion = "1"\n'
HOOK = {"pdm_build.py": "def pdm_build_initialize(context): ...\n"}


@pytest.mark.parametrize(
    ("files", "pyproject", "expected"),
    [
        pytest.param({}, PROJECT, [], id="no hook"),
        pytest.param({}, PROJECT + '[tool.pdm.build]\ncustom-hook = "gone.py"\n', [], id="gone"),
        pytest.param({"setup.py": ""}, PROJECT, [], id="setuptools is not asked for"),
        pytest.param(
            HOOK,
            PROJECT.replace("pdm-backend", "hatchling").replace("pdm.backend", "hatchling.build"),
            [],
            id="another back end",
        ),
        pytest.param(HOOK, PROJECT, ["run pdm_build.py -> wheel"], id="hook"),
        pytest.param(
            HOOK,
            HEAD + '[project]\nname = "demo"\ndynamic = ["version", "dependencies"]\n',
            ["run pdm_build.py -> dependencies version wheel"],
            id="dynamic fields",
        ),
        pytest.param(
            {**HOOK, "tools/hook.py": "x = 1\n"},
            PROJECT + '[tool.pdm.build]\ncustom-hook = "tools/hook.py"\n',
            ["run tools/hook.py -> wheel"],
            id="custom-hook replaces the default",
        ),
        pytest.param(
            {"setup.py": "x = 1\n"},
            PROJECT + "[tool.pdm.build]\nrun-setuptools = true\n",
            ["run setup.py -> wheel"],
            id="setuptools",
        ),
        pytest.param(
            {
                "pdm_build.py": "from Cython.Build import cythonize\n"
                "def pdm_build_update_setup_kwargs(context, kwargs):\n"
                "    kwargs.update(ext_modules=cythonize('src/m.pyx'))\n",
                "src/m.pyx": "# distutils: sources = src/more.cpp\n",
                "src/more.cpp": '#include "more.h"\n',
                "src/more.h": "",
            },
            PROJECT,
            [
                "run pdm_build.py -> wheel",
                "likely src/m.pyx -> wheel",
                "likely src/more.cpp -> wheel",
                "likely src/more.h -> wheel",
            ],
            id="comments in what Cython translates",
        ),
        pytest.param(
            {"build.py": "x = 1\n"},
            PROJECT + '[tool.pdm]\nbuild = "build.py"\n',
            ["run build.py -> wheel"],
            id="script of pdm-pep517",
        ),
    ],
)
def test_inputs(
    lay_out: LayOut, files: dict[str, str], pyproject: str, expected: list[str]
) -> None:
    assert found(PROVIDER, lay_out({**files, "pyproject.toml": pyproject})) == expected


@pytest.mark.parametrize(
    ("files", "settings", "expected"),
    [
        pytest.param({}, "", [".pdm-build/**/*"], id="always"),
        pytest.param(
            {},
            "[tool.pdm.build]\nrun-setuptools = true\n",
            [".pdm-build/**/*", "build/**/*", "setup.py"],
            id="setuptools, with a setup.py for the moment",
        ),
        pytest.param(
            {"setup.py": ""},
            "[tool.pdm.build]\nrun-setuptools = true\n",
            [".pdm-build/**/*", "build/**/*"],
            id="setuptools",
        ),
        pytest.param(
            {"pdm_build.py": "open('demo/gen.py', 'w')\n"},
            "",
            [".pdm-build/**/*", "demo/gen.py"],
            id="what the hook writes",
        ),
    ],
)
def test_outputs(
    lay_out: LayOut, files: dict[str, str], settings: str, expected: list[str]
) -> None:
    assert written(PROVIDER, lay_out({**files, "pyproject.toml": PROJECT + settings})) == expected


def test_outputs_of_the_predecessor(lay_out: LayOut) -> None:
    pyproject = PROJECT.replace("pdm-backend", "pdm-pep517").replace(
        "pdm.backend", "pdm.pep517.api"
    )
    assert written(PROVIDER, lay_out({"pyproject.toml": pyproject})) == ["build/**/*"]


MISFITS = (
    WrongType("pdm.backend", "", "pdm.build.custom-hook = <3>", "a string"),
    WrongType("pdm.backend", "", 'pdm.build.run-setuptools = <"yes">', "true or false"),
)

FITS = (Fit("pdm.backend", "", 'pdm.build = "build.py"'),)
