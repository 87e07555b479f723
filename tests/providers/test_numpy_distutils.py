"""C and Fortran in a tree of scripts."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import found, written
from uvlint.providers.numpy_distutils import PROVIDER

SCRIPT = (
    'def configuration(parent_package="", top_path=None):\n'
    "    from numpy.distutils.misc_util import Configuration\n"
    '    c = Configuration("demo", parent_package, top_path)\n'
    '    c.add_extension("fast", sources=["src/fast.f90", "fast.pyf"], depends=["*.inc"])\n'
    "    return c\nfrom numpy.distutils.core import setup\n"
    "setup(configuration=configuration)\n"
)

BASE = {
    "pyproject.toml": (
        '[build-system]\nrequires = ["setuptools", "numpy"]\n'
        'build-backend = "setuptools.build_meta"\n'
    ),
    "src/fast.f90": "",
    "src/fast.pyf": "",
    "src/other.f90": "",
    "sub/q.c": '#include "q.h"\n',
    "sub/q.h": "",
    "sub/setup.py": 'import numpy.distutils\nc.add_extension("q", ["q.c"])\n',
}


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param(
            {"setup.py": "from setuptools import setup\nsetup()\n"}, [], id="not asked for"
        ),
        pytest.param(
            {
                "setup.py": SCRIPT,
                "pyproject.toml": (
                    '[build-system]\nrequires = ["setuptools", "numpy"]\n'
                    'build-backend = "hatchling.build"\n'
                ),
            },
            [],
            id="another back end",
        ),
        pytest.param(
            {"setup.py": SCRIPT},
            [
                "run sub/setup.py -> wheel",
                "likely src/fast.pyf -> wheel",
                "likely src/fast.f90 -> wheel",
                "likely sub/q.c -> wheel",
                "likely sub/q.h -> wheel",
            ],
            id="sources",
        ),
        pytest.param(
            {"setup.py": "import numpy.distutils\n", "site.cfg": "", "sub/setup.py": ""},
            ["site.cfg -> wheel"],
            id="site.cfg",
        ),
    ],
)
def test_inputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert found(PROVIDER, lay_out({**BASE, **files})) == expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"setup.py": ""}, [], id="not asked for"),
        pytest.param({"setup.py": SCRIPT}, ["build/**"], id="acts"),
    ],
)
def test_outputs(lay_out: LayOut, files: dict[str, str], expected: list[str]) -> None:
    assert written(PROVIDER, lay_out({**BASE, **files})) == expected
