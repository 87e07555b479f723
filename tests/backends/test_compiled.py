"""What scripts of back ends other than setuptools have compiled."""

from __future__ import annotations

import pytest

from tests.conftest import LayOut
from tests.providers.asking import short
from uvlint.backends.setuptools.compiled import compiled_inputs, compiled_outputs

SCRIPT = "from setuptools import Extension\n\n\ndef build(settings):\n    settings.update({})\n"
C = {"c/a.c": '#include "a.h"\n', "c/a.h": "", "c/other.c": "", "demo/__init__.py": ""}
CYTHON = (
    "from Cython.Build import cythonize\n\n\n"
    "def build(settings):\n    settings.update(ext_modules=cythonize(['demo/fast.pyx']))\n"
)


@pytest.mark.parametrize(
    ("files", "inputs", "outputs"),
    [
        pytest.param({}, [], [], id="no script"),
        pytest.param({"make.py": "x = 1\n", **C}, [], [], id="nothing is compiled"),
        pytest.param(
            {"make.py": SCRIPT.format("ext_modules=[Extension('demo.a', ['c/a.c'])]"), **C},
            ["c/a.c", "c/a.h"],
            ["demo/*.so", "build/**"],
            id="an extension",
        ),
        pytest.param(
            {
                "make.py": CYTHON,
                "demo/fast.pyx": "from demo cimport shared\n",
                "demo/shared.pxd": "",
            },
            ["demo/fast.pyx", "demo/shared.pxd"],
            ["demo/fast.c", "demo/fast.cpp", "demo/fast.*.so", "build/**"],
            id="cython",
        ),
    ],
)
def test_script(
    lay_out: LayOut, files: dict[str, str], inputs: list[str], outputs: list[str]
) -> None:
    project = lay_out(files)
    found = [short(item.key) for item in compiled_inputs(project, "make.py", ())]
    written = [item.file for item in compiled_outputs(project, "make.py", ())]
    assert found == inputs
    assert set(outputs) <= set(written)
    assert bool(outputs) is bool(written)
