"""Extensions that packages declare."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.extension_helpers import PROVIDER

SCRIPT = (
    "from extension_helpers import get_extensions\nfrom setuptools import setup\n"
    "setup(ext_modules=get_extensions())\n"
)
TABLE = (
    '[build-system]\nrequires = ["setuptools", "extension-helpers"]\n'
    'build-backend = "setuptools.build_meta"\n[tool.extension-helpers]\n'
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "extension-helpers"]\n'
        'build-backend = "setuptools.build_meta"\n'
    ),
    "demo/__init__.py": "",
    "demo/sub/setup_package.py": (
        'def get_extensions():\n    return [Extension("x", [os.path.join(HERE, "src/b.c")])]\n'
    ),
    "demo/sub/src/b.c": "",
    "demo/sub/a.pyx": "",
    "demo/c.c": "",
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="not asked for"),
        pytest.param(
            {
                "setup.py": SCRIPT,
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "x"]\n'
                    'build-backend = "setuptools.build_meta"\n'
                ),
            },
            [],
            id="not installed",
        ),
        pytest.param(
            {"pyproject.toml": TABLE + "use_extension_helpers = false\n"}, [], id="said no"
        ),
        pytest.param(
            {
                "pyproject.toml": TABLE + "use_extension_helpers = true\n",
                "setup.cfg": "[extension-helpers]\nuse_extension_helpers = false\n",
            },
            [],
            id="setup.cfg says no",
        ),
        pytest.param(
            {"setup.py": SCRIPT},
            [
                "run demo/sub/setup_package.py -> wheel",
                "likely demo/sub/a.pyx -> wheel",
                "likely demo/sub/src/b.c -> wheel",
            ],
            id="setup.py",
        ),
        pytest.param(
            {"pyproject.toml": TABLE + 'use_extension_helpers = "true"\n'},
            [
                "run demo/sub/setup_package.py -> wheel",
                "likely demo/sub/a.pyx -> wheel",
                "likely demo/sub/src/b.c -> wheel",
            ],
            id="pyproject.toml",
        ),
        pytest.param(
            {"setup.cfg": "[extension-helpers]\nuse_extension_helpers = true\n"},
            [
                "run demo/sub/setup_package.py -> wheel",
                "likely demo/sub/a.pyx -> wheel",
                "likely demo/sub/src/b.c -> wheel",
            ],
            id="setup.cfg",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({}, [], id="not asked for"),
        pytest.param(
            {"setup.py": SCRIPT},
            ["demo/sub/a.c", "demo/sub/a.cpp", "demo/_compiler.c", "demo/**/*.so", "demo/**/*.pyd"],
            id="Cython",
        ),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
